"""Reviewing: which card is asked next, what each rating would do, grades, and the settings of study.

The study day is that of the system's time zone. `at` says when something happens, for whoever knows better
than the clock; else it is now.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.errors import KnownError, NotFoundError
from studyapp.domain.reviews import Asked, Counts, Review, StaleCardError
from studyapp.scheduling.fuzz import draw
from studyapp.scheduling.limits import check_settings
from studyapp.scheduling.scheduler import parameters_version, preview
from studyapp.scheduling.study_day import day_start, days_between, parse_instant, render_instant, study_day
from studyapp.services.library import clean_text, short_title
from studyapp.storage import reviews, study_settings
from studyapp.storage.cards import load_card
from studyapp.storage.reviews import EVER, Queue, Scope

if TYPE_CHECKING:
    from sqlite3 import Connection

    from studyapp.domain.cards import Card, Memory
    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.reviews import Outcomes, Rating, StudySettings, Summary
    from studyapp.services.library import Library

LONGEST_ANSWER_MS = 60_000
"""Whoever takes longer has left the desk (Anki's cap)."""
_MOST_LEARNING = 9999
"""Cards in learning that are counted or listed."""


# What is asked


def next_card(
    library: Library, *, document_id: str | None = None, at: datetime | None = None
) -> Asked | None:
    """Return the next card with its outcomes and the day's counts; None when nothing can be asked now.

    First come learning cards whose step is over, then reviews, then new cards, both within the day's limits;
    when nothing else is left, learning cards a little ahead of their time. The limits are the day's for the
    whole library, also where one document is reviewed.
    """
    with library.query() as connection:
        day = _day(library, connection, document_id, at)
        card = _first(connection, day)
        return Asked(card, _outcomes(day, card), _counts(connection, day)) if card else None


def ask_card(library: Library, card_id: str, *, at: datetime | None = None) -> Asked:
    """Return this card with its outcomes, whether it is due or not.

    Raises NotFoundError when it is not there, KnownError when it is suspended.
    """
    with library.query() as connection:
        card = load_card(connection, clean_text(card_id))
        if card is None:
            raise NotFoundError(f"There is no card {card_id} in this library.")
        if card.suspended:
            raise KnownError(f"Card {card.id} is suspended.", "It can be graded once it is not.")
        day = _day(library, connection, None, at)
        return Asked(card, _outcomes(day, card), _counts(connection, day))


def counts(library: Library, *, document_id: str | None = None, at: datetime | None = None) -> Counts:
    """Return how many cards the study day still holds, within its limits."""
    with library.query() as connection:
        return _counts(connection, _day(library, connection, document_id, at))


def load_due(
    library: Library, *, document_id: str | None = None, at: datetime | None = None
) -> tuple[Counts, tuple[Asked, ...]]:
    """Return the study day's counts and all its cards in the order in which they are asked."""
    with library.query() as connection:
        day = _day(library, connection, document_id, at)
        every = _counts(connection, day)
        learning = _learning(connection, day, until=_learning_end(day))
        now = render_instant(day.at)
        over = tuple(card for card in learning if (card.memory.due_at or "") <= now)
        cards = (
            *over,
            *reviews.load_queue(
                connection, Queue.REVIEW, day.scope, most=day.reviews_left, until=day.scope.today
            ),
            *reviews.load_queue(connection, Queue.NEW, day.scope, most=day.new_left, until=EVER),
            *learning[len(over) :],
        )
    return every, tuple(Asked(card, _outcomes(day, card), every) for card in cards)


def next_due(library: Library, *, document_id: str | None = None, at: datetime | None = None) -> str | None:
    """Return the instant (ISO, UTC) at which the next card can be asked; None when none will ever be."""
    with library.query() as connection:
        day = _day(library, connection, document_id, at)
        if _first(connection, day):
            return render_instant(day.at)
        tomorrow = day.today + timedelta(days=1)
        later = day.scope._replace(today=tomorrow.isoformat())  # what is buried today comes back
        hour = day.settings.rollover_hour
        instants = [card.memory.due_at or "" for card in _learning(connection, day, until=EVER, most=1)]
        for queue, allowed in (
            (Queue.LEARNING, 1),
            (Queue.REVIEW, day.settings.reviews_per_day),
            (Queue.NEW, day.settings.new_per_day),
        ):
            for card in reviews.load_queue(connection, queue, later, most=min(allowed, 1), until=EVER):
                due_on = date.fromisoformat(card.memory.due_on or later.today)
                start = render_instant(day_start(max(due_on, tomorrow), hour))
                instants.append(max(start, card.memory.due_at or "") if queue is Queue.LEARNING else start)
    return min(instants, default=None)


def today(library: Library, *, at: datetime | None = None) -> Summary:
    """Return what was done on this study day."""
    with library.query() as connection:
        return reviews.load_summary(connection, _day(library, connection, None, at).scope.today)


# Commands


def answer(
    library: Library, asked: Asked, rating: Rating, *, duration_ms: int, at: datetime | None = None
) -> tuple[ChangeSet, Review]:
    """Grade a card as it was shown: its memory and the log are written, with the interval of the button.

    Raises StaleCardError, and stores nothing, when the card was changed, graded, suspended or deleted since
    it was shown, or when the day or the settings are others, so that the button's interval does not hold.
    """
    shown = asked.card
    with library.command(f"Grade “{short_title(' '.join(shown.front.split()))}”") as command:
        connection = command.connection
        card = _unchanged(shown, load_card(connection, shown.id))
        day = _day(library, connection, None, at)
        after = _outcomes(day, card).after(rating)
        if _promise(after) != _promise(asked.outcomes.after(rating)):
            raise StaleCardError(
                "The study day or its settings changed since this card was shown.",
                "It comes again with its new intervals.",
            )
        review = reviews.add_review(connection, _log_entry(day, card, rating, after, duration_ms))
        reviews.keep_memory(connection, card.id, after, shuffle=draw(card.id, after.reviews))
    return command.changes, review


def bury_card(library: Library, card_id: str, *, at: datetime | None = None) -> ChangeSet:
    """Leave a card out until the next study day."""
    with library.command("Bury card") as command:
        if load_card(command.connection, card_id) is None:
            raise NotFoundError(f"There is no card {card_id} in this library.")
        day = _day(library, command.connection, None, at)
        reviews.bury_card(command.connection, card_id, day.scope.today)
    return command.changes


def load_settings(library: Library) -> StudySettings:
    """Return the settings that scheduling depends on."""
    with library.query() as connection:
        return study_settings.load_settings(connection)


def change_settings(library: Library, settings: StudySettings) -> ChangeSet:
    """Keep study settings; memories and due days stay as they are.

    Raises StudySettingsError with a sentence for settings that make no sense.
    """
    check_settings(settings)
    with library.command("Change study settings") as command:
        version = parameters_version(settings.parameters)
        study_settings.keep_settings(command.connection, settings, version)
    return command.changes


# The study day


class _Day(NamedTuple):
    """An instant with its study day, and what the limits still allow on it."""

    at: datetime
    today: date
    scope: Scope
    settings: StudySettings
    new_left: int
    reviews_left: int


def _day(library: Library, connection: Connection, document_id: str | None, at: datetime | None) -> _Day:
    settings = study_settings.load_settings(connection)
    instant = at or parse_instant(library.now())
    day = study_day(instant, settings.rollover_hour)
    new_done, reviews_done = reviews.count_done(connection, day.isoformat())
    return _Day(
        at=instant,
        today=day,
        scope=Scope(day.isoformat(), document_id),
        settings=settings,
        new_left=max(settings.new_per_day - new_done, 0),
        reviews_left=max(settings.reviews_per_day - reviews_done, 0),
    )


def _first(connection: Connection, day: _Day) -> Card | None:
    found = _learning(connection, day, until=render_instant(day.at), most=1)
    found = found or reviews.load_queue(
        connection, Queue.REVIEW, day.scope, most=min(day.reviews_left, 1), until=day.scope.today
    )
    found = found or reviews.load_queue(
        connection, Queue.NEW, day.scope, most=min(day.new_left, 1), until=EVER
    )
    return next(iter(found or _learning(connection, day, until=_ahead(day), most=1)), None)


def _learning(
    connection: Connection, day: _Day, *, until: str, most: int = _MOST_LEARNING
) -> tuple[Card, ...]:
    return reviews.load_queue(connection, Queue.LEARNING, day.scope, most=most, until=until)


def _ahead(day: _Day) -> str:
    return render_instant(day.at + timedelta(seconds=day.settings.learn_ahead_s))


def _learning_end(day: _Day) -> str:
    """Return until when learning cards belong to the day: to its end, or as far ahead as they are asked."""
    end = day_start(day.today + timedelta(days=1), day.settings.rollover_hour)
    return max(render_instant(end), _ahead(day))


def _counts(connection: Connection, day: _Day) -> Counts:
    learning_end = _learning_end(day)
    return Counts(
        new=reviews.count_queue(connection, Queue.NEW, day.scope, most=day.new_left, until=EVER),
        learning=reviews.count_queue(
            connection, Queue.LEARNING, day.scope, most=_MOST_LEARNING, until=learning_end
        ),
        review=reviews.count_queue(
            connection, Queue.REVIEW, day.scope, most=day.reviews_left, until=day.scope.today
        ),
    )


# One card


def _outcomes(day: _Day, card: Card) -> Outcomes:
    return preview(card.memory, day.settings, card_id=card.id, at=day.at, today=day.today)


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


def _log_entry(day: _Day, card: Card, rating: Rating, after: Memory, duration_ms: int) -> Review:
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
        duration_ms=min(max(duration_ms, 0), LONGEST_ANSWER_MS),
        parameters=parameters_version(day.settings.parameters),
    )
