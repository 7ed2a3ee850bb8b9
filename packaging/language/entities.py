"""Corpora with names: read, repaired, and brought to one set of labels.

The sources do not annotate the same: `MAY_HIDE` says which labels a word without one may hold in truth, and
training does not punish the model for finding them there.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gum import find_spans
from treebanks import read_trees

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

LABELS = ("PERSON", "ORG", "LOC", "NORP", "EVENT", "WORK", "MISC")
MAY_HIDE = {
    "gmb": ("MISC", "EVENT", "WORK"),
    "uner": ("MISC", "EVENT", "NORP", "WORK"),
    "gum": ("MISC", "NORP", "WORK"),
    "crossner": ("NORP",),
}
Spans = list[tuple[int, int, str]]

_GMB = {"per": "PERSON", "org": "ORG", "geo": "LOC", "gpe": "NORP", "eve": "EVENT", "art": "MISC"}
_UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
_CROSSNER = {
    **dict.fromkeys(("politician", "person", "scientist", "musicalartist", "writer", "researcher"), "PERSON"),
    **dict.fromkeys(("politicalparty", "organisation", "band", "university"), "ORG"),
    **dict.fromkeys(("location", "country"), "LOC"),
    **dict.fromkeys(("election", "event", "conference"), "EVENT"),
    **dict.fromkeys(("album", "song", "book", "poem"), "WORK"),
    **dict.fromkeys(("magazine", "academicjournal", "award", "misc", "astronomicalobject"), "MISC"),
}
_TITLE_WORDS = (
    "mr. mrs. ms. dr. president vice prime minister foreign secretary secretary-general general"
    " senator king queen pope prince princess chancellor premier chairman ambassador colonel gen. col."
    " sen. rep. gov. governor judge justice sheikh sheik ayatollah cardinal archbishop bishop director"
    " congressman spokesman spokeswoman envoy interim former deputy defense interior finance"
    " former-president vice-president sir lord lady professor prof. lieutenant lt. major maj. captain"
    " capt. sergeant commander admiral chief marshal crown mayor attorney opposition leader and of"
    " state sultan emir u.s. said mufti grand rev. reverend"
)
_TITLES = frozenset(_TITLE_WORDS.split())
_GROUP_WORDS = (
    "Muslim Muslims Shi'ite Shi'ites Sunni Sunnis Islamic Islamist Kurdish Kurds Western Christian"
    " Christians Jewish Jews Catholic Republican Republicans Democrat Democrats Democratic Arab Arabs"
    " Hindu Buddhist"
)
_GROUPS = frozenset(_GROUP_WORDS.split())


class Named(NamedTuple):
    """A sentence with its names: spans of words, half-open, with one of `LABELS`; `source` is its corpus."""

    words: list[str]
    spans: Spans
    source: str


class _World(NamedTuple):
    countries: frozenset[str]
    capitals: frozenset[str]
    demonyms: frozenset[str]


def read_corpora(data: Path) -> tuple[list[Named], list[Named]]:
    """Return sentences to train on, and others of the same sources to choose by (about 4 %)."""
    train: list[Named] = []
    held: list[Named] = []
    for sentences, every in (
        (list(_read_gmb(data)), 90),
        (list(_read_crossner(data)), 25),
        (list(_read_uner(data)), 10),
    ):
        held += sentences[::every]
        train += [sentence for number, sentence in enumerate(sentences) if number % every]
    held += list(_read_gum(data, "gum-dev"))[::3]
    train += list(_read_gum(data, "gum-train"))
    return _without_repeats(train, held), held


def _without_repeats(train: Iterable[Named], held: Iterable[Named]) -> list[Named]:
    seen = {" ".join(sentence.words).lower() for sentence in held}
    kept = []
    for sentence in train:
        key = " ".join(sentence.words).lower()
        if key not in seen:
            seen.add(key)
            kept.append(sentence)
    return kept


def spans_of(tags: Sequence[str]) -> Spans:
    """Return the spans of B-/I-/O tags; an I- that follows no name of its label begins one."""
    found: Spans = []
    start, label = -1, ""
    for index, tag in enumerate([*tags, "O"]):
        mark, _, kind = tag.partition("-")
        if start >= 0 and (mark != "I" or kind != label):
            found.append((start, index, label))
            start = -1
        if mark == "B" or (mark == "I" and start < 0):
            start, label = index, kind
    return found


@lru_cache(maxsize=1)
def _world(data: Path) -> _World:
    countries = json.loads((data / "gaz" / "mledoze_countries.json").read_text(encoding="utf-8"))
    names = {
        name for country in countries for name in (country["name"]["common"], country["name"]["official"])
    }
    capitals = {capital for country in countries for capital in country.get("capital") or []}
    demonyms = {
        form for country in countries for form in country.get("demonyms", {}).get("eng", {}).values() if form
    }
    plurals = {f"{demonym}s" for demonym in demonyms if not demonym.endswith(("s", "h"))}
    return _World(frozenset(names), frozenset(capitals - names), frozenset(demonyms | plurals))


def _read_gmb(data: Path) -> Iterator[Named]:
    """Yield the Groningen Meaning Bank: silver labels, repaired by lists of countries, capitals, titles."""
    archive = zipfile.ZipFile(data / "ner" / "gmb_ner_dataset.zip")
    text = archive.read("ner_dataset.csv").decode("latin-1")
    words: list[str] = []
    tags: list[str] = []
    for row in csv.reader(io.StringIO(text, newline="")):
        if len(row) != 4 or row[1] == "Word":
            continue
        if row[0] and words:
            yield from _gmb_sentence(data, words, tags)
            words, tags = [], []
        words.append(row[1])
        tags.append(row[3])
    yield from _gmb_sentence(data, words, tags)


def _gmb_sentence(data: Path, words: list[str], tags: list[str]) -> Iterator[Named]:
    if not all(words) or any(" " in word for word in words):
        return
    spans = [
        (start, end, _repaired(data, words[start:end], label))
        for start, end, label in _gmb_spans(words, tags)
        if not (label == "eve" and words[start:end] in (["I"], ["II"]))
    ]
    yield Named(words, spans, "gmb")


def _gmb_spans(words: list[str], tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the spans, person's parts joined ("Prime" + "Minister X") and titles cut off."""
    joined: list[tuple[int, int, str]] = []
    for start, end, label in spans_of(tags):
        if label in ("tim", "nat"):
            continue
        if joined and joined[-1][1] == start and joined[-1][2] == label == "per":
            joined[-1] = (joined[-1][0], end, label)
        else:
            joined.append((start, end, label))
    for start, end, label in joined:
        first = _after_titles(words, start, end) if label == "per" else start
        if first < end:
            yield first, end, label


def _repaired(data: Path, words: list[str], label: str) -> str:
    world, name = _world(data), " ".join(words)
    if name in world.countries:
        return "LOC"
    if name in world.demonyms or name in _GROUPS:
        return "NORP"
    if name in world.capitals and label in ("org", "per"):
        return "LOC"
    return _GMB[label]


def _after_titles(words: list[str], start: int, end: int) -> int:
    while start < end and words[start].lower() in _TITLES:
        start += 1
    return start


def _read_crossner(data: Path) -> Iterator[Named]:
    """Yield CrossNER: Wikipedia in five fields, fine labels by hand."""
    for path in sorted((data / "ner").glob("crossner_*_*.txt")):
        for words, tags in _columns(path.read_text(encoding="utf-8")):
            yield Named(words, list(_crossner_spans(data, words, tags)), "crossner")


def _crossner_spans(data: Path, words: list[str], tags: list[str]) -> Iterator[tuple[int, int, str]]:
    for start, end, label in spans_of(tags):
        if mapped := _CROSSNER.get(label):
            is_demonym = label == "misc" and " ".join(words[start:end]) in _world(data).demonyms
            yield start, end, "NORP" if is_demonym else mapped


def _read_uner(data: Path) -> Iterator[Named]:
    """Yield Universal NER on the English Web Treebank: persons, organisations, places by hand."""
    text = (data / "ner" / "uner_en_ewt-ud-dev.iob2").read_text(encoding="utf-8")
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            spans = [
                (a, b, _UNER[label]) for a, b, label in spans_of([row[2] for row in rows]) if label in _UNER
            ]
            yield Named([row[1] for row in rows], spans, "uner")


def _read_gum(data: Path, name: str) -> Iterator[Named]:
    """Yield GUM: its nested mentions reduced to names."""
    world = _world(data)
    for tree in read_trees(data / "ud" / f"{name}.conllu"):
        spans: Spans = []
        for start, end, label in find_spans(tree):
            first = _after_titles(tree.words, start, end) if label == "PERSON" else start
            name_text = " ".join(tree.words[first:end])
            if first < end:
                listed = (
                    "LOC"
                    if name_text in world.countries
                    else "NORP"
                    if name_text in world.demonyms
                    else label
                )
                spans.append((first, end, listed))
        yield Named(tree.words, spans, "gum")


def _columns(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield words and tags of sentences in columns, with blank lines between."""
    for block in re.split(r"\n\s*\n", text.strip()):
        rows = [line.split("\t") if "\t" in line else line.split() for line in block.split("\n")]
        rows = [row for row in rows if len(row) >= 2]
        if rows:
            yield [row[0] for row in rows], [row[-1] for row in rows]
