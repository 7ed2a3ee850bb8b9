"""Lines that a sign makes headings, where a whole text has them: “• Oars”, “[2] Oars”, “Oars:”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.importers.plain.customs import is_custom
from studyapp.importers.plain.forms import COLON_WORDS, Form, FormKind, form_of
from studyapp.importers.plain.looks import is_bullet
from studyapp.importers.plain.vocabulary import CALLOUTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.importers.plain.lines import Unit

# Lines with the same sign are headings, from so many, if this part of them stands above text.
SIGNED_LINES = 3
SIGNED_PART = 0.8
# Lines with a colon announce things in most texts: other headings must be at most this part of them.
OTHER_PART = 0.5
# Behind a sign stands a title; footnotes, which have signs too, end with a full stop.
PREFIXED_KINDS = (FormKind.TITLE, FormKind.SENTENCE, FormKind.CAPITALS, FormKind.NAMED)

# No sign that quotes, prompts, attributions and items of plain lists begin with.
_SIGNED = re.compile(
    r"(?P<sign>[^\w\s\"'“‘«¿¡()\[\]$%<>|&@/\\–—-]{1,4}(?=\s)|\[\s*\w{1,4}\s*\]|\(\w{1,4}\)|\d{1,3}\s*/)"
    r"\s*(?P<title>.+)$"
)
_COUNT = re.compile(r"\w+")


def restore_signed(units: Sequence[Unit], forms: list[Form | None], prose: Sequence[bool]) -> None:
    """Let the lines with a sign be headings where the sign is the text's way to head its parts."""
    for places in (*_with_prefix(units, prose), _with_colon(units, forms, prose)):
        for n in places:
            forms[n] = forms[n] or Form(FormKind.TITLE)


def _with_prefix(units: Sequence[Unit], prose: Sequence[bool]) -> list[list[int]]:
    """Return the lines that have the same sign before them, or the same with another count."""
    families: dict[str, list[int]] = {}
    for n in _apart(units):
        match = _SIGNED.match(units[n].text)
        if match is not None and _is_title(match["title"], PREFIXED_KINDS):
            families.setdefault(_COUNT.sub("0", match["sign"]), []).append(n)
    return [
        above
        for lines in families.values()
        if is_custom(units, above := [n for n in lines if prose[n + 1]], lines, SIGNED_LINES, SIGNED_PART)
    ]


def _with_colon(units: Sequence[Unit], forms: Sequence[Form | None], prose: Sequence[bool]) -> list[int]:
    """Return the lines that end with a colon, where a text has hardly any other headings."""
    lines = [n for n in _apart(units) if _is_key(units[n].text)]
    above = [n for n in lines if prose[n + 1] or is_bullet(units[n + 1].text)]
    others = sum(form is not None for form in forms)
    is_way = is_custom(units, above, lines, SIGNED_LINES, SIGNED_PART)
    return above if is_way and others <= OTHER_PART * len(above) else []


def _apart(units: Sequence[Unit]) -> list[int]:
    """Return the lines between empty ones that something follows."""
    return [
        n for n in range(len(units) - 1) if len(units[n].lines) == 1 and units[n].gap and units[n + 1].gap
    ]


def _is_key(text: str) -> bool:
    """Return whether the line ends with a colon and would be a title without it."""
    words = text.removesuffix(":")
    is_short = words != text and len(words.split()) <= COLON_WORDS and words.casefold() not in CALLOUTS
    return is_short and _is_title(words, (FormKind.TITLE, FormKind.NAMED))


def _is_title(words: str, kinds: Sequence[FormKind]) -> bool:
    form = form_of(words)
    return form is not None and form.kind in kinds
