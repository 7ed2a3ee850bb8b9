"""The text of one section: read, scrolled, selected. Marks are painted under the text, never into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Signal
from PySide6.QtGui import (
    QPainter,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from studyapp.domain.documents import ReadingPlace
from studyapp.domain.places import Place
from studyapp.ui.reader.decoration import NOTE_ICON_PX, paint_block_signs, paint_note_signs
from studyapp.ui.reader.document import FOOT_PX, SIDE_PX, SectionPage
from studyapp.ui.reader.marks import (
    MarkKind,
    TextMark,
    boxes_of,
    mark_at,
    paint_marks,
    place_marks,
)
from studyapp.ui.reader.paging import PagedText
from studyapp.ui.translation import tr
from studyapp.ui.widgets.scrollbar import BAR_PX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QUrl
    from PySide6.QtGui import (
        QFocusEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )
    from PySide6.QtWidgets import QWidget

    from studyapp.domain.annotations import Annotation
    from studyapp.domain.documents import Section
    from studyapp.ui.look import Look
    from studyapp.ui.reader.footer import Footer
    from studyapp.ui.reader.marks import (
        PlacedMark,
    )

COMFORT = (0.08, 0.8)  # a place within this part of the view needs no scrolling
GO_TO_AT = 0.3  # else it is put at this part of the height
NARROW_PX = 840  # below this width of the page its margins shrink


class ReaderView(PagedText):
    """Shows one section at a time. Places go in and come out in code points of our blocks."""

    moved = Signal()  # scrolled, or another section is shown
    selected = Signal()  # the selection changed
    annotation_clicked = Signal(str)
    focused = Signal()
    painted = Signal()  # once, with the first text

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName("reader")
        self.setAccessibleName(tr("Text"))
        self._page: SectionPage | None = None
        self._annotations: tuple[Annotation, ...] = ()
        self._search: tuple[Place, ...] = ()
        self._hit: Place | None = None
        self._heading_marks: tuple[TextMark, ...] = ()
        self._placed: list[PlacedMark] | None = None
        self._painted = False
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self._footer: Footer | None = None
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
        self.setContextMenuPolicy(QtCore.Qt.ContextMenuPolicy.NoContextMenu)
        self._footer = Footer(self._look, self.viewport())
        self._footer.previous_wanted.connect(lambda: self.previous_wanted.emit(False))
        self._footer.next_wanted.connect(self.next_wanted)
        self._show_footer()

    def show_section(self, section: Section, heading: str, neighbours: tuple[str | None, str | None]) -> None:
        """Set a section; the neighbours' names are those of the ways under the text."""
        narrow = self.width() < NARROW_PX
        page = SectionPage(
            section, heading, self._look, head_px=40 if narrow else 56, head_gap_px=24 if narrow else 36
        )
        page.column_px = self._column_px()
        old = self._page
        self._page = page
        self._placed = None
        self._hit, self._search, self._heading_marks = None, (), ()
        page.document.setParent(self)  # Qt's side must outlive Python's: the view paints it to the end
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

    def show_annotations(self, annotations: Iterable[Annotation]) -> None:
        """Paint these highlights; those without a place in this section must be left out before."""
        self._annotations = tuple(annotations)
        self._refresh_marks()

    def show_search_marks(
        self, places: Iterable[Place], hit: Place | None, heading: Iterable[TextMark] = ()
    ) -> None:
        """Paint search marks, and one of them as the current hit; those of the heading come ready."""
        self._search = tuple(places)
        self._heading_marks = tuple(heading)
        self._hit = hit
        self._refresh_marks()

    @property
    def page(self) -> SectionPage | None:
        """The section shown."""
        return self._page

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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint signs and marks, then the text over them."""
        if self._page is not None:
            self._paint_under(QRectF(event.rect()))
            if not self._painted:
                self._painted = True
                self.painted.emit()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle: only the margins grow, so nothing is laid out again."""
        super().resizeEvent(event)
        self._place_footer()

    def arrange(self) -> None:
        """Share the width anew; the page calls it after each change of size."""
        self._arrange()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Find the highlight or note sign that was clicked."""
        super().mouseReleaseEvent(event)
        if event.button() is QtCore.Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            found = self._annotation_at(event.position())
            if found is not None:
                self.annotation_clicked.emit(found.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be clicked."""
        super().mouseMoveEvent(event)
        if not event.buttons() and self._sign_at(event.position()) is not None:
            self.viewport().setCursor(QtCore.Qt.CursorShape.PointingHandCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the person reads now."""
        super().focusInEvent(event)
        self.focused.emit()

    # Inside

    def _paint_under(self, clip: QRectF) -> None:
        page = self._page
        if page is None:
            return
        painter = QPainter(self.viewport())
        top = self.verticalScrollBar().value()
        painter.translate(0, -top)
        visible = clip.translated(0, top)
        paint_block_signs(painter, page, self._look, visible)
        placed = self._marks()
        paint_marks(painter, placed, self._look.theme, visible)
        paint_note_signs(painter, placed, self._look, self._sign_x())
        painter.end()

    def _marks(self) -> list[PlacedMark]:
        if self._placed is None and self._page is not None:
            blocks = len(self._page.section.blocks)
            marks = [
                TextMark(a.place, MarkKind.HIGHLIGHT, a.colour, a)
                for a in self._annotations
                if a.place is not None and a.place.end_block < blocks
            ]
            marks += [TextMark(place, MarkKind.SEARCH) for place in self._search if place != self._hit]
            marks += self._heading_marks
            if self._hit is not None:
                marks.append(TextMark(self._hit, MarkKind.HIT))
            self._placed = place_marks(self._page, marks)
        return self._placed or []

    def _refresh_marks(self) -> None:
        self._placed = None
        self._colour_hit()
        self.viewport().update()

    def _colour_hit(self) -> None:
        """Give the text of the current hit its colour, which differs from the page's in the dark theme."""
        selections = []
        for start, end in self._hit_positions():
            selection = QTextEdit.ExtraSelection()
            chars = QTextCharFormat()
            chars.setForeground(self._look.theme.hit_text)
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            # The stubs do not know that these two can be set.
            setattr(selection, "cursor", cursor)  # noqa: B010
            setattr(selection, "format", chars)  # noqa: B010
            selections.append(selection)
        self.setExtraSelections(selections)

    def _hit_positions(self) -> list[tuple[int, int]]:
        """Return where the current hit begins and ends in the document."""
        page, hit = self._page, self._hit
        if page is None:
            return []
        found = [
            (page.heading_position(mark.in_heading.start), page.heading_position(mark.in_heading.end))
            for mark in self._heading_marks
            if mark.in_heading is not None and mark.kind is MarkKind.HIT
        ]
        if hit is not None:
            found.append((page.position(hit.block, hit.start), page.position(hit.end_block, hit.end)))
        return found

    def _annotation_at(self, point: QPointF) -> Annotation | None:
        sign = self._sign_at(point)
        if sign is not None:
            return sign
        found = mark_at(self._marks(), point + QPointF(0, self.verticalScrollBar().value()))
        return found.annotation if found is not None else None

    def _sign_at(self, point: QPointF) -> Annotation | None:
        x = self._sign_x()
        if not x - 4 <= point.x() <= x + NOTE_ICON_PX + 4:
            return None
        y = point.y() + self.verticalScrollBar().value()
        for item in self._marks():
            note = item.mark.annotation
            if (
                note is not None
                and note.note
                and item.boxes
                and item.boxes[0].top() <= y <= item.boxes[0].bottom()
            ):
                return note
        return None

    def _sign_x(self) -> float:
        gap = 16 if self.width() < NARROW_PX else 28
        return SIDE_PX + self._column_px() + gap

    def _column_px(self) -> int:
        """Return the width of the column: the person's choice, a little less on a narrow page."""
        narrow = self.width() < NARROW_PX
        wanted = self._look.type.column_px - (16 if narrow else 0)
        return max(min(wanted, self.width() - 2 * SIDE_PX - BAR_PX), 240)

    def _arrange(self) -> None:
        column = self._column_px()
        wide = column + 2 * SIDE_PX
        if self._page is not None and self._page.column_px != column:
            self._page.column_px = column
            self._placed = None
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
