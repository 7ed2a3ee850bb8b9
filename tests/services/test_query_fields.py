"""What the fields of a query find: cards, sections, tags, actors as the reader joined them, dates."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.actors import ActorKind
from studyapp.domain.errors import QueryError
from studyapp.domain.hits import HitKind
from studyapp.domain.places import Place
from studyapp.services import actors, authoring
from studyapp.services.analysing import keep_analysis
from studyapp.services.dates import parse_days
from studyapp.services.searching import SearchService
from studyapp.services.shelf import edit_document
from tests.conftest import made_document
from tests.services.study_cases import ACTORS, study_analysis, study_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studyapp.services.library import Library

ADA, VELM, BREM, OSLAK, VWA = (actor.id for actor in ACTORS)


@pytest.fixture
def studied(library: Library) -> str:
    """The id of an analysed document beside one that is not."""
    _, record = library.add_document(study_document(), sha256="b" * 64, path=None)
    keep_analysis(library, record.id, study_analysis())
    library.add_document(made_document(), sha256="a" * 64, path=None)
    return record.id


@pytest.fixture
def search(library: Library, studied: str, tmp_path: Path) -> Iterator[SearchService]:
    service = SearchService(library, tmp_path / "cache")
    service.refresh()
    yield service
    service.close()


def found(search: SearchService, query: str) -> list[str]:
    """Return each hit as its kind, its place and what is marked in it."""
    hits = search.search(query, limit=100).hits
    assert all(hit.text[mark.start : mark.end] for hit in hits for mark in hit.marks)
    return sorted(
        f"{hit.kind.value} {hit.section}.{hit.block} "
        + "|".join(hit.text[mark.start : mark.end] for mark in hit.marks)
        for hit in hits
    )


def test_cards_are_found_and_follow_every_change(
    search: SearchService, library: Library, studied: str
) -> None:
    place = Place(1, 0, 0, 0, 24)
    _, card = authoring.add_card(library, studied, place, front="Who shut the sluices?", answer="the VWA")
    search.refresh()
    [hit] = search.search("sluice", kinds=frozenset({HitKind.CARD})).hits
    assert (hit.kind, hit.item_id, hit.place, hit.text) == (
        HitKind.CARD, card.id, place, "Who shut the sluices?\nthe VWA"
    )  # fmt: skip
    assert found(search, "in:cards vwa") == ["card 1.0 VWA"]
    authoring.edit_card(library, card.id, front="Who barred the gates?", answer="them")
    search.refresh()
    assert (found(search, "sluices"), found(search, "gates in:cards")) == ([], ["card 1.0 gates"])
    library.undo()
    search.refresh()
    assert found(search, "sluices") == ["card 1.0 sluices"]
    library.remove_document(studied)
    search.refresh()
    assert found(search, "sluices") == ["card None.None sluices"]
    authoring.delete_card(library, card.id)
    search.refresh()
    assert found(search, "sluices OR gates") == []


def test_an_actor_is_found_by_every_name_as_the_reader_joined_it(
    search: SearchService, library: Library, studied: str
) -> None:
    assert found(search, "person:lorn") == ["text 0.0 Ada Lorn|Lorn", "text 1.1 Ada Lorn"]
    assert found(search, 'person:"brem oslak"') == ["text 0.0 Brem Oslak"]
    assert found(search, "org:velm") == ["text 1.0 Velm Water Authority|VWA"]
    assert found(search, "place:authority") == []
    assert found(search, "actor:velm -org:authority") == ["text 0.0 Velm", "text 1.1 Velm|Velm"]
    actors.merge_actors(library, studied, OSLAK, BREM)
    assert found(search, "person:brem") == ["text 0.0 Brem Oslak|Oslak"]
    actors.hide_actor(library, studied, ADA)
    assert found(search, "person:ada") == []
    actors.add_actor(library, studied, Place(1, 0, 42, 0, 47), ActorKind.OTHER)
    assert found(search, "other:locks") == ["text 1.0 locks"]


def test_notes_on_a_passage_and_cards_that_name_the_actor_count(
    search: SearchService, library: Library, studied: str
) -> None:
    library.annotate(studied, Place(1, 1, 0, 1, 4), note="Compare the budget")
    authoring.add_card(library, studied, Place(0, 0, 0, 0, 8), front="Who met Oslak?", answer="Ada Lorn")
    authoring.add_card(library, studied, Place(1, 1, 0, 1, 4), front="Who paid?", answer="Velm")
    search.refresh()
    assert found(search, "person:lorn in:notes,cards") == ["card 0.0 Ada Lorn", "note 1.1 "]
    assert found(search, "place:velm budget") == ["note 1.1 budget"]


def test_dates_are_found_by_what_the_facts_say(search: SearchService) -> None:
    for query in ("date:1931", "date:1930..1932", "date:..1931-01", "date:1930s", "date:1931-12-31.."):
        assert found(search, query) == ["text 0.0 1931"], query
    for query in ("date:1932", "date:..1930", "date:1932..", 'date:"44 BC"'):
        assert found(search, query) == [], query
    assert found(search, "velm -date:1931") == ["text 1.0 Velm", "text 1.1 Velm|Velm"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1979", (1979, 1, 1), (1979, 12, 31)),
        ("1914-07", (1914, 7, 1), (1914, 7, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("1989-11-09", (1989, 11, 9), (1989, 11, 9)),
        ("1970s", (1970, 1, 1), (1979, 12, 31)),
        ("44 BC", (-43, 1, 1), (-43, 12, 31)),
        ("-43", (-43, 1, 1), (-43, 12, 31)),
        ("1979..1991", (1979, 1, 1), (1991, 12, 31)),
        ("1914-07..", (1914, 7, 1), None),
        ("..1945", None, (1945, 12, 31)),
    ],
)
def test_dates_as_people_write_them(text: str, first: object, last: object) -> None:
    assert parse_days(text, 0) == (first, last)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("soon", 3),
        ("1979-13", 3),
        ("1979-02-30", 3),
        ("1979-00", 3),
        ("1991..1979", 3),
        ("1979..x", 9),
        ("a..b", 3),
    ],
)
def test_a_date_that_is_none_says_where(search: SearchService, text: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse_days(text, 3)
    assert caught.value.position == position
    with pytest.raises(QueryError) as caught:
        search.search(f"velm date:{text}")
    assert "At character" in caught.value.hint


def test_sections_documents_and_tags(search: SearchService, library: Library, studied: str) -> None:
    assert found(search, "section:part velm") == ["text 1.0 Velm", "text 1.1 Velm|Velm"]
    assert found(search, "title:part") == ["title 1.None Part", "title 1.None Part"]
    assert found(search, "doc:ports lorn") == ["text 0.0 Lorn|Lorn", "text 1.1 Lorn"]
    assert found(search, f"doc:{studied} -velm") == found(search, f"doc:{studied} NOT velm")
    edit_document(library, studied, tags=("Inland water",))
    library.annotate("2", Place(0, 0, 0, 0, 3), note="traffic", tags=("water",))
    search.refresh()
    assert found(search, "tag:water traffic") == ["note 0.0 traffic"]
    assert len(found(search, "tag:water")) == 5
    assert len(found(search, 'tag:"inland water"')) == 4


def test_a_section_alone_can_be_searched_with_all_under_it(search: SearchService, studied: str) -> None:
    assert search.search("velm", document_id=studied).total == 3
    assert search.search("velm", document_id=studied, section=1).total == 2
    assert search.search("velm", document_id=studied, section=0).total == 1


def test_no_hit_offers_the_query_with_near_words(search: SearchService) -> None:
    results = search.search("authorty AND lumeaa ")
    assert (results.total, results.suggestion) == (0, "authority")
    assert results.corrected[0] == "authority AND lumea"
    assert search.search("lorn -lorn").corrected == ()


def test_the_end_of_a_query_is_completed(search: SearchService, studied: str) -> None:
    def offered(text: str) -> list[str]:
        return [one.query for one in search.complete(text)]

    assert offered("auth") == ["authority ", 'org:"Velm Water Authority" ']
    assert offered("velm ad") == ["velm ada "]
    assert offered("lorn pers")[-1] == "lorn person:"
    assert offered("person:o") == ['person:"Brem Oslak" ', "person:Oslak "]
    assert offered('-person:"bre') == ['-person:"Brem Oslak" ']
    assert offered("in:c") == ["in:cards "]
    assert offered("section:") == ['section:"Part 1" ']
    assert offered("doc:salt") == ['doc:"The Salt Road" ']
    assert 'person:"Ada Lorn" ' in offered("lor")
    assert [offered(text) for text in ("", '"a', "velm ", "re:/a", "person:nobody")] == [[]] * 5


@pytest.mark.parametrize(
    "query",
    [
        "x" * 10_000,
        '"',
        '"a "b',
        "((",
        "*",
        "re:/(a+)+$/",
        "\x00",
        "\x00velm",
        "\u202eשלום",
        "lorn\n\tvelm",
        "🙂",
    ],
)
def test_odd_queries_are_answered_or_refused(search: SearchService, query: str) -> None:
    with contextlib.suppress(QueryError):
        assert search.search(query).total >= 0


def test_a_hit_says_in_what_its_section_lies(library: Library, tmp_path: Path) -> None:
    texts = (("Salt.",), ("Salt.",), ("Salt.",), ("Salt.",))
    made = made_document("The Salt Road", texts)
    named = (("The Salt Road", 1), ("Book I", 2), ("I", 3), ("Book II", 2))
    sections = tuple(
        section._replace(title=title, level=level)
        for section, (title, level) in zip(made.sections, named, strict=True)
    )
    library.add_document(made._replace(sections=sections), sha256="f" * 64, path=None)
    service = SearchService(library, tmp_path / "another")
    service.refresh()
    hits = [hit for hit in service.search("salt in:text").hits if hit.kind is HitKind.TEXT]
    assert [hit.parent_title for hit in hits] == [None, None, "Book I", None]
    service.close()


def test_fields_alone_find_in_reading_order_and_words_the_best_first(
    search: SearchService, library: Library, studied: str
) -> None:
    alone = search.search("in:text")
    places = [(hit.document_id, hit.section, -1 if hit.block is None else hit.block) for hit in alone.hits]
    assert (alone.ranked, places) == (False, sorted(places))
    assert search.search("velm").ranked


def test_facets_are_what_choosing_them_leaves(search: SearchService, library: Library, studied: str) -> None:
    for name in ("tag", "actor", "date"):
        for facet in search.facets(name, "velm"):
            assert search.search(f"velm {facet.value}").total == facet.hits, facet
    sections = search.facets("section", "velm", document_id=studied)
    assert {
        facet.value: search.search("velm", document_id=studied, section=int(facet.value)).total
        for facet in sections
    } == {facet.value: facet.hits for facet in sections}
    assert [(f.value, f.hits) for f in search.facets("document", "velm")] == [
        (studied, search.search("velm").total)
    ]
    assert [facet.hits for facet in search.facets("document", '"')] == [0] * len(library.documents())
