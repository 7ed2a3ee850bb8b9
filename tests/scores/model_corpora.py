"""Public corpora of names and trees: read, put back into running text, brought to the classes that count.

Every span is half-open, in code points of its sentence's text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

CLASSES = {
    **dict.fromkeys(("PER", "PERSON"), "person"),
    **dict.fromkeys(("ORG",), "organisation"),
    **dict.fromkeys(("LOC", "GPE"), "place"),
    # CrossNER's, as in packaging/language/entities.py
    **dict.fromkeys(("politician", "person", "scientist", "musicalartist", "writer", "researcher"), "person"),
    **dict.fromkeys(("politicalparty", "organisation", "band", "university"), "organisation"),
    **dict.fromkeys(("location", "country"), "place"),
}
"""Label of a corpus or of the model → the class under which it is scored; all others are not."""
_NO_SPACE_BEFORE = re.compile(r"[,.;:!?)\]}%”’]|\.\.+|''|['’](?:s|S|re|ve|ll|d|m)|[nN]['’][tT]")
_NO_SPACE_AFTER = frozenset("([{$£€“‘#")
_WRITTEN = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
_TEXT = "# text = "
_NUMBERED = (".conllu", ".iob2")  # a number first, and comments


class Name(NamedTuple):
    """Where a name stands and its class."""

    start: int
    end: int
    kind: str


class NamedText(NamedTuple):
    """A sentence with its names."""

    text: str
    names: frozenset[Name]


class Word(NamedTuple):
    """A word of a tree; `head` counts words from 0 and is -1 for the root."""

    start: int
    end: int
    form: str
    universal: str
    lemma: str
    head: int
    relation: str


class ParsedText(NamedTuple):
    """A sentence with its tree."""

    text: str
    words: list[Word]


def read_trees(path: Path) -> list[ParsedText]:
    """Return the sentences of a CoNLL-U file."""
    return [_parsed(comments, rows) for comments, rows in _blocks(path) if rows]


def read_names(path: Path) -> list[NamedText]:
    """Return the sentences of a file with columns: Universal NER's (.iob2), or word first and tag last."""
    is_numbered = path.suffix == ".iob2"
    found = []
    for comments, rows in _blocks(path):
        words = [row[1 if is_numbered else 0] for row in rows]
        tags = [row[2 if is_numbered else -1] for row in rows]
        if words and words != ["-DOCSTART-"]:
            text, spans = put_together(words, _text_of(comments))
            names = (
                Name(spans[first][0], spans[last - 1][1], CLASSES[label])
                for first, last, label in spans_of(tags)
                if label in CLASSES
            )
            found.append(NamedText(text, frozenset(names)))
    return found


def spans_of(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the names of IOB1 or IOB2 tags: first word, last word (not included), label."""
    first, label = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        mark, _, named = tag.partition("-")
        if label and (mark != "I" or named != label):
            yield first, index, label
            label = ""
        if mark != "O" and not label:
            first, label = index, named


def put_together(words: Sequence[str], text: str = "") -> tuple[str, list[tuple[int, int]]]:
    """Return running text and the span of each word in it; `text` itself where the words stand in it."""
    spans: list[tuple[int, int]] = []
    at = 0
    for word in words:
        start = text.find(word, at)
        if start < 0 or text[at:start].strip():
            return _detokenised(words)
        at = start + len(word)
        spans.append((start, at))
    return text, spans


def _detokenised(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Write words as an author would: no space before a comma, inside brackets, inside straight quotes."""
    text, spans, is_glued, is_quoted = "", [], True, False
    for written in words:
        word = _WRITTEN.get(written, written)
        closes = word == '"' and is_quoted
        text += "" if is_glued or closes or _NO_SPACE_BEFORE.fullmatch(word) else " "
        spans.append((len(text), len(text) + len(word)))
        text += word
        is_glued = word in _NO_SPACE_AFTER or (word == '"' and not closes)
        is_quoted ^= word == '"'
    return text, spans


def _blocks(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Yield the comments and the rows of each sentence; of CoNLL-U no ranges and no empty nodes."""
    is_numbered = path.suffix in _NUMBERED
    comments: list[str] = []
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        columns = line.split("\t") if "\t" in line else line.split()
        if not columns:
            yield comments, rows
            comments, rows = [], []
        elif is_numbered and line.startswith("# "):
            comments.append(line)
        elif not is_numbered or columns[0].isdigit():
            rows.append(columns)


def _text_of(comments: Iterable[str]) -> str:
    return next((line.removeprefix(_TEXT) for line in comments if line.startswith(_TEXT)), "")


def _parsed(comments: list[str], rows: list[list[str]]) -> ParsedText:
    text, spans = put_together([row[1] for row in rows], _text_of(comments))
    words = [
        Word(start, end, form, universal, lemma, int(head) - 1, relation)
        for (start, end), (_, form, lemma, universal, _, _, head, relation, *_) in zip(
            spans, rows, strict=True
        )
    ]
    return ParsedText(text, words)
