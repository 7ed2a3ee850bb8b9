"""How the language model, and the engine on top of it, come out on public corpora that it was not trained on.

    PYTHONPATH=. python tests/scores/score_model.py --corpus DIR [--model DIR] [--measure MEASURE ...]

The folder holds any of: `*.conllu` (Universal Dependencies), `*.iob2` (Universal NER), `*.conll` and `*.txt`
(word and tag in columns). Everything is read from running text with our own words, but for the lines of the
parse that say "given words". A measure is `parse`; `names`, which the model finds sentence by sentence; or
`mentions`, which the engine finds after a document of 25 sentences has voted. Names count by exact span and
class: persons, organisations, and countries with places.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from studyapp.domain.actors import MentionForm
from studyapp.domain.documents import Block, BlockKind, Section
from studyapp.language.model.reading import Model
from studyapp.language.sentences import split_sentences
from studyapp.language.tokens import find_words
from studyapp.text.resources import resource_folder
from tests.scores.language_scores import CLASSES as KINDS
from tests.scores.language_scores import Tally, tally
from tests.scores.model_corpora import CLASSES, Name, read_names, read_trees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from studyapp.language.model.reading import Reading
    from tests.scores.model_corpora import NamedText, ParsedText, Word

DOCUMENT = 25  # sentences that are put together
READ_TOGETHER = 192  # sentences, as in the engine
MEASURES = ("parse", "names", "mentions")
Tallies = dict[str, Tally]


class Arc(NamedTuple):
    """A word of a document and where its head stands, None for the root."""

    start: int
    end: int
    head: tuple[int, int] | None
    relation: str


def score_gold_words(trees: Sequence[ParsedText], model: Model) -> Tallies:
    """Return tallies of the words of the corpus; LAS without subtypes, as in CoNLL 2018, and with them."""
    right: Counter[str] = Counter()
    words = sum(len(tree.words) for tree in trees)
    for tree, read in zip(
        trees, _read(model, [[word.form for word in tree.words] for tree in trees]), strict=True
    ):
        for index, word in enumerate(tree.words):
            is_placed = read.heads[index] == word.head
            right["UAS"] += is_placed
            right["LAS"] += is_placed and _plain(read.relations[index]) == _plain(word.relation)
            right["LAS with subtypes"] += is_placed and read.relations[index] == word.relation
            right["UPOS"] += read.universal[index] == word.universal
            right["lemma"] += read.lemmas[index].lower() == word.lemma.lower()
    return {f"{measure}, given words": tally(n, words, words) for measure, n in right.items()}


def score_raw_parse(trees: Sequence[ParsedText], model: Model) -> Tallies:
    """Return tallies of words, UAS and LAS from running text, with our own sentences and words."""
    counts: Counter[str] = Counter()
    for at in range(0, len(trees), DOCUMENT):
        group = trees[at : at + DOCUMENT]
        gold = list(_gold_arcs(group))
        found = list(_found_arcs(" ".join(tree.text for tree in group), model))
        counts.update(gold=len(gold), found=len(found))
        for measure, part in (("words", 2), ("UAS", 3), ("LAS", 4)):
            counts[measure] += len({arc[:part] for arc in gold} & {arc[:part] for arc in found})
    return {
        f"{measure}, running text": tally(counts[measure], counts["found"], counts["gold"])
        for measure in ("words", "UAS", "LAS")
    }


def score_names(texts: Sequence[NamedText], found: Sequence[frozenset[Name]]) -> Tallies:
    """Return tallies of all names and of each class."""
    tallies = {}
    for kind in ("all", "person", "organisation", "place"):
        right = gold_count = found_count = 0
        for text, names in zip(texts, found, strict=True):
            wanted = {name for name in text.names if kind in ("all", name.kind)}
            ours = {name for name in names if kind in ("all", name.kind)}
            right += len(wanted & ours)
            gold_count += len(wanted)
            found_count += len(ours)
        tallies[kind] = tally(right, found_count, gold_count)
    return tallies


def model_names(texts: Sequence[NamedText], model: Model) -> list[frozenset[Name]]:
    """Return the names that the model finds in each sentence."""
    spans = [list(find_words(text.text)) for text in texts]
    words = [[text.text[start:end] for start, end in one] for text, one in zip(texts, spans, strict=True)]
    return [
        frozenset(
            Name(one[name.first][0], one[name.last - 1][1], CLASSES[name.label])
            for name in read.names
            if name.label in CLASSES
        )
        for one, read in zip(spans, _read(model, words), strict=True)
    ]


def engine_mentions(texts: Sequence[NamedText], model: Model) -> list[frozenset[Name]]:
    """Return the mentions that the engine finds in each sentence; nothing else here calls it."""
    from studyapp.language import engine

    found: list[set[Name]] = [set() for _ in texts]
    for at in range(0, len(texts), DOCUMENT):
        blocks = tuple(Block(BlockKind.PARAGRAPH, text.text) for text in texts[at : at + DOCUMENT])
        with patch.object(engine, "model", lambda: model):
            analysis = engine.analyse([Section(None, 0, blocks)], "en")
        for actor in analysis.actors:
            for mention in actor.mentions:
                if actor.kind in KINDS and mention.form is not MentionForm.DEMONYM:
                    found[at + mention.block].add(Name(mention.start, mention.end, KINDS[actor.kind]))
    return [frozenset(names) for names in found]


def _read(model: Model, sentences: Sequence[Sequence[str]]) -> Iterator[Reading]:
    for at in range(0, len(sentences), READ_TOGETHER):
        yield from model.read(sentences[at : at + READ_TOGETHER])


def _gold_arcs(trees: Sequence[ParsedText]) -> Iterator[Arc]:
    at = 0
    for tree in trees:
        for word in tree.words:
            head = None if word.head < 0 else _place(tree.words[word.head], at)
            yield Arc(*_place(word, at), head, _plain(word.relation))
        at += len(tree.text) + 1


def _place(word: Word, at: int) -> tuple[int, int]:
    return at + word.start, at + word.end


def _found_arcs(text: str, model: Model) -> Iterator[Arc]:
    sentences = list(split_sentences(0, 0, text))
    readings = _read(model, [sentence.words for sentence in sentences])
    for sentence, read in zip(sentences, readings, strict=True):
        for span, head, relation in zip(sentence.spans, read.heads, read.relations, strict=True):
            yield Arc(*span, None if head < 0 else sentence.spans[head], _plain(relation))


def _plain(relation: str) -> str:
    """Return a relation without its subtype."""
    return relation.partition(":")[0]


def score_file(path: Path, model: Model, measures: Sequence[str]) -> dict[str, Tallies]:
    """Return the tallies of a file by measure."""
    if path.suffix == ".conllu":
        trees = read_trees(path) if "parse" in measures else []
        return {"parse": score_gold_words(trees, model) | score_raw_parse(trees, model)} if trees else {}
    finders: dict[str, Callable[[Sequence[NamedText], Model], list[frozenset[Name]]]] = {
        "names": model_names,
        "mentions": engine_mentions,
    }
    texts = read_names(path)
    return {
        measure: score_names(texts, find(texts, model))
        for measure, find in finders.items()
        if texts and measure in measures
    }


def _print_table(heading: str, tallies: Tallies) -> None:
    print(f"\n{heading:32}{'P':>8}{'R':>8}{'F':>8}{'found':>8}{'wanted':>8}")
    for measure, counted in tallies.items():
        figures = "".join(f"{share:8.3f}" for share in (counted.precision, counted.recall, counted.f1))
        print(f"{measure:32}{figures}{counted.found:8.0f}{counted.wanted:8.0f}", flush=True)


def main() -> int:
    """Score every file of a folder; 1 when there is none."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=resource_folder("language"))
    parser.add_argument("--measure", nargs="+", choices=MEASURES, default=MEASURES)
    options = parser.parse_args()
    files = [
        path
        for path in sorted(options.corpus.iterdir())
        if path.suffix in (".conllu", ".iob2", ".conll", ".txt")
    ]
    if not files:
        print(f"no corpora in {options.corpus}", file=sys.stderr)
        return 1
    model = Model(options.model)
    for path in files:
        for measure, tallies in score_file(path, model, options.measure).items():
            _print_table(f"{path.name}: {measure}", tallies)
    return 0


if __name__ == "__main__":
    sys.exit(main())
