"""Titles above what is no prose, and long questions, where a whole text has them: recipes, poems, answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.importers.plain.company import DISTINCT_PART
from studyapp.importers.plain.forms import Form, FormKind
from studyapp.importers.plain.looks import goes_on, is_stopped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.importers.plain.lines import Unit

# Titles are headings of verse and of lists, from so many, if this part of all lone titles stands above some.
TITLES = 3
TITLES_PART = 0.8
# A stanza or a list has at least so many lines.
BLOCK_LINES = 2
# Questions head a text, from so many; they have at most so many words.
QUESTIONS = 4
QUESTION_WORDS = 14


def restore_titles(
    units: Sequence[Unit], forms: list[Form | None], first: Sequence[Form | None], prose: Sequence[bool]
) -> None:
    """Let lone titles above blocks of lines be headings, and lone questions above text."""
    lone = [
        n for n in range(len(units) - 1) if len(units[n].lines) == 1 and units[n].gap and units[n + 1].gap
    ]
    for places in (_above_blocks(units, first, prose, lone), _questions(units, prose, lone)):
        for n in places:
            forms[n] = forms[n] or first[n] or Form(FormKind.SENTENCE)


def _above_blocks(
    units: Sequence[Unit], first: Sequence[Form | None], prose: Sequence[bool], lone: Sequence[int]
) -> list[int]:
    titles = [n for n in lone if (form := first[n]) is not None and form.kind == FormKind.TITLE]
    titles = [n for n in titles if not is_stopped(units[n].text)]
    found = [n for n in titles if prose[n + 1] or len(units[n + 1].lines) >= BLOCK_LINES]
    distinct = len({units[n].text for n in found})
    is_way = len(found) >= TITLES_PART * len(titles) and distinct >= max(TITLES, DISTINCT_PART * len(found))
    return found if is_way else []


def _questions(units: Sequence[Unit], prose: Sequence[bool], lone: Sequence[int]) -> list[int]:
    found = [
        n
        for n in lone
        if units[n].text.endswith("?") and units[n].words <= QUESTION_WORDS and not goes_on(units[n].text)
    ]
    above = [n for n in found if prose[n + 1] and units[n].text[0].isupper() and ":" not in units[n].text]
    return above if len(above) >= max(QUESTIONS, TITLES_PART * len(found)) else []
