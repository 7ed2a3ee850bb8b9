"""A note that lost its passage: what looks like it is shown in the text, and a person puts it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.domain.annotations import Annotation
    from studyapp.domain.places import Place
    from studyapp.services.attaching import LookAlike
    from studyapp.ui.desk import Desk
    from studyapp.ui.messages.view import MessageBar, Step
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.window import Window


class AttachingController(QObject):
    """Leads a detached note to a passage: the selected one, or one that looks like its own."""

    def __init__(self, desk: Desk, window: Window, reading: ReadingController, messages: MessageBar) -> None:
        super().__init__(window)
        self._desk = desk
        self._view = window.page.view
        self._reading = reading
        self._messages = messages

    def offer(self, note: Annotation) -> None:
        """Offer the selection as the note's passage; without one show what looks like it."""
        selected = self._view.selection(self._reading.section)
        if selected is not None:
            self._messages.tell(
                tr("Attach the note to the selected passage?"),
                steps=((tr("Attach"), lambda: self._attach(note, selected)), (tr("Cancel"), _nothing)),
            )
            return
        from studyapp.services.attaching import find_candidates  # noqa: PLC0415 (fuzzy matching: rarely needed)

        library = self._desk.library
        self._desk.jobs.run(
            self._desk.lanes.work,
            lambda: find_candidates(library, note),
            lambda found: self._show(note, found, 0),
        )

    def _show(self, note: Annotation, found: tuple[LookAlike, ...], at: int) -> None:
        """Show one look-alike in the text, selected, with the way to the next one."""
        if not found:
            self._messages.tell(
                tr("Nothing like this passage is in the text. Select where the note belongs, then click it.")
            )
            return
        here = found[at]
        if at == 0:
            self._reading.jump_to(note.document_id, here.place)
        else:
            self._reading.visit(note.document_id, here.place)
            self._reading.settle()
        self._view.select(here.place)
        steps: list[Step] = [(tr("Attach here"), lambda: self._attach(note, here.place))]
        if len(found) > 1:
            steps.append((tr("Next"), lambda: self._show(note, found, (at + 1) % len(found))))
        self._messages.tell(
            tr(
                "The passage is not in the text any more. Like it, {number} of {total}: the one selected.",
                number=at + 1,
                total=len(found),
            ),
            steps=(*steps, (tr("Leave it"), _nothing)),
        )

    def _attach(self, note: Annotation, place: Place) -> None:
        from studyapp.services.attaching import attach_annotation  # noqa: PLC0415 (as above)

        library = self._desk.library
        self._view.clear_selection()
        self._desk.command(lambda: attach_annotation(library, note.id, place))


def _nothing() -> None:
    """Leave everything as it is."""
