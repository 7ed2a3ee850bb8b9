"""A picture of the text, as large as the window: Escape goes back, the arrows go to its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from studyapp.ui.look import control_font, text_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.painting import draw_line_of_text

if TYPE_CHECKING:
    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent

    from studyapp.domain.documents import Block
    from studyapp.ui.look import Look
    from studyapp.ui.pictures import Pictures

_MARGIN_PX = 32
_FOOT_PX = 64
_STEP = 1.25
_LARGEST = 8.0  # times what fits


class Plate(QWidget):
    """Covers the window. A click enlarges further and drags, a second one fits it again."""

    def __init__(self, look: Look, pictures: Pictures, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("plate")
        self._look = look
        self._window = window
        self._pictures = pictures
        self._blocks: list[Block] = []
        self._at = 0
        self._zoom = 1.0
        self._offset = QPointF(0, 0)
        self._grabbed: QPointF | None = None
        self._dragged = False
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        pictures.arrived.connect(self.update)
        window.installEventFilter(self)
        self.hide()

    @property
    def block(self) -> Block | None:
        """The block whose picture is shown."""
        return self._blocks[self._at] if self._blocks else None

    def open(self, blocks: list[Block], at: int) -> None:
        """Show one of these blocks' pictures; the others are its neighbours."""
        self._blocks = blocks
        self._before = self.window().focusWidget()
        self._show(at)
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def shut(self) -> None:
        """Give the window back."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def event(self, event: QEvent) -> bool:
        """Take every key for the plate: the program's shortcuts are for the text behind it."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close, go to a neighbour, zoom; other keys must not reach the text behind."""
        match event.key():
            case Qt.Key.Key_Escape | Qt.Key.Key_Return | Qt.Key.Key_Space:
                self.shut()
            case Qt.Key.Key_Left | Qt.Key.Key_PageUp:
                self._show(self._at - 1)
            case Qt.Key.Key_Right | Qt.Key.Key_PageDown:
                self._show(self._at + 1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self._zoom_by(_STEP)
            case Qt.Key.Key_Minus:
                self._zoom_by(1 / _STEP)
            case _:
                return

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom."""
        self._zoom_by(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        self._grabbed, self._dragged = event.position() - self._offset, False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture with the pointer."""
        if self._grabbed is not None and self._zoom > 1:
            moved = event.position() - self._grabbed
            self._dragged |= (moved - self._offset).manhattanLength() > 2
            self._offset = moved
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Enlarge, or fit again; beside the picture close."""
        self._grabbed = None
        if self._dragged:
            return
        if not self._box().contains(event.position()):
            self.shut()
        elif self._zoom > 1:
            self._show(self._at)
        else:
            self._zoom_by(2.0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the window when its size changes."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the picture, its words, and how many there are."""
        block = self.block
        if block is None:
            return
        painter, theme = QPainter(self), self._look.theme
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.page)
        fine = self._pictures.get(block.image, self._pictures.finest(block.image))
        picture = fine if fine is not None else self._pictures.kept(block.image)  # as the page shows it
        if picture is not None:
            painter.drawPixmap(self._box(), picture, QRectF(picture.rect()))
        foot = QRectF(_MARGIN_PX, self.height() - _FOOT_PX, self.width() - 2 * _MARGIN_PX, 32)
        painter.fillRect(QRectF(0, foot.top(), self.width(), _FOOT_PX), theme.page)
        centre = Qt.AlignmentFlag.AlignHCenter
        words = block.text.replace("\n", " ")
        draw_line_of_text(painter, foot, words, text_font(15, italic=True), theme.text, align=centre)
        keys = tr("Esc goes back, + and − zoom")
        if len(self._blocks) > 1:
            keys = tr(
                "{at} of {all}, ← and → to the others  ·  {keys}",
                at=self._at + 1,
                all=len(self._blocks),
                keys=keys,
            )
        foot.translate(0, 26)
        draw_line_of_text(painter, foot, keys, control_font(12), theme.muted, align=centre)

    def _show(self, at: int) -> None:
        self._at = min(max(at, 0), len(self._blocks) - 1)
        self._zoom, self._offset = 1.0, QPointF(0, 0)
        block = self.block
        self.setAccessibleName(tr("Picture: {words}", words=block.text) if block is not None else "")
        self.update()

    def _zoom_by(self, factor: float) -> None:
        self._zoom = min(max(self._zoom * factor, 1.0), _LARGEST)
        if self._zoom == 1.0:
            self._offset = QPointF(0, 0)
        self.update()

    def _box(self) -> QRectF:
        """Return where the picture stands: all of it in the window, times the zoom."""
        block = self.block
        if block is None:
            return QRectF()
        size: QSizeF = self._pictures.size(block.image).toSizeF()
        room = self.width() - 2 * _MARGIN_PX, self.height() - _MARGIN_PX - _FOOT_PX
        size *= min(room[0] / max(size.width(), 1), room[1] / max(size.height(), 1)) * self._zoom
        middle = QPointF(self.width() / 2, _MARGIN_PX + room[1] / 2) + self._offset
        return QRectF(
            middle.x() - size.width() / 2, middle.y() - size.height() / 2, size.width(), size.height()
        )
