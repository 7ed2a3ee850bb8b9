"""Bookmarks, progress, pace, places by name, addresses: on a real library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studyapp.domain.annotations import Target
from studyapp.domain.documents import (
    Block,
    BlockKind,
    Inline,
    InlineKind,
    ParsedDocument,
    ReadingPlace,
    Section,
)
from studyapp.domain.errors import NotFoundError
from studyapp.domain.places import Place
from studyapp.services.addressing import find_address, make_address
from studyapp.services.annotating import drop_empty_note, write_note
from studyapp.services.bookmarks import delete_bookmark, load_bookmarks, rename_bookmark, set_bookmark
from studyapp.services.library import open_library
from studyapp.services.reading import (
    find_targets,
    keep_pace,
    keep_seen,
    load_pace,
    load_seen,
    place_at_share,
)
from studyapp.services.trash import load_trash, restore
from studyapp.services.updating import update_document
from tests.conftest import made_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from studyapp.services.library import Library

SALT = "Salt became dear in Varn, and the traders of Lumea left."


def newer() -> ParsedDocument:
    """Return the same text with a section before it and a changed sentence."""
    first, second = made_document().sections
    added = Section("Foreword", 1, (Block(BlockKind.PARAGRAPH, "Nobody had asked for these words."),))
    return made_document()._replace(sections=(added, first, second))


def test_a_bookmark_is_named_after_what_stands_there(library: Library, document_id: str) -> None:
    set_bookmark(library, document_id, ReadingPlace(1, 1, 6))
    set_bookmark(library, document_id, ReadingPlace(1, 0, 0))
    first, second = load_bookmarks(library, document_id)
    assert (first.label, first.place) == ("Part 1", ReadingPlace(1, 0, 0))
    assert second.label == "became dear in Varn, and the traders of Lumea left."
    rename_bookmark(library, second.id, "  the price \n of salt ")
    delete_bookmark(library, first.id)
    [kept] = load_bookmarks(library, document_id)
    assert kept.label == "the price of salt"
    library.undo()
    library.undo()
    assert [b.label for b in load_bookmarks(library, document_id)] == [first.label, second.label]


def test_bookmarks_go_to_the_trash_with_their_document(library: Library, document_id: str) -> None:
    set_bookmark(library, document_id, ReadingPlace(1, 0, 0))
    library.remove_document(document_id)
    assert load_bookmarks(library, document_id) == ()
    restore(library, load_trash(library)[0].id)
    assert len(load_bookmarks(library, document_id)) == 1


def test_bookmarks_progress_and_notes_on_sections_move_with_an_update(
    library: Library, document_id: str
) -> None:
    set_bookmark(library, document_id, ReadingPlace(1, 1, 5))
    keep_seen(library, document_id, 1, 0b1111)
    write_note(library, document_id, section=1, note="on the part")
    write_note(library, document_id, note="on all")
    update_document(library, document_id, newer(), sha256="b" * 64, path=None)
    assert load_bookmarks(library, document_id)[0].place[:2] == (2, 1)
    assert load_seen(library, document_id) == {2: 0b1111}
    whole, part = library.annotations(document_id)
    assert (whole.target, whole.place, whole.anchored) == (Target.DOCUMENT, None, True)
    assert (part.target, part.place) == (Target.SECTION, Place(2, 0, 0, 0, 0))


def test_a_note_on_a_section_whose_text_is_gone_is_detached(library: Library, document_id: str) -> None:
    write_note(library, document_id, section=1, note="on the part")
    other = made_document(texts=(("Entirely other words stand here now.",),))
    update_document(library, document_id, other, sha256="b" * 64, path=None)
    [note] = library.annotations(document_id)
    assert (note.anchored, note.quote.exact) == (False, "Part 1")


def test_an_empty_note_on_a_section_leaves_no_trace(library: Library, document_id: str) -> None:
    _, note = write_note(library, document_id, section=1)
    drop_empty_note(library, note.id)
    assert library.annotations() == ()
    assert load_trash(library) == ()
    with pytest.raises(NotFoundError):
        write_note(library, document_id, section=9, note="nowhere")


def test_a_note_on_a_section_comes_back_from_the_trash(library: Library, document_id: str) -> None:
    _, note = write_note(library, document_id, section=1, note="on the part", tags=("salt",))
    library.delete_annotation(note.id)
    restore(library, load_trash(library)[0].id)
    assert library.annotations() == (note,)


def test_what_was_seen_adds_up(library: Library, document_id: str) -> None:
    keep_seen(library, document_id, 0, 0b0011)
    keep_seen(library, document_id, 0, 0b0110)
    assert load_seen(library, document_id) == {0: 0b0111}


def test_the_pace_is_the_documents_own_or_that_of_all(library: Library, document_id: str) -> None:
    _, other = library.add_document(made_document("Other"), sha256="c" * 64, path=None)
    assert not load_pace(library, document_id).known
    keep_pace(library, other.id, 600, 120)
    assert load_pace(library, document_id).wpm == pytest.approx(300)
    keep_pace(library, document_id, 600, 240)
    keep_pace(library, document_id, 600, 1)  # leafed
    assert load_pace(library, document_id).wpm == pytest.approx(150)


def with_pages() -> ParsedDocument:
    """Return the document with a page that begins in its second section."""
    first, second = made_document().sections
    page = Inline(5, 5, InlineKind.PAGE, "xii")
    block = second.blocks[1]._replace(inlines=(page,))
    return made_document()._replace(sections=(first, second._replace(blocks=(second.blocks[0], block))))


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ("", [(0, 0, 0), (1, 0, 0)]),
        ("2", [(1, 0, 0)]),
        ("§ 1", [(0, 0, 0)]),
        ("3", []),
        ("part", [(1, 0, 0)]),
        ("PÁRT 1", [(1, 0, 0)]),
        ("quince", []),
        ("p. XII", [(1, 1, 5)]),
        ("xii", [(1, 1, 5)]),
        ("p 13", []),
        ("0%", [(0, 0, 0)]),
        ("100 %", [(1, 0, 0)]),
        ("101 %", []),
        ("2.1", [(1, 0, 0)]),
        ("§ 2.2", [(1, 1, 0)]),
        ("2.99", []),
        ("0.1", []),
        ("9.1", []),
    ],
)
def test_places_are_found_by_name(library: Library, wanted: str, places: list[tuple[int, int, int]]) -> None:
    _, record = library.add_document(with_pages(), sha256="d" * 64, path=None)
    found = find_targets(library, record.id, library.outline(record.id), wanted)
    assert [tuple(target.place) for target in found] == places


def test_a_share_of_the_text_is_a_section_and_a_share_of_it(library: Library, document_id: str) -> None:
    headings = library.outline(document_id)
    words = [heading.words for heading in headings]
    assert place_at_share(headings, 0) == (0, 0.0)
    assert place_at_share(headings, 1) == (1, 1.0)
    section, share = place_at_share(headings, 0.75)
    assert words[0] + share * words[1] == pytest.approx(0.75 * sum(words))
    assert section == 1


def test_an_address_opens_the_passage_also_in_a_newer_text(library: Library, document_id: str) -> None:
    place = Place(1, 1, 0, 1, len(SALT))
    address = make_address(library, document_id, place)
    assert find_address(library, address) == (document_id, place)
    update_document(library, document_id, newer(), sha256="b" * 64, path=None)
    assert find_address(library, address) == (document_id, Place(2, 1, 0, 1, len(SALT)))
    gone = made_document(texts=(("Other words.",),))
    update_document(library, document_id, gone, sha256="e" * 64, path=None)
    with pytest.raises(NotFoundError):
        find_address(library, address)


def test_an_address_opens_a_copy_in_another_library(
    library: Library, document_id: str, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    address = make_address(library, document_id, Place(1, 1, 0, 1, 4))
    other = open_library(tmp_path / "other", clock)
    try:
        with pytest.raises(NotFoundError):
            find_address(other, address)
        _, copy = other.add_document(made_document(), sha256="a" * 64, path=None)
        assert find_address(other, address) == (copy.id, Place(1, 1, 0, 1, 4))
    finally:
        other.close()
