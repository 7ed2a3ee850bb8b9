"""PySide6 6.12 loses a reference to None at each void call on Python 3.11, and aborts before long."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CALLS = 20_000
SLACK = 200  # references to None that come and go in an interpreter at work


def test_void_calls_of_qt_keep_the_references_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < SLACK
