"""Files that are made to harm, made in memory."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

from tests.importers.epub_writer import make_epub, xhtml
from tests.importers.pdf_texts import page_of, prose
from tests.importers.pdf_writer import write_pdf
from tests.importers.test_word import NAMES, make_docx, p

if TYPE_CHECKING:
    from collections.abc import Mapping

ENTITIES = (
    '[<!ENTITY a0 "lol">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + '<!ENTITY out SYSTEM "{file}"><!ENTITY far SYSTEM "{server}/x">'
    + '<!ENTITY % more SYSTEM "{server}/y"> %more;]'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
    '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>'
    '</manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
)
_NAVIGATION = '<item id="n" href="n.xhtml" properties="nav" media-type="application/xhtml+xml"/>'


def make_archive(files: Mapping[str, str | bytes], links: Mapping[str, str] | None = None) -> bytes:
    """Return a ZIP archive with files and symbolic links."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        for name, target in (links or {}).items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o120777 << 16
            archive.writestr(entry, target)
    return stream.getvalue()


def listed_archive(count: int) -> bytes:
    """Return an archive whose list names so many files, all of them the same empty one."""
    first = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    names = (b"%08x" % n for n in range(count))
    fields = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0)
    listed = b"".join(fields + name for name in names)
    end = len(first) + len(listed)
    return (
        first
        + listed
        + struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(listed), len(first))
        + struct.pack("<4sIQI", b"PK\6\7", 0, end, 1)
        + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    )


def good_files() -> dict[str, bytes]:
    """Return a small whole file of each format; the word “pilot” is in all of them."""
    text = "The pilot of the harbour waits for the ferry. " * 20
    return {
        "a.epub": make_epub({"a.xhtml": xhtml(f"<h1>One</h1><p>{text}</p>")}, contents=_entry("One")),
        "a.docx": make_docx("".join(p(f"{n} {text}") for n in range(20))),
        "a.html": f"<!doctype html><html><body><h1>One</h1><p>{text}</p></body></html>".encode(),
        "a.pdf": write_pdf([page_of(f"The pilot waits. {prose(n)}") for n in range(3)]),
        "a.md": f"# One\n\n{text}[^1]\n\n[^1]: A note.\n".encode(),
        "a.txt": text.encode(),
    }


def entity_files(file: str, server: str) -> dict[str, bytes]:
    """Return files whose entities grow to terabytes, or stand for a file or an address."""
    subset = ENTITIES.replace("{file}", f"file://{file}").replace("{server}", server)
    text = "before &a11;&out;&far; after"
    page = f"<!DOCTYPE html {subset}><html><head><title>&out;</title></head><body><p>{text}</p></body></html>"
    navigation = xhtml(f'<nav><ol><li><a href="a.xhtml">{text}</a></li></ol></nav>').replace(
        "<!DOCTYPE html>", f"<!DOCTYPE html {subset}>"
    )
    package = f"<!DOCTYPE package {subset}>" + PACKAGE.replace(
        "<manifest>",
        f'<metadata><t:title xmlns:t="http://purl.org/dc/elements/1.1/">{text}</t:title></metadata>'
        f"<manifest>{_NAVIGATION}",
    )
    document = f"<!DOCTYPE d {subset}><w:document {NAMES}><w:body>{p(text)}</w:body></w:document>"
    relation = f"<!DOCTYPE d {subset}><Relationships><Relationship Id='r' Target='&out;'/></Relationships>"
    return {
        "a.html": page.encode(),
        "a.xhtml": ('<?xml version="1.0"?>' + page).encode(),
        "a.epub": make_epub({"a.xhtml": page}, opf=package, extra={"book/n.xhtml": navigation}),
        "a.docx": make_docx("", files={"word/document.xml": document.encode()}),
        "b.docx": make_docx(p("before"), files={"word/_rels/document.xml.rels": relation.encode()}),
    }


def restless_page(file: str, server: str) -> str:
    """Return a page that wants to load, run and lead to what it must not."""
    addresses = (
        f"file://{file}",
        "javascript:alert(1)",
        "JaVa\tScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        " \x01javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "//a.example/",
        "https://a.example/",
    )
    links = " ".join(f'<a href="{address}">Words.</a>' for address in addresses)
    return (
        '<html><head><title>A</title><base href="file:///etc/"/>'
        f'<link rel="stylesheet" href="{server}/s.css"/>'
        f'<meta http-equiv="refresh" content="0;url={server}"/><script src="{server}/x.js">alert(1)</script>'
        f'<style>@import url("{server}/i.css");</style></head><body onload="alert(1)">'
        f'<p onclick="alert(1)" style="background:url({server}/b.png)">{links}</p>'
        f'<p>Words. <img src="{server}/a.png" alt="remote" onerror="alert(1)"/>'
        f'<img src="file://{file}" alt=""/></p>'
        f'<iframe src="file://{file}"></iframe><object data="{server}/o"></object>'
        f'<svg><script>alert(1)</script><image href="file://{file}"/></svg></body></html>'
    )


def nested_files(count: int) -> dict[str, bytes]:
    """Return files with so many elements in each other."""
    files: dict[str, bytes] = {}
    for tag in ("div", "b", "blockquote", "ul><li", "table><tr><td", "section"):
        names = tag.split("><")
        opened, closed = f"<{tag}>" * count, "".join(f"</{n}>" for n in reversed(names)) * count
        files[f"{names[0]}.html"] = f"<p>a</p>{opened}deep{closed}".encode()
        files[f"{names[0]}.epub"] = make_epub({"a.xhtml": xhtml(f"<p>a</p>{opened}deep{closed}")})
    contents = (
        '<li><a href="a.xhtml">A</a><ol>' * count + '<li><a href="a.xhtml">B</a></li>' + "</ol></li>" * count
    )
    changes = "<w:ins>" * count + p("deep") + "</w:ins>" * count
    fields = "<w:sdt><w:sdtContent>" * count + p("deep") + "</w:sdtContent></w:sdt>" * count
    return files | {
        "contents.epub": make_epub({"a.xhtml": xhtml("<p>deep</p>")}, contents=contents),
        "changes.docx": make_docx(changes),
        "fields.docx": make_docx(fields),
        "quotes.md": (">" * count + " deep\n").encode(),
        "lists.md": ("- " * count + "deep\n").encode(),
        "brackets.md": ("[" * count + "deep" + "]" * count).encode(),
        "links.md": ("[deep](" * count).encode(),
    }


def _entry(label: str) -> str:
    return f'<li><a href="a.xhtml">{label}</a></li>'
