"""Actors in the window: lines in the text, hover, pages, jumps, decisions with undo, switches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from studyapp.domain.actors import ActorKind
from studyapp.domain.facts import Modality, Polarity
from studyapp.domain.places import Place
from studyapp.runtime.settings import load_settings
from studyapp.services.actors import load_actors
from studyapp.services.analysing import keep_analysis
from studyapp.services.authoring import accept_drafts
from studyapp.services.drafts import load_drafts
from studyapp.services.library import open_library
from studyapp.ui.actors.facts import fact_row
from studyapp.ui.actors.groups import Groups
from studyapp.ui.actors.lines import LINES
from studyapp.ui.actors.model import ActorRow, HeadRow, Order
from studyapp.ui.actors.rows import DocumentRow, FactRow, OwnRow, PassageRow, StepRow, TitleRow
from studyapp.ui.reader.marks import MarkKind
from tests.services.study_cases import FACTS, study_analysis, study_document
from tests.ui.conftest import shown_marks

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from studyapp.ui.actors.controller import ActorsController
    from studyapp.ui.application import Application
    from tests.ui.conftest import Start

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LORN = "person:ada lorn"
OSLAK, BREM = "person:oslak", "person:brem oslak"
VELM = "place:velm"


@pytest.fixture
def study(start: Start, tmp_path: Path, clock: Callable[[], datetime], qtbot: QtBot) -> Application:
    """The window on the made-up study text, with what an analysis would find in it."""
    library = open_library(tmp_path / "library", clock)
    _, record = library.add_document(study_document(), sha256="b" * 64, path=None)
    keep_analysis(library, record.id, study_analysis())
    library.close()
    window = start()
    assert window.reading is not None
    window.reading.jump_to_document(record.id)
    qtbot.waitUntil(lambda: len(actors(window).cast.actors) == 5, timeout=3000)
    return window


def actors(window: Application) -> ActorsController:
    return window.screens.actors


def names(window: Application) -> list[str]:
    """The names of the actors listed, in order."""
    rows = actors(window).pane.rows
    shown = [rows.row(n) for n in range(rows.rowCount())]
    return [row.actor.name for row in shown if isinstance(row, ActorRow)]


def open_page(window: Application, qtbot: QtBot, actor_id: str) -> None:
    with qtbot.waitSignal(actors(window).actor_shown, timeout=3000):
        actors(window).open(actor_id)


def passages(window: Application) -> list[PassageRow]:
    return [row for row in actors(window).page.body.mentions.rows.rows if isinstance(row, PassageRow)]


def point_of(window: Application, actor_id: str) -> QPoint:
    """The middle of an actor's first mention in the viewport."""
    view = window.window.page.view
    mention = next(m for m in view.mentions.mentions if m.actor_id == actor_id)
    box = view.mention_box(mention)
    assert box is not None
    return box.center().toPoint()


def move(window: Application, where: QPoint) -> None:
    viewport = window.window.page.view.viewport()
    button = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(where),
        viewport.mapToGlobal(QPointF(where)),
        button,
        button,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)


# In the text


def test_mentions_of_the_section_are_underlined(study: Application) -> None:
    view = study.window.page.view
    shown = [(m.actor_id, m.kind, m.underlined) for m in view.mentions.mentions]
    assert [item[0] for item in shown] == [LORN, BREM, LORN, OSLAK, VELM]
    assert all(underlined for _, _, underlined in shown)


def test_every_kind_has_a_line_of_its_own(study: Application) -> None:
    assert set(LINES) == set(ActorKind)
    assert len(set(LINES.values())) == len(ActorKind)
    theme = study.look.theme
    assert len({theme.actor(kind).name() for kind in ActorKind}) == len(ActorKind)


def test_a_line_is_painted_below_its_word_and_goes_with_its_kind(study: Application) -> None:
    view = study.window.page.view
    box = view.mention_box(next(m for m in view.mentions.mentions if m.actor_id == LORN))
    assert box is not None
    colour = study.look.theme.actor(ActorKind.PERSON)
    below = (round(box.left()) + 3, round(box.bottom()) - 1)
    assert view.grab().toImage().pixelColor(view.viewport().mapTo(view, QPoint(*below))) == colour
    actors(study).underlines.show_kind(ActorKind.PERSON, on=False)
    assert view.grab().toImage().pixelColor(view.viewport().mapTo(view, QPoint(*below))) != colour


def test_a_highlight_does_not_wipe_a_line(study: Application, qtbot: QtBot) -> None:
    view = study.window.page.view
    box = view.mention_box(next(m for m in view.mentions.mentions if m.actor_id == LORN))
    assert box is not None
    below = view.viewport().mapTo(view, QPoint(round(box.left()) + 3, round(box.bottom()) - 1))
    view.select(Place(0, 0, 0, 0, 30))
    study.screens.notes.highlight()
    qtbot.waitUntil(lambda: len(view._annotations) == 1, timeout=3000)
    assert view.grab().toImage().pixelColor(below) == study.look.theme.actor(ActorKind.PERSON)


def test_resting_on_a_mention_says_who_it_is(study: Application, qtbot: QtBot) -> None:
    move(study, point_of(study, LORN))
    hover = actors(study).hover
    qtbot.waitUntil(lambda: hover.card is not None and hover.card.isVisible(), timeout=3000)
    card = hover.card
    assert card is not None
    assert card.actor is not None
    assert card.actor.name == "Ada Lorn"
    assert "3 mentions, 2 in this section" in card.accessibleName()
    assert "Minister of Ports" in card.accessibleName()  # the sentence that says what she is
    move(study, QPoint(5, 5))
    assert not card.isVisible()


def test_a_click_on_a_mention_opens_its_page(study: Application, qtbot: QtBot) -> None:
    viewport = study.window.page.view.viewport()
    with qtbot.waitSignal(actors(study).actor_shown, timeout=3000):
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=point_of(study, LORN))
    page = actors(study).page
    assert page.isVisible()
    assert study.screens.inspector.cover_page is page
    assert page.actor is not None
    assert page.actor.name == "Ada Lorn"
    assert [row.text[row.start : row.end] for row in passages(study)] == ["Ada Lorn", "Lorn"]


# The list


def test_the_list_says_who_is_in_this_section(study: Application) -> None:
    rows = actors(study).pane.rows
    shown = [rows.row(n) for n in range(rows.rowCount())]
    heads = [(row.kind, row.total) for row in shown if isinstance(row, HeadRow)]
    assert heads == [(ActorKind.PERSON, 3), (ActorKind.ORGANISATION, 1), (ActorKind.PLACE, 1)]
    present = {row.actor.name: row.present for row in shown if isinstance(row, ActorRow)}
    assert present == {
        "Ada Lorn": True,
        "Brem Oslak": True,
        "Oslak": True,
        "Velm": True,
        "Velm Water Authority": False,
    }
    lorn = next(row for row in shown if isinstance(row, ActorRow) and row.actor.id == LORN)
    assert (lorn.bars, lorn.here, lorn.mentions) == ((2, 1), 0, 3)
    study.screens.reading.next_section()
    assert "Oslak" in names(study)
    actors(study).pane.scope.choose(0)
    assert names(study) == ["Ada Lorn", "Velm Water Authority", "Velm"]


def test_orders_and_filter(study: Application) -> None:
    rows = actors(study).pane.rows
    rows.limit(order=Order.NAME)
    assert names(study)[:3] == ["Ada Lorn", "Brem Oslak", "Oslak"]
    rows.limit(order=Order.FIRST, text="osl")
    assert names(study) == ["Brem Oslak", "Oslak"]
    rows.limit(text="nobody")
    assert rows.rowCount() == 0


def test_keys_lead_from_the_list_to_a_page_and_back(study: Application, qtbot: QtBot) -> None:
    QTest.keyClick(study.window.page.view, Qt.Key.Key_K, CTRL | SHIFT)
    rows = actors(study).pane.list
    qtbot.waitUntil(rows.hasFocus, timeout=3000)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    with qtbot.waitSignal(actors(study).actor_shown, timeout=3000):
        QTest.keyClick(rows, Qt.Key.Key_Return)
    mentions = actors(study).page.body.mentions
    qtbot.waitUntil(mentions.hasFocus, timeout=3000)
    QTest.keyClick(mentions, Qt.Key.Key_Backspace)
    assert actors(study).open_actor is None
    assert rows.hasFocus()
    row = rows.current_row()
    assert isinstance(row, ActorRow)
    assert row.actor.id == LORN


def test_tabs_show_notes_and_cards(study: Application, qtbot: QtBot) -> None:
    inspector = study.screens.inspector
    assert actors(study).pane.isVisible()
    QTest.keyClick(study.window.page.view, Qt.Key.Key_A, CTRL | SHIFT)
    assert (inspector.shown, study.screens.notes.pane.isVisible()) == ("notes", True)
    assert not actors(study).pane.isVisible()
    inspector._tabs["notes"].setFocus()
    QTest.keyClick(inspector._tabs["notes"], Qt.Key.Key_Right)
    assert (inspector.shown, study.screens.cards_tab.pane.isVisible()) == ("cards", True)


def test_the_tab_of_cards_leads_to_the_passage(study: Application, qtbot: QtBot) -> None:
    assert study.desk is not None
    library, document = study.desk.library, study.screens.reading.document
    assert document is not None
    draft = load_drafts(library, document.id, least=0)[-1]
    study.desk.command(lambda: accept_drafts(library, document.id, [draft.id]))
    pane = study.screens.cards_tab.pane
    qtbot.waitUntil(lambda: pane.rows.rowCount() == 1, timeout=3000)
    row = pane.rows.rows[0]
    assert row.due == "new"
    pane.list.chosen.emit(pane.rows.index(0, 0))
    place = row.card.sources[0].place
    assert place is not None
    assert study.screens.reading.section == place.section
    assert [m.mark.place for m in shown_marks(study) if m.mark.kind is MarkKind.VISITED] == [
        row.card.sources[0].place
    ]


# The page


def test_the_page_shows_what_is_known(study: Application, qtbot: QtBot) -> None:
    assert study.desk is not None
    library, document = study.desk.library, study.screens.reading.document
    assert document is not None
    changes, note = library.annotate(document.id, Place(0, 0, 4, 0, 8), note="Who was she?")
    study.desk.changed.emit(changes)
    open_page(study, qtbot, LORN)
    body = actors(study).page.body
    assert [row.total for row in body.mentions.rows.rows if isinstance(row, TitleRow)] == [2]
    assert [row.text for row in body.mentions.rows.rows if isinstance(row, StepRow)] == ["1 elsewhere"]
    assert len(body.companions.chips) == 3
    facts = [row for row in body.facts.rows.rows if isinstance(row, FactRow)]
    assert [(row.when, row.what, row.hedge) for row in facts] == [
        ("1931", "Ada Lorn met Brem Oslak", ""),
        ("", "Ada Lorn holds Velm's Minister of Ports", ""),
    ]
    described = [row.text for row in body.description.rows.rows if isinstance(row, PassageRow)]
    assert described == ["Ada Lorn, Velm's Minister of Ports, resigned."]
    own = [row for row in body.own.rows.rows if isinstance(row, OwnRow)]
    assert [(row.id, row.text) for row in own] == [(note.id, "Who was she?")]


@pytest.mark.parametrize(
    ("polarity", "modality", "attribution", "words"),
    [
        (Polarity.POSITIVE, Modality.STATED, None, ""),
        (Polarity.NEGATIVE, Modality.STATED, None, "not the case"),
        (Polarity.POSITIVE, Modality.REPORTED, "officials", "reported, according to officials"),
        (Polarity.NEGATIVE, Modality.BELIEVED, None, "not the case, believed"),
        (Polarity.POSITIVE, Modality.PLANNED, None, "planned"),
        (Polarity.POSITIVE, Modality.POSSIBLE, None, "possible"),
    ],
)
def test_what_holds_a_fact_back_is_said_in_words(
    polarity: Polarity, modality: Modality, attribution: str | None, words: str
) -> None:
    fact = FACTS[0]._replace(polarity=polarity, modality=modality, attribution=attribution)
    assert fact_row(fact).hedge == words
    assert fact_row(fact).what == (fact.sentence if words else "Ada Lorn met Brem Oslak")


def test_a_fact_leads_to_its_sentence(study: Application, qtbot: QtBot) -> None:
    open_page(study, qtbot, LORN)
    rows, description = actors(study).page.body.facts, actors(study).page.body.description.rows
    assert description.rowCount() == 1
    rows.chosen.emit(rows.rows.index(rows.rows.rowCount() - 1, 0))
    assert study.screens.reading.section == 1
    assert description.rowCount() == 0  # it is the first mention that is listed here


def test_many_facts_come_in_steps() -> None:
    groups = Groups(("Some", [fact_row(FACTS[0])] * 30), ("None", []), ("Few", [fact_row(FACTS[2])] * 7))
    rows = groups.rows()
    assert [row.total for row in rows if isinstance(row, TitleRow)] == [30, 7]
    assert sum(isinstance(row, FactRow) for row in rows) == 6 + 7
    (step,) = (row for row in rows if isinstance(row, StepRow))
    assert step.text == "24 more"
    groups.step(step)
    assert sum(isinstance(row, FactRow) for row in groups.rows()) == 26 + 7


def test_the_page_leads_to_the_same_actor_in_another_document(study: Application, qtbot: QtBot) -> None:
    assert study.desk is not None
    library = study.desk.library
    again = study_document()._replace(title="The Ports of Velm, Again")
    changes, record = library.add_document(again, sha256="d" * 64, path=None)
    keep_analysis(library, record.id, study_analysis())
    study.desk.changed.emit(changes)
    open_page(study, qtbot, LORN)
    rows = actors(study).page.body.documents
    (row,) = (row for row in rows.rows.rows if isinstance(row, DocumentRow))
    assert (row.appearance.title, row.appearance.mentions) == ("The Ports of Velm, Again", 3)
    with qtbot.waitSignal(actors(study).actor_shown, timeout=3000):
        rows.chosen.emit(rows.rows.index(1, 0))
    assert study.reading is not None
    assert study.reading.document is not None
    assert study.reading.document.id == record.id
    qtbot.waitUntil(lambda: actors(study).open_actor is not None, timeout=3000)
    assert actors(study).page.isVisible()
    assert study.reading.can_go_back
    open_actor = actors(study).open_actor
    assert open_actor is not None
    assert open_actor.id == LORN


def test_a_mention_elsewhere_is_gone_to_and_marked(study: Application, qtbot: QtBot) -> None:
    open_page(study, qtbot, LORN)
    rows = actors(study).page.body.mentions
    rows.chosen.emit(rows.rows.index(rows.rows.rowCount() - 1, 0))  # 1 elsewhere
    titles = [row for row in rows.rows.rows if isinstance(row, TitleRow)]
    assert [(row.section, row.open) for row in titles] == [(0, True), (1, False)]
    rows.chosen.emit(rows.rows.index(rows.rows.rows.index(titles[1]), 0))
    rows.chosen.emit(rows.rows.index(rows.rows.rowCount() - 1, 0))
    reading = study.screens.reading
    assert reading.section == 1
    place = passages(study)[-1].place
    assert [m.mark.place for m in shown_marks(study) if m.mark.kind is MarkKind.VISITED] == [place]
    assert reading.can_go_back


def test_f4_walks_through_the_mentions(study: Application, qtbot: QtBot) -> None:
    open_page(study, qtbot, LORN)
    view = study.window.page.view
    view.setFocus()
    seen = []
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_F4)
        seen.append(actors(study)._visited)
    assert [(place.section, place.block, place.start) for place in seen if place] == [
        (0, 0, 0),
        (0, 0, 33),
        (1, 1, 11),
    ]
    QTest.keyClick(view, Qt.Key.Key_F4)
    assert "no further mention" in study.screens.messages.text
    QTest.keyClick(view, Qt.Key.Key_F4, SHIFT)
    assert study.screens.reading.section == 0


def test_bars_lead_to_the_first_mention_of_a_section(study: Application, qtbot: QtBot) -> None:
    open_page(study, qtbot, LORN)
    bars = actors(study).page.body.bars
    bars.setFocus()
    QTest.keyClick(bars, Qt.Key.Key_Right)
    assert "Part 1: 1" in bars.accessibleName()
    QTest.keyClick(bars, Qt.Key.Key_Return)
    assert study.screens.reading.section == 1


def test_escape_closes_the_page(study: Application, qtbot: QtBot) -> None:
    open_page(study, qtbot, LORN)
    view = study.window.page.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not actors(study).page.isVisible()
    assert view.mentions.open_actor is None
    assert actors(study).pane.isVisible()


# Decisions


def test_join_through_the_chooser_and_undo(study: Application, qtbot: QtBot) -> None:
    open_page(study, qtbot, OSLAK)
    actors(study).join()
    chooser = actors(study).decisions.chooser
    qtbot.waitUntil(chooser.field.edit.hasFocus, timeout=3000)
    QTest.keyClicks(chooser.field.edit, "brem")
    QTest.keyClick(chooser.field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(actors(study).cast.actors) == 4, timeout=3000)
    joined = actors(study).open_actor
    assert joined is not None
    assert (joined.id, joined.aliases, len(joined.mentions)) == (BREM, ("Oslak",), 2)
    assert not chooser.isVisible()
    study.screens.undo()
    qtbot.waitUntil(lambda: len(actors(study).cast.actors) == 5, timeout=3000)


def test_the_chooser_gives_up_by_escape(study: Application, qtbot: QtBot) -> None:
    open_page(study, qtbot, OSLAK)
    actors(study).join()
    chooser = actors(study).decisions.chooser
    QTest.keyClicks(chooser.field.edit, "zzz")
    assert chooser.rows.rowCount() == 0
    QTest.keyClick(chooser.field.edit, Qt.Key.Key_Return)  # nothing to take
    assert chooser.isVisible()
    QTest.keyClick(chooser.field.edit, Qt.Key.Key_Escape)
    assert not chooser.isVisible()
    assert actors(study).page.isVisible()
    assert len(actors(study).cast.actors) == 5


def test_rename_and_a_name_that_is_none(study: Application, qtbot: QtBot) -> None:
    open_page(study, qtbot, LORN)
    actors(study).rename()
    edit = actors(study).decisions.chooser.field.edit
    QTest.keyClicks(edit, "Ada of Velm")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Ada of Velm" in names(study), timeout=3000)
    renamed = actors(study).page.actor
    assert renamed is not None
    assert renamed.name == "Ada of Velm"
    actors(study).rename()
    edit.setText("   ")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: study.screens.messages.text == "An actor needs a name.", timeout=3000)


def test_change_kind_and_hide(study: Application, qtbot: QtBot) -> None:
    open_page(study, qtbot, VELM)
    actors(study).retype()
    edit = actors(study).decisions.chooser.field.edit
    QTest.keyClicks(edit, "coun")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: actors(study).cast.find(VELM).kind is ActorKind.COUNTRY, timeout=3000)  # type: ignore[union-attr]
    assert study.window.page.view.mentions.mentions[-1].kind is ActorKind.COUNTRY
    actors(study).hide()
    qtbot.waitUntil(lambda: actors(study).cast.find(VELM) is None, timeout=3000)
    assert actors(study).open_actor is None
    assert all(m.actor_id != VELM for m in study.window.page.view.mentions.mentions)
    study.screens.undo()
    qtbot.waitUntil(lambda: "Velm" in names(study), timeout=3000)


def test_a_seat_is_offered_and_joined_or_kept_apart(study: Application, qtbot: QtBot) -> None:
    whole = "organisation:velm water authority"
    open_page(study, qtbot, whole)
    offer = actors(study).page.body.offers[0]
    QTest.mouseClick(offer.apart, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: actors(study).page.body.offers == [], timeout=3000)
    study.screens.undo()
    qtbot.waitUntil(lambda: len(actors(study).page.body.offers) == 1, timeout=3000)
    QTest.mouseClick(actors(study).page.body.offers[0].join, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: actors(study).cast.find(VELM) is None, timeout=3000)
    joined = actors(study).open_actor
    assert joined is not None
    assert joined.id == whole


def test_a_selection_becomes_an_actor(study: Application, qtbot: QtBot) -> None:
    view = study.window.page.view
    start = study_document().sections[0].blocks[0].text.index("1931")
    view.select(Place(0, 0, start, 0, start + 4))
    study.screens.actions["mark_event"].trigger()
    qtbot.waitUntil(lambda: actors(study).cast.find("event:1931") is not None, timeout=3000)
    assert any(m.actor_id == "event:1931" for m in view.mentions.mentions)
    assert study.desk is not None
    study.screens.undo()
    qtbot.waitUntil(lambda: actors(study).cast.find("event:1931") is None, timeout=3000)
    study.screens.actions["mark_event"].trigger()
    assert "Select a name" in study.screens.messages.text


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_right_click_offers_what_can_be_done(study: Application, qtbot: QtBot) -> None:
    view = study.window.page.view

    def menu_at(where: QPoint) -> list[str]:
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(
            view.viewport(), QContextMenuEvent(reason, where, view.viewport().mapToGlobal(where))
        )
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            return []
        texts = [action.text() for action in menu.actions() if action.text()]
        menu.close()
        return texts

    assert menu_at(point_of(study, LORN)) == [
        "Open “Ada Lorn”",
        "Join with…",
        "Rename…",
        "Change kind",
        "Not an actor",
    ]
    view.select(Place(0, 0, 13, 0, 16))
    assert menu_at(QPoint(200, 200))[-1] == "Mark as an actor"
    view.clear_selection()
    assert menu_at(QPoint(3, 3)) == []


# Switches


def test_switches_for_kinds_and_for_all_are_kept(study: Application, start: Start, qtbot: QtBot) -> None:
    view, actions = study.window.page.view, study.screens.actions
    actions["underline_person"].trigger()
    assert [m.kind for m in view.mentions.mentions] == [ActorKind.PLACE]
    QTest.keyClick(view, Qt.Key.Key_U, CTRL | SHIFT)
    assert view.mentions.mentions == []
    assert not actions["underline_place"].isChecked()
    actions["underline_place"].trigger()  # to ask for a kind shows underlines again
    assert actions["underlines"].isChecked()
    assert [m.kind for m in view.mentions.mentions] == [ActorKind.PLACE]
    path = study._settings_path
    study._save_settings()
    settings = load_settings(path)
    assert (settings.actors_in_text, settings.hidden_kinds) == (True, "person")
    again = start(settings)
    assert not again.screens.underlines.shows(ActorKind.PERSON)


def test_the_eye_of_a_head_switches_its_kind(study: Application) -> None:
    rows = actors(study).pane.list
    box = rows.visualRect(rows.model().index(0, 0))
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(rows.viewport(), left, pos=QPoint(60, box.center().y()))
    assert study.screens.underlines.shows(ActorKind.PERSON)
    QTest.mouseClick(rows.viewport(), left, pos=QPoint(box.right() - 20, box.center().y()))
    assert not study.screens.underlines.shows(ActorKind.PERSON)


def test_an_open_actor_shows_in_the_text_without_underlines(study: Application, qtbot: QtBot) -> None:
    study.screens.underlines.show_all(on=False)
    open_page(study, qtbot, LORN)
    shown = study.window.page.view.mentions.mentions
    assert {(m.actor_id, m.underlined) for m in shown} == {(LORN, False)}


def test_a_text_that_is_not_analysed_says_so(window: Application, qtbot: QtBot) -> None:
    pane = actors(window).pane
    qtbot.waitUntil(lambda: pane._empty != "", timeout=3000)
    assert pane._empty == "Actors are being found. You can go on reading."
    assert not pane.list.isVisible()
    actors(window).open_here()
    assert "No actor is named here" in window.screens.messages.text
    actors(window).join()
    assert "Open an actor first" in window.screens.messages.text


def test_the_actors_of_another_document_go(study: Application, qtbot: QtBot) -> None:
    open_page(study, qtbot, LORN)
    assert study.desk is not None
    assert study.reading is not None
    other = next(r.id for r in study.desk.library.documents() if r.id != actors(study).cast.document_id)
    study.reading.jump_to_document(other)
    qtbot.waitUntil(lambda: actors(study).cast.document_id == other, timeout=3000)
    assert actors(study).open_actor is None
    assert study.window.page.view.mentions.mentions == []
    assert load_actors(study.desk.library, other) == ()


def test_a_tab_that_is_shown_over_a_page_closes_it(study: Application, qtbot: QtBot) -> None:
    open_page(study, qtbot, LORN)
    assert study.window.status._hints
    QTest.keyClick(study.window.page.view, Qt.Key.Key_A, CTRL | SHIFT)
    assert actors(study).open_actor is None
    assert study.window.page.view.mentions.open_actor is None
    assert not study.window.status._hints
    assert study.screens.notes.pane.isVisible()


def test_opening_an_actor_makes_room_beside_the_search(study: Application, qtbot: QtBot) -> None:
    QTest.keyClick(study.window.page.view, Qt.Key.Key_F, CTRL)
    assert not study.window.right.isVisible()
    open_page(study, qtbot, LORN)
    assert actors(study).page.isVisible()
    assert not study.screens.search.is_open
