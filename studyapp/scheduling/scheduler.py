"""The four outcomes of a card, by FSRS-6 (package `fsrs`), and the memory that a log of reviews leads to.

The package counts whole 24-hour periods between reviews, so that an evening and the next morning would be one
day. It is told study days instead: every review is put at midnight, so many days after the last one as there
are study days between. Steps of learning stay true minutes from the instant of the answer.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import fsrs

from studyapp.domain.cards import Memory, Phase
from studyapp.domain.reviews import Outcomes, Rating
from studyapp.scheduling.fuzz import draw, fuzz_interval
from studyapp.scheduling.study_day import day_start, days_between, parse_instant, render_instant

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from studyapp.domain.reviews import Review, StudySettings

_MIDNIGHT = datetime(2000, 1, 1, tzinfo=UTC)
"""Where the package sees the last review; only the days from it matter."""
_DAY = timedelta(days=1)
_STATES = {
    Phase.NEW: fsrs.State.Learning,
    Phase.LEARNING: fsrs.State.Learning,
    Phase.REVIEW: fsrs.State.Review,
    Phase.RELEARNING: fsrs.State.Relearning,
}
_PHASES = {
    fsrs.State.Learning: Phase.LEARNING,
    fsrs.State.Review: Phase.REVIEW,
    fsrs.State.Relearning: Phase.RELEARNING,
}


def preview(
    memory: Memory,
    settings: StudySettings,
    *,
    card_id: str,
    at: datetime,
    today: date,
    zone: tzinfo | None = None,
) -> Outcomes:
    """Return what each rating given at an instant of a study day would make of a card's memory.

    The same card, memory and day give the same intervals at any time of the day. They never fall from one
    rating to the next better one. A clock set back before the last review counts as the same day.
    """
    engine = _scheduler(settings)
    card, review_at = _card(memory), _MIDNIGHT + days_between(memory.reviewed_on, today) * _DAY
    drawn = draw(card_id, memory.reviews)
    outcomes: list[Memory] = []
    least_days = 1
    for rating in Rating:
        after, _ = engine.review_card(card, fsrs.Rating(rating), review_at)
        interval, due_on = after.due - review_at, None
        due_at = at + interval
        if after.state is fsrs.State.Review:
            days = interval.days
            if settings.fuzz:
                days = fuzz_interval(days, drawn, settings.maximum_interval_days)
            least_days = max(days, least_days)
            interval = least_days * _DAY
            due_on = today + interval
            due_at = day_start(due_on, settings.rollover_hour, zone)
        lapses = memory.lapses + (memory.phase is Phase.REVIEW and rating is Rating.AGAIN)
        outcomes.append(
            Memory(
                phase=_PHASES[after.state],
                step=after.step,
                stability=after.stability,
                difficulty=after.difficulty,
                due_at=render_instant(due_at),
                due_on=due_on.isoformat() if due_on else None,
                interval_days=interval / _DAY,
                reviewed_at=render_instant(at),
                reviewed_on=today.isoformat(),
                reviews=memory.reviews + 1,
                lapses=lapses,
            )
        )
    return Outcomes(*outcomes)


def replay(
    reviews: Iterable[Review], settings: StudySettings, card_id: str, zone: tzinfo | None = None
) -> Memory:
    """Return the memory that a card's log leads to, exactly as it was stored (with the same settings)."""
    memory = Memory()
    for review in reviews:
        at, today = parse_instant(review.at), date.fromisoformat(review.studied_on)
        outcomes = preview(memory, settings, card_id=card_id, at=at, today=today, zone=zone)
        memory = outcomes.after(review.rating)
    return memory


def parameters_version(parameters: tuple[float, ...]) -> str:
    """Return the short name of a set of parameters, as the log keeps it."""
    if not parameters:
        return "fsrs6"
    return f"fsrs6-{blake2b(repr(parameters).encode(), digest_size=4).hexdigest()}"


def _scheduler(settings: StudySettings) -> fsrs.Scheduler:
    return _made_scheduler(
        settings.parameters,
        settings.retention,
        settings.learning_steps_s,
        settings.relearning_steps_s,
        settings.maximum_interval_days,
    )


@lru_cache(maxsize=64)  # one for each retention that documents and tags have of their own
def _made_scheduler(
    parameters: tuple[float, ...],
    retention: float,
    learning_s: tuple[int, ...],
    relearning_s: tuple[int, ...],
    maximum_days: int,
) -> fsrs.Scheduler:
    chosen = {"parameters": parameters} if parameters else {}
    return fsrs.Scheduler(
        **chosen,
        desired_retention=retention,
        learning_steps=tuple(timedelta(seconds=step) for step in learning_s),
        relearning_steps=tuple(timedelta(seconds=step) for step in relearning_s),
        maximum_interval=maximum_days,
        enable_fuzzing=False,
    )


def _card(memory: Memory) -> fsrs.Card:
    return fsrs.Card(
        card_id=0,  # without one it sleeps for a millisecond
        state=_STATES[memory.phase],
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_MIDNIGHT,
        last_review=_MIDNIGHT if memory.reviewed_on else None,
    )
