"""The query language → a tree.

Words are ANDed; OR, NOT or a leading -, parentheses, "phrase", "two words"~5, prefix*, =exact, fields such as
person:putin or section:"The Pact", and re:/…/.
"""

from __future__ import annotations

import re
from typing import Final

from studyapp.domain.errors import QueryError
from studyapp.search.analysis import words
from studyapp.search.patterns import Pattern
from studyapp.search.query import (
    And,
    Field,
    Matching,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Titled,
    Word,
    is_positive,
)
from studyapp.search.vocabulary import EXAMPLES, FIELDS, named_kinds, needs_value, refuse_misspelt_field

LENGTH_LIMIT: Final = 10_000  # code points
WORD_LIMIT: Final = 64  # words and fields in one query: more than anyone types, few enough to answer at once
DEPTH_LIMIT: Final = 32  # parentheses and negations within each other

_QUOTES = '"“”„‟«»'
_SAID = rf"[{_QUOTES}](?P<said>[^{_QUOTES}]*)(?P<end>[{_QUOTES}]?)"
_PIECE: Final = re.compile(
    r"(?P<space>\s+)|(?P<open>\()|(?P<close>\))"
    r"|(?P<re>re:/(?P<source>(?:\\.|[^/\\])*)/?)"
    rf"|(?P<field>(?:{'|'.join(sorted(FIELDS, key=len, reverse=True))}):(?=\S|$))"
    rf"|(?P<phrase>{_SAID}(?P<near>~(?P<between>[0-9]*))?)"
    rf"|(?P<minus>[-−](?=[^\s()]))|(?P<word>[^\s(){_QUOTES}]+)",
    re.IGNORECASE,
)
_MOST_BETWEEN: Final = 1_000


def parse_query(
    text: str, *, last_is_prefix: bool = False, exact: bool = False, negative: bool = False
) -> Query:
    """Return the tree of a query; `last_is_prefix` completes the word at its very end, as while typing.

    `exact` finds every word as it is written and not in its other forms; `negative` allows a query that only
    says what to leave out. A quote, a parenthesis or a regular
    expression that is not closed ends with the query, and while typing an operator that waits for its word
    is left out. Raises QueryError, with the position, for a query that cannot be understood.
    """
    if len(text) > LENGTH_LIMIT:
        raise QueryError(f"The query is longer than {LENGTH_LIMIT:,} characters.", LENGTH_LIMIT)
    parser = _Parser(text, typing=last_is_prefix, exact=exact)
    tree = parser.alternatives(0)
    if parser.kind == "close":
        raise QueryError("There is a closing parenthesis without an opening one.", parser.position)
    if tree is None and parser.waiting:
        raise needs_value(parser.waiting, len(text) - 1)
    if tree is None:
        raise QueryError("There is no word to look for.", 0)
    if not negative and not is_positive(tree):
        raise QueryError("A search needs a word to look for, not only words to leave out.", 0)
    return tree


class _Parser:
    """Recursive descent over the pieces of a query; `kind` and `position` are those of the current piece."""

    def __init__(self, text: str, *, typing: bool, exact: bool) -> None:
        self._typing = typing
        self._exact = exact
        self._length = len(text)
        self._pieces = [piece for piece in _PIECE.finditer(text) if piece.lastgroup != "space"]
        self._at = 0
        self._words = 0
        self._negations = 0
        self.waiting = ""  # the field at the very end whose value is still to be typed

    @property
    def kind(self) -> str:
        """Return what the current piece is: an operator, a group's name, or "end"."""
        if self._at >= len(self._pieces):
            return "end"
        piece = self._pieces[self._at]
        if piece["word"] in {"AND", "OR", "NOT"}:
            return piece["word"]
        return next(name for name in _GROUPS if piece[name] is not None)

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
        """Parse one word, phrase, field, negation or parenthesis; None where it holds no word (as “—”)."""
        match self.kind:
            case "AND":
                self._at += 1
                part = None
            case "NOT" | "minus":
                part = self._negation(depth)
            case "open":
                self._at += 1
                part = self.alternatives(depth + 1)
                self._skip("close")
            case "phrase":
                part = self._phrase()
            case "field":
                part = self._field()
            case "re":
                part = self._expression()
            case _:
                part = self._word()
        return part

    def _skip(self, kind: str) -> None:
        if self.kind == kind:
            self._at += 1

    def _next(self) -> re.Match[str]:
        """Return the current piece and go on to the one after it."""
        self._at += 1
        return self._pieces[self._at - 1]

    def _negation(self, depth: int) -> Query | None:
        start = self.position
        self._at += 1
        if self.kind in {"end", "OR", "close", "AND"}:
            if self._typing and self.kind == "end":
                return None
            raise QueryError("NOT needs a word to leave out.", start)
        if depth >= DEPTH_LIMIT:
            raise QueryError("The query has too many NOTs within each other.", start)
        self._negations += 1
        part = self._part(depth + 1)
        self._negations -= 1
        if part is None:
            return None
        return part.part if isinstance(part, Not) else Not(part)

    def _phrase(self) -> Query | None:
        piece = self._next()
        said = words(piece["said"])
        if piece["near"] and len(said) > 1:
            self._count(len(said), piece.start())
            if not piece["between"] and not self._typing:
                raise QueryError("~ needs a number of words, as in “two words”~5.", piece.start("near"))
            return Near(tuple(said), min(int((piece["between"] or "0")[:5]), _MOST_BETWEEN))
        typed = not piece["end"] and self._typed(piece.end(), piece["said"])
        return self._run(said, piece.start(), starred=piece["said"].endswith("*"), typed=typed, exact=True)

    def _word(self) -> Query | None:
        piece = self._next()
        text = piece["word"]
        refuse_misspelt_field(text, piece.start())
        starred = text.endswith("*")
        body = text[:-1] if starred else text
        if "*" in body or (starred and not words(body)):
            raise QueryError("A * can only stand at the end of a word.", piece.start() + text.index("*"))
        exact = self._exact or text.startswith("=")
        typed = self._typed(piece.end(), body)
        return self._run(words(body), piece.start(), starred=starred, typed=typed, exact=exact)

    def _expression(self) -> Query | None:
        piece = self._next()
        self._count(1, piece.start())
        source = piece["source"].replace("\\/", "/")
        return Matching(Pattern(source, piece.start("source"))) if source else None

    def _field(self) -> Query | None:
        piece = self._next()
        name, start = piece["field"][:-1].lower(), piece.start()
        value = self._pieces[self._at] if self._at < len(self._pieces) else None
        if value is None or value.start() != piece.end() or self.kind not in {"word", "phrase"}:
            if self._typing and value is None:
                self.waiting = name
                return None
            raise needs_value(name, start)
        if name == "title":
            part = self._phrase() if self.kind == "phrase" else self._word()
            return Titled(part) if part is not None else None
        self._at += 1
        self._count(1, start)
        return self._valued(name, value)

    def _valued(self, name: str, value: re.Match[str]) -> Query:
        """Return what a field says with its value."""
        said, at = value["word"] if value["phrase"] is None else value["said"], value.start()
        if name == "re":
            raise QueryError("A regular expression stands between slashes, as in re:/sign(s|ed)/.", at)
        if name == "in":
            return named_kinds(said, at)
        if not words(said):
            raise QueryError(f"{name}: needs a word, as in {EXAMPLES[name]}.", at)
        return Field(name, said, at, open_ended=not value["end"] and self._typed(value.end(), said))

    def _typed(self, end: int, text: str) -> bool:
        """Whether a piece ends in the word that is being typed."""
        return self._typing and self._negations == 0 and end == self._length and bool(words(text[-1:]))

    def _run(
        self, said: list[str], position: int, *, starred: bool, typed: bool, exact: bool
    ) -> Query | None:
        self._count(len(said), position)
        if not said:
            return None
        if len(said) > 1:
            return Phrase(tuple(said), open_ended=starred or typed)
        if starred or typed:
            return Prefix(said[0], typed=not starred, exact=exact or starred)
        return Word(said[0], exact)

    def _count(self, more: int, position: int) -> None:
        self._words += more
        if self._words > WORD_LIMIT:
            raise QueryError(f"The query has more than {WORD_LIMIT} words.", position)


_GROUPS: Final = ("open", "close", "re", "field", "phrase", "minus", "word")


def _joined(kind: type[And] | type[Or], parts: list[Query]) -> Query | None:
    if len(parts) <= 1:
        return parts[0] if parts else None
    return kind(tuple(parts))
