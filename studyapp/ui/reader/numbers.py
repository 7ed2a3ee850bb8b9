"""The numbers of the paragraphs beside the text, by which a passage is cited and gone to: 3.12."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from studyapp.domain.documents import paragraph_numbers
from studyapp.ui.look import control_font
from studyapp.ui.reader.document import SIDE_PX
from studyapp.ui.widgets.painting import draw_line_of_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPainter

    from studyapp.ui.look import Look
    from studyapp.ui.reader.document import SectionPage

_GAP_PX = 12


def paint_numbers(
    painter: QPainter, page: SectionPage, look: Look, visible: QRectF, taken: Iterable[QRectF]
) -> None:
    """Paint the numbers of the paragraphs in view, but where a sign stands at the left already."""
    signs = list(taken)
    font, right = control_font(11, figures=True), Qt.AlignmentFlag.AlignRight
    for block, number in paragraph_numbers(page.section.blocks).items():
        layout = page.document.findBlockByNumber(block + page.head_blocks).layout()
        top, line = layout.position().y(), layout.lineAt(0)
        if top > visible.bottom():
            break
        where = QRectF(0, top + line.y(), SIDE_PX - _GAP_PX, line.height())
        if where.intersects(visible) and not any(where.intersects(sign) for sign in signs):
            draw_line_of_text(painter, where, str(number), font, look.theme.muted, align=right)
