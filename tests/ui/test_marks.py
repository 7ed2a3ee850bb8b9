"""What stands in and beside the text: footnotes, pictures, signs, switches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studyapp.domain.annotations import Colour
from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind, ParsedDocument, Section
from studyapp.domain.places import Place
from studyapp.importers.originals import picture_path
from studyapp.ui.reader.document import SIDE_PX
from studyapp.ui.reader.margin import MarginSign, SignKind
from studyapp.ui.reader.marks import MarkKind
from studyapp.ui.reader.switches import Shown
from tests.ui.conftest import FILLER, shown_marks

if TYPE_CHECKING:
    from studyapp.ui.application import Application
    from studyapp.ui.reader.plate import Plate
    from tests.ui.conftest import Start

PICTURE = "ab" * 32 + ".png"


def noted_document() -> ParsedDocument:
    """Return a section with a footnote of two paragraphs, another one, and two pictures."""
    mark = Inline(10, 13, InlineKind.LINK, "#0.3")
    blocks = (
        Block(BlockKind.PARAGRAPH, f"The harbour[1] was old. {FILLER}", (mark,)),
        Block(BlockKind.IMAGE, "A map of the harbour", image=PICTURE),
        Block(BlockKind.PARAGRAPH, f"Nobody went there. {FILLER}"),
        Block(BlockKind.FOOTNOTE, "[1] In the year of the flood."),
        Block(BlockKind.FOOTNOTE, "Others say later."),
        Block(BlockKind.FOOTNOTE, "[2] Another note."),
        Block(BlockKind.IMAGE, "", image=PICTURE),
    )
    return ParsedDocument("Noted", (), "en", "epub", (Section("Noted", 1, blocks),))


def open_noted(window: Application) -> None:
    library = window.screens.desk.library
    path = picture_path(library.pictures, PICTURE)
    path.parent.mkdir(parents=True, exist_ok=True)
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    assert image.save(str(path))
    _, record = library.add_document(noted_document(), sha256="d" * 64, path=None)
    window.screens.reading.show_document(record.id)


def has_way_back(window: Application) -> bool:
    return window.screens.reading.can_go_back


def words(plate: Plate) -> str:
    return plate.block.text if plate.block is not None else "no picture"


def test_a_footnote_pops_up_and_the_place_stays(window: Application) -> None:
    open_noted(window)
    view, links = window.window.page.view, window.screens.links
    place = view.place(0)
    links.follow("#0.3")
    panel = links.panel
    assert panel.text.toPlainText() == "[1] In the year of the flood.\nOthers say later."
    assert panel.text.height() == round(panel.text.document().size().height())  # no empty room below it
    assert view.place(0) == place
    assert not has_way_back(window)
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    links.follow("#0.3")
    QTest.keyClick(panel, Qt.Key.Key_Return)
    assert has_way_back(window)
    links.follow("#0.99")  # a target that is not there
    links.follow("#7.-1")
    assert window.screens.reading.section == 0


def test_a_click_on_a_picture_enlarges_it_and_escape_goes_back(window: Application) -> None:
    open_noted(window)
    view = window.window.page.view
    view.picture_clicked.emit(1)
    plate = window.screens.enlarging.plate
    assert plate is not None
    assert plate.isVisible()
    assert words(plate) == "A map of the harbour"
    QTest.keyClick(plate, Qt.Key.Key_Right)
    QTest.keyClick(plate, Qt.Key.Key_Right)
    assert words(plate) == ""
    fits = plate._box()
    QTest.keyClick(plate, Qt.Key.Key_Plus)
    assert plate._box().width() > fits.width()
    QTest.keyClick(plate, Qt.Key.Key_R)  # the program's keys are not the plate's
    assert not window.screens.review.is_open
    QTest.keyClick(plate, Qt.Key.Key_Escape)
    assert not plate.isVisible()
    assert view.hasFocus()


def test_a_picture_stands_on_the_plate_as_the_page_shows_it_until_it_is_fine(window: Application) -> None:
    open_noted(window)
    pictures = window.screens.desk.pictures
    small, large = QPixmap(30, 20), QPixmap(60, 40)
    assert pictures.kept("map.svg") is None
    pictures._scaled.update(
        {
            ("map.svg", 30, 20, False, False): small,
            ("map.svg", 60, 40, False, False): large,
            ("map.svg", 90, 90, True, False): QPixmap(90, 90),  # cut
            ("map.svg", 90, 60, False, True): QPixmap(90, 60),  # for a dark page
            ("map.svg", 2400, 1600, False, False): None,  # still being read
        }
    )
    assert window.screens.desk.look.theme.name != "dark"
    assert pictures.kept("map.svg") is large


def test_signs_of_one_line_are_joined_and_others_stand_below_each_other(window: Application) -> None:
    view = window.window.page.view
    page = view.page
    assert page is not None
    note = MarginSign(SignKind.NOTE, 1, 0, ("1",), "a note")
    cards = [MarginSign(SignKind.CARDS, 1, start, (str(start),), f"card {start}") for start in (0, 4)]
    view.show_signs(SignKind.NOTE, [note])
    view.show_signs(SignKind.CARDS, cards)
    placed = view.margin._all(page)
    assert [(sign.kind, sign.ids) for sign, _ in placed] == [
        (SignKind.NOTE, ("1",)),
        (SignKind.CARDS, ("0", "4")),
    ]
    assert not placed[0].box.intersects(placed[1].box)
    found = view.sign_at(QPointF(placed[1].box.center()))
    assert found is not None
    assert found.text == "card 0\ncard 4"
    window.screens.switches.switch(Shown.NOTES)
    assert [sign.kind for sign, _ in view.margin._all(page)] == [SignKind.CARDS]


def test_each_kind_of_mark_has_a_switch_that_is_kept(start: Start) -> None:
    window = start()
    library, view = window.screens.desk.library, window.window.page.view
    library.annotate("1", Place(0, 1, 0, 2, 11), colour=Colour.SKY)
    window = start()
    view = window.window.page.view
    view.show_search_marks([Place(0, 3, 0, 3, 9)], None)
    kinds = {item.mark.kind for item in shown_marks(window)}
    assert kinds == {MarkKind.HIGHLIGHT, MarkKind.SEARCH}
    assert len(shown_marks(window)) == 3  # the highlight stands in two blocks
    window.screens.actions["show_hits"].trigger()
    assert {item.mark.kind for item in shown_marks(window)} == {MarkKind.HIGHLIGHT}
    window.screens.actions["show_highlights"].trigger()
    assert shown_marks(window) == []
    assert not window.screens.actions["show_highlights"].isChecked()
    choices = {name: is_on() for name, is_on, _ in window.screens.mark_choices()}
    assert choices == {
        "Actors": True,
        "Highlights": False,
        "Notes": True,
        "Cards": True,
        "Hits": False,
        "Bookmarks": True,
        "Numbers": False,
    }


def test_paragraphs_are_numbered_cited_and_gone_to_by_their_numbers(window: Application) -> None:
    view, going = window.window.page.view, window.screens.going
    strip = QRect(0, 0, SIDE_PX - 4, view.viewport().height())
    bare = view.viewport().grab(strip).toImage()
    window.screens.actions["show_numbers"].trigger()
    assert view.viewport().grab(strip).toImage() != bare
    window.screens.actions["bookmark"].trigger()
    view.select(Place(0, 2, 0, 2, 9))
    window.screens.actions["copy_source"].trigger()
    assert QApplication.clipboard().text().endswith("§ 1.3")
    going.open()
    going.panel.box.edit.setText("3.5")
    row = going.panel.list.model().index(0, 0)
    assert going.panel.list.model().data(row, Qt.ItemDataRole.DisplayRole) == "Paragraph 3.5"
    QTest.keyClick(going.panel.box.edit, Qt.Key.Key_Return)
    assert window.reading is not None
    assert (window.reading.section, view.place(2).block) == (2, 4)
    window.screens.actions["show_numbers"].trigger()
    view.select(Place(2, 4, 0, 4, 9))
    window.screens.actions["copy_source"].trigger()
    assert "§" not in QApplication.clipboard().text()
