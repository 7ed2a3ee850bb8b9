"""The verbs of review: the study day's queue, one grade, and a review in the terminal."""

from __future__ import annotations

import sys
from contextlib import closing
from time import monotonic
from typing import TYPE_CHECKING, Any

from studyapp.cli.keys import END, Keys
from studyapp.cli.output import write_answer
from studyapp.cli.session import reading, writing
from studyapp.cli.study_shapes import card_shape
from studyapp.domain.errors import NotFoundError
from studyapp.domain.reviews import Rating, StaleCardError
from studyapp.services import reviewing

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from studyapp.cli.verbs import Answer
    from studyapp.domain.cards import Card
    from studyapp.domain.reviews import Asked, Counts, Outcomes, Review
    from studyapp.services.library import Library

_MINUTES_A_DAY = 1440
_CONTROL = dict.fromkeys({*range(32), *range(127, 160)} - {ord("\n"), ord("\t")})
"""What a terminal would obey instead of showing it."""


def due(options: argparse.Namespace, folder: Path) -> Answer:
    """List the cards of the study day in the order in which they are asked."""
    with reading(folder) as library:
        counts, cards = reviewing.load_due(library, document_id=_document(library, options.document))
    shape = {
        "new": counts.new,
        "learning": counts.learning,
        "review": counts.review,
        "cards": [
            {"id": asked.card.id, "front": asked.card.front, "outcomes": _outcomes_shape(asked.outcomes)}
            for asked in cards
        ],
    }
    lines = [f"{asked.card.id:>4}  {asked.card.front}\n      {_buttons(asked.outcomes)}" for asked in cards]
    return shape, "\n".join([*lines, _counts_line(counts)]), 0


def answer(options: argparse.Namespace, folder: Path) -> Answer:
    """Grade one card."""
    with writing(folder) as library:
        asked = reviewing.ask_card(library, options.card, at=options.at)
        _, graded = reviewing.answer(library, asked, options.rating, duration_ms=0, at=options.at)
        card = reviewing.ask_card(library, options.card, at=options.at).card
        titles = [heading.title for heading in library.outline(card.document_id)]
    text = f"{options.rating.name.capitalize()}: next in {_interval(graded.scheduled_days)}"
    return {"card": card_shape(card, titles), "review": _review_shape(graded)}, text, 0


def review(options: argparse.Namespace, folder: Path) -> Answer:
    """Review in the terminal; with --json the conversation goes to standard error, the day's summary out."""
    say = _say_aside if options.json else write_answer
    with writing(folder) as library, closing(Keys()) as keys:
        _Conversation(library, _document(library, options.document), keys, say).hold()
        done = reviewing.today(library)
    say(f"Today: {done.reviews} reviews, {done.new_learned} new cards, {done.minutes:.0f} minutes.")
    shape = {
        "reviews": done.reviews,
        **{rating.name.casefold(): done.by_rating[rating - 1] for rating in Rating},
        "new_learned": done.new_learned,
        "duration_ms": done.duration_ms,
    }
    return (shape if options.json else None), "", 0


def _document(library: Library, wanted: str | None) -> str | None:
    return None if wanted is None else library.find_document(wanted).id


def _say_aside(text: str) -> None:
    sys.stderr.write(text + "\n")


class _Conversation:
    """A review in the terminal: question, answer, grade, until it is ended or no card is left."""

    def __init__(
        self, library: Library, document_id: str | None, keys: Keys, say: Callable[[str], None]
    ) -> None:
        self._library = library
        self._document_id = document_id
        self._keys = keys
        self._say = say
        self._grades = 0  # what `u` may take back: only what was done here

    def hold(self) -> None:
        """Ask card after card."""
        while self._turn():
            pass

    def _turn(self) -> bool:
        """Ask one card; False when the person has ended."""
        asked = reviewing.next_card(self._library, document_id=self._document_id)
        if asked is None:
            self._say("\nNothing more to review now.  u undo · q quit")
            return self._key("u\n") == "u" and self._undo()
        begun = monotonic()
        self._say(
            f"\n{_counts_line(asked.counts)}\n\n{_shown(asked.card.front)}\n\nEnter show · u undo · q quit"
        )
        key = self._key("\nu")
        if key == "\n":
            self._say(f"\n{self._answer_text(asked.card)}\n\n{_buttons(asked.outcomes)}")
            key = self._key("\n1234u")
        if key == "u":
            return self._undo()
        if key == END:
            return False
        self._grade(asked, Rating.GOOD if key == "\n" else Rating(int(key)), monotonic() - begun)
        return True

    def _key(self, wanted: str) -> str:
        """Wait for one of these keys, or the end."""
        while (key := self._keys.read()) != END:
            if key in wanted:
                return key
        return END

    def _grade(self, asked: Asked, rating: Rating, seconds: float) -> None:
        try:
            reviewing.answer(self._library, asked, rating, duration_ms=round(seconds * 1000))
        except StaleCardError as error:  # such as at the end of the study day: it is asked again
            self._say(f"{error.sentence} {error.hint}".strip())
        else:
            self._grades += 1

    def _undo(self) -> bool:
        if self._grades and (changes := self._library.undo()):
            self._grades -= 1
            self._say(f"Undone: {_shown(changes.name)}")
        else:
            self._say("Nothing to undo here.")
        return True

    def _answer_text(self, card: Card) -> str:
        """Return the answer with the sentences that it was taken from."""
        try:
            title = self._library.document(card.document_id).title
        except NotFoundError:
            title = "a document that is no longer in the library"
        sentences = dict.fromkeys(" ".join(_shown(source.sentence).split()) for source in card.sources)
        lines = [_shown(card.answer), *filter(None, [_shown(card.back)])]
        return "\n".join([*lines, *(f"    “{sentence}” — {_shown(title)}" for sentence in sentences)])


def _shown(text: str) -> str:
    return text.translate(_CONTROL)


def _counts_line(counts: Counts) -> str:
    return f"{counts.new} new · {counts.learning} learning · {counts.review} due"


def _buttons(outcomes: Outcomes) -> str:
    return "   ".join(
        f"{rating.value} {rating.name.capitalize()} {_interval(outcomes.after(rating).interval_days or 0)}"
        for rating in Rating
    )


def _interval(days: float) -> str:
    """Return an interval as a button shows it: 6m, 2h, 8d, 3mo, 1.4y."""
    minutes = days * _MINUTES_A_DAY
    if minutes < 60:
        return f"{max(round(minutes), 1)}m"
    if days < 1:
        return f"{round(minutes / 60)}h"
    if days < 31:
        return f"{round(days)}d"
    return f"{round(days / 30.44)}mo" if days < 365 else f"{days / 365.25:.1f}y"


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
