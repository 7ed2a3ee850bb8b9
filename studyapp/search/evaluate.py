"""A query's tree over posting lists → which entries match, with their scores.

A result is dense: a flag and a score for each entry of the index. For the libraries that people have, adding
and masking whole arrays costs less than any walk over lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from studyapp.domain.hits import HitKind
from studyapp.search.query import (
    And,
    Kinds,
    Matching,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Scope,
    Titled,
    Word,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Scores = NDArray[np.float64]


_TITLES = (HitKind.TITLE,)


class Matched(NamedTuple):
    """Which entries match, and the score of each; it is 0 where an entry does not match."""

    flags: Flags
    scores: Scores


class Postings(Protocol):
    """What the tree asks of an index."""

    def words(self, texts: Collection[str]) -> Matched:
        """Return the entries that hold any of these words, scored as one word."""
        ...

    def prefix(self, prefix: Prefix) -> Matched:
        """Return the entries that hold a word that begins so."""
        ...

    def phrase(self, phrase: Phrase) -> Matched:
        """Return the entries that hold these words in a row."""
        ...

    def near(self, near: Near) -> Matched:
        """Return the entries that hold these words near each other."""
        ...

    def of_kinds(self, kinds: Collection[HitKind]) -> Flags:
        """Return the entries of these kinds."""
        ...

    def within(self, scope: Scope) -> Flags:
        """Return the entries of a scope."""
        ...

    def matching(self, matching: Matching, among: Flags) -> Flags:
        """Return those of some entries whose text holds a regular expression."""
        ...


def evaluate(query: Query, postings: Postings, among: Flags) -> Matched:
    """Return those of the entries `among` that match, each with the sum of its words' scores."""
    match query:
        case And(parts):
            return _all_of(parts, postings, among)
        case Or(parts):
            return _any_of(parts, postings, among)
        case Not(part):
            return _unscored(among & ~evaluate(part, postings, among).flags)
        case Titled(part):
            return evaluate(part, postings, among & postings.of_kinds(_TITLES))
        case _:
            flags, scores = _leaf(query, postings, among)
            return Matched(flags & among, np.where(among, scores, 0.0))


def _leaf(query: Query, postings: Postings, among: Flags) -> Matched:
    """Return the entries that match a word, phrase or field; for a regular expression those `among` alone."""
    match query:
        case Word(text):
            found = postings.words((text,))
        case Words(texts):
            found = postings.words(texts)
        case Prefix():
            found = postings.prefix(query)
        case Phrase():
            found = postings.phrase(query)
        case Near():
            found = postings.near(query)
        case Kinds(kinds):
            found = _unscored(postings.of_kinds(kinds))
        case Scope():
            found = _unscored(postings.within(query))
        case Matching():
            found = _unscored(postings.matching(query, among))
        case _:
            msg = f"{query} has no meaning here"
            raise ValueError(msg)
    return found


def _any_of(parts: tuple[Query, ...], postings: Postings, among: Flags) -> Matched:
    branches = [evaluate(part, postings, among) for part in parts]
    flags = np.logical_or.reduce([branch.flags for branch in branches])
    return Matched(flags, np.sum([branch.scores for branch in branches], axis=0))


def _all_of(parts: tuple[Query, ...], postings: Postings, among: Flags) -> Matched:
    """Narrow the entries part by part; regular expressions last, which read each text that is left."""
    total = np.zeros(len(among))
    for part in sorted(parts, key=reads_texts):
        flags, scores = evaluate(part, postings, among)
        among = flags
        total += scores
    return Matched(among, np.where(among, total, 0.0))


def reads_texts(query: Query) -> bool:
    """Whether a query has a regular expression, which reads the texts of entries."""
    match query:
        case Matching():
            return True
        case And(parts) | Or(parts):
            return any(reads_texts(part) for part in parts)
        case Not(part) | Titled(part):
            return reads_texts(part)
        case _:
            return False


def _unscored(flags: Flags) -> Matched:
    return Matched(flags, np.zeros(len(flags)))
