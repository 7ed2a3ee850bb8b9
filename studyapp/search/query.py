"""The tree of a query. `parser.py` makes it, `evaluate.py` turns it into hits and `marks.py` into marks.

The tree knows nothing of the library: what a field means there (a section, an actor, a date) is said by
whoever asks, who puts a `Scope` in the place of each `Field` (`replaced`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from studyapp.domain.hits import HitKind
    from studyapp.domain.places import Mark
    from studyapp.search.patterns import Pattern

Address = tuple[int, int, int]
"""Document, section and block."""


@dataclass(frozen=True, slots=True)
class Word:
    """One folded word, in all its forms unless `exact`."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Any of these words: the forms of one, as the index has them."""

    texts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins so. `typed` is the word that a person is in the middle of.

    `also` are words that count as well: the forms of what is typed.
    """

    stem: str
    typed: bool = False
    exact: bool = False
    also: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Two or more words in a row, as they are written; the last one may be a prefix."""

    words: tuple[str, ...]
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Two or more words in any order, with at most `between` other words among them."""

    words: tuple[str, ...]
    between: int


@dataclass(frozen=True, slots=True)
class Matching:
    """A regular expression that is somewhere in the text as it is written."""

    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Titled:
    """A part of a query, in the titles of sections alone."""

    part: Query


@dataclass(frozen=True, slots=True)
class Kinds:
    """Hits of these kinds."""

    kinds: frozenset[HitKind]


@dataclass(frozen=True, slots=True)
class Field:
    """A field whose meaning the library knows, such as section, tag, person or date.

    `value` is as it was written; `open_ended` while its last word is still being typed.
    """

    name: str
    value: str
    position: int
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """What a field stands for: all hits in these documents, sections or blocks, and these notes and cards.

    The passages of a block that made it count are its marks.
    """

    documents: frozenset[int] = frozenset()
    sections: frozenset[tuple[int, int]] = frozenset()
    blocks: Mapping[Address, tuple[Mark, ...]] = field(default_factory=dict)
    notes: frozenset[int] = frozenset()
    cards: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class And:
    """All of these, in the same block."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of these."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but this."""

    part: Query


Query = Word | Words | Prefix | Phrase | Near | Matching | Titled | Kinds | Field | Scope | And | Or | Not


def replaced(query: Query, replace: Callable[[Query], Query]) -> Query:
    """Return the tree with each of its leaves replaced."""
    match query:
        case And(parts):
            return And(tuple(replaced(part, replace) for part in parts))
        case Or(parts):
            return Or(tuple(replaced(part, replace) for part in parts))
        case Not(part):
            return Not(replaced(part, replace))
        case Titled(part):
            return Titled(replaced(part, replace))
        case _:
            return replace(query)


def leaves(query: Query) -> Iterator[Query]:
    """Yield the leaves of a tree."""
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part) | Titled(part):
            yield from leaves(part)
        case _:
            yield query


def sought_words(query: Query) -> tuple[str, ...]:
    """Return the words that a query asks for, in order, without those that it leaves out.

    A word with other forms is one that the index knows: it counts for nothing here.
    """
    match query:
        case Word(word) | Prefix(word):
            return (word,)
        case Words(texts):
            return tuple(texts) if len(texts) == 1 else ()
        case Phrase(words) | Near(words):
            return words
        case And(parts) | Or(parts):
            return tuple(word for part in parts for word in sought_words(part))
        case Titled(part):
            return sought_words(part)
        case _:
            return ()


def is_positive(query: Query) -> bool:
    """Whether the query says what to look for, and not only what to leave out."""
    match query:
        case And(parts):
            return any(is_positive(part) for part in parts)
        case Or(parts):
            return all(is_positive(part) for part in parts)
        case Not():
            return False
        case _:
            return True
