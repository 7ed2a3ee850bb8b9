"""One window a library: later starts hand over; other libraries come into the same window, moved or not."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from shiboken6 import isValid

from studyapp.app import Session
from studyapp.opening import Opened
from studyapp.runtime.settings import Settings, load_settings
from studyapp.runtime.wanted import Wanted
from studyapp.ui.door import Door, door_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from studyapp.runtime.folders import Folders
    from studyapp.services.library import Library
    from studyapp.ui.application import Application

HAND_OVER = """
import sys
from pathlib import Path
from studyapp.runtime.wanted import read_arguments
from studyapp.ui.door import hand_over
sys.exit(0 if hand_over(Path(sys.argv[1]), read_arguments(sys.argv[2:])) else 9)
"""


@pytest.fixture(autouse=True)
def _own_sockets(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the sockets of the tests to themselves; their paths must be short."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))


def second_start(folder: Path, *arguments: str, cwd: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", HAND_OVER, str(folder), *arguments]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(command, cwd=cwd, env=environment)


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_hands_its_files_and_place_over(
    window: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open_door()
    (tmp_path / "given.md").write_text("# Given: Later\n\nWords.\n", encoding="utf-8")
    folder, reading = tmp_path / "library", window.reading
    assert reading is not None
    second = second_start(folder, "given.md", cwd=tmp_path)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=10000)
    assert second.returncode == 0
    qtbot.waitUntil(
        lambda: reading.document is not None and reading.document.title == "Given: Later", timeout=15000
    )
    third = second_start(folder, "Salt", "--section", "3", cwd=tmp_path)
    qtbot.waitUntil(lambda: third.poll() is not None, timeout=10000)
    assert reading.document is not None
    assert reading.document.title.startswith("The Salt Road")
    assert reading.section == 3


def test_what_cannot_be_opened_is_told_in_the_first_window(window: Application) -> None:
    window.take(Wanted(document="no such title"))
    assert "no such title" in window.screens.messages.text
    window.take(Wanted(document="Salt", section=99))
    assert "99" in window.screens.messages.text or "5 sections" in window.screens.messages.text


def test_a_file_that_the_desktop_gives_waits_for_the_window(
    qapp: QApplication,
    folders: Folders,
    window: Application,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken: list[Wanted] = []
    session = Session(qapp, folders, Settings())
    wanted = Wanted(files=(tmp_path / "given.md",))
    session.take(wanted)
    session.window = window
    monkeypatch.setattr(window, "come_up", taken.append)
    session._take_waiting()
    session.take(wanted)
    assert taken == [wanted, wanted]


def test_a_dead_processs_socket_is_taken_over(qapp: QApplication, tmp_path: Path) -> None:
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(door_name(tmp_path))
    dead.close()
    door = Door(tmp_path, qapp)
    assert door.open()
    door.close()


def test_nothing_but_a_request_is_taken(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    door, taken = Door(tmp_path, qapp), list[Wanted]()
    door.wanted.connect(taken.append)
    assert door.open()
    for line in (b"rubbish\n", b"\xff" * 10 + b"\n", b"{}\n"):
        stranger = socket.socket(socket.AF_UNIX)
        stranger.connect(door_name(tmp_path))
        stranger.sendall(line)
        stranger.settimeout(0.01)
        qtbot.waitUntil(partial(_is_shut, stranger), timeout=3000)
        stranger.close()
    assert taken == []
    door.close()


def _is_shut(stranger: socket.socket) -> bool:
    try:
        return stranger.recv(10) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True


class Person:
    """Acts in each window of a session as soon as it is ready."""

    def __init__(self, session: Session, *steps: Callable[[Application], object]) -> None:
        self.titles: list[list[str]] = []
        self.messages: list[str] = []
        self.windows: list[QWidget] = []
        self.left_over: list[QWidget] = []  # old windows that still ask their library
        self._steps = list(steps)
        real = session._show

        def show(opened: Opened, wanted: Wanted, error: object) -> int:
            QTimer.singleShot(0, lambda: self._watch(session))
            return real(opened, wanted, error)  # type: ignore[arg-type]

        session._show = show  # type: ignore[method-assign]

    def _watch(self, session: Session) -> None:
        window = session.window
        if window is None or not window.is_ready:
            QTimer.singleShot(10, lambda: self._watch(session))
            return
        QTimer.singleShot(50, lambda: self._act(window))

    def _act(self, window: Application) -> None:
        assert window.desk is not None
        self.titles.append([record.title for record in window.desk.library.documents()])
        self.messages.append(window.screens.messages.text)
        self.left_over += [old for old in self.windows if isValid(old)]
        self.windows.append(window.window)
        self._steps.pop(0)(window)


def run(
    folder: Path, folders: Folders, qapp: QApplication, *steps: Callable[[Application], object]
) -> Person:
    session = Session(qapp, folders, Settings(theme="light"))
    person = Person(session, *steps)
    opened = Opened()
    opened.open(folder)
    assert session.run(opened, Wanted()) == 0
    assert person.left_over == []
    return person


def close(window: Application) -> None:
    window.window.close()


@pytest.mark.usefixtures("fill")
def test_another_library_is_opened_in_place_of_the_first(
    tmp_path: Path, folders: Folders, qapp: QApplication
) -> None:
    (tmp_path / "other").mkdir()
    person = run(
        tmp_path / "library",
        folders,
        qapp,
        lambda window: window.screens.preferences.library.make(tmp_path / "other"),
        lambda window: window.screens.preferences.library.open_folder(tmp_path / "library"),
        close,
    )
    assert [titles[0].split(":")[0] for titles in person.titles] == [
        "The Salt Road",
        "Russia-Iran Strategic Alliance",
        "The Salt Road",
    ]
    assert load_settings(folders.settings).library == str(tmp_path / "library")


@pytest.mark.usefixtures("fill")
def test_a_library_moves_and_the_window_goes_with_it(
    tmp_path: Path, folders: Folders, qapp: QApplication
) -> None:
    new = tmp_path / "new place"
    person = run(
        tmp_path / "library",
        folders,
        qapp,
        lambda window: window.screens.preferences.library.move_to(new),
        lambda window: QTimer.singleShot(300, window.window.close),
    )
    assert person.titles[0] == person.titles[1]
    assert load_settings(folders.settings).library == str(new)
    assert str(new) in person.messages[1]
    assert (new / "library.sqlite").is_file()
    assert not (tmp_path / "library").exists()


def test_a_move_that_fails_leaves_the_window_on_the_old_library(
    tmp_path: Path, folders: Folders, qapp: QApplication, fill: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path, __: Path) -> Path:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "rename", fail)
    person = run(
        tmp_path / "library",
        folders,
        qapp,
        lambda window: window.screens.preferences.library.move_to(tmp_path / "new"),
        close,
    )
    assert person.titles[0] == person.titles[1]
    assert "Input/output error" in person.messages[1]
    assert not (tmp_path / "new").exists()
    assert fill.folder.is_dir()


def test_a_library_that_cannot_be_opened_leads_to_another(
    tmp_path: Path, folders: Folders, qapp: QApplication, fill: Library
) -> None:
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "library.sqlite").write_bytes(b"SQLite format 3\0" + b"rubbish" * 999)
    session = Session(qapp, folders, Settings(theme="light"))
    shown: list[bool] = []

    def choose() -> None:
        window = session.window
        if window is None or not window.is_ready or not window.window.isVisible():
            QTimer.singleShot(10, choose)
        elif window.desk is None:
            window.window.page.step.click()
            page = window.surroundings.preferences.library
            shown.append(page.isVisible())
            QTimer.singleShot(0, choose)
            page.open_folder(fill.folder)
        else:
            shown.append(True)
            window.window.close()

    opened = Opened()
    opened.open(damaged)
    QTimer.singleShot(0, choose)
    assert session.run(opened, Wanted()) == 0
    assert shown == [True, True]
    assert load_settings(folders.settings).library == str(fill.folder)


def test_what_is_no_library_is_told_and_the_window_stays(window: Application, tmp_path: Path) -> None:
    page = window.screens.preferences.library
    (tmp_path / "empty").mkdir()
    page.open_folder(tmp_path / "empty")
    assert "no library" in page.report.text()
    page.move_to(tmp_path / "library")
    assert page.report.text()
    assert window.window.isVisible()
