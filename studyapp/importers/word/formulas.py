"""Formulas of Word (OMML) as MathML, which is written in a line as that of any other document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from studyapp.importers.markup.formulas import formula_text
from studyapp.importers.markup.parsing import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
NESTING_LEVELS = 40  # a deeper formula is its signs alone

# The element of MathML, and the parts in its order.
_PARTS = {
    "f": ("mfrac", ("num", "den")),
    "ssup": ("msup", ("e", "sup")),
    "ssub": ("msub", ("e", "sub")),
    "ssubsup": ("msubsup", ("e", "sub", "sup")),
    "limlow": ("munder", ("e", "lim")),
    "limupp": ("mover", ("e", "lim")),
}
_ROWS = {"m": "mtable", "mr": "mtr", "eqarr": "mtable"}
_PROPERTIES = "pr"
_INTEGRAL = "∫"


def formula_line(element: _Element) -> str:
    """Return a formula (`m:oMath`) as a line of text: x², (a + b)/2."""
    root = etree.Element("math")
    _fill(root, element, 0)
    return formula_text(root)


def _fill(target: _Element, source: _Element, depth: int) -> None:
    for element in source:
        name = local_name(element)
        if depth > NESTING_LEVELS:
            etree.SubElement(target, "mtext").text = "".join(map(str, element.itertext()))
        elif name in _SPECIAL:
            _SPECIAL[name](target, element, depth)
        elif name in _PARTS:
            _add(target, element, *_PARTS[name], depth)
        elif name in _ROWS:
            _fill(etree.SubElement(target, _ROWS[name]), element, depth + 1)
        elif not name.endswith(_PROPERTIES):
            _fill(etree.SubElement(target, "mtd" if target.tag == "mtr" else "mrow"), element, depth + 1)


def _fill_run(target: _Element, element: _Element, _: int) -> None:
    for text in element.iter(f"{M}t"):
        etree.SubElement(target, "mi").text = text.text


def _fill_root(target: _Element, element: _Element, depth: int) -> None:
    if _has(element, "deg"):
        _add(target, element, "mroot", ("e", "deg"), depth)
    else:
        _add(target, element, "msqrt", ("e",), depth)


def _fill_sum(target: _Element, element: _Element, depth: int) -> None:
    sign = etree.SubElement(target, "munderover")
    etree.SubElement(sign, "mo").text = _property(element, "chr", _INTEGRAL)
    _parts(sign, element, ("sub", "sup"), depth)
    _parts(target, element, ("e",), depth)


def _fill_brackets(target: _Element, element: _Element, depth: int) -> None:
    signs = {"open": _property(element, "begChr", "("), "close": _property(element, "endChr", ")")}
    fenced = etree.SubElement(target, "mfenced", signs)
    for part in element.iterchildren(f"{M}e"):
        _fill(etree.SubElement(fenced, "mrow"), part, depth + 1)


def _add(target: _Element, source: _Element, name: str, parts: tuple[str, ...], depth: int) -> None:
    _parts(etree.SubElement(target, name), source, parts, depth)


def _parts(target: _Element, source: _Element, names: tuple[str, ...], depth: int) -> None:
    for name in names:
        part = source.find(f"{M}{name}")
        row = etree.SubElement(target, "mrow")
        if part is not None:
            _fill(row, part, depth + 1)


def _has(element: _Element, name: str) -> bool:
    part = element.find(f"{M}{name}")
    return part is not None and any((text.text or "").strip() for text in part.iter(f"{M}t"))


def _property(element: _Element, name: str, default: str) -> str:
    found = next(element.iter(f"{M}{name}"), None)
    return default if found is None else found.get(f"{M}val", "")


_SPECIAL = {"r": _fill_run, "rad": _fill_root, "nary": _fill_sum, "d": _fill_brackets}
