"""A figure as a file: PNG at twice its size, SVG, or CSV with its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from studyapp.domain.errors import KnownError
from studyapp.ui.charts.painting import natural_height, paint_chart
from studyapp.ui.look import control_font
from studyapp.ui.widgets.painting import draw_line_of_text, fill

if TYPE_CHECKING:
    from pathlib import Path

    from studyapp.ui.charts.chart import Chart
    from studyapp.ui.theme import Theme

WIDTH_PX = 860
_EDGE_PX, _HEAD_PX, _SHARPER = 24, 48, 2
KINDS = ("png", "svg", "csv")


def save_chart(chart: Chart, path: Path, theme: Theme) -> None:
    """Write a figure to a file of the kind that its name says; a name without one becomes PNG.

    Raises KnownError when it cannot be written.
    """
    path = path if path.suffix else path.with_suffix(".png")
    kind = path.suffix[1:].casefold()
    try:
        match kind:
            case "csv":
                path.write_text(chart.csv(), encoding="utf-8")
            case "svg":
                _save_svg(chart, path, theme)
            case "png":
                _save_png(chart, path, theme)
            case _:
                raise KnownError(f"A figure is saved as {', '.join(KINDS)}; not as {kind}.")
    except OSError as error:
        raise KnownError(f"{path.name} could not be saved: {error.strerror or error}.") from error


def _save_png(chart: Chart, path: Path, theme: Theme) -> None:
    if not _picture(chart, theme).save(str(path)):
        raise OSError("the picture could not be written")


def _size(chart: Chart) -> QSize:
    height = natural_height(chart, WIDTH_PX - 2 * _EDGE_PX)
    return QSize(WIDTH_PX, _EDGE_PX + _HEAD_PX + height + _EDGE_PX)


def _picture(chart: Chart, theme: Theme) -> QImage:
    image = QImage(_size(chart) * _SHARPER, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(_SHARPER)
    painter = QPainter(image)
    _paint(painter, chart, theme)
    painter.end()
    return image


def _save_svg(chart: Chart, path: Path, theme: Theme) -> None:
    path.write_bytes(b"")  # tells what is wrong with the place, which the generator does not
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(_size(chart))
    generator.setViewBox(QRect(0, 0, _size(chart).width(), _size(chart).height()))
    generator.setTitle(chart.title)
    generator.setDescription(chart.note)
    painter = QPainter(generator)
    _paint(painter, chart, theme)
    painter.end()


def _paint(painter: QPainter, chart: Chart, theme: Theme) -> None:
    size = _size(chart)
    fill(painter, QRectF(0, 0, size.width(), size.height()), theme.page)
    inside = QRectF(_EDGE_PX, _EDGE_PX, size.width() - 2 * _EDGE_PX, size.height() - 2 * _EDGE_PX)
    title = QRectF(inside.left(), inside.top() - 6, inside.width(), 22)
    draw_line_of_text(painter, title, chart.title, control_font(15, 600), theme.text)
    draw_line_of_text(painter, title.translated(0, 20), chart.note, control_font(12), theme.muted)
    paint_chart(painter, inside.adjusted(0, _HEAD_PX, 0, 0), chart, theme)
