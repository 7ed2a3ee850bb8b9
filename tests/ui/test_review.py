"""A review in the window: keys as Anki's, the way to the passage and back, undo also on the last screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studyapp.domain.places import Place
from studyapp.domain.reviews import Rating
from studyapp.flashcards import byhand
from studyapp.services import authoring, reviewing
from studyapp.services.analysing import keep_analysis
from studyapp.services.drafts import load_drafts
from studyapp.services.library import open_library
from studyapp.ui.reader.margin import SignKind
from studyapp.ui.review.info import info_rows
from studyapp.ui.review.words import interval_words
from tests.services.study_cases import TEXTS, study_analysis, study_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from studyapp.domain.cards import Card
    from studyapp.services.library import Library
    from studyapp.ui.application import Application
    from studyapp.ui.review.view import ReviewScreen
    from tests.ui.conftest import Start

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def learning(tmp_path: Path, clock: Callable[[], datetime], start: Start) -> Application:
    """The window on a document with two cards."""
    library = open_library(tmp_path / "library", clock)
    _, record = library.add_document(study_document(), sha256="b" * 64, path=None)
    keep_analysis(library, record.id, study_analysis())
    drafts = load_drafts(library, record.id)
    authoring.accept_drafts(library, record.id, [draft.id for draft in drafts[:2]])
    library.close()
    window = start()
    assert window.reading is not None
    window.reading.show_document(record.id)
    return window


def library_of(window: Application) -> Library:
    assert window.desk is not None
    return window.desk.library


def opened(window: Application) -> ReviewScreen:
    QTest.keyClick(window.window.page.view, Qt.Key.Key_R)
    screen = window.screens.review.screen
    assert screen.isVisible()
    return screen


def card_of(screen: ReviewScreen) -> Card:
    assert screen.card is not None
    return screen.card


def grade(window: Application, qtbot: QtBot, key: Qt.Key) -> Card:
    """Show the answer of the card on the screen and press a key; return the card as it was."""
    screen = window.screens.review.screen
    card = card_of(screen)
    QTest.keyClick(screen, Qt.Key.Key_Space)
    QTest.keyClick(screen, key)
    qtbot.waitUntil(lambda: screen.card is None or screen.card.id != card.id, timeout=3000)
    return card


def test_a_grade_stores_the_interval_of_its_button(learning: Application, qtbot: QtBot) -> None:
    screen = opened(learning)
    assert learning.window.top.review.count == 2
    assert not learning.window.top.isVisible()
    card = card_of(screen)
    QTest.keyClick(screen, Qt.Key.Key_3)
    assert card_of(screen) == card, "no grade before the answer is shown"
    assert not screen.grades[2].isVisible()
    QTest.keyClick(screen, Qt.Key.Key_Space)
    assert screen.answered
    shown = [button.interval for button in screen.grades]
    assert shown[:3] == ["1 min", "6 min", "10 min"]
    QTest.keyClick(screen, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: card_of(screen).id != card.id, timeout=3000)
    memory = authoring.find_card(library_of(learning), card.id).memory
    assert interval_words(memory.interval_days) == shown[3]
    assert memory.reviews == 1
    qtbot.waitUntil(lambda: learning.window.top.review.count == 1, timeout=3000)


def test_space_is_good_and_the_last_screen_says_what_was_done(learning: Application, qtbot: QtBot) -> None:
    screen = opened(learning)
    grade(learning, qtbot, Qt.Key.Key_4)
    last = grade(learning, qtbot, Qt.Key.Key_4)
    assert screen.card is None
    assert screen.sentence.startswith("Done for today. 2 answers")
    assert "The next card comes in" in screen.sentence
    QTest.keyClick(screen, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: screen.card is not None, timeout=3000)
    assert card_of(screen) == last
    assert "Undone: Grade" in screen.sentence
    assert reviewing.today(library_of(learning)).reviews == 1
    QTest.keyClick(screen, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: reviewing.today(library_of(learning)).reviews == 0, timeout=3000)


def test_space_after_the_answer_is_good(learning: Application, qtbot: QtBot) -> None:
    screen = opened(learning)
    first = grade(learning, qtbot, Qt.Key.Key_Space)
    memory = authoring.find_card(library_of(learning), first.id).memory
    assert (memory.phase.value, memory.step) == ("learning", 1)
    assert screen.card is not None


def test_undo_in_a_review_takes_back_nothing_else(learning: Application, qtbot: QtBot) -> None:
    screen = opened(learning)
    QTest.keyClick(screen, Qt.Key.Key_U)
    qtbot.wait(100)
    assert screen.sentence == "There is no answer to undo."
    assert len(authoring.load_cards(library_of(learning), card_of(screen).document_id)) == 2
    first = grade(learning, qtbot, Qt.Key.Key_4)
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    opened(learning)
    QTest.keyClick(screen, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: screen.card is not None and screen.card.id == first.id, timeout=3000)
    QTest.keyClick(screen, Qt.Key.Key_U)
    qtbot.wait(100)
    assert screen.sentence == "There is no answer to undo."


def test_j_shows_the_passage_and_escape_comes_back_to_the_card(learning: Application) -> None:
    assert learning.reading is not None
    learning.reading.show_section(1)
    before = learning.reading.station()
    screen = opened(learning)
    card = card_of(screen)
    QTest.keyClick(screen, Qt.Key.Key_Space)
    QTest.keyClick(screen, Qt.Key.Key_J)
    assert learning.window.page.isVisible()
    place = card.sources[0].place
    assert place is not None
    assert learning.reading.section == place.section == 0
    QTest.keyClick(learning.window.page.view, Qt.Key.Key_Escape)
    assert screen.isVisible()
    assert card_of(screen) == card
    assert screen.answered
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert learning.window.page.isVisible()
    assert learning.reading.station() == before
    QTest.keyClick(learning.window.page.view, Qt.Key.Key_Escape)
    assert learning.window.page.isVisible(), "there is no card to come back to any more"


def test_j_goes_on_to_the_next_gap_of_a_card(learning: Application, qtbot: QtBot) -> None:
    library = library_of(learning)
    text = "{{c1::Velm}} paid. {{c1::Ada Lorn}}, Velm's Minister of Ports, resigned."
    words = TEXTS[1][1]
    place = Place(1, 1, 0, 1, len(words))
    assert learning.reading is not None
    assert learning.reading.document is not None
    document = learning.reading.document.id
    authoring.add_cards(library, document, place, byhand.from_gaps(text))
    card = authoring.load_cards(library, document)[-1]
    assert len(card.sources) == 2
    assert len(card.sentences) == 1
    learning.reading.show_section(1)
    learning.screens.cards_tab.refresh()
    margin = learning.window.page.view.margin

    def signs() -> int:
        return sum(card.id in sign.ids for sign in margin._signs[SignKind.CARDS])

    qtbot.waitUntil(lambda: signs() > 0, timeout=3000)
    assert signs() == 1
    visit, view = learning.screens.review._visit, learning.window.page.view
    assert learning.reading is not None
    before = learning.reading.station()
    assert visit.begin(card, lambda: None, "back") == ""
    shown = [view._visited]
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_J)
        shown.append(view._visited)
    first, second = (source.place for source in card.sources)
    assert shown == [first, second, first]
    assert visit.end()
    assert learning.reading.station() == before
    QTest.keyClick(view, Qt.Key.Key_J)
    assert view._visited != second, "there is no visit any more"


def test_a_passage_that_was_read_on_from_is_not_left_by_escape(learning: Application) -> None:
    screen = opened(learning)
    QTest.keyClick(screen, Qt.Key.Key_J)
    QTest.keyClick(learning.window.page.view, Qt.Key.Key_PageDown, CTRL)
    QTest.keyClick(learning.window.page.view, Qt.Key.Key_Escape)
    assert not screen.isVisible()


def test_a_card_is_edited_buried_suspended_and_deleted_in_place(learning: Application, qtbot: QtBot) -> None:
    screen = opened(learning)
    card = card_of(screen)
    QTest.keyClick(screen, Qt.Key.Key_E)
    sheet = learning.screens.cards.sheet
    qtbot.waitUntil(sheet.front.hasFocus, timeout=3000)
    QTest.keyClicks(sheet.front, "When?")
    QTest.keyClick(sheet.front, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: card_of(screen).front == "When?", timeout=3000)
    QTest.keyClick(screen, Qt.Key.Key_Space)
    QTest.keyClick(screen, Qt.Key.Key_Minus)
    qtbot.waitUntil(lambda: card_of(screen).id != card.id, timeout=3000)
    QTest.keyClick(screen, Qt.Key.Key_At)
    qtbot.waitUntil(lambda: screen.card is None, timeout=3000)
    assert screen.sentence.startswith("No card is due.")
    QTest.keyClick(screen, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: screen.card is not None, timeout=3000)
    other = card_of(screen)
    QTest.keyClick(screen, Qt.Key.Key_Delete, CTRL)
    qtbot.waitUntil(lambda: screen.card is None, timeout=3000)
    assert {c.id for c in authoring.load_cards(library_of(learning), card.document_id)} == {card.id}
    QTest.keyClick(screen, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: screen.card is not None, timeout=3000)
    assert card_of(screen) == other


def test_a_rating_for_a_card_that_changed_is_refused(learning: Application, qtbot: QtBot) -> None:
    screen = opened(learning)
    card = card_of(screen)
    QTest.keyClick(screen, Qt.Key.Key_Space)
    library = library_of(learning)
    authoring.edit_card(library, card.id, front="Another question?", answer="x")  # as the command line does
    QTest.keyClick(screen, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: "not stored" in screen.sentence, timeout=3000)
    assert card_of(screen).front == "Another question?"
    assert reviewing.today(library).reviews == 0


def test_a_long_card_is_scrolled_by_keys(learning: Application, qtbot: QtBot) -> None:
    screen = opened(learning)
    authoring.edit_card(library_of(learning), card_of(screen).id, front="Why so long? " * 300, answer="x")
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    screen = opened(learning)
    bar = screen.area.verticalScrollBar()
    assert bar.maximum() > 0
    QTest.keyClick(screen, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: bar.value() > 0, timeout=3000)


def test_settings_are_changed_in_the_review_and_hold_at_once(learning: Application, qtbot: QtBot) -> None:
    from studyapp.ui.review.settings import CHOICES, StudySettingsPopup

    screen = opened(learning)
    QTest.keyClick(screen, Qt.Key.Key_Space)
    before = screen.grades[3].interval
    QTest.keyClick(screen, Qt.Key.Key_O)
    popup = learning.window.findChild(StudySettingsPopup)
    assert popup is not None
    assert popup.isVisible()
    less = {choice.field: pair[0] for choice, pair in zip(CHOICES, popup.buttons, strict=True)}
    library = library_of(learning)
    QTest.mouseClick(less["retention"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: reviewing.load_settings(library).retention == 0.87, timeout=3000)
    qtbot.waitUntil(lambda: screen.grades[3].interval != before, timeout=3000)
    assert screen.answered

    def limit_is(count: int) -> bool:
        return reviewing.load_settings(library).new_per_day == count

    for count in (15, 10, 5, 0):
        QTest.mouseClick(less["new_per_day"], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(partial(limit_is, count), timeout=3000)
    assert not less["new_per_day"].isEnabled()
    qtbot.waitUntil(lambda: learning.window.top.review.count == 0, timeout=3000)
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert screen.hasFocus()
    QTest.keyClick(screen, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: reviewing.load_settings(library).new_per_day == 5, timeout=3000)


def test_two_presses_give_one_grade(learning: Application, qtbot: QtBot) -> None:
    screen = opened(learning)
    QTest.keyClick(screen, Qt.Key.Key_Space)
    QTest.keyClick(screen, Qt.Key.Key_1)
    QTest.keyClick(screen, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: reviewing.today(library_of(learning)).reviews == 1, timeout=3000)
    qtbot.wait(100)
    assert reviewing.today(library_of(learning)).reviews == 1


def reads(window: Application) -> str | None:
    """Return the document that is read."""
    reading = window.reading
    return reading.document.id if reading is not None and reading.document is not None else None


def test_a_card_whose_text_is_gone_is_still_asked(learning: Application, qtbot: QtBot) -> None:
    library = library_of(learning)
    assert learning.reading is not None
    assert learning.reading.document is not None
    gone = learning.reading.document.id
    assert learning.desk is not None
    learning.desk.command(lambda: library.remove_document(gone))
    other = next(record.id for record in library.documents() if record.id != gone)
    qtbot.waitUntil(lambda: reads(learning) == other, timeout=3000)
    screen = opened(learning)
    QTest.keyClick(screen, Qt.Key.Key_J)
    assert "not in the library any more" in screen.sentence
    grade(learning, qtbot, Qt.Key.Key_4)


def test_a_review_without_cards_says_what_to_do(start: Start) -> None:
    window = start()
    screen = opened(window)
    assert "To accept some of the drafts, press D" in screen.sentence
    assert window.desk is not None
    assert window.desk.actions is not None
    window.desk.actions.keys.give("drafts", ("Ctrl+Alt+J",))
    window.screens.review.shut()
    assert "press Ctrl+Alt+J" in opened(window).sentence


def test_what_is_known_of_a_card(learning: Application, qtbot: QtBot) -> None:
    screen = opened(learning)
    card = grade(learning, qtbot, Qt.Key.Key_1)
    rows = dict(info_rows(authoring.find_card(library_of(learning), card.id)))
    assert (rows["Reviews"], rows["Phase"], rows["Interval"]) == ("1", "Learning", "1 min")
    QTest.keyClick(screen, Qt.Key.Key_I)
    info = learning.screens.review._info
    assert info is not None
    assert info.isVisible()
    QTest.keyClick(info, Qt.Key.Key_I)
    assert not info.isVisible()
    assert screen.hasFocus()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1 / 1440, "1 min"),
        (10 / 1440, "10 min"),
        (0.25, "6 h"),
        (1, "1 day"),
        (2, "2 days"),
        (59, "59 days"),
        (90, "3 months"),
        (366, "1 year"),
        (500, "1.4 years"),
    ],
)
def test_intervals_in_words(days: float, words: str) -> None:
    assert interval_words(days) == words


def test_every_grade_has_a_button() -> None:
    from studyapp.ui.review.view import GRADES

    assert [rating for rating, _ in GRADES] == list(Rating)
