from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studyapp.domain.annotations import Colour
from studyapp.domain.changes import Noun
from studyapp.domain.errors import KnownError
from studyapp.domain.places import Place
from studyapp.services.attaching import attach_annotation
from studyapp.services.authoring import add_card, delete_card, load_cards
from studyapp.services.library import Library, open_library
from studyapp.services.trash import delete_for_good, empty_trash, load_trash, remove_expired, restore
from studyapp.services.updating import update_document
from studyapp.storage.undo import KEPT_STEPS
from tests.conftest import made_document
from tests.storage.test_database import dump

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

TEXTS = st.text(alphabet=st.sampled_from(list("ab'\"\n;😀é漢\u0301-- ")), max_size=12)
KINDS = [
    "import",
    "annotate",
    "edit",
    "colour",
    "delete",
    "remove",
    "card",
    "drop",
    "restore",
    "update",
    "attach",
    "forget",
    "undo",
    "redo",
    "undo",
    "redo",
]
COMMANDS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 5), TEXTS), max_size=18)


def logical(library: Library) -> list[str]:
    """Return what a person would call the content, without the undo log: also what lies in the trash."""
    wanted = tuple(f'INSERT INTO "{table}"' for table in ("document", "annotation", "card", "trash"))
    return sorted(line for line in dump(library._database.path) if line.startswith(wanted))


def run(library: Library, what: str, which: int, text: str) -> None:
    """Give one command, when there is something to give it on."""
    documents = [d.id for d in library.documents()]
    notes = [a.id for a in library.annotations()]
    if what == "import":
        library.add_document(made_document(text or "T"), sha256=f"{which}" * 64, path=text)
    elif what in {"undo", "redo"}:
        library.undo() if what == "undo" else library.redo()
    elif what in {"restore", "forget"}:
        run_on_trash(library, what, which)
    elif what in {"edit", "colour", "delete", "attach"} and notes:
        run_on_note(library, what, notes[which % len(notes)], which, text)
    elif documents:
        run_on_document(library, what, documents[which % len(documents)], which, text)


def run_on_document(library: Library, what: str, document: str, which: int, text: str) -> None:
    if what == "annotate":
        library.annotate(document, Place(0, 0, which, 0, which + 3), note=text, tags=(text,))
    elif what == "remove":
        library.remove_document(document)
    elif what == "card":
        add_card(library, document, Place(0, 0, which, 0, which + 3), front=f"{text}?", answer="x")
    elif what == "drop":
        for card in load_cards(library, document)[:1]:
            delete_card(library, card.id)
    elif what == "update":
        newer = made_document(f"T{which}", (("Before it. The road to Varn was old.",), (text or "x",)))
        update_document(library, document, newer, sha256=f"{which}f" * 32, path=None)


def run_on_note(library: Library, what: str, note: str, which: int, text: str) -> None:
    if what == "edit":
        library.edit_annotation(note, note=text)
    elif what == "colour":
        library.edit_annotation(note, colour=list(Colour)[which % 5])
    elif what == "delete":
        library.delete_annotation(note)
    else:
        attach_annotation(library, note, Place(0, 0, which, 0, which + 4))


def run_on_trash(library: Library, what: str, which: int) -> None:
    for removed in load_trash(library)[which // 3 : which // 3 + 1]:
        with suppress(KnownError):  # something is in its way
            restore(library, removed.id) if what == "restore" else delete_for_good(library, removed.id)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commands=COMMANDS)
def test_undo_of_random_commands_gives_the_same_library_and_redo_too(
    commands: list[tuple[str, int, str]],
    tmp_path_factory: pytest.TempPathFactory,
    clock: Callable[[], datetime],
) -> None:
    library = open_library(tmp_path_factory.mktemp("library"), clock)
    states, at = [logical(library)], 0
    for what, which, text in [("import", 0, "T"), *commands]:
        before = [*library.history()]
        run(library, what, which, text)
        if what == "undo":
            at = max(at - 1, 0)
        elif what == "redo":
            at = min(at + 1, len(states) - 1)
        elif [*library.history()] != before:
            states, at = [*states[: at + 1], logical(library)], at + 1
        assert logical(library) == states[at]
    library.remove_leftovers()
    while library.undo() is not None:
        at -= 1
        assert logical(library) == states[at]
    assert at == 0
    while library.redo() is not None:
        at += 1
        assert logical(library) == states[at]
    assert at == len(states) - 1
    assert library.find_damage() == []
    for record in library.documents():
        assert library.section(record.id, 0).blocks
    library.close()


def test_a_change_set_names_what_was_touched(library: Library, document_id: str) -> None:
    changes, note = library.annotate(document_id, Place(0, 0, 0, 0, 3), note="n")
    assert changes.name == "Write note"
    assert changes.ids(Noun.ANNOTATION) == {note.id}
    assert changes.ids(Noun.DOCUMENT) == frozenset()
    removed = library.remove_document(document_id)
    assert removed.ids(Noun.DOCUMENT) == {document_id}
    assert removed.ids(Noun.ANNOTATION) == {note.id}
    assert len(removed.ids(Noun.TRASH)) == 1
    undone = library.undo()
    assert undone is not None
    assert undone.touched != ()
    assert library.annotations(document_id) == (note,)


def test_steps_are_named_newest_first_and_a_new_command_ends_redo(library: Library, document_id: str) -> None:
    library.annotate(document_id, Place(0, 0, 0, 0, 3))
    assert [s.name for s in library.history()] == ["Highlight", "Import “The Salt Road”"]
    library.undo()
    assert library.redo_name() == "Highlight"
    library.annotate(document_id, Place(0, 0, 0, 0, 5), note="x")
    assert library.redo_name() is None
    assert library.redo() is None


def test_a_command_that_changes_nothing_is_no_step(library: Library, document_id: str) -> None:
    _, note = library.annotate(document_id, Place(0, 0, 0, 0, 3), note="same")
    assert library.edit_annotation(note.id, note="same").touched == ()
    assert library.undo_name() == "Write note"


def test_at_least_a_hundred_steps_are_kept_and_the_log_does_not_grow_for_ever(
    library: Library, document_id: str
) -> None:
    for number in range(KEPT_STEPS + 20):
        library.annotate(document_id, Place(0, 0, 0, 0, 3), note=str(number))
    assert len(library.history()) == KEPT_STEPS
    undone = 0
    while library.undo():
        undone += 1
    assert undone == KEPT_STEPS
    assert len(library.annotations()) == 20


def test_texts_that_nothing_refers_to_are_removed_and_others_kept(library: Library, document_id: str) -> None:
    library.remove_document(document_id)
    library.remove_leftovers()
    library.undo()
    assert library.section(document_id, 0).blocks
    library.remove_document(document_id)
    _, other = library.add_document(made_document("Other"), sha256="b" * 64, path=None)
    for number in range(KEPT_STEPS + 1):
        library.annotate(other.id, Place(0, 0, 0, 0, 3), note=str(number))
    library.remove_leftovers()
    assert _count_contents(library) == 2  # it lies in the trash
    library._clock = lambda: datetime(2026, 6, 1, tzinfo=UTC)
    assert remove_expired(library) == 1
    library.remove_leftovers()
    assert _count_contents(library) == 1


def _count_contents(library: Library) -> int:
    count: int = library._database.reading().execute("SELECT count(*) FROM content").fetchone()[0]
    return count


def test_a_text_that_undo_of_emptying_the_trash_needs_is_kept(library: Library, document_id: str) -> None:
    library.remove_document(document_id)
    empty_trash(library)
    library.remove_leftovers()
    library.undo()
    (removed,) = load_trash(library)
    restore(library, removed.id)
    assert library.section(document_id, 0).blocks
