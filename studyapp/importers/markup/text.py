"""The text of one block as it is collected: white space as HTML counts it, formatting as spans."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind
from studyapp.importers.sections import slice_block, trim_block

if TYPE_CHECKING:
    from lxml.etree import _Element

# More formatting elements within each other mean nothing and would cost time with their square.
SPANS_OPEN = 50

_WHITE = re.compile("[ \t\n\r\f]+")
# Soft hyphens, joiners and marks that show nothing, and the characters that mean nothing in text.
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\xad\u2060\ufeff\ufdd0-\ufdef\ufffe\uffff]")
_WIDE = "\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\uff01-\uff60"
_WIDE_LINE_END = re.compile(rf"(?<=[{_WIDE}])[ \t\r]*\n[ \t\r\n]*(?=[{_WIDE}])")


class _Span(NamedTuple):
    kind: InlineKind
    start: int
    target: str
    element: _Element | None


class TextBuffer:
    """Collects text, spans and marks; offsets count code points of the text collected so far."""

    def __init__(self, line_break: str = "\n") -> None:
        self._line_break = line_break
        self._parts: list[str] = []
        self._last = ""
        self._open: list[_Span] = []
        self._skipped = 0  # formatting elements beyond SPANS_OPEN
        self._inlines: list[Inline] = []
        self.length = 0
        self.visible = False  # whether any text came, apart from white space and pictures' descriptions
        self.lines = 1

    def add(self, text: str, *, described: bool = False) -> None:
        """Add text of an element; `described` is that of a picture."""
        if not text.isascii():
            text = _INVISIBLE.sub("", text)
            if "\n" in text:
                text = _WIDE_LINE_END.sub("", text)
        text = _WHITE.sub(" ", text)
        if text[:1] == " " and self._last in ("", " ", "\n", "\t"):
            text = text[1:]
        if text:
            self._put(text)
            self.visible = self.visible or not (described or text == " ")

    def add_verbatim(self, text: str) -> None:
        """Add text with its line ends and spaces, as in a program."""
        plain = _INVISIBLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
        if plain:
            self._put(plain)
            self.visible = self.visible or not plain.isspace()

    def separate(self, text: str) -> None:
        """Add characters that are no text of the source: the tab between cells, the end of a row."""
        self._put(text)

    def space(self) -> None:
        """Part what follows from what stands before by white space."""
        if self._last not in ("", " ", "\n", "\t"):
            self._put(" ")

    def break_line(self) -> None:
        """End a line within the block."""
        if self._last == " " and self._line_break == "\n":
            self._parts[-1] = self._parts[-1][:-1]
            self.length -= 1
        self._put(self._line_break)
        self.lines += 1

    @property
    def at_line_end(self) -> bool:
        """Whether a line has just ended."""
        return self._last == "\n"

    def open(self, kind: InlineKind, element: _Element, target: str = "") -> None:
        """Begin a span, which `close` ends by its element."""
        if len(self._open) < SPANS_OPEN:
            self._open.append(_Span(kind, self.length, target, element))

    def close(self, element: _Element) -> None:
        """End the span that the element began, if it began one."""
        if self._open and self._open[-1].element is element:
            self._end(self._open.pop())

    def mark(self, kind: InlineKind, target: str) -> None:
        """Set a mark of no length: an anchor, the beginning of a printed page."""
        self._inlines.append(Inline(self.length, self.length, kind, target))

    def ends_with(self, sign: str) -> bool:
        """Whether the text collected last ends with a sign."""
        return bool(self._parts) and self._parts[-1].endswith(sign)

    def link(self, text: str, target: str) -> None:
        """Add text that leads to a place."""
        start = self.length
        self._put(text)
        self.visible = True
        self._inlines.append(Inline(start, self.length, InlineKind.LINK, target))

    def take(self, kind: BlockKind, indent: int = 0, prefix: str = "") -> Block:
        """Return what was collected as a block after its prefix, and begin anew with the open spans."""
        open_spans = list(self._open)
        for span in open_spans:
            self._end(span)
        self._open = [span._replace(start=0) for span in open_spans]
        text = "".join(self._parts)
        length = len(text)
        inlines = tuple(
            sorted(
                (i._replace(start=min(i.start, length), end=min(i.end, length)) for i in self._inlines),
                key=lambda i: (i.start, -i.end),
            )
        )
        block = trim_block(Block(kind, text, inlines, indent))
        self._parts.clear()
        self._inlines = []
        self._last, self.length, self.visible, self.lines = "", 0, False, 1
        return with_prefix(block, prefix) if prefix else block

    def take_marks(self, kind: InlineKind) -> list[str]:
        """Return the targets of the marks of a kind, and forget these."""
        found = [i.target for i in self._inlines if i.kind is kind]
        self._inlines = [i for i in self._inlines if i.kind is not kind]
        return found

    def spans(self) -> list[tuple[InlineKind, str, _Element]]:
        """Return the spans that are open, for a buffer that goes on with them."""
        return [(s.kind, s.target, s.element) for s in self._open if s.element is not None]

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)
        self._last = text[-1]

    def _end(self, span: _Span) -> None:
        if span.start < self.length and not (span.kind is InlineKind.LINK and not span.target):
            self._inlines.append(Inline(span.start, self.length, span.kind, span.target))


def with_prefix(block: Block, prefix: str) -> Block:
    """Return the block with characters before its text, its marks of no length before them."""
    shift = len(prefix)
    inlines = tuple(
        i if i.start == i.end == 0 else i._replace(start=i.start + shift, end=i.end + shift)
        for i in block.inlines
    )
    return block._replace(text=prefix + block.text, inlines=inlines)


def without_beginning(block: Block, length: int) -> Block:
    """Return the block without its first characters, keeping its marks."""
    cut = slice_block(block, length, len(block.text), marks=(0, len(block.text) + 1))
    return trim_block(cut)
