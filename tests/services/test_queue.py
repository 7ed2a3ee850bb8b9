"""The queue of a study day in all its ways: siblings, leeches, limits of today, orders, parts, a plan."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.cards import CardKind, Phase, Source
from studyapp.domain.errors import KnownError, NotFoundError
from studyapp.domain.places import Place
from studyapp.domain.reviews import Counts, Order, Rating, StudySettings
from studyapp.services import foresight, handling, reviewing
from studyapp.services.cramming import Cram
from studyapp.services.days import choose_cards
from studyapp.services.reading import keep_seen
from studyapp.services.why import why
from studyapp.storage import cards as card_rows
from tests.services.test_reviewing import (  # noqa: F401 (the fixture is for every test here)
    DAY,
    NOON,
    _in_utc,
    asked_id,
    card_of,
    grade,
    made_cards,
)

if TYPE_CHECKING:
    from studyapp.services.library import Library


def siblings_in(library: Library, count: int, *, block: int = 0, fact: str | None = None) -> list[str]:
    """Put cards into the library that were made of one sentence."""
    sentence = Place(1, block, 0, block, 40)
    ids = []
    with library.command("Make cards") as command:
        for number in range(count):
            answer = Place(1, block, number * 5, block, number * 5 + 4)
            ids.append(
                card_rows.add_card(
                    command.connection,
                    document_id="1",
                    draft_id=f"draft-{block}-{number}",
                    fact_id=fact,
                    kind=CardKind.CLOZE,
                    template="cloze",
                    front=f"Gap {block}-{number} […]",
                    answer=f"answer {number}",
                    quality=1.0,
                    reasons=(),
                    sources=(Source(answer, sentence, "One sentence for all of them."),),
                    at=command.at,
                )
            )
    return ids


def change(library: Library, **fields: object) -> None:
    reviewing.change_settings(library, reviewing.load_settings(library)._replace(**fields))  # type: ignore[arg-type]


def test_the_other_cards_of_a_sentence_wait_for_tomorrow(library: Library) -> None:
    first, second, third = siblings_in(library, 3)
    other, *_ = siblings_in(library, 1, block=2)
    made_by_hand = made_cards(library, 1)[0]
    assert set(handling.siblings(library, first)) == {second, third}
    assert handling.siblings(library, made_by_hand) == ()
    grade(library, first, Rating.EASY)
    assert reviewing.counts(library, at=NOON) == Counts(2, 0, 0)  # another sentence's, and the one by hand
    assert {asked.card.id for asked in reviewing.load_due(library, at=NOON)[1]} == {other, made_by_hand}
    assert reviewing.counts(library, at=NOON + DAY).new == 4
    library.undo()
    assert reviewing.counts(library, at=NOON).new == 5
    assert card_of(library, second).buried_on is None


def test_siblings_that_are_being_learnt_go_on_and_burying_can_be_switched_off(library: Library) -> None:
    first, second = siblings_in(library, 2)
    change(library, bury_siblings=False)
    grade(library, first, Rating.GOOD)
    grade(library, second, Rating.GOOD)
    change(library, bury_siblings=True)
    grade(library, first, Rating.GOOD, NOON + timedelta(minutes=11))
    assert card_of(library, second).buried_on is None
    assert asked_id(library, NOON + timedelta(minutes=12)) == second


def test_a_card_forgotten_again_and_again_becomes_a_leech(library: Library) -> None:
    (card_id,) = made_cards(library, 1)
    change(library, leech_lapses=2, relearning_steps_s=(), fuzz=False)
    at = NOON
    grade(library, card_id, Rating.EASY, at)
    lapses = []
    for _ in range(4):
        at += 20 * DAY
        if card_of(library, card_id).suspended:
            break
        grade(library, card_id, Rating.AGAIN, at)
        lapses.append(card_of(library, card_id).is_leech)
    assert lapses == [False, True, True, True]
    assert card_of(library, card_id).tags == ("leech",)
    change(library, leech_suspends=True)
    grade(library, card_id, Rating.AGAIN, at + 20 * DAY)
    assert card_of(library, card_id).suspended
    library.undo()
    assert not card_of(library, card_id).suspended


@pytest.mark.parametrize(
    ("threshold", "expected"),
    [(8, {8, 12, 16}), (1, set(range(1, 17))), (0, set()), (5, {5, 7, 9, 11, 13, 15})],
)
def test_leeches_are_told_at_the_threshold_and_each_half_of_it(threshold: int, expected: set[int]) -> None:
    from studyapp.domain.cards import Memory

    found = {
        lapses
        for lapses in range(1, 17)
        if reviewing.is_leech_now(Memory(lapses=lapses - 1), Memory(lapses=lapses), threshold)
    }
    assert found == expected
    assert not reviewing.is_leech_now(Memory(lapses=8), Memory(lapses=8), 8)


def test_limits_are_raised_for_today_alone(library: Library) -> None:
    made_cards(library, 30)
    assert reviewing.counts(library).new == 20
    change(library, today_new=5)
    assert reviewing.counts(library).new == 25
    tomorrow = datetime.fromisoformat(library.now()) + DAY
    assert reviewing.counts(library, at=tomorrow).new == 20
    library.undo()
    assert reviewing.counts(library).new == 20


def test_reviews_by_retrievability(library: Library) -> None:
    weak, strong = made_cards(library, 2)
    change(library, fuzz=False)
    grade(library, weak, Rating.EASY, NOON)
    grade(library, strong, Rating.EASY, NOON)
    grade(library, strong, Rating.GOOD, NOON + 9 * DAY)
    at = NOON + 200 * DAY
    for order, expected in (
        (Order.DUE, [weak, strong]),
        (Order.WEAKEST, [weak, strong]),
        (Order.STRONGEST, [strong, weak]),
    ):
        change(library, order=order)
        assert [asked.card.id for asked in reviewing.load_due(library, at=at)[1]] == expected
        assert asked_id(library, at) == expected[0]


def test_new_cards_of_sections_that_were_read_only(library: Library, document_id: str) -> None:
    made_cards(library, 4, document_id=document_id)  # three in section 0, one in section 1
    change(library, read_only=True)
    assert reviewing.counts(library).new == 0
    keep_seen(library, document_id, 0, 2**32 - 1)
    assert reviewing.counts(library).new == 3
    keep_seen(library, document_id, 1, 2**16 - 1)
    assert reviewing.counts(library).new == 3, "half a section is not read"


def test_a_part_is_studied_alone_and_within_the_days_limits(library: Library) -> None:
    ids = made_cards(library, 30)
    part = choose_cards(ids[10:])
    assert reviewing.counts(library, part) == Counts(20, 0, 0)
    asked = reviewing.next_card(library, part)
    assert asked is not None
    assert asked.card.id == ids[10]
    assert reviewing.next_card(library, choose_cards([])) is None
    assert reviewing.next_due(library, choose_cards([])) is None


def test_cramming_asks_until_each_card_was_known_and_keeps_nothing(library: Library) -> None:
    ids = made_cards(library, 6)
    cram = Cram(ids)
    first = cram.current
    cram.answer(known=False)
    assert cram.current != first
    order = []
    while cram.left:
        order.append(cram.current)
        cram.answer(known=True)
    assert set(order) == set(ids)
    assert order.index(first) == 4, "it comes again after a few others"
    assert (cram.known, cram.missed) == (6, 1)
    assert reviewing.today(library).reviews == 0
    undone = cram.undo()
    assert (undone, cram.left) == (True, 1)
    assert Cram([]).current is None
    assert not Cram([]).undo()


def test_many_cards_are_changed_in_one_step(library: Library) -> None:
    ids = made_cards(library, 3)
    before = [card_of(library, card_id) for card_id in ids]
    assert handling.suspend(library, ids, suspended=True).name == "Suspend 3 cards"
    assert all(card_of(library, card_id).suspended for card_id in ids)
    handling.flag(library, ids, 4)
    handling.tag(library, ids, add=["salt, road", "Lumea"], remove=["none"])
    handling.tag(library, ids[:1], add=["LUMEA"], remove=["salt road"])
    assert [card_of(library, card_id).tags for card_id in ids] == [("Lumea",), *[("salt road", "Lumea")] * 2]
    handling.mark(library, ids[0])
    assert "marked" in card_of(library, ids[0]).tags
    handling.mark(library, ids[0])
    assert handling.delete(library, ids).name == "Delete 3 cards"
    for _ in range(7):
        library.undo()
    assert [card_of(library, card_id) for card_id in ids] == before
    with pytest.raises(NotFoundError):
        handling.flag(library, [ids[0], "99"], 1)
    assert card_of(library, ids[0]).flag == 0, "all or nothing"
    for bad in (8, -1):
        with pytest.raises(KnownError):
            handling.flag(library, ids, bad)
    with pytest.raises(KnownError):
        handling.tag(library, ids, add=["  "])


def test_a_due_day_is_set_and_a_card_is_new_again(library: Library) -> None:
    studied, new = made_cards(library, 2)
    grade(library, studied, Rating.EASY, NOON)
    handling.set_due(library, [studied, new], 3, at=NOON + DAY)
    memory = card_of(library, studied).memory
    assert (memory.phase, memory.due_on, memory.interval_days) == (Phase.REVIEW, "2026-03-05", 4.0)
    assert card_of(library, new).memory.phase is Phase.NEW
    handling.reset(library, [studied])
    assert card_of(library, studied).memory.phase is Phase.NEW
    grade(library, studied, Rating.GOOD, NOON + 2 * DAY)
    library.undo()
    library.undo()
    assert card_of(library, studied).memory == memory
    with pytest.raises(KnownError):
        handling.set_due(library, [studied], -1)


def test_why_this_card_why_now(library: Library) -> None:
    (card_id,) = made_cards(library, 1)
    change(library, fuzz=False)

    def said(at: datetime) -> str:
        asked = reviewing.ask_card(library, card_id, at=at)
        return why(library, asked).text

    assert said(NOON).startswith("New: the next in the order of its text, 1 of 20")
    now = datetime.fromisoformat(library.now())
    grade(library, card_id, Rating.GOOD, now - 30 * DAY)
    assert said(now) == "In learning: step 2, last answered Good"
    grade(library, card_id, Rating.EASY, now - 29 * DAY)
    assert "answered Easy" in said(now)
    assert "likely to be recalled" in said(now)


def test_what_retention_costs_is_told_for_a_tag_alone(library: Library) -> None:
    ids = made_cards(library, 12)
    ago = datetime.fromisoformat(library.now()) - 5 * DAY
    for card_id in ids:
        grade(library, card_id, Rating.EASY, ago)
    handling.tag(library, ids[:3], add=("exam",))
    handling.tag(library, ids[:8], add=("marked",))
    studied = foresight.load_studied(library)
    assert foresight.common_tags(studied, 3) == ["exam"]
    every, exam, none = (
        {cost.retention: cost.reviews_a_day for cost in foresight.cost_of_retention(studied, tag=tag)}
        for tag in (None, "exam", "nothing")
    )
    assert 0 < exam[0.9] < every[0.9]
    assert exam[0.7] < exam[0.97]
    assert not any(none.values())


def test_a_backlog_is_planned_and_followed(library: Library) -> None:
    ids = made_cards(library, 40)
    long_ago = datetime.fromisoformat(library.now()) - 300 * DAY
    for card_id in ids:
        grade(library, card_id, Rating.EASY, long_ago)
    change(library, reviews_per_day=5)
    studied = foresight.load_studied(library)
    assert reviewing.count_overdue(library) == (40, 5)
    plan = foresight.plan_backlog(studied, 1)
    assert plan.waiting == 40
    assert plan.reviews_per_day == 60 // 2  # two seconds an answer
    assert plan.level_on is not None
    foresight.adopt_plan(library, plan)
    assert reviewing.counts(library) == Counts(0, 0, 30)
    assert reviewing.load_settings(library).order is Order.STRONGEST
    foresight.drop_plan(library)
    assert reviewing.counts(library) == Counts(0, 0, 5)
    with pytest.raises(KnownError):
        foresight.plan_backlog(studied, 0)
    with pytest.raises(KnownError):
        foresight.adopt_plan(library, plan._replace(level_on=None))


def test_own_retention_of_a_text_and_of_a_tag_sets_the_interval(library: Library, document_id: str) -> None:
    card_id, other = made_cards(library, 2, document_id=document_id)
    handling.tag(library, [other], add=["exam"])
    change(library, fuzz=False, goals=((f"doc:{document_id}", 0.8),))
    easy = reviewing.ask_card(library, card_id, at=NOON).outcomes.easy.interval_days or 0
    change(library, goals=(("tag:exam", 0.97),))
    exam = reviewing.ask_card(library, other, at=NOON).outcomes.easy.interval_days or 0
    usual = reviewing.ask_card(library, card_id, at=NOON).outcomes.easy.interval_days or 0
    assert exam < usual < easy
    grade(library, other, Rating.EASY)
    assert card_of(library, other).memory.interval_days == exam
    with pytest.raises(KnownError):
        change(library, goals=(("tag:exam", 0.5),))


def test_ten_thousand_due_cards(library: Library) -> None:
    (card_id,) = made_cards(library, 1)
    grade(library, card_id, Rating.EASY, NOON - 100 * DAY)
    with library.along_the_way() as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(card)") if row[1] != "id"]
        names = ", ".join(columns)
        connection.execute(
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)"
            f" INSERT INTO card ({names}) SELECT {names} FROM card, n"
        )
    assert reviewing.counts(library, at=NOON) == Counts(0, 0, 200)
    change(library, reviews_per_day=9999, order=Order.WEAKEST)
    assert reviewing.counts(library, at=NOON).review == 9999
    assert asked_id(library, NOON) == card_id
    assert foresight.plan_backlog(foresight.load_studied(library), 600).waiting == 10_000


def test_settings_of_the_queue_make_sense(library: Library) -> None:
    for wrong in (
        {"leech_lapses": -1},
        {"plan_reviews": 10_000},
        {"longest_answer_s": 1},
        {"today_new": 99_999},
    ):
        with pytest.raises(KnownError):
            reviewing.change_settings(library, StudySettings(**wrong))  # type: ignore[arg-type]
    kept = StudySettings(
        goals=(("doc:1", 0.8), ("tag:x", 0.95)), order=Order.WEAKEST, plan_until="2099-01-01", plan_reviews=7
    )
    reviewing.change_settings(library, kept)
    assert reviewing.load_settings(library) == kept
    assert isinstance(reviewing.load_settings(library).order, Order)


def test_the_time_of_an_answer_has_a_cap_of_its_own(library: Library) -> None:
    (card_id,) = made_cards(library, 1)
    change(library, longest_answer_s=120)
    asked = reviewing.ask_card(library, card_id, at=NOON)
    _, review = reviewing.answer(library, asked, Rating.GOOD, duration_ms=10**6, at=NOON)
    assert review.duration_ms == 120_000
    assert review.interval_before is None
    asked = reviewing.ask_card(library, card_id, at=NOON + timedelta(minutes=12))
    _, review = reviewing.answer(
        library, asked, Rating.GOOD, duration_ms=5, at=datetime(2026, 3, 1, 13, tzinfo=UTC)
    )
    assert review.interval_before == pytest.approx(10 / 1440)
