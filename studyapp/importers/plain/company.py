"""Headings told from look-alikes by the company they keep: repetitions, lists, broken counts."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from studyapp.importers.plain.forms import (
    COLON_RANK,
    TITLE_KINDS,
    WEAK_KINDS,
    Form,
    FormKind,
    is_numbered_question,
)
from studyapp.importers.plain.looks import is_credit, is_stopped, unwrap
from studyapp.importers.plain.prose import PROSE_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.importers.plain.lines import Unit

# A list of similar lines begins with the third, of weak ones with the second.
LIST_LINES = 3
WEAK_LIST_LINES = 2
# So many lines of a form alone above text show that the form is one of headings.
SINGLE_LINES = 5
# Lines that come again are names of speakers, unless this part of them is distinct.
DISTINCT_PART = 0.5
# Lines of one form that are mostly repetitions are the names of speakers: distinct lines to all of them.
SPEAKER_PART = 0.5
SPEAKER_LINES = 4
# So many headings stand at most above each other.
STACKED_HEADINGS = 3
# Empty lines that part even headings that stand above each other.
WIDE_GAP = 3
# Of lone numbers, the part that counts up by one, or begins again.
COUNTING_PART = 0.7
# So many numbers in a row may be missing; of questions more, since their numbers may be on statements.
MISSED_NUMBERS = 1
MISSED_QUESTIONS = 2
# No hand wraps lines at more than this many characters.
UNWRAPPED_CHARACTERS = 120
# From so many numbers with points on, a text is numbered throughout.
NUMBERED_HEADINGS = 3
# From so many on, numbered lines with a full stop, or capitals with a colon, are a text's way to head its
# parts, if this part of them stands above text.
ITEM_HEADINGS = 3
ITEM_PART = 0.8
# The parts of a book whose short lines are entries, and the empty lines after which such a part may end.
ENTRY_PARTS = ("index", "glossary")
ENTRY_GAP = 3
# Empty lines that set a heading off from what is not its own.
HEADING_GAP = 2
# What an article is about is said below its title in so many words at least, above some text.
DECK_WORDS = 8
DECK_UNITS = 3
# A line that stands further in than the entries, by more characters than a few, is a heading after them.
ENTRY_INDENT = 8

_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]")


def _family(form: Form) -> tuple[FormKind, str]:
    return form.kind, form.rank


def drop_repetitions(units: Sequence[Unit], forms: list[Form | None]) -> None:
    """Drop the names of speakers and the captions: lines that come again and again."""
    groups: dict[tuple[FormKind, str], Counter[str]] = {}
    for unit, form in zip(units, forms, strict=True):
        if form is not None and form.kind in TITLE_KINDS:
            groups.setdefault(_family(form), Counter())[_name_key(unit)] += 1
    speakers = {
        family
        for family, lines in groups.items()
        if lines.total() >= SPEAKER_LINES and len(lines) <= SPEAKER_PART * lines.total()
    }
    keys = Counter(_pair_key(unit) for unit, form in zip(units, forms, strict=True) if form is not None)
    for number, (unit, form) in enumerate(zip(units, forms, strict=True)):
        if form is None or form.kind not in TITLE_KINDS:
            continue
        key = _family(form)
        repeated = max(groups[key][_name_key(unit)], keys[_pair_key(unit)] if ":" in unit.text else 0)
        is_speaker = key in speakers and (repeated > 1 or unit.gap < WIDE_GAP)
        if is_speaker or (form.kind in WEAK_KINDS and repeated >= LIST_LINES):
            forms[number] = None


def _name_key(unit: Unit) -> str:
    """Return the line without asides and marks: the name of a speaker, however he says it."""
    return _ASIDE.sub("", unwrap(unit.text)).strip(" _*.:")


def _pair_key(unit: Unit) -> str:
    """Return what stands before a colon: the key of a key-value line, the name of a speaker."""
    return unit.text.partition(":")[0]


def drop_items(units: Sequence[Unit], forms: list[Form | None], prose: Sequence[bool]) -> None:
    """Drop numbered lines with a full stop that nothing sets off, unless they head parts of the text."""
    items = [
        n
        for n, form in enumerate(forms)
        if form is not None
        and form.kind == FormKind.NUMBERED
        and len(form.number) == 1
        and units[n].gap < 2
        and is_stopped(units[n].text)
        and not units[n].text.isupper()
        and not is_numbered_question(units[n].text)
    ]
    above = sum(
        n + 1 < len(units)
        and (
            _is_part(forms[n + 1]) or (prose[n + 1] and (units[n + 1].gap > 0 or is_unwrapped(units[n + 1])))
        )
        for n in items
    )
    if len(items) < ITEM_HEADINGS or above < ITEM_PART * len(items):
        for n in items:
            forms[n] = None


def _is_part(below: Form | None) -> bool:
    """Return whether the form is that of a smaller part: 2.1 below 2."""
    return below is not None and below.kind == FormKind.NUMBERED and len(below.number) > 1


def is_unwrapped(unit: Unit) -> bool:
    """Return whether the unit is a paragraph on one line, which no empty line need part from others."""
    return len(unit.lines) == 1 and len(unit.lines[0].text) > UNWRAPPED_CHARACTERS


def drop_colons(units: Sequence[Unit], forms: list[Form | None]) -> None:
    """Drop capitals with a colon that are speakers or keys: too few, or come again."""
    places = [n for n, form in enumerate(forms) if form is not None and form.rank == COLON_RANK]
    if len(places) < ITEM_HEADINGS or len({units[n].text for n in places}) < len(places):
        for n in places:
            forms[n] = None


def is_announced(above: Unit) -> bool:
    """Return whether the unit announces what stands below it, which is no heading then."""
    return above.text.endswith(":") and above.words >= PROSE_WORDS


def drop_announced(units: Sequence[Unit], forms: list[Form | None]) -> None:
    """Drop lines without any mark below a sentence that announces them: addresses, titles of books."""
    for n in range(1, len(units)):
        form = forms[n]
        if form is not None and form.kind in WEAK_KINDS and is_announced(units[n - 1]):
            forms[n] = None


def drop_bylines(units: Sequence[Unit], forms: list[Form | None]) -> None:
    """Drop the lines below a heading that say who wrote what follows."""
    for n in range(1, len(units)):
        form, above = forms[n], forms[n - 1]
        is_below = above is not None and not above.bare and units[n].gap <= HEADING_GAP
        if form is not None and form.kind in TITLE_KINDS and is_below and is_credit(units[n].text):
            forms[n] = None


def drop_deck(units: Sequence[Unit], forms: list[Form | None], prose: Sequence[bool]) -> None:
    """Drop the line with which an article begins below its title, and which says what it is about."""
    form = forms[0] if forms else None
    if form is None or form.kind != FormKind.SENTENCE or len(units) < DECK_UNITS or not prose[1]:
        return
    if units[0].words >= DECK_WORDS and not units[0].text.endswith("?"):
        forms[0] = None


def drop_entries(units: Sequence[Unit], forms: list[Form | None]) -> None:
    """Drop the entries of an index or a glossary, which look like headings in capitals."""
    inside, indent = False, -1
    for n, form in enumerate(forms):
        if form is None:
            continue
        here = units[n].lines[0].indent
        if form.kind not in TITLE_KINDS or 0 <= indent < here - ENTRY_INDENT:
            inside = False
        if form.kind in (FormKind.NAMED, *TITLE_KINDS) and units[n].text.casefold().startswith(ENTRY_PARTS):
            inside, indent = True, -1
        elif inside and form.kind in TITLE_KINDS and units[n].gap < ENTRY_GAP:
            forms[n] = None
            indent = here if indent < 0 else indent
        else:
            inside = False


def drop_lists(units: Sequence[Unit], forms: list[Form | None], prose: Sequence[bool]) -> None:
    """Drop runs of lines of one form without text between them."""
    singles, start = _singles(forms, prose), 0
    while start < len(forms):
        form = forms[start]
        if form is None or prose[start] or form.kind == FormKind.OUTLINE:
            start += 1
            continue
        end = start + 1
        while end < len(forms) and forms[end] is not None and _alike(form, forms[end]):
            end += 1
        limit = WEAK_LIST_LINES if form.kind in (*WEAK_KINDS, FormKind.ORDINAL) else LIST_LINES
        stacked = _descends(forms[start:end]) or _is_wide_stack(units[start:end])
        if form.kind in singles and end < len(units) and prose[end]:
            stacked = stacked or _is_pair(units[start:end])
        if end - start >= limit and not stacked:
            # The last of a run of numbered lines may be followed by its text; a weak one is part of the list.
            forms[start:end] = [None] * (end - start)
        start = end


def _singles(forms: Sequence[Form | None], prose: Sequence[bool]) -> set[FormKind]:
    """Return the forms of many lines that stand alone above text: two of them may stand above each other."""
    counts = Counter(
        form.kind
        for n, form in enumerate(forms[:-1])
        if form is not None and prose[n + 1] and (n == 0 or forms[n - 1] is None)
    )
    return {kind for kind, count in counts.items() if count >= SINGLE_LINES}


def _alike(one: Form, other: Form | None) -> bool:
    if other is None:
        return False
    if one.kind in WEAK_KINDS:
        return other.kind in WEAK_KINDS
    return _family(one) == _family(other)


def _is_wide_stack(run: Sequence[Unit]) -> bool:
    """Return whether these are a few titles, each far from what stands before it."""
    return len(run) <= STACKED_HEADINGS and all(unit.gap >= WIDE_GAP for unit in run)


def _is_pair(run: Sequence[Unit]) -> bool:
    """Return whether these are two titles, and no speech and answer."""
    return len(run) == WEAK_LIST_LINES and not any(is_stopped(unit.text) for unit in run)


def _descends(run: Sequence[Form | None]) -> bool:
    """Return whether numbered headings follow each other from a chapter down: 3, 3.1, 3.1.1."""
    depths = [len(form.number) for form in run if form is not None]
    return len(run) <= STACKED_HEADINGS and depths == sorted(set(depths)) and depths[0] > 0


def drop_broken_counts(forms: list[Form | None]) -> None:
    """Drop lone numbers that do not count up: page numbers, years, cells of a table."""
    for rank in ("roman", "digits"):
        places = [n for n, f in enumerate(forms) if f and f.kind == FormKind.ORDINAL and f.rank == rank]
        numbers = [form.number[0] for n in places if (form := forms[n]) is not None]
        steps = sum(b in (a + 1, 1) for a, b in pairwise(numbers))
        if len(numbers) < 2 or steps < COUNTING_PART * (len(numbers) - 1):
            for place in places:
                forms[place] = None


def drop_broken_numbers(units: Sequence[Unit], forms: list[Form | None]) -> None:
    """Drop numbered lines that are items: they begin further in, or do not count up from 1."""
    numbered = [
        (n, form) for n, form in enumerate(forms) if form is not None and form.kind == FormKind.NUMBERED
    ]
    deep = sum(len(form.number) > 1 for _, form in numbered) >= NUMBERED_HEADINGS
    margin = min(
        (units[n].lines[0].indent for n, form in numbered if not deep or len(form.number) > 1), default=0
    )
    last: dict[str, int] = {}
    for n, form in numbered:
        number, rank = form.number[0], form.rank
        if len(form.number) > 1:
            last[rank] = max(number, last.get(rank, 0))
            continue
        missed = MISSED_QUESTIONS if is_numbered_question(units[n].text) else MISSED_NUMBERS
        follows = 0 <= number - last.get(rank, 0) <= missed + 1 or (number == 1 and not deep)
        # A part of a book may begin with any chapter.
        follows = follows or (rank == "roman" and rank not in last and not deep)
        if not follows or (deep and units[n].lines[0].indent > margin):
            forms[n] = None
        else:
            last[rank] = number
