"""How everything looks at this moment: theme, type and icons. Widgets take it and repaint when it changes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QObject, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPainter, QPalette, QPixmap

from studyapp.runtime.resources import resource
from studyapp.ui.theme import load_themes

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QColor

    from studyapp.ui.theme import Theme

TEXT_FAMILY = "Literata"
CONTROL_FAMILY = "Inter"
ICON_PX = 16
TEXT_SIZES_PX = (15, 16, 17, 18, 19, 20, 21, 22, 24, 26, 28, 32, 36)
LEADINGS = (1.4, 1.58, 1.75)
COLUMNS_PX = (544, 624, 704)
LETTER_SPACINGS = (0.0, 0.03, 0.12)  # in sizes of the text; the last is what WCAG 1.4.12 wants possible
_WORDS_TO_LETTERS = 4 / 3

_FACES = {  # by family, weight and whether it is italic
    (TEXT_FAMILY, 400, False): "literata/Literata_400Regular.ttf",
    (TEXT_FAMILY, 400, True): "literata/Literata_400Regular_Italic.ttf",
    (TEXT_FAMILY, 500, False): "literata/Literata_500Medium.ttf",
    (TEXT_FAMILY, 600, False): "literata/Literata_600SemiBold.ttf",
    (CONTROL_FAMILY, 400, False): "inter/Inter_400Regular.ttf",
    (CONTROL_FAMILY, 500, False): "inter/Inter_500Medium.ttf",
    (CONTROL_FAMILY, 600, False): "inter/Inter_600SemiBold.ttf",
}
_loaded: set[str] = set()


class Type(NamedTuple):
    """How the text is set: size in pixels, line height as a factor of it, width of the column, face.

    `spacing` is added between letters, in sizes of the text; between words it is a third more.
    """

    text_px: int = 19
    leading: float = 1.58
    column_px: int = 624
    family: str = TEXT_FAMILY
    spacing: float = 0.0

    def font(self, size_px: int, weight: int = 400, *, italic: bool = False) -> QFont:
        """Return the person's face for reading, in a size, as far apart as they want it."""
        font = text_font(size_px, weight, italic=italic, family=self.family)
        if self.spacing:
            apart = self.spacing * size_px
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, apart)
            font.setWordSpacing(apart * _WORDS_TO_LETTERS)
        return font

    @property
    def line_px(self) -> int:
        """Height of a line of the body, in whole pixels."""
        return round(self.text_px * self.leading)


def load_face(family: str, weight: int, *, italic: bool = False) -> None:
    """Make a face known to Qt before it is first used: the first frame shows few of them.

    Of Literata's italic there is one weight; Qt makes a bolder one from it, and slants Inter.
    """
    name = _FACES.get((family, 400, True)) if italic else None
    name = name or _FACES[family, weight, False]
    if name not in _loaded:
        _loaded.add(name)
        QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}")))


def text_font(size_px: int, weight: int = 400, *, italic: bool = False, family: str = TEXT_FAMILY) -> QFont:
    """Return the face for reading."""
    load_face(family, weight, italic=italic)
    font = QFont(family)
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def control_font(size_px: int = 13, weight: int = 400, *, figures: bool = False) -> QFont:
    """Return the face for controls; with `figures`, for counts: its figures are all equally wide."""
    load_face(CONTROL_FAMILY, weight)
    font = QFont(CONTROL_FAMILY)
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    if figures:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


class Look(QObject):
    """Theme, type and icons of the window. `changed` is emitted after any of them was replaced."""

    changed = Signal()

    def __init__(self, theme: str, text_type: Type) -> None:
        super().__init__()
        # Qt cuts the outlines of a drawn map short unless drawings are trusted, and asks once, when it draws
        # the first icon. Ours are the program's icons and what `importers/drawing.py` has looked through.
        os.environ.setdefault("QT_SVG_DEFAULT_OPTIONS", "2")
        self._themes = load_themes()
        self._wanted = theme
        self.type = text_type
        self._icons_shown = False
        self._pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}
        # At first the system's palette, not yet covered by ours, tells light from dark: the answer of
        # colorScheme() would make all enums of Qt's namespace, a tenth of the time to the first frame.
        self._system = "dark" if _is_dark(QGuiApplication.palette()) else "light"
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.theme: Theme = self._themes[self._resolve()]

    @property
    def wanted_theme(self) -> str:
        """The person's choice: system, light, sepia or dark."""
        return self._wanted

    def choose_theme(self, name: str) -> None:
        """Use a theme by name, or follow the system."""
        self._wanted = name
        self._apply()

    def choose_type(
        self,
        *,
        text_px: int | None = None,
        leading: float | None = None,
        column_px: int | None = None,
        family: str | None = None,
        spacing: float | None = None,
    ) -> None:
        """Change the setting of the text; what is None stays."""
        wanted = Type(
            text_px=self.type.text_px if text_px is None else text_px,
            leading=self.type.leading if leading is None else leading,
            column_px=self.type.column_px if column_px is None else column_px,
            family=self.type.family if family is None else family,
            spacing=self.type.spacing if spacing is None else spacing,
        )
        if wanted != self.type:
            self.type = wanted
            self.changed.emit()

    def step_size(self, steps: int) -> None:
        """Make the text larger or smaller by steps of the scale; 0 steps means the normal size."""
        if steps == 0:
            self.choose_type(text_px=Type().text_px)
            return
        nearest = min(range(len(TEXT_SIZES_PX)), key=lambda i: abs(TEXT_SIZES_PX[i] - self.type.text_px))
        index = min(max(nearest + steps, 0), len(TEXT_SIZES_PX) - 1)
        self.choose_type(text_px=TEXT_SIZES_PX[index])

    def show_icons(self) -> None:
        """Paint icons from now on: the first frame does without, and without what reads them."""
        self._icons_shown = True

    def paint_icon(self, painter: QPainter, name: str, where: QRectF, colour: QColor) -> None:
        """Paint an icon of the set into a square."""
        if not self._icons_shown:
            return
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(where.topLeft(), self._pixmap(name, colour, round(where.width()), ratio))

    def _pixmap(self, name: str, colour: QColor, size_px: int, ratio: float) -> QPixmap:
        key = (name, colour.rgba(), size_px, ratio)
        found = self._pixmaps.get(key)
        if found is None:
            from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 (after the first frame)

            source = resource(f"icons/{name}.svg").read_bytes()
            source = source.replace(b"currentColor", colour.name().encode())
            source = source.replace(b'stroke-width="2"', b'stroke-width="1.8"')
            found = QPixmap(round(size_px * ratio), round(size_px * ratio))
            found.fill(QtCore.Qt.GlobalColor.transparent)
            painter = QPainter(found)
            QSvgRenderer(QByteArray(source)).render(painter)
            painter.end()
            found.setDevicePixelRatio(ratio)
            self._pixmaps[key] = found
        return found

    def _resolve(self) -> str:
        if self._wanted in self._themes:
            return self._wanted
        return self._system

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        self._system = "dark" if scheme is QtCore.Qt.ColorScheme.Dark else "light"
        if self._wanted not in self._themes:
            self._apply()

    def _apply(self) -> None:
        self.theme = self._themes[self._resolve()]
        self.changed.emit()


def _is_dark(palette: QPalette) -> bool:
    role = QPalette.ColorRole
    return palette.color(role.Window).lightness() < palette.color(role.WindowText).lightness()
