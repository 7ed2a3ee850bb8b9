"""Menus in the program's own dress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from studyapp.ui.look import control_font

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studyapp.ui.look import Look

_STYLE = """
QMenu {{ background: {raised}; border: 1px solid {control}; padding: 6px 0; }}
QMenu::item {{ padding: 6px 28px 6px 16px; color: {text}; }}
QMenu::item:selected {{ background: {tint}; color: {accent}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 6px 0; }}
"""


def make_menu(look: Look, parent: QWidget, title: str = "") -> QMenu:
    """Return an empty menu."""
    menu = QMenu(title, parent)
    menu.setFont(control_font())
    theme = look.theme
    menu.setStyleSheet(
        _STYLE.format(
            raised=theme.raised.name(),
            control=theme.control.name(),
            text=theme.text.name(),
            tint=theme.tint.name(),
            accent=theme.accent.name(),
            faint=theme.faint.name(),
            border=theme.border.name(),
        )
    )
    return menu
