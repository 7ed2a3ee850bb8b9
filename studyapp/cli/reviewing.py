"""The verbs of review: the study day's queue, one grade, and a review in the terminal."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

from studyapp.cli.conversation import Conversation
from studyapp.cli.keys import Keys
from studyapp.cli.output import write_answer
from studyapp.cli.session import find_by_query, reading, writing
from studyapp.cli.study_shapes import card_shape
from studyapp.cli.wording import buttons_line, counts_line, interval
from studyapp.domain.reviews import Rating
from studyapp.services import reviewing
from studyapp.services.days import EVERY_CARD, Chosen, choose_cards

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from studyapp.cli.verbs import Answer
    from studyapp.domain.reviews import Outcomes, Review
    from studyapp.services.library import Library


def due(options: argparse.Namespace, folder: Path) -> Answer:
    """List the cards of the study day in the order in which they are asked."""
    with reading(folder) as library:
        counts, cards = reviewing.load_due(library, _chosen(library, options))
    shape = {
        "new": counts.new,
        "learning": counts.learning,
        "review": counts.review,
        "cards": [
            {"id": asked.card.id, "front": asked.card.front, "outcomes": _outcomes_shape(asked.outcomes)}
            for asked in cards
        ],
    }
    lines = [
        f"{asked.card.id:>4}  {asked.card.front}\n      {buttons_line(asked.outcomes)}" for asked in cards
    ]
    return shape, "\n".join([*lines, counts_line(counts)]), 0


def answer(options: argparse.Namespace, folder: Path) -> Answer:
    """Grade one card."""
    with writing(folder) as library:
        asked = reviewing.ask_card(library, options.card, at=options.at)
        _, graded = reviewing.answer(library, asked, options.rating, duration_ms=0, at=options.at)
        card = reviewing.ask_card(library, options.card, at=options.at).card
        titles = [heading.title for heading in library.outline(card.document_id)]
    text = f"{options.rating.name.capitalize()}: next in {interval(graded.scheduled_days)}"
    return {"card": card_shape(card, titles), "review": _review_shape(graded)}, text, 0


def review(options: argparse.Namespace, folder: Path) -> Answer:
    """Review in the terminal; with --json the conversation goes to standard error, the day's summary out."""
    say = _say_aside if options.json else write_answer
    with writing(folder) as library, closing(Keys()) as keys:
        Conversation(library, keys, say, _chosen(library, options)).hold()
        done = reviewing.today(library)
    say(f"Today: {done.reviews} reviews, {done.new_learned} new cards, {done.minutes:.0f} minutes.")
    shape = {
        "reviews": done.reviews,
        **{rating.name.casefold(): done.by_rating[rating - 1] for rating in Rating},
        "new_learned": done.new_learned,
        "duration_ms": done.duration_ms,
    }
    return (shape if options.json else None), "", 0


def _chosen(library: Library, options: argparse.Namespace) -> Chosen:
    """Return which cards are meant: a document's, those of a query, or all."""
    if options.document is not None:
        return Chosen(library.find_document(options.document).id)
    if options.query is None:
        return EVERY_CARD
    return choose_cards(str(number) for number in find_by_query(library, options.query))


def _say_aside(text: str) -> None:
    sys.stderr.write(text + "\n")


def _outcomes_shape(outcomes: Outcomes) -> dict[str, Any]:
    return {
        rating.name.casefold(): {
            "due_at": outcomes.after(rating).due_at,
            "interval_days": outcomes.after(rating).interval_days,
        }
        for rating in Rating
    }


def _review_shape(done: Review) -> dict[str, Any]:
    return {
        "id": done.id,
        "rating": done.rating.name.casefold(),
        "at": done.at,
        "studied_on": done.studied_on,
        "phase_before": done.phase_before.value,
        "phase_after": done.phase_after.value,
        "stability_before": done.stability_before,
        "stability_after": done.stability_after,
        "difficulty_before": done.difficulty_before,
        "difficulty_after": done.difficulty_after,
        "elapsed_days": done.elapsed_days,
        "scheduled_days": done.scheduled_days,
        "duration_ms": done.duration_ms,
    }


VERBS = {"due": due, "answer": answer, "review": review}
