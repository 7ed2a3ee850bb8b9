"""What every test shares: a library on a real database, a clock that moves on its own, made-up texts."""

from __future__ import annotations

import logging
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from studyapp.domain.documents import Block, BlockKind, ParsedDocument, Section
from studyapp.services.library import Library, open_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


settings.register_profile("unhurried", deadline=None)  # a busy machine is no defect
settings.load_profile("unhurried")


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that starts on a fixed day and moves by a second at each look."""
    now = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def tick() -> datetime:
        nonlocal now
        now += timedelta(seconds=1)
        return now

    return tick


@pytest.fixture
def library(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Library]:
    """An empty library in a new folder."""
    opened = open_library(tmp_path / "library", clock)
    yield opened
    opened.close()


def made_document(title: str = "The Salt Road", texts: tuple[tuple[str, ...], ...] = ()) -> ParsedDocument:
    """Return a small document: one section for each tuple of paragraphs, the first without a heading."""
    texts = texts or (
        ("The road to Varn was old. 😀 Traders of Lumea kept it open.",),
        (
            "Queen Odile closed it.",
            "Salt became dear in Varn, and the traders of Lumea left.",
            "שלום 漢字 e\u0301",
        ),
    )
    sections = tuple(
        Section(
            title=None if index == 0 else f"Part {index}",
            level=min(index, 1),
            blocks=tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs),
        )
        for index, paragraphs in enumerate(texts)
    )
    return ParsedDocument(title, ("A. Writer",), "en", "markdown", sections)


@pytest.fixture
def document_id(library: Library) -> str:
    """The id of a made-up document in the library."""
    _, record = library.add_document(made_document(), sha256="a" * 64, path=None)
    return record.id


@pytest.fixture(autouse=True)
def _no_stray_log_records(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning or worse; one that expects it clears `caplog`."""
    yield
    stray = [
        record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.WARNING
    ]
    assert not stray, f"stray log records: {stray}"


@pytest.fixture(autouse=True)
def _no_leaked_threads() -> Iterator[None]:
    """Fail a test that leaves a thread behind."""
    before = set(threading.enumerate())
    yield
    patience = time.monotonic() + 2
    leaked = [thread for thread in threading.enumerate() if thread not in before]
    while leaked and time.monotonic() < patience:
        leaked[0].join(0.05)
        leaked = [thread for thread in leaked if thread.is_alive()]
    assert not leaked, f"leaked threads: {leaked}"
