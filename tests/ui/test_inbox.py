"""The inbox in the window: drafts are accepted, edited and discarded by keys, and each step can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from studyapp.domain.places import Place
from studyapp.domain.reading import PARTS
from studyapp.services import authoring
from studyapp.services.analysing import keep_analysis
from studyapp.services.library import open_library
from tests.services.study_cases import TEXTS, study_analysis, study_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from studyapp.domain.cards import Card
    from studyapp.ui.application import Application
    from studyapp.ui.inbox.view import InboxScreen
    from tests.ui.conftest import Start

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def studied(tmp_path: Path, clock: Callable[[], datetime], start: Start) -> Application:
    """The window on an analysed document."""
    library = open_library(tmp_path / "library", clock)
    _, record = library.add_document(study_document(), sha256="b" * 64, path=None)
    keep_analysis(library, record.id, study_analysis())
    library.close()
    window = start()
    assert window.reading is not None
    window.reading.show_document(record.id)
    return window


def cards(window: Application) -> tuple[Card, ...]:
    assert window.desk is not None
    assert window.reading is not None
    assert window.reading.document is not None
    return authoring.load_cards(window.desk.library, window.reading.document.id)


def opened(window: Application) -> InboxScreen:
    """Open the inbox by its key, on the whole document."""
    QTest.keyClick(window.window.page.view, Qt.Key.Key_D)
    screen = window.screens.inbox.screen
    assert screen.isVisible()
    screen.choose_section(None)
    return screen


def test_the_key_opens_the_drafts_of_the_section_that_is_read(studied: Application) -> None:
    assert studied.window.top.drafts.count == 4
    QTest.keyClick(studied.window.page.view, Qt.Key.Key_D)
    screen = studied.screens.inbox.screen
    assert screen.rows.section == 0
    assert [draft.front for draft in screen.rows.drafts] == ["In which year did Ada Lorn meet Brem Oslak?"]
    assert screen.list.hasFocus()
    assert not studied.window.page.isVisible()


def test_drafts_are_accepted_and_discarded_by_keys_and_that_is_undone(
    studied: Application, qtbot: QtBot
) -> None:
    screen = opened(studied)
    first, second, third, _ = screen.rows.drafts
    assert [draft.quality for draft in screen.rows.drafts] == sorted(
        (draft.quality for draft in screen.rows.drafts), reverse=True
    )
    QTest.keyClick(screen.list, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: screen.rows.rowCount() == 3, timeout=3000)
    assert [card.front for card in cards(studied)] == [first.front]
    assert screen.rows.chosen == second
    QTest.keyClick(screen.list, Qt.Key.Key_Down)
    assert screen.rows.chosen == third
    QTest.keyClick(screen.list, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: screen.rows.rowCount() == 2, timeout=3000)
    assert third not in screen.rows.drafts
    QTest.keyClick(screen.list, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: screen.rows.rowCount() == 3, timeout=3000)
    assert screen.rows.chosen == third
    QTest.keyClick(screen.list, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: screen.rows.rowCount() == 4, timeout=3000)
    assert cards(studied) == ()
    assert studied.window.top.drafts.count == 4


def test_all_shown_are_accepted_at_once(studied: Application, qtbot: QtBot) -> None:
    screen = opened(studied)
    QTest.keyClick(screen.list, Qt.Key.Key_A, SHIFT)
    qtbot.waitUntil(lambda: screen.rows.rowCount() == 0, timeout=3000)
    assert len(cards(studied)) == 4
    assert screen.sentence.startswith("All done")
    assert studied.window.top.drafts.count == 0
    QTest.keyClick(screen.list, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: screen.rows.rowCount() == 4, timeout=3000)


def test_a_draft_is_accepted_in_other_words(studied: Application, qtbot: QtBot) -> None:
    screen = opened(studied)
    QTest.keyClick(screen.list, Qt.Key.Key_E)
    sheet = studied.screens.cards.sheet
    qtbot.waitUntil(sheet.front.hasFocus, timeout=3000)
    QTest.keyClicks(sheet.front, "What is VWA?")
    QTest.keyClick(sheet.front, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(cards(studied)) == 1, timeout=3000)
    assert cards(studied)[0].front == "What is VWA?"
    assert not sheet.isVisible()
    QTest.keyClick(screen.list, Qt.Key.Key_E)
    QTest.keyClick(sheet.front, Qt.Key.Key_Delete)
    assert not sheet.save.isEnabled()
    QTest.keyClick(sheet.front, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert len(cards(studied)) == 1


def test_j_leads_to_the_passage_and_escape_to_the_text(studied: Application) -> None:
    screen = opened(studied)
    draft = screen.rows.chosen
    assert draft is not None
    QTest.keyClick(screen.list, Qt.Key.Key_J)
    assert studied.window.page.isVisible()
    assert studied.reading is not None
    assert studied.reading.section == draft.sources[0].place.section
    opened(studied)
    QTest.keyClick(screen.list, Qt.Key.Key_Escape)
    assert studied.window.page.isVisible()
    assert studied.window.stage is None


def test_the_hint_tells_the_key_that_undoes_whatever_it_is(studied: Application) -> None:
    assert studied.desk is not None
    assert studied.desk.actions is not None
    keys = studied.desk.actions.keys
    opened(studied)
    assert studied.window.status._hints[-1] == (("Ctrl+Z",), "undo")
    keys.give("undo", ("Ctrl+Alt+U",))
    studied.screens.inbox.shut()
    opened(studied)
    assert studied.window.status._hints[-1] == (("Ctrl+Alt+U",), "undo")
    keys.give("undo", ())
    studied.screens.inbox.shut()
    opened(studied)
    assert all(text != "undo" for _, text in studied.window.status._hints)


def test_sections_and_qualities_narrow_the_list(studied: Application) -> None:
    screen = opened(studied)
    screen.sections.setFocus()
    QTest.keyClick(screen.sections, Qt.Key.Key_End)
    QTest.keyClick(screen.sections, Qt.Key.Key_Return)
    assert {draft.sources[0].place.section for draft in screen.rows.drafts} == {1}
    strong = screen._chips[0][0]
    QTest.mouseClick(strong, Qt.MouseButton.LeftButton)
    assert all(draft.quality >= 0.8 for draft in screen.rows.drafts)
    assert strong.isChecked()


def test_only_sections_read_if_wished(studied: Application, qtbot: QtBot) -> None:
    screen = opened(studied)
    QTest.keyClick(screen.list, Qt.Key.Key_O)
    assert screen.only_read.isChecked()
    assert screen.rows.rowCount() == studied.window.top.drafts.count == 0
    assert "“Only sections read”" in screen.sentence
    watch = studied.screens.watch
    watch._seen[0] = (1 << PARTS) - 1
    watch.changed.emit()
    assert studied.window.top.drafts.count == 1
    assert studied.screens.kept()["only_read_drafts"] is True
    QTest.mouseClick(screen.only_read, Qt.MouseButton.LeftButton)
    assert not screen.only_read.isChecked()
    assert screen.rows.rowCount() == studied.window.top.drafts.count == 4


def test_an_empty_inbox_says_why(start: Start) -> None:
    window = start()
    QTest.keyClick(window.window.page.view, Qt.Key.Key_D)
    assert "being read for facts" in window.screens.inbox.screen.sentence


def test_a_text_without_facts_says_so(studied: Application) -> None:
    assert studied.desk is not None
    assert studied.reading is not None
    assert studied.reading.document is not None
    nothing = study_analysis()._replace(facts=(), drafts=(), warnings=())
    keep_analysis(studied.desk.library, studied.reading.document.id, nothing)
    screen = opened(studied)
    assert screen.sentence.startswith("No facts found in this text")
    screen.choose_section(1)
    assert screen.sentence.startswith("No facts found in this section")
    assert "No drafts" in screen.accessibleName()


def test_a_card_is_written_on_the_selection(studied: Application, qtbot: QtBot) -> None:
    at = TEXTS[0][0].index("wrote")
    view = studied.window.page.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_C, CTRL | SHIFT)
    assert "Select" in studied.screens.messages.text
    view.select(Place(0, 0, at, 0, at + len("wrote to Oslak")))
    QTest.keyClick(view, Qt.Key.Key_C, CTRL | SHIFT)
    sheet = studied.screens.cards.writing
    qtbot.waitUntil(sheet.text.hasFocus, timeout=3000)
    assert sheet.lines() == ["Lorn […] from Velm.  →  wrote to Oslak"]
    QTest.keyClick(sheet.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(cards(studied)) == 1, timeout=3000)
    assert not sheet.isVisible()
    assert view.hasFocus()
    assert cards(studied)[0].sources[0].place == Place(0, 0, at, 0, at + len("wrote to Oslak"))


def test_gaps_are_made_by_keys_and_each_number_is_a_card(studied: Application, qtbot: QtBot) -> None:
    at = TEXTS[0][0].index("wrote")
    studied.window.page.view.select(Place(0, 0, at, 0, at + len("wrote")))
    QTest.keyClick(studied.window.page.view, Qt.Key.Key_C, CTRL | SHIFT)
    sheet = studied.screens.cards.writing
    QTest.keyClick(sheet.text, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(sheet.text, "Velm paid")
    assert not sheet.save.isEnabled()
    for place, modifiers in ((0, CTRL | SHIFT), (-1, CTRL | SHIFT | Qt.KeyboardModifier.AltModifier)):
        cursor = sheet.text.textCursor()
        cursor.setPosition(place if place == 0 else len(sheet.text.toPlainText()))
        move = cursor.MoveOperation.NextWord if place == 0 else cursor.MoveOperation.PreviousWord
        cursor.movePosition(move, cursor.MoveMode.KeepAnchor)
        sheet.text.setTextCursor(cursor)
        QTest.keyClick(sheet.text, Qt.Key.Key_C, modifiers)
    assert sheet.text.toPlainText() == "{{c1::Velm }}{{c1::paid}}"
    QTest.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(cards(studied)) == 1, timeout=3000)
    assert cards(studied)[0].answer == "Velm; paid"


def test_a_question_is_written_one_way_or_both(studied: Application, qtbot: QtBot) -> None:
    view = studied.window.page.view
    view.select(Place(0, 0, 0, 0, len("Ada Lorn")))
    QTest.keyClick(view, Qt.Key.Key_C, CTRL | SHIFT)
    sheet = studied.screens.cards.writing
    QTest.keyClick(sheet.kinds, Qt.Key.Key_Left)
    assert not sheet.save.isEnabled()
    assert sheet.answer.toPlainText() == "Ada Lorn"
    QTest.keyClicks(sheet.front, "Who met Oslak?")
    QTest.keyClick(sheet.front, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(cards(studied)) == 2, timeout=3000)
    assert [card.front for card in cards(studied)] == ["Who met Oslak?", "Ada Lorn"]


def test_a_card_shows_a_picture_with_its_question(studied: Application, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "map.png"
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    image.save(str(file))
    view = studied.window.page.view
    view.select(Place(0, 0, 0, 0, len("Ada Lorn")))
    QTest.keyClick(view, Qt.Key.Key_C, CTRL | SHIFT)
    sheet = studied.screens.cards.writing
    assert [action.text() for action in sheet.picture.menu().actions()] == ["From a file…"]
    sheet.picture.take(file)
    assert sheet.text.hasFocus()
    assert sheet.lines()[-1] == "With the picture “map.png”"
    assert sheet.picture.menu().actions()[-1].text() == "No picture"
    QTest.keyClick(sheet.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(cards(studied)) == 1, timeout=3000)
    studied.screens.review.open()
    face = studied.screens.review.screen.area.face

    def shown() -> bool:
        colour = face.grab().toImage().pixelColor(20, face.height() - 100)
        return colour == QColor(Qt.GlobalColor.darkCyan)

    qtbot.waitUntil(shown, timeout=3000)
    studied.screens.shut_screen()
    (card,) = cards(studied)
    studied.screens.review.open()
    screen = studied.screens.review.screen
    QTest.keyClick(screen, Qt.Key.Key_E)
    editing = studied.screens.cards.sheet
    assert editing.lines()[-1] == "With the picture that it has"
    assert [action.text() for action in editing.picture.menu().actions()] == ["From a file…", "No picture"]
    editing.picture.take("")
    QTest.keyClick(editing.front, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: studied.screens.review._steps == 1, timeout=3000)
    assert not cards(studied)[0].picture
    QTest.keyClick(screen, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: cards(studied)[0].picture == card.picture, timeout=3000)
