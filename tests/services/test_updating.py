from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from studyapp.domain.changes import Noun
from studyapp.domain.documents import ReadingPlace
from studyapp.domain.errors import NotFoundError
from studyapp.domain.places import Place
from studyapp.domain.reviews import Rating
from studyapp.importers.wire import encode_document
from studyapp.services import authoring, reviewing
from studyapp.services.analysing import is_analysed, keep_analysis, unanalysed
from studyapp.services.attaching import attach_annotation, find_candidates
from studyapp.services.checking import check_library
from studyapp.services.drafts import count_drafts, load_drafts
from studyapp.services.importing import Parsed, keep_parsed
from studyapp.services.shelf import edit_document
from studyapp.services.updating import Resemblance, find_earlier, update_document
from tests.conftest import made_document
from tests.services.study_cases import TEXTS, study_analysis, study_document

if TYPE_CHECKING:
    from studyapp.domain.documents import ParsedDocument
    from studyapp.services.library import Library
    from studyapp.services.updating import Report

PARTS = (
    ("The road to Varn was old, and in most years it was closed for the whole of the winter.",),
    (
        "Queen Odile closed it for good. She was afraid of the traders, and of what they said of her.",
        "Salt became dear in Varn, and the traders of Lumea left the town within a year of that day.",
        "Nobody has opened it again, although three parliaments have promised to do so since then.",
    ),
)


LAST = PARTS[1][2]


def newer(*replaced: tuple[str, str], title: str = "The Salt Road", first: str = "") -> ParsedDocument:
    """Return the text with some of it replaced, and perhaps a new section before it."""
    texts = []
    for blocks in PARTS:
        changed = "\n".join(blocks)
        for old, new in replaced:
            changed = changed.replace(old, new)
        texts.append(tuple(block for block in changed.split("\n") if block))
    return made_document(title, (*(((first,),) if first else ()), *texts))


def update(library: Library, document_id: str, parsed: ParsedDocument, sha256: str = "f" * 64) -> Report:
    return update_document(library, document_id, parsed, sha256=sha256, path=None)[1]


@pytest.fixture
def road(library: Library) -> str:
    """The id of a document with some longer blocks."""
    _, record = library.add_document(newer(), sha256="c" * 64, path="/texts/road.md")
    return record.id


def note_on(library: Library, document_id: str, quote: str, **more: Any) -> str:
    for section, block, text in list(library.texts(document_id)):
        if quote in text:
            at = text.index(quote)
            place = Place(section, block, at, block, at + len(quote))
            return library.annotate(document_id, place, **more)[1].id
    raise AssertionError(quote)


def test_notes_go_with_their_passages_and_the_others_are_detached(library: Library, road: str) -> None:
    kept = note_on(library, road, "Queen Odile closed it for good.", note="why?", tags=("a",))
    edited = note_on(library, road, "Salt became dear in Varn, and the traders of Lumea left the town")
    gone = note_on(library, road, "Nobody has opened it again", note="sure?")
    before = {note.id: note for note in library.annotations(road)}
    report = update(
        library,
        road,
        newer(
            ("Salt became dear in Varn", "Soon salt became very dear in Varn"),
            (
                "Nobody has opened it again, although three parliaments have promised to do so since then.",
                "End.",
            ),
            first="A foreword of some words that nobody has read so far.",
        ),
    )
    assert report == (2, (gone,), ())
    after = {note.id: note for note in library.annotations(road)}
    assert after[kept].place == Place(2, 0, 0, 0, 31)
    assert (after[kept].note, after[kept].tags) == ("why?", ("a",))
    assert after[kept].modified_at == before[kept].modified_at
    assert after[edited].quote.exact.endswith(
        "salt became very dear in Varn, and the traders of Lumea left the town"
    )
    assert after[gone].place is None
    assert after[gone].quote == before[gone].quote
    assert [finding.what for finding in check_library(library)] == ["original"]


def test_an_update_is_one_step_that_undo_takes_back_whole(library: Library, road: str) -> None:
    note_on(library, road, "Nobody has opened it again")
    library.keep_place(road, ReadingPlace(1, 2, 0))
    before = library.document(road), library.annotations(road), library.section(road, 1)
    steps = len(library.history())
    changes, _ = update_document(
        library, road, newer(("Nobody has opened", "X")), sha256="f" * 64, path="/texts/other.md"
    )
    assert changes.name == "Update “The Salt Road”"
    assert changes.ids(Noun.DOCUMENT) == {road}
    assert len(library.history()) == steps + 1
    assert library.document(road).path == "/texts/other.md"
    library.remove_leftovers()
    library.undo()
    assert (library.document(road), library.annotations(road), library.section(road, 1)) == before
    library.redo()
    assert "X it again" in (library.block_text(road, 1, 2) or "")


def test_what_the_reader_edited_of_the_description_stays(library: Library, road: str) -> None:
    edit_document(library, road, authors=("Somebody Else",), tags=("salt",))
    update(library, road, newer(title="The Salt Road, second edition"))
    record = library.document(road)
    assert record.title == "The Salt Road, second edition"
    assert record.authors == ("Somebody Else",)
    assert record.tags == ("salt",)
    edit_document(library, road, title="Mine")
    update(library, road, newer(title="Third"), "e" * 64)
    assert library.document(road).title == "Mine"


def test_the_reading_place_goes_with_its_words_and_is_none_after_an_undo_that_has_no_such_block(
    library: Library, road: str
) -> None:
    library.keep_place(road, ReadingPlace(1, 2, 7))
    update(library, road, newer(first="A foreword of some words."))
    assert library.reading_place(road) == ReadingPlace(2, 2, 7)
    library.undo()
    assert library.reading_place(road) is None


def test_a_detached_note_comes_back_with_its_passage(library: Library, road: str) -> None:
    note = note_on(library, road, "Nobody has opened it again, although three parliaments")
    update(library, road, newer((LAST, "They have.")))
    assert library.annotation(note).place is None
    report = update(library, road, newer(first="A foreword."), "e" * 64)
    assert report.detached == ()
    assert library.annotation(note).place == Place(2, 2, 0, 2, 54)


def test_a_detached_note_is_attached_by_hand(library: Library, road: str) -> None:
    note = note_on(library, road, LAST)
    update(library, road, newer((LAST, "It was opened again. Two parliaments kept what they had promised.")))
    detached = library.annotation(note)
    assert detached.place is None
    found = find_candidates(library, detached)
    assert "parliaments" in found[0].text
    assert found[0].section_title == "Part 1"
    changes = attach_annotation(library, note, found[0].place)
    assert changes.name == "Attach note"
    assert library.annotation(note).quote.exact == found[0].text
    assert "note" not in {finding.what for finding in check_library(library)}
    library.undo()
    assert library.annotation(note) == detached
    for place in (Place(9, 0, 0, 0, 1), Place(0, 0, 0, 0, 999), Place(0, 0, 3, 0, 3)):
        with pytest.raises(NotFoundError):
            attach_annotation(library, note, place)
    with pytest.raises(NotFoundError):
        attach_annotation(library, "99", Place(0, 0, 0, 0, 3))


def test_notes_of_a_text_are_detached_on_another_text(library: Library, road: str) -> None:
    for quote in ("closed", "the traders", "Queen Odile closed it for good.", "of the"):
        note_on(library, road, quote)
    other = made_document(
        "Bread", (("The oven was closed, and the bakers left. It was the first of the traders that day.",),)
    )
    report = update(library, road, other)
    assert report.attached == 0
    assert len(report.detached) == 4


# Cards


@pytest.fixture
def studied(library: Library) -> str:
    _, record = library.add_document(study_document(), sha256="b" * 64, path=None)
    keep_analysis(library, record.id, study_analysis())
    return record.id


def study_update(*replaced: tuple[str, str]) -> ParsedDocument:
    texts = []
    for blocks in TEXTS:
        changed = "\n".join(blocks)
        for old, new in replaced:
            changed = changed.replace(old, new)
        texts.append(tuple(changed.split("\n")))
    return made_document("The Ports of Velm", (("A foreword.",), *texts))


def test_cards_keep_their_history_and_find_their_passages(library: Library, studied: str) -> None:
    drafts = load_drafts(library, studied, least=0.0)
    authoring.accept_drafts(library, studied, [draft.id for draft in drafts])
    first = authoring.load_cards(library, studied)[0]
    asked = reviewing.ask_card(library, first.id)
    reviewing.answer(library, asked, Rating.GOOD, duration_ms=1)
    graded = authoring.find_card(library, first.id)
    without = study_update(("The Velm Water Authority (VWA) closed", "Somebody closed"))
    report = update(library, studied, without)
    after = {card.id: card for card in authoring.load_cards(library, studied)}
    assert after[first.id].memory == graded.memory
    (source,) = after[first.id].sources
    assert source.place is not None
    assert source.sentence_place is not None
    assert source.place.section == 1
    text = library.block_text(studied, 1, 0) or ""
    assert text[source.place.start : source.place.end] == first.answer
    assert source.sentence == first.sources[0].sentence
    assert report.lost_cards
    for card_id in report.lost_cards:
        lost = after[card_id].sources[0]
        assert (lost.place, lost.sentence_place) == (None, None)
        assert "VWA" in lost.sentence
        assert reviewing.ask_card(library, card_id).card == after[card_id]
    assert reviewing.next_card(library) is not None
    library.undo()
    assert authoring.find_card(library, first.id) == graded


def test_a_card_whose_answer_was_changed_in_the_text_keeps_its_old_sentence(
    library: Library, studied: str
) -> None:
    draft = load_drafts(library, studied, least=0.0)[0]
    authoring.accept_drafts(library, studied, [draft.id])
    update(library, studied, study_update(("1931", "1932")))
    (card,) = authoring.load_cards(library, studied)
    assert card.answer == "1931"
    assert card.sources == ((None, None, "Ada Lorn met Brem Oslak in 1931."),)
    update(library, studied, study_update(), "e" * 64)
    (card,) = authoring.load_cards(library, studied)
    assert card.sources[0].place == Place(1, 0, 27, 0, 31)


def test_the_new_text_is_analysed_and_its_cards_do_not_come_again_as_drafts(
    library: Library, studied: str
) -> None:
    authoring.accept_drafts(
        library, studied, [draft.id for draft in load_drafts(library, studied, least=0.0)]
    )
    stale = study_analysis()._replace(content_id=1)
    update(library, studied, made_document("The Ports of Velm", TEXTS))
    assert unanalysed(library) == (studied,)
    keep_analysis(library, studied, stale)
    assert not is_analysed(library, studied)  # it was made of the older text
    renamed = tuple(draft._replace(id=f"other-{draft.id}") for draft in study_analysis().drafts)
    keep_analysis(library, studied, study_analysis()._replace(drafts=renamed))
    assert is_analysed(library, studied)
    assert load_drafts(library, studied, least=0.0) == ()
    assert count_drafts(library, studied, least=0.0) == 0


# Which document it is a newer text of


def test_a_file_at_the_same_path_is_a_newer_text(library: Library, road: str) -> None:
    found = find_earlier(library, made_document("Bread"), "/texts/road.md")
    assert found is not None
    assert (found.document.id, found.reason) == (road, Resemblance.PATH)


def test_much_the_same_text_under_a_like_title_is_a_newer_text(library: Library, road: str) -> None:
    found = find_earlier(library, newer(("Queen Odile", "King Odo")), "/elsewhere/road 2.md")
    assert found is not None
    assert (found.document.id, found.reason) == (road, Resemblance.TEXT)
    assert find_earlier(library, newer(title="The Salt Roads"), None) is not None


@pytest.mark.parametrize(
    "other",
    [
        newer(title="Roads of Varn and other stories of the north"),
        newer()._replace(format="epub"),
        made_document(
            "The Salt Road", (("A text of the same title that has nothing else in common. " * 3,),)
        ),
        newer(("Salt became", "Y"), ("Nobody has", "Z"), title="The Salt Road 2"),
        newer(("Queen Odile", "Y"), ("Salt became", "Y"), ("Nobody has", "Z")),
    ],
    ids=["another title", "another format", "another text", "another number", "too little in common"],
)
def test_what_is_only_similar_is_another_document(library: Library, road: str, other: ParsedDocument) -> None:
    assert find_earlier(library, other, "/elsewhere/text.md") is None


def parsed_as(document: ParsedDocument, sha256: str, path: str | None) -> Parsed:
    return Parsed({"document": encode_document(document), "sha256": sha256}, path)


def test_an_import_asks_updates_keeps_both_or_leaves_out(library: Library, road: str) -> None:
    note_on(library, road, "Queen Odile closed it")
    parsed = parsed_as(newer(first="A foreword."), "d" * 64, "/texts/road.md")
    steps = library.history()
    for on_change, status in (("ask", "changed"), ("skip", "skipped")):
        done = keep_parsed(library, parsed, on_change=on_change)
        assert (done.status, done.changes, done.document.id) == (status, None, road)
        assert done.earlier is not None
        assert library.history() == steps
    updated = keep_parsed(library, parsed, on_change="update")
    assert (updated.status, updated.document.id, updated.document.section_count) == ("updated", road, 3)
    assert updated.report == (1, (), ())
    assert keep_parsed(library, parsed).status == "duplicate"
    library.undo()
    both = keep_parsed(library, parsed, on_change="both")
    assert both.status == "new"
    assert both.document.id != road
    with pytest.raises(ValueError, match="whatever"):
        keep_parsed(library, parsed_as(newer(first="B"), "e" * 64, None), on_change="whatever")
