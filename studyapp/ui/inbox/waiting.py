"""What waits of the open document: the one count of the top bar and of the inbox.

A draft waits for the inbox when its quality is at least the one chosen there and its section is among those
wanted: all, or those read. Of a long text the drafts come as it is read, unless a person asks for all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studyapp.flashcards.levels import DEFAULT_QUALITY
from studyapp.flashcards.taste import Taste
from studyapp.services import drafts

if TYPE_CHECKING:
    from studyapp.domain.cards import Draft
    from studyapp.ui.desk import Desk
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.reader.watch import ReadingWatch

LONG_WORDS = 50_000
"""From here on a text has hundreds of drafts."""


class Standing(NamedTuple):
    """How many drafts of a document are neither cards nor discarded, and how many are cards."""

    waiting: int
    made: int


class Waiting:
    """Asks the library.

    The reader's taste is that of when the sitting began: a list does not move under the hand.
    """

    def __init__(
        self, desk: Desk, reading: ReadingController, watch: ReadingWatch, *, only_read: bool
    ) -> None:
        self._desk, self._reading, self._watch = desk, reading, watch
        self.only_read = only_read  # the person's wish for texts of usual length
        self.least = DEFAULT_QUALITY
        self._all_of: set[str] = set()  # long documents of which all drafts are wanted
        self._taste = Taste()
        self._before = Standing(0, 0)

    def begin(self) -> None:
        """Begin a sitting: count from here, with all that was decided up to now."""
        self.take_taste()
        self._before = self._standing()

    def take_taste(self) -> None:
        """Let all that was decided up to now weigh in."""
        self._taste = drafts.load_taste(self._desk.library)

    @property
    def narrowed(self) -> bool:
        """Whether the drafts of sections read are wanted alone."""
        return self.only_read or (self.is_long and self._document_id not in self._all_of)

    @property
    def is_long(self) -> bool:
        """Whether the open document is so long that its drafts come as it is read."""
        document = self._reading.document
        return document is not None and document.words >= LONG_WORDS

    def narrow(self, *, on: bool) -> None:
        """Want the drafts of sections read alone, or those of all; of a long text for this text only."""
        if not self.is_long:
            self.only_read = on
        elif on:
            self._all_of.discard(self._document_id)
        else:
            self.only_read = False
            self._all_of.add(self._document_id)

    def sections(self) -> frozenset[int] | None:
        """Return the sections whose drafts are wanted; None for all."""
        return self._watch.read_sections() if self.narrowed else None

    def load(self) -> tuple[Draft, ...]:
        """Return the drafts that wait, in reading order."""
        if self._reading.document is None:
            return ()
        return drafts.load_drafts(
            self._desk.library,
            self._document_id,
            least=self.least,
            only_in=self.sections(),
            taste=self._taste,
        )

    def count(self) -> int:
        """Return how many drafts wait."""
        return self._count(self.least, self.sections())

    def count_weaker(self) -> int:
        """Return how many more would wait if every quality were wanted."""
        return self._count(0.0, self.sections()) - self.count()

    def count_unread(self, section: int | None) -> int:
        """Return how many drafts of the quality wait in a section, or in all, read or not."""
        return self._count(self.least, None if section is None else {section})

    def done(self) -> tuple[int, int]:
        """Return how many drafts were accepted in this sitting, and how many discarded."""
        now, before = self._standing(), self._before
        accepted = max(now.made - before.made, 0)
        return accepted, max(before.waiting - now.waiting - accepted, 0)

    # Inside

    @property
    def _document_id(self) -> str:
        document = self._reading.document
        return document.id if document is not None else ""

    def _count(self, least: float, within: frozenset[int] | set[int] | None) -> int:
        if self._reading.document is None:
            return 0
        return drafts.count_drafts(
            self._desk.library, self._document_id, least=least, only_in=within, taste=self._taste
        )

    def _standing(self) -> Standing:
        if self._reading.document is None:
            return Standing(0, 0)
        return Standing(*drafts.count_standing(self._desk.library, self._document_id))
