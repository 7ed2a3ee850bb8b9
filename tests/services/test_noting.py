"""The list of notes: filters and order, without a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studyapp.domain.annotations import Colour
from studyapp.domain.places import Place
from studyapp.services.annotating import write_note
from studyapp.services.noting import NoteFilter, every_tag, load_notes, parse_tags, select_notes
from tests.conftest import made_document

if TYPE_CHECKING:
    from studyapp.services.library import Library


@pytest.fixture
def noted(library: Library, document_id: str) -> Library:
    """A library with notes on two documents."""
    _, other = library.add_document(made_document("Ships"), sha256="b" * 64, path=None)
    library.annotate(document_id, Place(1, 1, 0, 1, 4), note="on salt", tags=("trade", "Öl"))
    library.annotate(document_id, Place(0, 0, 0, 0, 8), colour=Colour.ROSE)
    write_note(library, other.id, note="on ships", tags=("trade",))
    write_note(library, document_id, section=1, note="on the part")
    return library


def said(library: Library, wanted: NoteFilter) -> list[str]:
    return [item.note.note for item in select_notes(load_notes(library), wanted)]


def test_notes_come_in_the_order_of_the_text_or_the_newest_first(noted: Library) -> None:
    assert said(noted, NoteFilter()) == ["", "on the part", "on salt", "on ships"]
    assert said(noted, NoteFilter(newest_first=True)) == ["on the part", "on ships", "", "on salt"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (NoteFilter(words="SALT"), ["", "on the part", "on salt"]),  # the title of the document too
        (NoteFilter(words="on dear"), []),
        (NoteFilter(words="ships"), ["on ships"]),
        (NoteFilter(words="#trade on"), ["on salt", "on ships"]),
        (NoteFilter(words="#ol"), ["on salt"]),
        (NoteFilter(words="#"), []),
        (NoteFilter(tag="trade"), ["on salt", "on ships"]),
        (NoteFilter(colour=Colour.ROSE), [""]),
        (NoteFilter(written=True, colour=Colour.ROSE), []),
        (NoteFilter(document_id="2"), ["on ships"]),
        (NoteFilter(words="quince"), []),
    ],
)
def test_filters(noted: Library, wanted: NoteFilter, found: list[str]) -> None:
    assert said(noted, wanted) == found


def test_items_know_their_section_and_document(noted: Library) -> None:
    first, part, _, ships = load_notes(noted)
    assert (first.document_title, first.heading and first.heading.index) == ("The Salt Road", 0)
    assert part.heading is not None
    assert (part.heading.title, ships.heading) == ("Part 1", None)
    assert every_tag(load_notes(noted)) == ["Öl", "trade"]


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("", ()),
        (" salt ,salt; #old  roads\nsea", ("salt", "old roads", "sea")),
        (",,#,", ()),
    ],
)
def test_tags_are_read_from_what_is_typed(typed: str, tags: tuple[str, ...]) -> None:
    assert parse_tags(typed) == tags
