"""Printing the section that is read, and keeping it as a PDF."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QStandardPaths
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from studyapp.importers.originals import picture_path
from studyapp.ui.outline.names import short_name
from studyapp.ui.printing.paper import PaperPictures, Sheet, print_sheet
from studyapp.ui.reader.document import split_heading
from studyapp.ui.translation import tr, tr_count

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

    from studyapp.ui.desk import Desk
    from studyapp.ui.messages.view import MessageBar
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.window import Window

_MARGIN_MM = 14.0  # around the page's own
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST_NAME = 80


class PrintingController(QObject):
    """Asks where to, and paints there."""

    def __init__(self, desk: Desk, window: Window, reading: ReadingController, messages: MessageBar) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._reading = reading
        self._messages = messages

    def print_section(self) -> None:
        """Print the section, after the system's own dialog."""
        if self._reading.document is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._name())
        if QPrintDialog(printer, self._window).exec():
            pages = self._print(printer)
            self._messages.tell(tr_count(pages, "Printed, {count} page.", "Printed, {count} pages."))

    def save_pdf(self) -> None:
        """Keep the section as a PDF, in a file that the person chooses."""
        if self._reading.document is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        wanted = str(Path(folder) / f"{self._name()}.pdf")
        path, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save section as PDF"), wanted, tr("PDF (*.pdf)")
        )
        if path:
            self.write_pdf(Path(path))

    def write_pdf(self, path: Path) -> None:
        """Write the section into a file; say where it is, or that it could not be written."""
        target = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        try:
            target.open("ab").close()  # QPdfWriter itself does not say why it cannot write
        except OSError as error:
            self._messages.tell(
                tr("The PDF could not be written: {reason}.", reason=error.strerror or error), bad=True
            )
            return
        writer = QPdfWriter(str(target))
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setTitle(self._name())
        pages = self._print(writer)
        saved = tr_count(pages, "Saved, {count} page:", "Saved, {count} pages:")
        self._messages.tell(f"{saved} {target}")

    def _print(self, device: QPagedPaintDevice) -> int:
        margin = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        device.setPageMargins(margin, QPageLayout.Unit.Millimeter)
        folder = self._desk.library.pictures
        return print_sheet(self._sheet(), device, PaperPictures(lambda name: picture_path(folder, name)))

    def _sheet(self) -> Sheet:
        reading = self._reading
        document, here = reading.document, reading.section
        if document is None:
            msg = "nothing is open"
            raise RuntimeError(msg)
        section = self._desk.library.section(document.id, here)
        title = split_heading(document.title)[0]
        return Sheet(
            section=section,
            heading=section.title or (document.title if here == 0 else ""),
            source=", ".join([*document.authors, title]),
            annotations=tuple(
                a for a in reading.annotations if a.place is not None and a.place.section == here
            ),
        )

    def _name(self) -> str:
        document, headings = self._reading.document, self._reading.headings
        title = split_heading(document.title)[0] if document is not None else ""
        name = f"{title}, {short_name(headings[self._reading.section])}"
        return _NOT_IN_NAMES.sub(" ", name)[:_LONGEST_NAME].strip()
