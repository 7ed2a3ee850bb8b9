"""Analysis in the background: the text that is read first, out of an import's way, stopped at will.

Failure is one line, and so is a missing model; a better engine's findings come in place of the older ones.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData

from studyapp.domain.analyses import Analysis
from studyapp.domain.errors import CancelledError, UnreadableDocumentError
from studyapp.language.english import NOT_ENGLISH
from studyapp.language.version import ENGINE, OFF, OFF_SENTENCE
from studyapp.language.wire import encode_analysis
from studyapp.services.actors import rename_actor
from studyapp.services.analysing import is_analysed, keep_analysis, unanalysed
from studyapp.services.library import open_library
from tests.conftest import made_document
from tests.services.study_cases import study_analysis, study_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from studyapp.ui.application import Application
    from tests.ui.conftest import Start

OFF_ANALYSIS = Analysis(OFF, (), (), (), (OFF_SENTENCE,))


class Slow:
    """Stands for the import process's analysis: works until it is let go, or refuses."""

    def __init__(self, error: str = "", found: Analysis | None = None) -> None:
        self.error = error
        self.found = found
        self.asked: list[str] = []
        self.go_on = threading.Event()

    def __call__(
        self,
        request: dict[str, Any],
        sections: Iterable[dict[str, Any]],
        on_progress: Callable[[float], None],
        cancelled: threading.Event,
    ) -> dict[str, Any]:
        list(sections)
        self.asked.append(request["name"])
        on_progress(0.4)
        while not self.go_on.wait(0.01):
            if cancelled.is_set():
                raise CancelledError("The analysis was cancelled.")
        if self.error:
            raise UnreadableDocumentError(self.error, "")
        if self.found is not None:
            return encode_analysis(self.found)
        raise CancelledError("The test needs no more.")


def put_in_place(window: Application, monkeypatch: pytest.MonkeyPatch, slow: Slow) -> None:
    assert window.desk is not None
    monkeypatch.setattr(window.desk.lanes.process, "analyse", slow)


def test_the_text_is_analysed_and_its_actors_appear(
    start: Start, tmp_path: Path, clock: Callable[[], datetime], qtbot: QtBot
) -> None:
    """With the real worker: a text with a person, a treaty and a country."""
    library = open_library(tmp_path / "library", clock)
    text = "President Ada Lorn met Brem Oslak in 1931. Ada Lorn of France wrote the Treaty of Velm."
    _, record = library.add_document(made_document("The Ports", ((text,),)), sha256="c" * 64, path=None)
    library.close()
    window = start()
    assert window.reading is not None
    assert window.desk is not None
    opened = window.desk.library
    window.reading.jump_to_document(record.id)
    window.screens.analysing.begin()
    qtbot.waitUntil(lambda: is_analysed(opened, record.id), timeout=30000)
    qtbot.waitUntil(lambda: len(window.screens.actors.cast.actors) > 0, timeout=5000)
    assert any(actor.name == "Ada Lorn" for actor in window.screens.actors.cast.actors)
    assert window.window.page.view.mentions.mentions
    qtbot.waitUntil(lambda: unanalysed(opened) == (), timeout=30000)  # the others, too
    qtbot.waitUntil(lambda: window.screens.analysing.running is None, timeout=5000)
    assert "Finding actors" not in window.window.status.state


def test_the_status_line_says_what_goes_on(
    window: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow()
    put_in_place(window, monkeypatch, slow)
    window.screens.analysing.begin()
    qtbot.waitUntil(lambda: window.window.status.state == "Finding actors… 40 %", timeout=5000)
    assert window.screens.analysing.running is not None
    assert not window.window.status.cancel.isVisible()
    assert window.window.status.stop.isVisible()
    window.window.close()  # closing gives it up at once
    assert slow.asked == ["The Salt Road: A Journey"]


def test_a_failure_is_one_line_and_is_not_tried_again(
    window: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow("“The Salt Road” could not be analysed.")
    slow.go_on.set()
    put_in_place(window, monkeypatch, slow)
    window.screens.analysing.begin()
    qtbot.waitUntil(lambda: window.screens.messages.text == slow.error, timeout=5000)
    assert window.screens.analysing.running is None
    assert "Finding actors" not in window.window.status.state
    window.screens.analysing.look()
    qtbot.wait(100)
    assert len(slow.asked) == 1


def test_an_import_goes_before_an_analysis(
    window: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow()
    put_in_place(window, monkeypatch, slow)
    window.screens.analysing.begin()
    qtbot.waitUntil(lambda: len(slow.asked) == 1, timeout=5000)
    data = QMimeData()
    data.setText("# Velm\n\nA small town.")
    window.screens.importing.take(data)
    qtbot.waitUntil(lambda: "“Velm” is in your library" in window.screens.messages.text, timeout=30000)
    qtbot.waitUntil(lambda: len(slow.asked) >= 2, timeout=5000)  # it is asked for again


def test_a_document_that_is_removed_meanwhile_is_no_failure(
    window: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow()
    put_in_place(window, monkeypatch, slow)
    window.screens.analysing.begin()
    qtbot.waitUntil(lambda: len(slow.asked) == 1, timeout=5000)
    assert window.reading is not None
    assert window.reading.document is not None
    window.screens.library.remove(window.reading.document.id)
    qtbot.waitUntil(lambda: window.reading is not None and window.reading.document is None, timeout=5000)
    slow.go_on.set()
    qtbot.waitUntil(lambda: window.screens.analysing.running is None, timeout=5000)
    assert "was removed" in window.screens.messages.text


def test_without_a_model_it_is_said_once_and_nothing_more_is_asked(
    window: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(found=OFF_ANALYSIS)
    slow.go_on.set()
    put_in_place(window, monkeypatch, slow)
    window.screens.analysing.begin()
    qtbot.waitUntil(lambda: OFF_SENTENCE in window.screens.messages.text, timeout=5000)
    assert OFF_SENTENCE in window.screens.actors.pane._empty
    window.screens.inbox.open()
    assert OFF_SENTENCE in window.screens.inbox.screen.sentence
    window.screens.messages.dismiss()
    window.screens.analysing.look()
    qtbot.wait(100)
    assert (len(slow.asked), window.screens.messages.text) == (1, "")
    assert window.desk is not None
    assert len(unanalysed(window.desk.library)) == 1  # with a model it is asked for again


def test_what_is_stopped_waits_until_its_text_is_opened_again(
    start: Start,
    tmp_path: Path,
    clock: Callable[[], datetime],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = open_library(tmp_path / "library", clock)
    _, other = library.add_document(made_document("The Ports"), sha256="c" * 64, path=None)
    library.close()
    window, slow = start(), Slow()
    put_in_place(window, monkeypatch, slow)
    analysing, reading, status = window.screens.analysing, window.screens.reading, window.window.status
    assert reading.document is not None
    first = reading.document.id
    analysing.begin()
    qtbot.waitUntil(lambda: len(slow.asked) == 1, timeout=5000)
    status.stop.click()
    assert not status.stop.isVisible()
    assert "Stopped" in window.screens.messages.text
    qtbot.waitUntil(lambda: analysing.running is None, timeout=5000)
    assert "You stopped" in window.screens.actors.pane._empty
    assert analysing.obstacle(other.id)
    qtbot.wait(100)
    assert len(slow.asked) == 1
    opened = (
        other.id if first != other.id else next(d for d in unanalysed(reading._desk.library) if d != first)
    )
    reading.jump_to_document(opened)
    qtbot.waitUntil(lambda: len(slow.asked) == 2, timeout=5000)
    assert analysing.running == opened
    assert not analysing.obstacle(opened)
    assert analysing.obstacle(first)


def test_older_findings_stay_until_the_new_ones_are_there(
    start: Start,
    tmp_path: Path,
    clock: Callable[[], datetime],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = open_library(tmp_path / "library", clock)
    _, record = library.add_document(study_document(), sha256="b" * 64, path=None)
    keep_analysis(library, record.id, study_analysis("older 1"))
    rename_actor(library, record.id, "person:ada lorn", "Minister Lorn")
    library.close()
    window, slow = start(), Slow(found=study_analysis())
    put_in_place(window, monkeypatch, slow)
    actors, reading = window.screens.actors, window.screens.reading
    reading.jump_to_document(record.id)
    qtbot.waitUntil(lambda: len(actors.cast.actors) == 5, timeout=5000)
    window.screens.analysing.begin()
    qtbot.waitUntil(lambda: slow.asked == ["The Ports of Velm"], timeout=5000)
    assert (actors.cast.known, actors.pane.list.isVisible()) == (False, True)
    slow.go_on.set()
    qtbot.waitUntil(lambda: actors.cast.known, timeout=5000)
    assert {actor.name for actor in actors.cast.actors} >= {"Minister Lorn", "Brem Oslak"}


def test_a_text_in_another_language_is_said_to_be_none_for_analysis(
    window: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(found=Analysis(ENGINE, (), (), (), (NOT_ENGLISH,)))
    slow.go_on.set()
    put_in_place(window, monkeypatch, slow)
    window.screens.analysing.begin()
    qtbot.waitUntil(lambda: NOT_ENGLISH in window.screens.actors.pane._empty, timeout=5000)
    window.screens.inbox.open()
    assert window.screens.inbox.screen.sentence == NOT_ENGLISH
