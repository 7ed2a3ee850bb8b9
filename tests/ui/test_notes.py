"""Notes in the window: highlight, write, edit, delete, undo; and what was half written is there again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from studyapp.domain.annotations import Colour, Target
from studyapp.domain.places import Place
from studyapp.services.noting import NoteFilter
from studyapp.ui.reader.margin import SignKind
from tests.ui.conftest import long_document, shown_marks

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studyapp.domain.annotations import Annotation
    from studyapp.ui.application import Application
    from tests.ui.conftest import Start

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PASSAGE = Place(0, 1, 0, 0 + 1, 11)


def notes(window: Application) -> tuple[Annotation, ...]:
    assert window.desk is not None
    return window.desk.library.annotations()


def highlight(window: Application, qtbot: QtBot, place: Place = PASSAGE) -> Annotation:
    before = len(notes(window))
    window.window.page.view.select(place)
    QTest.keyClick(window.window.page.view, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: len(notes(window)) == before + 1, timeout=3000)
    qtbot.waitUntil(lambda: window.screens.notes.pane.rows.total == before + 1, timeout=3000)
    return next(note for note in notes(window) if note.place == place)


def test_h_highlights_the_selection(window: Application, qtbot: QtBot) -> None:
    note = highlight(window, qtbot)
    assert (note.place, note.note, note.colour) == (PASSAGE, "", Colour.WHEAT)
    assert note.quote.exact == "Paragraph 1"
    view = window.window.page.view
    assert not view.textCursor().hasSelection()
    assert [item.mark.annotation for item in shown_marks(window)] == [note]


def test_alt_and_a_number_pick_the_colour(window: Application, qtbot: QtBot) -> None:
    window.window.page.view.select(PASSAGE)
    QTest.keyClick(window.window.page.view, Qt.Key.Key_4, ALT)
    qtbot.waitUntil(lambda: len(notes(window)) == 1, timeout=3000)
    assert notes(window)[0].colour is Colour.SKY


def test_n_writes_a_note_and_ctrl_enter_keeps_it(window: Application, qtbot: QtBot) -> None:
    window.window.page.view.select(PASSAGE)
    QTest.keyClick(window.window.page.view, Qt.Key.Key_N)
    editor = window.screens.notes.pane.editor
    qtbot.waitUntil(editor.hasFocus, timeout=3000)
    QTest.keyClicks(editor, "half h/n thought")  # letters that are shortcuts elsewhere
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: notes(window)[0].note == "half h/n thought", timeout=3000)
    assert not editor.isVisible()
    assert window.window.page.view.hasFocus()


def test_a_note_is_kept_when_the_person_goes_elsewhere(window: Application, qtbot: QtBot) -> None:
    note = highlight(window, qtbot)
    window.screens.notes.edit(note.id)
    QTest.keyClicks(window.screens.notes.pane.editor, "words")
    window.window.page.view.setFocus()
    qtbot.waitUntil(lambda: notes(window)[0].note == "words", timeout=3000)


def test_escape_leaves_the_editor_and_keeps_the_words(window: Application, qtbot: QtBot) -> None:
    note = highlight(window, qtbot)
    window.screens.notes.edit(note.id)
    editor = window.screens.notes.pane.editor
    QTest.keyClicks(editor, "words")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: notes(window)[0].note == "words", timeout=3000)


def test_closing_the_window_keeps_what_stands_in_the_editor(start: Start, qtbot: QtBot) -> None:
    window = start()
    note = highlight(window, qtbot)
    window.screens.notes.edit(note.id)
    QTest.keyClicks(window.screens.notes.pane.editor, "last words")
    again = start()
    assert [n.note for n in notes(again)] == ["last words"]


def test_a_draft_left_by_a_crash_is_open_again(start: Start, qtbot: QtBot) -> None:
    window = start()
    note = highlight(window, qtbot)
    assert window.desk is not None
    library = window.desk.library
    window.screens.notes.edit(note.id)
    QTest.keyClicks(window.screens.notes.pane.editor, "half a th")
    qtbot.waitUntil(lambda: library.note_drafts() == {note.id: "half a th"}, timeout=3000)
    # What a crash would leave: the draft, and no chance to finish.
    window.screens.notes._editing = None
    again = start()
    editor = again.screens.notes.pane.editor
    assert editor.toPlainText() == "half a th"
    assert editor.isVisible()
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: notes(again)[0].note == "half a th", timeout=3000)
    assert again.desk is not None
    assert again.desk.library.note_drafts() == {}


def test_undo_and_redo_by_key_name_their_step(window: Application, qtbot: QtBot) -> None:
    highlight(window, qtbot)
    undo = window.screens.actions["undo"]
    assert undo.text() == "Undo: Highlight"
    QTest.keyClick(window.window.page.view, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: not notes(window), timeout=3000)
    qtbot.waitUntil(lambda: window.screens.notes.pane.rows.total == 0, timeout=3000)
    assert shown_marks(window) == []
    assert window.screens.actions["redo"].text() == "Redo: Highlight"
    QTest.keyClick(window.window.page.view, Qt.Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: len(notes(window)) == 1, timeout=3000)


def test_delete_in_the_list_deletes_and_undo_brings_back(window: Application, qtbot: QtBot) -> None:
    note = highlight(window, qtbot)
    pane = window.screens.notes.pane
    pane.choose(note.id)
    pane.list.setFocus()
    QTest.keyClick(pane.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not notes(window), timeout=3000)
    qtbot.waitUntil(lambda: pane.rows.total == 0, timeout=3000)
    assert not pane.tools.isVisible()
    QTest.keyClick(window.window.page.view, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(notes(window)) == 1, timeout=3000)


def test_a_click_on_a_highlight_chooses_its_note(window: Application, qtbot: QtBot) -> None:
    note = highlight(window, qtbot)
    window.screens.notes.pane.choose(None)
    view = window.window.page.view
    box = shown_marks(window)[0].boxes[0]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert window.screens.notes.pane.rows.chosen == note.id


def test_a_click_in_the_list_goes_to_the_passage(window: Application, qtbot: QtBot) -> None:
    assert window.reading is not None
    window.reading.show_section(2)
    place = Place(2, 11, 0, 11, 9)
    highlight(window, qtbot, place)
    window.reading.show_section(0)
    pane = window.screens.notes.pane
    centre = pane.list.visualRect(pane.rows.index(0, 0)).topLeft()
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=centre + QPoint(60, 20))
    assert window.reading.section == 2
    assert window.window.page.view.verticalScrollBar().value() > 0
    window.reading.go_back()
    assert window.reading.section == 0


def test_the_filter_keeps_what_contains_the_words(window: Application, qtbot: QtBot) -> None:
    highlight(window, qtbot)
    highlight(window, qtbot, Place(0, 2, 0, 2, 11))
    pane = window.screens.notes.pane
    QTest.keyClicks(pane.filter.edit, "graph 2")
    assert pane.rows.rowCount() == 1
    assert pane.rows.total == 2


def test_the_colour_of_a_note_can_be_changed(window: Application, qtbot: QtBot) -> None:
    note = highlight(window, qtbot)
    pane = window.screens.notes.pane
    pane.choose(note.id)
    pane.tools.dots[1].click()
    qtbot.waitUntil(lambda: notes(window)[0].colour is Colour.ROSE, timeout=3000)


def test_the_bar_appears_beside_a_selection_and_goes_with_it(window: Application, qtbot: QtBot) -> None:
    bar = window.screens.notes.bar
    window.window.page.view.select(PASSAGE)
    qtbot.waitUntil(bar.isVisible, timeout=3000)
    assert bar.dots[0].isVisible()
    QTest.keyClick(window.window.page.view, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_a_note_has_tags_and_the_editor_stays_while_they_are_written(
    window: Application, qtbot: QtBot
) -> None:
    note = highlight(window, qtbot)
    window.screens.notes.edit(note.id)
    frame = window.screens.notes.pane.frame
    QTest.keyClicks(frame.editor, "words")
    QTest.keyClick(frame.editor, Qt.Key.Key_Tab)
    assert frame.tags.hasFocus()
    QTest.keyClicks(frame.tags, "salt, old roads, salt")
    QTest.keyClick(frame.tags, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: notes(window)[0].tags == ("salt", "old roads"), timeout=3000)
    assert notes(window)[0].note == "words"


def test_the_preview_sets_markdown_and_bold_has_a_key(window: Application, qtbot: QtBot) -> None:
    note = highlight(window, qtbot)
    window.screens.notes.edit(note.id)
    frame = window.screens.notes.pane.frame
    QTest.keyClick(frame.editor, Qt.Key.Key_B, CTRL)
    QTest.keyClicks(frame.editor, "bold")
    assert frame.editor.toPlainText() == "**bold**"
    frame.editor.setPlainText("- **one**\n- two <b>![x](/etc/passwd)")
    QTest.keyClick(frame.editor, Qt.Key.Key_E, CTRL)
    assert frame.preview.isVisible()
    assert frame.preview.toPlainText().split("\n")[0] == "one"
    QTest.keyClick(frame.editor, Qt.Key.Key_E, CTRL)
    assert not frame.preview.isVisible()


def test_a_note_on_the_section_is_written_by_key_and_an_empty_one_goes(
    window: Application, qtbot: QtBot
) -> None:
    pane, view = window.screens.notes.pane, window.window.page.view
    QTest.keyClick(view, Qt.Key.Key_N, SHIFT)
    qtbot.waitUntil(pane.editor.hasFocus, timeout=3000)
    QTest.keyClicks(pane.editor, "on all of it")
    QTest.keyClick(pane.editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: notes(window)[0].note == "on all of it", timeout=3000)
    assert notes(window)[0].target is Target.SECTION
    qtbot.waitUntil(lambda: view.margin._signs[SignKind.NOTE] != [], timeout=3000)
    QTest.keyClick(view, Qt.Key.Key_N, CTRL | ALT)
    qtbot.waitUntil(lambda: len(notes(window)) == 2, timeout=3000)
    qtbot.waitUntil(pane.editor.hasFocus, timeout=3000)
    QTest.keyClick(pane.editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(notes(window)) == 1, timeout=3000)


def test_one_list_over_all_texts_is_filtered_and_leads_there(start: Start, qtbot: QtBot) -> None:
    library = start().screens.desk.library
    library.annotate("1", PASSAGE, note="first", colour=Colour.ROSE, tags=("salt",))
    _, other = library.add_document(long_document()._replace(title="Other"), sha256="b" * 64, path=None)
    library.annotate(other.id, Place(3, 4, 0, 4, 11), note="second", tags=("ships",))
    window = start()
    window.screens.reading.show_document("1")
    pane = window.screens.notes.pane
    QTest.keyClick(window.window.page.view, Qt.Key.Key_A, CTRL | ALT)
    qtbot.waitUntil(lambda: pane.rows.rowCount() == 2, timeout=3000)
    assert pane.filter.edit.hasFocus()
    QTest.keyClicks(pane.filter.edit, "#sh")
    assert [pane.rows.row(0).annotation.note, pane.rows.row(0).where] == [
        "second",
        "Other  ·  Part 3: On the Way",
    ]
    QTest.keyClick(pane.filter.edit, Qt.Key.Key_Return)
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    assert window.screens.reading.document is not None
    assert (window.screens.reading.document.id, window.screens.reading.section) == (other.id, 3)
    pane.filter.edit.clear()
    window.screens.notes.listing._narrow(NoteFilter(colour=Colour.ROSE))
    assert pane.narrowed.text() == "Rose"
    assert [pane.rows.row(row).annotation.note for row in range(pane.rows.rowCount())] == ["first"]
    pane.narrowed.click()
    assert pane.rows.rowCount() == 2
