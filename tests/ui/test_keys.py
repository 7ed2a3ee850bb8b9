"""Keys: changed in the preferences, never two actions on one, silent while a text is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from studyapp.runtime.settings import Settings, load_settings
from studyapp.ui.actions import ACTIONS
from studyapp.ui.keys import KeyMap, is_reserved, key_of, normal
from studyapp.ui.preferences.verdict import judge
from studyapp.ui.review.keys import LETTERS as REVIEW_KEYS
from studyapp.ui.screen_keys import SCREEN_KEYS, screen_key

if TYPE_CHECKING:
    from studyapp.runtime.folders import Folders
    from studyapp.ui.application import Application
    from studyapp.ui.preferences.keys import KeysPage
    from tests.ui.conftest import Start

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
DEFAULTS = {"one": ("A", "Ctrl+A"), "two": ("B",), "three": ()}
KEYS = st.sampled_from(["A", "B", "C", "Ctrl+A", "ctrl+a", "Ctrl+C", "Tab", "", "no key", "Ctrl+X, Ctrl+Y"])


def keys_page(window: Application, action_id: str) -> KeysPage:
    window.screens.preferences.open(window.screens.preferences.keys)
    page = window.screens.preferences.keys
    names = [row.action_id for row in page.list.rows.rows]
    page.list.setCurrentIndex(page.list.rows.index(names.index(action_id), 0))
    return page


def press(
    page: KeysPage, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key where the page waits for one."""
    page.editor.catcher.click()
    QTest.keyClick(page.editor.catcher, key, modifiers)


@given(st.lists(st.tuples(st.sampled_from(["one", "two", "three"]), st.lists(KEYS, max_size=3)), max_size=6))
def test_no_key_ever_has_two_actions(steps: list[tuple[str, list[str]]]) -> None:
    parent = QObject()
    keys = KeyMap(DEFAULTS, {}, parent)
    for action_id, wanted in steps:
        keys.give(action_id, wanted)
    every = [key for action_id in DEFAULTS for key in keys[action_id]]
    assert len(every) == len(set(every))
    assert all(key == normal(key) and not is_reserved(key) for key in every)
    again = KeyMap(DEFAULTS, keys.own, parent)
    assert {name: again[name] for name in DEFAULTS} == {name: keys[name] for name in DEFAULTS}
    keys.reset_all()
    assert keys.own == {}


def test_what_was_kept_by_another_version_does_no_harm() -> None:
    keys = KeyMap(DEFAULTS, {"gone": ("X",), "two": ("A", "nonsense key", "Esc")}, QObject())
    assert keys["two"] == ("A",)
    assert keys["one"] == ("Ctrl+A",)


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "name"),
    [
        (Qt.Key.Key_Question, SHIFT, "?", "?"),
        (Qt.Key.Key_A, SHIFT, "A", "Shift+A"),
        (Qt.Key.Key_A, CTRL | SHIFT, "\x01", "Ctrl+Shift+A"),
        (Qt.Key.Key_1, Qt.KeyboardModifier.KeypadModifier, "1", "1"),
        (Qt.Key.Key_Shift, SHIFT, "", ""),
        (Qt.Key.Key_F5, ALT, "", "Alt+F5"),
    ],
)
def test_a_pressed_key_has_a_name(key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, name: str) -> None:
    assert key_of(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)) == name


def test_no_key_of_the_table_is_needed_by_a_screen() -> None:
    assert [key for spec in ACTIONS for key in spec.keys if screen_key(normal(key)) or is_reserved(key)] == []


def test_the_keys_of_the_review_are_in_the_sheet() -> None:
    known = {key for entry in SCREEN_KEYS if entry.screen == "In the review" for key in entry.keys}
    assert {key.upper() for key in REVIEW_KEYS} <= known


def test_a_changed_key_acts_at_once_and_is_shown_everywhere(
    window: Application, start: Start, folders: Folders
) -> None:
    page = keys_page(window, "find_everywhere")
    press(page, Qt.Key.Key_J, CTRL | ALT)
    assert window.screens.actions.keys["find_everywhere"][-1] == "Ctrl+Alt+J"
    page.editor.chips[0].click()  # Ctrl+Shift+F goes
    page.editor.chips[0].click()  # and Ctrl+K
    assert window.window.top.search.toolTip().endswith("Ctrl+Alt+J")
    QTest.keyClick(window.window, Qt.Key.Key_F, CTRL | SHIFT)
    assert not window.window.search_open
    QTest.keyClick(window.window, Qt.Key.Key_J, CTRL | ALT)
    assert window.window.search is not None
    assert window.window.search.isVisible()
    window.window.close()
    again = start(load_settings(folders.settings))
    assert again.screens.actions.keys["find_everywhere"] == ("Ctrl+Alt+J",)


def test_a_conflict_is_told_in_place_and_settled_there(window: Application) -> None:
    page, keys = keys_page(window, "drafts"), window.screens.actions.keys
    editor = page.editor
    press(page, Qt.Key.Key_T, CTRL)
    assert "“To the sections”" in editor.report.text()
    assert keys["outline"] == ("Ctrl+T",)
    editor.leave.click()
    assert not editor.report.text()
    press(page, Qt.Key.Key_T, CTRL)
    editor.take.click()
    assert list(keys["drafts"]) == ["D", "Ctrl+T"]
    assert keys.own["outline"] == ()
    editor.restore.click()
    assert keys["drafts"] == ("D",)
    page.reset_all.click()
    assert keys.own == {}
    assert not page.reset_all.isEnabled()


@pytest.mark.parametrize(
    ("key", "word"), [(Qt.Key.Key_Tab, "needed"), (Qt.Key.Key_E, "in the drafts"), (Qt.Key.Key_D, "already")]
)
def test_a_key_that_is_needed_elsewhere_is_refused(window: Application, key: Qt.Key, word: str) -> None:
    page = keys_page(window, "drafts")
    press(page, key)
    assert word in page.editor.report.text()
    assert window.screens.actions.keys["drafts"] == ("D",)
    assert not page.editor.take.isVisible()


def test_escape_gives_up_waiting_for_a_key(window: Application) -> None:
    page = keys_page(window, "drafts")
    press(page, Qt.Key.Key_Escape)
    assert not page.editor.catcher.isChecked()
    assert window.screens.preferences.is_open
    assert not window.screens.actions.keys.own


def test_letters_do_nothing_else_while_a_text_is_written(window: Application, start: Start) -> None:
    screens = window.screens
    screens.search.open()
    screens.cards.sheet.open("Card", "", "", "", lambda *_: None)
    screens.preferences.open(screens.preferences.keys)
    letters = [spec.keys[0] for spec in ACTIONS if spec.keys and len(spec.keys[0]) == 1]
    assert letters
    fields = [*window.window.findChildren(QLineEdit), *window.window.findChildren(QPlainTextEdit)]
    triggered: list[str] = []
    for spec in ACTIONS:
        screens.actions[spec.id].triggered.connect(lambda _=False, name=spec.id: triggered.append(name))
    seen = 0
    for field in fields:
        if not _show(field):
            continue
        seen += 1
        field.setFocus()
        for letter in letters:
            QTest.keyClicks(field, letter.lower())
    assert seen >= 2
    assert triggered == []


def _show(field: QWidget) -> bool:
    return field.isVisible() and field.isEnabled()


def test_a_verdict_names_the_holder() -> None:
    keys = KeyMap({"one": ("Ctrl+B",), "two": ()}, {}, QObject())
    verdict = judge(keys, "two", "Ctrl+B", {"one": "First", "two": "Second"})
    assert (verdict.free, verdict.holder) == (False, "one")
    assert judge(keys, "two", "Ctrl+J", {}).free


def test_settings_of_another_shape_are_the_defaults(start: Start) -> None:
    window = start(Settings(keys={"find": ["Ctrl+F, Ctrl+G, Ctrl+H, Ctrl+I"]}))
    assert window.screens.actions.keys["find"] == ()


def test_sentences_name_the_key_that_is_set(window: Application) -> None:
    assert window.desk is not None
    keys, pane = window.screens.actions.keys, window.screens.notes.pane
    assert "press N;" in pane._empty()
    keys.give("note", ("Ctrl+Alt+M",))
    keys.give("card", ())
    assert "press Ctrl+Alt+M;" in pane._empty()
    assert window.screens.notes.bar.note.toolTip() == "Write a note  Ctrl+Alt+M"
    window.screens.cards.write()
    assert "then choose “Write a card" in window.screens.messages.text
