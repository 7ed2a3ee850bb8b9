"""Statistics, all cards, a part of them, answers typed and chosen: in the window, by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from studyapp.domain.errors import KnownError
from studyapp.domain.reviews import Answering
from studyapp.scheduling.fitting import Fit
from studyapp.services import authoring, handling, reviewing
from studyapp.ui.browser.columns import chosen_columns, column_widths
from studyapp.ui.charts.chart import Chart, Series, Shape
from studyapp.ui.charts.saving import save_chart
from studyapp.ui.charts.table import ChartTable
from studyapp.ui.preferences.memory import number_words
from studyapp.ui.review.parts import PartPanel
from studyapp.ui.review.plan import PlanPanel
from tests.ui.test_review import CTRL, card_of, grade, learning, library_of, opened  # noqa: F401 (a fixture)

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from studyapp.domain.cards import Card
    from studyapp.ui.application import Application


def press(
    window: Application, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(window.window.page.view, key, modifiers)


def test_statistics_are_pictures_and_tables(learning: Application, qtbot: QtBot) -> None:  # noqa: F811
    opened(learning)
    grade(learning, qtbot, Qt.Key.Key_4)
    QTest.keyClick(learning.screens.review.screen, Qt.Key.Key_Escape)
    press(learning, Qt.Key.Key_T)
    screen = learning.screens.study.statistics.screen
    qtbot.waitUntil(lambda: len(screen.page.panels) == 17, timeout=5000)  # the simulated ones come last
    panels = {panel.chart.id: panel for panel in screen.page.panels}
    assert list(panels["states"].chart.series[0].values) == [1, 0, 1, 0, 0]
    assert "1 answer" in panels["reviews"].chart.note
    panels["due"].as_table.click()
    table = panels["due"].findChild(ChartTable)
    assert table is not None
    assert table.isVisible()
    assert table.rows.columnCount() == 3
    assert panels["due"].as_table.accessibleName() == "Due: as a table"
    panels["due"].turn()
    screen.periods.choose(3)
    qtbot.waitUntil(lambda: len(panels["reviews"].chart.labels) == 1, timeout=3000)  # all: one day
    screen.scopes.choose(1)
    assert not screen.grab().isNull()
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert learning.window.page.isVisible()


def test_figures_are_saved(learning: Application, tmp_path: Path) -> None:  # noqa: F811
    theme, labels = learning.look.theme, ("2026-03-02", "2026-03-03", "2026-03-04")
    figure = Chart("x", "Title", "note", Shape.BARS, "Day", labels, (Series("One", (0.2, None, 0.8)),))
    for shape in Shape:
        chart = figure._replace(shape=shape)
        for kind in ("png", "svg", "csv"):
            save_chart(chart, tmp_path / f"{shape.name}.{kind}", theme)
        assert not QImage(str(tmp_path / f"{shape.name}.png")).isNull()
        assert b"<svg" in (tmp_path / f"{shape.name}.svg").read_bytes()
        assert (tmp_path / f"{shape.name}.csv").read_text() == (
            "Day,One\n2026-03-02,0.2\n2026-03-03,\n2026-03-04,0.8\n"
        )
    for wrong in (tmp_path / "nowhere" / "a.png", tmp_path / "nowhere" / "a.svg", tmp_path / "a.txt"):
        with pytest.raises(KnownError):
            save_chart(figure, wrong, theme)


def test_all_cards_are_filtered_sorted_and_changed_together(learning: Application, qtbot: QtBot) -> None:  # noqa: F811
    library = library_of(learning)
    press(learning, Qt.Key.Key_B)
    browser = learning.screens.study.browser
    screen, table = browser.screen, browser.screen.table
    qtbot.waitUntil(lambda: len(browser.rows.ids) == 2, timeout=3000)
    QTest.keyClick(screen.field.edit, Qt.Key.Key_Down)
    assert table.hasFocus()
    assert [card.id for card in browser.chosen()] == [str(browser.rows.ids[0])]
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_At)
    qtbot.waitUntil(lambda: all(c.suspended for c in all_cards(learning)), timeout=3000)
    assert library.undo_name() == "Suspend 2 cards"
    QTest.keyClick(table, Qt.Key.Key_2, CTRL)
    qtbot.waitUntil(lambda: all(c.flag == 2 for c in all_cards(learning)), timeout=3000)
    QTest.keyClicks(screen.field.edit, "-is:suspended")
    qtbot.waitUntil(lambda: browser.rows.ids == [], timeout=3000)
    assert not screen.study.isEnabled()
    screen.field.edit.setText("flag:orange")
    qtbot.waitUntil(lambda: len(browser.rows.ids) == 2, timeout=3000)
    screen.field.edit.setText("is:nonsense")
    qtbot.waitUntil(lambda: "is: takes" in screen._words, timeout=3000)
    screen.field.edit.setText("")
    qtbot.waitUntil(lambda: len(browser.rows.ids) == 2, timeout=3000)
    browser.sort_by("question")
    qtbot.waitUntil(
        lambda: [c.front for c in shown(learning)] == sorted(c.front for c in all_cards(learning)),
        timeout=3000,
    )
    browser.show_column("lapses")
    assert "lapses" not in browser.columns_words
    table.setCurrentIndex(browser.rows.index(0, 0))
    table.selectionModel().select(
        browser.rows.index(0, 0),
        QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
    )
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_J)
    assert learning.window.page.isVisible()
    press(learning, Qt.Key.Key_Escape)
    assert screen.isVisible()
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert learning.window.page.isVisible()


def all_cards(window: Application) -> tuple[Card, ...]:
    reading = window.reading
    assert reading is not None
    assert reading.document is not None
    return authoring.load_cards(library_of(window), reading.document.id)


def shown(window: Application) -> list[Card]:
    rows = window.screens.study.browser.rows
    return [card for row in range(len(rows.ids)) if (card := rows.card(row)) is not None]


def test_answers_are_typed_and_chosen(learning: Application, qtbot: QtBot) -> None:  # noqa: F811
    library = library_of(learning)
    settings = reviewing.load_settings(library)
    reviewing.change_settings(library, settings._replace(answering=Answering.TYPE))
    screen = opened(learning)
    qtbot.waitUntil(screen.field.edit.hasFocus, timeout=3000)
    QTest.keyClicks(screen.field.edit, card_of(screen).answer.upper())
    QTest.keyClick(screen.field.edit, Qt.Key.Key_Return)
    assert screen.answered
    assert "Right" in screen.area.face.accessibleName()
    assert screen.hasFocus()
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    reviewing.change_settings(library, settings._replace(answering=Answering.CHOOSE))
    opened(learning)
    buttons = screen.choices._buttons
    assert 2 <= len(buttons) <= 4
    right = next(
        n for n, button in enumerate(buttons, start=1) if card_of(screen).answer in button.accessibleName()
    )
    QTest.keyClick(screen, Qt.Key(Qt.Key.Key_0.value + right))
    assert screen.answered
    assert "Right" in screen.area.face.accessibleName()
    assert not screen.grab().isNull()


def test_a_part_is_studied_or_crammed(learning: Application, qtbot: QtBot) -> None:  # noqa: F811
    library = library_of(learning)
    handling.tag(library, [all_cards(learning)[0].id], add=["exam"])
    screen = opened(learning)
    QTest.keyClick(screen, Qt.Key.Key_F)
    panel = learning.window.findChild(PartPanel)
    assert panel is not None
    panel.field.edit.setText("is:new")
    qtbot.waitUntil(lambda: panel._words.startswith("2 cards"), timeout=3000)
    QTest.keyClick(panel.field.edit, Qt.Key.Key_Return, CTRL)
    assert "Crammed" in screen.why
    first = card_of(screen)
    QTest.keyClick(screen, Qt.Key.Key_Space)
    QTest.keyClick(screen, Qt.Key.Key_1)
    assert card_of(screen).id != first.id
    for _ in range(2):
        QTest.keyClick(screen, Qt.Key.Key_Space)
        QTest.keyClick(screen, Qt.Key.Key_3)
    assert screen.sentence.startswith("All known once. 2 cards, 1 answers came again")
    QTest.keyClick(screen, Qt.Key.Key_U)
    assert screen.card is not None
    assert reviewing.today(library).reviews == 0
    assert card_of(screen).memory.reviews == 0


def test_a_plan_for_a_backlog(learning: Application, qtbot: QtBot) -> None:  # noqa: F811
    screen = opened(learning)
    QTest.keyClick(screen, Qt.Key.Key_P)
    panel = learning.window.findChild(PlanPanel)
    assert panel is not None
    qtbot.waitUntil(lambda: panel._plan is not None, timeout=3000)
    assert not panel.follow.isEnabled(), "nothing waits"
    QTest.keyClick(panel.choice, Qt.Key.Key_Right)
    assert panel.minutes == 15
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert screen.hasFocus()


def test_why_a_flag_and_info_with_history(learning: Application, qtbot: QtBot) -> None:  # noqa: F811
    screen = opened(learning)
    assert screen.why.startswith("New: the next in the order of its text, 1 of 20")
    card = card_of(screen)
    QTest.keyClick(screen, Qt.Key.Key_1, CTRL)
    qtbot.waitUntil(lambda: card_of(screen).flag == 1, timeout=3000)
    assert card_of(screen).id == card.id
    QTest.keyClick(screen, Qt.Key.Key_1, CTRL)
    qtbot.waitUntil(lambda: card_of(screen).flag == 0, timeout=3000)
    grade(learning, qtbot, Qt.Key.Key_1)
    QTest.keyClick(screen, Qt.Key.Key_I, CTRL | Qt.KeyboardModifier.AltModifier)
    info = learning.screens.review._info
    assert info is not None
    assert info.isVisible()
    assert "Again" in info.accessibleDescription()
    assert not info.grab().isNull()


def test_what_is_known_is_drawn_in_the_text(learning: Application) -> None:  # noqa: F811
    action = learning.screens.actions["show_memory"]
    action.trigger()
    recall = learning.screens.study.recall
    place = all_cards(learning)[0].sources[0].place
    assert place is not None
    assert learning.reading is not None
    learning.reading.show_section(place.section)
    assert recall.sentences
    assert not learning.window.grab().isNull()
    action.trigger()
    assert recall.sentences == ()


def test_a_fit_without_a_history_says_why(learning: Application, qtbot: QtBot) -> None:  # noqa: F811
    learning.screens.actions["study_settings"].trigger()
    study = learning.screens.preferences.study
    assert study is not None
    study.memory.fit.click()
    qtbot.waitUntil(lambda: "There are 0 reviews" in study.memory.state.text(), timeout=5000)
    assert not study.memory.adopt.isVisible()
    study.memory._keep_goal("tag:exam", "95 %")
    qtbot.waitUntil(lambda: "exam: 95%" in study.memory.goals.text(), timeout=3000)
    with pytest.raises(KnownError):
        study.memory._keep_goal("tag:exam", "50")


def test_a_fit_shows_its_parameters_before_and_after() -> None:
    found = Fit((0.3, 12.25), (0.212, 1.2931), 0.39, 0.38, 400)
    assert number_words(found) == "Before: 0.212 1.29\nFitted: 0.3 12.2"


def test_columns_of_words_give_way_before_a_column_goes() -> None:
    columns = chosen_columns("")
    own = [c.width_px for c in columns]
    assert column_widths(columns, sum(own) + 480, 260) == own
    wide = column_widths(columns, 1880, 260)  # a window of 1920
    assert 1880 - sum(wide) >= 480
    grown = [c.id for c, px, own_px in zip(columns, wide, own, strict=True) if px > own_px]
    assert grown == ["answer", "text", "tags"]
    narrow = column_widths(columns, 984, 260)  # a window of 1024
    assert all(wide for wide, column in zip(narrow, columns, strict=True) if column.id != "question")
    assert sum(narrow) <= 984 - 260
    kept = dict(zip((c.id for c in columns), narrow, strict=True))
    assert (kept["due"], kept["lapses"]) == (108, 68)  # days and figures are whole
    assert column_widths(columns, 700, 260)[-1] == 0
    assert column_widths(chosen_columns("question"), 100, 260) == [0]
