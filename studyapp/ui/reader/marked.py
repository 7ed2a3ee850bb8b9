"""A text with marks: highlights, hits and mentions are painted under it, and found by the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QToolTip

from studyapp.domain.annotations import Target
from studyapp.ui.reader.decoration import paint_block_signs, paint_pictures, picture_box
from studyapp.ui.reader.document import SIDE_PX
from studyapp.ui.reader.margin import Margin, MarginSign, SignKind
from studyapp.ui.reader.marks import MarkKind, MarkLayer, TextMark, paint_marks
from studyapp.ui.reader.paging import PagedText
from studyapp.ui.reader.switches import Shown
from studyapp.ui.widgets.scrollbar import BAR_PX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from studyapp.domain.annotations import Annotation
    from studyapp.domain.places import Place
    from studyapp.ui.look import Look
    from studyapp.ui.pictures import Pictures
    from studyapp.ui.reader.document import SectionPage
    from studyapp.ui.reader.mentions import MentionLayer, ShownMention
    from studyapp.ui.reader.switches import MarkSwitches

_SWITCHED = {SignKind.NOTE: Shown.NOTES, SignKind.CARDS: Shown.CARDS, SignKind.BOOKMARK: Shown.BOOKMARKS}
NARROW_PX = 840  # below this width of the page its margins shrink


class MarkedText(PagedText):
    """Marks never go into the text: they are painted under it, in the order that `_paint_under` says."""

    annotation_clicked = Signal(str)
    sign_clicked = Signal(object)  # MarginSign
    picture_clicked = Signal(int)  # the number of its block
    mention_clicked = Signal(object)  # ShownMention
    mention_hovered = Signal(object)  # ShownMention under the resting pointer; None when it left
    painted = Signal()  # once, with the first text
    laid_out = Signal()  # the text stands elsewhere now: in another width, or another section

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._page: SectionPage | None = None
        self._annotations: tuple[Annotation, ...] = ()
        self._search: tuple[Place, ...] = ()
        self._hit: Place | None = None
        self._visited: Place | None = None
        self._heading_marks: tuple[TextMark, ...] = ()
        self._marks: MarkLayer | None = None
        self.margin = Margin()
        self._switches: MarkSwitches | None = None
        self._mentions: MentionLayer | None = None
        self._painted = False
        self.under: Callable[[QPainter, SectionPage, QRectF], None] | None = (
            None  # paints under the text, too
        )
        self.pictures: Callable[[], Pictures] | None = None  # who has them; asked when a section shows some

    @property
    def page(self) -> SectionPage | None:
        """The section shown."""
        return self._page

    def show_annotations(self, annotations: Iterable[Annotation]) -> None:
        """Paint these highlights; those without a place in this section must be left out before."""
        self._annotations = tuple(annotations)
        self.show_signs(
            SignKind.NOTE,
            [
                MarginSign(SignKind.NOTE, a.place.block, a.place.start, (a.id,), a.note)
                for a in self._annotations
                if a.place is not None and (a.note or a.target is Target.SECTION)
            ],
        )
        self._refresh_marks()

    def show_signs(self, kind: SignKind, signs: Iterable[MarginSign]) -> None:
        """Show these signs of a kind in the margin, and those only."""
        self.margin.show(kind, signs)
        self.viewport().update()

    def take_switches(self, switches: MarkSwitches) -> None:
        """Show the kinds of marks that these switches let through, from now on."""
        self._switches = switches
        switches.changed.connect(self._refresh_marks)
        self._refresh_marks()

    @property
    def shows_numbers(self) -> bool:
        """Whether the paragraphs are numbered."""
        return self._switches is not None and self._switches.shows(Shown.NUMBERS)

    def show_mentions(self, mentions: Iterable[ShownMention]) -> None:
        """Underline these mentions of the section, and those only."""
        if self._mentions is not None:
            self._mentions.show(mentions)
            self._tell_hover(None)
            self.viewport().update()

    @property
    def mentions(self) -> MentionLayer:
        """The mentions shown. The layer is made on first use: the first frame does without."""
        if self._mentions is None:
            from studyapp.ui.reader.mentions import MentionLayer  # noqa: PLC0415 (as it says)

            self._mentions = MentionLayer()
        return self._mentions

    def show_search_marks(
        self, places: Iterable[Place], hit: Place | None, heading: Iterable[TextMark] = ()
    ) -> None:
        """Paint search marks, and one of them as the current hit; those of the heading come ready."""
        self._search = tuple(places)
        self._heading_marks = tuple(heading)
        self._hit = hit
        self._refresh_marks()

    def show_visited(self, place: Place | None) -> None:
        """Mark the passage of this section that was gone to from a list; None marks nothing."""
        if place != self._visited:
            self._visited = place
            self._refresh_marks()

    def mention_at(self, point: QPointF) -> ShownMention | None:
        """Return the mention at a point of the viewport."""
        if self._mentions is None or self._page is None:
            return None
        return self._mentions.at(self._page, self._in_document(point))

    def mention_box(self, mention: ShownMention) -> QRectF | None:
        """Return where a mention begins, in the viewport; None when it is not shown."""
        boxes = self.mentions.boxes(self._page, mention) if self._page is not None else []
        return boxes[0].translated(0, -self.verticalScrollBar().value()) if boxes else None

    # Qt's side

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint signs and marks, then the text over them."""
        if self._page is not None:
            self._paint_under(QRectF(event.rect()))
            if not self._painted:
                self._painted = True
                self.painted.emit()
        super().paintEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Find the highlight or the sign that was clicked."""
        super().mouseReleaseEvent(event)
        if event.button() is QtCore.Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._click(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be clicked, and tell which mention the pointer is on."""
        super().mouseMoveEvent(event)
        if event.buttons():
            return
        mention = self.mention_at(event.position())
        self._tell_hover(mention)
        over = mention or self.sign_at(event.position())
        if over is not None or self._picture_at(event.position()) is not None:
            self.viewport().setCursor(QtCore.Qt.CursorShape.PointingHandCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer is on no mention any more."""
        super().leaveEvent(event)
        self._tell_hover(None)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a sign in the margin stands for while the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() is QtCore.QEvent.Type.ToolTip:
            sign = self.sign_at(QPointF(event.pos()))
            if sign is not None:
                QToolTip.showText(event.globalPos(), sign.text, self.viewport())
                return True
        return super().viewportEvent(event)

    # Inside

    def _forget_marks(self) -> None:
        """Mark nothing but the highlights: another section is set."""
        self._marks = None
        self.margin.clear()
        self._hit, self._search, self._heading_marks, self._visited = None, (), (), None
        self.show_mentions(())

    def _forget_places(self) -> None:
        """Place every mark anew: the text is laid out in another width."""
        self.marks.forget_places()
        self.margin.forget_places()
        self.laid_out.emit()
        if self._mentions is not None:
            self._mentions.forget_places()

    def _click(self, point: QPointF) -> None:
        """Open what stands at a point: a link was opened already, a mention lies over a highlight."""
        sign = self.sign_at(point)
        if sign is not None:
            self.sign_clicked.emit(sign)
            return
        if self.anchorAt(point.toPoint()) or self._page is None:
            return
        picture = self._picture_at(point)
        if picture is not None:
            self.picture_clicked.emit(picture)
            return
        mention = self.mention_at(point)
        if mention is not None:
            self.mention_clicked.emit(mention)
            return
        found = self.marks.annotation_at(self._page, self._in_document(point))
        if found is not None:
            self.annotation_clicked.emit(found.id)

    def _tell_hover(self, mention: ShownMention | None) -> None:
        if self._mentions is not None and mention != self._mentions.hovered:
            self._mentions.hovered = mention
            self.viewport().update()
            self.mention_hovered.emit(mention)

    def _paint_under(self, clip: QRectF) -> None:
        page = self._page
        if page is None:
            return
        painter = QPainter(self.viewport())
        top = self.verticalScrollBar().value()
        painter.translate(0, -top)
        visible = clip.translated(0, top)
        paint_block_signs(painter, page, self._look, visible)
        if self.under is not None:
            self.under(painter, page, visible)
        if page.picture_boxes and self.pictures is not None:
            paint_pictures(painter, page, self.pictures(), self._look, visible)
        placed = self.marks.in_view(page, visible)
        theme, mentions = self._look.theme, self._mentions
        highlights = [item for item in placed if item.mark.kind is MarkKind.HIGHLIGHT]
        paint_marks(painter, highlights, theme, visible)
        if mentions is not None:
            mentions.paint_grounds(painter, page, theme, visible)
        paint_marks(painter, placed[len(highlights) :], theme, visible)
        if mentions is not None:  # every line after every ground: a ground fills its line to the next one
            mentions.paint_lines(painter, page, theme, visible)
        self.margin.paint(painter, page, self._look, visible)
        if self.shows_numbers and self.under is None:
            from studyapp.ui.reader.numbers import paint_numbers  # noqa: PLC0415 (the first frame does without)

            paint_numbers(painter, page, self._look, visible, self.margin.at_left(page))
        painter.end()

    def _shows(self, kind: Shown) -> bool:
        return self._switches is None or self._switches.shows(kind)

    @property
    def marks(self) -> MarkLayer:
        """The marks shown, made from what was given when they are first asked for."""
        if self._marks is None:
            self._marks = MarkLayer()
            self._marks.show(self._text_marks())
        return self._marks

    def _text_marks(self) -> list[TextMark]:
        marks: list[TextMark] = []
        if self._shows(Shown.HIGHLIGHTS):
            marks += [
                TextMark(a.place, MarkKind.HIGHLIGHT, a.colour, a)
                for a in self._annotations
                if a.place is not None and a.target is Target.PASSAGE
            ]
        if self._shows(Shown.HITS):
            marks += [TextMark(place, MarkKind.SEARCH) for place in self._search if place != self._hit]
            marks += self._heading_marks
        if self._visited is not None:
            marks.append(TextMark(self._visited, MarkKind.VISITED))
        if self._hit is not None:
            marks.append(TextMark(self._hit, MarkKind.HIT))
        return marks

    def _refresh_marks(self) -> None:
        self._marks = None
        self.margin.hide({kind for kind, shown in _SWITCHED.items() if not self._shows(shown)})
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

    def sign_at(self, point: QPointF) -> MarginSign | None:
        """Return the sign in the margin at a point of the viewport."""
        return self.margin.at(self._page, self._in_document(point)) if self._page is not None else None

    def _picture_at(self, point: QPointF) -> int | None:
        """Return the block whose picture is at a point of the viewport."""
        page, where = self._page, self._in_document(point)
        if page is None:
            return None
        return next((n for n in page.picture_boxes if picture_box(page, n).contains(where)), None)

    def _in_document(self, point: QPointF) -> QPointF:
        return point + QPointF(0, self.verticalScrollBar().value())

    def _column_px(self) -> int:
        """Return the width of the column: the person's choice, a little less on a narrow page."""
        narrow = self.width() < NARROW_PX
        wanted = self._look.type.column_px - (16 if narrow else 0)
        return max(min(wanted, self.width() - 2 * SIDE_PX - BAR_PX), 240)
