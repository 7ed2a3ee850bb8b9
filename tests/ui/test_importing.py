"""Import in the window: one bar and one list for many files, questions for what changed or is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studyapp.domain.errors import PasswordNeededError
from studyapp.domain.places import Place
from studyapp.ui.importing.queue import Failure, ImportQueue, Task, name_of_text

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from studyapp.ui.application import Application

TEXT = "# {title}\n\nThe ferry of {title} crossed the river all day, and the people of {title} waited.\n"


def write(folder: Path, *titles: str) -> Path:
    folder.mkdir(exist_ok=True)
    for title in titles:
        (folder / f"{title}.md").write_text(TEXT.format(title=title), encoding="utf-8")
    return folder


def titles(window: Application) -> set[str]:
    assert window.desk is not None
    return {record.title for record in window.desk.library.documents()}


def test_a_folder_comes_in_whole_and_what_fails_is_one_list(
    window: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = write(tmp_path / "reports", "Teln", "Varn", "Lumea")
    write(folder / "inner", "Osk")
    (folder / "broken.epub").write_bytes(b"PK\x03\x04 and no more")
    (folder / "empty.txt").write_bytes(b"")
    window.screens.importing.add([folder])
    messages = window.screens.messages
    qtbot.waitUntil(lambda: "4 documents came in; 2 could not be read." in messages.text, timeout=20000)
    assert {"Teln", "Varn", "Lumea", "Osk"} <= titles(window)
    assert not window.window.status.cancel.isVisible()
    messages.step.click()
    panel = window.screens.importing.failure_panel
    assert panel.isVisible()
    assert [name.path.rpartition("/")[2] for name in panel.rows.rows] == ["broken.epub", "empty.txt"]
    panel.copy.click()
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    assert lines[1].endswith("“empty.txt” is empty. Choose a file with text in it.")
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    window.screens.importing.add([folder / "broken.epub", folder / "empty.txt"])
    qtbot.waitUntil(lambda: messages.text == "None of the 2 files could be read.", timeout=20000)


def test_one_bar_counts_all_files(
    window: Application, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "reports", "Teln", "Varn", "Lumea")
    shown: list[str] = []
    status = window.window.status
    real = status.show_job

    def show_job(text: str, share: float) -> None:
        shown.append(text)
        real(text, share)

    monkeypatch.setattr(status, "show_job", show_job)
    window.screens.importing.add([tmp_path / "reports"])
    qtbot.waitUntil(lambda: "3 documents came in" in window.screens.messages.text, timeout=20000)
    wanted = ["Importing 1 of 3: Lumea.md", "Importing 2 of 3: Teln.md", "Importing 3 of 3: Varn.md"]
    assert list(dict.fromkeys(text for text in shown if text)) == wanted


def test_cancel_gives_up_what_waits_and_keeps_what_came_in(
    window: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = write(tmp_path / "reports", "Aaa")
    (folder / "b.md").write_text("word " * 2_000_000, encoding="utf-8")
    write(folder, "ccc")
    window.screens.importing.add([folder])
    qtbot.waitUntil(lambda: "Aaa" in titles(window), timeout=20000)
    window.window.status.cancel.click()
    qtbot.waitUntil(lambda: "cancelled" in window.screens.messages.text, timeout=20000)
    assert titles(window) == {"The Salt Road: A Journey", "Aaa"}


def test_an_empty_folder_is_said_to_be_one(window: Application, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    window.screens.importing.add([tmp_path / "nothing"])
    qtbot.waitUntil(lambda: "no files" in window.screens.messages.text, timeout=5000)


def changed(window: Application, qtbot: QtBot, tmp_path: Path) -> None:
    """Import a file, change it, import it again: the window asks."""
    file = write(tmp_path / "reports", "Teln") / "Teln.md"
    window.screens.importing.add([file])
    qtbot.waitUntil(lambda: "Teln" in titles(window), timeout=20000)
    file.write_text(file.read_text(encoding="utf-8") + "\nAnd it came back at night.\n", encoding="utf-8")
    window.screens.importing.add([file])
    messages = window.screens.messages
    qtbot.waitUntil(lambda: "in an earlier version" in messages.text, timeout=20000)
    assert [step.text() for step in messages.steps] == ["Update", "Keep both", "Open the old one"]


def count(window: Application) -> int:
    assert window.desk is not None
    return sum(record.title == "Teln" for record in window.desk.library.documents())


def test_a_changed_file_is_offered_as_an_update(window: Application, qtbot: QtBot, tmp_path: Path) -> None:
    changed(window, qtbot, tmp_path)
    assert count(window) == 1
    window.screens.messages.steps[0].click()
    qtbot.waitUntil(lambda: "is up to date" in window.screens.messages.text, timeout=20000)
    assert count(window) == 1
    assert "came back at night" in window.window.page.view.toPlainText()


def test_a_note_moves_with_an_update_and_one_without_its_passage_is_attached_by_hand(
    window: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    assert window.desk is not None
    assert window.reading is not None
    library, view = window.desk.library, window.window.page.view
    file = write(tmp_path / "reports", "Teln") / "Teln.md"
    window.screens.importing.add([file])
    qtbot.waitUntil(lambda: "Teln" in titles(window), timeout=20000)
    assert window.reading.document is not None
    document = window.reading.document.id
    _, kept = library.annotate(document, Place(0, 0, 4, 0, 17), note="kept")  # ferry of Teln
    _, lost = library.annotate(document, Place(0, 0, 48, 0, 74), note="lost")  # the people of Teln waited
    changed = (
        "# Teln\n\nIt was spring.\n\nThe ferry of Teln crossed the river all day, and a crowd of them sat.\n"
    )
    file.write_text(changed, encoding="utf-8")
    window.screens.importing.add([file])
    messages = window.screens.messages
    qtbot.waitUntil(lambda: "in an earlier version" in messages.text, timeout=20000)
    messages.steps[0].click()
    qtbot.waitUntil(lambda: "1 note did not find its passage" in messages.text, timeout=20000)
    assert library.annotation(kept.id).place == Place(0, 1, 4, 1, 17)
    assert library.annotation(lost.id).place is None
    window.screens.notes.focus_list()
    view.select(Place(0, 1, 44, 1, 61))
    window.screens.notes.jump(lost.id)
    assert messages.text == "Attach the note to the selected passage?"
    messages.steps[0].click()
    qtbot.waitUntil(lambda: library.annotation(lost.id).place == Place(0, 1, 44, 1, 61), timeout=5000)
    window.screens.undo()
    qtbot.waitUntil(lambda: library.annotation(lost.id).place is None, timeout=5000)
    view.clear_selection()
    window.screens.notes.jump(lost.id)
    qtbot.waitUntil(lambda: "Like it, 1 of" in messages.text or "Nothing like" in messages.text, timeout=5000)


def test_or_both_are_kept(window: Application, qtbot: QtBot, tmp_path: Path) -> None:
    changed(window, qtbot, tmp_path)
    window.screens.messages.steps[1].click()
    qtbot.waitUntil(lambda: count(window) == 2, timeout=20000)


def test_or_the_old_one_is_opened_and_stays_as_it_was(
    window: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    changed(window, qtbot, tmp_path)
    window.screens.messages.steps[2].click()
    assert window.reading is not None
    assert window.reading.document is not None
    assert window.reading.document.title == "Teln"
    assert "came back at night" not in window.window.page.view.toPlainText()
    assert count(window) == 1


def test_a_locked_file_asks_for_its_password_until_it_opens(
    window: Application, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "reports", "Teln") / "Teln.md"
    from studyapp.services.importing import parse_path as real
    from studyapp.ui.importing import controller

    def locked(*arguments: object, password: str = "", **options: object) -> object:
        if password != "salt":
            raise PasswordNeededError(f"“{file.name}” does not open with this password.")
        return real(*arguments, password="", **options)  # type: ignore[arg-type]

    monkeypatch.setattr(controller, "parse_path", locked)
    window.screens.importing.add([file])
    panel = window.screens.importing.password_panel
    qtbot.waitUntil(panel.isVisible, timeout=5000)
    QTest.keyClicks(panel.field, "pepper")
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert not panel.isVisible()
    qtbot.waitUntil(panel.isVisible, timeout=5000)
    assert panel.field.text() == ""
    QTest.keyClicks(panel.field, "salt")
    panel.unlock.click()
    qtbot.waitUntil(lambda: "Teln" in titles(window), timeout=20000)
    window.screens.importing.add([file])
    qtbot.waitUntil(panel.isVisible, timeout=5000)
    QTest.keyClick(panel.field, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert count(window) == 1


def test_the_queue_counts_what_it_has_dealt_with() -> None:
    queue = ImportQueue()
    queue.add([Task("one"), Task("two"), Task("three")])
    task = queue.waiting.popleft()
    assert queue.text_of(task) == "Importing 1 of 3: one"
    assert queue.share_of(0.5) == 0.5 / 3
    queue.failures.append(Failure("one", "It is empty."))
    task = queue.waiting.popleft()
    assert queue.text_of(task) == "Importing 2 of 3: two"
    assert queue.share_of(1.0) == 2 / 3


def test_a_text_is_named_by_its_first_line() -> None:
    assert name_of_text("\n\n## On Quinces \nThey are yellow.") == "On Quinces"
    assert name_of_text(" \n# \n") == "Pasted text"
