"""What every test shares: a library on a real database, a clock that moves on its own, made-up texts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.documents import Block, BlockKind, ParsedDocument, Section
from studyapp.services.library import Library, open_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


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
