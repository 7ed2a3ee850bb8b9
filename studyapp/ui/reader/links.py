"""What a link in the text does: a footnote pops up, a place is gone to, an address leaves for the browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QUrl
from PySide6.QtGui import QDesktopServices

from studyapp.domain.addresses import is_address
from studyapp.domain.documents import BlockKind, Section, target_place
from studyapp.domain.places import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.domain.documents import Block
    from studyapp.ui.desk import Desk
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.reader.footnote import FootnotePanel
    from studyapp.ui.window import Window

# How a note begins that is not the second paragraph of the one before it.
_LABEL = re.compile(r"\s*(?:\[?\w{1,4}[\].)]|[*†‡§]|\d+\s)")
_MOST_BLOCKS = 12


class LinksController(QObject):
    """Follows the links of the text and of footnotes."""

    def __init__(
        self, desk: Desk, window: Window, reading: ReadingController, open_address: Callable[[str], object]
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._reading = reading
        self._open_address = open_address
        self._view = window.page.view
        self._panel: FootnotePanel | None = None
        self._shown: tuple[int, int] = (0, 0)
        self._view.anchorClicked.connect(lambda url: self.follow(url.toString()))
        self._view.moved.connect(self._close)

    @property
    def panel(self) -> FootnotePanel:
        """The pop-up of footnotes, made when it is first wanted."""
        if self._panel is None:
            from studyapp.ui.reader.footnote import FootnotePanel  # noqa: PLC0415 (as it says)

            self._panel = FootnotePanel(self._desk.look, self._window)
            self._panel.link_clicked.connect(self.follow)
            self._panel.go_wanted.connect(self._go_to_footnote)
        return self._panel

    def follow(self, address: str) -> None:
        """Follow a link: to a footnote or place of this document, to a passage, or in the browser."""
        target = target_place(address)
        if target is not None:
            self._follow_place(*target)
        elif is_address(address):
            self._open_address(address)
        elif QUrl(address).scheme() in {"http", "https", "mailto"}:
            QDesktopServices.openUrl(QUrl(address))

    def _follow_place(self, section: int, block: int) -> None:
        reading = self._reading
        if reading.document is None or section >= len(reading.headings):
            return
        if block < 0:
            self._close()
            reading.jump_to_section(section)
            return
        blocks = self._desk.library.section(reading.document.id, section).blocks
        if block < len(blocks) and blocks[block].kind is BlockKind.FOOTNOTE:
            self._shown = section, block
            corner = self._view.cursorRect().bottomLeft()
            where = self._view.viewport().mapTo(self._window, corner)
            self.panel.show_note(Section(None, 0, _note(blocks, block)), where + QPoint(-24, 8))
            return
        self._close()
        reading.jump_to(reading.document.id, Place(section, block, 0, block, 1))

    def _go_to_footnote(self) -> None:
        section, block = self._shown
        if self._reading.document is not None:
            self._reading.jump_to(self._reading.document.id, Place(section, block, 0, block, 1))
            self._view.setFocus()

    def _close(self) -> None:
        if self._panel is not None:
            self._panel.hide()


def _note(blocks: tuple[Block, ...], first: int) -> tuple[Block, ...]:
    """Return the paragraphs of the note that begins at a block."""
    last = first + 1
    while (
        last < min(len(blocks), first + _MOST_BLOCKS)
        and blocks[last].kind is BlockKind.FOOTNOTE
        and not _LABEL.match(blocks[last].text)
    ):
        last += 1
    return blocks[first:last]
