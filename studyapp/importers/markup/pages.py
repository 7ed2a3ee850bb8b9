"""Printed pages that an edition marks: their labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

# Longer text is no page's number.
LABEL_CHARACTERS = 24

_LABEL = re.compile(
    r"(?<![a-z0-9])(?:[0-9]{1,5}[a-z]?|[ivxlcdm]{1,9}|[A-Z]-?[0-9]{1,4})(?![a-z0-9])", re.IGNORECASE
)
_IN_NAME = re.compile(r"(?:[^a-z0-9]|^|p|pg|page|pagina|seite)0*([0-9]{1,5}|[ivxlcdm]{1,9})$", re.IGNORECASE)


def page_label(element: _Element) -> str | None:
    """Return the label of the page that the element marks; "" for none, None when it is no such mark."""
    text = " ".join("".join(_short_text(element)).split())
    if len(text) > LABEL_CHARACTERS:
        return None
    for named in (element.get("title"), element.get("aria-label"), text):
        label = label_in(named or "")
        if label:
            return label
    name = next((n for e in element.iter() for n in (e.get("id"), e.get("name")) if n), "")
    match = _IN_NAME.search(name)
    return match[1] if match else ""


def label_in(text: str) -> str:
    """Return the page's label in a text such as "[Pg 12]" or "Page xii"."""
    found = [m[0] for m in _LABEL.finditer(text)] if len(text) <= LABEL_CHARACTERS else []
    digits = [label for label in found if any(c.isdigit() for c in label)]
    return (digits or found or [""])[-1]


def _short_text(element: _Element) -> list[str]:
    parts: list[str] = []
    length = 0
    for text in element.itertext():
        parts.append(text)
        length += len(text)
        if length > 10 * LABEL_CHARACTERS:
            break
    return parts
