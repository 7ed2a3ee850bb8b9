"""EPUBs that are damaged, locked or made to harm: a sentence or a warning, and nothing leaves the archive."""

from __future__ import annotations

import contextlib
import io
import random
import time
import zipfile

import pytest

from studyapp.domain.errors import UnreadableDocumentError
from studyapp.importers import archive as archives
from studyapp.importers.archive import Archive, join_name
from tests.importers.epub_writer import CONTAINER, make_epub, outline, read, texts, xhtml

GOOD = {"one.xhtml": xhtml("<h1>One</h1><p>Text.</p>")}
ENCRYPTION = (
    "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container' "
    "xmlns:e='http://www.w3.org/2001/04/xmlenc#'>"
    "<e:EncryptedData><e:EncryptionMethod Algorithm='{}'/><e:CipherData>"
    "<e:CipherReference URI='{}'/></e:CipherData>"
    "</e:EncryptedData></encryption>"
)


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        read(data)
    return caught.value.sentence


def test_a_book_without_a_package_says_so() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("one.xhtml", GOOD["one.xhtml"])
    assert "OPF" in refusal(stream.getvalue())


def test_a_package_that_names_no_text_says_so() -> None:
    assert "names no text" in refusal(make_epub({}, opf="<package><manifest/><spine/></package>"))


def test_a_missing_item_is_a_warning() -> None:
    opf = (
        "<package xmlns='http://www.idpf.org/2007/opf'><metadata/><manifest>"
        "<item id='a' href='one.xhtml' media-type='application/xhtml+xml'/>"
        "<item id='b' href='gone.xhtml' media-type='application/xhtml+xml'/></manifest>"
        "<spine><itemref idref='a'/><itemref idref='b'/></spine></package>"
    )
    document = read(make_epub(GOOD, opf=opf))
    assert texts(document) == ["Text."]
    assert document.title == "book"
    assert "gone.xhtml" in document.warnings[0]


def test_a_protected_book_is_said_to_be_one() -> None:
    locked = ENCRYPTION.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "book/one.xhtml")
    assert "DRM" in refusal(make_epub(GOOD, extra={"META-INF/encryption.xml": locked}))


@pytest.mark.parametrize(
    "algorithm", ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"]
)
def test_hidden_fonts_are_no_protection(algorithm: str) -> None:
    fonts = ENCRYPTION.format(algorithm, "book/font.otf")
    assert texts(read(make_epub(GOOD, extra={"META-INF/encryption.xml": fonts}))) == ["Text."]


@pytest.mark.parametrize("part", [0.05, 0.5, 0.95, 0.999])
def test_a_truncated_archive_says_so(part: float) -> None:
    data = make_epub(GOOD)
    assert "damaged" in refusal(data[: int(len(data) * part)])


def test_damaged_bytes_never_crash() -> None:
    data = make_epub({**GOOD, "two.xhtml": xhtml("<p>" + "More text. " * 200 + "</p>")})
    chance = random.Random(4)
    for _ in range(150):
        damaged = bytearray(data)
        for _ in range(8):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with contextlib.suppress(UnreadableDocumentError):
            read(bytes(damaged))


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    started = time.perf_counter()
    bomb = make_epub({"one.xhtml": b"<html><body>" + b"a" * 60_000_000})
    made = time.perf_counter() - started
    started = time.perf_counter()
    assert "unpack" in refusal(bomb)
    assert time.perf_counter() - started < max(1, made)


def test_a_size_that_lies_is_found_while_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "READ_BYTES", 10_000)
    data = make_epub({"one.xhtml": xhtml("x" * 20_000)})
    with Archive(data, name="b") as archive, pytest.raises(UnreadableDocumentError):
        archive.read("book/one.xhtml")


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "ENTRIES", 3)
    assert "unpack" in refusal(make_epub(GOOD))


@pytest.mark.parametrize(
    "reference",
    [
        "../../../etc/passwd",
        "/etc/passwd",
        "..\\..\\x",
        "file:///etc/passwd",
        "http://x.org/a",
        "//x.org/a",
        "..",
    ],
)
def test_no_reference_leads_out_of_the_archive(reference: str) -> None:
    assert join_name("book/one.xhtml", reference) is None


def test_entries_with_names_outside_are_never_text() -> None:
    opf = (
        "<package xmlns='http://www.idpf.org/2007/opf'><metadata/><manifest>"
        "<item id='a' href='one.xhtml' media-type='application/xhtml+xml'/>"
        "<item id='b' href='../../evil.xhtml' media-type='application/xhtml+xml'/></manifest>"
        "<spine><itemref idref='a'/><itemref idref='b'/></spine></package>"
    )
    document = read(make_epub(GOOD, opf=opf, extra={"../evil.xhtml": xhtml("<p>Evil.</p>")}))
    assert texts(document) == ["Text."]


def test_a_name_that_comes_twice_is_read_once() -> None:
    stream = io.BytesIO(make_epub(GOOD))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("book/one.xhtml", xhtml("<p>Later.</p>"))
    assert texts(read(stream.getvalue())) == ["Later."]


def test_scripts_and_remote_things_are_not_there() -> None:
    body = (
        "<script>alert(1)</script><p onclick='alert(2)'>Text <a href='javascript:alert(3)'>a</a> "
        "<a href='file:///etc/passwd'>b</a></p><img src='http://x.org/track.png' "
        "alt=''/><iframe src='http://x.org'/>"
    )
    head = "<link rel='stylesheet' href='http://x.org/s.css'/><style>@import 'http://x.org/t.css';</style>"
    document = read(make_epub({"one.xhtml": xhtml(body, head=head)}))
    (block,) = document.sections[0].blocks
    assert (block.text, block.inlines) == ("Text a b", ())


def test_entities_are_not_expanded() -> None:
    doctype = (
        "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY l 'lol'><!ENTITY m '&l;&l;&l;&l;'>]>"
    )
    page = xhtml("<p>a&x;b&m;c</p>").replace("<!DOCTYPE html>", doctype)
    assert texts(read(make_epub({"one.xhtml": page}))) == ["a&x;b&m;c"]


def test_a_file_that_lies_about_its_encoding_is_read() -> None:
    page = xhtml("<p>café</p>").replace("utf-8", "utf-16").encode("utf-8")
    latin = xhtml("<p>naïve</p>").encode("cp1252")
    assert texts(read(make_epub({"one.xhtml": page, "two.xhtml": latin}))) == ["café", "naïve"]


def test_ten_thousand_nested_elements_and_entries_are_read() -> None:
    deep = xhtml("<div>" * 10_000 + "deep" + "</div>" * 10_000)
    entry = "<li><a href='one.xhtml'>One</a><ol>"
    document = read(make_epub({**GOOD, "deep.xhtml": deep}, contents=entry * 3_000 + "</ol></li>" * 3_000))
    assert texts(document)[-1] == "deep"
    assert len(outline(document)) < 20


def test_a_book_of_nothing_says_so() -> None:
    assert "no text" in refusal(make_epub({"one.xhtml": xhtml("")}))
