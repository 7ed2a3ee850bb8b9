"""Notes as Markdown: set by Qt's own reader of it, without HTML, and without fetching anything."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAbstractTextDocumentLayout, QPalette, QTextCharFormat, QTextCursor, QTextDocument

from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind
from studyapp.text.offsets import from_utf16
from studyapp.ui.look import CONTROL_FAMILY, control_font, load_face

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QColor, QPainter, QTextBlock

_LINE_END = re.compile(r"(?<![\n ])\n(?!\n)")
_BOLD = 600
_KEPT = 300  # notes that stay set: what a long list shows while it is scrolled


class NoteDocument(QTextDocument):
    """A note that is set; it loads nothing, whatever its text names."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:  # noqa: ANN401 (Qt's signature)
        """Load nothing: a note may not fetch anything."""
        return None


def set_markdown(document: QTextDocument, text: str) -> None:
    """Set a note's Markdown into a document. A line ends where it was ended, as people expect of a note."""
    features = QTextDocument.MarkdownFeature
    wanted = features.MarkdownDialectGitHub.value | features.MarkdownNoHTML.value
    document.setMarkdown(_LINE_END.sub("  \n", text), QTextDocument.MarkdownFeature(wanted))
    _use_own_bold(document)


def _use_own_bold(document: QTextDocument) -> None:
    """Set what is bold in the bold face that there is: Qt would smear a lighter one."""
    load_face(CONTROL_FAMILY, _BOLD)
    chars = QTextCharFormat()
    chars.setFontWeight(_BOLD)
    block = document.begin()
    while block.isValid():
        for part in block.textFormats():
            if part.format.fontWeight() > _BOLD:
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + part.start)
                cursor.setPosition(block.position() + part.start + part.length, cursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(chars)
        block = block.next()


def plain_text(text: str) -> str:
    """Return what a note says without its marks."""
    document = NoteDocument()
    set_markdown(document, text)
    return document.toPlainText()


def note_blocks(text: str) -> list[Block]:
    """Return a note as blocks, for where it is set like a text: on paper."""
    document = NoteDocument()
    set_markdown(document, text)
    blocks, line = [], document.begin()
    while line.isValid():
        if line.text().strip():
            blocks.append(_block(line))
        line = line.next()
    return blocks


def _block(line: QTextBlock) -> Block:
    items, said = line.textList(), line.text()
    in_list = bool(items)  # the stubs say that it always is one
    number = items.itemText(line) if in_list else ""
    lead = f"{number} " if number[:1].isdecimal() else ""  # a bullet is painted
    inlines = tuple(
        Inline(
            len(lead) + from_utf16(said, part.start),
            len(lead) + from_utf16(said, part.start + part.length),
            kind,
        )
        for part in line.textFormats()
        for kind in _inline_kinds(part.format)
    )
    kind = BlockKind.LIST_ITEM if in_list else BlockKind.PARAGRAPH
    depth = items.format().indent() - 1 if in_list else 0
    return Block(kind, lead + said.replace("\u2028", "\n"), inlines, depth)


def _inline_kinds(shape: QTextCharFormat) -> Iterator[InlineKind]:
    if shape.fontItalic():
        yield InlineKind.EMPHASIS
    if shape.fontWeight() >= _BOLD:
        yield InlineKind.STRONG
    if shape.fontStrikeOut():
        yield InlineKind.STRIKE
    if shape.fontFixedPitch():
        yield InlineKind.CODE


class SetNote:
    """A note set at a width, cut below a height."""

    def __init__(self, text: str, width_px: int, most_px: int) -> None:
        self._document = _set(text, width_px)
        self.height = min(round(self._document.size().height()), most_px)

    def paint(self, painter: QPainter, corner: QPointF, colour: QColor) -> None:
        """Paint the note with its upper left corner at a point."""
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, colour)
        setattr(context, "palette", palette)  # noqa: B010 (the stubs do not know that it can be set)
        painter.save()
        painter.translate(corner)
        painter.setClipRect(QRectF(0, 0, self._document.textWidth(), self.height))
        self._document.documentLayout().draw(painter, context)
        painter.restore()


@lru_cache(maxsize=_KEPT)
def _set(text: str, width_px: int) -> NoteDocument:
    document = NoteDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(control_font(13))
    set_markdown(document, text)
    document.setTextWidth(width_px)
    return document
