"""How a whole text heads its parts, where no single line shows it: further out, centred, or set off alone.

Other rules look at a line and its neighbours, and drop what may be something else. Where many lines of one
custom stand above text and few do not, the custom is the text's own, and all its lines are headings.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from studyapp.importers.plain.company import HEADING_GAP, WIDE_GAP
from studyapp.importers.plain.forms import COLON_RANK, MARK_KINDS, TITLE_KINDS, WEAK_KINDS, Form, FormKind
from studyapp.importers.plain.looks import is_bullet, is_caption, is_date, is_program, is_stopped
from studyapp.importers.plain.numerals import ROMAN, to_number
from studyapp.importers.plain.places import is_centred, is_list
from studyapp.importers.plain.prose import PROSE_WORDS, is_broken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.importers.plain.lines import Unit

# A custom has so many lines above text, and so many of its lines are above text.
CUSTOM_LINES = 4
CUSTOM_PART = 0.6
# Lines that nothing but empty lines tells from short sentences must be more, and surer.
LONE_LINES = 6
LONE_PART = 0.75
# Lines after wide gaps are headings, from so many, if this part of all that follows such gaps is short.
FAR_LINES = 8
FAR_PART = 0.8
FAR_CHARACTERS = 60
# Lines that count on are headings, from so many, if this part of them follows the one before.
COUNTED_LINES = 6
COUNTED_PART = 0.8
COUNTED_CHARACTERS = 90
# The rank of a label that this text alone has: that of a chapter's smaller parts.
LABEL_RANK = "6"
# So many titles above lists, and so many marked headings, are no chance.
LIST_HEADINGS = 2
# Names of speakers come again; of headings this part is distinct.
DISTINCT_PART = 0.8
# Text that stands in by so many characters leaves the margin to the headings, if so much of it does.
OUTDENT_CHARACTERS = 2
INNER_PART = 0.85
# Below its headings a text has on average so many words, else they are the keys of a list.
WORDS_BELOW = 25
# A text whose prose is a smaller part of its words is a table, a play or verse.
PROSE_PART = 0.3

_COUNTED = re.compile(
    rf"(?:(?P<label>[A-Z]{{3,}}|[A-Z][a-z]{{2,}})\s+)?(?P<number>\d{{1,3}}|{ROMAN})[.:)](?:\s|$)"
)


def restore_customs(
    units: Sequence[Unit],
    forms: list[Form | None],
    first: Sequence[Form | None],
    prose: Sequence[bool],
    width: int,
) -> None:
    """Let the lines of the text's own customs be headings, with the form they had at `first`."""
    for n, form in _counted(units).items():
        forms[n] = forms[n] or first[n] or form
    for n in _far_apart(units, prose):
        forms[n] = forms[n] or first[n] or Form(FormKind.TITLE)
    if sum(unit.words for n, unit in enumerate(units) if prose[n]) < PROSE_PART * _all_words(units):
        return
    base = _inner_margin(units, prose)
    for places in (
        _outdented(units, first, base) if base >= OUTDENT_CHARACTERS else [],
        _centred(units, first, prose, width),
        _lone(units, forms, first, prose),
    ):
        for n in places:
            forms[n] = forms[n] or first[n]


def _far_apart(units: Sequence[Unit], prose: Sequence[bool]) -> list[int]:
    """Return the short lines after wide gaps, where nearly all that follows such gaps is one."""
    begin = next((n for n in range(len(units)) if prose[n]), len(units))
    for gap in (WIDE_GAP, WIDE_GAP + 1):
        places = [n for n in range(begin, len(units) - 1) if units[n].gap >= gap]
        found = [n for n in places if _is_short(units[n]) and units[n + 1].gap < units[n].gap]
        if is_custom(units, found, places, FAR_LINES, FAR_PART):
            return found
    return []


def _is_short(unit: Unit) -> bool:
    """Return whether the unit is a line of a few words that may be a title, whatever it ends with."""
    line = unit.text.lstrip("_*\"“»«'‘")
    is_line = len(unit.lines) == 1 and len(line) <= FAR_CHARACTERS and line[:1].isupper()
    return is_line and not is_date(line) and not line.endswith((",", ";", ":"))


def _counted(units: Sequence[Unit]) -> dict[int, Form]:
    """Return the lines far apart that count on, as “II. He is cross.” and “AIR II. Slowly.” do."""
    runs: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for n, unit in enumerate(units[:-1]):
        if unit.gap < HEADING_GAP or len(unit.lines) > 1 or not units[n + 1].gap:
            continue
        match = _COUNTED.match(unit.text) if len(unit.text) <= COUNTED_CHARACTERS else None
        if match and not is_caption(unit.text):
            rank = "digits" if match["number"].isdigit() else "roman"
            runs.setdefault((match["label"] or "", rank), []).append((n, to_number(match["number"])))
    found: dict[int, Form] = {}
    for (label, rank), run in runs.items():
        steps = sum(after == before + 1 for (_, before), (_, after) in pairwise(run))
        if len(run) >= COUNTED_LINES and steps >= COUNTED_PART * (len(run) - 1):
            kind, its_rank = (FormKind.LABEL, LABEL_RANK) if label else (FormKind.NUMBERED, rank)
            found |= {n: Form(kind, its_rank, (number,)) for n, number in run}
    return found


def _all_words(units: Sequence[Unit]) -> int:
    return sum(unit.words for unit in units)


def _inner_margin(units: Sequence[Unit], prose: Sequence[bool]) -> int:
    """Return the least indent of the text's prose, all but a little of it."""
    words: Counter[int] = Counter()
    for n, unit in enumerate(units):
        if prose[n]:
            words[min(line.indent for line in unit.lines)] += unit.words
    outer = 0
    for indent in sorted(words):
        outer += words[indent]
        if outer > (1 - INNER_PART) * words.total():
            return indent
    return 0


def _is_candidate(units: Sequence[Unit], first: Sequence[Form | None], n: int) -> bool:
    """Return whether a line alone between empty ones has a form that only its place can make sure."""
    form, unit = first[n], units[n]
    if form is None or len(unit.lines) > 1 or unit.gap == 0 or n + 1 == len(units):
        return False
    return form.kind in (*TITLE_KINDS, FormKind.NAMED)


def _outdented(units: Sequence[Unit], first: Sequence[Form | None], base: int) -> list[int]:
    """Return the lines that stand further out than the text, each with some of it below."""
    margin = base - OUTDENT_CHARACTERS
    lines = [
        n
        for n, unit in enumerate(units[:-1])
        if len(unit.lines) == 1 and unit.gap and _indent(unit) <= margin and _is_words(unit)
    ]
    found = [n for n in lines if _is_candidate(units, first, n) and _indent(units[n + 1]) > _indent(units[n])]
    return found if is_custom(units, found, lines, CUSTOM_LINES, CUSTOM_PART) else []


def _centred(
    units: Sequence[Unit], first: Sequence[Form | None], prose: Sequence[bool], width: int
) -> list[int]:
    """Return the centred lines that stand above text, or above what is not centred."""
    lines = [n for n, unit in enumerate(units[:-1]) if unit.gap and is_centred(unit, width)]
    found = [
        n
        for n in lines
        if _is_candidate(units, first, n)
        and not units[n + 1].attached
        and (prose[n + 1] or not is_centred(units[n + 1], width))
    ]
    above = [n for n in found if prose[n + 1]]
    return found if is_custom(units, above, lines, CUSTOM_LINES, CUSTOM_PART) else []


def _lone(
    units: Sequence[Unit], forms: Sequence[Form | None], first: Sequence[Form | None], prose: Sequence[bool]
) -> list[int]:
    """Return the lines at the margin between empty ones, where nearly all stand above paragraphs.

    In a text with marked headings, titles above lists are headings too, if there are several.
    """
    margin = _margin(units, prose)
    lines = [n for n in range(len(units) - 1) if _is_lone(units, first, prose, n, margin)]
    found = [
        n
        for n in lines
        if _is_candidate(units, first, n) and _is_solid(units[n + 1], n + 1, first, prose, margin)
    ]
    # Above a list or a program may stand a heading as well as the sentence that announces it.
    inner = [n for n in lines if _is_inner(units[n + 1], margin)]
    outer = [n for n in lines if n not in set(inner)]
    if not is_custom(units, found, outer, LONE_LINES, LONE_PART):
        marked = sum(form is not None and form.kind in MARK_KINDS for form in forms) >= LIST_HEADINGS
        outer = [n for n in range(len(units) - 1) if _is_lone(units, first, prose, n, 0)]
        above = [n for n in outer if _is_title(first[n]) and is_list(units[n + 1])]
        return above if marked and len(above) >= LIST_HEADINGS else []
    return found + [n for n in inner if _is_candidate(units, first, n) and _is_title(first[n])]


def _is_lone(
    units: Sequence[Unit], first: Sequence[Form | None], prose: Sequence[bool], n: int, margin: int
) -> bool:
    """Return whether the unit is one line at the margin, between empty ones, that is no sentence."""
    unit, form = units[n], first[n]
    is_apart = unit.gap > 0 and len(unit.lines) == 1 and units[n + 1].gap > 0 and _indent(unit) == margin
    if not is_apart or prose[n] or _is_sure(form) or not _is_words(unit):
        return False
    stopped = is_stopped(unit.text) and not unit.text.endswith(" etc.")
    return not (stopped or unit.text.endswith((":", ",", ";")) or is_bullet(unit.text))


def _is_title(form: Form | None) -> bool:
    return form is not None and form.kind in (FormKind.TITLE, FormKind.CAPITALS)


def _is_inner(below: Unit, margin: int) -> bool:
    """Return whether the unit is a list, or lines that stand in as programs and examples do."""
    return is_bullet(below.lines[0].text) or (_indent(below) > margin and len(below.lines) > 1)


def _is_words(unit: Unit) -> bool:
    """Return whether the line begins as words do, and not as lines of programs and lists do."""
    return unit.text[0].isupper() and not is_program(unit.text)


def _is_sure(form: Form | None) -> bool:
    return form is not None and (form.kind not in (*WEAK_KINDS, FormKind.CAPITALS) or form.rank == COLON_RANK)


def _margin(units: Sequence[Unit], prose: Sequence[bool]) -> int:
    """Return the indent at which most paragraphs begin."""
    text = (unit for n, unit in enumerate(units) if prose[n] and not is_bullet(unit.lines[0].text))
    indents = Counter(_indent(unit) for unit in text)
    return indents.most_common(1)[0][0] if indents else 0


def _is_solid(
    below: Unit, number: int, first: Sequence[Form | None], prose: Sequence[bool], margin: int
) -> bool:
    """Return whether a paragraph of the text stands here, and no other short line."""
    return (
        prose[number]
        and first[number] is None
        and _indent(below) == margin
        and below.words >= PROSE_WORDS
        and not is_broken(below)
    )


def _indent(unit: Unit) -> int:
    return unit.lines[0].indent


def is_custom(
    units: Sequence[Unit], found: Sequence[int], lines: Sequence[int], least: int, part: float
) -> bool:
    """Return whether these are enough, mostly alike in place and not in words, with text between them."""
    if len(found) < least or len(found) < part * len(lines):
        return False
    if len({units[n].text for n in found}) < DISTINCT_PART * len(found):
        return False
    return _all_words(units[found[0] :]) >= WORDS_BELOW * len(found)
