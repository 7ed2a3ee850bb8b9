"""The card itself: where it comes from, the question, and under a line the answer with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QScrollArea, QWidget

from studyapp.domain.cards import FLAGS
from studyapp.text.comparing import Verdict
from studyapp.text.offsets import to_utf16
from studyapp.ui.look import control_font, text_font
from studyapp.ui.translation import tr
from studyapp.ui.widgets.painting import draw_line_of_text, fill
from studyapp.ui.widgets.paragraph import Paragraph
from studyapp.ui.widgets.scrollbar import use_quiet_scrolling

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from studyapp.domain.cards import Card
    from studyapp.text.comparing import Comparison
    from studyapp.ui.look import Look
    from studyapp.ui.pictures import Pictures
    from studyapp.ui.theme import Theme

COLUMN_PX = 640
_MOST_LINES = 200
_GAP_PX = 28
_PICTURE_PX = 320


class CardFace(QWidget):
    """Paints one card; its height follows its text. Whatever a card holds is plain text."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("card")
        self._look = look
        self._card: Card | None = None
        self._where = ""
        self._answered = False
        self._said: Comparison | None = None
        self.pictures: Callable[[], Pictures] | None = None  # who has them; asked when a card shows one

    def show_card(
        self, card: Card | None, where: str, *, answered: bool, said: Comparison | None = None
    ) -> None:
        """Show a card, or none; `where` is the path to its passage, `said` what the person typed or chose."""
        self._card, self._where, self._answered, self._said = card, where, answered, said
        spoken = "" if card is None else f"{card.front} {card.answer if answered else ''} {_verdict(said)}"
        self.setAccessibleName(spoken.strip())
        self.update()

    @property
    def answer_words(self) -> str:
        """The answer as it is announced: after the verdict on what the person said, if there is one."""
        answer = self._card.answer if self._card is not None else ""
        return " ".join(part for part in (_verdict(self._said), answer) if part)

    def height_at(self, width: int) -> int:
        """Return the height that the card needs at a width."""
        return round(self._lay_out(None, width)) if self._card is not None else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        fill(painter, QRectF(self.rect()), self._look.theme.page)
        if self._card is not None:
            self._lay_out(painter, self.width())

    def _lay_out(self, painter: QPainter | None, width: int) -> float:
        """Paint the parts one below the other, or with no painter only measure them; return the height."""
        card, theme = self._card, self._look.theme
        if card is None:
            return 0
        if painter is not None:
            box = QRectF(0, 0, width, 20)
            path = "  ·  ".join((self._where, *signs(card)))
            draw_line_of_text(painter, box, path, control_font(12), theme.muted)
        y = 32.0
        front = Paragraph(card.front, text_font(26, 500), width, 38, _MOST_LINES)
        if painter is not None:
            front.paint(painter, QPointF(0, y), theme.text)
        y += front.height + _GAP_PX
        y += self._lay_out_picture(painter, card.picture, QPointF(0, y), width)
        if not self._answered:
            return y
        if painter is not None:
            fill(painter, QRectF(0, y, width, 1), theme.border)
        y += _GAP_PX
        answer = Paragraph(card.answer, text_font(26, 500), width, 38, _MOST_LINES)
        if painter is not None:
            answer.paint(painter, QPointF(0, y), theme.accent)
        y += answer.height + 12
        if self._said is not None:
            y = self._lay_out_said(painter, self._said, y, width)
        for number, source in enumerate(card.sources):
            sentence = Paragraph(source.sentence, text_font(18), width, 28, _MOST_LINES)
            if painter is not None:
                self._paint_sentence(painter, card, number, sentence, QPointF(0, y))
            y += sentence.height + 12
        return y

    def _lay_out_said(self, painter: QPainter | None, said: Comparison, y: float, width: int) -> float:
        """Paint what the person said, what differs struck through, and the verdict; return where it ends."""
        if painter is not None:
            theme = self._look.theme
            colour = theme.good if said.verdict is not Verdict.WRONG else theme.bad
            word = QRectF(0, y, width, 22)
            draw_line_of_text(painter, word, _verdict(said), control_font(13, 600), colour)
            if said.verdict is not Verdict.RIGHT:
                _paint_pieces(painter, QPointF(0, y + 24), said, width, theme)
        return y + 24 + (0 if said.verdict is Verdict.RIGHT else 28) + 8

    def _lay_out_picture(self, painter: QPainter | None, name: str, corner: QPointF, width: int) -> float:
        """Paint a card's picture, no larger than it is; return the height with the gap below."""
        if not name or self.pictures is None:
            return 0
        pictures = self.pictures()
        natural = pictures.size(name)
        if natural.isEmpty():
            return 0
        most = QSize(min(natural.width(), width), min(natural.height(), _PICTURE_PX))
        size = natural.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
        image = pictures.get(name, size) if painter is not None else None
        if painter is not None and image is not None:
            painter.drawPixmap(corner, image)
        return size.height() + _GAP_PX

    def _paint_sentence(
        self, painter: QPainter, card: Card, number: int, sentence: Paragraph, corner: QPointF
    ) -> None:
        theme, source = self._look.theme, card.sources[number]
        sentence.paint(painter, corner, theme.muted)
        if source.place is None or source.sentence_place is None:
            return  # the text does not hold it any more
        if (source.place.block, source.place.end_block) != (source.sentence_place.block,) * 2:
            return  # a passage over several blocks is its own sentence
        at = source.sentence_place.start
        start = to_utf16(source.sentence, source.place.start - at)
        end = to_utf16(source.sentence, source.place.end - at)
        for box in sentence.boxes(start, end):
            line = box.translated(corner)
            fill(painter, QRectF(line.left() + 2, line.bottom() - 2, line.width() - 4, 2), theme.accent)


def signs(card: Card) -> tuple[str, ...]:
    """Return what a person or the program said of a card: its flag and tags, in words."""
    flag = (f"⚑ {tr(FLAGS[card.flag - 1].capitalize())}",) if card.flag else ()
    return (*flag, *card.tags)


def _verdict(said: Comparison | None) -> str:
    match said.verdict if said is not None else None:
        case Verdict.RIGHT:
            return tr("Right")
        case Verdict.CLOSE:
            return tr("Nearly: look at the spelling")
        case Verdict.WRONG:
            return tr("Not quite: you said")
        case None:
            return ""


def _paint_pieces(painter: QPainter, corner: QPointF, said: Comparison, width: int, theme: Theme) -> None:
    x = corner.x()
    for piece in said.typed:
        font = text_font(18)
        font.setStrikeOut(not piece.good)
        wide = min(QFontMetricsF(font).horizontalAdvance(piece.text), corner.x() + width - x)
        box = QRectF(x, corner.y(), wide + 2, 26)
        draw_line_of_text(painter, box, piece.text, font, theme.muted if piece.good else theme.bad)
        x += wide


class CardArea(QScrollArea):
    """Holds the card, and scrolls it where the window is too small."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        use_quiet_scrolling(self, look)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the screen has the keys, those that scroll too
        self.face = CardFace(look)
        self.setWidget(self.face)
        self.viewport().setAutoFillBackground(False)
        self.face.setAutoFillBackground(False)

    def arrange(self) -> None:
        """Give the card its height."""
        self.face.setFixedSize(self.width(), max(self.face.height_at(self.width()), 1))
