"""Window and panes are there again as they were, also after a kill, and never where no screen is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from studyapp.runtime.settings import Settings, load_settings
from studyapp.ui.panes import PaneEdge, fitted
from studyapp.ui.placing import on_a_screen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studyapp.runtime.folders import Folders
    from studyapp.ui.application import Application
    from tests.ui.conftest import Start

COORDINATES = st.integers(-10_000, 10_000)
SIZES = st.integers(1, 6_000)
SCREENS = st.lists(
    st.builds(QRect, COORDINATES, COORDINATES, st.integers(800, 4_000), st.integers(600, 3_000)), min_size=1
)


@given(st.builds(QRect, COORDINATES, COORDINATES, SIZES, SIZES), SCREENS)
def test_a_window_is_always_on_a_screen(window: QRect, screens: list[QRect]) -> None:
    placed = on_a_screen(window, screens, 40)
    assert any(screen.contains(placed.adjusted(0, -40, 0, 0)) for screen in screens)
    assert on_a_screen(placed, screens, 40) == placed


@given(st.integers(0, 5_000), st.integers(200, 500), st.integers(200, 4_000))
def test_a_pane_leaves_room_for_the_page(wanted: int, usual: int, room: int) -> None:
    width = fitted(wanted, usual, room)
    assert width <= max(usual, room - 480)


def edges(window: Application) -> tuple[PaneEdge, ...]:
    return window.window._edges


def drag(edge: PaneEdge, by: int) -> None:
    centre = edge.rect().center()
    QTest.mousePress(edge, Qt.MouseButton.LeftButton, pos=centre)
    QTest.mouseMove(edge, centre + QPoint(by, 0))
    QTest.mouseRelease(edge, Qt.MouseButton.LeftButton, pos=centre)


def saved(window: Application, folders: Folders) -> Settings:
    """Return what a kill would leave: what the pause has written by itself."""
    window._saving.setInterval(0)
    window._saving.start()
    window._save_settings()
    return load_settings(folders.settings)


def test_dragged_panes_and_the_tab_are_there_again(start: Start, folders: Folders) -> None:
    window = start()
    left, right = edges(window)
    drag(left, 60)
    drag(right, -40)
    wide = window.window.left.width(), window.window.right.width()
    assert wide[0] > 300
    assert wide[1] > 330
    window.screens.inspector.show_tab("cards")
    again = start(saved(window, folders))
    assert (again.window.left.width(), again.window.right.width()) == wide
    assert again.screens.inspector.shown == "cards"


def test_the_keyboard_moves_an_edge_and_sets_it_back(window: Application) -> None:
    left, usual = edges(window)[0], window.window.left.width()
    QTest.keyClick(left, Qt.Key.Key_Right)
    assert window.window.left.width() == usual + 16
    QTest.keyClick(left, Qt.Key.Key_Home)
    assert window.window.left.width() == usual


def test_a_change_is_kept_without_closing(window: Application, folders: Folders, qtbot: QtBot) -> None:
    window.window.resize(1300, 800)
    qtbot.waitUntil(lambda: bool(load_settings(folders.settings).geometry), timeout=3000)
    before = load_settings(folders.settings).geometry
    window.window.resize(1200, 780)
    qtbot.waitUntil(lambda: load_settings(folders.settings).geometry != before, timeout=3000)


def test_full_screen_is_not_kept(window: Application, start: Start, folders: Folders) -> None:
    window.window.resize(1000, 700)
    window._save_settings()
    window.screens.actions["full_screen"].trigger()
    assert window.window.isFullScreen()
    again = start(saved(window, folders), (1440, 900))
    assert not again.window.isFullScreen()


def test_a_place_on_a_screen_that_is_gone_is_given_up(start: Start, folders: Folders) -> None:
    window = start()
    window.window.setGeometry(5_000, 4_000, 900, 600)
    settings = saved(window, folders)
    again = start(settings, (900, 600))
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    assert any(screen.intersects(again.window.geometry()) for screen in screens)
