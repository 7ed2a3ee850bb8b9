"""Shows where the reader is: in the outline, in the path above the text, in the line below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studyapp.ui.library.view import percent
from studyapp.ui.outline.names import path_to, short_name
from studyapp.ui.reader.document import split_heading
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.domain.documents import SectionHeading
    from studyapp.ui.library.pane import LeftPane
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.window import Window


class OutlineController(QObject):
    """Joins outline, path and status line to the reader."""

    def __init__(self, pane: LeftPane, window: Window, reading: ReadingController) -> None:
        super().__init__(pane)
        self._pane = pane
        self._window = window
        self._reading = reading
        self._headings: tuple[SectionHeading, ...] = ()
        self._section = -1
        reading.document_shown.connect(self._follow)
        reading.progressed.connect(self._follow)
        pane.outline.section_chosen.connect(reading.jump_to_section)
        pane.library.document_chosen.connect(reading.jump_to_document)
        window.top.crumb_chosen.connect(reading.jump_to_section)
        self._follow()

    def _follow(self) -> None:
        reading = self._reading
        if reading.headings is not self._headings:
            self._headings, self._section = reading.headings, -1
            self._pane.outline.show_sections(reading.headings)
            self._window.status.show_document([heading.words for heading in reading.headings])
        if reading.document is None:
            self._pane.show_progress("")
            self._window.top.show_path([])
            self._window.status.show_place(0, 0, "")
            return
        moved, self._section = reading.section != self._section, reading.section
        share = percent(reading.share)
        self._pane.outline.show_place(reading.section, reading.done, moved=moved)
        self._pane.show_progress(share)
        where = tr("Section {number} of {count}", number=reading.section + 1, count=len(reading.headings))
        self._window.status.show_place(reading.section, reading.done, f"{where}  ·  {share}")
        if moved:
            self.show_path()

    def show_path(self) -> None:
        """Show the path to the section that is read."""
        reading = self._reading
        if reading.document is not None:
            steps = [(split_heading(reading.document.title)[0], 0)]
            path = path_to(reading.headings, reading.section)
            self._window.top.show_path(steps + [(short_name(reading.headings[i]), i) for i in path])
