"""Which format a file is of, by its content first and its name second, and the module that reads it.

The modules that load parsers are imported when a file of their format comes.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from studyapp.domain.errors import UnreadableDocumentError
from studyapp.importers.archive import Archive
from studyapp.importers.decoding import decode_plain, decode_text, normalise_text
from studyapp.importers.markdown import parse_markdown
from studyapp.importers.plain import parse_plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.domain.documents import ParsedDocument
    from studyapp.importers.source import Source

MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown")
TEXT_SUFFIXES = (".txt", ".text", "")
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
OTHER_SUFFIXES = (".epub", ".pdf", ".docx")
SUFFIXES = (*MARKDOWN_SUFFIXES, *TEXT_SUFFIXES, *HTML_SUFFIXES, *OTHER_SUFFIXES)
"""What the name of a readable file ends with; what a folder's other files are is not asked."""

_PDF_HEAD_BYTES = 1024  # a PDF's signature may stand this far from its beginning
_HTML_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_HTML_HEAD_BYTES = 4096
_SUPPORTED = "EPUB, PDF, HTML, Word (.docx), Markdown and plain text files can be imported."


def require_suffix(name: str) -> None:
    """Raise UnreadableDocumentError when the file's suffix is not one that the program reads."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise UnreadableDocumentError(
            f"“{name}” cannot be imported: files of the kind “{suffix}” are not supported.", _SUPPORTED
        )


def parse_file(source: Source) -> ParsedDocument:
    """Return the document in a file.

    Raises UnreadableDocumentError for an unsupported suffix, an empty or damaged file, and text that is not
    valid in its encoding; PasswordNeededError for a file that wants another password.
    """
    require_suffix(source.name)
    if not source.data:
        raise UnreadableDocumentError(f"“{source.name}” is empty.", "Choose a file with text in it.")
    return _reader(source)(source)


def parse_pasted_text(
    text: str, *, name: str, on_progress: Callable[[float], None] = lambda _: None
) -> ParsedDocument:
    """Return the document in pasted text, read as Markdown. Raises UnreadableDocumentError as for a file."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return parse_markdown(normalise_text(whole, name=name), name=name, on_progress=on_progress)


def _reader(source: Source) -> Callable[[Source], ParsedDocument]:
    """Return what reads the file: the content says what it is, the suffix where it does not."""
    suffix = PurePath(source.name).suffix.lower()
    is_archive = source.data.startswith(b"PK\x03\x04")
    if b"%PDF-" in source.data[:_PDF_HEAD_BYTES] or (suffix == ".pdf" and not is_archive):
        from studyapp.importers.pdf import parse_pdf  # noqa: PLC0415 (the library is loaded for PDF alone)

        return parse_pdf
    if is_archive or suffix in (".epub", ".docx"):
        return _archive_reader(source, suffix)
    if suffix in MARKDOWN_SUFFIXES:
        return _read_markdown
    if suffix in HTML_SUFFIXES or _HTML_HEAD.match(source.data[:_HTML_HEAD_BYTES]):
        from studyapp.importers.web import parse_web  # noqa: PLC0415 (the libraries are loaded for HTML alone)

        return parse_web
    return _read_plain


def _archive_reader(source: Source, suffix: str) -> Callable[[Source], ParsedDocument]:
    names = _archive_names(source)
    if "word/document.xml" in names or (suffix == ".docx" and "META-INF/container.xml" not in names):
        from studyapp.importers.word import parse_word  # noqa: PLC0415 (the library is loaded for DOCX alone)

        return parse_word
    if suffix == ".epub" or "META-INF/container.xml" in names:
        from studyapp.importers.epub import parse_epub  # noqa: PLC0415 (the library is loaded for EPUB alone)

        return parse_epub
    return _read_markdown if suffix in MARKDOWN_SUFFIXES else _read_plain


def _archive_names(source: Source) -> frozenset[str]:
    try:
        with Archive(source.data, name=source.name) as archive:
            return frozenset(archive.names)
    except UnreadableDocumentError:
        return frozenset()  # whoever reads it says what is wrong


def _read_markdown(source: Source) -> ParsedDocument:
    text = decode_text(source.data, name=source.name)
    return parse_markdown(text, name=source.name, on_progress=source.on_progress)


def _read_plain(source: Source) -> ParsedDocument:
    text, warnings = decode_plain(source.data, name=source.name)
    return parse_plain(text, name=source.name, warnings=warnings)
