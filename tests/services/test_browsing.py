"""Cards found by the search's language and by what only cards have."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.errors import QueryError
from studyapp.domain.hits import HitKind
from studyapp.domain.reviews import Rating
from studyapp.services import browsing, handling, reviewing
from studyapp.services.browsing import Column
from studyapp.services.reading import keep_seen
from studyapp.services.searching import SearchService
from tests.services.test_reviewing import _in_utc, grade, made_cards  # noqa: F401 (the fixture is for all)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studyapp.search.query import Query
    from studyapp.services.library import Library


@pytest.fixture
def cards(library: Library, document_id: str) -> list[str]:
    """Six cards: 0 due, 1 new and flagged, 2 suspended, 3 a leech in learning, 4 buried, 5 long known."""
    ids = made_cards(library, 6, document_id=document_id)
    now = datetime.fromisoformat(library.now())
    reviewing.change_settings(library, reviewing.load_settings(library)._replace(fuzz=False))
    grade(library, ids[0], Rating.EASY, now - timedelta(days=30))
    handling.flag(library, [ids[1]], 1)
    handling.suspend(library, [ids[2]], suspended=True)
    grade(library, ids[3], Rating.AGAIN, now)
    handling.tag(library, [ids[3]], add=["leech", "salt"])
    handling.bury(library, [ids[4]])
    for days in (200, 190, 140):
        grade(library, ids[5], Rating.EASY, now - timedelta(days=days))
    return ids


@pytest.fixture
def search(library: Library, tmp_path: Path) -> Iterator[SearchService]:
    service = SearchService(library, tmp_path / "cache")
    service.refresh()
    yield service
    service.close()


def found(library: Library, cards: list[str], query: str) -> set[int]:
    def in_index(_: Query) -> frozenset[int]:
        raise AssertionError("the index is not needed")

    ids = browsing.list_cards(library, query, in_index)
    return {cards.index(str(number)) for number in ids}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {0, 1, 2, 3, 4, 5}),
        ("is:new", {1, 2, 4}),
        ("is:due", {0}),
        ("is:learn", {3}),
        ("is:review", {0, 5}),
        ("is:suspended", {2}),
        ("-is:suspended is:new", {1, 4}),
        ("is:buried", {4}),
        ("is:leech", {3}),
        ("is:mature", {5}),
        ("flag:1", {1}),
        ("flag:red OR is:leech", {1, 3}),
        ("flag:0 is:new", {2, 4}),
        ("prop:stability>30", {5}),
        ("prop:s<=30", {0, 3}),
        ("-prop:stability>30", {0, 1, 2, 3, 4}),
        ("prop:lapses>=1", set()),
        ("prop:reviews=3", {5}),
        ("prop:due<0", {0}),
        ("prop:r<90% is:review", {0}),
        ("prop:r>=0.5", {0, 3, 5}),
        ("added:1", {0, 1, 2, 3, 4, 5}),
        ("rated:1", {3}),
        ("rated:365", {0, 3, 5}),
        ("rated:365:4", {0, 5}),
        ("(is:new OR is:learn) NOT (flag:1 OR is:suspended)", {3, 4}),
    ],
)
def test_what_only_cards_have(library: Library, cards: list[str], query: str, expected: set[int]) -> None:
    assert found(library, cards, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "is:nonsense",
        "flag:9",
        "flag:mauve",
        "prop:stability",
        "prop:beauty>3",
        "prop:r>2",
        "added:soon",
        "added:7:1",
        "rated:7:9",
    ],
)
def test_what_makes_no_sense_is_said(library: Library, cards: list[str], query: str) -> None:
    with pytest.raises(QueryError):
        found(library, cards, query)


def test_words_and_fields_of_the_text_go_with_them(
    library: Library, cards: list[str], search: SearchService
) -> None:
    def ids(query: str) -> set[int]:
        listed = browsing.list_cards(library, query, search.find_cards)
        return {cards.index(str(number)) for number in listed}

    assert ids('"gate 3"') == {3}
    assert ids("odile is:new") == {1, 2, 4}
    assert ids("tag:salt") == {3}
    assert ids("closing -is:suspended -is:review") == {1, 3, 4}
    assert ids("doc:salt is:review") == {0, 5}
    results = search.search("is:leech")
    assert [(hit.kind, hit.item_id) for hit in results.hits] == [(HitKind.CARD, cards[3])]
    assert search.search("prop:stability>30 gate").total == 1


def test_sections_that_were_read(library: Library, cards: list[str], document_id: str) -> None:
    keep_seen(library, document_id, 0, 2**32 - 1)
    assert found(library, cards, "is:read") == {0, 1, 2}


@pytest.mark.parametrize("column", list(Column))
def test_every_column_orders(library: Library, cards: list[str], column: Column) -> None:
    there = browsing.list_cards(library, "", lambda _: frozenset(), column)
    back = browsing.list_cards(library, "", lambda _: frozenset(), column, descending=True)
    assert sorted(there) == sorted(back) == sorted(map(int, cards))
    if column is Column.STABILITY:
        assert [cards.index(str(number)) for number in there[:3]] == [3, 0, 5]
        assert [cards.index(str(number)) for number in back[:3]] == [5, 0, 3]
    if column is Column.QUESTION:
        assert there == list(map(int, cards))


def test_cards_are_read_when_they_are_seen(library: Library, cards: list[str]) -> None:
    loaded = browsing.load_cards(library, [int(cards[1]), 999])
    assert [card.flag for card in loaded.values()] == [1]
