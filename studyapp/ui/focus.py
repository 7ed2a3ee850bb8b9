"""Tab goes through what can be used in the order in which it is read: part by part, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW_PX = 20  # what begins within it stands in one row


def focus_order(parts: Sequence[QWidget]) -> list[QWidget]:
    """Return what Tab stops at, in order; a part may itself be a stop."""
    order: list[QWidget] = []
    for part in parts:
        if part.isVisible():
            inside = [widget for widget in part.findChildren(QWidget) if _is_stop(widget)]
            order += [part] if _is_stop(part) else []
            order += sorted(inside, key=lambda widget: _place(widget, part))
    return order


def move_focus(parts: Sequence[QWidget], *, forward: bool) -> bool:
    """Give the keyboard to the next stop, round at the end; say whether there is one."""
    order = focus_order(parts)
    if not order:
        return False
    now = QApplication.focusWidget()
    at = order.index(now) if now in order else (-1 if forward else 0)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    order[(at + (1 if forward else -1)) % len(order)].setFocus(reason)
    return True


def _is_stop(widget: QWidget) -> bool:
    tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(tab) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _place(widget: QWidget, part: QWidget) -> tuple[int, int]:
    corner = widget.mapTo(part, QPoint(0, 0))
    return corner.y() // _ROW_PX, corner.x()
