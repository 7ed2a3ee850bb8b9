"""The query language → a tree: words ANDed, OR, NOT or a leading -, parentheses, "phrase", prefix*.

The tree knows nothing of the index; `evaluate.py` turns it into hits and `marks.py` into marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from studyapp.domain.errors import QueryError
from studyapp.search.analysis import words

LENGTH_LIMIT: Final = 10_000  # code points
WORD_LIMIT: Final = 64  # words in one query: more than anyone types, few enough to answer at once
DEPTH_LIMIT: Final = 32  # parentheses and negations within each other

_QUOTES = '"“”„‟«»'
_PIECE: Final = re.compile(
    rf"(?P<space>\s+)|(?P<open>\()|(?P<close>\))|(?P<phrase>[{_QUOTES}](?P<said>[^{_QUOTES}]*)(?P<end>[{_QUOTES}]?))"
    rf"|(?P<minus>[-−](?=[^\s()]))|(?P<word>[^\s(){_QUOTES}]+)"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One folded word."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins so. `typed` is the word that a person is in the middle of."""

    stem: str
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Two or more words in a row; the last one may be a prefix."""

    words: tuple[str, ...]
    open_ended: bool = False


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


Query = Word | Prefix | Phrase | And | Or | Not


def parse_query(text: str, *, last_is_prefix: bool = False) -> Query:
    """Return the tree of a query; `last_is_prefix` completes the word at its very end, as while typing.

    A quote or a parenthesis that is not closed ends with the query, and while typing an operator that waits
    for its word is left out. Raises QueryError, with the position, for a query that cannot be understood.
    """
    if len(text) > LENGTH_LIMIT:
        raise QueryError(f"The query is longer than {LENGTH_LIMIT:,} characters.", LENGTH_LIMIT)
    parser = _Parser(text, typing=last_is_prefix)
    tree = parser.alternatives(0)
    if parser.kind == "close":
        raise QueryError("There is a closing parenthesis without an opening one.", parser.position)
    if tree is None:
        raise QueryError("There is no word to look for.", 0)
    if not _is_positive(tree):
        raise QueryError("A search needs a word to look for, not only words to leave out.", 0)
    return tree


def sought_words(query: Query) -> tuple[str, ...]:
    """Return the words that a query asks for, in order, without those that it leaves out."""
    match query:
        case Word(text):
            return (text,)
        case Prefix(stem):
            return (stem,)
        case Phrase(parts):
            return parts
        case And(branches) | Or(branches):
            return tuple(word for branch in branches for word in sought_words(branch))
        case Not():
            return ()


def _is_positive(query: Query) -> bool:
    """Whether every match of the query holds a word that can be shown."""
    match query:
        case And(parts):
            return any(_is_positive(part) for part in parts)
        case Or(parts):
            return all(_is_positive(part) for part in parts)
        case Not():
            return False
        case _:
            return True


class _Parser:
    """Recursive descent over the pieces of a query; `kind` and `position` are those of the current piece."""

    def __init__(self, text: str, *, typing: bool) -> None:
        self._typing = typing
        self._length = len(text)
        self._pieces = [piece for piece in _PIECE.finditer(text) if piece.lastgroup != "space"]
        self._at = 0
        self._words = 0
        self._negations = 0

    @property
    def kind(self) -> str:
        """Return what the current piece is: an operator, a group's name, or "end"."""
        if self._at >= len(self._pieces):
            return "end"
        piece = self._pieces[self._at]
        if piece["word"] in {"AND", "OR", "NOT"}:
            return piece["word"]
        if piece["phrase"] is not None:
            return "phrase"
        return piece.lastgroup or "end"

    @property
    def position(self) -> int:
        """Return where the current piece begins, in code points."""
        return self._pieces[self._at].start() if self._at < len(self._pieces) else self._length

    def alternatives(self, depth: int) -> Query | None:
        """Parse `a b OR c d`; None where there is nothing."""
        if depth > DEPTH_LIMIT:
            raise QueryError("The query has too many parentheses within each other.", self.position)
        branches: list[Query] = []
        waiting: int | None = None
        while True:
            branch = self._sequence(depth)
            if branch is not None:
                branches.append(branch)
            elif self.kind == "OR" or (waiting is not None and not self._typing):
                where = self.position if self.kind == "OR" else (waiting or 0)
                raise QueryError("OR needs a word on each side.", where)
            if self.kind != "OR":
                break
            waiting = self.position
            self._at += 1
        return _joined(Or, branches)

    def _sequence(self, depth: int) -> Query | None:
        """Parse words that must all be there, up to OR, a closing parenthesis or the end."""
        parts: list[Query] = []
        while self.kind not in {"OR", "close", "end"}:
            part = self._part(depth)
            if part is not None:
                parts.append(part)
        return _joined(And, parts)

    def _part(self, depth: int) -> Query | None:
        """Parse one word, phrase, negation or parenthesis; None where it holds no word (such as "—")."""
        match self.kind:
            case "AND":
                self._at += 1
                return None
            case "NOT" | "minus":
                return self._negation(depth)
            case "open":
                self._at += 1
                inner = self.alternatives(depth + 1)
                self._skip("close")
                return inner
            case "phrase":
                return self._phrase()
            case _:
                return self._word()

    def _skip(self, kind: str) -> None:
        if self.kind == kind:
            self._at += 1

    def _negation(self, depth: int) -> Query | None:
        start = self.position
        self._at += 1
        if self.kind in {"end", "OR", "close", "AND"}:
            if self._typing and self.kind == "end":
                return None
            raise QueryError("NOT needs a word to leave out.", start)
        self._negations += 1
        part = self._part(depth + 1) if depth < DEPTH_LIMIT else None
        self._negations -= 1
        if depth >= DEPTH_LIMIT:
            raise QueryError("The query has too many NOTs within each other.", start)
        if part is None:
            return None
        return part.part if isinstance(part, Not) else Not(part)

    def _phrase(self) -> Query | None:
        piece = self._pieces[self._at]
        said, closed = piece["said"], bool(piece["end"])
        self._at += 1
        starred = said.endswith("*")
        typed = not closed and self._typed(piece.end(), said)
        return self._run(words(said), piece.start(), starred=starred, typed=typed)

    def _word(self) -> Query | None:
        piece = self._pieces[self._at]
        text = piece["word"]
        self._at += 1
        starred = text.endswith("*")
        body = text[:-1] if starred else text
        if "*" in body or (starred and not words(body)):
            where = piece.start() + text.index("*")
            raise QueryError("A * can only stand at the end of a word.", where)
        return self._run(words(body), piece.start(), starred=starred, typed=self._typed(piece.end(), body))

    def _typed(self, end: int, text: str) -> bool:
        """Whether a piece ends in the word that is being typed."""
        return self._typing and self._negations == 0 and end == self._length and bool(words(text[-1:]))

    def _run(self, said: list[str], position: int, *, starred: bool, typed: bool) -> Query | None:
        self._words += len(said)
        if self._words > WORD_LIMIT:
            raise QueryError(f"The query has more than {WORD_LIMIT} words.", position)
        if not said:
            return None
        if len(said) > 1:
            return Phrase(tuple(said), open_ended=starred or typed)
        return Prefix(said[0], typed=not starred) if starred or typed else Word(said[0])


def _joined(kind: type[And] | type[Or], parts: list[Query]) -> Query | None:
    if len(parts) <= 1:
        return parts[0] if parts else None
    return kind(tuple(parts))
