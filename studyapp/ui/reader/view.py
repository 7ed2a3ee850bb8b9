"""The text of one section: read, scrolled, selected. Marks are painted under the text, never into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore
from PySide6.QtCore import QMimeData, QPoint, QRectF, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor

from studyapp.domain.documents import ReadingPlace
from studyapp.domain.places import Place
from studyapp.ui.reader.decoration import picture_box
from studyapp.ui.reader.document import FOOT_PX, SIDE_PX, SectionPage
from studyapp.ui.reader.margin import line_box
from studyapp.ui.reader.marked import NARROW_PX, MarkedText
from studyapp.ui.reader.marks import (
    boxes_of,
)
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QRect, QUrl
    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.domain.documents import Section
    from studyapp.ui.look import Look
    from studyapp.ui.reader.footer import Footer

COMFORT = (0.08, 0.8)  # a place within this part of the view needs no scrolling
GO_TO_AT = 0.3  # else it is put at this part of the height


class ReaderView(MarkedText):
    """Shows one section at a time. Places go in and come out in code points of our blocks."""

    moved = Signal()  # scrolled, or another section is shown
    selected = Signal()  # the selection changed
    focused = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName("reader")
        self.setAccessibleName(tr("Text"))
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self._footer: Footer | None = None
        self._taking_place = False
        self._neighbours: tuple[str | None, str | None] = (None, None)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._arrange)
        self.selectionChanged.connect(self.selected)

    # What is shown

    def furnish(self) -> None:
        """Make the ways to the neighbours under the text, after the first frame."""
        from studyapp.ui.reader.footer import Footer  # noqa: PLC0415 (after the first frame)

        super().furnish()
        flag = QtCore.Qt.TextInteractionFlag
        self.setTextInteractionFlags(
            flag.TextSelectableByMouse
            | flag.TextSelectableByKeyboard
            | flag.LinksAccessibleByMouse
            | flag.LinksAccessibleByKeyboard
        )
        self.setContextMenuPolicy(QtCore.Qt.ContextMenuPolicy.CustomContextMenu)
        self._footer = Footer(self._look, self.viewport())
        self._footer.previous_wanted.connect(lambda: self.previous_wanted.emit(False))
        self._footer.next_wanted.connect(self.next_wanted)
        self._show_footer()

    def show_section(self, section: Section, heading: str, neighbours: tuple[str | None, str | None]) -> None:
        """Set a section; the neighbours' names are those of the ways under the text."""
        narrow = self.width() < NARROW_PX
        shows = self.pictures is not None and any(block.image for block in section.blocks)
        page = SectionPage(
            section,
            heading,
            self._look,
            head_px=40 if narrow else 56,
            head_gap_px=24 if narrow else 36,
            picture_size=self.pictures().size if shows and self.pictures is not None else None,
        )
        page.column_px = self._column_px()
        old = self._page
        self._page = page
        self._forget_marks()
        page.document.setParent(self)  # Qt's side must outlive Python's: the view paints it to the end
        page.document.setTextWidth(self.viewport().width())
        self.setDocument(page.document)
        if old is not None:
            old.document.deleteLater()
        self.setCursorWidth(0)
        self._arrange()
        page.document.documentLayout().documentSize()  # lays the whole section out, so that places are known
        self._neighbours = neighbours
        self._show_footer()
        self.verticalScrollBar().setValue(0)
        self.moved.emit()

    def recolour(self) -> bool:
        """Show the theme's colours without setting the text anew; False where its type is another, too."""
        if self._page is None or self._page.type != self._look.type:
            return False
        self._page.recolour()
        self.viewport().update()
        return True

    # Places

    def place(self, section: int) -> ReadingPlace:
        """Return the place at the top of the view."""
        if self._page is None or self.verticalScrollBar().value() == 0:
            return ReadingPlace(section, 0, 0)
        cursor = self.cursorForPosition(QPoint(SIDE_PX, self._look.type.line_px // 2))
        found = self._page.place_at(cursor.position())
        return ReadingPlace(section, *(found or (0, 0)))

    def go_to_reading_place(self, place: ReadingPlace) -> None:
        """Scroll so that the line of a place stands at the top."""
        if self._page is None or place.block >= len(self._page.section.blocks):
            return
        if (place.block, place.offset) == (0, 0):
            self.verticalScrollBar().setValue(0)
            return
        position = self._page.position(place.block, place.offset)
        self.verticalScrollBar().setValue(round(self._line_top(position)))

    def go_to(self, place: Place) -> None:
        """Scroll to a place, unless it stands comfortably in the view already."""
        if self._page is None:
            return
        boxes = boxes_of(self._page, place)
        if not boxes:
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top = boxes[0].top() - bar.value()
        if not COMFORT[0] * height <= top <= COMFORT[1] * height:
            bar.setValue(round(boxes[0].top() - GO_TO_AT * height))

    def to_end(self) -> None:
        """Scroll to the end of the section."""
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def fraction(self) -> float:
        """Return how much of the section has been seen when its view's end is read, 0 to 1."""
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        total = bar.maximum() + height - FOOT_PX
        return min(1.0, (bar.value() + height) / total) if total > 0 else 1.0

    def picture_in_view(self) -> int | None:
        """Return the block of the first picture in the view, else of the section's first one."""
        page, top = self._page, self.verticalScrollBar().value()
        if page is None:
            return None
        below = (n for n in page.picture_boxes if picture_box(page, n).bottom() > top)
        return next(below, next(iter(page.picture_boxes), None))

    def passage_at_top(self, section: int) -> Place | None:
        """Return the sentence's worth of text at the top of the view; None where there is no text."""
        at, page = self.place(section), self._page
        if page is None or at.block >= len(page.section.blocks):
            return None
        text = page.section.blocks[at.block].text
        end = text.find(". ", at.offset)
        end = len(text) if end < 0 else end + 1
        return Place(section, at.block, at.offset, at.block, end) if at.offset < end else None

    def shares_shown(self) -> tuple[float, float]:
        """Return the shares of the section's length at which the view begins and ends, 0 to 1."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        total = bar.maximum() + height - FOOT_PX
        return (min(bar.value() / total, 1.0), self.fraction()) if total > 0 else (0.0, 1.0)

    def go_to_share(self, share: float) -> None:
        """Scroll so that a share of the section's length lies above the view."""
        bar = self.verticalScrollBar()
        bar.setValue(round(share * (bar.maximum() + self.viewport().height() - FOOT_PX)))

    def shows(self, place: ReadingPlace) -> bool:
        """Say whether the line of a place of this section is in the view."""
        page = self._page
        if page is None or place.block > len(page.section.blocks):
            return False
        line = line_box(page, place.block, place.offset)
        top = self.verticalScrollBar().value()
        return line.bottom() > top and line.top() < top + self.viewport().height()

    def selection(self, section: int) -> Place | None:
        """Return the selected passage; None when nothing, or only blank or heading text, is selected."""
        cursor = self.textCursor()
        if self._page is None or not cursor.hasSelection() or not self.selected_text().strip():
            return None
        end = self._page.place_at(cursor.selectionEnd())
        if end is None:
            return None
        start = self._page.place_at(cursor.selectionStart()) or (0, 0)
        if end[1] == 0 and end[0] > start[0]:
            end = (end[0] - 1, len(self._page.section.blocks[end[0] - 1].text))
        return Place(section, *start, *end) if start < end else None

    def select(self, place: Place) -> None:
        """Select a passage."""
        if self._page is None:
            return
        cursor = QTextCursor(self._page.document)
        cursor.setPosition(self._page.position(place.block, place.start))
        cursor.setPosition(self._page.position(place.end_block, place.end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def selected_text(self) -> str:
        """Return the selected text; a heading that is shown in two lines comes as it is."""
        cursor = self.textCursor()
        text = cursor.selectedText()
        page = self._page
        if page is not None and page.head_blocks == 2:
            subtitle = page.document.findBlockByNumber(1)
            if cursor.selectionStart() < subtitle.position() <= cursor.selectionEnd():
                at = subtitle.position() - 1 - cursor.selectionStart()
                text = text[:at] + ": " + text[at + 1 :]
        return text.replace("\u2029", "\n").replace("\u2028", "\n")

    def clear_selection(self) -> None:
        """Select nothing."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def selection_box(self) -> QRectF | None:
        """Return where the selection stands in the viewport, its visible part; None when there is none."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = QTextCursor(cursor), QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        end.setPosition(cursor.selectionEnd())
        first, last = self.cursorRect(start), self.cursorRect(end)
        return QRectF(first.united(last)).intersected(QRectF(self.viewport().rect()))

    # Qt's side

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:  # noqa: ANN401 (Qt's signature)
        """Load nothing: a text may not fetch anything."""
        return None

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text only."""
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    def take_place(self, where: QRect) -> None:
        """Stand here in the page, the column in the middle: where only the margins grow nothing is laid out.

        Place and margins change one after the other; Qt hears of it once, when both are as they stay.
        """
        before = self.viewport().size()
        self._tell_hover(None)  # the text may stand elsewhere now
        self._taking_place = self._page is not None
        self.setGeometry(where)
        self._arrange()
        if self._taking_place:
            self._taking_place = False
            super().resizeEvent(QResizeEvent(self.viewport().size(), before))
            self._place_footer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the text out in another width, unless that one does not stay."""
        if not self._taking_place:
            super().resizeEvent(event)
            self._place_footer()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the person reads now."""
        super().focusInEvent(event)
        self.focused.emit()

    # Inside

    def _arrange(self) -> None:
        column = self._column_px()
        wide = column + 2 * SIDE_PX
        if self._page is not None and self._page.column_px != column:
            self._page.column_px = column
            self._forget_places()
        spare = max(0, self.width() - wide)
        bar = self.verticalScrollBar()
        beside = bar.sizeHint().width() if bar.isVisibleTo(self) else 0
        self.setViewportMargins(spare // 2, 0, max(spare - spare // 2 - beside, 0), 0)
        self._place_footer()

    def _show_footer(self) -> None:
        if self._footer is None or self._page is None:
            return
        self._footer.show_neighbours(*self._neighbours)
        self._footer.show()
        self._place_footer()

    def _place_footer(self) -> None:
        if self._footer is None or self._page is None:
            return
        bottom = self._page.document.size().height()
        top = round(bottom) - FOOT_PX + 28 - self.verticalScrollBar().value()
        self._footer.setGeometry(SIDE_PX, top, self._column_px(), self._footer.height())

    def _scrolled(self) -> None:
        self._place_footer()
        self.moved.emit()

    def _line_top(self, position: int) -> float:
        if self._page is None:
            return 0.0
        block = self._page.document.findBlock(position)
        box = self._page.document.documentLayout().blockBoundingRect(block)
        line = block.layout().lineForTextPosition(position - block.position())
        return box.top() + (line.y() if line.isValid() else 0.0)
