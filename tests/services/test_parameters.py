"""The log leads to every memory, also with other parameters and after a reset."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.reviews import Rating
from studyapp.scheduling.model import DEFAULTS
from studyapp.services import handling, parameters, reviewing
from studyapp.services.checking import check_library
from studyapp.services.choosing import load_choices
from tests.services.test_reviewing import (  # noqa: F401 (the fixture is for all)
    DAY,
    NOON,
    _in_utc,
    card_of,
    grade,
    made_cards,
)

if TYPE_CHECKING:
    from studyapp.services.library import Library

OTHER = (*(float(value) for value in DEFAULTS[:20]), 0.3)


@pytest.fixture
def studied(library: Library) -> list[str]:
    """Three cards with a history, one of them forgotten, one reset, one moved by hand."""
    ids = made_cards(library, 3)
    for number, card_id in enumerate(ids):
        at = NOON
        for rating in (Rating.GOOD, Rating.EASY, Rating.AGAIN, Rating.GOOD, Rating.HARD):
            grade(library, card_id, rating, at)
            at += timedelta(days=(0, 7, 0, 3, 0)[number] + number + 1)
    handling.reset(library, [ids[1]])
    grade(library, ids[1], Rating.GOOD, NOON + 60 * DAY)
    handling.set_due(library, [ids[2]], 9, at=NOON + 61 * DAY)
    return ids


def findings(library: Library) -> list[str]:
    return [finding.detail for finding in check_library(library) if finding.what == "review"]


def test_the_log_leads_to_every_memory(library: Library, studied: list[str]) -> None:
    assert findings(library) == []
    before = [card_of(library, card_id).memory for card_id in studied]
    reviewing.change_settings(library, reviewing.load_settings(library)._replace(parameters=OTHER))
    after = [card_of(library, card_id).memory for card_id in studied]
    assert findings(library) == []
    assert [memory.due_on for memory in after] == [memory.due_on for memory in before]
    assert before[0].stability != after[0].stability
    assert before[1].stability == after[1].stability, "one review since it was new: the same first value"
    grade(library, studied[0], Rating.GOOD, NOON + 90 * DAY)
    assert findings(library) == []
    library.undo()
    library.undo()
    assert [card_of(library, card_id).memory for card_id in studied] == before
    assert findings(library) == []


def test_what_the_log_does_not_lead_to_is_found(library: Library, studied: list[str]) -> None:
    def write(sql: str) -> None:
        with library.along_the_way() as connection:
            connection.execute(sql, (studied[0],))

    write("UPDATE card SET stability = stability * 1.01 WHERE id = ?")
    assert "its log leads to" in findings(library)[0]
    write("UPDATE card SET stability = stability / 1.01, lapses = lapses + 1 WHERE id = ?")
    assert "lapses" in findings(library)[0]
    write("UPDATE card SET lapses = lapses - 1, due_on = '2031-01-01' WHERE id = ?")
    assert "its log ends with" in findings(library)[0]
    write("DELETE FROM review WHERE card_id = ?")
    assert "no log that leads to it" in findings(library)[0]


def test_a_fit_keeps_nothing_by_itself_and_needs_a_history(library: Library, studied: list[str]) -> None:
    from studyapp.scheduling.fitting import FitRefusedError

    with pytest.raises(FitRefusedError):
        parameters.fit_parameters(library)
    assert reviewing.load_settings(library).parameters == ()
    assert card_of(library, studied[0]).memory.reviews == 5


def test_choices_come_from_cards_made_alike(library: Library) -> None:
    ids = made_cards(library, 4)
    card = card_of(library, ids[0])
    found = load_choices(library, card)
    assert len(found) == 4
    assert card.answer in found
    assert found == load_choices(library, card)
