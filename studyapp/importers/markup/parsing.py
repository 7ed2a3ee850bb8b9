"""From the bytes of a marked-up file to a tree: nothing is fetched, no entity expanded, any depth read."""

from __future__ import annotations

import codecs
import re
import sys
from html.entities import html5
from typing import TYPE_CHECKING

from lxml import etree, html

if TYPE_CHECKING:
    from lxml.etree import _Element

# The parser refuses to nest deeper than 2,048; deeper elements are read without their tags.
NESTING_LEVELS = 1_000
LONGEST_CODE = 7  # digits of the number of a character

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
# Lies, where the declaration could be read byte by byte, and codecs that are none of a file's.
_LIES = re.compile(rb"(?i)utf-?(?:7|16|32)|ucs|(?:raw_)?unicode|punycode|idna")
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_DOCTYPE_START = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
# The brackets of an internal subset hold quoted strings and comments; what is odd ends at the first bracket.
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^>\[]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)
_ENTITY = re.compile(
    r"&(?!(?:lt|gt|amp|quot|apos);|#[0-9]+;|#[xX][0-9A-Fa-f]+;)([A-Za-z][A-Za-z0-9]{0,40};)?"
)
_REFERENCE = re.compile(r"&#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));")
_MEANINGLESS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_CLOSED_AT_ONCE = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)"
    r"([A-Za-z][A-Za-z0-9]*)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)/>"
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*)\b([^<>]*)>")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr")
)
_TOO_DEEP = "Excessive depth"


def parse_xhtml(data: bytes) -> _Element | None:
    """Return the tree of an XHTML file, read as HTML where it is no XML; None when nothing is there."""
    return parse_xhtml_text(decode_xml(data))


def parse_xhtml_text(text: str) -> _Element | None:
    """Return the tree of decoded XHTML, as `parse_xhtml` does."""
    plain = _MEANINGLESS.sub("", text)
    try:
        return _parse_xml(_named_entities_replaced(plain))
    except etree.XMLSyntaxError:
        return parse_html(_CLOSED_AT_ONCE.sub(r"<\1\2></\1>", plain))


def parse_xml(data: bytes) -> _Element | None:
    """Return the tree of an XML file, as far as it can be read; None when nothing can."""
    plain = _named_entities_replaced(_MEANINGLESS.sub("", decode_xml(data)))
    try:
        return _parse_xml(plain)
    except etree.XMLSyntaxError:
        try:
            return _parse_xml(_REFERENCE.sub(_reference, plain), recover=True)
        except etree.XMLSyntaxError:
            return None


def parse_html(text: str) -> _Element | None:
    """Return the tree of decoded HTML; None when nothing is there."""
    plain = _without_doctype(_XML_DECLARATION.sub("", _MEANINGLESS.sub("", text), count=1))
    root, too_deep = _parse_html_once(plain)
    if too_deep:
        root, _ = _parse_html_once(_flattened(plain))
    return root


def decode_xml(data: bytes) -> str:
    """Return the text of an XML file: its byte order mark, its declaration, UTF-8; else Windows-1252."""
    mark = next(((m, e) for m, e in _MARKS if data.startswith(m)), None)
    declared = _XML_ENCODING.match(data.lstrip())
    encodings = [mark[1]] if mark else []
    if declared and not mark and not _LIES.match(declared[1]):
        encodings.append(declared[1].decode("ascii"))
    for encoding in (*encodings, "utf-8"):
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except (UnicodeError, LookupError):  # the codec "undefined" refuses all
            continue
    return data.decode("cp1252", errors="replace")


def local_name(element: _Element) -> str:
    """Return the element's name in small letters, without its namespace."""
    return str(element.tag).rpartition("}")[2].lower()


def _parse_xml(text: str, *, recover: bool = False) -> _Element | None:
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,  # the size is bounded by whoever read the bytes
        remove_comments=True,
        remove_pis=True,
    )
    bare = _without_doctype(_XML_DECLARATION.sub("", text.lstrip(), count=1))
    return etree.fromstring(bare.encode("utf-8", "replace"), parser)


def _without_doctype(text: str) -> str:
    """Return the text without its first document type; one that has no end is looked at once and stays."""
    begin = _DOCTYPE_START.search(text)
    whole = _DOCTYPE.match(text, begin.start()) if begin else None
    return text[: whole.start()] + text[whole.end() :] if whole else text


def _parse_html_once(text: str) -> tuple[_Element | None, bool]:
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, _is_too_deep(parser)
    return root, _is_too_deep(parser)


def _is_too_deep(parser: html.HTMLParser) -> bool:
    return any(_TOO_DEEP in entry.message for entry in parser.error_log)


def _named_entities_replaced(text: str) -> str:
    """Return the text with HTML's names as characters; unknown names and bare ampersands are text."""
    return _ENTITY.sub(_entity, text) if "&" in text else text


def _entity(match: re.Match[str]) -> str:
    name = match[1]
    return html5.get(name, f"&amp;{name}") if name else "&amp;"


def _reference(match: re.Match[str]) -> str:
    """Return the reference; nothing for one to no character, of which a mending parser keeps broken bytes."""
    digits = (match[1] or match[2]).lstrip("0")
    code = int(digits or "0", 16 if match[1] else 10) if len(digits) <= LONGEST_CODE else 0
    named = chr(code) if code <= sys.maxunicode and not 0xD800 <= code <= 0xDFFF else ""
    return "" if not named or _MEANINGLESS.match(named) else match[0]


def _flattened(text: str) -> str:
    """Return the HTML without the tags that stand deeper than NESTING_LEVELS."""
    depth = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth
        if match[2].lower() in _VOID or match[3].endswith("/"):
            return match[0]
        depth += -1 if match[1] else 1
        deep = depth >= NESTING_LEVELS if match[1] else depth > NESTING_LEVELS
        depth = max(depth, 0)
        return " " if deep else match[0]

    return _TAG.sub(keep, text)
