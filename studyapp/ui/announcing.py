"""Tells assistive technology what a sighted person sees happen elsewhere than at the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say a text when it is done with what it says now."""
    if text and QAccessible.isActive():
        _send(QAccessibleAnnouncementEvent(widget, text))


def _send(event: QAccessibleAnnouncementEvent) -> None:
    QAccessible.updateAccessibility(event)
