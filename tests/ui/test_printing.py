"""The section on paper: in a PDF, through the system's dialog, with its notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QLineEdit

from studyapp.domain.documents import Block, BlockKind, Section
from studyapp.domain.places import Place
from studyapp.services.annotating import write_note
from studyapp.ui.notes.markdown import note_blocks
from studyapp.ui.printing.paper import PaperPictures, Sheet, print_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from studyapp.ui.application import Application


def test_a_section_becomes_a_pdf_with_its_notes(window: Application, tmp_path: Path) -> None:
    own = window.screens.desk.library
    own.annotate("1", Place(0, 1, 0, 1, 11), note="**why** the first?\n\n1. it is old", tags=("road",))
    write_note(own, "1", section=0, note="on all of it")
    window.screens.reading.show_document("1")
    printing = window.screens.printing
    printing.write_pdf(tmp_path / "section")
    document = pypdfium2.PdfDocument(tmp_path / "section.pdf")
    pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    document.close()
    assert len(pages) > 1
    assert "The Salt Road" in pages[0]
    assert f"2 / {len(pages)}" in pages[1]
    assert "why the first? 1. it is old #road" in " ".join(pages[-1].split())
    assert "on all of it" in pages[-1]
    printing.write_pdf(tmp_path / "missing" / "section.pdf")
    assert "could not be written" in window.screens.messages.text


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the dialog's, on a screen that is none
def test_a_section_is_printed_by_the_systems_dialog(window: Application, tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QPrintDialog)
        (name,) = (edit for edit in dialog.findChildren(QLineEdit) if edit.objectName() == "filename")
        name.setText(str(target))
        dialog.accept()

    window.screens.reading.show_document("1")
    QTimer.singleShot(200, answer)
    window.screens.actions["print"].trigger()
    assert target.read_bytes().startswith(b"%PDF")
    assert "Printed, " in window.screens.messages.text

    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QPrintDialog)
        dialog.reject()

    QTimer.singleShot(200, leave)
    window.screens.messages.dismiss()
    window.screens.actions["print"].trigger()  # and is not where the person thinks better of it
    assert "Printed" not in window.screens.messages.text


def test_a_picture_is_not_cut_by_the_edge_of_a_sheet(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp is not None
    path = tmp_path / "a.svg"
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" width="400" height="300">'
    path.write_text(f'{head}<rect width="400" height="300" fill="#204060"/></svg>')
    picture = Block(BlockKind.IMAGE, "A map", image="a.svg")
    blocks = tuple(
        block for _ in range(12) for block in (Block(BlockKind.PARAGRAPH, "Words. " * 40), picture)
    )
    sheet = Sheet(Section("One", 1, blocks), "One", "A book", ())
    target = tmp_path / "a.pdf"
    pages = print_sheet(sheet, QPdfWriter(str(target)), PaperPictures(lambda _: path))
    document = pypdfium2.PdfDocument(target)
    boxes = [
        page_object.get_bounds()
        for number in range(pages)
        for page_object in document[number].get_objects()
        if page_object.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    ]
    height = document[0].get_height()
    document.close()
    assert len(boxes) == 12
    assert all(bottom >= 0 and top <= height for _, bottom, _, top in boxes)


def test_a_note_on_paper_keeps_lists_and_bold_words() -> None:
    blocks = note_blocks("A 😀 **bold** word\n\n- one\n  - *two*\n\n3. third")
    assert [(block.kind.value, block.text, block.indent) for block in blocks] == [
        ("paragraph", "A 😀 bold word", 0),
        ("list_item", "one", 0),
        ("list_item", "two", 1),
        ("list_item", "3. third", 0),
    ]
    assert [(i.start, i.end, i.kind.value) for block in blocks for i in block.inlines] == [
        (4, 8, "strong"),
        (0, 3, "emphasis"),
    ]
