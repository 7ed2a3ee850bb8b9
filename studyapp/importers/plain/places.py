"""Headings told from look-alikes by their place: above text, set off, not beside short lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from studyapp.importers.plain.company import HEADING_GAP, SPEAKER_LINES, STACKED_HEADINGS, WIDE_GAP
from studyapp.importers.plain.forms import MARK_KINDS, TITLE_KINDS, WEAK_KINDS, Form, FormKind
from studyapp.importers.plain.looks import is_bullet, is_stopped
from studyapp.importers.plain.prose import PROSE_WORDS, is_broken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.importers.plain.lines import Unit

# From so many labelled, numbered or underlined headings on, a text marks its headings.
MARKED_HEADINGS = 3
# Words of a paragraph below a heading without any mark, in a text whose other headings are marked.
SOLID_WORDS = 40
# It is a book's way to set headings off by empty lines when this part of them is.
SPACED_PART = 0.8
# A line that ends in this part of the text's width, and begins beyond its middle, is set to the right.
RIGHT_PART = 0.8
# From so many set-off lines on, if this part of them stands above text, they are the text's way to head it.
SET_OFF_HEADINGS = 8
SET_OFF_PART = 0.7
# A line is centred when it begins further in, and its middle is no further from the text's, in characters.
CENTRED_INDENT = 6
CENTRED_CHARACTERS = 4


def drop_unfollowed(units: Sequence[Unit], forms: list[Form | None], prose: Sequence[bool]) -> None:
    """Drop what stands above no text: signatures, items, the last line."""
    depth = STACKED_HEADINGS + 1
    for number in range(len(units) - 1, -1, -1):
        form = forms[number]
        if form is None:
            depth = 0
            continue
        following = number + 1
        is_act = form.kind == FormKind.OUTLINE or (
            form.kind == FormKind.LABEL and units[number].gap >= WIDE_GAP
        )
        if following == len(units) or (depth >= STACKED_HEADINGS and not is_act):
            forms[number] = None
            depth = 0
            continue
        depth += 1
        if (
            depth == 1
            and not prose[following]
            and not _may_stand_above(form, units[number], units[following])
        ):
            forms[number] = None
            depth = 0


def _may_stand_above(form: Form, own: Unit, below: Unit) -> bool:
    """Return whether a heading of this form may stand above a unit that is no prose."""
    match form.kind:
        case FormKind.TITLE | FormKind.SENTENCE | FormKind.STOPPED:
            is_verse = below.gap > 0 and is_broken(below) and below.words >= SOLID_WORDS
            nearer = 0 < below.gap < own.gap
            return own.gap >= HEADING_GAP and (
                is_verse or (form.emphasised and below.gap < own.gap) or (nearer and is_list(below))
            )
        case FormKind.CAPITALS:
            inner = below.attached and below.lines[0].indent > own.lines[0].indent
            return inner or len(below.lines) > 1 or below.words >= PROSE_WORDS or is_stopped(below.text)
        case FormKind.ORDINAL:
            return form.rank == "roman" or len(below.lines) > 1 or is_stopped(below.text)
        case FormKind.NUMBERED:
            return len(form.number) > 1 or not is_broken(below)
        case _:
            return True


def is_list(unit: Unit) -> bool:
    """Return whether the unit is items of a list with something to say."""
    return is_bullet(unit.lines[0].text) and unit.words >= PROSE_WORDS


def drop_weak(units: Sequence[Unit], forms: list[Form | None], prose: Sequence[bool]) -> None:
    """Drop weak forms in bad company: beside short lines, or where headings are marked in a surer way."""
    kinds = Counter(form.kind for form in forms if form is not None)
    sure = [n for n, form in enumerate(forms) if form is not None and form.kind in MARK_KINDS]
    marked = len(sure) >= MARKED_HEADINGS
    spaced = _is_spaced(units, forms)
    margin = min((units[n].lines[0].indent for n in sure), default=0)
    _drop_close(units, forms)
    for number, form in enumerate(forms):
        if form is None or form.kind not in TITLE_KINDS:
            continue
        if form.emphasised:
            continue
        above = forms[number - 1] if number else None
        if above is not None and above.bare:
            continue
        set_off = units[number].gap >= HEADING_GAP
        needs_solid = marked and (number < sure[0] or (not spaced and form.kind in WEAK_KINDS))
        drop = (
            (needs_solid and not _is_above_solid(units, forms, number))
            or (
                marked and kinds[FormKind.NUMBERED] > len(sure) / 2 and units[number].lines[0].indent > margin
            )
            or (
                spaced and not set_off and (form.kind in WEAK_KINDS or (number > 0 and not prose[number - 1]))
            )
        )
        if form.kind in WEAK_KINDS:
            drop = drop or (
                _is_beside_line(units, forms, prose, number)
                or (
                    form.kind == FormKind.SENTENCE and (marked or kinds[FormKind.CAPITALS] >= MARKED_HEADINGS)
                )
                or (form.kind == FormKind.STOPPED and not set_off)
            )
        if drop:
            forms[number] = None


def _drop_close(units: Sequence[Unit], forms: list[Form | None]) -> None:
    """Drop lines in italics with a full stop and nothing to set them off: who speaks, or what is done."""
    places = [
        n
        for n, form in enumerate(forms)
        if form is not None
        and form.kind == FormKind.STOPPED
        and form.emphasised
        and units[n].gap < HEADING_GAP
    ]
    if len(places) >= SPEAKER_LINES:
        for n in places:
            forms[n] = None


def _is_above_solid(units: Sequence[Unit], forms: Sequence[Form | None], number: int) -> bool:
    """Return whether a whole paragraph stands below the line, other headings between them."""
    for below in range(number + 1, min(number + 1 + STACKED_HEADINGS, len(units))):
        if forms[below] is None:
            is_short = units[below].words < SOLID_WORDS / 2 or is_broken(units[below])
            return not is_short and _words_below(units, forms, below) >= SOLID_WORDS
    return False


def _words_below(units: Sequence[Unit], forms: Sequence[Form | None], start: int) -> int:
    """Return the words from a unit on to the next heading or list, or up to those of a whole paragraph."""
    words = 0
    for n in range(start, len(units)):
        if words >= SOLID_WORDS or forms[n] is not None or is_bullet(units[n].text):
            break
        words += units[n].words
    return words


def is_right(unit: Unit, width: int) -> bool:
    """Return whether the unit is set to the right, as signatures and sources of quotations are."""
    line = unit.lines[0]
    return (
        len(unit.lines) == 1
        and line.indent > width / 2
        and line.indent + len(line.text) >= RIGHT_PART * width
    )


def emphasise_centred(
    units: Sequence[Unit], forms: list[Form | None], prose: Sequence[bool], width: int
) -> None:
    """Let centred lines count as emphasised, where several of them stand above text."""
    places = [
        n
        for n, form in enumerate(forms)
        if form is not None and form.kind in TITLE_KINDS and is_centred(units[n], width)
    ]
    above = [n for n in places if n + 1 < len(units) and prose[n + 1] and not units[n + 1].attached]
    if len(above) >= MARKED_HEADINGS:
        for n in places:
            form = forms[n]
            forms[n] = replace(form, emphasised=True) if form is not None else None


def emphasise_set_off(units: Sequence[Unit], forms: list[Form | None], prose: Sequence[bool]) -> None:
    """Let lines that more empty lines set off count as emphasised, where most such lines stand above text."""
    families: dict[FormKind, list[int]] = {}
    for n, form in enumerate(forms):
        if form is not None and form.kind in (FormKind.TITLE, FormKind.STOPPED):
            unit = units[n]
            if unit.gap >= HEADING_GAP and len(unit.lines) == 1 and n + 1 < len(units):
                families.setdefault(form.kind, []).append(n)
    for places in families.values():
        above = sum(prose[n + 1] and 0 < units[n + 1].gap < units[n].gap for n in places)
        if above < SET_OFF_HEADINGS or above < SET_OFF_PART * len(places):
            continue
        for n in places:
            form = forms[n]
            forms[n] = replace(form, emphasised=True) if form is not None else None


def is_centred(unit: Unit, width: int) -> bool:
    """Return whether the unit is one line set in the middle of the text's width."""
    line = unit.lines[0]
    middle = line.indent + len(line.text) / 2
    is_inner = len(unit.lines) == 1 and line.indent >= CENTRED_INDENT
    return is_inner and abs(middle - width / 2) <= CENTRED_CHARACTERS


def _is_spaced(units: Sequence[Unit], forms: Sequence[Form | None]) -> bool:
    """Return whether the sure headings of the text are set off by more empty lines than its paragraphs."""
    sure = [
        unit.gap
        for unit, form in zip(units, forms, strict=True)
        if form is not None and form.kind in MARK_KINDS
    ]
    wide = sum(gap >= HEADING_GAP for gap in sure)
    return len(sure) >= MARKED_HEADINGS and wide >= SPACED_PART * len(sure)


def _is_beside_line(
    units: Sequence[Unit], forms: Sequence[Form | None], prose: Sequence[bool], number: int
) -> bool:
    """Return whether the line before is a short one, and no heading and no sentence."""
    before = number - 1
    if before < 0 or prose[before] or forms[before] is not None or len(units[before].lines) > 1:
        return False
    return not is_stopped(units[before].text) and not units[before].text.endswith(":")
