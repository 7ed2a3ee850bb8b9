"""Regular expressions: what they find, and what they may not do."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from studyapp.domain.errors import QueryError
from studyapp.domain.hits import HitKind
from studyapp.search import patterns
from studyapp.search.index import Entry, Match, SearchIndex
from studyapp.search.marks import Marker
from studyapp.search.parser import parse_query
from studyapp.search.patterns import Pattern

TEXTS = ["Sanctions of 1979", "sanctioned in 2014", "no such word", "a/b", "a" * 40 + "!"]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    made = SearchIndex.create(tmp_path / "index", "library")
    made.apply([Entry(HitKind.TEXT, "1", text, 0, n) for n, text in enumerate(TEXTS)], [], [], 1, "token")
    yield made
    made.close()


def _found(index: SearchIndex, query: str) -> list[int]:
    def texts(matches: list[Match]) -> Iterator[str]:
        return (TEXTS[match.block or 0] for match in matches)

    found = index.search(parse_query(query), 20, texts=texts)  # type: ignore[arg-type]
    return sorted(match.block or 0 for match in found.matches)


@pytest.mark.parametrize(
    ("query", "blocks"),
    [
        (r"re:/sanction(s|ed)/", [0, 1]),
        (r"re:/(?-i:sanction)/", [1]),
        (r"re:/\b(19|20)\d\d\b/ -re:/2014/", [0]),
        (r"re:/\d{4}/ sanctions", [0, 1]),
        (r"re:/a\/b/", [3]),
        (r"re:/x*/", []),
        (r"re:/no such/", [2]),
        (r"re:/^a/ OR =word", [2, 3, 4]),
    ],
)
def test_expressions_find_what_is_written(index: SearchIndex, query: str, blocks: list[int]) -> None:
    assert _found(index, query) == blocks


def test_a_text_is_read_only_where_everything_else_fits(index: SearchIndex) -> None:
    seen: list[int] = []

    def texts(matches: list[Match]) -> list[str]:
        seen.extend(match.block or 0 for match in matches)
        return [TEXTS[match.block or 0] for match in matches]

    index.search(parse_query("re:/19/ =sanctions"), 20, texts=texts)  # type: ignore[arg-type]
    assert seen == [0]


def test_marks_are_where_the_expression_is() -> None:
    query = parse_query(r"re:/sanction\w*|\d+/")
    text = "Sanctions of 1979"
    assert [text[mark.start : mark.end] for mark in Marker(query).marks(text)] == ["Sanctions", "1979"]


def test_an_expression_that_takes_too_long_is_given_up(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "TIME_LIMIT_S", 0.05)
    with pytest.raises(QueryError, match="too long") as caught:
        _found(index, "re:/(a|aa)+$/")
    assert caught.value.position == 4
    monkeypatch.setattr(patterns, "MARKS_S", 0.05)
    assert list(Pattern("(a|aa)+$", 0).marks(TEXTS[4])) == []


@pytest.mark.parametrize(
    "source", ["(", "[", "*a", "(?P<x", r"\p{nonsense}", "a{2", "(?<=a+)b", "(?R)", "(a{999}){999}"]
)
def test_any_expression_is_answered_or_refused(index: SearchIndex, source: str) -> None:
    with contextlib.suppress(QueryError):
        _found(index, f"re:/{source}/")
