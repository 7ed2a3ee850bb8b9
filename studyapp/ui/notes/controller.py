"""Notes: highlight, write, colour, delete; a note half written is kept as a draft and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from studyapp.domain.annotations import Colour, Target
from studyapp.domain.changes import Noun
from studyapp.services.annotating import drop_empty_note, write_note
from studyapp.services.noting import parse_tags
from studyapp.ui.notes.attaching import AttachingController
from studyapp.ui.notes.listing import NotesListing
from studyapp.ui.notes.view import NotesPane
from studyapp.ui.reader.selection_bar import SelectionBar
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.domain.annotations import Annotation
    from studyapp.domain.changes import ChangeSet
    from studyapp.ui.desk import Desk
    from studyapp.ui.inspector.view import Inspector
    from studyapp.ui.messages.view import MessageBar
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.window import Window

_BAR_PAUSE_MS = 120


class NotesController(QObject):
    """Joins the notes pane, the selection bar and the highlights in the text to the library."""

    search_wanted = Signal(str)

    def __init__(
        self,
        desk: Desk,
        window: Window,
        reading: ReadingController,
        messages: MessageBar,
        inspector: Inspector,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._inspector = inspector
        self._reading = reading
        self._messages = messages
        self._view = window.page.view
        self.bar = self._bar = SelectionBar(desk.look, window.page)
        window.page.arranged.connect(lambda: self._bar.follow(self._view))
        self._pane: NotesPane | None = None
        self._listing: NotesListing | None = None
        self._editing: str | None = None
        self._drafted = False
        self.colour = Colour.WHEAT
        self._bar_timer = QTimer(self)
        self._bar_timer.setSingleShot(True)
        self._bar_timer.setInterval(_BAR_PAUSE_MS)
        self._bar_timer.timeout.connect(self._show_bar)
        self._connect()

        self._attaching = AttachingController(desk, window, reading, messages)

    def _connect(self) -> None:
        self._view.selected.connect(self._selection_changed)
        self._view.moved.connect(lambda: self._bar.follow(self._view))
        self._view.annotation_clicked.connect(self.show_note)
        self._bar.colour_chosen.connect(self.highlight)
        self._bar.note.on_click(self.write)
        self._bar.search.on_click(lambda: self.search_wanted.emit(self._view.selected_text()))
        self._bar.copy.on_click(self.copy)
        self._reading.document_shown.connect(self._document_shown)
        self._desk.changed.connect(self._take_in)

    def start(self) -> None:
        """Make the pane, and open again what was being written when the program died."""
        self.listing.refresh()
        drafts = self._desk.library.note_drafts()
        if not drafts:
            return
        here = {note.id for note in self._reading.annotations}
        for annotation_id, text in drafts.items():
            if annotation_id in here:
                self.edit(annotation_id, text)
                self._drafted = True
                return
        self._offer_draft(drafts)

    @property
    def pane(self) -> NotesPane:
        """The notes pane, made when it is first wanted."""
        if self._pane is None:
            self._pane = self._make_pane()
        return self._pane

    @property
    def listing(self) -> NotesListing:
        """What the pane lists."""
        if self._listing is None:
            self._listing = NotesListing(self._desk, self._reading, self.pane, self._inspector)
        return self._listing

    # What a person does

    def highlight(self, colour: Colour | None = None) -> None:
        """Highlight the selection; without one give the chosen note the colour."""
        place = self._view.selection(self._reading.section)
        self.colour = colour or self.colour
        if place is None:
            if colour is not None:
                self.recolour(colour)
            return
        document, wanted = self._reading.document, self.colour
        if document is None:
            return
        library = self._desk.library
        self._desk.command_giving(
            lambda: library.annotate(document.id, place, colour=wanted), self._highlighted
        )

    def write(self) -> None:
        """Write a note on the selection; without one edit the chosen note."""
        place = self._view.selection(self._reading.section)
        document, colour = self._reading.document, self.colour
        if document is not None and place is not None:
            library = self._desk.library
            self._desk.command_giving(
                lambda: library.annotate(document.id, place, colour=colour), self._begin
            )
        elif self._pane is not None and self._pane.rows.chosen is not None:
            self.edit(self._pane.rows.chosen)

    def write_on_section(self) -> None:
        """Write a note on the section that is read."""
        self._write_on(self._reading.section)

    def write_on_document(self) -> None:
        """Write a note on the whole document."""
        self._write_on(None)

    def _write_on(self, section: int | None) -> None:
        document, library, colour = self._reading.document, self._desk.library, self.colour
        if document is not None:
            self._desk.command_giving(
                lambda: write_note(library, document.id, section=section, colour=colour), self._begin
            )

    def copy(self) -> None:
        """Copy the selection as plain text."""
        if self._view.textCursor().hasSelection():
            QApplication.clipboard().setText(self._view.selected_text())

    def copy_with_source(self) -> None:
        """Copy the selection with what it is cited by: authors, title, section, page."""
        document, place = self._reading.document, self._view.selection(self._reading.section)
        if document is None or place is None:
            self.copy()
            return
        text = self._view.selected_text()
        source = self._reading.citation(place, numbered=self._view.shows_numbers)
        QApplication.clipboard().setText(f"“{text}”\n— {source}")

    def show_note(self, annotation_id: str) -> None:
        """Choose a note in the list, beside the text."""
        self._show_tab()
        self.pane.choose(annotation_id)

    def edit(self, annotation_id: str, text: str | None = None) -> None:
        """Open the editor of a note, with another text than its own when one is given."""
        if self._editing == annotation_id:
            self.pane.editor.setFocus()
            return
        self.finish()
        note = self._find(annotation_id)
        if note is None:
            return
        self._show_tab()
        self._editing, self._drafted = annotation_id, False
        self.pane.choose(annotation_id, edit=True)
        self.pane.frame.open(note.note if text is None else text, note.tags)
        self.pane.editor.setFocus()

    def finish(self) -> None:
        """Take the text of the editor for the note's own and close the editor."""
        annotation_id, self._editing = self._editing, None
        if annotation_id is None:
            return
        pane = self.pane
        text, tags = pane.editor.toPlainText(), parse_tags(pane.frame.tags.text())
        pane.editor.stop()
        pane.choose(annotation_id)
        library, note = self._desk.library, self._find(annotation_id)
        if note is not None and note.target is not Target.PASSAGE and not text.strip():
            self._desk.command(lambda: drop_empty_note(library, annotation_id))
        elif note is not None and (text, tags) != (note.note, note.tags):
            self._desk.command(lambda: library.edit_annotation(annotation_id, note=text, tags=tags))
        elif self._drafted:
            self._desk.keep(lambda: library.drop_note_draft(annotation_id))

    def delete(self, annotation_id: str) -> None:
        """Delete a note; it can be undone."""
        if self._editing == annotation_id:
            self._editing = None
            self.pane.editor.stop()
        self.pane.choose(None)
        library = self._desk.library
        self._desk.command(lambda: library.delete_annotation(annotation_id))

    def recolour(self, colour: Colour) -> None:
        """Give the chosen note another colour."""
        chosen = self._pane.rows.chosen if self._pane is not None else None
        note = self._find(chosen) if chosen is not None else None
        if note is not None and note.colour is not colour:
            library, annotation_id = self._desk.library, note.id
            self._desk.command(lambda: library.edit_annotation(annotation_id, colour=colour))

    def focus_list(self) -> None:
        """Give the list the keyboard."""
        self._show_tab()
        self.pane.list.setFocus()

    def show_all(self) -> None:
        """List the notes of every document, and give the filter the keyboard."""
        self._show_tab()
        self.listing.show_all()
        self.pane.filter.setFocus()

    # Inside

    def _show_tab(self) -> None:
        self._window.open_panes(right=True)
        self._inspector.show_tab("notes")

    def _make_pane(self) -> NotesPane:
        pane = NotesPane(self._desk.look, self._empty)
        self._inspector.hold("notes", pane)
        pane.note_chosen.connect(self.jump)
        pane.list.delete_wanted.connect(self.delete)
        pane.list.edit_wanted.connect(self.edit)
        pane.tools.colour_chosen.connect(self.recolour)
        pane.tools.edit.on_click(lambda: self.edit(pane.rows.chosen or ""))
        pane.tools.delete.on_click(lambda: self.delete(pane.rows.chosen or ""))
        pane.frame.finished.connect(self._editor_finished)
        pane.editor.paused.connect(self._keep_draft)
        return pane

    def _empty(self) -> str:
        return tr(
            "No notes yet. To write one, select text and {way}; for one on the section, {section}.",
            way=self._desk.way("note"),
            section=self._desk.way("note_section"),
        )

    def _selection_changed(self) -> None:
        if self._view.textCursor().hasSelection():
            self._bar_timer.start()
        else:
            self._bar_timer.stop()
            self._bar.hide()

    def _show_bar(self) -> None:
        if QApplication.mouseButtons():
            self._bar_timer.start()
        elif self._view.textCursor().hasSelection() and self._view.isVisible():
            annotatable = self._view.selection(self._reading.section) is not None
            self._bar.show_for(self._view, annotatable=annotatable)

    def _highlighted(self, note: Annotation) -> None:
        self._view.clear_selection()
        if self._pane is not None:
            self._pane.choose(note.id)

    def _begin(self, note: Annotation) -> None:
        self._view.clear_selection()
        self.edit(note.id)

    def jump(self, annotation_id: str) -> None:
        """Choose a note and go to its passage."""
        note = self._find(annotation_id)
        if note is None:
            return
        self.pane.choose(annotation_id, edit=self._editing == annotation_id)
        if note.target is Target.DOCUMENT:
            self._reading.jump_to_document(note.document_id)
        elif note.place is not None:
            self._reading.jump_to(note.document_id, note.place)
        elif note.target is Target.PASSAGE:
            self._attaching.offer(note)

    def _editor_finished(self, by_key: bool) -> None:
        if self._editing is None:
            return
        self.finish()
        if by_key:
            self._view.setFocus()

    def _keep_draft(self) -> None:
        annotation_id = self._editing
        if annotation_id is None:
            return
        text = self.pane.editor.toPlainText()
        library = self._desk.library
        self._drafted = True
        self._desk.keep(lambda: library.keep_note_draft(annotation_id, text))

    def _find(self, annotation_id: str | None) -> Annotation | None:
        return self._desk.library.find_annotation(annotation_id) if annotation_id else None

    def _document_shown(self) -> None:
        if self._pane is not None:
            self.listing.refresh()

    def _take_in(self, changes: ChangeSet) -> None:
        if self._pane is not None and (changes.ids(Noun.ANNOTATION) or changes.ids(Noun.DOCUMENT)):
            if self._editing is not None and self._find(self._editing) is None:
                self._editing = None
                self._pane.editor.stop()
                self._pane.choose(None)
            self.listing.refresh()

    def _offer_draft(self, drafts: dict[str, str]) -> None:
        """Say that a note of another document was being written, and lead there."""
        every = {note.id: note for note in self._desk.library.annotations()}
        left = next((every[i] for i in drafts if i in every), None)
        if left is None:
            return
        text, document_id = drafts[left.id], left.document_id

        def open_it() -> None:
            self._reading.jump_to_document(document_id)
            self.edit(left.id, text)
            self._drafted = True

        self._messages.tell(
            tr("A note was still being written."), bad=True, steps=((tr("Open it"), open_it),)
        )
