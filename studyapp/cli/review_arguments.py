"""The grammar of the verbs of review: due, answer, review."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from studyapp.domain.reviews import Rating

if TYPE_CHECKING:
    from collections.abc import Callable

_EARLIEST, _LATEST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""Between which instants a review can have been given."""


def add_review_verbs(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Add the verbs; `verb` makes a parser of a name and a line of help."""
    due = verb("due", "list the cards of the study day, with what each rating would do")
    answer = verb("answer", "grade a card, due or not")
    answer.add_argument("card", metavar="CARD")
    answer.add_argument(
        "rating", type=_rating, metavar="RATING", help="again, hard, good or easy (or 1 to 4)"
    )
    answer.add_argument("--at", type=_instant, metavar="TIME", help="when it was given: ISO 8601, else now")
    review = verb("review", "review in the terminal: Enter shows the answer, 1-4 grade, u undoes, q ends")
    stats = verb("stats", "what was done, what is due, and how well it is remembered")
    stats.add_argument("--document", metavar="DOC", help="of the cards of this document only")
    for listing in (due, review):
        some = listing.add_mutually_exclusive_group()
        some.add_argument("--document", metavar="DOC", help="the cards of this document only")
        some.add_argument(
            "--query", metavar="QUERY", help="the cards that this search finds, as in 'person:putin is:due'"
        )


def _rating(text: str) -> Rating:
    for rating in Rating:
        if text.casefold() in (rating.name.casefold(), str(rating.value)):
            return rating
    raise argparse.ArgumentTypeError("again, hard, good or easy")


def _instant(text: str) -> datetime:
    """Parse an ISO 8601 time; one without a zone is UTC."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            "must be a time in ISO 8601, such as 2026-03-01T18:30:00Z"
        ) from error
    instant = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    if not _EARLIEST <= instant < _LATEST:
        raise argparse.ArgumentTypeError("must be a time between 1970 and 2200")
    return instant
