"""The shelf: what is chosen, how it is sorted, and what a person says of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studyapp.domain.documents import (
    Block,
    BlockKind,
    Inline,
    InlineKind,
    ParsedDocument,
    ReadingPlace,
    Section,
)
from studyapp.domain.errors import KnownError
from studyapp.domain.places import Place
from studyapp.services.shelf import (
    Choice,
    Order,
    Shelved,
    State,
    choose,
    edit_document,
    load_shelf,
)

if TYPE_CHECKING:
    from studyapp.services.library import Library

BOOKS = (
    ("The Ferry", ("Mara Lindqvist",), "markdown"),
    ("Économie du sel", ("Tom Achterberg", "Wen Li"), "epub"),
    ("A Harbour", (), "pdf"),
    ("Grain", ("J. R. Oduya",), "epub"),
)


@pytest.fixture
def ids(library: Library) -> dict[str, str]:
    """Put the books into the library; return their ids by title."""
    found = {}
    for title, authors, form in BOOKS:
        sections = (Section(None, 0, (Block(BlockKind.PARAGRAPH, f"Of {title}."),)),)
        parsed = ParsedDocument(title, authors, "en", form, sections)
        found[title] = library.add_document(parsed, sha256=title, path=None)[1].id
    return found


def titles(shelf: list[Shelved]) -> list[str]:
    return [one.record.title for one in shelf]


def test_states_come_from_the_share_that_was_read(library: Library, ids: dict[str, str]) -> None:
    library.keep_place(ids["Grain"], ReadingPlace(0, 0), 0.4)
    library.keep_place(ids["A Harbour"], ReadingPlace(0, 0), 0.99)
    states = {one.record.title: one.state for one in load_shelf(library)}
    assert states == {
        "The Ferry": State.UNREAD,
        "Économie du sel": State.UNREAD,
        "A Harbour": State.FINISHED,
        "Grain": State.READING,
    }
    assert titles(choose(load_shelf(library), Choice(state=State.READING))) == ["Grain"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("", {"The Ferry", "Économie du sel", "A Harbour", "Grain"}),
        ("economie", {"Économie du sel"}),
        ("LI", {"The Ferry", "Économie du sel"}),
        ("wen sel", {"Économie du sel"}),
        ("epub", {"Économie du sel", "Grain"}),
        ("wen grain", set()),
    ],
)
def test_words_are_sought_in_title_author_and_format(
    library: Library, ids: dict[str, str], words: str, wanted: set[str]
) -> None:
    assert ids
    assert set(titles(choose(load_shelf(library), Choice(words=words)))) == wanted


def test_titles_are_sorted_without_articles_and_accents(library: Library, ids: dict[str, str]) -> None:
    assert ids
    by_title = choose(load_shelf(library), Choice(order=Order.TITLE))
    assert titles(by_title) == ["Économie du sel", "The Ferry", "Grain", "A Harbour"]


def test_authors_are_sorted_by_their_last_name_and_none_comes_last(
    library: Library, ids: dict[str, str]
) -> None:
    assert ids
    by_author = choose(load_shelf(library), Choice(order=Order.AUTHOR))
    assert titles(by_author) == ["Économie du sel", "The Ferry", "Grain", "A Harbour"]


def test_what_was_read_last_comes_first(library: Library, ids: dict[str, str]) -> None:
    library.keep_place(ids["The Ferry"], ReadingPlace(0, 0), 0.1)
    assert titles(choose(load_shelf(library), Choice()))[0] == "The Ferry"
    assert titles(choose(load_shelf(library), Choice(order=Order.ADDED)))[0] == "Grain"


def test_a_document_is_described_and_it_can_be_undone(library: Library, ids: dict[str, str]) -> None:
    changes = edit_document(
        library,
        ids["Grain"],
        title="  Grain and\nBread ",
        authors=("J. R. Oduya", " ", "Ines  Carvalho"),
        language=" EN ",
        tags=("prices", "prices", ""),
    )
    record = library.document(ids["Grain"])
    assert changes.name == "Rename “Grain”"
    assert (record.title, record.authors) == ("Grain and Bread", ("J. R. Oduya", "Ines Carvalho"))
    assert (record.language, record.tags) == ("en", ("prices",))
    assert titles(choose(load_shelf(library), Choice(tag="prices"))) == ["Grain and Bread"]
    library.undo()
    assert library.document(ids["Grain"]).title == "Grain"
    assert library.document(ids["Grain"]).tags == ()


def test_what_is_not_given_stays_and_a_document_keeps_a_title(library: Library, ids: dict[str, str]) -> None:
    edit_document(library, ids["Grain"], tags=("prices",))
    assert library.document(ids["Grain"]).authors == ("J. R. Oduya",)
    with pytest.raises(KnownError, match="needs a title"):
        edit_document(library, ids["Grain"], title=" \n ")
    assert library.document(ids["Grain"]).title == "Grain"


def test_notes_know_the_printed_page_that_they_begin_on(library: Library) -> None:
    pages = (Inline(0, 0, InlineKind.PAGE, "ix"), Inline(10, 10, InlineKind.PAGE, "1"))
    blocks = (
        Block(BlockKind.PARAGRAPH, "The ferry and the harbour.", pages),
        Block(BlockKind.PARAGRAPH, "Salt."),
    )
    parsed = ParsedDocument("Pages", (), "en", "pdf", (Section(None, 0, blocks),))
    document = library.add_document(parsed, sha256="p", path=None)[1].id
    ids = [
        library.annotate(document, place)[1].id
        for place in (Place(0, 0, 4, 0, 9), Place(0, 0, 10, 0, 13), Place(0, 1, 0, 1, 4))
    ]
    assert library.note_pages(document) == dict(zip(ids, ("ix", "1", "1"), strict=True))
    other = library.add_document(
        parsed._replace(sections=(Section(None, 0, blocks[1:]),)), sha256="q", path=None
    )
    library.annotate(other[1].id, Place(0, 0, 0, 0, 4))
    assert library.note_pages(other[1].id) == {}
