"""Palette and sheet: found by a few letters, run by Return, from the same table as the menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studyapp.runtime.settings import Settings, load_settings
from studyapp.ui.actions import ACTIONS
from studyapp.ui.commands.ranking import rank
from studyapp.ui.screen_keys import SCREEN_KEYS

if TYPE_CHECKING:
    from studyapp.runtime.folders import Folders
    from studyapp.ui.application import Application
    from studyapp.ui.commands.palette import Palette
    from studyapp.ui.commands.sheet import KeySheet
    from tests.ui.conftest import Start

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
NAMES = [(spec.menu, spec.text) for spec in ACTIONS]


def palette(window: Application) -> Palette:
    QTest.keyClick(window.window.page.view, Qt.Key.Key_P, CTRL_SHIFT)
    shown = window.screens._palette
    assert shown is not None
    assert shown.isVisible()
    return shown


def sheet(window: Application, key: Qt.Key = Qt.Key.Key_Question) -> KeySheet:
    QTest.keyClick(window.window.page.view, key)
    shown = window.screens._sheet
    assert shown is not None
    assert shown.isVisible()
    return shown


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("next sec", "Next section"),
        ("sec next", "Next section"),
        ("wacots", "Write a card on the selection"),
        ("hihglight sel", "Highlight the selection"),
        ("undrline peple", "Underline people"),
        ("full", "Full screen"),
        ("PREF", "Preferences…"),
        ("go back", "Back"),
        ("copy", "Copy"),
    ],
)
def test_a_few_letters_find_the_action(typed: str, first: str) -> None:
    assert NAMES[rank(typed, NAMES)[0]][1] == first


@pytest.mark.parametrize("typed", ["zzzz", "next zzzz", "\0", "((", "🦊"])
def test_what_no_action_is_called_finds_none(typed: str) -> None:
    assert rank(typed, NAMES) == []


@given(st.sampled_from(NAMES))
def test_an_action_is_found_by_its_own_words_before_all_that_lack_them(name: tuple[str, str]) -> None:
    order = [NAMES[number] for number in rank(name[1], NAMES)]
    words = set(name[1].casefold().split())
    before = order[: order.index(name)]
    assert all(words <= set(f"{menu} {other}".casefold().split()) for menu, other in before)


@given(st.text(max_size=30))
def test_any_text_can_be_typed(typed: str) -> None:
    assert len(set(rank(typed, NAMES))) <= len(NAMES)


def test_return_runs_the_best_and_it_is_first_the_next_time(
    window: Application, folders: Folders, start: Start
) -> None:
    shown = palette(window)
    QTest.keyClicks(shown.box.edit, "next sec")
    QTest.keyClick(shown.box.edit, Qt.Key.Key_Return)
    assert window.reading is not None
    assert window.reading.section == 1
    assert not shown.isVisible()
    rows = palette(window).rows.rows
    assert [row.text for row in rows[:3]] == ["Run lately", "Next section", "All commands"]
    window.window.close()
    again = start(load_settings(folders.settings))
    assert palette(again).rows.rows[1].action_id == "next_section"


def test_what_cannot_be_done_is_left_out_until_it_is_named(window: Application) -> None:
    shown = palette(window)
    assert "Redo" not in [row.text for row in shown.rows.rows]
    QTest.keyClicks(shown.box.edit, "redo")
    [row] = [row for row in shown.rows.rows if row.text == "Redo"]
    assert not row.enabled
    QTest.keyClick(shown.box.edit, Qt.Key.Key_Return)
    assert shown.isVisible()


def test_the_arrows_walk_over_headings(window: Application) -> None:
    shown = sheet(window)
    for _ in range(80):
        QTest.keyClick(shown.box.edit, Qt.Key.Key_Down)
        assert not shown.rows.rows[shown.list.currentIndex().row()].is_heading
    QTest.keyClick(shown.box.edit, Qt.Key.Key_Escape)
    assert not shown.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Question, Qt.Key.Key_F1])
def test_the_sheet_lists_every_action_and_screen_key(window: Application, key: Qt.Key) -> None:
    rows = sheet(window, key).rows.rows
    assert {row.action_id for row in rows if row.action_id} == {spec.id for spec in ACTIONS}
    assert [row.text for row in rows if not row.is_heading][-len(SCREEN_KEYS) :] == [
        entry.text for entry in SCREEN_KEYS
    ]


def test_a_key_narrows_the_sheet(window: Application) -> None:
    shown = sheet(window)
    QTest.keyClicks(shown.box.edit, "ctrl+pgdown")
    assert [row.text for row in shown.rows.rows] == ["Go", "Next section"]


def test_the_sheet_leads_to_the_preferences(window: Application) -> None:
    sheet(window).change.click()
    assert window.screens.preferences.is_open
    assert window.screens.preferences.keys.isVisible()


def test_without_a_library_what_needs_one_is_off(start: Start) -> None:
    window = start(Settings(recent_actions=("find", "no_such_action")))
    assert [row.text for row in palette(window).rows.rows[:2]] == ["Run lately", "Search in this document"]
