"""Reviewing: which card is asked next, what each rating would do, grades, and the settings of study.

The study day is that of the system's time zone. `at` says when something happens, for whoever knows better
than the clock; else it is now. `chosen` says which cards are studied; the limits are the day's for the whole
library, also where a part of it is studied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.cards import LEECH, Phase
from studyapp.domain.errors import KnownError, NotFoundError
from studyapp.domain.reviews import Asked, Counts, Rating, Review, StaleCardError
from studyapp.scheduling.fuzz import draw
from studyapp.scheduling.limits import check_settings
from studyapp.scheduling.scheduler import parameters_version
from studyapp.scheduling.study_day import days_between, render_instant
from studyapp.services.days import (
    EVERY_CARD,
    Chosen,
    Day,
    count_cards,
    first_card,
    first_later,
    load_day,
    outcomes_of,
    queue,
)
from studyapp.services.library import clean_text, short_title
from studyapp.storage import cards, reviews, study_settings
from studyapp.storage.cards import load_card
from studyapp.storage.reviews import Queue

if TYPE_CHECKING:
    from datetime import date, datetime
    from sqlite3 import Connection

    from studyapp.domain.cards import Card, Memory
    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.reviews import StudySettings, Summary
    from studyapp.services.library import Library


# What is asked


def next_card(library: Library, chosen: Chosen = EVERY_CARD, *, at: datetime | None = None) -> Asked | None:
    """Return the next card with its outcomes and the day's counts; None when nothing can be asked now.

    First come learning cards whose step is over, then reviews, then new cards, both within the day's limits;
    when nothing else is left, learning cards a little ahead of their time.
    """
    with library.query() as connection:
        day = load_day(library, connection, chosen, at)
        card = first_card(connection, day)
        return Asked(card, outcomes_of(connection, day, card), count_cards(connection, day)) if card else None


def ask_card(
    library: Library, card_id: str, chosen: Chosen = EVERY_CARD, *, at: datetime | None = None
) -> Asked:
    """Return this card with its outcomes, whether it is due or not.

    Raises NotFoundError when it is not there, KnownError when it is suspended.
    """
    with library.query() as connection:
        card = load_card(connection, clean_text(card_id))
        if card is None:
            raise NotFoundError(f"There is no card {card_id} in this library.")
        if card.suspended:
            raise KnownError(f"Card {card.id} is suspended.", "It can be graded once it is not.")
        day = load_day(library, connection, chosen, at)
        return Asked(card, outcomes_of(connection, day, card), count_cards(connection, day))


def counts(library: Library, chosen: Chosen = EVERY_CARD, *, at: datetime | None = None) -> Counts:
    """Return how many cards the study day still holds, within its limits."""
    with library.query() as connection:
        return count_cards(connection, load_day(library, connection, chosen, at))


def load_due(
    library: Library, chosen: Chosen = EVERY_CARD, *, at: datetime | None = None
) -> tuple[Counts, tuple[Asked, ...]]:
    """Return the study day's counts and all its cards in the order in which they are asked."""
    with library.query() as connection:
        day = load_day(library, connection, chosen, at)
        every = count_cards(connection, day)
        waiting = queue(connection, day)
        return every, tuple(Asked(card, outcomes_of(connection, day, card), every) for card in waiting)


def next_due(library: Library, chosen: Chosen = EVERY_CARD, *, at: datetime | None = None) -> str | None:
    """Return the instant (ISO, UTC) at which the next card can be asked; None when none will ever be."""
    with library.query() as connection:
        day = load_day(library, connection, chosen, at)
        return render_instant(day.at) if first_card(connection, day) else first_later(connection, day)


def count_overdue(library: Library) -> tuple[int, int]:
    """Return how many reviews wait, whatever the limits are, and how many the day's limits still allow."""
    with library.query() as connection:
        day = load_day(library, connection)
        waiting = reviews.count_queue(connection, Queue.REVIEW, day.scope, most=-1, until=day.scope.today)
        return waiting, day.reviews_left


def today(library: Library, *, at: datetime | None = None) -> Summary:
    """Return what was done on this study day."""
    with library.query() as connection:
        return reviews.load_summary(connection, load_day(library, connection, at=at).scope.today)


def study_day_of(library: Library) -> date:
    """Return the study day of now."""
    with library.query() as connection:
        return load_day(library, connection).today


def load_history(library: Library, card_id: str) -> tuple[Review, ...]:
    """Return the reviews of a card, in the order they were given."""
    with library.query() as connection:
        return reviews.load_log(connection, card_id)


# Commands


def answer(
    library: Library, asked: Asked, rating: Rating, *, duration_ms: int, at: datetime | None = None
) -> tuple[ChangeSet, Review]:
    """Grade a card as it was shown: its memory and the log are written, with the interval of the button.

    The other cards of its sentence are left out for the day; one forgotten again and again becomes a leech.

    Raises StaleCardError, and stores nothing, when the card was changed, graded, suspended or deleted since
    it was shown, or when the day or the settings are others, so that the button's interval does not hold.
    """
    shown = asked.card
    with library.command(f"Grade “{short_title(' '.join(shown.front.split()))}”") as command:
        connection = command.connection
        card = _unchanged(shown, load_card(connection, shown.id))
        day = load_day(library, connection, at=at)
        after = outcomes_of(connection, day, card).after(rating)
        if _promise(after) != _promise(asked.outcomes.after(rating)):
            raise StaleCardError(
                "The study day or its settings changed since this card was shown.",
                "It comes again with its new intervals.",
            )
        review = reviews.add_review(connection, _log_entry(day, card, rating, after, duration_ms))
        reviews.keep_memory(connection, card.id, after, shuffle=draw(card.id, after.reviews))
        if day.settings.bury_siblings:
            reviews.bury_waiting(connection, cards.find_siblings(connection, card), day.scope.today)
        if is_leech_now(card.memory, after, day.settings.leech_lapses):
            _make_leech(connection, card, suspended=day.settings.leech_suspends)
    return command.changes, review


def is_leech_now(before: Memory, after: Memory, threshold: int) -> bool:
    """Say whether a grade made a card a leech: at the threshold, and again each half of it (as in Anki)."""
    over = after.lapses - threshold
    return threshold > 0 and after.lapses > before.lapses and over >= 0 and over % max(threshold // 2, 1) == 0


def load_settings(library: Library) -> StudySettings:
    """Return the settings that scheduling depends on; what was allowed on another day is left out."""
    with library.query() as connection:
        day = load_day(library, connection)
    settings, today = day.settings, day.scope.today
    if settings.today_on != today:
        settings = settings._replace(today_on="", today_new=0, today_reviews=0)
    if settings.plan_until < today:
        settings = settings._replace(plan_until="", plan_reviews=0)
    return settings


def change_settings(
    library: Library, settings: StudySettings, name: str = "Change study settings"
) -> ChangeSet:
    """Keep study settings; due days stay as they are, and with the same parameters all memories.

    Raises StudySettingsError with a sentence for settings that make no sense.
    """
    if settings.today_new or settings.today_reviews:
        with library.query() as connection:
            settings = settings._replace(today_on=load_day(library, connection).scope.today)
    check_settings(settings)
    with library.command(name) as command:
        version = parameters_version(settings.parameters)
        before = study_settings.load_settings(command.connection)
        study_settings.keep_settings(command.connection, settings, version)
        if settings.parameters != before.parameters:
            from studyapp.services.parameters import remember_anew  # noqa: PLC0415 (NumPy, for this alone)

            remember_anew(command.connection, settings.parameters)
    return command.changes


# One card


def _make_leech(connection: Connection, card: Card, *, suspended: bool) -> None:
    if not card.is_leech:
        cards.tag_card(connection, card.id, (*card.tags, LEECH))
    if suspended:
        cards.suspend_card(connection, card.id, suspended=True)


def _unchanged(shown: Card, card: Card | None) -> Card:
    """Return the card when it is what was shown; StaleCardError says what happened to it."""
    if card == shown:
        return shown
    if card is None:
        happened = "deleted"
    elif card.suspended and not shown.suspended:
        happened = "suspended"
    elif card.memory != shown.memory:
        happened = "graded"
    else:
        happened = "changed"
    raise StaleCardError(f"This card was {happened} since it was shown; your answer was not stored.")


def _promise(memory: Memory) -> Memory:
    """Return what a button promises: everything but the instants, which move with the clock."""
    return memory._replace(due_at=None, reviewed_at=None)


def _log_entry(day: Day, card: Card, rating: Rating, after: Memory, duration_ms: int) -> Review:
    before = card.memory
    return Review(
        id="",
        card_id=card.id,
        rating=rating,
        at=after.reviewed_at or "",
        studied_on=day.scope.today,
        phase_before=before.phase,
        phase_after=after.phase,
        stability_before=before.stability,
        stability_after=after.stability or 0.0,
        difficulty_before=before.difficulty,
        difficulty_after=after.difficulty or 0.0,
        elapsed_days=days_between(before.reviewed_on, day.today),
        scheduled_days=after.interval_days or 0.0,
        duration_ms=min(max(duration_ms, 0), day.settings.longest_answer_s * 1000),
        parameters=parameters_version(day.settings.parameters),
        interval_before=None if before.phase is Phase.NEW else before.interval_days,
    )
