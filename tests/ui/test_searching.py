"""Search in the window: as typed, walked, chosen, closed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from studyapp.domain.documents import ReadingPlace
from studyapp.domain.hits import Hit, HitKind
from studyapp.domain.places import Mark, Place
from studyapp.ui.reader.marks import MarkKind
from studyapp.ui.search.chips import THIS
from studyapp.ui.search.model import DocumentRow, HitRow, HitsModel, SectionRow, in_walking_order
from tests.ui.conftest import shown_marks

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studyapp.ui.application import Application
    from studyapp.ui.search.view import SearchPane
    from tests.ui.conftest import Start

CTRL = Qt.KeyboardModifier.ControlModifier


def search(window: Application, qtbot: QtBot, text: str) -> SearchPane:
    """Open the search by its key and type; return the pane when hits or a notice are there."""
    QTest.keyClick(window.window.page.view, Qt.Key.Key_F, CTRL)
    pane = window.screens.search.pane
    assert pane.box.edit.hasFocus()
    with qtbot.waitSignals([pane.rows.modelReset], timeout=5000):
        QTest.keyClicks(pane.box.edit, text)
    return pane


def test_hits_come_as_the_person_types(window: Application, qtbot: QtBot) -> None:
    pane = search(window, qtbot, "quin")
    qtbot.waitUntil(lambda: len(pane.rows.hits) == 5, timeout=5000)
    assert pane.count_line == "5 hits in 1 document"
    assert [hit.section for hit in pane.rows.hits] == [0, 1, 2, 3, 4]


def test_down_walks_and_the_reader_follows_while_the_box_keeps_the_keyboard(
    window: Application, qtbot: QtBot
) -> None:
    pane = search(window, qtbot, "quince")
    qtbot.waitUntil(lambda: len(pane.rows.hits) == 5, timeout=5000)
    for _ in range(3):
        QTest.keyClick(pane.box.edit, Qt.Key.Key_Down)
    assert window.reading is not None
    assert window.reading.section == 2
    assert pane.count_line.endswith("3 of 5")
    assert pane.box.edit.hasFocus()
    view = window.window.page.view
    marks = [item.mark for item in shown_marks(window) if item.mark.kind is MarkKind.HIT]
    hits = [mark.place for mark in marks if mark.place is not None]
    assert len(hits) == 1
    page = view.page
    assert page is not None
    text = page.section.blocks[hits[0].block].text
    assert text[hits[0].start : hits[0].end] == "quince"
    QTest.keyClick(pane.box.edit, Qt.Key.Key_Up)
    assert window.reading.section == 1


def test_escape_returns_to_where_the_person_was(window: Application, qtbot: QtBot) -> None:
    view = window.window.page.view
    view.verticalScrollBar().setValue(500)
    place = view.place(0)
    pane = search(window, qtbot, "quince")
    qtbot.waitUntil(lambda: len(pane.rows.hits) == 5, timeout=5000)
    QTest.keyClick(pane.box.edit, Qt.Key.Key_Up)
    QTest.keyClick(pane.box.edit, Qt.Key.Key_Down)
    QTest.keyClick(pane.box.edit, Qt.Key.Key_Down)
    QTest.keyClick(pane.box.edit, Qt.Key.Key_Escape)
    assert not window.window.search_open
    assert window.reading is not None
    assert window.reading.section == 0
    assert view.place(0) == place
    assert shown_marks(window) == []
    assert view.hasFocus()


def test_enter_stays_at_the_hit_and_back_returns(window: Application, qtbot: QtBot) -> None:
    view = window.window.page.view
    pane = search(window, qtbot, "quince")
    qtbot.waitUntil(lambda: len(pane.rows.hits) == 5, timeout=5000)
    for _ in range(4):
        QTest.keyClick(pane.box.edit, Qt.Key.Key_Down)
    QTest.keyClick(pane.box.edit, Qt.Key.Key_Return)
    assert view.hasFocus()
    assert window.reading is not None
    assert window.reading.section == 3
    QTest.keyClick(view, Qt.Key.Key_F3)
    assert window.reading.section == 4
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not window.window.search_open
    assert window.reading.section == 4
    while window.reading.can_go_back:
        window.reading.go_back()
    assert view.place(window.reading.section) == ReadingPlace(0, 0, 0)


def test_a_walk_does_not_move_the_kept_place(window: Application, qtbot: QtBot) -> None:
    assert window.desk is not None
    assert window.reading is not None
    window.window.page.view.verticalScrollBar().setValue(500)
    library, document = window.desk.library, window.reading.document
    assert document is not None
    qtbot.waitUntil(lambda: library.reading_place(document.id) is not None, timeout=3000)
    pane = search(window, qtbot, "quince")
    qtbot.waitUntil(lambda: len(pane.rows.hits) == 5, timeout=5000)
    for _ in range(4):
        QTest.keyClick(pane.box.edit, Qt.Key.Key_Down)
    qtbot.wait(500)
    kept = library.reading_place(document.id)
    assert kept is not None
    assert kept.section == 0


def test_no_hits_say_why_and_suggest(window: Application, qtbot: QtBot) -> None:
    pane = search(window, qtbot, "quimce ")
    # Typing may pause on its way and show that “quim” has no hits either.
    qtbot.waitUntil(lambda: "No hits for “quimce”" in pane.notice, timeout=5000)
    # While the index is being made, it knows no near words yet.
    qtbot.waitUntil(lambda: pane.suggestions[0].text() == "Search for “quince”", timeout=5000)
    pane.suggestions[0].click()
    qtbot.waitUntil(lambda: len(pane.rows.hits) == 5, timeout=5000)


def test_a_bad_query_shows_its_sentence(window: Application, qtbot: QtBot) -> None:
    pane = search(window, qtbot, "NOT quince")
    qtbot.waitUntil(lambda: bool(pane.notice) and "No hits" not in pane.notice, timeout=5000)
    assert not pane.rows.hits


def test_notes_are_found_and_chosen(window: Application, qtbot: QtBot) -> None:
    assert window.desk is not None
    assert window.reading is not None
    document = window.reading.document
    assert document is not None
    library = window.desk.library
    window.desk.command_giving(
        lambda: library.annotate(document.id, Place(3, 1, 0, 1, 9), note="about zebras"), lambda _note: None
    )
    qtbot.waitUntil(lambda: len(library.annotations()) == 1, timeout=3000)
    pane = search(window, qtbot, "zebras")
    # The hit comes by itself once the index has taken the note in.
    qtbot.waitUntil(lambda: len(pane.rows.hits) == 1, timeout=5000)
    QTest.keyClick(pane.box.edit, Qt.Key.Key_Return)
    assert window.reading.section == 3
    assert window.screens.notes.pane.rows.chosen == library.annotations()[0].id


def test_the_chips_limit_the_search(window: Application, qtbot: QtBot) -> None:
    pane = search(window, qtbot, "quince")
    qtbot.waitUntil(lambda: len(pane.rows.hits) == 5, timeout=5000)
    pane.chips.kind_chips["text"].click()
    qtbot.waitUntil(lambda: "No hits" in pane.notice, timeout=5000)
    assert pane.chips.kinds() == frozenset({HitKind.NOTE, HitKind.CARD})


def test_slash_opens_the_search_but_types_in_a_box(window: Application, qtbot: QtBot) -> None:
    QTest.keyClick(window.window.page.view, Qt.Key.Key_Slash)
    pane = window.screens.search.pane
    assert window.window.search_open
    QTest.keyClick(pane.box.edit, Qt.Key.Key_Slash)
    assert pane.box.edit.text() == "/"


@pytest.mark.parametrize("size", [(1024, 700), (1920, 1080)])
def test_the_search_pane_takes_the_place_of_others(start: Start, qtbot: QtBot, size: tuple[int, int]) -> None:
    window = start(size=size)
    search(window, qtbot, "quince")
    pane = window.screens.search.pane
    assert pane.isVisible()
    assert pane.width() == 432
    assert not window.window.left.isVisible()
    assert window.window.right.isVisible() == (size[0] > 1500)


def hit(document: str, section: int | None, block: int | None, kind: HitKind = HitKind.TEXT) -> Hit:
    label, marks = f"S{section}", (Mark(2, 6),)
    return Hit(kind, document, document, section, label, block, None, None, "a salt b", marks, 1.0)


def test_hits_are_grouped_by_document_and_read_in_order() -> None:
    hits = (hit("b", 2, 1), hit("a", 1, 0), hit("b", 0, 3), hit("b", 0, None, HitKind.TITLE))
    order = in_walking_order(hits)
    assert [(h.document_id, h.section, h.block) for h in order] == [
        ("b", 0, None),
        ("b", 0, 3),
        ("b", 2, 1),
        ("a", 1, 0),
    ]


def test_rows_share_labels_and_documents_close(qapp: object) -> None:
    from PySide6.QtCore import QObject

    parent = QObject()
    model = HitsModel(parent)
    model.show((hit("a", 0, 0), hit("a", 0, 1), hit("b", 1, 0)))
    kinds = [type(model.data(model.index(row, 0), 256)) for row in range(model.rowCount())]
    assert kinds == [DocumentRow, SectionRow, HitRow, HitRow, DocumentRow, SectionRow, HitRow]
    model.toggle("a")
    assert model.rowCount() == 4
    assert model.set_current(1) == 3  # opens it again


def test_one_key_searches_the_document_another_the_library(window: Application, qtbot: QtBot) -> None:
    view = window.window.page.view
    pane = window.screens.search.pane
    QTest.keyClick(view, Qt.Key.Key_F, CTRL)
    states = [pane.chips.document]
    QTest.keyClick(pane.box.edit, Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert [*states, pane.chips.document] == [THIS, None]
    pane.chips.narrow(THIS, THIS)
    QTest.keyClick(pane.box.edit, Qt.Key.Key_Escape)
    QTest.keyClick(view, Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert window.window.search_open
    assert (pane.chips.document, pane.chips.section) == (None, None)


def test_hits_come_while_a_map_is_being_drawn(
    window: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, drawn = threading.Event(), threading.Event()

    def draw(*_: object, **__: object) -> QImage:
        begun.set()
        drawn.wait(20)
        return QImage()

    monkeypatch.setattr("studyapp.ui.pictures.read_picture", draw)
    assert window.desk is not None
    try:
        assert window.desk.pictures.get("map.svg", QSize(600, 400)) is None
        assert begun.wait(5)
        pane = search(window, qtbot, "quin")
        qtbot.waitUntil(lambda: len(pane.rows.hits) == 5, timeout=5000)
        assert not drawn.is_set()
    finally:
        drawn.set()
