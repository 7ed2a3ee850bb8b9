from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.actors import ActorKind
from studyapp.domain.changes import Noun
from studyapp.domain.documents import Block, BlockKind, ReadingPlace
from studyapp.domain.errors import KnownError, NotFoundError
from studyapp.domain.places import Place
from studyapp.domain.reviews import Rating
from studyapp.services import authoring, reviewing
from studyapp.services.actors import add_actor, load_actors
from studyapp.services.checking import check_library
from studyapp.services.trash import (
    KEPT_DAYS,
    delete_for_good,
    empty_trash,
    load_trash,
    remove_expired,
    restore,
)
from studyapp.services.updating import update_document
from tests.conftest import made_document

if TYPE_CHECKING:
    from studyapp.services.library import Library


def only(library: Library) -> str:
    (removed,) = load_trash(library)
    return removed.id


def test_a_document_comes_back_with_its_notes_decisions_and_reading_place(
    library: Library, document_id: str
) -> None:
    _, note = library.annotate(document_id, Place(0, 0, 0, 0, 3), note="n 😀 '\"", tags=("a",))
    add_actor(library, document_id, Place(0, 0, 12, 0, 16), ActorKind.PLACE)
    library.keep_place(document_id, ReadingPlace(1, 1, 5))
    library.keep_note_draft(note.id, "half")
    before = library.documents(), library.annotations(), load_actors(library, document_id)
    library.remove_document(document_id)
    assert (library.documents(), library.annotations()) == ((), ())
    (removed,) = load_trash(library)
    assert (removed.noun, removed.title) == (Noun.DOCUMENT, "The Salt Road")
    library.remove_leftovers()
    changes = restore(library, removed.id)
    assert changes.name == "Restore “The Salt Road”"
    assert (library.documents(), library.annotations(), load_actors(library, document_id)) == before
    assert library.reading_place(document_id) == ReadingPlace(1, 1, 5)
    assert library.note_drafts() == {note.id: "half"}
    assert load_trash(library) == ()
    assert library.find_damage() == []


def test_a_note_comes_back_and_so_does_a_card_with_its_history(library: Library, document_id: str) -> None:
    _, note = library.annotate(document_id, Place(0, 0, 0, 0, 3), note="word " * 30)
    _, card = authoring.add_card(library, document_id, Place(0, 0, 12, 0, 16), front="Where?", answer="")
    reviewing.answer(library, reviewing.ask_card(library, card.id), Rating.GOOD, duration_ms=3)
    graded = authoring.find_card(library, card.id)
    library.delete_annotation(note.id)
    authoring.delete_card(library, card.id)
    newest, oldest = load_trash(library)
    assert (newest.noun, newest.title, oldest.noun) == (Noun.CARD, "Where?", Noun.ANNOTATION)
    assert len(oldest.title) <= 40
    restore(library, oldest.id)
    restore(library, newest.id)
    assert library.annotation(note.id) == note
    assert authoring.find_card(library, card.id) == graded


def test_undo_of_a_removal_empties_the_trash_and_redo_fills_it(library: Library, document_id: str) -> None:
    library.remove_document(document_id)
    (removed,) = load_trash(library)
    library.undo()
    assert load_trash(library) == ()
    assert library.documents()
    library.redo()
    assert load_trash(library) == (removed,)
    restore(library, removed.id)
    library.undo()
    assert load_trash(library) == (removed,)
    delete_for_good(library, removed.id)
    assert load_trash(library) == ()
    library.undo()
    assert load_trash(library) == (removed,)


def test_a_text_that_was_imported_again_is_not_there_twice(library: Library, document_id: str) -> None:
    library.remove_document(document_id)
    library.add_document(made_document(), sha256="a" * 64, path=None)
    with pytest.raises(KnownError, match="imported again"):
        restore(library, only(library))
    assert len(library.documents()) == 1


def test_a_note_waits_for_its_document(library: Library, document_id: str) -> None:
    _, note = library.annotate(document_id, Place(0, 0, 0, 0, 3))
    library.delete_annotation(note.id)
    library.remove_document(document_id)
    document, lost = load_trash(library)
    with pytest.raises(KnownError, match="not in the library"):
        restore(library, lost.id)
    restore(library, document.id)
    restore(library, lost.id)
    assert library.annotation(note.id) == note


def test_a_note_and_a_card_come_back_detached_when_their_text_has_changed(
    library: Library, document_id: str
) -> None:
    _, note = library.annotate(document_id, Place(0, 0, 0, 0, 8))
    _, card = authoring.add_card(library, document_id, Place(0, 0, 0, 0, 8), front="?", answer="x")
    library.delete_annotation(note.id)
    authoring.delete_card(library, card.id)
    update_document(library, document_id, made_document("T", (("Other.",),)), sha256="f" * 64, path=None)
    for removed in load_trash(library):
        restore(library, removed.id)
    assert library.annotation(note.id).place is None
    assert authoring.find_card(library, card.id).sources[0].place is None
    assert "note" not in {finding.what for finding in check_library(library)}


def test_a_card_of_a_removed_document_comes_back_as_it_was(library: Library, document_id: str) -> None:
    _, card = authoring.add_card(library, document_id, Place(0, 0, 0, 0, 8), front="?", answer="x")
    authoring.delete_card(library, card.id)
    library.remove_document(document_id)
    restore(library, load_trash(library)[1].id)
    assert authoring.find_card(library, card.id) == card


def test_after_thirty_days_it_is_gone_for_good(library: Library, document_id: str) -> None:
    library.remove_document(document_id)
    trash_id = only(library)
    at = datetime.fromisoformat(load_trash(library)[0].removed_at)
    library._clock = lambda: at + timedelta(days=KEPT_DAYS)
    assert remove_expired(library) == 0
    assert len(load_trash(library)) == 1
    library._clock = lambda: at + timedelta(days=KEPT_DAYS, seconds=1)
    assert load_trash(library) == ()
    with pytest.raises(NotFoundError):
        restore(library, trash_id)
    assert remove_expired(library) == 1
    assert library.undo_name() == "Remove “The Salt Road”"
    library.undo()  # it is still known to undo, and comes from there
    assert library.section(document_id, 0).blocks


def test_the_check_throws_out_what_is_over_its_time(library: Library, document_id: str) -> None:
    library.remove_document(document_id)
    library._clock = lambda: datetime(2027, 1, 1, tzinfo=UTC)
    check_library(library)
    assert count(library) == 1
    check_library(library, repair=True)
    assert count(library) == 0


def count(library: Library) -> int:
    with library.query() as connection:
        number: int = connection.execute("SELECT count(*) FROM trash").fetchone()[0]
    return number


def test_emptying_the_trash_is_one_step(library: Library, document_id: str) -> None:
    for start in range(3):
        _, note = library.annotate(document_id, Place(0, 0, start, 0, 8))
        library.delete_annotation(note.id)
    assert empty_trash(library).name == "Empty the trash"
    assert load_trash(library) == ()
    library.undo()
    assert len(load_trash(library)) == 3


def test_what_is_not_in_the_trash_is_a_sentence(library: Library) -> None:
    for wanted in ("7", "x", "\udcff"):
        with pytest.raises(NotFoundError):
            restore(library, wanted)
        with pytest.raises(NotFoundError):
            delete_for_good(library, wanted)


def test_pictures_and_covers_of_removed_and_of_earlier_texts_are_kept(library: Library) -> None:
    shown = made_document("P", (("Text.",),))
    picture = Block(BlockKind.IMAGE, "", image="a.png")
    section = shown.sections[0]._replace(blocks=(*shown.sections[0].blocks, picture))
    _, record = library.add_document(
        shown._replace(sections=(section,), cover="cover.png"), sha256="d" * 64, path=None
    )
    (library.pictures / "aa").mkdir(parents=True)
    for name in ("a.png", "cover.png", "other.png"):
        (library.pictures / "aa" / name).write_bytes(b"x")
    update_document(library, record.id, made_document("P"), sha256="f" * 64, path=None)
    assert [path.name for path in library.find_leftovers()] == ["other.png"]
    library.undo()
    library.remove_document(record.id)
    library.remove_leftovers()
    assert sorted(path.name for path in library.pictures.glob("*/*")) == ["a.png", "cover.png"]
    restore(library, only(library))
    assert library.document(record.id).cover == "cover.png"


def test_rows_are_kept_whole_and_exact(library: Library, document_id: str) -> None:
    _, card = authoring.add_card(library, document_id, Place(0, 0, 0, 0, 8), front="é\n\t?", answer="x")
    reviewing.answer(library, reviewing.ask_card(library, card.id), Rating.EASY, duration_ms=3)
    with library.query() as connection:
        before = connection.execute("SELECT * FROM card").fetchall()
    authoring.delete_card(library, card.id)
    with library.query() as connection:
        rows = json.loads(connection.execute("SELECT rows FROM trash").fetchone()[0])
    assert [table for table, _ in rows] == ["card"]
    restore(library, only(library))
    with library.query() as connection:
        assert connection.execute("SELECT * FROM card").fetchall() == before
