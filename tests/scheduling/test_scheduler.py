from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyapp.domain.cards import Memory, Phase
from studyapp.domain.reviews import Outcomes, Rating, Review, StudySettings
from studyapp.scheduling.scheduler import parameters_version, preview, replay
from studyapp.scheduling.study_day import days_between, render_instant, study_day

PLAIN = StudySettings(fuzz=False)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PHASES = {
    fsrs.State.Learning: Phase.LEARNING,
    fsrs.State.Review: Phase.REVIEW,
    fsrs.State.Relearning: Phase.RELEARNING,
}
STEPS = st.lists(st.integers(1, 43_200), max_size=4).map(sorted).map(tuple)
SETTINGS = st.tuples(st.floats(0.7, 0.99), STEPS, STEPS, st.integers(1, 36_500), st.booleans()).map(
    lambda drawn: StudySettings(
        retention=drawn[0],
        learning_steps_s=drawn[1],
        relearning_steps_s=drawn[2],
        maximum_interval_days=drawn[3],
        fuzz=drawn[4],
    )
)
HISTORIES = st.lists(st.tuples(st.sampled_from(Rating), st.floats(0, 400)), max_size=12)


def ask(memory: Memory, at: datetime, chosen: StudySettings = PLAIN, card: str = "7") -> Outcomes:
    """Return the outcomes on the study day of an instant in UTC."""
    today = study_day(at, chosen.rollover_hour, UTC)
    return preview(memory, chosen, card_id=card, at=at, today=today, zone=UTC)


def days(outcomes: Outcomes) -> list[float]:
    return [memory.interval_days or 0 for memory in outcomes]


def test_a_thousand_random_histories_are_as_the_package_has_them() -> None:
    dice = random.Random(3)
    for number in range(1000):
        chosen = StudySettings(
            fuzz=False,
            retention=dice.uniform(0.7, 0.99),
            learning_steps_s=dice.choice([(60, 600), (60,), (), (30, 300, 3000)]),
            relearning_steps_s=dice.choice([(600,), (), (60, 600)]),
            maximum_interval_days=dice.choice([36_500, 365]),
        )
        package = fsrs.Scheduler(
            desired_retention=chosen.retention,
            learning_steps=[timedelta(seconds=s) for s in chosen.learning_steps_s],
            relearning_steps=[timedelta(seconds=s) for s in chosen.relearning_steps_s],
            maximum_interval=chosen.maximum_interval_days,
            enable_fuzzing=False,
        )
        card, memory, at = fsrs.Card(card_id=number), Memory(), NOON
        for _ in range(dice.randint(1, 25)):
            rating = dice.choice(list(Rating))
            card, _log = package.review_card(card, fsrs.Rating(rating), at)
            memory = ask(memory, at, chosen).after(rating)
            assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
            assert (memory.phase, memory.step) == (PHASES[card.state], card.step)
            assert timedelta(days=memory.interval_days or 0) == card.due - at
            at += timedelta(days=dice.choice([0, 0, 1, 1, 2, 5, 30, (card.due - at).days, 700]))


def test_all_good_gives_the_known_row_of_intervals() -> None:
    memory, at, row = Memory(), NOON, list[float]()
    for _ in range(8):
        memory = ask(memory, at).good
        row.append(memory.interval_days or 0)
        at += timedelta(days=memory.interval_days or 0)
    assert row == [pytest.approx(10 / 1440), 2, 11, 46, 163, 498, 1348, 3299]


def test_the_published_vectors() -> None:
    """Those of the package's own tests: a row of intervals with two lapses in it, and a memory."""
    chosen, memory, at = StudySettings(fuzz=False), Memory(), NOON
    intervals = []
    for rating in (3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3):
        memory = ask(memory, at, chosen).after(Rating(rating))
        intervals.append(int(memory.interval_days or 0))
        at += timedelta(days=memory.interval_days or 0)
    assert intervals == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]
    memory, at = Memory(), NOON
    for rating, after_days in ((1, 0), (3, 0), (3, 1), (3, 3), (3, 8), (3, 21)):
        at += timedelta(days=after_days)
        memory = ask(memory, at, chosen).after(Rating(rating))
    assert memory.stability == pytest.approx(53.62691, abs=1e-4)
    assert memory.difficulty == pytest.approx(6.3574867, abs=1e-4)


def test_the_first_grade_gives_the_published_values() -> None:
    outcomes = ask(Memory(), NOON)
    assert days(outcomes) == [pytest.approx(m / 1440) for m in (1, 5.5, 10)] + [8.0]
    assert [round(m.stability or 0, 3) for m in outcomes] == [0.212, 1.293, 2.307, 8.296]
    assert [round(m.difficulty or 0, 2) for m in outcomes] == [6.41, 5.11, 2.12, 1.0]
    assert [m.phase for m in outcomes] == [Phase.LEARNING] * 3 + [Phase.REVIEW]
    assert outcomes.again.due_at == "2026-03-01T12:01:00.000Z"
    assert outcomes.again.due_on is None
    assert (outcomes.easy.due_on, outcomes.easy.due_at) == ("2026-03-09", "2026-03-09T04:00:00.000Z")


def in_review(stability: float = 100.0, on: str = "2026-03-01") -> Memory:
    return Memory(
        Phase.REVIEW, None, stability, 5.0, None, "2026-06-09", 100.0, f"{on}T20:00:00.000Z", on, 5, 0
    )


@pytest.mark.parametrize(
    ("retention", "expected"),
    [(0.70, 2323), (0.80, 829), (0.85, 477), (0.90, 250), (0.95, 101), (0.97, 56), (0.99, 17)],
)
def test_retention_sets_the_interval(retention: float, expected: int) -> None:
    """The figures of the reference: S = 100, difficulty 5, asked when R is 0.9."""
    outcomes = ask(in_review(), NOON + timedelta(days=100), PLAIN._replace(retention=retention))
    assert outcomes.good.interval_days == pytest.approx(expected, rel=0.02)


def test_an_evening_and_the_next_morning_are_a_day_apart() -> None:
    evening = datetime(2026, 3, 1, 22, tzinfo=UTC)
    learned = ask(Memory(), evening).easy
    morning = ask(learned, evening + timedelta(hours=9)).good
    same_day = ask(learned, evening + timedelta(hours=5)).good  # still before the rollover hour
    assert (morning.reviewed_on, same_day.reviewed_on) == ("2026-03-02", "2026-03-01")
    assert morning.stability != same_day.stability
    as_package = fsrs.Scheduler(enable_fuzzing=False)
    card, _ = as_package.review_card(fsrs.Card(card_id=1), fsrs.Rating.Easy, evening)
    card, _ = as_package.review_card(card, fsrs.Rating.Good, evening + timedelta(hours=25))
    assert morning.stability == card.stability


def test_a_card_is_due_from_the_start_of_its_day_not_at_the_hour_of_its_review() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    at = datetime(2026, 3, 27, 22, tzinfo=berlin)
    today = study_day(at, 4, berlin)
    easy = preview(Memory(), PLAIN, card_id="1", at=at, today=today, zone=berlin).easy
    assert easy.due_on == "2026-04-04"
    assert easy.due_at == "2026-04-04T02:00:00.000Z"  # four in the morning, in summer time now


@given(chosen=SETTINGS, history=HISTORIES, card=st.integers(1, 10_000).map(str))
@settings(max_examples=300)
def test_outcomes_are_ordered_sane_and_replayed_from_the_log(
    chosen: StudySettings, history: list[tuple[Rating, float]], card: str
) -> None:
    memory, at, log = Memory(), NOON, list[Review]()
    for rating, wait in history:
        outcomes = ask(memory, at, chosen, card)
        assert days(outcomes) == sorted(days(outcomes))
        for after in outcomes:
            assert 0 < (after.interval_days or 0) <= chosen.maximum_interval_days
            assert (after.stability or 0) >= 0.001
            assert 1 <= (after.difficulty or 0) <= 10
            assert (after.due_on is None) == (after.phase is not Phase.REVIEW)
            assert (after.due_at or "") > render_instant(at)
        before, memory = memory, outcomes.after(rating)
        log.append(made_review(before, memory, rating, at, card))
        at += timedelta(days=wait)
    assert replay(log, chosen, card, UTC) == memory


def made_review(before: Memory, after: Memory, rating: Rating, at: datetime, card: str) -> Review:
    today = date.fromisoformat(after.reviewed_on or "")
    return Review(
        id="1", card_id=card, rating=rating, at=after.reviewed_at or "", studied_on=after.reviewed_on or "",
        phase_before=before.phase, phase_after=after.phase,
        stability_before=before.stability, stability_after=after.stability or 0,
        difficulty_before=before.difficulty, difficulty_after=after.difficulty or 0,
        elapsed_days=days_between(before.reviewed_on, today), scheduled_days=after.interval_days or 0,
        duration_ms=0, parameters="fsrs6",
    )  # fmt: skip


@given(memory_days=st.floats(3, 3000), hours=st.floats(0, 15.9))
def test_the_interval_on_the_button_is_the_same_all_day(memory_days: float, hours: float) -> None:
    chosen = StudySettings()
    memory = in_review(memory_days)
    morning = NOON + timedelta(days=60)
    first, later = ask(memory, morning, chosen), ask(memory, morning + timedelta(hours=hours), chosen)
    assert days(first) == days(later)


def test_fuzz_differs_from_card_to_card_and_is_told_before() -> None:
    at, chosen = NOON + timedelta(days=100), StudySettings()
    intervals = {ask(in_review(), at, chosen, str(card)).good.interval_days for card in range(40)}
    assert len(intervals) > 10
    plain = ask(in_review(), at).good.interval_days or 0
    assert all(abs((interval or 0) - plain) <= 16 for interval in intervals)
    assert ask(in_review(), at, chosen) == ask(in_review(), at, chosen)


def test_a_clock_set_back_counts_as_the_same_day() -> None:
    memory = in_review(on="2090-01-01")
    outcomes = ask(memory, NOON)
    assert outcomes == ask(memory._replace(reviewed_on="2026-03-01"), NOON)
    assert outcomes.good.reviewed_on == "2026-03-01"
    assert 1 <= (outcomes.good.interval_days or 0) < 200


def test_again_is_a_lapse_of_a_card_in_review_alone() -> None:
    forgotten = ask(in_review(), NOON + timedelta(days=100)).again
    assert (forgotten.phase, forgotten.step, forgotten.lapses) == (Phase.RELEARNING, 0, 1)
    assert ask(forgotten, NOON + timedelta(days=100, minutes=10)).again.lapses == 1
    assert ask(Memory(), NOON).again.lapses == 0
    back = ask(forgotten, NOON + timedelta(days=100, minutes=10)).good
    assert (back.phase, back.step, back.reviews) == (Phase.REVIEW, None, 7)


def test_a_card_deep_in_steps_that_are_gone_goes_on() -> None:
    deep = Memory(
        Phase.LEARNING, 3, 2.0, 5.0, None, None, 0.1, "2026-03-01T11:00:00.000Z", "2026-03-01", 4, 0
    )
    for steps in ((), (60,), (60, 600)):
        outcomes = ask(deep, NOON, PLAIN._replace(learning_steps_s=steps))
        assert outcomes.good.phase is Phase.REVIEW
        assert days(outcomes) == sorted(days(outcomes))


def test_parameters_have_a_version() -> None:
    assert parameters_version(()) == "fsrs6"
    assert parameters_version((0.3, 1.0)) == parameters_version((0.3, 1.0))
    assert parameters_version((0.3, 1.0)) != parameters_version((0.4, 1.0))
