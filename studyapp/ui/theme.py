"""The colours of the window, read from `resources/themes/tokens.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QColor, QPalette

from studyapp.runtime.resources import resource

if TYPE_CHECKING:
    from PySide6.QtGui import QBrush

    from studyapp.domain.actors import ActorKind
    from studyapp.domain.annotations import Colour

THEME_NAMES = ("light", "sepia", "dark")


class Theme:
    """One theme: each attribute is the colour that the tokens file explains under the same name."""

    def __init__(self, name: str, tokens: dict[str, Any]) -> None:
        base: dict[str, str] = tokens["base"]
        highlight: dict[str, str] = tokens["highlight"]
        self.name = name
        self.page = QColor(base["page"])
        self.panel = QColor(base["panel"])
        self.raised = QColor(base["raised"])
        self.text = QColor(base["text"])
        self.muted = QColor(base["muted"])
        self.faint = QColor(base["faint"])
        self.border = QColor(base["border"])
        self.control = QColor(base["control"])
        self.accent = QColor(base["accent"])
        self.on_accent = QColor(base["on_accent"])
        self.accent_hover = QColor(base["accent_hover"])
        self.accent_pressed = QColor(base["accent_pressed"])
        self.tint = QColor(base["tint"])
        self.hover = QColor(base["hover"])
        self.pressed = QColor(base["pressed"])
        self.selection = QColor(base["selection"])
        self.search = QColor(base["search"])
        self.hit = QColor(base["hit"])
        self.hit_edge = QColor(base["hit_edge"])
        self.hit_text = QColor(base["hit_text"])
        self.good = QColor(base["good"])
        self.warn = QColor(base["warn"])
        self.bad = QColor(base["bad"])
        self.bar = QColor(base["bar"])
        self.chart = QColor(base["chart"])
        self._highlight = {key: QColor(value) for key, value in highlight.items()}
        self._actor: dict[str, str] = tokens["actor"]
        self._calendar: list[str] = tokens["calendar"]
        self._states: list[str] = list(tokens["card_state"].values())

    def highlight(self, colour: Colour) -> QColor:
        """Return the fill of a highlight."""
        return self._highlight[colour.value]

    def actor(self, kind: ActorKind) -> QColor:
        """Return the colour of a kind of actor."""
        return QColor(self._actor[kind.value])

    def calendar(self) -> list[QColor]:
        """Return the steps of a calendar, from nothing to most."""
        return [QColor(step) for step in self._calendar]

    def shades(self) -> list[QColor]:
        """Return the colours of parts of a whole: new, learning, young and mature cards."""
        return [QColor(shade) for shade in self._states]

    def palette(self) -> QPalette:
        """Return the palette that Qt's own controls paint with."""
        palette = QPalette(
            self.text, self.panel, self.raised, self.border, self.control, self.text, self.page
        )
        role = QPalette.ColorRole
        for where, colour in (
            (role.Window, self.panel),
            (role.WindowText, self.text),
            (role.Base, self.page),
            (role.AlternateBase, self.panel),
            (role.Text, self.text),
            (role.Button, self.panel),
            (role.ButtonText, self.text),
            (role.BrightText, self.text),
            (role.PlaceholderText, self.muted),
            (role.Highlight, self.selection),
            (role.HighlightedText, self.text),
            (role.Link, self.accent),
            (role.LinkVisited, self.accent),
            (role.ToolTipBase, self.raised),
            (role.ToolTipText, self.text),
            (role.Accent, self.accent),
        ):
            palette.setColor(where, colour)
        for where in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, where, self.faint)
        return palette


def brush_of(colour: QColor) -> QBrush:
    """Return the brush of a colour, by way of a palette; it is made once and must not be changed.

    For `QBrush(colour)`, and wherever a colour is given for a brush, PySide tries all that a brush can be
    made of, and so makes the enums of the namespace Qt: 15 ms that the first frame does without.
    """
    key = colour.rgba()
    if key not in _brushes:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, colour)
        _brushes[key] = palette.brush(QPalette.ColorRole.Base)
    return _brushes[key]


_brushes: dict[int, QBrush] = {}


def load_themes() -> dict[str, Theme]:
    """Read every theme, by name."""
    tokens = json.loads(resource("themes/tokens.json").read_bytes())["themes"]
    return {name: Theme(name, tokens[name]) for name in THEME_NAMES}
