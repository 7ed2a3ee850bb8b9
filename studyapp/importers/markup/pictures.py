"""Pictures in the text: what describes them, and which are only signs in a line."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_to_bytes

from studyapp.importers.markup.parsing import local_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

# Pictures of one or two letters begin a chapter; those of a few pixels are signs or spacers.
SIGN_CHARACTERS = 2
SIGN_PIXELS = 32
SHOWN = 2  # a picture that comes more often is an ornament or an icon

_REFERENCES = ("src", "data-src", "data-original", "href", "{http://www.w3.org/1999/xlink}href")
_DESCRIPTIONS = ("title", "desc")


class Picture(NamedTuple):
    """A picture with its description and the name of the kept file.

    A small one is a sign in the text; a leading one stands before the text of its paragraph.
    """

    text: str
    name: str
    small: bool = False
    leading: bool = False

    def without_text(self) -> Picture:
        """Return the picture without its description, for one whose description stands in the text."""
        return self._replace(text="")


def read(element: _Element, name: str, keep: Callable[[str], str]) -> Picture | None:
    """Return the picture of an element; None for one that shows nothing worth a place."""
    if name == "svg":
        return _drawing(element, keep)
    text = " ".join((element.get("alt") or "").split())
    reference = reference_of(element)
    if not text and (element.get("role") in ("presentation", "none") or _is_lettering(element, reference)):
        return None
    small = 0 < len(text) <= SIGN_CHARACTERS or _is_tiny(element)
    kept = keep(reference) if reference and not small else ""
    return Picture(text, kept, small) if text or kept else None


def reference_of(element: _Element) -> str:
    """Return where the element says that its picture is."""
    return next((r for r in map(element.get, _REFERENCES) if r), "")


def read_data(reference: str) -> bytes:
    """Return the bytes that a `data:` reference holds itself; none for any other reference."""
    if reference[:5].lower() != "data:":
        return b""
    head, _, body = reference[5:].partition(",")
    try:
        plain = unquote_to_bytes(body)
        return base64.b64decode(plain) if head.lower().endswith(";base64") else plain
    except (binascii.Error, ValueError):
        return b""


def _drawing(element: _Element, keep: Callable[[str], str]) -> Picture | None:
    """Return the picture that a drawing frames, or the drawing's own description."""
    text = element.get("aria-label") or ""
    kept = ""
    for inner in element.iter():
        name = local_name(inner)
        if name == "image" and not kept:
            kept = keep(reference_of(inner))
        elif name in _DESCRIPTIONS and not text and inner.text:
            text = inner.text
    return Picture(" ".join(text.split()), kept) if text or kept else None


def _is_lettering(element: _Element, reference: str) -> bool:
    """Whether a drawing is said to tell nothing: title pages draw what stands beside them as text."""
    return element.get("alt") is not None and reference.lower().endswith(".svg")


def _is_tiny(element: _Element) -> bool:
    sizes = [(element.get(name) or "").removesuffix("px") for name in ("width", "height")]
    return any(size.isdecimal() and len(size) < 6 and int(size) <= SIGN_PIXELS for size in sizes)
