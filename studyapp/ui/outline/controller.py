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
    from studyapp.domain.reading import Pace
    from studyapp.ui.library.pane import LeftPane
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.reader.watch import ReadingWatch
    from studyapp.ui.window import Window

_LEAST_MIN = 0.25  # less is not worth a word
_HOURS_FROM_MIN = 90


class OutlineController(QObject):
    """Joins outline, path and status line to the reader."""

    def __init__(
        self, pane: LeftPane, window: Window, reading: ReadingController, watch: ReadingWatch
    ) -> None:
        super().__init__(pane)
        self._pane = pane
        self._window = window
        self._reading = reading
        self._watch = watch
        self._headings: tuple[SectionHeading, ...] = ()
        self._section = -1
        reading.document_shown.connect(self._follow)
        reading.progressed.connect(self._follow)
        watch.changed.connect(self._show_watched)
        pane.outline.section_chosen.connect(reading.jump_to_section)
        pane.library.document_chosen.connect(reading.jump_to_document)
        window.top.crumb_chosen.connect(reading.jump_to_section)
        self._follow()
        self._show_watched()

    def _show_watched(self) -> None:
        """Show what was read, and how long the rest will take."""
        self._pane.outline.rows.show_seen(self._watch.share)
        self._show_status()

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
        self._pane.outline.show_place(reading.section, moved=moved)
        self._pane.show_progress(share)
        self._show_status()
        if moved:
            self.show_path()

    def _show_status(self) -> None:
        """Say where the reader is, how far, and how long the rest will take."""
        reading = self._reading
        if reading.document is None:
            return
        where = tr("Section {number} of {count}", number=reading.section + 1, count=len(reading.headings))
        parts = [where, percent(reading.share), *time_left(reading, self._watch.pace)]
        self._window.status.show_place(reading.section, reading.done, "  ·  ".join(parts))

    def show_path(self) -> None:
        """Show the path to the section that is read."""
        reading = self._reading
        if reading.document is not None:
            steps = [(split_heading(reading.document.title)[0], 0)]
            path = path_to(reading.headings, reading.section)
            self._window.top.show_path(steps + [(short_name(reading.headings[i]), i) for i in path])


def time_left(reading: ReadingController, pace: Pace) -> list[str]:
    """Return how long section and text will take at the reader's pace; nothing where nothing is left."""
    here = pace.minutes(reading.headings[reading.section].words * (1 - reading.done))
    every = pace.minutes(sum(heading.words for heading in reading.headings) * (1 - reading.share))
    if every < _LEAST_MIN:
        return []
    about = "" if pace.known else tr("about ")
    if here < _LEAST_MIN or len(reading.headings) == 1:
        return [tr("{about}{time} left", about=about, time=in_words(every))]
    whole = in_words(every)
    return [
        tr("{about}{here} left in the section, {whole} in all", about=about, here=in_words(here), whole=whole)
    ]


def in_words(minutes: float) -> str:
    """Return a time in minutes, from an hour and a half on in hours."""
    if minutes < 1:
        return tr("1 min")
    if minutes < _HOURS_FROM_MIN:
        return tr("{minutes} min", minutes=round(minutes))
    return tr("{hours} h", hours=round(minutes / 60))
