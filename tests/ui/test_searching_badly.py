"""Odd queries, and an index that is hurt while the window is open: answered, made anew, said once."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.places import Place
from studyapp.runtime.index_process import IndexProcess
from tests.ui.test_searching import search

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from studyapp.runtime.folders import Folders
    from studyapp.ui.application import Application
    from tests.ui.conftest import Start

NO_WORD = "There is no word to look for."
THIS_ALONE = "Only this document was searched: choose “Library” to search all."
QUERIES = {
    "x" * 10_000: f"No hits for “{'x' * 60}…”. {THIS_ALONE}",
    "quimce " * 1_430: "The query is longer than 10,000 characters.",
    '"quimce': f'No hits for “"quimce”. {THIS_ALONE}',
    '"(': NO_WORD,
    "((((": NO_WORD,
    "re:/[/": "The regular expression is not right: unterminated character set.",
    "re:/^(.|..)+[#%]$/": "This regular expression takes too long.",
    "*": "A * can only stand at the end of a word.",
    "* * *": "A * can only stand at the end of a word.",
    "\x01\x02\x7f": NO_WORD,
    "\u202eשלום": f"No hits for “\u2068שלום\u2069”. {THIS_ALONE}",
    "date:9999..1": "The time ends before it begins.",
    "NOT": NO_WORD,
}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: ascii(query[:24]))
def test_an_odd_query_is_answered_by_a_sentence(window: Application, qtbot: QtBot, query: str) -> None:
    pane = search(window, qtbot, "quince")
    qtbot.waitUntil(lambda: len(pane.rows.hits) == 5, timeout=5000)
    pane.box.edit.setText(query)
    wanted = QUERIES[query]
    qtbot.waitUntil(lambda: pane.notice == wanted, timeout=8000)
    pane.grab()  # painting a long one takes no time
    pane.box.edit.setText("quince")
    qtbot.waitUntil(lambda: len(pane.rows.hits) == 5, timeout=8000)


def _files(index: Path) -> list[Path]:
    return sorted((path for path in index.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)


def _destroy(index: Path) -> None:
    for path in _files(index):
        path.write_bytes(b"torn")


def _truncate(index: Path) -> None:
    largest = _files(index)[-1]
    os.truncate(largest, largest.stat().st_size // 2)


def _age(index: Path) -> None:
    [state] = index.glob("*/state.json")
    state.write_text(state.read_text().replace('"generation": 2', '"generation": 1'))


@pytest.fixture
def own_process(_index_here: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Index in a process, as the program does."""
    monkeypatch.setattr("studyapp.runtime.index_process.IndexProcess", IndexProcess)


@pytest.mark.usefixtures("own_process")
@pytest.mark.parametrize("hurt", [_destroy, _truncate, _age, shutil.rmtree])
def test_an_index_hurt_while_the_window_is_open_is_made_anew_and_that_is_said_once(
    start: Start, qtbot: QtBot, folders: Folders, hurt: Callable[[Path], object]
) -> None:
    window = start()
    pane = search(window, qtbot, "quince")
    qtbot.waitUntil(lambda: len(pane.rows.hits) == 5, timeout=20000)
    told: list[str] = []
    messages = window.screens.messages
    messages.shown.connect(lambda: told.append(messages.text))
    hurt(folders.cache / "index")
    _note_a_quince(window)
    qtbot.waitUntil(lambda: _hits(window, qtbot) == 6, timeout=20000)
    assert [text for text in told if "made anew" in text] == [
        "The search index could not be used and was made anew. Nothing is lost."
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
@pytest.mark.usefixtures("own_process")
def test_an_index_process_that_was_killed_holds_nobody_up(start: Start, qtbot: QtBot) -> None:
    window = start()
    pane = search(window, qtbot, "quince")
    qtbot.waitUntil(lambda: len(pane.rows.hits) == 5, timeout=20000)
    assert window.desk is not None
    killed = window.desk.lanes.indexer.pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)  # it has the lock on the index as long as it lives
    _note_a_quince(window)
    qtbot.waitUntil(lambda: _hits(window, qtbot) == 6, timeout=20000)
    assert window.desk.lanes.indexer.pid not in {None, killed}


def _note_a_quince(window: Application) -> None:
    desk = window.desk
    assert desk is not None
    document = desk.library.documents()[0].id
    desk.command(lambda: desk.library.annotate(document, Place(0, 0, 0, 0, 9), note="a quince again")[0])


def _hits(window: Application, qtbot: QtBot) -> int:
    pane = window.screens.search.pane
    pane.box.edit.clear()
    qtbot.wait(50)
    pane.box.edit.setText("quince")
    qtbot.wait(400)
    return len(pane.rows.hits)
