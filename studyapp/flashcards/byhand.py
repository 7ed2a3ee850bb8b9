"""Cards by hand: one question, a question both ways, or a text with gaps of which each number is a card.

A gap is written as in Anki, `{{c1::answer}}` or `{{c1::answer::hint}}`; gaps of one number are one card.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from studyapp.domain.cards import ANSWER_JOINT, CardKind
from studyapp.domain.errors import KnownError
from studyapp.domain.places import Mark
from studyapp.flashcards.wording import BLANK

_GAP = re.compile(r"\{\{c(\d{1,3})::(.*?)(?:::(.*?))?\}\}", re.DOTALL)
_OPEN_GAP = re.compile(r"\{\{c\d+::")


class Wording(NamedTuple):
    """What one card asks and answers; of a text with gaps, where in the text each gap of the card is."""

    kind: CardKind
    front: str
    answer: str
    text: str = ""  # with all gaps filled
    marks: tuple[Mark, ...] = ()


def one_way(front: str, answer: str) -> tuple[Wording, ...]:
    """Return one card; KnownError when it lacks question or answer."""
    front, answer = front.strip(), answer.strip()
    if not front or not answer:
        raise KnownError("A card needs a question and an answer.")
    return (Wording(CardKind.CLOZE if BLANK in front else CardKind.QUESTION, front, answer),)


def both_ways(front: str, answer: str) -> tuple[Wording, ...]:
    """Return two cards: one asks for the answer, the other for the question."""
    (there,) = one_way(front, answer)
    return there, Wording(CardKind.REVERSED, there.answer, there.front)


def from_gaps(text: str) -> tuple[Wording, ...]:
    """Return a card for each number of the text's gaps, in their order; the other gaps are filled.

    Raises KnownError when there is no gap, an empty one, or one that does not end.
    """
    gaps = list(_GAP.finditer(text))
    if _OPEN_GAP.search(_GAP.sub("", text)):
        raise KnownError("A gap does not end: it is written {{c1::answer}}.")
    if not gaps:
        raise KnownError("There is no gap yet: select what shall be asked for, and make it one.")
    if not all(gap[2].strip() for gap in gaps):
        raise KnownError("A gap is empty.")
    return tuple(_asking(text, gaps, number) for number in sorted({int(gap[1]) for gap in gaps}))


def has_gap(text: str) -> bool:
    """Say whether a gap begins in a text."""
    return _OPEN_GAP.search(text) is not None


def without_gaps(text: str) -> str:
    """Return a text with its gaps filled."""
    return _GAP.sub(lambda gap: gap[2], text)


def with_gap(text: str, start: int, end: int, *, same: bool = False) -> str:
    """Return a text in which a span is a gap: of a new number, or with `same` of the last one."""
    last = max((int(gap[1]) for gap in _GAP.finditer(text)), default=0)
    number = max(last, 1) if same else last + 1
    return f"{text[:start]}{{{{c{number}::{text[start:end]}}}}}{text[end:]}"


def can_hold_gaps(text: str) -> bool:
    """Say whether a text can be told from its gaps' signs."""
    return "::" not in text and "{{" not in text and "}}" not in text


def _asking(text: str, gaps: list[re.Match[str]], number: int) -> Wording:
    """Return the card of one number."""
    asked = [gap for gap in gaps if int(gap[1]) == number]
    starts = (len(without_gaps(text[: gap.start()])) for gap in asked)
    marks = tuple(Mark(start, start + len(gap[2])) for start, gap in zip(starts, asked, strict=True))

    def shown(gap: re.Match[str]) -> str:
        if int(gap[1]) != number:
            return gap[2]
        return f"[{gap[3]}]" if gap[3] else BLANK

    front = _GAP.sub(shown, text)
    answer = ANSWER_JOINT.join(gap[2].strip() for gap in asked)
    return Wording(CardKind.CLOZE, front.strip(), answer, without_gaps(text), marks)
