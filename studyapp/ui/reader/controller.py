"""Reading: what is shown, where the reader stands in it, and the way back from every jump."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from studyapp.domain.changes import Noun
from studyapp.domain.documents import ReadingPlace, paragraph_numbers
from studyapp.domain.errors import KnownError
from studyapp.ui.outline.names import short_name
from studyapp.ui.reader.document import split_heading
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.domain.annotations import Annotation
    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.documents import DocumentRecord, SectionHeading
    from studyapp.domain.places import Place
    from studyapp.ui.desk import Desk
    from studyapp.ui.pictures import Pictures
    from studyapp.ui.window import Window

KEEP_AFTER_MS = 300  # a place is written when scrolling has stopped for so long
_MOST_STEPS_BACK = 200


class Station(NamedTuple):
    """A place that the reader can come back to."""

    document_id: str
    place: ReadingPlace


class ReadingController(QObject):
    """Joins the reader, outline, path and status line to the library."""

    document_shown = Signal()
    section_shown = Signal()
    progressed = Signal()
    history_changed = Signal()
    jumped = Signal()  # by anything but a search's walk

    def __init__(self, desk: Desk, window: Window) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._view = window.page.view
        self.document: DocumentRecord | None = None
        self.headings: tuple[SectionHeading, ...] = ()
        self.section = 0
        self.done = 0.0  # of the section
        self.share = 0.0  # of the document
        self.annotations: tuple[Annotation, ...] = ()
        self._back: list[Station] = []
        self._forward: list[Station] = []
        self.replacing = False  # another document is being shown because the open one is gone
        self._shows_pictures = False
        self._visiting = False  # a hit is looked at: the reader's own place stays what it was
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep_place)
        self._connect()

    def _connect(self) -> None:
        view, _window = self._view, self._window
        view.moved.connect(self._moved)
        view.next_wanted.connect(self.flow_on)
        view.previous_wanted.connect(self.flow_back)
        view.pictures = self._pictures
        self._desk.changed.connect(self._take_in)
        self._desk.look.changed.connect(self._set_anew)

    # What is shown

    def open_at_start(self) -> None:
        """Open the document read last, else the first one, at the place kept."""
        library = self._desk.library
        known = [record.id for record in library.documents()]
        last = library.last_document()
        if known:
            self.show_document(last if last in known else known[0])
        else:
            self.show_nothing()

    def show_nothing(self) -> None:
        """Say what an empty library is for."""
        self.document = None
        self.headings = ()
        self._window.setWindowTitle("studyapp")
        self._window.page.show_sentence(
            tr("Nothing to read yet."),
            tr("Drop a Markdown or text file here, paste a text, or import a file."),
            tr("Import…"),
        )
        self.document_shown.emit()

    def show_document(self, document_id: str, place: ReadingPlace | None = None) -> None:
        """Show a document at a place; without one where the reader left it."""
        library = self._desk.library
        self.keep_place_now()
        self.document = library.document(document_id)
        self.headings = library.outline(document_id)
        self._show_title()
        self._load_annotations()
        kept = place or library.reading_place(document_id) or ReadingPlace(0, 0)
        self.show_section(min(kept.section, len(self.headings) - 1), kept)
        self.document_shown.emit()

    def show_section(self, index: int, place: ReadingPlace | None = None) -> None:
        """Show a section of the open document, at its beginning unless a place in it is given."""
        if self.document is None or not 0 <= index < len(self.headings):
            return
        section = self._desk.library.section(self.document.id, index)
        self.section = index
        heading = section.title or (self.document.title if index == 0 else "")
        self._view.show_section(section, heading, (self._name_of(index - 1), self._name_of(index + 1)))
        self._window.page.show_text()
        self._show_annotations()
        if place is not None and place.section == index:
            self._view.go_to_reading_place(place)
        self._show_progress()
        self.section_shown.emit()

    def citation(self, place: Place, *, numbered: bool = False) -> str:
        """Return what a passage of the open document is cited by: authors, title, date, section, page.

        `numbered` adds the number of its paragraph.
        """
        if self.document is None:
            return ""
        heading = self.headings[place.section]
        page = self._desk.library.page(self.document.id, place)
        parts = (
            ", ".join(self.document.authors),
            self.document.title,
            self.document.published,
            heading.title or "",
            tr("p. {page}", page=page) if page else "",
            self._paragraph(place) if numbered else "",
        )
        return ", ".join(part for part in parts if part)

    def _paragraph(self, place: Place) -> str:
        """Return a passage's paragraph as it is cited and gone to: § 3.12; nothing for what has no number."""
        if self.document is None:
            return ""
        blocks = self._desk.library.section(self.document.id, place.section).blocks
        number = paragraph_numbers(blocks).get(place.block)
        return f"§ {place.section + 1}.{number}" if number is not None else ""

    # Moving

    def jump_to_section(self, index: int) -> None:
        """Go to the beginning of a section, with a way back."""
        self._remember()
        self.show_section(index)
        self._view.setFocus()

    def jump_to_document(self, document_id: str) -> None:
        """Go to a document, with a way back."""
        if self.document is None or self.document.id != document_id:
            self._remember()
            self.show_document(document_id)
        self._view.setFocus()

    def jump_to_place(self, place: ReadingPlace, share: float = 0.0) -> None:
        """Go to a place of the open document, or to a share of its section, with a way back."""
        self._remember()
        self.show_section(place.section, place)
        if share:
            self._view.go_to_share(share)
        self._view.setFocus()

    def jump_to(self, document_id: str, place: Place) -> None:
        """Go to a passage, with a way back."""
        self._remember()
        self.visit(document_id, place)
        self.settle()

    def visit(self, document_id: str, place: Place) -> None:
        """Look at a passage; the reader's own place is not touched until `settle`."""
        if not self._visiting:
            self.keep_place_now()
        self._visiting = True
        if self.document is None or self.document.id != document_id:
            self.show_document(document_id, ReadingPlace(place.section, 0))
        elif self.section != place.section:
            self.show_section(place.section)
        self._view.go_to(place)

    @property
    def visiting(self) -> bool:
        """Whether a passage is only looked at."""
        return self._visiting

    def settle(self) -> None:
        """Take the place shown for the reader's own."""
        self._visiting = False
        self._timer.start()

    def station(self) -> Station | None:
        """Return where the reader stands."""
        if self.document is None:
            return None
        return Station(self.document.id, self._view.place(self.section))

    def return_to(self, station: Station | None) -> None:
        """Come back to a station."""
        self._visiting = False
        if station is None:
            return
        try:
            if self.document is not None and self.document.id == station.document_id:
                self.show_section(station.place.section, station.place)
            else:
                self.show_document(station.document_id, station.place)
        except KnownError:
            return  # the document has left the library since

    def remember(self, station: Station | None) -> None:
        """Make a station the next one to come back to."""
        if station is not None:
            self._back = [*self._back[1 - _MOST_STEPS_BACK :], station]
            self._forward.clear()
            self.history_changed.emit()

    @property
    def can_go_back(self) -> bool:
        """Whether there is a way back."""
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a way forward again."""
        return bool(self._forward)

    def go_back(self) -> None:
        """Go back one jump."""
        self._travel(self._back, self._forward)

    def go_forward(self) -> None:
        """Go forward again."""
        self._travel(self._forward, self._back)

    def next_section(self) -> None:
        """Go to the next section, with a way back."""
        if self.section + 1 < len(self.headings):
            self.jump_to_section(self.section + 1)

    def previous_section(self) -> None:
        """Go to the section before, with a way back."""
        if self.section > 0:
            self.jump_to_section(self.section - 1)

    def flow_on(self) -> None:
        """Read on into the next section."""
        self.show_section(self.section + 1)

    def flow_back(self, to_end: bool) -> None:
        """Read back into the section before."""
        if self.section > 0:
            self.show_section(self.section - 1)
            if to_end:
                self._view.to_end()

    # The place

    def keep_place(self) -> None:
        """Have the place written, unless a hit is only looked at."""
        station = self.station()
        if station is not None and not self._visiting:
            library, share = self._desk.library, self.share
            self._desk.keep(lambda: library.keep_place(station.document_id, station.place, share))

    def keep_place_now(self) -> None:
        """Have the place written before something else is shown."""
        if self._timer.isActive():
            self._timer.stop()
            self.keep_place()

    # Inside

    def _travel(self, source: list[Station], other: list[Station]) -> None:
        if not source:
            return
        here = self.station()
        if here is not None:
            other.append(here)
        self.return_to(source.pop())
        self.history_changed.emit()
        self._view.setFocus()

    def _remember(self) -> None:
        self._visiting = False
        self.jumped.emit()
        self.remember(self.station())

    def _moved(self) -> None:
        if self.document is None:
            return
        self._show_progress()
        if not self._visiting:
            self._timer.start()

    def _show_progress(self) -> None:
        if self.document is None:
            return
        done = self._view.fraction()
        words = [max(heading.words, 1) for heading in self.headings]
        share = (sum(words[: self.section]) + done * words[self.section]) / sum(words)
        self.done, self.share = done, share
        self.progressed.emit()

    def _name_of(self, index: int) -> str | None:
        return short_name(self.headings[index]) if 0 <= index < len(self.headings) else None

    def _load_annotations(self) -> None:
        self.annotations = self._desk.library.annotations(self.document.id) if self.document else ()

    def _show_annotations(self) -> None:
        here = [a for a in self.annotations if a.place is not None and a.place.section == self.section]
        self._view.show_annotations(here)

    def _take_in(self, changes: ChangeSet) -> None:
        """Refresh after a command, as far as it touched what is shown."""
        gone = changes.ids(Noun.DOCUMENT)
        if self.document is None and gone:
            self.open_at_start()
            return
        if self.document is not None and self.document.id in gone:
            known = [record.id for record in self._desk.library.documents()]
            if self.document.id not in known:
                self._timer.stop()
                self._visiting = False
                self.document = None
                self._back = [s for s in self._back if s.document_id in known]
                self._forward = [s for s in self._forward if s.document_id in known]
                self.replacing = True
                self.open_at_start()
                self.replacing = False
                self.history_changed.emit()
                return
            self._refresh_document(self.document)
        if changes.ids(Noun.ANNOTATION):
            self._load_annotations()
            self._show_annotations()

    def _refresh_document(self, old: DocumentRecord) -> None:
        """Show what a command changed of the open document: its description, or all of its text."""
        record = self._desk.library.document(old.id)
        if record.imported_at != old.imported_at:  # an update, or its undo: another text, another place in it
            self._timer.stop()
            self._visiting = False
            self.show_document(record.id)
        elif record != old:
            self.document = record
            self._show_title()
            self.document_shown.emit()

    def _show_title(self) -> None:
        if self.document is not None:
            title = split_heading(self.document.title)[0]
            self._window.setWindowTitle(tr("{title} – studyapp", title=title))

    def _set_anew(self) -> None:
        """Set the section anew after a change of the look, or only colour it; the place stays."""
        if self._view.recolour():
            return
        station = self.station()
        if station is not None:
            self.show_section(self.section, station.place)

    def _pictures(self) -> Pictures:
        """Return the pictures of the library; what arrives of them is painted."""
        pictures = self._desk.pictures
        if not self._shows_pictures:
            self._shows_pictures = True
            pictures.arrived.connect(self._view.viewport().update)
        return pictures
