"""The real window on a real library in a temporary folder, without a screen."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from studyapp.app import QT_ARGUMENTS, build
from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind, ParsedDocument, Section
from studyapp.opening import Opened
from studyapp.runtime.folders import Folders
from studyapp.runtime.settings import Settings
from studyapp.services import authoring
from studyapp.services.analysing import keep_analysis
from studyapp.services.drafts import load_drafts
from studyapp.services.library import Library, open_library
from tests.services.study_cases import study_analysis, study_document
from tests.ui.index_here import IndexHere

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from studyapp.ui.application import Application
    from studyapp.ui.reader.marks import PlacedMark

    Start = Callable[..., Application]

FILLER = "The caravans went on through the hills and nobody counted the days. " * 6


def long_document() -> ParsedDocument:
    """Return a document of five sections, some longer than the window, with the rare word “quince”."""

    def paragraphs(section: int) -> tuple[Block, ...]:
        texts = [f"Paragraph {number} of part {section}. {FILLER}" for number in range(12)]
        texts[3] += " A quince tree stood there."
        return tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)

    sections = [Section(None, 0, paragraphs(0))]
    for number in range(1, 5):
        level = 2 if number == 2 else 1
        sections.append(Section(f"Part {number}: On the Way", level, paragraphs(number)))
    return ParsedDocument("The Salt Road: A Journey", ("A. Writer",), "en", "markdown", tuple(sections))


def odd_document() -> ParsedDocument:
    """Return a document with every kind of block, and text that UTF-16 counts otherwise."""
    bold = (Inline(0, 4, InlineKind.STRONG), Inline(2, 9, InlineKind.EMPHASIS))
    blocks = (
        Block(BlockKind.PARAGRAPH, "😀😀 salt 漢字 e\u0301 שלום and 𠮷 more salt", bold),
        Block(BlockKind.PARAGRAPH, "line one\nline two 😀\u2029odd \ufdd0 signs \ufffc here"),
        Block(BlockKind.LIST_ITEM, "first"),
        Block(BlockKind.LIST_ITEM, "2. numbered", (), 1),
        Block(BlockKind.QUOTE, "quoted words"),
        Block(BlockKind.CODE, "for x in y:\n    pass"),
        Block(BlockKind.TABLE, "Name\tYear\nVarn\t1201"),
        Block(BlockKind.CAPTION, "A caption"),
        Block(BlockKind.IMAGE, "a map"),
        Block(BlockKind.VERSE, "one\ntwo"),
        Block(BlockKind.FOOTNOTE, "a note"),
        Block(BlockKind.HEADING, "Minor"),
        Block(BlockKind.PARAGRAPH, "see here", (Inline(4, 8, InlineKind.LINK, "https://example.org/"),)),
    )
    return ParsedDocument("Odd: Signs", (), "en", "markdown", (Section("Odd: Signs", 1, blocks),))


def shown_marks(window: Application) -> list[PlacedMark]:
    """Return every mark of the section that is shown."""
    view = window.window.page.view
    assert view.page is not None
    return view.marks.all(view.page)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The arguments that the program gives to Qt."""
    return QT_ARGUMENTS


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """The folders of a person who has nothing yet."""
    return Folders(
        data=tmp_path / "data",
        config=tmp_path / "config",
        cache=tmp_path / "cache",
        state=tmp_path / "state",
        logs=tmp_path / "logs",
    )


@pytest.fixture(autouse=True)
def _no_analysis(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no window analyse by itself: tests that want it call `begin`."""
    monkeypatch.setattr("studyapp.ui.analysing.controller.START_AFTER_MS", 2**30)


@pytest.fixture(autouse=True)
def _index_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Index without a process of its own, half a second of each test; tests of the process start it."""
    monkeypatch.setattr("studyapp.runtime.index_process.IndexProcess", IndexHere)


@pytest.fixture
def fill(tmp_path: Path, clock: Callable[[], datetime]) -> Library:
    """A library with one long document, closed again: the window opens it."""
    library = open_library(tmp_path / "library", clock)
    library.add_document(long_document(), sha256="a" * 64, path=None)
    library.close()
    return library


@pytest.fixture
def start(
    qtbot: QtBot, tmp_path: Path, folders: Folders, fill: Library, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Start]:
    """Start the window; a second start closes the first one, as a person does."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    started: list[tuple[Application, Opened]] = []

    def go(settings: Settings | None = None, size: tuple[int, int] = (1440, 900)) -> Application:
        while started:
            stop(*started.pop())
        opened = Opened()
        opened.open(tmp_path / "library")
        application = build(opened, folders, settings or Settings(theme="light"))
        started.append((application, opened))
        application.window.resize(*size)
        application.window.activateWindow()
        with qtbot.waitSignal(application.ready, timeout=5000):
            application.show()
        return application

    yield go
    while started:
        stop(*started.pop())


def stop(application: Application, opened: Opened) -> None:
    """Close a window as a person does; its library is free then."""
    application.window.close()
    application.close()
    opened.close()
    application.window.deleteLater()
    QApplication.setPalette(QPalette())  # the next window finds the system's, as in a process of its own


@pytest.fixture
def window(start: Start) -> Application:
    """The window on the long document."""
    return start()


@pytest.fixture
def furnished(tmp_path: Path, clock: Callable[[], datetime], start: Start) -> Application:
    """The window on a document with actors, drafts, cards, a note, all waiting."""
    library = open_library(tmp_path / "library", clock)
    _, record = library.add_document(study_document(), sha256="b" * 64, path=None)
    keep_analysis(library, record.id, study_analysis())
    drafts = load_drafts(library, record.id)
    authoring.accept_drafts(library, record.id, [draft.id for draft in drafts[:2]])
    library.close()
    window = start()
    assert window.reading is not None
    window.reading.show_document(record.id)
    return window
