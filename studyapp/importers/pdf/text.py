"""The lines of a passage → the text of a block, with what is set bold or italic and where pages begin."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind
from studyapp.importers import figures
from studyapp.importers.pdf.direction import in_reading_order
from studyapp.importers.pdf.layout import Style
from studyapp.importers.pdf.markers import BULLETS
from studyapp.importers.pdf.words import SPACE_EMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from studyapp.importers.pdf.layout import Column, Line, Word
    from studyapp.importers.pdf.passages import Passage

HYPHENS = ("-", "‐", "\u00ad")
# "con-" is no word of its own, "well-" may be: both parts of a compound are as long as this.
COMPOUND_LETTERS = 4
# A program that parts no words ends few lines with a hyphen, and the words so joined are not known as one.
UNBROKEN_LINES = 0.03
UNBROKEN_ENDS = 3  # fewer say nothing
UNBROKEN_WORDS = 0.25
# Parts that are never followed by a line's end within a word: what they are joined to keeps its hyphen.
_KEEPING = frozenset(("self", "non", "well", "ill", "half", "cross", "quasi"))
# A raised number after a word of so many letters is a reference; after fewer it is an exponent (km², x²).
REFERENCE_LETTERS = 3
_EDGES = re.compile(r"^\W+|\W+$")
_SPANS = ((Style.BOLD, InlineKind.STRONG), (Style.ITALIC, InlineKind.EMPHASIS))


class Vocabulary:
    """The words that the document has within its lines: they tell which hyphens at a line's end are real."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self._counts: Counter[str] = Counter()
        ends: list[tuple[str, str]] = []
        lines = 0
        for column in columns:
            lines += len(column.lines)
            for line in column.lines:
                for word in line.words[1:-1]:
                    self._counts[_EDGES.sub("", word.text).lower()] += 1
            for line, after in zip(column.lines, column.lines[1:], strict=False):
                if line.words[-1].text.endswith(HYPHENS):
                    ends.append((line.words[-1].text[:-1], after.words[0].text))
        known = sum(self._counts["".join(_parts(*end))] > 0 for end in ends)
        is_rare = UNBROKEN_ENDS <= len(ends) < UNBROKEN_LINES * lines
        self._is_unbroken = is_rare and known < UNBROKEN_WORDS * len(ends)

    def joint(self, before: str, after: str) -> str:
        """Return what stands between the parts of a word that a line's end parts: nothing or a hyphen."""
        first, second = _parts(before, after)
        if not first or not second or not after[0].isalpha():
            return "-"
        whole, compound = self._counts[first + second], self._counts[f"{first}-{second}"]
        if whole or compound:
            return "" if whole >= compound else "-"
        if after[0].isupper() and not before.isupper():
            return "-"
        if self._is_unbroken or first in _KEEPING:
            return "-"
        is_compound = min(len(first), len(second)) >= COMPOUND_LETTERS
        return "-" if is_compound and self._counts[first] and self._counts[second] else ""


def _parts(before: str, after: str) -> tuple[str, str]:
    """Return the letters on both sides of a hyphen at a line's end."""
    return re.split(r"\W", before)[-1].lower(), re.split(r"\W", after)[0].lower()


class _Builder:
    """Collects the text of one block and the spans in it."""

    def __init__(self, common: Style) -> None:
        self.text = ""
        self.inlines: list[Inline] = []
        self._common = common
        self._open: dict[InlineKind, tuple[int, int]] = {}

    def add(self, text: str, style: Style, space: str) -> None:
        self.text += space
        start = len(self.text)
        self.text += text
        for flag, kind in _SPANS:
            begun = self._open.get(kind)
            if flag in style and flag not in self._common:
                self._open[kind] = (begun[0] if begun else start, len(self.text))
            elif begun and any(c.isalnum() for c in text):
                self._close(kind)

    def block(self, kind: BlockKind, indent: int = 0) -> Block:
        for span in tuple(self._open):
            self._close(span)
        inlines = tuple(sorted(self.inlines, key=lambda i: (i.start, -i.end)))
        return Block(kind, self.text, inlines, indent)

    def _close(self, kind: InlineKind) -> None:
        start, end = self._open.pop(kind)
        self.inlines.append(Inline(start, end, kind))


def passage_block(
    passage: Passage, vocabulary: Vocabulary, labels: Mapping[int, str], notes: Mapping[str, str]
) -> Block:
    """Return the block; `labels` are the pages', `notes` the anchors of the footnotes on them."""
    if passage.kind is BlockKind.TABLE:
        return Block(passage.kind, _without_soft(_joined_cells(passage.rows, vocabulary)))
    if passage.kind is BlockKind.CODE:
        return _code_block(passage, labels)
    builder = _Builder(passage.style)
    starts = dict(passage.page_starts)
    parted = ""
    for number, line in enumerate(passage.lines):
        if number in starts:
            _mark_page(builder, labels[starts[number]], after_space=not parted)
        if parted:
            _join_parts(builder, _line_words(passage, number)[0].text, vocabulary)
        _add_line(builder, _line_words(passage, number), line, notes, is_joined=bool(parted))
        parted = builder.text[-1:] if _is_parted(builder.text, passage, number) else ""
    return builder.block(passage.kind, passage.indent)


def plain_text(lines: Sequence[Line], vocabulary: Vocabulary) -> str:
    """Return the lines as one text: for titles."""
    builder = _Builder(Style.BOLD | Style.ITALIC)
    for number, line in enumerate(lines):
        parted = builder.text[-1:] if number and builder.text.endswith(HYPHENS) else ""
        words = [w for at, w in enumerate(line.words) if not (at in line.raised and not w.text.isalpha())]
        if parted and words:
            _join_parts(builder, words[0].text, vocabulary)
        _add_line(builder, in_reading_order(words), line, {}, is_joined=bool(parted))
    return " ".join(_without_soft(builder.text).split())


def _joined_cells(rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> str:
    """Return the table's text; the lines of a cell, parted by newlines, are joined as in a paragraph."""

    def join(match: re.Match[str]) -> str:
        return match[1] + vocabulary.joint(match[1], match[2]) + match[2]

    cells = "\n".join("\t".join(cell.replace("\n", "\v") for cell in row) for row in rows)
    return re.sub(r"(\w+)[-‐\u00ad]\v(\w+)", join, cells).replace("\v", " ")


def _line_words(passage: Passage, number: int) -> list[Word]:
    line = passage.lines[number]
    words = list(line.words)
    if number == 0 and passage.kind is BlockKind.LIST_ITEM and words[0].text in BULLETS:
        words = words[1:]
    elif number == 0 and passage.kind is BlockKind.FOOTNOTE and passage.label:
        rest = words[0].text.removeprefix(passage.label).lstrip(".)")
        words = [words[0]._replace(text=rest), *words[1:]] if rest else words[1:]
    return in_reading_order(words)


def _is_parted(text: str, passage: Passage, number: int) -> bool:
    return number + 1 < len(passage.lines) and len(text) > 1 and text.endswith(HYPHENS) and text[-2].isalnum()


def _join_parts(builder: _Builder, after: str, vocabulary: Vocabulary) -> None:
    """Replace the hyphen at the end of what was collected by what joins it to the next line's word."""
    before = builder.text[:-1].rsplit(None, 1)[-1]
    builder.text = builder.text[:-1] + vocabulary.joint(before, after)


def _add_line(
    builder: _Builder, words: Sequence[Word], line: Line, notes: Mapping[str, str], *, is_joined: bool
) -> None:
    raised = {line.words[index][1:] for index in line.raised}  # by their places
    for at, word in enumerate(words):
        space = "" if at == 0 and is_joined else _space(builder.text, words, at, line)
        text = word.text
        if word[1:] in raised:
            text, space = _reference(builder, text, space, notes)
        builder.add(_without_soft(text, keep_last=at == len(words) - 1), word.style, space)


def _space(text: str, words: Sequence[Word], at: int, line: Line) -> str:
    if not text:
        return ""
    if at == 0:
        return "" if _is_wide(text[-1]) and _is_wide(words[0].text[0]) else " "
    before, word = words[at - 1], words[at]
    gap = max(before.left, word.left) - min(before.right, word.right)
    # Where words are turned, a space that the file has before one may be read after it.
    is_pinned = word.pinned and not word.mirrored
    return "" if not is_pinned and gap < SPACE_EMS * line.size else " "


def _reference(builder: _Builder, text: str, space: str, notes: Mapping[str, str]) -> tuple[str, str]:
    """Return a raised word as it is written in running text: a reference to a note stands in brackets."""
    number = text.strip("()[],.")
    if number in notes:
        start = len(builder.text) + len(space)
        builder.inlines.append(Inline(start, start + len(number) + 2, InlineKind.LINK, f"#{notes[number]}"))
        return f"[{number}]", space
    before = re.search(r"[^\W\d_]+[.,;:”\"')]*$", builder.text)
    if number.isdecimal() and before and len(before[0]) >= REFERENCE_LETTERS:
        return f"[{number}]", space
    return figures.raised(text), space


def _mark_page(builder: _Builder, label: str, *, after_space: bool) -> None:
    at = len(builder.text) + (1 if after_space and builder.text else 0)
    builder.inlines.append(Inline(at, at, InlineKind.PAGE, label))


def _code_block(passage: Passage, labels: Mapping[int, str]) -> Block:
    left = min(line.left for line in passage.lines)
    texts: list[str] = []
    inlines: list[Inline] = []
    starts = dict(passage.page_starts)
    length = 0
    for number, line in enumerate(passage.lines):
        if number in starts:
            inlines.append(Inline(length, length, InlineKind.PAGE, labels[starts[number]]))
        texts.append(_code_line(line, left))
        length += len(texts[-1]) + 1
    return Block(passage.kind, "\n".join(texts), tuple(inlines))


def _code_line(line: Line, left: float) -> str:
    """Return the line with as many spaces as there is room for: all characters are of one width."""
    characters = sum(len(word.text) for word in line.words)
    width = sum(word.right - word.left for word in line.words) / max(1, characters) or line.size / 2
    text = ""
    for word in line.words:
        text += " " * max(round((word.left - left) / width) - len(text), 1 if text else 0) + word.text
    return _without_soft(text)


def _without_soft(text: str, *, keep_last: bool = False) -> str:
    """Return the text with the marks of a hyphen as hyphens within a word, and dropped elsewhere."""
    if "\u00ad" not in text:
        return text
    last = "\u00ad" if keep_last and text.endswith("\u00ad") else ""
    text = re.sub(r"(?<=\w)\u00ad(?=\w)", "-", text.removesuffix("\u00ad"))
    return text.replace("\u00ad", "") + last


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in ("W", "F") and not unicodedata.name(
        character, ""
    ).startswith("HANGUL")
