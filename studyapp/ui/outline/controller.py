"""Keeps the outline at the document and section read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studyapp.ui.library.view import percent

if TYPE_CHECKING:
    from studyapp.ui.library.pane import LeftPane
    from studyapp.ui.reader.controller import ReadingController


class OutlineController(QObject):
    """Joins the outline to the reader."""

    def __init__(self, pane: LeftPane, reading: ReadingController) -> None:
        super().__init__(pane)
        self._pane = pane
        self._reading = reading
        self._section = -1
        reading.document_shown.connect(self._show_document)
        reading.progressed.connect(self._show_progress)
        pane.outline.section_chosen.connect(reading.jump_to_section)
        pane.library.document_chosen.connect(reading.jump_to_document)
        self._show_document()

    def _show_document(self) -> None:
        if self._reading.document is None:
            self._pane.outline.show_sections(())
        self._show_progress()

    def _show_progress(self) -> None:
        reading = self._reading
        if reading.document is None:
            self._pane.show_progress("")
            return
        if self._pane.outline.rows.headings is not reading.headings:
            self._pane.outline.show_sections(reading.headings)
            self._section = -1
        moved = reading.section != self._section
        self._section = reading.section
        self._pane.outline.show_place(reading.section, reading.done, moved=moved)
        self._pane.show_progress(percent(reading.share))
