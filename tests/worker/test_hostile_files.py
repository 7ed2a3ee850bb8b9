"""Files that are damaged, mis-named or made to harm, each through the import process as a person's file goes.

Each ends as a document or with a sentence; the process lives on, prints no traceback, and nothing is
fetched, run, or read from outside the file.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.importers.epub_writer import CONTAINER, make_epub, xhtml
from tests.importers.pdf_texts import page_of, prose
from tests.importers.pdf_writer import write_pdf
from tests.importers.test_word import NAMES, make_docx, p
from tests.worker.hostile_files import (
    ENTITIES,
    PACKAGE,
    entity_files,
    good_files,
    listed_archive,
    make_archive,
    nested_files,
    restless_page,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COMMAND = [sys.executable, "-m", "studyapp", "--worker"]
LOCKED = Path(__file__).parents[1] / "importers" / "pdf_cases" / "locked.pdf"
SECRET = "the-secret-of-another-file"
TOO_LARGE = "would unpack to more than a document can hold."


class Reading(NamedTuple):
    """What became of a file: its text with the sections' titles, its links, its warnings; or a sentence."""

    text: str = ""
    targets: frozenset[str] = frozenset()
    warnings: tuple[str, ...] = ()
    sentence: str = ""


def import_all(folder: Path, files: Mapping[str, bytes], password: str = "") -> dict[str, Reading]:
    """Import the files in one process, which has to live to its end and to say nothing else."""
    requests = []
    for name, data in files.items():
        (folder / name).write_bytes(data)
        request: dict[str, Any] = {"path": str(folder / name), "text": None, "name": name}
        request |= {"password": password, "known": [], "originals": str(folder / "kept")}
        requests.append(request | {"pictures": str(folder / "pictures")})
    done = subprocess.run(
        COMMAND,
        input="".join(json.dumps(r) + "\n" for r in requests).encode(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == b""
    readings = list(_readings(done.stdout))
    assert len(readings) == len(files)
    return dict(zip(files, readings, strict=True))


def _readings(output: bytes) -> Iterator[Reading]:
    texts: list[str] = []
    targets: set[str] = set()
    for answer in map(json.loads, output.splitlines()):
        if "section" in answer:
            texts.append(answer["section"]["title"] or "")
            for _, text, inlines, *_ in answer["section"]["blocks"]:
                texts.append(text)
                targets |= {inline[3] for inline in inlines if inline[2] == "link"}
        elif "error" in answer or "document" in answer:
            sentence = answer.get("error", {}).get("sentence", "")
            warnings = tuple(answer.get("document", {}).get("warnings", ()))
            yield Reading("\n".join(texts), frozenset(targets), warnings, sentence)
            texts, targets = [], set()


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server that nobody may ask."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        with pytest.raises(BlockingIOError):
            listening.accept()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path


def test_archives_that_burst_are_refused(tmp_path: Path) -> None:
    spaces = b" " * 30_000_000
    readings = import_all(
        tmp_path,
        {
            "package.epub": make_archive({"META-INF/container.xml": CONTAINER, "book/content.opf": spaces}),
            "text.epub": make_epub({"a.xhtml": b"<html><body>" + spaces}),
            "text.docx": make_archive({"word/document.xml": spaces}),
            "list.epub": listed_archive(60_000),
            "list.docx": listed_archive(60_000),
        },
    )
    assert {n: r.sentence for n, r in readings.items()} == {n: f"“{n}” {TOO_LARGE}" for n in readings}


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    data = b"\0" * 5_000_000
    for _ in range(4):
        data = make_archive({f"{n}.zip": data for n in range(5)})
    readings = import_all(tmp_path, {"nested.epub": data, "nested.docx": data})
    assert all("is no readable" in reading.sentence for reading in readings.values())


def test_no_name_and_no_link_leads_out_of_an_archive(tmp_path: Path, secret: Path) -> None:
    up = "../" * 20 + str(secret).lstrip("/")
    items = f'<item id="z" href="{up}" media-type="application/xhtml+xml"/>'
    page = f'<p>Words.<img src="{up}" alt="up"/><img src="file://{secret}" alt="file"/></p>'
    relation = '<Relationship Id="r1" Type="x/image" Target="{}"{}/>'
    picture = '<w:p><w:r><w:drawing><a:blip r:embed="r1" r:link="r1"/></w:drawing></w:r></w:p>'
    readings = import_all(
        tmp_path,
        {
            "items.epub": make_epub({"a.xhtml": xhtml(page)}, items=items),
            "package.epub": make_archive(
                {"META-INF/container.xml": CONTAINER.replace("book/content.opf", up)}
            ),
            "link.epub": make_archive(
                {"META-INF/container.xml": CONTAINER}, links={"book/content.opf": str(secret)}
            ),
            "link.docx": make_archive({"[Content_Types].xml": b""}, links={"word/document.xml": str(secret)}),
            "up.docx": make_docx(p("Words.") + picture, relations=relation.format(up, "")),
            "file.docx": make_docx(
                p("Words.") + picture, relations=relation.format(f"file://{secret}", ' TargetMode="External"')
            ),
        },
    )
    assert [n for n, r in readings.items() if "Words." in r.text] == ["items.epub", "up.docx", "file.docx"]
    assert not any(SECRET in str(reading) for reading in readings.values())
    assert not (tmp_path / "pictures").exists()


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path, secret: Path, server: str) -> None:
    files = entity_files(str(secret), server)
    readings = import_all(tmp_path, files)
    assert all("before" in reading.text for reading in readings.values())
    assert not any(SECRET in str(r) or len(r.text) > 2_000 for r in readings.values())


def test_nothing_is_fetched_or_run_and_only_safe_links_are_kept(
    tmp_path: Path, secret: Path, server: str
) -> None:
    page = restless_page(str(secret), server)
    markdown = (
        f"# A\n\nWords. [f](file://{secret}) [j](javascript:x) [k](<java\tscript:x>) [d](data:text/html,x) "
        f"![r]({server}/a.png) ![l](file://{secret}) <script>fetch('{server}')</script> [ok](https://a.example/)\n"
    )
    front = f"---\ntitle: !!python/object/apply:os.system ['touch {tmp_path}/ran']\n---\n\nWords.\n"
    relations = (
        "".join(
            f'<Relationship Id="r{n}" Type="x/hyperlink" Target="{target}" TargetMode="External"/>'
            for n, target in enumerate((f"file://{secret}", "javascript:x", "https://a.example/"))
        )
        + f'<Relationship Id="t" Type="x/attachedTemplate" Target="{server}/t.dotm" TargetMode="External"/>'
    )
    links = "".join(f'<w:hyperlink r:id="r{n}"><w:r><w:t>Words. </w:t></w:r></w:hyperlink>' for n in range(3))
    readings = import_all(
        tmp_path,
        {
            "a.html": page.encode(),
            "a.xhtml": page.encode(),
            "a.epub": make_epub({"a.xhtml": page}),
            "a.md": markdown.encode(),
            "front.md": front.encode(),
            "a.docx": make_docx(f"<w:p>{links}</w:p>", relations=relations),
        },
    )
    assert all("Words." in reading.text for reading in readings.values())
    assert {n: set(r.targets) for n, r in readings.items() if n != "front.md"} == {
        n: {"https://a.example/"} for n in readings if n != "front.md"
    }
    assert not any(SECRET in str(r) or "alert(" in r.text for r in readings.values())
    assert not (tmp_path / "ran").exists()


def test_ten_thousand_nested_elements_of_each_format(tmp_path: Path) -> None:
    readings = import_all(tmp_path, nested_files(10_000))
    assert [n for n, r in readings.items() if not r.sentence and "deep" not in r.text] == []
    refused = {n: r.sentence for n, r in readings.items() if r.sentence}
    assert refused == {name: f"“{name}” contains no text." for name in ("changes.docx", "fields.docx")}


LIES = (
    "utf-16",
    "utf-32",
    "utf-7",
    "x-unknown",
    "undefined",
    "idna",
    "rot13",
    "zlib_codec",
    "unicode_escape",
)


def test_an_encoding_that_lies_does_no_harm(tmp_path: Path) -> None:
    files: dict[str, bytes] = {}
    text = "Words und Flüsse."
    for said in LIES:
        declared = f'<?xml version="1.0" encoding="{said}"?>'
        page = f'<html><head><meta charset="{said}"/></head><body><p>{text}</p></body></html>'
        body = f"<w:document {NAMES}><w:body>{p(text)}</w:body></w:document>"
        files |= {
            f"{said}.html": page.encode(),
            f"{said}.epub": make_epub({"a.xhtml": (declared + page).encode()}),
            f"{said}-western.epub": make_epub({"a.xhtml": (declared + page).encode("cp1252")}),
            f"{said}.docx": make_docx("", files={"word/document.xml": (declared + body).encode()}),
        }
    readings = import_all(tmp_path, files)
    assert [n for n, r in readings.items() if not r.text.endswith(text)] == []


def test_references_to_no_characters_are_left_out(tmp_path: Path) -> None:
    odd = "a&#0;b&#xD800;c&#x110000;d&#99999999999;e&#xFFFF;f"
    readings = import_all(
        tmp_path,
        {
            "a.html": f"<p>{odd}</p>".encode(),
            "a.epub": make_epub({"a.xhtml": xhtml(f"<p>{odd}</p>")}),
            "a.docx": make_docx(p(odd)),
        },
    )
    assert readings["a.docx"].text.strip() == "abcdef"
    for reading in readings.values():
        assert [c for c in reading.text if c in "abcdef"] == list("abcdef")


def test_nul_bytes_noise_and_white_space_get_sentences_or_are_left_out(tmp_path: Path) -> None:
    files: dict[str, bytes] = {}
    for name, data in good_files().items():
        files |= {f"nul-{name}": data[:200] + b"\0" * 50 + data[200:], f"nuls-{name}": b"\0" * 5_000}
        files |= {f"empty-{name}": b"", f"white-{name}": b" \n\t" * 10, f"ff-{name}": b"\xff" * 5_000}
        files |= {f"zip-{name}": b"PK\x03\x04" + bytes(range(256)) * 9, f"pdf-{name}": b"%PDF-1.7\n\xff\xfe"}
    readings = import_all(tmp_path, files)
    assert not any("\0" in reading.text for reading in readings.values())
    assert all(r.sentence for n, r in readings.items() if not n.startswith("nul-"))
    assert {r.sentence for n, r in readings.items() if n.startswith("empty-")} == {
        f"“{n}” is empty." for n in readings if n.startswith("empty-")
    }


def test_files_that_end_at_any_place(tmp_path: Path) -> None:
    files = {
        f"{part}-{name}": data[: len(data) * part // 100]
        for name, data in good_files().items()
        for part in range(5, 100, 5)
    }
    readings = import_all(tmp_path, files)
    assert all(bool(reading.text.strip()) != bool(reading.sentence) for reading in readings.values())


def test_a_wrong_ending_does_no_harm(tmp_path: Path) -> None:
    good = good_files()
    files = {f"{of}.{as_}": good[f"a.{of}"] for of in _KINDS for as_ in _KINDS if of != as_}
    readings = import_all(tmp_path, files)
    by_content = {n for n in files if n.startswith(("pdf.", "epub.", "docx."))}
    assert [n for n in sorted(by_content) if "pilot" not in readings[n].text] == []
    assert [n for n, r in readings.items() if bool(r.text) == bool(r.sentence)] == []


_KINDS = ("pdf", "epub", "docx", "html", "md", "txt")


def test_a_pdf_of_endless_or_countless_pages(tmp_path: Path) -> None:
    whole = write_pdf([page_of(prose(n)) for n in range(3)])
    kids = whole[whole.index(b"/Kids [") + 7 : whole.index(b"]", whole.index(b"/Kids ["))]
    first = kids.split(b" 0 R")[0].strip()
    readings = import_all(
        tmp_path,
        {
            "table.pdf": whole.replace(b"startxref\n", b"startxref\n9"),
            "count.pdf": whole.replace(b"/Count 3", b"/Count 2000000000"),
            "cycle.pdf": whole.replace(kids, b"2 0 R".ljust(len(kids))),
            "twice.pdf": whole.replace(kids, (first + b" 0 R ") * (len(kids) // (len(first) + 5))),
            "size.pdf": whole.replace(b"595 842", b"1e9 1e9"),
        },
    )
    assert all(bool(reading.text.strip()) != bool(reading.sentence) for reading in readings.values())
    assert readings["table.pdf"].text


def test_a_wrong_password_is_said_to_be_one(tmp_path: Path) -> None:
    readings = import_all(tmp_path, {"locked.pdf": LOCKED.read_bytes()}, password="wrong")
    assert readings["locked.pdf"].sentence == "The password does not open “locked.pdf”."


def test_books_with_missing_or_locked_parts(tmp_path: Path) -> None:
    encryption = (
        '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod '
        'Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/><e:CipherData>'
        '<e:CipherReference URI="book/a.xhtml"/></e:CipherData></e:EncryptedData></encryption>'
    )
    readings = import_all(
        tmp_path,
        {
            "bare.epub": make_archive({"META-INF/container.xml": CONTAINER}),
            "lost.epub": make_epub({"a.xhtml": xhtml("<p>Words.</p>")}, opf=PACKAGE),
            "locked.epub": make_epub(
                {"a.xhtml": b"\x9d" * 500}, extra={"META-INF/encryption.xml": encryption}
            ),
        },
    )
    assert "(OPF) is missing or damaged" in readings["bare.epub"].sentence
    assert readings["lost.epub"].text.strip() == "Words."
    assert "missing or damaged: “b.xhtml”" in readings["lost.epub"].warnings[0]
    assert "is protected by DRM" in readings["locked.epub"].sentence


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such names")
def test_odd_names(tmp_path: Path) -> None:
    names = (
        "new\nline.md",
        "👩‍🔬🎉.md",
        "a" * 252 + ".md",
        "é" * 126 + ".md",
        "-rf.md",
        "\x1b[31mred.md",
        " .md",
    )
    readings = import_all(tmp_path, dict.fromkeys(names, b"Words."))
    assert {reading.text.strip() for reading in readings.values()} == {"Words."}


def test_long_runs_of_one_sign_take_no_longer_than_text(tmp_path: Path) -> None:
    runs = ("<p>a" + " " * 100_000, "<!DOCTYPE " * 10_000, '<a b="' * 20_000, "<!--" * 30_000, "<" * 100_000)
    files: dict[str, bytes] = {}
    for n, run in enumerate(runs):
        files |= {f"{n}.html": run.encode(), f"{n}.epub": make_epub({"a.xhtml": f"<html>{run}"})}
    readings = import_all(tmp_path, files)
    assert readings["0.html"].text.strip() == "a"


def test_a_declared_entity_is_no_text_of_the_page(tmp_path: Path) -> None:
    page = f"<!DOCTYPE html {ENTITIES}><p>Words.</p>"
    assert import_all(tmp_path, {"a.html": page.encode()})["a.html"].text.strip() == "Words."


def test_a_spine_of_very_many_files_is_read_in_time(tmp_path: Path) -> None:
    page = xhtml("<p>Words.</p>")
    book = make_epub({f"{n}.xhtml": page for n in range(6_000)})
    assert import_all(tmp_path, {"a.epub": book})["a.epub"].text.count("Words.") == 6_000
