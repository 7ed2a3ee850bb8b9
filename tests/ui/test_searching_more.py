"""Completions, filters, searches to come back to, and what is wrong with a query, in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studyapp.domain.hits import HitKind
from studyapp.domain.places import Place
from studyapp.services import authoring, searches
from studyapp.ui.search import terms
from tests.ui.test_searching import search

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studyapp.ui.application import Application
    from studyapp.ui.search.view import SearchPane

ALT = Qt.KeyboardModifier.AltModifier


def offered(pane: SearchPane) -> list[str]:
    return [row.label for row in pane.offers.rows.rows] if pane.offers.isVisible() else []


def test_tab_takes_a_completion_and_walking_hides_them(window: Application, qtbot: QtBot) -> None:
    pane = search(window, qtbot, "car")
    qtbot.waitUntil(lambda: offered(pane) == ["caravans"], timeout=5000)
    QTest.keyClick(pane.box.edit, Qt.Key.Key_Tab)
    assert pane.box.edit.text() == "caravans "
    assert pane.box.edit.hasFocus()
    qtbot.waitUntil(lambda: not offered(pane), timeout=5000)
    pane.box.edit.clear()
    QTest.keyClicks(pane.box.edit, "par")
    qtbot.waitUntil(lambda: offered(pane) == ["part", "paragraph"], timeout=5000)
    QTest.keyClick(pane.box.edit, Qt.Key.Key_Down, ALT)
    assert pane.offers.currentIndex().row() == 1
    qtbot.waitUntil(lambda: bool(pane.rows.hits), timeout=5000)
    QTest.keyClick(pane.box.edit, Qt.Key.Key_Down)
    assert not offered(pane)
    QTest.keyClick(pane.box.edit, Qt.Key.Key_Tab)
    assert pane.box.clear.hasFocus()


def choose(window: Application, qtbot: QtBot, name: str, begins: str) -> list[str]:
    """Open a filter's menu by its chip, take the row that begins so, and return what was offered."""
    pane, filters = window.screens.search.pane, window.screens.search.filters
    assert filters is not None
    before = filters.menu
    QTest.keyClick(pane.chips.filters[name], Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: filters.menu is not before, timeout=5000)
    assert filters.menu is not None
    rows = [row for row in filters.menu.actions() if row.text()]
    next(row for row in rows if row.text().startswith(begins)).trigger()
    filters.menu.close()
    return [row.text() for row in rows]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_filter_can_be_written_and_a_wrong_date_is_marked(window: Application, qtbot: QtBot) -> None:
    pane = search(window, qtbot, "quince")
    qtbot.waitUntil(lambda: len(pane.rows.hits) == 5, timeout=5000)
    assert choose(window, qtbot, "date", "Write") == ["No date among the hits", "Write another…"]
    assert pane.box.edit.text() == "quince date:"
    qtbot.waitUntil(lambda: "1979..1991" in offered(pane), timeout=5000)
    QTest.keyClicks(pane.box.edit, "x")
    qtbot.waitUntil(lambda: "A date is a year" in pane.notice, timeout=5000)
    assert pane.box.edit._wrong == (12, 13)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_document_and_section_narrow_the_search_with_their_hits(window: Application, qtbot: QtBot) -> None:
    assert window.reading is not None
    pane = search(window, qtbot, "quince")
    qtbot.waitUntil(lambda: len(pane.rows.hits) == 5, timeout=5000)
    offered_documents = choose(window, qtbot, "document", "The Salt Road")
    assert offered_documents == ["All documents", "This document", "The Salt Road\t5"]
    assert (pane.chips.document, pane.chips.filters["document"].text()) == ("1", "The Salt Road")
    offered_sections = choose(window, qtbot, "section", "This section")
    assert offered_sections[:4] == [
        "All sections",
        "This section",
        "Part 1: On the Way\t2",
        "Part 2: On the Way\t1",
    ]
    qtbot.waitUntil(lambda: [hit.section for hit in pane.rows.hits] == [0], timeout=5000)
    window.reading.next_section()
    # The second part has the third under it.
    qtbot.waitUntil(lambda: [hit.section for hit in pane.rows.hits] == [1, 2], timeout=5000)
    choose(window, qtbot, "section", "Part 4")
    qtbot.waitUntil(lambda: [hit.section for hit in pane.rows.hits] == [4], timeout=5000)
    choose(window, qtbot, "document", "All documents")
    qtbot.waitUntil(lambda: len(pane.rows.hits) == 5, timeout=5000)
    assert not pane.chips.filters["section"].isChecked()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_actors_and_dates_narrow_the_search_and_are_taken_back(furnished: Application, qtbot: QtBot) -> None:
    pane = search(furnished, qtbot, "velm ")
    qtbot.waitUntil(lambda: bool(pane.rows.hits), timeout=5000)
    before = len(pane.rows.hits)
    rows = choose(furnished, qtbot, "actor", "Ada Lorn")
    hits = int(rows[[row.partition("\t")[0] for row in rows].index("Ada Lorn")].partition("\t")[2])
    assert pane.box.edit.text() == 'velm person:"Ada Lorn" '
    qtbot.waitUntil(lambda: len(pane.rows.hits) == hits, timeout=5000)
    assert hits < before
    assert pane.chips.filters["actor"].text() == "Ada Lorn"
    choose(furnished, qtbot, "actor", "Any actor")
    assert pane.box.edit.text() == "velm"
    assert not pane.chips.filters["actor"].isChecked()


def test_the_kinds_show_their_hits_whether_they_are_wanted_or_not(
    furnished: Application, qtbot: QtBot
) -> None:
    pane = search(furnished, qtbot, "velm")
    chips = pane.chips.kind_chips
    qtbot.waitUntil(lambda: bool(pane.rows.hits), timeout=5000)
    shown = [chip.text() for chip in chips.values()]
    assert all(text[-1].isdigit() for text in shown)
    chips["text"].click()
    qtbot.waitUntil(lambda: {hit.kind for hit in pane.rows.hits} == {HitKind.CARD}, timeout=5000)
    assert [chip.text() for chip in chips.values()] == shown
    pane.box.edit.clear()
    assert [chip.text() for chip in chips.values()] == ["Text", "Notes", "Cards"]


@pytest.mark.parametrize(
    ("query", "name", "value", "without_it", "narrowed_by"),
    [
        ("salt", "tag", "", "salt", "salt tag:x "),
        ("tag:history salt", "tag", "history", "salt", "salt tag:x "),
        ('salt person:"Queen Odile" ', "actor", "Queen Odile", "salt", "salt tag:x "),
        ("salt country:lumea", "actor", "lumea", "salt", "salt tag:x "),
        ("salt OR pepper", "tag", "", "salt OR pepper", "(salt OR pepper) tag:x "),
        ("heritage:tag", "tag", "", "heritage:tag", "heritage:tag tag:x "),
        ("", "date", "", "", "tag:x "),
    ],
)
def test_filters_read_and_write_the_query(
    query: str, name: str, value: str, without_it: str, narrowed_by: str
) -> None:
    assert (terms.value_of(query, name), terms.without(query, name)) == (value, without_it)
    assert terms.narrowed(query, name, "tag:x") == narrowed_by


def test_word_forms_can_be_switched_off(window: Application, qtbot: QtBot) -> None:
    pane = search(window, qtbot, "caravan ")
    pane.chips.narrow(None)
    qtbot.waitUntil(lambda: bool(pane.rows.hits), timeout=5000)
    pane.chips.forms.click()
    qtbot.waitUntil(lambda: "switch “Word forms” on" in pane.notice, timeout=5000)


def test_a_card_is_found_and_leads_to_its_passage_and_the_cards(window: Application, qtbot: QtBot) -> None:
    assert window.desk is not None
    assert window.reading is not None
    library, document = window.desk.library, window.reading.document
    assert document is not None
    place = Place(3, 2, 0, 2, 9)
    window.desk.command_giving(
        lambda: authoring.add_card(library, document.id, place, front="Which zebra?", answer="none"),
        lambda _card: None,
    )
    pane = search(window, qtbot, "zebra")
    qtbot.waitUntil(lambda: [hit.kind for hit in pane.rows.hits] == [HitKind.CARD], timeout=5000)
    QTest.keyClick(pane.box.edit, Qt.Key.Key_Return)
    assert window.reading.section == 3
    assert window.screens.inspector.shown == "cards"
    assert window.screens.cards_tab.pane.list.currentIndex().row() == 0
    pane.chips.narrow(None)
    pane.chips.kind_chips["cards"].click()
    qtbot.waitUntil(lambda: "switch “Text”, “Notes” and “Cards” on" in pane.notice, timeout=5000)


def test_searches_are_saved_remembered_taken_again_and_cleared(window: Application, qtbot: QtBot) -> None:
    assert window.desk is not None
    library = window.desk.library
    pane = search(window, qtbot, "quince")
    qtbot.waitUntil(lambda: len(pane.rows.hits) == 5, timeout=5000)
    assert pane.star.isVisible()
    pane.star.click()
    qtbot.waitUntil(lambda: searches.load_saved(library) == ("quince",), timeout=5000)
    qtbot.waitUntil(lambda: [row.query for row in pane.kept.rows.rows] == ["", "quince"], timeout=5000)
    assert pane.star.isChecked()
    QTest.keyClick(pane.box.edit, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: searches.load_recent(library) == ("quince",), timeout=5000)
    pane.box.edit.clear()
    assert not pane.star.isVisible()
    labels = [row.label for row in pane.kept.rows.rows]
    assert labels == ["Saved searches", "quince", "Recent searches", "quince", "Clear recent searches"]
    QTest.keyClick(pane.box.edit, Qt.Key.Key_Down)
    assert pane.kept.hasFocus()
    pane.kept.setCurrentIndex(pane.kept.rows.index(1, 0))
    QTest.keyClick(pane.kept, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(pane.rows.hits) == 5, timeout=5000)
    pane.box.edit.clear()
    pane.kept.cleared.emit()
    qtbot.waitUntil(lambda: len(pane.kept.rows.rows) == 2, timeout=5000)
    assert searches.load_recent(library) == ()
    pane.kept.setFocus()
    pane.kept.setCurrentIndex(pane.kept.rows.index(1, 0))
    QTest.keyClick(pane.kept, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: searches.load_saved(library) == (), timeout=5000)
    window.screens.undo()
    qtbot.waitUntil(lambda: searches.load_saved(library) == ("quince",), timeout=5000)


def test_the_newest_query_wins(window: Application, qtbot: QtBot) -> None:
    pane = search(window, qtbot, "p")
    shown: list[str] = []
    window.screens.search._asking.answered.connect(lambda request, _results: shown.append(request.text))
    for text in ("pa", "hills", "quinc", "quince"):
        pane.box.edit.setText(text)
    qtbot.waitUntil(lambda: len(pane.rows.hits) == 5, timeout=5000)
    assert shown[-1] == "quince"
    assert len(shown) < 4
