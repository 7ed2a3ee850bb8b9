"""The study day as the library has it: its limits, its queue, and what each rating would do to a card."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.reading import READ, share_seen
from studyapp.domain.reviews import Counts, Order
from studyapp.scheduling.scheduler import preview
from studyapp.scheduling.study_day import day_start, parse_instant, render_instant, study_day
from studyapp.storage import documents, reading, reviews, study_settings
from studyapp.storage.reviews import EVER, Queue, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from sqlite3 import Connection

    from studyapp.domain.cards import Card
    from studyapp.domain.reviews import Outcomes, StudySettings
    from studyapp.services.library import Library

_MOST_LEARNING = 9999
"""Cards in learning that are counted or listed."""


class Chosen(NamedTuple):
    """Which cards are studied: those of a document, or these; None and None: all."""

    document_id: str | None = None
    card_ids: str | None = None  # as a JSON list


EVERY_CARD = Chosen()


def choose_cards(card_ids: Iterable[str]) -> Chosen:
    """Return the choice of these cards."""
    return Chosen(None, f"[{','.join(str(int(card_id)) for card_id in card_ids)}]")


class Day(NamedTuple):
    """An instant with its study day, and what the limits still allow on it."""

    at: datetime
    today: date
    scope: Scope
    settings: StudySettings
    new_left: int
    reviews_left: int


def load_day(
    library: Library, connection: Connection, chosen: Chosen = EVERY_CARD, at: datetime | None = None
) -> Day:
    """Return the study day of an instant; without one, of now."""
    settings = study_settings.load_settings(connection)
    instant = at or parse_instant(library.now())
    today = study_day(instant, settings.rollover_hour)
    new_done, reviews_done = reviews.count_done(connection, today.isoformat())
    new, allowed = limits_on(settings, today)
    read = _read_sections(connection) if settings.read_only else None
    return Day(
        at=instant,
        today=today,
        scope=Scope(today.isoformat(), chosen.document_id, chosen.card_ids, read, settings.order),
        settings=settings,
        new_left=max(new - new_done, 0),
        reviews_left=max(allowed - reviews_done, 0),
    )


def limits_on(settings: StudySettings, today: date) -> tuple[int, int]:
    """Return how many new cards and reviews a study day has: by the settings, a plan, and what is its own."""
    new, allowed = settings.new_per_day, settings.reviews_per_day
    if settings.plan_until and today.isoformat() <= settings.plan_until:
        new, allowed = 0, settings.plan_reviews
    if settings.today_on == today.isoformat():
        new, allowed = new + settings.today_new, allowed + settings.today_reviews
    return max(new, 0), max(allowed, 0)


def first_card(connection: Connection, day: Day) -> Card | None:
    """Return the card that is asked next; None when none can be asked now."""
    found = learning(connection, day, until=render_instant(day.at), most=1)
    found = found or _due(connection, day, most=min(day.reviews_left, 1))
    found = found or _new(connection, day, most=min(day.new_left, 1))
    return next(iter(found or learning(connection, day, until=_ahead(day), most=1)), None)


def queue(connection: Connection, day: Day) -> tuple[Card, ...]:
    """Return all cards of a study day in the order in which they are asked."""
    waiting = learning(connection, day, until=_learning_end(day))
    now = render_instant(day.at)
    over = tuple(card for card in waiting if (card.memory.due_at or "") <= now)
    return (
        *over,
        *_due(connection, day, most=day.reviews_left),
        *_new(connection, day, most=day.new_left),
        *waiting[len(over) :],
    )


def learning(connection: Connection, day: Day, *, until: str, most: int = _MOST_LEARNING) -> tuple[Card, ...]:
    """Return the cards whose step of learning is over at an instant."""
    return reviews.load_queue(connection, Queue.LEARNING, day.scope, most=most, until=until)


def first_later(connection: Connection, day: Day) -> str | None:
    """Return the instant (ISO, UTC) at which the next card can be asked, when none can be now."""
    tomorrow = day.today + timedelta(days=1)
    # What is buried today comes back; the earliest card is wanted, whatever the order.
    later = day.scope._replace(today=tomorrow.isoformat(), order=Order.DUE)
    hour = day.settings.rollover_hour
    instants = [card.memory.due_at or "" for card in learning(connection, day, until=EVER, most=1)]
    new_limit, review_limit = limits_on(day.settings, tomorrow)
    for kind, allowed in ((Queue.LEARNING, 1), (Queue.REVIEW, review_limit), (Queue.NEW, new_limit)):
        for card in reviews.load_queue(connection, kind, later, most=min(allowed, 1), until=EVER):
            due_on = date.fromisoformat(card.memory.due_on or later.today)
            start = render_instant(day_start(max(due_on, tomorrow), hour))
            instants.append(max(start, card.memory.due_at or "") if kind is Queue.LEARNING else start)
    return min(instants, default=None)


def count_cards(connection: Connection, day: Day) -> Counts:
    """Return how many cards the study day still holds, within its limits."""
    scope, end = day.scope, _learning_end(day)
    return Counts(
        new=reviews.count_queue(connection, Queue.NEW, scope, most=day.new_left, until=EVER),
        learning=reviews.count_queue(connection, Queue.LEARNING, scope, most=_MOST_LEARNING, until=end),
        review=reviews.count_queue(connection, Queue.REVIEW, scope, most=day.reviews_left, until=scope.today),
    )


def outcomes_of(connection: Connection, day: Day, card: Card) -> Outcomes:
    """Return what each rating would make of a card's memory, with the retention that it is meant to have."""
    settings = day.settings._replace(retention=retention_of(connection, day.settings, card))
    return preview(card.memory, settings, card_id=card.id, at=day.at, today=day.today)


def retention_of(connection: Connection, settings: StudySettings, card: Card) -> float:
    """Return a card's desired retention: its document's own, else the highest of its tags', else all's."""
    if not settings.goals:
        return settings.retention
    goals = dict(settings.goals)
    own = goals.get(f"doc:{card.document_id}")
    if own is not None:
        return own
    document = documents.load_document(connection, card.document_id)
    tags = (*card.tags, *(document.tags if document is not None else ()))
    return max((goals[f"tag:{tag}"] for tag in tags if f"tag:{tag}" in goals), default=settings.retention)


def _due(connection: Connection, day: Day, *, most: int) -> tuple[Card, ...]:
    return reviews.load_queue(connection, Queue.REVIEW, day.scope, most=most, until=day.scope.today)


def _new(connection: Connection, day: Day, *, most: int) -> tuple[Card, ...]:
    return reviews.load_queue(connection, Queue.NEW, day.scope, most=most, until=EVER)


def _ahead(day: Day) -> str:
    return render_instant(day.at + timedelta(seconds=day.settings.learn_ahead_s))


def _learning_end(day: Day) -> str:
    """Return until when learning cards belong to the day: to its end, or as far ahead as they are asked."""
    end = day_start(day.today + timedelta(days=1), day.settings.rollover_hour)
    return max(render_instant(end), _ahead(day))


def _read_sections(connection: Connection) -> str:
    seen = reading.load_all_seen(connection)
    return json.dumps(
        [f"{document}:{section}" for document, section, parts in seen if share_seen(parts) >= READ]
    )
