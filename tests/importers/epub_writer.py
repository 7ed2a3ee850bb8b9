"""EPUBs made in memory from the texts of a test."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from studyapp.importers.epub import parse_epub
from studyapp.importers.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studyapp.domain.documents import ParsedDocument

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="book/content.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles></container>'
)
METADATA = (
    "<dc:title>The Book</dc:title><dc:creator opf:role='aut'>Ann Author</dc:creator>"
    "<dc:language>en-GB</dc:language><dc:date>2021-03-09T00:00:00Z</dc:date>"
)


def xhtml(body: str, *, head: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>x</title>{head}</head><body>{body}</body></html>"
    )


def nav(entries: str) -> str:
    return xhtml(f'<nav epub:type="toc"><ol>{entries}</ol></nav>')


def make_epub(
    files: Mapping[str, str | bytes],
    *,
    contents: str = "",
    ncx: str = "",
    metadata: str = METADATA,
    items: str = "",
    closing: str = "",
    opf: str | None = None,
    extra: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return an EPUB whose spine is the XHTML files in their order; other files are in it only."""
    texts = [name for name in files if name.endswith(".xhtml")]
    manifest = "".join(
        f'<item id="i{n}" href="{name}" media-type="{_media_type(name)}"/>' for n, name in enumerate(files)
    )
    order = {name: n for n, name in enumerate(files)}
    spine = "".join(f'<itemref idref="i{order[name]}"/>' for name in texts)
    if contents:
        manifest += '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    if ncx:
        manifest += '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    package = opf or (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">'
        f"{metadata}</metadata><manifest>{manifest}{items}</manifest><spine "
        f'toc="ncx">{spine}</spine>{closing}</package>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("book/content.opf", package)
        for name, data in files.items():
            archive.writestr(f"book/{name}", data)
        if contents:
            archive.writestr("book/nav.xhtml", nav(contents))
        if ncx:
            archive.writestr("book/toc.ncx", ncx)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return stream.getvalue()


def read(data: bytes, name: str = "book.epub") -> ParsedDocument:
    return parse_epub(Source(name, data))


def outline(document: ParsedDocument) -> list[tuple[int, str | None]]:
    return [(section.level, section.title) for section in document.sections]


def texts(document: ParsedDocument) -> list[str]:
    return [block.text for section in document.sections for block in section.blocks]


def _media_type(name: str) -> str:
    if name.endswith(".png"):
        return "image/png"
    return "application/xhtml+xml" if name.endswith(".xhtml") else "application/octet-stream"
