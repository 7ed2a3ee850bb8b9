"""How the actors, dates and facts of an engine come out against gold.

    PYTHONPATH=. python tests/scores/score_language.py [--corpus DIR] [--show] [--json]

A corpus is a folder of pairs NAME.md and NAME.json (`language_gold` says what is in them); without one it is
the gold of the tests. Wanted of unseen texts: key actors F 0.88, joining F 0.92, nine in ten facts true to
their sentence.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from studyapp.language.engine import analyse
from studyapp.language.sentences import split_sentences
from studyapp.language.time.finding import NO_ANCHOR, find_times
from tests.scores.fact_scores import score_facts
from tests.scores.language_gold import GoldDate, Span, read_gold, running_blocks
from tests.scores.language_scores import (
    Scored,
    score_dates,
    score_joining,
    score_key_actors,
    score_mentions,
    summed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from studyapp.domain.analyses import Analysis
    from studyapp.domain.documents import Section
    from tests.scores.language_gold import GoldText
    from tests.scores.language_scores import Tally

GOLD = Path(__file__).parents[1] / "language" / "gold"


def engine_analysis(text: GoldText) -> Analysis:
    """Return what the engine finds in a text: the one place that knows how it is called."""
    return analyse(text.document.sections, "en")


def engine_times(sections: Sequence[Section]) -> dict[Span, GoldDate]:
    """Return the times with days that the grammar of times finds, block by block; vague ones are left out."""
    return dict(_times(sections))


def _times(sections: Sequence[Section]) -> Iterator[tuple[Span, GoldDate]]:
    for section, block, text in running_blocks(sections):
        anchor = NO_ANCHOR
        for sentence in split_sentences(section, block, text):
            times, anchor = find_times(sentence.text, sentence.start, anchor)
            for found in (dated.period for dated in times):
                if found.first_on or found.last_on:
                    span = Span(section, block, found.start, found.end)
                    yield span, GoldDate(found.first_on, found.last_on, found.precision)


def score_text(text: GoldText) -> Scored:
    """Return all tallies of a text."""
    analysis = engine_analysis(text)
    blocks = {(section, block): words for section, block, words in running_blocks(text.document.sections)}

    def words(span: Span) -> str:
        return blocks[span.section, span.block][span.start : span.end]

    names = {actor.id: (actor.name, *actor.aliases) for actor in analysis.actors}
    parts = (
        score_mentions(analysis.actors, text.actors, words),
        score_key_actors(analysis.actors, text.actors),
        score_joining(analysis.actors, text.actors),
        score_dates(engine_times(text.document.sections), text.dates, words),
        score_facts(analysis.facts, text.facts, text.traps, names),
    )
    tallies = {measure: counted for part in parts for measure, counted in part.tallies.items()}
    return Scored(tallies, [miss for part in parts for miss in part.misses])


def score_corpus(corpus: Path) -> dict[str, list[tuple[GoldText, Scored]]]:
    """Return the scored texts of a folder by genre."""
    genres: dict[str, list[tuple[GoldText, Scored]]] = defaultdict(list)
    for text in read_gold(corpus):
        genres[text.genre].append((text, score_text(text)))
    return dict(genres)


def totals(genres: Mapping[str, Sequence[tuple[GoldText, Scored]]]) -> dict[str, dict[str, Tally]]:
    """Return the tallies by measure of each genre, and of "all"."""
    every = [scored for texts in genres.values() for _, scored in texts]
    by_genre = {genre: summed(scored for _, scored in texts) for genre, texts in genres.items()}
    return {**by_genre, "all": summed(every)}


def _print_table(heading: str, tallies: Mapping[str, Tally]) -> None:
    print(f"\n{heading:24}{'P':>8}{'R':>8}{'F':>8}{'found':>8}{'wanted':>8}")
    for measure, counted in tallies.items():
        figures = f"{counted.precision:8.3f}{counted.recall:8.3f}{counted.f1:8.3f}"
        if not counted.found:  # nothing to be precise about
            figures = f"{'–':>8}{counted.recall:8.3f}{'–':>8}"
        print(f"{measure:24}{figures}{counted.found:8.0f}{counted.wanted:8.0f}")


def main() -> int:
    """Score a corpus; 1 when it has no gold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=GOLD)
    parser.add_argument("--show", action="store_true", help="list what was missed and what is wrong")
    parser.add_argument("--json", action="store_true", help="figures as JSON, for a script")
    options = parser.parse_args()
    genres = score_corpus(options.corpus)
    if not genres:
        print(f"no pairs of .md and .json in {options.corpus}", file=sys.stderr)
        return 1
    if options.json:
        figures = {
            genre: {m: {"precision": t.precision, "recall": t.recall, "f1": t.f1} for m, t in tallies.items()}
            for genre, tallies in totals(genres).items()
        }
        print(json.dumps(figures, indent=1))
        return 0
    if options.show:
        for text, scored in (pair for texts in genres.values() for pair in texts):
            print(f"\n{text.name}")
            for miss in scored.misses:
                print(f"  {miss.measure}, {miss.how}: {miss.what}")
    for genre, tallies in totals(genres).items():
        _print_table(genre, tallies)
    return 0


if __name__ == "__main__":
    sys.exit(main())
