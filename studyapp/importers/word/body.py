"""The body of a Word document as a tree of HTML's elements, with tracked changes accepted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from studyapp.importers.markup.parsing import local_name
from studyapp.importers.word.formulas import formula_line
from studyapp.importers.word.styles import W, is_on, number, numbered_by, value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from studyapp.importers.word.styles import Numbering, Styles

# Tables in tables in text boxes: deeper ones are read as plain text. A level costs two of Python's frames.
NESTING_LEVELS = 60

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_GONE = frozenset(
    (
        *(
            "del",
            "movefrom",
            "delText".lower(),
            "instrtext",
            "fallback",
            "ppr",
            "rpr",
            "tblpr",
            "trpr",
            "tcpr",
            "sectpr",
        ),
        *(
            "sdtpr",
            "sdtendpr",
            "proofErr".lower(),
            "commentreference",
            "annotationref",
            "footnoteref",
            "endnoteref",
        ),
        *("tblgrid", "rubypr", "rt"),
    )
)
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:(\\l)\s+)?"([^"]*)"')
_GALLERY = "table of contents"
_TOC = re.compile(r"\s*TOC\b")
_PRIVATE = range(0xE000, 0xF900)


class Body:
    """Turns the parts of a document into elements of one page, footnotes at its end."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._relations: Mapping[str, str] = {}
        self._fields: list[tuple[str, _Element | None]] = []  # open fields: their codes and links
        self._joined: _Element | None = None  # a paragraph whose end was deleted
        self._notes = 0
        self._boxes: list[_Element] = []
        self.title = ""

    def add(self, root: _Element, page: _Element, relations: Mapping[str, str]) -> None:
        """Append what is in a part of the document to an element of the page."""
        self._relations = relations
        self._blocks(root, page, 0)
        self._joined = None

    def _blocks(self, holder: _Element, page: _Element, depth: int) -> None:
        if depth > NESTING_LEVELS:
            etree.SubElement(page, "p").text = _flat_text(holder)
            return
        for element in holder:
            name = local_name(element)
            if name == "p":
                self._paragraph(element, page, depth)
            elif name == "tbl":
                self._table(element, page, depth)
            elif name == "sdt" and _is_contents(element):
                continue
            elif name not in _GONE:
                self._blocks(element, page, depth + 1)

    def _paragraph(self, element: _Element, page: _Element, depth: int) -> None:
        properties = element.find(f"{W}pPr")
        style = value(properties, "pStyle")
        kind = self._styles.kind(style)
        in_contents = any(_TOC.match(code) for code, _ in self._fields)
        target = self._joined
        if target is None:
            target = self._begin(page, properties, kind)
        boxes = len(self._boxes)
        self._runs(element, target, depth)
        mark = properties.find(f"{W}rPr") if properties is not None else None
        self._joined = target if mark is not None and mark.find(f"{W}del") is not None else None
        if kind == "contents" or in_contents:
            _remove(target)
        elif kind == "title" and not self.title and self._joined is None:
            self.title = " ".join("".join(map(str, target.itertext())).split())
            _remove(target)
        new, self._boxes = self._boxes[boxes:], self._boxes[:boxes]
        for box in new:
            self._blocks(box, etree.SubElement(page, "div"), depth + 1)

    def _begin(self, page: _Element, properties: _Element | None, kind: str) -> _Element:
        """Return a new element for the text of a paragraph: a heading, an item, or what its style says."""
        level = self._styles.heading_level(properties)
        if level:
            return etree.SubElement(page, f"h{min(level, 6)}")
        listed = numbered_by(properties) or self._styles.number(value(properties, "pStyle"))
        prefix = self._numbering.next_prefix(*listed) if listed else None
        if listed and prefix is not None:
            for _ in range(listed[1] + 1):
                page = etree.SubElement(page, "ul")
            item = etree.SubElement(page, "li")
            item.text = prefix
            return item
        match kind:
            case "code":
                return _code_lines(page)
            case "quote":
                return etree.SubElement(etree.SubElement(page, "blockquote"), "p")
            case "caption" | "verse":
                return etree.SubElement(page, "div", {"class": kind})
        return etree.SubElement(page, "p")

    def _table(self, element: _Element, page: _Element, depth: int) -> None:
        table = etree.SubElement(page, "table")
        for row in _within(element, "tr"):
            target = etree.SubElement(table, "tr")
            for cell in _within(row, "tc"):
                properties = cell.find(f"{W}tcPr")
                shown = etree.SubElement(target, "td")
                width = value(properties, "gridSpan")
                if number(width, 1) > 1:
                    shown.set("colspan", width)
                merged = properties.find(f"{W}vMerge") if properties is not None else None
                if merged is None or merged.get(f"{W}val") == "restart":
                    self._blocks(cell, shown, depth + 1)

    def _runs(self, holder: _Element, target: _Element, depth: int) -> None:
        if depth > NESTING_LEVELS:
            _append_text(target, _flat_text(holder))
            return
        for element in holder:
            name = local_name(element)
            if name in _GONE:
                continue
            if name == "r":
                self._run(element, target, depth)
            elif name == "hyperlink":
                self._runs(element, self._link(element, target), depth + 1)
            elif name == "fldsimple":
                self._runs(element, self._field_link(element.get(f"{W}instr") or "", target), depth + 1)
            elif name == "bookmarkstart":
                etree.SubElement(target, "a", id=_clean(element.get(f"{W}name")))
            elif name == "omath":
                _append_text(target, formula_line(element))
            else:
                self._runs(element, target, depth + 1)

    def _run(self, element: _Element, target: _Element, depth: int) -> None:
        properties = element.find(f"{W}rPr")
        if is_on(properties, "vanish"):
            return
        self._piece(element, self._formatted(properties, target), target, depth)

    def _formatted(self, properties: _Element | None, target: _Element) -> _Element:
        """Return where the text of a run goes: elements for how it is set, within the paragraph's."""
        link = next((link for _, link in reversed(self._fields) if link is not None), None)
        if link is not None and link.getparent() is not None:
            target = link
        if properties is None:
            return target
        style = self._styles.name(value(properties, "rStyle"))
        wanted = (
            ("strong", is_on(properties, "b") or style == "strong"),
            ("em", is_on(properties, "i") or style == "emphasis"),
            ("s", is_on(properties, "strike") or is_on(properties, "dstrike")),
            ("code", style in ("verbatim char", "html code", "source text", "code")),
            ("sup", value(properties, "vertAlign") == "superscript"),
            ("sub", value(properties, "vertAlign") == "subscript"),
        )
        for name, needed in wanted:
            if needed:
                target = etree.SubElement(target, name)
        return target

    def _piece(self, run: _Element, text: _Element, target: _Element, depth: int) -> None:
        for element in run:
            name = local_name(element)
            if name in ("footnotereference", "endnotereference"):
                self._refer(element, name.removesuffix("reference"), target)
            elif name == "fldchar":
                self._field(element, target)
            elif name == "instrtext":
                self._extend_field(element.text or "")
            elif name in ("drawing", "pict", "object", "alternatecontent"):
                self._drawing(element, text)
            elif name == "ruby":
                self._runs(element, text, depth + 1)
            elif name in ("br", "cr"):
                if element.get(f"{W}type") not in ("page", "column"):
                    etree.SubElement(text, "br")
            else:
                _append_text(text, _characters(element, name))

    def _refer(self, element: _Element, kind: str, target: _Element) -> None:
        identifier = element.get(f"{W}id") or ""
        self._notes += 1
        link = etree.SubElement(target, "a", href=f"#{kind}-{_clean(identifier)}", role="doc-noteref")
        link.text = str(self._notes)

    def _link(self, element: _Element, target: _Element) -> _Element:
        address = self._relations.get(element.get(f"{_R}id") or "", "")
        anchor = element.get(f"{W}anchor")
        reference = f"{address}#{anchor}" if anchor else address
        return etree.SubElement(target, "a", href=_clean(reference)) if reference else target

    def _extend_field(self, code: str) -> None:
        if self._fields:
            self._fields[-1] = (self._fields[-1][0] + code, self._fields[-1][1])

    def _field(self, element: _Element, target: _Element) -> None:
        match element.get(f"{W}fldCharType"):
            case "begin":
                self._fields.append(("", None))
            case "separate" if self._fields:
                code = self._fields[-1][0]
                link = self._field_link(code, target)
                self._fields[-1] = (code, None if link is target else link)
            case "end" if self._fields:
                self._fields.pop()

    def _field_link(self, code: str, target: _Element) -> _Element:
        match = _HYPERLINK.match(code)
        if not match:
            return target
        return etree.SubElement(target, "a", href=_clean(("#" if match[1] else "") + match[2]))

    def _drawing(self, element: _Element, text: _Element) -> None:
        """Show the pictures of a drawing, and remember the text in its boxes."""
        described = ""
        boxed: set[_Element] = set()
        walk = etree.iterwalk(element, events=("start",))
        for _, inner in walk:
            name = local_name(inner)
            if name == "fallback":
                walk.skip_subtree()
            elif name == "txbxcontent":
                boxed.add(inner)
                self._boxes.append(inner)
                walk.skip_subtree()
            elif name in ("docpr", "shape"):
                described = inner.get("descr") or inner.get("alt") or described
            elif name in ("blip", "imagedata"):
                target = self._relations.get(inner.get(f"{_R}embed") or inner.get(f"{_R}id") or "", "")
                etree.SubElement(text, "img", src=_clean(target), alt=_clean(described))


def _code_lines(page: _Element) -> _Element:
    """Return where a line of a program goes: Word has a paragraph for each."""
    if len(page) and page[-1].tag == "pre":
        _append_text(page[-1], "\n")
        return page[-1]
    return etree.SubElement(page, "pre")


def _within(element: _Element, name: str) -> list[_Element]:
    """Return the rows of a table or the cells of a row, be they wrapped in content controls."""
    found: list[_Element] = []
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        kind = local_name(child)
        if kind == name:
            if child.find(f"{W}trPr/{W}del") is None:
                found.append(child)
        elif kind in ("sdt", "sdtcontent", "customxml", "ins", "moveto"):
            waiting.extend(reversed(child))
    return found


def _is_contents(element: _Element) -> bool:
    gallery = next(element.iter(f"{W}docPartGallery"), None)
    return gallery is not None and (gallery.get(f"{W}val") or "").lower() == _GALLERY


def _characters(element: _Element, name: str) -> str:
    """Return the text of a part of a run."""
    match name:
        case "t":
            return element.text or ""
        case "tab" | "ptab":
            return "\t"
        case "nobreakhyphen":
            return "\u2011"
        case "sym":
            return _symbol(element)
    return ""


def _symbol(element: _Element) -> str:
    """Return the character of a symbol; those of a symbol font have no meaning outside it."""
    code = element.get(f"{W}char") or ""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    return (
        chr(point)
        if 32 <= point < 0x110000 and point not in _PRIVATE and not 0xD800 <= point < 0xE000
        else ""
    )


def _append_text(target: _Element, text: str) -> None:
    if len(target):
        last = target[-1]
        last.tail = (last.tail or "") + text
    else:
        target.text = (target.text or "") + text


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _flat_text(element: _Element) -> str:
    return " ".join(t.text for t in element.iter(f"{W}t") if t.text)


def _clean(text: str | None) -> str:
    return text or ""
