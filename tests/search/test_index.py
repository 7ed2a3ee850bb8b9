import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from studyapp.domain.hits import HitKind
from studyapp.search.index import Entry, Match, SearchIndex
from studyapp.search.parser import parse_query
from studyapp.search.query import Scope
from studyapp.search.state import IndexBusyError, IndexUnusableError


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    opened = SearchIndex.create(tmp_path / "index", "library")
    yield opened
    opened.close()


def _block(number: int, text: str, document_id: str = "1") -> Entry:
    return Entry(HitKind.TEXT, document_id, text, 0, number)


def _title(text: str) -> Entry:
    return Entry(HitKind.TITLE, "1", text, 0)


def _note(number: int, text: str, document_id: str = "1") -> Entry:
    return Entry(HitKind.NOTE, document_id, text, item_id=str(number))


def _key(match: Match) -> str:
    return Entry(match.kind, match.document_id, "", match.section, match.block, match.item_id).key


def _keys(index: SearchIndex, query: str, **options: object) -> list[str]:
    found = index.search(parse_query(query), 100, **options)  # type: ignore[arg-type]
    assert found.total == len(found.matches)
    return [_key(match) for match in found.matches]


def test_an_empty_index_finds_nothing(index: SearchIndex) -> None:
    assert _keys(index, "anything") == []
    assert _keys(index, "any* OR thi* -x") == []
    assert index.near_words(parse_query("anything"), 1) == {}
    assert (index.applied_seq, index.applied_token) == (0, None)


def test_an_entry_is_found_as_soon_as_it_is_applied(index: SearchIndex) -> None:
    index.apply([_block(0, "The cooperation pact"), _block(1, "Another pact")], [], [], 5, "token")
    assert _keys(index, "cooperation") == ["text:1:0:0"]
    assert set(_keys(index, "pact")) == {"text:1:0:0", "text:1:0:1"}
    assert index.applied_seq == 5


def test_the_shorter_text_with_more_of_the_words_comes_first(index: SearchIndex) -> None:
    index.apply(
        [_block(0, "pact " + "filler " * 50), _block(1, "pact pact"), _block(2, "nothing")],
        [],
        [],
        1,
        "token",
    )
    assert _keys(index, "pact") == ["text:1:0:1", "text:1:0:0"]


def test_only_the_best_are_returned_and_all_are_counted(index: SearchIndex) -> None:
    index.apply([_block(n, "word " * (n + 1)) for n in range(30)], [], [], 1, "token")
    found = index.search(parse_query("word"), 5)
    assert (found.total, len(found.matches)) == (30, 5)
    assert list(found.matches) == sorted(found.matches, key=lambda match: -match.score)


def test_an_entry_replaces_the_one_with_its_key(index: SearchIndex) -> None:
    index.apply([_note(9, "first thought")], [], [], 1, "token")
    index.apply([_note(9, "second thought")], [], [], 2, "token")
    assert _keys(index, "first") == []
    assert _keys(index, "thought") == ["note:9"]


def test_applying_the_same_change_again_changes_nothing(index: SearchIndex) -> None:
    for _ in range(3):
        index.apply([_block(0, "once"), _block(0, "once")], [], [], 1, "token")
    assert _keys(index, "once") == ["text:1:0:0"]


def test_a_deleted_document_takes_its_texts_and_titles_and_leaves_its_notes(index: SearchIndex) -> None:
    entries = [
        _block(0, "pact"),
        _title("The pact"),
        _note(1, "pact note"),
        _block(0, "pact", document_id="2"),
    ]
    index.apply(entries, [], [], 1, "token")
    index.apply([], ["1"], [], 2, "token")
    assert set(_keys(index, "pact")) == {"note:1", "text:2:0:0"}
    index.apply([], [], ["note:1"], 3, "token")
    assert _keys(index, "pact") == ["text:2:0:0"]
    assert _keys(index, "pact -nothing") == ["text:2:0:0"]


def test_a_document_can_be_replaced_in_one_step(index: SearchIndex) -> None:
    index.apply([_block(0, "old"), _block(1, "old")], [], [], 1, "token")
    index.apply([_block(0, "new")], ["1"], [], 2, "token")
    assert (_keys(index, "old"), _keys(index, "new")) == ([], ["text:1:0:0"])


def test_kinds_and_document_narrow_the_search(index: SearchIndex) -> None:
    index.apply(
        [
            _block(0, "pact"),
            _title("pact"),
            _note(1, "pact", "2"),
        ],
        [],
        [],
        1,
        "token",
    )
    assert set(_keys(index, "pact", kinds=[HitKind.TEXT, HitKind.TITLE])) == {"text:1:0:0", "title:1:0:None"}
    assert _keys(index, "pact", scope=Scope(frozenset({2}))) == ["note:1"]
    assert _keys(index, "pact", kinds=[HitKind.TEXT], scope=Scope(frozenset({2}))) == []


def test_the_index_is_there_after_closing_and_opening(index: SearchIndex, tmp_path: Path) -> None:
    index.apply([_block(0, "kept")], [], [], 7, "token")
    index.apply([_block(1, "kept too")], [], [], 8, "eight")
    index.close()
    opened = SearchIndex.open(tmp_path / "index", "library")
    assert (opened.applied_seq, opened.applied_token) == (8, "eight")
    assert set(_keys(opened, "kept")) == {"text:1:0:0", "text:1:0:1"}
    opened.close()


def test_many_small_changes_keep_the_index_right_and_its_folder_small(
    index: SearchIndex, tmp_path: Path
) -> None:
    for number in range(40):
        index.apply([_block(number % 10, f"word v{number}")], [], [], number, "token")
    assert len(_keys(index, "word")) == 10
    assert _keys(index, "v3") == []
    assert len(_keys(index, "v39")) == 1
    assert len(list((tmp_path / "index" / "files").iterdir())) < 20


def test_a_failed_change_leaves_the_index_as_it_was_and_usable(index: SearchIndex) -> None:
    index.apply([_block(0, "before")], [], [], 1, "token")
    broken = Entry(HitKind.TEXT, "1", "broken", 1 << 40)
    with pytest.raises(IndexUnusableError):
        index.apply([broken], ["1"], [], 2, "token")
    assert (_keys(index, "before"), index.applied_seq) == (["text:1:0:0"], 1)
    index.apply([_block(1, "after")], [], [], 2, "token")
    assert (_keys(index, "after"), index.applied_seq) == (["text:1:0:1"], 2)


def test_near_words_and_completions_come_from_the_index(index: SearchIndex) -> None:
    index.apply(
        [_block(0, "alliance alliance ally"), _block(1, "alliance Allegory Übung")], [], [], 1, "token"
    )

    def near(word: str) -> tuple[str, ...]:
        return index.near_words(parse_query(word), 1).get(word.lower(), ())

    assert near("aliance") == ("alliance",)
    assert near("ALIANCES") == ("alliance",)
    assert near("Ubunk") == ("ubung",)
    assert near("alliance") == ()
    assert near("zzzzzz") == ()
    assert index.completions("All", 2) == (("alliance", 2), ("allegory", 1))


def test_a_second_opener_can_search_and_not_write(index: SearchIndex, tmp_path: Path) -> None:
    index.apply([_block(0, "shared")], [], [], 1, "token")
    second = SearchIndex.open(tmp_path / "index", "library")
    assert not second.writable
    assert _keys(second, "shared") == ["text:1:0:0"]
    with pytest.raises(IndexBusyError):
        second.apply([], [], [], 2, "token")
    with pytest.raises(IndexBusyError):
        SearchIndex.create(tmp_path / "index", "library")
    index.apply([_block(1, "shared")], [], [], 2, "token")
    assert _keys(second, "shared") == ["text:1:0:0"]
    second.close()


def test_searching_goes_on_while_another_thread_applies(index: SearchIndex) -> None:
    index.apply([_block(0, "word")], [], [], 1, "token")
    done = threading.Event()
    totals: list[int] = []

    def search_on() -> None:
        while not done.wait(0.001):  # a person pauses as well; without it the other thread waits for locks
            index.check()
            totals.append(index.search(parse_query("wor*"), 100).total)

    searcher = threading.Thread(target=search_on)
    searcher.start()
    try:
        for number in range(1, 16):
            index.apply([_block(number, "word")], [], [], number, "token")
    finally:
        done.set()
        searcher.join()
    assert totals == sorted(totals)
    assert index.search(parse_query("word"), 1).total == 16
