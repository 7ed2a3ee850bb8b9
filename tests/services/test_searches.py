from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.changes import Noun
from studyapp.services import searches

if TYPE_CHECKING:
    from studyapp.services.library import Library


def test_the_last_twenty_queries_are_remembered_until_they_are_cleared(library: Library) -> None:
    for number in range(25):
        searches.keep_recent(library, f"  query\n{number} ")
    searches.keep_recent(library, "query 10")
    for nothing in (" ", "x" * 501):
        searches.keep_recent(library, nothing)
    recent = searches.load_recent(library)
    assert len(recent) == searches.MOST_RECENT
    assert recent[:3] == ("query 10", "query 24", "query 23")
    assert recent.count("query 10") == 1
    searches.forget_recent(library)
    assert searches.load_recent(library) == ()
    assert library.history() == ()


def test_saving_a_search_is_undone_like_any_command(library: Library) -> None:
    assert searches.save_search(library, " salt  road ").ids(Noun.SAVED_SEARCH)
    assert not searches.save_search(library, "salt road").touched
    searches.save_search(library, "Amber")
    assert searches.load_saved(library) == ("Amber", "salt road")
    searches.drop_search(library, "Amber")
    assert searches.load_saved(library) == ("salt road",)
    library.undo()
    assert searches.load_saved(library) == ("Amber", "salt road")
    library.undo()
    library.undo()
    assert searches.load_saved(library) == ()
