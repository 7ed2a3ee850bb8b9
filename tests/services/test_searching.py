from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.errors import QueryError
from studyapp.domain.hits import HitKind
from studyapp.domain.places import Place
from studyapp.search.index import IndexBusyError
from studyapp.services.library import open_library
from studyapp.services.searching import IndexUnusableError, Refreshed, SearchService, snippet
from studyapp.storage.database import FILE_NAME
from tests.conftest import made_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from studyapp.services.library import Library


@pytest.fixture
def search(library: Library, tmp_path: Path) -> Iterator[SearchService]:
    """The search of the library, with an index of its own."""
    service = SearchService(library, tmp_path / "cache")
    yield service
    service.close()


def places(search: SearchService, query: str) -> set[tuple[str, int | None, int | None]]:
    """Return the document, section and block of every hit."""
    found = search.search(query, limit=100)
    assert found.total == len(found.hits)
    return {(hit.document_id, hit.section, hit.block) for hit in found.hits}


def test_hits_know_their_exact_place(search: SearchService, document_id: str) -> None:
    search.refresh()
    found = search.search("lumea")
    assert places(search, "lumea") == {(document_id, 0, 0), (document_id, 1, 1)}
    for hit in found.hits:
        assert [hit.text[mark.start : mark.end] for mark in hit.marks] == ["Lumea"]
        text, marks = snippet(hit, width=30)
        assert [text[mark.start : mark.end] for mark in marks] == ["Lumea"]
    assert search.search("part").hits[0].kind is HitKind.TITLE


def test_the_index_follows_commands_undo_and_redo(
    search: SearchService, library: Library, document_id: str
) -> None:
    search.refresh()
    _, note = library.annotate(document_id, Place(0, 0, 0, 0, 3), note="ask about pepper")
    search.refresh()
    assert places(search, "pepper") == {(document_id, 0, 0)}
    library.edit_annotation(note.id, note="ask about cinnamon")
    search.refresh()
    assert (places(search, "pepper"), len(places(search, "cinnamon"))) == (set(), 1)
    library.remove_document(document_id)
    search.refresh()
    assert places(search, "cinnamon OR lumea") == set()
    library.undo()
    search.refresh()
    assert search.search("cinnamon OR lumea").total == 3
    library.undo()
    library.undo()
    search.refresh()
    assert places(search, "cinnamon OR pepper") == set()
    assert search.current


def test_a_refresh_leaves_the_newest_row_of_the_outbox(
    search: SearchService, library: Library, document_id: str
) -> None:
    _, second = library.add_document(made_document("Second"), sha256="b" * 64, path=None)
    assert library.pending(0).documents == (document_id, second.id)
    assert search.refresh()
    assert library.pending(0).documents == (second.id,)
    assert not search.refresh()


def test_an_empty_library_is_indexed_once(search: SearchService) -> None:
    assert [search.refresh(), search.refresh()] == [Refreshed.MADE, Refreshed.KEPT]
    assert search.current


def test_a_restored_backup_of_the_library_rebuilds_the_index(
    library: Library, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    backup = tmp_path / "backup"
    library.close()
    shutil.copytree(library.folder, backup)
    newer = open_library(library.folder, clock)
    newer.add_document(made_document(), sha256="a" * 64, path=None)
    search = SearchService(newer, tmp_path / "cache")
    search.refresh()
    assert len(places(search, "lumea")) == 2
    search.close()
    newer.close()
    restored = open_library(backup, clock)
    search = SearchService(restored, tmp_path / "cache")
    assert search.refresh()
    assert places(search, "lumea") == set()
    search.close()
    restored.close()


@pytest.mark.parametrize("undone", [False, True])
def test_a_backup_copied_back_is_not_taken_for_what_was_indexed_since(
    library: Library, tmp_path: Path, clock: Callable[[], datetime], *, undone: bool
) -> None:
    def put_in(word: str) -> None:
        library.add_document(made_document(word, ((word,),)), sha256=word * 8, path=None)

    def found(search: SearchService) -> list[int]:
        return [search.search(word).total for word in ("apple", "berry", "cherry")]

    path, backup = library.folder / FILE_NAME, tmp_path / "backup"
    put_in("apple")
    with closing(SearchService(library, tmp_path / "cache")) as search:
        search.refresh()
    library.close()
    shutil.copy(path, backup)
    library = open_library(path.parent, clock)
    put_in("berry")
    if undone:
        library.undo()
    with closing(SearchService(library, tmp_path / "cache")) as search:
        assert not search.refresh()
        assert found(search) == [1, 0 if undone else 1, 0]
    library.close()
    shutil.copy(backup, path)
    library = open_library(path.parent, clock)
    put_in("cherry")
    if undone:
        library.undo()
        library.redo()
    with closing(SearchService(library, tmp_path / "cache")) as search:
        assert [bool(search.refresh()), bool(search.refresh())] == [True, False]
        assert found(search) == [1, 0, 1]
        library.undo()
        assert not search.refresh()
        assert found(search) == [1, 0, 0]
    library.close()


def test_an_index_that_lost_changes_is_rebuilt(
    search: SearchService, library: Library, document_id: str, tmp_path: Path
) -> None:
    search.refresh()
    search.close()
    shutil.copytree(tmp_path / "cache", tmp_path / "old")
    library.add_document(made_document("Second"), sha256="b" * 64, path=None)
    search.refresh()
    library.annotate(document_id, Place(0, 0, 0, 0, 3), note="later")
    search.close()
    shutil.rmtree(tmp_path / "cache")
    (tmp_path / "old").rename(tmp_path / "cache")
    assert search.refresh()
    assert len(places(search, "lumea")) == 4
    assert len(places(search, "later")) == 1


def test_an_index_destroyed_while_it_is_open_is_rebuilt_by_the_next_refresh(
    search: SearchService, library: Library, document_id: str, tmp_path: Path
) -> None:
    assert search.refresh() is Refreshed.MADE
    shutil.rmtree(tmp_path / "cache")
    with pytest.raises(IndexUnusableError):
        search.search("lumea")
    assert search.refresh() is Refreshed.MADE_ANEW
    assert search.refresh() is Refreshed.KEPT
    assert len(places(search, "lumea")) == 2


def test_an_index_that_another_process_writes_to_is_searched_as_it_stands(
    search: SearchService, library: Library, document_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    search.refresh()
    library.annotate(document_id, Place(0, 0, 0, 0, 3), note="pepper")
    with monkeypatch.context() as patched:
        patched.setattr("studyapp.search.index.SearchIndex.apply", _busy)
        assert not search.refresh()
    states = [search.current]
    assert len(places(search, "lumea")) == 2
    search.refresh()
    states.append(search.current)
    assert states == [False, True]
    assert len(places(search, "pepper")) == 1


def _busy(*_: object) -> None:
    raise IndexBusyError("The index is being written.")


def test_unfinished_words_match_as_typed_and_only_then(search: SearchService, document_id: str) -> None:
    search.refresh()
    assert search.search("lum").total == 0
    assert search.search("lum", as_typed=True).total == 2
    assert search.search("lumea", kinds=frozenset({HitKind.NOTE})).total == 0
    assert search.search("lumea", document_id="99").total == 0
    assert search.search("lumae").suggestion == "lumea"
    with pytest.raises(QueryError):
        search.search("   ")


def test_other_scripts_are_found_with_right_marks(search: SearchService, document_id: str) -> None:
    search.refresh()
    for word in ("שלום", "漢字", "é"):
        [hit] = search.search(word).hits
        assert hit.block == 2
        assert len(hit.marks) >= 1
