"""The library's pictures: their sizes at once, themselves from their own lane, scaled to what is shown."""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QImageIOHandler, QImageReader, QPainter, QPixmap

from studyapp.importers.originals import picture_path

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QRectF

    from studyapp.ui.desk import Desk

# Pictures of this many pixels are refused: decoding one would take seconds and gigabytes.
MOST_PIXELS = 60_000_000
_KEPT = 300  # scaled pictures in memory: a screen of covers and a section of plates
_FINE_PX = 2400  # the width in which a drawing is enlarged
_DRAWING, _HEAD_BYTES = ".svg", 4096
_SIDES = re.compile(rb"<svg[^>]*? width=\"([0-9.]+)\"[^>]*? height=\"([0-9.]+)\"")
_INK = 96  # of 255: no channel of a point that is drawn in ink is lighter
_SAMPLE = QSize(48, 48)

_Key = tuple[str, int, int, bool, bool]
"""A picture as it was asked for: name, width, height, whether it fills them, whether for a dark page."""


class Pictures(QObject):
    """Gives a picture when it is there, and tells when one came that was asked for before."""

    arrived = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._sizes: dict[str, QSize] = {}
        self._scaled: OrderedDict[_Key, QPixmap | None] = OrderedDict()

    def size(self, name: str) -> QSize:
        """Return the natural size of a picture; an empty one when it cannot be shown."""
        if name not in self._sizes:
            self._sizes[name] = picture_size(picture_path(self._desk.library.pictures, name))
        return self._sizes[name]

    def finest(self, name: str) -> QSize:
        """Return the size in which a picture shows all that it has."""
        size = self.size(name)
        if not name.endswith(_DRAWING) or size.isEmpty():
            return size
        return size.scaled(_FINE_PX, _FINE_PX, Qt.AspectRatioMode.KeepAspectRatio)

    def get(self, name: str, size: QSize, *, fill: bool = False) -> QPixmap | None:
        """Return a picture in a size, cut to `fill` it where it has another shape.

        None until it is read, and when it cannot be.
        """
        theme = self._desk.look.theme
        ink = theme.text if theme.name == "dark" else None
        key = name, size.width(), size.height(), fill, ink is not None
        if key not in self._scaled:
            self._scaled[key] = None
            while len(self._scaled) > _KEPT:
                self._scaled.popitem(last=False)
            path = picture_path(self._desk.library.pictures, name)
            self._desk.jobs.run(
                self._desk.lanes.pictures,
                lambda: read_picture(path, size, fill=fill, ink=ink),
                lambda image: self._take(key, image),
            )
        return self._scaled[key]

    def kept(self, name: str) -> QPixmap | None:
        """Return a picture uncut, in the largest size that is there; None when there is none yet."""
        on_dark = self._desk.look.theme.name == "dark"
        found = [
            picture
            for key, picture in self._scaled.items()
            if picture is not None and (key[0], key[3], key[4]) == (name, False, on_dark)
        ]
        return max(found, key=QPixmap.width, default=None)

    def paint(self, painter: QPainter, name: str, where: QRectF) -> bool:
        """Paint a picture where it is there already; say whether it was."""
        picture = self.get(name, where.size().toSize())
        if picture is not None:
            painter.drawPixmap(where.topLeft(), picture)
        return picture is not None

    def _take(self, key: _Key, image: QImage) -> None:
        if not image.isNull():
            self._scaled[key] = QPixmap.fromImage(image)
            self.arrived.emit()


def read_picture(path: Path, size: QSize, *, fill: bool, ink: QColor | None = None) -> QImage:
    """Return a picture in a size, with `fill` cut to its shape; a null image when it cannot be read.

    With `ink`, the colour of text on a dark page, it can be seen there, whatever its ground is.
    """
    natural = picture_size(path)
    if natural.isEmpty():
        return QImage()
    how = Qt.AspectRatioMode.KeepAspectRatioByExpanding if fill else Qt.AspectRatioMode.IgnoreAspectRatio
    scaled = natural.scaled(size, how)
    reader = _open(path)
    if path.suffix == _DRAWING:
        reader.setScaledSize(scaled)
    image = reader.read()
    if image.isNull():
        return image
    if image.size() != scaled:
        image = image.scaled(scaled, mode=Qt.TransformationMode.SmoothTransformation)
    left, top = (image.width() - size.width()) // 2, (image.height() - size.height()) // 2
    image = image.copy(left, top, size.width(), size.height())
    return image if ink is None or not image.hasAlphaChannel() else _on_dark(image, ink)


def _on_dark(image: QImage, ink: QColor) -> QImage:
    """Return a picture for a dark page: in the ink of its text what is drawn in ink, else on white."""
    image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    modes = QPainter.CompositionMode
    is_ink = _is_drawn_in_ink(image)
    painter.setCompositionMode(
        modes.CompositionMode_SourceIn if is_ink else modes.CompositionMode_DestinationOver
    )
    painter.fillRect(image.rect(), ink if is_ink else QColor(Qt.GlobalColor.white))
    painter.end()
    return image


def _is_drawn_in_ink(image: QImage) -> bool:
    """Whether nothing but dark points stands on a ground that lets the page through, by a sample."""
    sample = image.scaled(_SAMPLE, mode=Qt.TransformationMode.SmoothTransformation)
    colours = [
        colour
        for y in range(sample.height())
        for x in range(sample.width())
        if (colour := sample.pixelColor(x, y)).alpha() > _INK
    ]
    covered = len(colours) / (sample.width() * sample.height())
    return covered < 0.9 and all(max(c.red(), c.green(), c.blue()) <= _INK for c in colours)


def picture_size(path: Path) -> QSize:
    """Return the natural size of a picture; an empty one when it cannot be shown."""
    size = _drawing_size(path) if path.suffix == _DRAWING else _points_of(_open(path))
    return size if size.width() * size.height() <= MOST_PIXELS else QSize()


def _open(path: Path) -> QImageReader:
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    return reader


def _points_of(reader: QImageReader) -> QSize:
    size = reader.size()
    if not size.isValid():
        return QSize()
    turned = QImageIOHandler.Transformation.TransformationRotate90
    return size.transposed() if reader.transformation() & turned else size


def _drawing_size(path: Path) -> QSize:
    """Return what the first tag says: Qt would read all of a map for it, on the window's thread."""
    try:
        with path.open("rb") as file:
            found = _SIDES.search(file.read(_HEAD_BYTES))
    except OSError:
        return QSize()
    return QSize(round(float(found[1])), round(float(found[2]))) if found else QSize()
