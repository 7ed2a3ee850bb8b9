from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studyapp.domain.annotations import Colour
from studyapp.domain.documents import ReadingPlace
from studyapp.domain.errors import AmbiguousError, NotFoundError
from studyapp.domain.places import Place
from studyapp.services.annotating import find_passage
from studyapp.services.checking import check_library
from studyapp.services.library import open_library
from tests.conftest import made_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from studyapp.services.library import Library


def test_a_document_comes_back_as_it_was_parsed(library: Library, document_id: str) -> None:
    parsed = made_document()
    record = library.document(document_id)
    assert (record.title, record.authors, record.section_count) == (parsed.title, parsed.authors, 2)
    assert record.words == sum(h.words for h in library.outline(document_id))
    for index, section in enumerate(parsed.sections):
        assert library.section(document_id, index) == section


def test_documents_are_found_by_id_and_by_part_of_a_title(library: Library, document_id: str) -> None:
    library.add_document(made_document("The Salt Road Again"), sha256="b" * 64, path=None)
    assert library.find_document(document_id).title == "The Salt Road"
    assert library.find_document("again").title == "The Salt Road Again"
    assert library.find_document("the salt road").id == document_id
    with pytest.raises(AmbiguousError, match="2 documents"):
        library.find_document("salt")
    with pytest.raises(NotFoundError):
        library.find_document("pepper")


def test_notes_keep_their_passage_and_can_be_changed(library: Library, document_id: str) -> None:
    place = Place(1, 0, 6, 1, 4)
    _, note = library.annotate(document_id, place, note="why?\0\udcff", colour=Colour.SKY, tags=("a",))
    assert note.quote.exact == "Odile closed it.\nSalt"
    assert note.quote.prefix == "Queen "
    assert note.note == "why??"
    assert note.anchored
    library.edit_annotation(note.id, colour=Colour.ROSE)
    library.edit_annotation(note.id, note="because", tags=("b",))
    edited = library.annotation(note.id)
    assert (edited.note, edited.colour, edited.tags) == ("because", Colour.ROSE, ("b",))
    assert edited.modified_at > note.modified_at
    assert [s.name for s in library.history()][:3] == ["Edit note", "Change colour", "Write note"]
    library.delete_annotation(note.id)
    with pytest.raises(NotFoundError):
        library.annotation(note.id)


@pytest.mark.parametrize(
    "place",
    [Place(0, 0, 0, 0, 999), Place(9, 0, 0, 0, 1), Place(0, 7, 0, 7, 1), Place(0, 0, 3, 0, 3)],
)
def test_a_passage_that_is_not_there_is_refused(library: Library, document_id: str, place: Place) -> None:
    with pytest.raises(NotFoundError):
        library.annotate(document_id, place)
    assert library.annotations() == ()


def test_a_quoted_passage_is_found_or_said_to_be_in_several_places(
    library: Library, document_id: str
) -> None:
    assert find_passage(library, document_id, "closed it. Salt became") == Place(1, 0, 12, 1, 11)
    assert find_passage(library, document_id, "Lumea", prefix="the traders of") == Place(1, 1, 45, 1, 50)
    with pytest.raises(AmbiguousError, match="2 places: section 0"):
        find_passage(library, document_id, "Lumea")
    with pytest.raises(NotFoundError):
        find_passage(library, document_id, "pepper")


def test_the_place_and_half_written_notes_are_there_after_reopening(
    library: Library, document_id: str, clock: Callable[[], datetime]
) -> None:
    _, note = library.annotate(document_id, Place(0, 0, 0, 0, 3))
    library.keep_place(document_id, ReadingPlace(1, 1, 5))
    library.keep_note_draft(note.id, "half a tho")
    library.close()
    again = open_library(library.folder, clock)
    assert again.id == library.id
    assert again.last_document() == document_id
    assert again.reading_place(document_id) == ReadingPlace(1, 1, 5)
    assert again.note_drafts() == {note.id: "half a tho"}
    again.edit_annotation(note.id, note="half a thought")
    assert again.note_drafts() == {}
    again.keep_note_draft(note.id, "more")
    again.drop_note_draft(note.id)
    assert again.note_drafts() == {}
    again.close()


def test_an_unfinished_note_of_a_deleted_highlight_is_left_out(library: Library, document_id: str) -> None:
    _, note = library.annotate(document_id, Place(0, 0, 0, 0, 3))
    library.keep_note_draft(note.id, "x")
    library.delete_annotation(note.id)
    assert library.note_drafts() == {}


def test_the_check_finds_missing_and_changed_originals_and_leftovers(
    library: Library, document_id: str
) -> None:
    original = library.originals / "aa" / ("a" * 64)
    assert [f.what for f in check_library(library)] == ["original"]
    original.parent.mkdir()
    original.write_bytes(b"something else")
    assert "was changed" in check_library(library)[0].detail
    original.unlink()
    original.mkdir()
    assert "cannot be read: Is a directory" in check_library(library)[0].detail
    leftover = library.originals / "bb" / ("b" * 64)
    leftover.parent.mkdir()
    leftover.write_bytes(b"x")
    found = check_library(library, repair=True)
    assert [(f.what, f.repaired) for f in found] == [("original", False), ("leftover", True)]
    assert original.exists()
    assert not leftover.exists()


def test_the_check_finds_a_note_that_is_not_on_its_quote(library: Library, document_id: str) -> None:
    library.annotate(document_id, Place(0, 0, 0, 0, 3))
    with library._database.transaction() as connection:
        connection.execute("UPDATE annotation SET exact = 'elsewhere'")
    assert [f.what for f in check_library(library)] == ["original", "note"]


def test_a_library_opened_to_read_refuses_to_write(
    library: Library, document_id: str, clock: Callable[[], datetime], tmp_path: Path
) -> None:
    reader = open_library(library.folder, clock, writable=False)
    assert reader.document(document_id).title == "The Salt Road"
    with pytest.raises(RuntimeError, match="read only"):
        reader.undo()
    reader.close()
