"""The strip under the list of keys: the keys of one action, to take away, add, or set back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studyapp.ui.announcing import announce
from studyapp.ui.keys import key_of, native
from studyapp.ui.look import control_font
from studyapp.ui.preferences.verdict import judge
from studyapp.ui.translation import tr
from studyapp.ui.widgets.buttons import RING_PX, PlainButton, TextButton
from studyapp.ui.widgets.painting import draw_line_of_text, frame_rounded, paint_focus

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent

    from studyapp.ui.actions import Actions
    from studyapp.ui.look import Look


class KeyCatcher(PlainButton):
    """A button that takes the next key that is pressed, whatever it does elsewhere."""

    caught = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, tr("Add a key"), parent)
        self.setToolTip("")
        self.setCheckable(True)
        self.setFixedHeight(32 + 2 * RING_PX)
        self.toggled.connect(self._toggled)

    def sizeHint(self) -> QSize:
        """Return the room for the longer of both words."""
        words = (tr("Add a key"), tr("Press the key…"))
        width = max(QFontMetricsF(control_font(13, 500)).horizontalAdvance(word) for word in words)
        return QSize(round(width) + 28 + 2 * RING_PX, 32 + 2 * RING_PX)

    def event(self, event: QEvent) -> bool:
        """Keep every key from the shortcuts, and Tab from moving on, while one is waited for."""
        if self.isChecked() and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self._take(event)
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Wait no longer."""
        self.setChecked(False)
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words."""
        painter, theme, on = QPainter(self), self.look.theme, self.isChecked()
        outside = QRectF(self.rect())
        inside = outside.adjusted(RING_PX, RING_PX, -RING_PX, -RING_PX)
        frame_rounded(
            painter, inside, theme.tint if on else theme.raised, theme.accent if on else theme.control
        )
        words, colour = (tr("Press the key…"), theme.accent) if on else (tr("Add a key"), theme.text)
        middle = Qt.AlignmentFlag.AlignHCenter
        draw_line_of_text(painter, inside, words, control_font(13, 500), colour, align=middle)
        if self.hasFocus():
            paint_focus(painter, outside, self.look)

    def _take(self, event: QKeyEvent) -> None:
        key = key_of(event)
        if not key:
            return
        self.setChecked(False)
        if key != "Esc":
            self.caught.emit(key)

    def _toggled(self, on: bool) -> None:
        if on:
            self.setFocus()
            announce(self, tr("Press the key, or Escape."))


class KeyEditor(QWidget):
    """Changes are made at once; a key that another action has is named, and taken only when asked to."""

    def __init__(self, look: Look, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._actions = actions
        self._action_id = ""
        self._wanted = ""  # a key that another action has
        self._name = QLabel(self)
        self._name.setFont(control_font(13, 600))
        self.catcher = KeyCatcher(look, self)
        self.catcher.caught.connect(self.add)
        self.restore = TextButton(look, tr("As it was"), self)
        self.restore.on_click(self._restore)
        self.report = QLabel(self)
        self.report.setFont(control_font(13))
        self.report.setWordWrap(True)
        self.take = TextButton(look, tr("Take it"), self, primary=True)
        self.take.on_click(self._take_over)
        self.leave = TextButton(look, tr("Leave it"), self)
        self.leave.on_click(self._leave)
        self.chips: list[TextButton] = []
        self._keys_row = QHBoxLayout()
        self._arrange()
        actions.keys.changed.connect(self._show_keys)

    def edit(self, action_id: str) -> None:
        """Show the keys of an action."""
        self._action_id = action_id
        self._name.setText(self._actions.names()[action_id])
        self._report("")
        self._show_keys()

    def add(self, key: str) -> None:
        """Give the action a key when it is free; else say what stands against it."""
        names = self._actions.names()
        verdict = judge(self._actions.keys, self._action_id, key, names)
        if verdict.free:
            self._report("")
            self._actions.keys.give(self._action_id, (*self._actions.keys[self._action_id], key))
            announce(
                self, tr("{key} is the key of “{name}” now.", key=native(key), name=names[self._action_id])
            )
            return
        self._report(verdict.sentence, key if verdict.holder is not None else "")

    # Inside

    def _arrange(self) -> None:
        self._keys_row.setSpacing(4)
        report_row = QHBoxLayout()
        for widget in (self.report, self.take, self.leave):
            report_row.addWidget(widget, 1 if widget is self.report else 0)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self._name)
        rows.addLayout(self._keys_row)
        rows.addLayout(report_row)

    def _show_keys(self) -> None:
        keys = self._actions.keys
        while self._keys_row.count():
            self._keys_row.takeAt(0)
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(key) for key in keys[self._action_id]]
        for widget in (*self.chips, self.catcher, self.restore):
            self._keys_row.addWidget(widget)
        self._keys_row.addStretch()
        self.restore.setEnabled(self._action_id in keys.own)

    def _chip(self, key: str) -> TextButton:
        chip = TextButton(self._look, native(key), self, key="×")
        chip.setAccessibleName(tr("Take {key} away", key=native(key)))
        chip.on_click(partial(self._take_away, key))
        chip.show()
        return chip

    def _take_away(self, key: str) -> None:
        keys = self._actions.keys
        self.catcher.setFocus()
        keys.give(self._action_id, [other for other in keys[self._action_id] if other != key])

    def _restore(self) -> None:
        self._report("")
        self._actions.keys.reset(self._action_id)

    def _take_over(self) -> None:
        keys, key = self._actions.keys, self._wanted
        self._leave()
        keys.give(self._action_id, (*keys[self._action_id], key))

    def _leave(self) -> None:
        self.catcher.setFocus()  # before the buttons go: else Qt looks for the next
        self._report("")

    def _report(self, sentence: str, wanted: str = "") -> None:
        """Say what stands against a key; `wanted` is one that can be taken from its holder."""
        self._wanted = wanted
        self.report.setText(sentence)
        self.take.setVisible(bool(wanted))
        self.leave.setVisible(bool(wanted))
        if sentence:
            announce(self, sentence)
