"""Headings told from look-alikes by the company they keep: repetitions, lists, broken counts."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from studyapp.importers.plain.forms import TITLE_KINDS, WEAK_KINDS, Form, FormKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.importers.plain.lines import Unit

# A list of similar lines begins with the third, of weak ones with the second.
LIST_LINES = 3
WEAK_LIST_LINES = 2
# Lines of one form that are mostly repetitions are the names of speakers: distinct lines to all of them.
SPEAKER_PART = 0.5
SPEAKER_LINES = 4
# So many headings stand at most above each other.
STACKED_HEADINGS = 3
# Of lone numbers, the part that counts up by one, or begins again.
COUNTING_PART = 0.7
# From so many numbers with points on, a text is numbered throughout.
NUMBERED_HEADINGS = 3


def _family(form: Form) -> tuple[FormKind, str]:
    return form.kind, form.rank


def drop_repetitions(units: Sequence[Unit], forms: list[Form | None]) -> None:
    """Drop the names of speakers and the captions: lines that come again and again."""
    groups: dict[tuple[FormKind, str], Counter[str]] = {}
    for unit, form in zip(units, forms, strict=True):
        if form is not None and form.kind in TITLE_KINDS:
            groups.setdefault(_family(form), Counter())[unit.text] += 1
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
        repeated = max(groups[key][unit.text], keys[_pair_key(unit)] if ":" in unit.text else 0)
        if key in speakers or (form.kind in WEAK_KINDS and repeated >= LIST_LINES):
            forms[number] = None


def _pair_key(unit: Unit) -> str:
    """Return what stands before a colon: the key of a key-value line, the name of a speaker."""
    return unit.text.partition(":")[0]


def drop_lists(forms: list[Form | None], prose: Sequence[bool]) -> None:
    """Drop runs of lines of one form without text between them."""
    start = 0
    while start < len(forms):
        form = forms[start]
        if form is None or prose[start]:
            start += 1
            continue
        end = start + 1
        while end < len(forms) and forms[end] is not None and _alike(form, forms[end]):
            end += 1
        limit = WEAK_LIST_LINES if form.kind in (*WEAK_KINDS, FormKind.ORDINAL) else LIST_LINES
        if end - start >= limit and not _descends(forms[start:end]):
            # The last of a run of numbered lines may be followed by its text; a weak one is part of the list.
            forms[start:end] = [None] * (end - start)
        start = end


def _alike(one: Form, other: Form | None) -> bool:
    if other is None:
        return False
    if one.kind in WEAK_KINDS:
        return other.kind in WEAK_KINDS
    return _family(one) == _family(other)


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
        follows = number in (last.get(rank, 0), last.get(rank, 0) + 1) or (number == 1 and not deep)
        # A part of a book may begin with any chapter.
        follows = follows or (rank == "roman" and rank not in last and not deep)
        if not follows or (deep and units[n].lines[0].indent > margin):
            forms[n] = None
        else:
            last[rank] = number
