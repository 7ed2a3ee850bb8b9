"""Texts whose paragraphs are one line each, as pages are copied and editors save them.

There a short line alone between empty ones is a heading, a caption or a cell. What stands below decides:
text or a list below one such line, or below two; below a longer run of them stands the end of a list.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from studyapp.importers.plain.company import DISTINCT_PART, drop_entries, is_announced, is_unwrapped
from studyapp.importers.plain.forms import QUESTION_WORDS, TITLE_KINDS, WEAK_KINDS, Form, FormKind
from studyapp.importers.plain.looks import goes_on, is_caption, is_credit, is_date, is_program, is_stopped
from studyapp.importers.plain.prose import is_prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studyapp.importers.plain.lines import Unit

# Of the words in paragraphs, the part that stands in paragraphs of one line.
UNWRAPPED_PART = 0.8
# A heading of such a text has at most so many characters and words.
LINE_CHARACTERS = 100
LINE_WORDS = 14
# A line with fewer letters is a measure or a number.
LETTERS = 3
# From so many lines above text on, they are the text's custom.
HEADINGS = 3
# A cell of a table has at most so many characters.
CELL_CHARACTERS = 25
# So many lines stand at most above each other.
STACKED_LINES = 2
# Where this part of the headings has a line below it, that line is a subtitle: who, where, how long.
SUBTITLED_PART = 0.7
# A text has no empty lines between paragraphs if fewer than this part of its paragraphs have one above them.
SPACED_PART = 0.3
# Below its headings a text has on average so many words, else they are the keys of a list.
WORDS_BELOW = 20
# A line that comes so often is a caption or a button.
REPEATED_LINES = 3
# Where questions are a smaller part of the headings, longer ones are questions to the reader.
QUESTIONS_PART = 0.5

_DIGITS = re.compile(r"\d+")
_PROGRAM = re.compile(r";|//|\w\([^)\s]|[{}<>\\]")
_NUMBERED = re.compile(r"\d{1,3}[.):]\s")
_OPENING = re.compile(r"[\"“‘'«„¿¡(]*[\w#]")
_ENDING = re.compile(r"(?:[.,;:…—–-]|[.!?,…—–-][\"'”’»)]+)$|^[\"'“‘«].*[,.!?—–-][\"'”’»] ")


def is_unwrapped_text(units: Sequence[Unit]) -> bool:
    """Return whether the paragraphs of the text are one line each."""
    one_line = sum(unit.words for unit in units if is_unwrapped(unit))
    wrapped = sum(unit.words for unit in units if len(unit.lines) > 1 and is_prose(unit))
    return one_line > 0 and one_line >= UNWRAPPED_PART * (one_line + wrapped)


def settle_lone_lines(units: Sequence[Unit], forms: list[Form | None], first: Sequence[Form | None]) -> None:
    """Let the lone lines above text be headings, and no line in a block, where that is the text's custom."""
    if not is_unwrapped_text(units):
        return
    found = _headings(units, forms, first)
    if len(found) < HEADINGS or len({units[n].text for n in found}) < DISTINCT_PART * len(found):
        return
    if sum(unit.words for unit in units[found[0] :]) < WORDS_BELOW * len(found):
        return
    apart = _apart(units)
    for n, form in enumerate(forms):
        if form is not None and form.kind in WEAK_KINDS and n not in apart:
            forms[n] = None
    for n in found:
        forms[n] = forms[n] or first[n] or Form(FormKind.TITLE)


def _headings(units: Sequence[Unit], forms: Sequence[Form | None], first: Sequence[Form | None]) -> list[int]:
    """Return the lone lines above text, without subtitles, entries and questions to the reader."""
    lone = _lone_lines(units, forms)
    cells = {n for n in _apart(units).difference(lone) if _is_cell(units[n].text)}
    runs = [
        run for run in _runs(sorted({*lone, *cells})) if _is_stack(run, cells) and run[-1] + 1 < len(units)
    ]
    subtitled = sum(len(run) > 1 for run in runs) >= max(HEADINGS, SUBTITLED_PART * len(runs))
    found = [n for run in runs for n in (run[:1] if subtitled else run)]
    questions = [n for n in found if units[n].text.endswith("?")]
    if len(questions) < QUESTIONS_PART * len(found):
        found = [n for n in found if n not in questions or _is_heading_question(units[n])]
    if _is_tight(units):
        return found
    kept: list[Form | None] = [None] * len(units)
    for n in found:
        kept[n] = first[n] or Form(FormKind.TITLE)
    drop_entries(units, kept)
    return [n for n in found if kept[n] is not None]


def _is_cell(text: str) -> bool:
    """Return whether the line is as short as a cell, and has a figure."""
    return len(text) <= CELL_CHARACTERS and any(c.isdigit() for c in text) and not _NUMBERED.match(text)


def _is_stack(run: Sequence[int], cells: set[int]) -> bool:
    """Return whether the lines may be headings above each other, and are no row or column of a table."""
    return len(run) <= STACKED_LINES and not cells.issuperset(run[-1:])


def _is_heading_question(unit: Unit) -> bool:
    """Return whether a question is as short as headings are, and goes on from nothing."""
    return unit.words <= QUESTION_WORDS and not goes_on(unit.text)


def _lone_lines(units: Sequence[Unit], forms: Sequence[Form | None]) -> list[int]:
    """Return the lone lines that do not come again and again, and that no colon announces."""
    repeated, keys = _repeated(units), Counter(_speaker(unit.text) for unit in units)
    found = []
    for n in sorted(_apart(units)):
        form, text = forms[n], units[n].text
        is_sure = form is not None and form.kind not in TITLE_KINDS
        comes_again = _line_key(units[n]) in repeated or (bool(_speaker(text)) and keys[_speaker(text)] > 1)
        if not (is_sure or comes_again or (n and is_announced(units[n - 1]))) and may_head(text):
            found.append(n)
    return found


def _speaker(text: str) -> str:
    """Return what stands before a colon, which comes again if it is a speaker or a label; or nothing."""
    key, colon, _ = text.partition(":")
    return "" if not colon or any(c.isdigit() for c in key) else key


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """Yield the runs of places that follow each other."""
    run: list[int] = []
    for n in places:
        if run and n != run[-1] + 1:
            yield run
            run = []
        run.append(n)
    if run:
        yield run


def _repeated(units: Sequence[Unit]) -> set[str]:
    """Return the lines that come again and again, without “Ingredients” and “Method”, which come as often."""
    counts = Counter(_line_key(unit) for unit in units if len(unit.lines) == 1)
    often = {key: count for key, count in counts.items() if count >= REPEATED_LINES}
    alike = Counter(often.values())
    return {key for key, count in often.items() if alike[count] == 1}


def _line_key(unit: Unit) -> str:
    return _DIGITS.sub("0", unit.text)


def _is_tight(units: Sequence[Unit]) -> bool:
    """Return whether no empty lines stand between the paragraphs of the text."""
    gaps = [unit.gap > 0 for unit in units[1:] if is_unwrapped(unit)]
    return sum(gaps) < SPACED_PART * len(gaps)


def _apart(units: Sequence[Unit]) -> set[int]:
    """Return the lines between empty ones; where the text has no empty lines, those between paragraphs."""
    is_tight = _is_tight(units)
    found = set()
    for n, unit in enumerate(units):
        above, below = n == 0 or unit.gap > 0, n + 1 == len(units) or units[n + 1].gap > 0
        if is_tight:
            above, below = above or is_prose(units[n - 1]), n + 1 < len(units) and is_unwrapped(units[n + 1])
        if len(unit.lines) == 1 and above and below:
            found.add(n)
    return found


def may_head(text: str) -> bool:
    """Return whether the line is short and has nothing that sentences, captions and programs have."""
    if len(text) > LINE_CHARACTERS or len(text.split()) > LINE_WORDS or not _OPENING.match(text):
        return False
    letters = [c for c in text if c.isalnum()]
    if sum(c.isalpha() for c in letters) < LETTERS or letters[0].islower() or _PROGRAM.search(text):
        return False
    if is_date(text) or is_caption(text) or is_credit(text):
        return False
    if text.endswith("!"):
        return _NUMBERED.match(text) is not None
    if text.endswith("?"):
        return True
    return not (_ENDING.search(text) or is_program(text.replace(" = ", " ")) or is_stopped(text))
