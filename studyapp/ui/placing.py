"""Where a window may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

if TYPE_CHECKING:
    from collections.abc import Sequence


def on_a_screen(window: QRect, screens: Sequence[QRect], frame_px: int) -> QRect:
    """Return the place of a window, moved and shrunk so far that one screen holds it with its frame.

    It is the screen that shows most of the window, else the first one; `frame_px` is the height of the frame.
    """
    if not screens:
        return window
    best = max(screens, key=lambda screen: _area(screen.intersected(window)))
    width, height = min(window.width(), best.width()), min(window.height(), best.height() - frame_px)
    left = min(max(window.left(), best.left()), best.left() + best.width() - width)
    top = min(max(window.top(), best.top() + frame_px), best.top() + best.height() - height)
    return QRect(left, top, width, height)


def _area(box: QRect) -> int:
    return max(box.width(), 0) * max(box.height(), 0)
