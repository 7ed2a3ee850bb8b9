"""Five years of random reviews of 1,000 cards, here and with the `fsrs` package: memories must be the same.

Cards are reviewed when they are due, or earlier, or later, or twice a day, with all grades. Three ways must
agree: the package told of study days, the scheduler of this program, and the arrays that parameters are
fitted with. Ends with 1 at the first difference.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import fsrs

from studyapp.domain.cards import Memory
from studyapp.domain.reviews import Rating, StudySettings
from studyapp.scheduling.histories import Past, replay_all
from studyapp.scheduling.model import DEFAULTS
from studyapp.scheduling.scheduler import preview

START = datetime(2021, 1, 1, 12, tzinfo=UTC)
TOLERANCE = 1e-9


def live(dice: random.Random, number: int, years: float) -> tuple[Past, Memory, int]:
    """Review a card for years both ways; AssertionError at a difference."""
    package = fsrs.Scheduler(enable_fuzzing=False)
    settings = StudySettings(fuzz=False)
    card, memory, at = fsrs.Card(card_id=number), Memory(), START + timedelta(days=dice.randint(0, 200))
    reviews: list[tuple[int, datetime]] = []
    while at < START + timedelta(days=365.25 * years):
        rating = dice.choices(list(Rating), [0.12, 0.1, 0.66, 0.12])[0]
        card, _ = package.review_card(card, fsrs.Rating(rating), at)
        memory = preview(memory, settings, card_id=str(number), at=at, today=at.date(), zone=UTC).after(
            rating
        )
        same = (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
        if not same or timedelta(days=memory.interval_days or 0) != card.due - at:
            raise AssertionError(f"card {number} at {at}: {memory} and {card}")
        reviews.append((int(rating), at))
        early, late = dice.random() < 0.1, dice.random() < 0.3
        wait = max((card.due - at).days, 0)
        at += timedelta(days=dice.randint(0, wait) if early else wait + (dice.randint(0, 40) if late else 0))
    days = [0, *((after - before).days for (_, before), (_, after) in pairwise(reviews))]
    past = Past(str(number), tuple((rating, gap) for (rating, _), gap in zip(reviews, days, strict=True)))
    return past, memory, len(reviews)


def main() -> int:
    """Go through all cards; 1 at a difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=1000)
    parser.add_argument("--years", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice, begun = random.Random(options.seed), time.perf_counter()
    lives = [live(dice, number, options.years) for number in range(options.cards)]
    kept = {past.card_id: memory for past, memory, _ in lives}
    worst = 0.0
    for card_id, stability, difficulty in replay_all([past for past, _, _ in lives], DEFAULTS):
        memory = kept[card_id]
        worst = max(
            worst,
            abs(stability / (memory.stability or 1) - 1),
            abs(difficulty / (memory.difficulty or 1) - 1),
        )
    reviews, seconds = sum(count for *_, count in lives), time.perf_counter() - begun
    print(f"{options.cards:,} cards, {reviews:,} reviews in {options.years:g} years: the same as the package")
    print(f"arrays: at most {worst:.1e} apart (relative), {seconds:.0f} s in all")
    return 1 if worst > TOLERANCE else 0


if __name__ == "__main__":
    sys.exit(main())
