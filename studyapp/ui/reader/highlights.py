"""How highlights look: a ground in the colour, a texture for each, and a border where there is a note.

The texture tells the colours apart for who does not see them; the border tells a highlight with a note from
one without. Nothing here touches the namespace Qt, which the first frame does without (see DECISIONS.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from studyapp.domain.annotations import Colour
from studyapp.ui.theme import brush_of

if TYPE_CHECKING:
    from studyapp.ui.reader.marks import PlacedMark
    from studyapp.ui.theme import Theme

MARK_RADIUS = 3.0
_TILE_PX = 8
_INK_ALPHA = 34  # of 255: seen when looked for, and no veil over the letters

# What is drawn on a tile of 8 pixels: lines from point to point.
_TEXTURES = {
    Colour.WHEAT: (),
    Colour.ROSE: ((-1.0, 9.0, 9.0, -1.0),),  # rising
    Colour.SAGE: ((1.0, 2.0, 3.0, 2.0), (5.0, 6.0, 7.0, 6.0)),  # dots
    Colour.SKY: ((4.0, 0.0, 4.0, 8.0),),  # upright
    Colour.LILAC: ((-1.0, -1.0, 9.0, 9.0),),  # falling
}
_tiles: dict[tuple[Colour, int], QPixmap] = {}


def paint_highlight(painter: QPainter, placed: PlacedMark, theme: Theme, visible: QRectF) -> None:
    """Paint the part of a highlight that stands in a block."""
    colour, annotation = placed.mark.colour or Colour.WHEAT, placed.mark.annotation
    if not placed.shape.controlPointRect().intersects(visible):
        return
    painter.fillPath(placed.shape, brush_of(theme.highlight(colour)))
    for box in placed.boxes:
        paint_texture(painter, box, colour, theme)
    if annotation is not None and annotation.note:
        painter.setPen(theme.bar)
        painter.drawPath(placed.shape)  # the painter has no brush here


def paint_texture(painter: QPainter, box: QRectF, colour: Colour, theme: Theme) -> None:
    """Paint the texture of a colour over its ground; tiles are in line with the document, not the box."""
    if _TEXTURES[colour]:
        inside = box.adjusted(1, 1, -1, -1)
        origin = QPointF(inside.left() % _TILE_PX, inside.top() % _TILE_PX)
        painter.drawTiledPixmap(inside, _tile(colour, theme.text), origin)


def _tile(colour: Colour, ink: QColor) -> QPixmap:
    key = colour, ink.rgba()
    if key not in _tiles:
        tile = QPixmap(_TILE_PX, _TILE_PX)
        tile.fill(QColor(0, 0, 0, 0))
        faint = QColor(ink)
        faint.setAlpha(_INK_ALPHA)
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(faint)
        painter.drawLines([QLineF(*line) for line in _TEXTURES[colour]])
        painter.end()
        _tiles[key] = tile
    return _tiles[key]
