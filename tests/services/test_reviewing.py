from __future__ import annotations

import random
import sqlite3
import time
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.cards import CardKind, Phase, Source
from studyapp.domain.changes import Noun
from studyapp.domain.errors import KnownError, NotFoundError
from studyapp.domain.places import Place
from studyapp.domain.reviews import Counts, Rating, StaleCardError, StudySettings, StudySettingsError
from studyapp.scheduling.scheduler import replay
from studyapp.services import handling, reviewing
from studyapp.services.authoring import delete_card
from studyapp.services.days import Chosen
from studyapp.storage import cards as card_rows
from studyapp.storage import reviews as review_rows
from studyapp.storage import study_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studyapp.domain.cards import Card
    from studyapp.services.library import Library

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the system's zone be UTC."""
    if not hasattr(time, "tzset"):
        pytest.skip("the system's zone cannot be set here")
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def made_cards(
    library: Library, count: int, *, document_id: str = "1", front: str = "Who closed gate {}?"
) -> list[str]:
    """Put new cards into the library, the last of the text first, and return their ids in reading order."""
    ids = []
    with library.command("Make cards") as command:
        for number in reversed(range(count)):
            place = Place(number // 3, number % 3, 4, number % 3, 9)
            ids.append(
                card_rows.add_card(
                    command.connection,
                    document_id=document_id,
                    draft_id=None,
                    fact_id=None,
                    kind=CardKind.QUESTION,
                    template="hand",
                    front=front.format(number),
                    answer=f"Queen Odile {number}",
                    quality=1.0,
                    reasons=(),
                    sources=(Source(place, place, f"Queen Odile {number} closed the gate."),),
                    at=command.at,
                )
            )
    return ids[::-1]


def card_of(library: Library, card_id: str) -> Card:
    with library.query() as connection:
        card = card_rows.load_card(connection, card_id)
    assert card is not None
    return card


def grade(library: Library, card_id: str, rating: Rating = Rating.GOOD, at: datetime = NOON) -> None:
    asked = reviewing.ask_card(library, card_id, at=at)
    reviewing.answer(library, asked, rating, duration_ms=2000, at=at)


def asked_id(library: Library, at: datetime = NOON, document_id: str | None = None) -> str | None:
    asked = reviewing.next_card(library, Chosen(document_id), at=at)
    return asked and asked.card.id


# The order


def test_an_empty_library_asks_nothing(library: Library) -> None:
    assert reviewing.next_card(library) is None
    assert reviewing.counts(library) == Counts(0, 0, 0)
    assert reviewing.load_due(library) == (Counts(0, 0, 0), ())
    assert reviewing.next_due(library) is None
    assert reviewing.today(library).reviews == 0


def test_new_cards_come_in_the_order_of_the_text(library: Library) -> None:
    later = made_cards(library, 2, document_id="2")
    first = made_cards(library, 5, document_id="1")
    _, asked = reviewing.load_due(library, at=NOON)
    assert [a.card.id for a in asked] == [*first, *later]
    assert asked_id(library) == first[0]
    assert asked_id(library, document_id="2") == later[0]
    assert asked_id(library, document_id="9") is None


def test_learning_comes_first_then_reviews_then_new_and_learning_ahead_last(library: Library) -> None:
    old, begun, new = made_cards(library, 3)
    grade(library, old, Rating.EASY, NOON - 30 * DAY)
    grade(library, begun, Rating.GOOD, NOON)
    assert asked_id(library, NOON + timedelta(minutes=5)) == old
    assert asked_id(library, NOON + timedelta(minutes=10)) == begun  # its step is over
    assert reviewing.counts(library, at=NOON) == Counts(1, 1, 1)
    _, asked = reviewing.load_due(library, at=NOON)
    assert [a.card.id for a in asked] == [old, new, begun]
    grade(library, old, Rating.GOOD, NOON)
    assert asked_id(library) == new
    grade(library, new, Rating.EASY, NOON)
    assert asked_id(library) == begun  # ten minutes ahead of its time, as nothing else is left
    reviewing.change_settings(library, StudySettings(learn_ahead_s=60))
    assert asked_id(library) is None
    assert reviewing.counts(library, at=NOON).learning == 1
    assert reviewing.next_due(library, at=NOON) == "2026-03-01T12:10:00.000Z"


def test_reviews_come_by_their_day_then_shuffled_the_same_way_each_time(library: Library) -> None:
    ids = made_cards(library, 40)
    for number, card_id in enumerate(ids):
        grade(library, card_id, Rating.EASY, NOON - (30 if number < 5 else 20) * DAY)
    _, asked = reviewing.load_due(library, at=NOON)
    order = [a.card.id for a in asked]
    due = [a.card.memory.due_on or "" for a in asked]
    assert due == sorted(due)
    assert order != ids
    assert order != sorted(ids, key=int)
    assert [a.card.id for a in reviewing.load_due(library, at=NOON)[1]] == order
    grade(library, order[0], Rating.GOOD, NOON)
    assert asked_id(library) == order[1]


def test_suspended_and_buried_cards_are_left_out(library: Library) -> None:
    suspended, buried, asked = made_cards(library, 3)
    with library.command("Suspend card") as command:
        card_rows.suspend_card(command.connection, suspended, suspended=True)
    changes = handling.bury(library, [buried], at=NOON)
    assert changes.name == "Bury card"
    assert changes.ids(Noun.CARD) == {buried}
    assert asked_id(library) == asked
    assert reviewing.counts(library, at=NOON).new == 1
    assert asked_id(library, NOON + DAY) == buried
    with pytest.raises(KnownError, match="suspended"):
        reviewing.ask_card(library, suspended)
    with pytest.raises(NotFoundError):
        handling.bury(library, ["99"])


# The limits of a day


def test_the_limits_of_a_day_hold_and_come_back_the_next(library: Library) -> None:
    ids = made_cards(library, 9)
    for card_id in ids[:4]:
        grade(library, card_id, Rating.EASY, NOON - 30 * DAY)
    reviewing.change_settings(library, StudySettings(new_per_day=2, reviews_per_day=3))
    assert reviewing.counts(library, at=NOON) == Counts(2, 0, 3)
    done = []
    at = NOON
    while (asked := reviewing.next_card(library, at=at)) is not None:
        reviewing.answer(library, asked, Rating.EASY, duration_ms=1000, at=at)
        done.append(asked.card.memory.phase)
        at += timedelta(seconds=5)
    assert done == [Phase.REVIEW] * 3 + [Phase.NEW] * 2
    assert reviewing.counts(library, at=at) == Counts(0, 0, 0)
    assert reviewing.next_due(library, at=at) == "2026-03-02T04:00:00.000Z"
    assert reviewing.counts(library, at=NOON + DAY) == Counts(2, 0, 1)
    assert asked_id(library, at, document_id="1") is None  # the limits are the day's, not a document's


def test_the_day_ends_at_the_rollover_hour(library: Library) -> None:
    made_cards(library, 4)
    reviewing.change_settings(library, StudySettings(new_per_day=1))
    night = datetime(2026, 3, 2, 3, 59, tzinfo=UTC)
    first = reviewing.next_card(library, at=night)
    assert first is not None
    reviewing.answer(library, first, Rating.EASY, duration_ms=1, at=night)
    assert asked_id(library, night) is None
    assert asked_id(library, night + timedelta(minutes=1)) is not None
    assert reviewing.today(library, at=night).studied_on == "2026-03-01"


def test_next_due_looks_past_limits_and_buried_cards(library: Library) -> None:
    only, other = made_cards(library, 2)
    grade(library, only, Rating.EASY, NOON)
    handling.bury(library, [other], at=NOON)
    assert reviewing.next_due(library, at=NOON) == "2026-03-02T04:00:00.000Z"
    reviewing.change_settings(library, StudySettings(new_per_day=0))
    due_on = card_of(library, only).memory.due_on
    assert reviewing.next_due(library, at=NOON) == f"{due_on}T04:00:00.000Z"
    grade(library, only, Rating.AGAIN, NOON + 8 * DAY)
    handling.bury(library, [only], at=NOON + 8 * DAY)
    assert reviewing.next_due(library, at=NOON + 8 * DAY) == "2026-03-10T04:00:00.000Z"
    reviewing.change_settings(library, StudySettings(new_per_day=0, reviews_per_day=0))
    delete_card(library, only)
    assert reviewing.next_due(library, at=NOON + 8 * DAY) is None


def test_the_summary_counts_what_was_done_on_the_day(library: Library) -> None:
    first, second = made_cards(library, 2)
    grade(library, first, Rating.EASY, NOON - 20 * DAY)
    for rating in (Rating.AGAIN, Rating.GOOD):
        grade(library, first, rating, NOON)
    grade(library, second, Rating.HARD, NOON)
    done = reviewing.today(library, at=NOON)
    assert (done.reviews, done.by_rating, done.new_learned) == (3, (1, 1, 1, 0), 1)
    assert done.minutes == pytest.approx(0.1)


# Grades


def test_a_grade_writes_memory_and_log_as_the_button_said(library: Library) -> None:
    (card_id,) = made_cards(library, 1)
    asked = reviewing.next_card(library, at=NOON)
    assert asked is not None
    changes, review = reviewing.answer(library, asked, Rating.EASY, duration_ms=90_000, at=NOON)
    assert changes.name == "Grade “Who closed gate 0?”"
    assert changes.ids(Noun.CARD) == {card_id}
    assert changes.ids(Noun.REVIEW) == {review.id}
    card = card_of(library, card_id)
    assert card.memory == asked.outcomes.easy
    assert card._replace(memory=asked.card.memory) == asked.card
    assert review.duration_ms == 60_000
    assert (review.phase_before, review.phase_after) == (Phase.NEW, Phase.REVIEW)
    assert (review.elapsed_days, review.scheduled_days) == (0, card.memory.interval_days)
    with library.query() as connection:
        assert review_rows.load_log(connection, card_id) == (review,)


def test_a_later_answer_of_the_same_day_keeps_the_interval_of_the_button(library: Library) -> None:
    (card_id,) = made_cards(library, 1)
    asked = reviewing.ask_card(library, card_id, at=NOON)
    later = NOON + timedelta(hours=3)
    reviewing.answer(library, asked, Rating.GOOD, duration_ms=-5, at=later)
    memory = card_of(library, card_id).memory
    assert memory.interval_days == asked.outcomes.good.interval_days
    assert memory.due_at == "2026-03-01T15:10:00.000Z"  # ten minutes from the answer


def _edit(library: Library, card_id: str) -> None:
    with library.command("Edit card") as command:
        card_rows.change_card(
            command.connection, card_id, front="Who?", answer="X", picture="", at=command.at
        )


def _delete(library: Library, card_id: str) -> None:
    delete_card(library, card_id)


def _suspend(library: Library, card_id: str) -> None:
    with library.command("Suspend card") as command:
        card_rows.suspend_card(command.connection, card_id, suspended=True)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (_edit, "changed"),
        (_delete, "deleted"),
        (_suspend, "suspended"),
        (grade, "graded"),
        (lambda library, card_id: handling.bury(library, [card_id], at=NOON), "changed"),
    ],
)
def test_a_rating_for_a_card_that_changed_is_refused(
    library: Library, change: Callable[[Library, str], object], word: str
) -> None:
    made_cards(library, 1)
    asked = reviewing.next_card(library, at=NOON)
    assert asked is not None
    change(library, asked.card.id)
    before, steps = _rows(library), library.history()
    with pytest.raises(StaleCardError, match=word):
        reviewing.answer(library, asked, Rating.GOOD, duration_ms=1, at=NOON)
    assert _rows(library) == before
    assert library.history() == steps


def test_a_rating_whose_button_does_not_hold_any_more_is_refused(library: Library) -> None:
    (card_id,) = made_cards(library, 1)
    grade(library, card_id, Rating.EASY, NOON)
    asked = reviewing.ask_card(library, card_id, at=NOON + 8 * DAY)
    with pytest.raises(StaleCardError, match="study day"):
        reviewing.answer(library, asked, Rating.GOOD, duration_ms=1, at=NOON + 9 * DAY)
    reviewing.change_settings(library, StudySettings(retention=0.8))
    with pytest.raises(StaleCardError, match="settings"):
        reviewing.answer(library, asked, Rating.GOOD, duration_ms=1, at=NOON + 8 * DAY)
    assert card_of(library, card_id) == asked.card


def test_a_card_is_asked_and_graded_when_its_document_is_gone(library: Library, document_id: str) -> None:
    made_cards(library, 1, document_id=document_id)
    library.remove_document(document_id)
    asked = reviewing.next_card(library, at=NOON)
    assert asked is not None
    assert asked.card.sources[0].sentence == "Queen Odile 0 closed the gate."
    reviewing.answer(library, asked, Rating.GOOD, duration_ms=1, at=NOON)
    assert reviewing.counts(library, Chosen(document_id), at=NOON) == Counts(0, 1, 0)


def test_markup_in_a_card_is_text(library: Library) -> None:
    front = "<script>alert(1)</script> <b>{}</b> ' \" 😀\n"
    (card_id,) = made_cards(library, 1, front=front)
    grade(library, card_id)
    assert card_of(library, card_id).front == front.format(0)
    assert library.undo_name() == "Grade “<script>alert(1)</script> <b>0</b> ' \" 😀”"
    library.undo()
    assert card_of(library, card_id).front == front.format(0)


def test_the_log_leads_to_the_memory_whatever_the_clock_did(library: Library) -> None:
    ids, dice, at = made_cards(library, 5), random.Random(5), NOON
    for _ in range(200):
        at += timedelta(hours=dice.choice([0.1, 3, 20, 400, -30, -5000]))
        asked = reviewing.ask_card(library, dice.choice(ids), at=at)
        reviewing.answer(library, asked, dice.choice(list(Rating)), duration_ms=5, at=at)
    settings = reviewing.load_settings(library)
    for card_id in ids:
        with library.query() as connection:
            log = review_rows.load_log(connection, card_id)
        memory = card_of(library, card_id).memory
        assert replay(log, settings, card_id) == memory
        assert len(log) == memory.reviews > 20
        assert log[-1].stability_after == memory.stability
        assert all(after.phase_before == before.phase_after for before, after in pairwise(log))
        assert all(review.elapsed_days >= 0 for review in log)


# Undo


def _rows(library: Library) -> list[str]:
    """Return all cards, reviews and study settings as SQL."""
    connection = sqlite3.connect(library.folder / "library.sqlite")
    try:
        names = tuple(f'INSERT INTO "{noun}"' for noun in ("card", "review", "study_setting"))
        return sorted(line for line in connection.iterdump() if line.startswith(names))
    finally:
        connection.close()


def test_undo_takes_card_and_log_back_exactly_and_redo_too(library: Library) -> None:
    ids = made_cards(library, 6)
    states, at = [_rows(library)], NOON
    for number in range(90):
        at += timedelta(hours=13 * (number % 5), minutes=7)
        if number % 10 == 3:
            handling.bury(library, [ids[number % 6]], at=at)
        elif number % 10 == 7:
            reviewing.change_settings(library, StudySettings(retention=0.8 + number / 1000))
        else:
            grade(library, ids[number % 6], list(Rating)[number * number % 4], at)
        states.append(_rows(library))
    for expected in reversed(states[:-1]):
        assert library.undo() is not None
        assert _rows(library) == expected
    for expected in states[1:]:
        assert library.redo() is not None
        assert _rows(library) == expected


def test_an_undone_grade_brings_the_same_card_with_the_same_buttons(library: Library) -> None:
    made_cards(library, 3)
    asked = reviewing.next_card(library, at=NOON)
    assert asked is not None
    reviewing.answer(library, asked, Rating.EASY, duration_ms=1, at=NOON)
    assert asked_id(library) != asked.card.id
    library.undo()
    assert reviewing.next_card(library, at=NOON) == asked
    reviewing.answer(library, asked, Rating.GOOD, duration_ms=1, at=NOON)  # what was shown still holds


# A wrong clock


def test_a_log_from_the_future_does_no_harm(library: Library) -> None:
    future = datetime(2090, 1, 1, 12, tzinfo=UTC)
    ids = made_cards(library, 6)
    grade(library, ids[0], Rating.EASY, future)
    grade(library, ids[1], Rating.GOOD, future)
    reviewing.change_settings(library, StudySettings(new_per_day=2))
    assert reviewing.counts(library, at=NOON) == Counts(2, 0, 0)  # the limit is today's
    grade(library, ids[0], Rating.GOOD, NOON)
    memory = card_of(library, ids[0]).memory
    assert memory.reviewed_on == "2026-03-01"
    assert 1 <= (memory.interval_days or 0) <= 30
    with library.query() as connection:
        log = review_rows.load_log(connection, ids[0])
    assert [review.elapsed_days for review in log] == [0, 0]
    assert [review.at[:4] for review in log] == ["2090", "2026"]
    grade(library, ids[1], Rating.AGAIN, NOON)
    assert reviewing.next_due(library, at=NOON + timedelta(minutes=2)) == "2026-03-01T12:02:00.000Z"
    assert reviewing.today(library, at=NOON).reviews == 2


def test_a_clock_far_behind_does_no_harm(library: Library) -> None:
    (card_id,) = made_cards(library, 1)
    grade(library, card_id, Rating.EASY, NOON)
    past = datetime(1980, 1, 1, tzinfo=UTC)
    grade(library, card_id, Rating.GOOD, past)
    grade(library, card_id, Rating.GOOD, NOON)
    memory = card_of(library, card_id).memory
    assert 1 <= (memory.interval_days or 0) <= 36_500
    assert date.fromisoformat(memory.due_on or "") > NOON.date()


# Settings


def test_settings_are_kept_checked_and_undone(library: Library) -> None:
    assert reviewing.load_settings(library) == StudySettings()
    chosen = StudySettings(retention=0.85, learning_steps_s=(30, 90), relearning_steps_s=(), fuzz=False)
    changes = reviewing.change_settings(library, chosen)
    assert changes.name == "Change study settings"
    assert reviewing.load_settings(library) == chosen
    with pytest.raises(StudySettingsError, match="retention"):
        reviewing.change_settings(library, chosen._replace(retention=2.0))
    assert reviewing.load_settings(library) == chosen
    assert reviewing.change_settings(library, chosen).touched == ()
    library.undo()
    assert reviewing.load_settings(library) == StudySettings()


def test_every_set_of_parameters_stays_for_the_log(library: Library) -> None:
    (card_id,) = made_cards(library, 1)
    most = (1.2, 2.3, 8.3, 6.4, 0.8, 3.0, 0.001, 1.9, 0.2, 0.8, 1.5, 0.06, 0.26, 1.6, 0.6, 1.9, 0.5, 0.1)
    first, second = (0.3, *most, 0.07, 0.15), (0.4, *most, 0.07, 0.15)
    for number, parameters in enumerate((first, second, ())):
        reviewing.change_settings(library, StudySettings(parameters=parameters))
        grade(library, card_id, Rating.GOOD, NOON + number * DAY)
    with library.query() as connection:
        versions = [review.parameters for review in review_rows.load_log(connection, card_id)]
        kept = [study_settings.load_parameters(connection, version) for version in versions]
    assert kept == [first, second, ()]
    assert versions[2] == "fsrs6"


def test_the_systems_zone_decides_the_day(library: Library) -> None:
    (card_id,) = made_cards(library, 1)
    reviewing.change_settings(library, StudySettings(fuzz=False))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TZ", "Pacific/Auckland")  # 13 hours ahead
        time.tzset()
        grade(library, card_id, Rating.EASY, datetime(2026, 3, 1, 16, tzinfo=UTC))
    memory = card_of(library, card_id).memory
    assert (memory.reviewed_on, memory.due_on) == ("2026-03-02", "2026-03-10")
    assert memory.due_at == "2026-03-09T15:00:00.000Z"
