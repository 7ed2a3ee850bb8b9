"""What is to come: the next year, what a wish for retention costs, and how a backlog is worked off."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.cards import LEECH, MARKED
from studyapp.domain.errors import KnownError
from studyapp.domain.reviews import Order
from studyapp.scheduling.simulation import Known, Plan, simulate
from studyapp.services.days import load_day
from studyapp.services.reviewing import change_settings, load_settings
from studyapp.storage import histories

if TYPE_CHECKING:
    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.reviews import StudySettings
    from studyapp.scheduling.simulation import Course
    from studyapp.services.library import Library

RETENTIONS = (0.70, 0.75, 0.80, 0.85, 0.90, 0.92, 0.95, 0.97)
"""The wishes whose cost is told side by side."""
USUAL_SECONDS = 8.0
"""An answer, while nothing is known of the person's own (Anki's users' mean is 7 to 10)."""
_LATEST_ANSWERS = 500
_COST_DAYS = 180
_MOST_SIMULATED = 4_000
"""Cards that a cost is told from; of more, every so many-th one stands for its neighbours."""


class Cost(NamedTuple):
    """What a wish for retention costs: reviews and minutes a day on average, and cards known at the end."""

    retention: float
    reviews_a_day: float
    minutes_a_day: float
    known: float


class Backlog(NamedTuple):
    """How a backlog is worked off with some minutes a day."""

    waiting: int  # cards due today
    reviews_per_day: int
    minutes: float
    level_on: str | None  # the first study day (ISO date) on which none is left over; None: not within a year


class Studied(NamedTuple):
    """What the simulations start from."""

    today: date
    settings: StudySettings
    cards: list[Known]
    documents: list[str]
    tags: list[frozenset[str]]
    new_cards: int
    seconds: float  # an answer


def load_studied(library: Library) -> Studied:
    """Return the studied cards of a library as the simulations want them."""
    with library.query() as connection:
        day = load_day(library, connection)
        rows = histories.load_studied(connection)
        seconds = histories.mean_seconds(connection, _LATEST_ANSWERS) or USUAL_SECONDS
        new_cards = histories.count_new(connection)
    cards = [
        Known(
            stability,
            difficulty,
            _days(day.today, reviewed_on),
            -_days(day.today, due_on) if due_on else 1.0,  # learnt by minutes today
        )
        for stability, difficulty, reviewed_on, due_on, *_ in rows
    ]
    documents, tags = [str(row[4]) for row in rows], [frozenset(json.loads(row[5])) for row in rows]
    return Studied(day.today, day.settings, cards, documents, tags, new_cards, seconds)


def next_year(studied: Studied, plan: Plan | None = None) -> Course:
    """Return the course of the next 365 days, as the settings are or as a plan says."""
    settings = studied.settings
    plan = plan or Plan(settings.retention, settings.new_per_day, settings.reviews_per_day)
    plan = plan._replace(weakest_first=settings.order is Order.WEAKEST)
    return simulate(studied.cards, studied.new_cards, plan, settings.parameters)


def cost_of_retention(
    studied: Studied, document_id: str | None = None, tag: str | None = None
) -> tuple[Cost, ...]:
    """Return what each wish for retention would cost, for the cards of a document or tag, or all of them.

    New cards are left out.
    """
    cards = [
        card
        for card, document, tags in zip(studied.cards, studied.documents, studied.tags, strict=True)
        if document_id in {None, document} and (tag is None or tag in tags)
    ]
    share = -(-len(cards) // _MOST_SIMULATED) or 1
    some = [card._replace(due_in=max(card.due_in, 0.0)) for card in cards[::share]]
    costs = []
    for retention in RETENTIONS:
        course = simulate(some, 0, Plan(retention, 0, 9999, _COST_DAYS), studied.settings.parameters)
        reviews = sum(course.reviews) * share / _COST_DAYS
        known = (course.known[-1] if course.known else 0.0) * share
        costs.append(Cost(retention, reviews, reviews * studied.seconds / 60, known))
    return tuple(costs)


def common_tags(studied: Studied, most: int) -> list[str]:
    """Return the tags of the most studied cards, the program's own left out."""
    counts = Counter(tag for tags in studied.tags for tag in tags - {LEECH, MARKED})
    return [tag for tag, _ in counts.most_common(most)]


def plan_backlog(studied: Studied, minutes: float) -> Backlog:
    """Return how the cards that are due are worked off with so many minutes a day, and no new cards."""
    if not 1 <= minutes <= 600:
        raise KnownError("A plan has between 1 and 600 minutes a day.")
    waiting = sum(card.due_in <= 0 for card in studied.cards)
    each_day = max(int(minutes * 60 / studied.seconds), 1)
    plan = Plan(studied.settings.retention, 0, each_day)
    course = simulate(studied.cards, 0, plan, studied.settings.parameters)
    level = next((n for n, left in enumerate(course.waiting) if left == 0), None)
    level_on = (studied.today + timedelta(days=level)).isoformat() if level is not None else None
    return Backlog(waiting, each_day, minutes, level_on)


def adopt_plan(library: Library, plan: Backlog) -> ChangeSet:
    """Ask so many reviews a day, what is still known best first, and no new cards, until all is level."""
    settings = load_settings(library)
    if plan.level_on is None:
        raise KnownError("With so little time a day the cards are not level within a year.")
    return change_settings(
        library,
        settings._replace(
            plan_until=plan.level_on, plan_reviews=min(plan.reviews_per_day, 9999), order=Order.STRONGEST
        ),
        "Plan for the backlog",
    )


def drop_plan(library: Library) -> ChangeSet:
    """Go back to the usual limits and order."""
    settings = load_settings(library)._replace(plan_until="", plan_reviews=0, order=Order.DUE)
    return change_settings(library, settings, "End the plan for the backlog")


def _days(today: date, earlier: str | None) -> float:
    return float((today - date.fromisoformat(earlier)).days) if earlier else 0.0
