"""Drawings (SVG) as the library keeps them: only what is drawn, nothing that acts, reaches out or multiplies.

A drawing with anything else is refused whole: better its description than half of it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree

from studyapp.importers.markup.parsing import local_name, parse_xml
from studyapp.importers.markup.pictures import read_data
from studyapp.importers.source import is_raster

if TYPE_CHECKING:
    from lxml.etree import _Element

SVG = "http://www.w3.org/2000/svg"
MOST_ELEMENTS, DEEPEST = 50_000, 60
LONGEST_SIDE = 20_000.0  # pixels; what is larger is a mistake
_HEAD_BYTES = 4096

_SHAPES = frozenset(
    {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "image", "use"}
)
_CARRIERS = {"svg", "g", "defs", "symbol", "tspan", "style", "stop", "lineargradient", "radialgradient"}
_DRAWN = _SHAPES | _CARRIERS
_SILENT = frozenset({"title", "desc", "metadata", "script", "animate", "animatetransform", "set"})
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)(px|pt|mm|cm|in)?\s*")
_PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


def plain_drawing(data: bytes) -> bytes:
    """Return a drawing with its width and height in its first tag; nothing for what is refused."""
    root = parse_xml(data) if b"<svg" in data[:_HEAD_BYTES] else None
    if root is None or local_name(root) != "svg":
        return b""
    size = _size(root)
    if size is None or not _strip(root) or not _is_finite(root):
        return b""
    root.set("width", f"{size[0]:g}")
    root.set("height", f"{size[1]:g}")
    return etree.tostring(root, with_tail=False)


def _size(root: _Element) -> tuple[float, float] | None:
    """Return width and height in pixels, from the first tag or its view box; None when neither is told."""
    told = [_LENGTH.fullmatch(root.get(name) or "") for name in ("width", "height")]
    wide, high = (float(m[1]) * _PIXELS[m[2]] if m else 0.0 for m in told)
    box = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
    if not (wide and high) and len(box) == 4:
        try:
            wide, high = float(box[2]), float(box[3])
        except ValueError:
            return None
    return (wide, high) if 0 < wide <= LONGEST_SIDE and 0 < high <= LONGEST_SIDE else None


def _strip(root: _Element) -> bool:
    """Take away what is not drawn; say whether all that stays can be."""
    drawn = 0
    for number, element in enumerate(list(root.iter())):
        name = local_name(element)
        foreign = not isinstance(element.tag, str) or not element.tag.startswith(f"{{{SVG}}}")
        if foreign or name in _SILENT:
            parent = element.getparent()
            if parent is None:
                return False
            parent.remove(element)
            continue
        if number > MOST_ELEMENTS or name not in _DRAWN or not _reaches_nowhere(element):
            return False
        for attribute in list(element.attrib):
            if str(attribute).lower().startswith("on"):
                del element.attrib[attribute]
        drawn += name in _SHAPES
    return drawn > 0


def _reaches_nowhere(element: _Element) -> bool:
    """Whether an element refers to the drawing itself alone, or holds its picture."""
    references = [reference for name in _HREFS if (reference := element.get(name))]
    if local_name(element) == "image":
        return bool(references) and all(is_raster(read_data(reference)) for reference in references)
    return all(reference.startswith("#") for reference in references)


def _is_finite(root: _Element) -> bool:
    """Whether what is used again neither uses something again, nor makes too much of the whole."""
    uses = [e for e in root.iter() if local_name(e) == "use"]
    used = Counter(reference[1:] for e in uses for name in _HREFS if (reference := e.get(name)))
    within = all(a.get("id") not in used for e in uses for a in (e, *e.iterancestors()))
    again = sum(
        used[name] * sum(1 for _ in e.iter()) for e in root.iter() if (name := e.get("id") or "") in used
    )
    if again > MOST_ELEMENTS:
        return False
    deepest = max(sum(1 for _ in e.iterancestors()) for e in root.iter() if not len(e))
    return within and deepest <= DEEPEST
