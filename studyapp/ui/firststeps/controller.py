"""Shows the first steps while the bundled article is read, and marks those that were done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studyapp.domain.changes import Noun
from studyapp.services.bundled import is_bundled
from studyapp.ui.firststeps.view import FirstSteps
from studyapp.ui.keys import native
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.domain.changes import ChangeSet
    from studyapp.ui.actions import Actions
    from studyapp.ui.desk import Desk
    from studyapp.ui.messages.view import MessageBar
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.window import Window


class FirstStepsController(QObject):
    """`left` names the steps still to be tried, as the settings keep them; without any all is hidden."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        window: Window,
        reading: ReadingController,
        *,
        actions: Actions,
        messages: MessageBar,
        left: str,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._reading = reading
        self._actions = actions
        self._messages = messages
        self._left = left.split()
        self._strip: FirstSteps | None = None
        if not self._left:
            return
        desk.changed.connect(self._take_in)
        reading.document_shown.connect(self._show)
        actions.keys.changed.connect(self._show_keys)
        for name in ("find", "drafts"):
            actions[name].triggered.connect(lambda *_, name=name: self._finish(name))
        self._show()

    @property
    def left(self) -> str:
        """The steps still to be tried."""
        return " ".join(self._left)

    @property
    def strip(self) -> FirstSteps | None:
        """The strip; None until it was shown once."""
        return self._strip

    def leave(self) -> None:
        """Take the strip away for good."""
        self._left.clear()
        self._show()
        self.changed.emit()

    # Inside

    def _show(self) -> None:
        """Show the strip where the article is read, and nowhere else."""
        document = self._reading.document
        wanted = bool(self._left) and document is not None and is_bundled(document)
        if wanted and self._strip is None:
            self._strip = self._make_strip()
        if self._strip is not None:
            self._window.show_strip(self._strip if wanted else None)

    def _make_strip(self) -> FirstSteps:
        texts = {
            "find": tr("Search the text"),
            "highlight": tr("Highlight a passage you selected"),
            "drafts": tr("See its cards in draft"),
        }
        strip = FirstSteps(self._window.look, texts, self._window)
        strip.dismissed.connect(self._dismiss)
        strip.taken.connect(self._take)
        for name, button in strip.steps.items():
            if name not in self._left:
                button.show_done()
        self._strip = strip
        self._show_keys()
        return strip

    def _show_keys(self) -> None:
        if self._strip is None:
            return
        for name, button in self._strip.steps.items():
            button.show_key(self._key(name))
        self._strip.arrange()

    def _key(self, action_id: str) -> str:
        return next(map(native, self._actions.keys[action_id]), "")

    def _take(self, name: str) -> None:
        """Do what the step says; a highlight needs a selection first."""
        if name == "highlight" and self._window.page.view.selection(self._reading.section) is None:
            self._messages.tell(tr("Drag over some words of the text first."))
        else:
            self._actions[name].trigger()

    def _take_in(self, changes: ChangeSet) -> None:
        if changes.ids(Noun.ANNOTATION):
            self._finish("highlight")

    def _finish(self, name: str) -> None:
        """Mark a step that was done; after the last one the strip goes."""
        if name not in self._left:
            return
        self._left.remove(name)
        if self._strip is not None:
            self._strip.steps[name].show_done()
            self._strip.arrange()
        if not self._left:
            self._messages.tell(
                tr(
                    "That is how it goes. {sheet} lists every key, {palette} finds a command.",
                    sheet=self._key("commands"),
                    palette=self._key("palette"),
                )
            )
            self._show()
        self.changed.emit()

    def _dismiss(self) -> None:
        self.leave()
        self._window.page.take_focus()
