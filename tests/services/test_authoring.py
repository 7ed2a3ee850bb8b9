from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studyapp.domain.cards import CardKind, Phase
from studyapp.domain.changes import Noun
from studyapp.domain.errors import KnownError, NotFoundError
from studyapp.domain.places import Place
from studyapp.domain.reading import parts_between
from studyapp.flashcards import byhand
from studyapp.importers.originals import picture_path
from studyapp.services import authoring, reading
from studyapp.services.analysing import keep_analysis
from studyapp.services.drafts import count_drafts, load_coverage, load_drafts, load_taste
from studyapp.services.exporting import export_tsv
from studyapp.services.reviewing import load_due
from studyapp.services.updating import update_document
from tests.conftest import made_document
from tests.services.study_cases import TEXTS, study_analysis, study_document

if TYPE_CHECKING:
    from pathlib import Path

    from studyapp.domain.cards import Card
    from studyapp.services.library import Library


@pytest.fixture
def studied(library: Library) -> str:
    """The id of an analysed document."""
    _, record = library.add_document(study_document(), sha256="b" * 64, path=None)
    keep_analysis(library, record.id, study_analysis())
    return record.id


def waiting(library: Library, document: str) -> list[str]:
    return [draft.id for draft in load_drafts(library, document, least=0.0)]


def test_drafts_become_cards_in_one_step(library: Library, studied: str) -> None:
    every = waiting(library, studied)
    assert len(every) == 4
    changes = authoring.accept_drafts(library, studied, every[:2])
    assert changes.name == "Accept 2 drafts"
    assert len(changes.ids(Noun.CARD)) == 2
    assert waiting(library, studied) == every[2:]
    card = authoring.load_cards(library, studied)[0]
    assert card.front == "In which year did Ada Lorn meet Brem Oslak?"
    assert card.answer == "1931"
    assert card.memory.phase is Phase.NEW
    library.undo()
    assert waiting(library, studied) == every
    assert authoring.load_cards(library, studied) == ()
    library.redo()
    assert waiting(library, studied) == every[2:]


def test_drafts_of_sections_already_read_alone(library: Library, studied: str) -> None:
    def waiting_in_read() -> set[int]:
        read = reading.read_sections(library, studied)
        drafts = load_drafts(library, studied, least=0.0, only_in=read)
        assert count_drafts(library, studied, least=0.0, only_in=read) == len(drafts)
        return {draft.sources[0].place.section for draft in drafts}

    assert waiting_in_read() == set()
    reading.keep_seen(library, studied, 1, parts_between(0, 0.9))
    assert waiting_in_read() == set()
    reading.keep_seen(library, studied, 1, parts_between(0.5, 1))
    assert waiting_in_read() == {1}


def test_a_discarded_draft_does_not_come_back(library: Library, studied: str) -> None:
    first, *others = waiting(library, studied)
    authoring.discard_draft(library, studied, first)
    keep_analysis(library, studied, study_analysis("newer 2"))
    assert waiting(library, studied) == others
    library.remove_document(studied)
    _, again = library.add_document(study_document(), sha256="c" * 64, path=None)
    keep_analysis(library, again.id, study_analysis())
    assert waiting(library, again.id) == others
    with pytest.raises(NotFoundError):
        authoring.discard_draft(library, again.id, first)


def test_a_deleted_card_is_no_draft_again_until_that_is_undone(library: Library, studied: str) -> None:
    first, *others = waiting(library, studied)
    authoring.accept_drafts(library, studied, [first])
    (card,) = authoring.load_cards(library, studied)
    authoring.delete_card(library, card.id)
    assert waiting(library, studied) == others
    library.undo()
    assert authoring.load_cards(library, studied) == (card,)


def test_a_draft_is_accepted_in_other_words(library: Library, studied: str) -> None:
    first = waiting(library, studied)[0]
    authoring.accept_edited(library, studied, first, front=" When did they meet? ", answer="in 1931\0")
    (card,) = authoring.load_cards(library, studied)
    assert (card.front, card.answer, card.draft_id) == ("When did they meet?", "in 1931", first)
    with pytest.raises(NotFoundError):
        authoring.accept_drafts(library, studied, [first])
    with pytest.raises(KnownError):
        authoring.accept_edited(library, studied, waiting(library, studied)[0], front=" ", answer="x")


def test_a_second_card_of_a_fact_comes_after_the_first_of_every_fact(library: Library, studied: str) -> None:
    authoring.accept_drafts(library, studied, waiting(library, studied))
    facts = [asked.card.fact_id for asked in load_due(library)[1]]
    assert len(facts) == 4
    assert len(set(facts[:3])) == 3


def test_coverage_counts_facts_with_a_card(library: Library, studied: str) -> None:
    assert load_coverage(library, studied) == ((0, 0, 1), (1, 0, 2))
    authoring.accept_drafts(library, studied, waiting(library, studied)[:1])
    assert load_coverage(library, studied) == ((0, 1, 1), (1, 0, 2))


def test_a_card_by_hand_knows_its_passage(library: Library, studied: str) -> None:
    at = TEXTS[0][0].index("wrote")
    place = Place(0, 0, at, 0, at + len("wrote to Oslak"))
    changes, card = authoring.add_card(library, studied, place, front="What did <b>Lorn</b> do?", answer="")
    assert changes.name == "Write card"
    assert card.answer == "wrote to Oslak"
    assert card.sources[0].place == place
    assert card.sources[0].sentence == "Lorn wrote to Oslak from Velm."
    assert card.template == authoring.BY_HAND
    _, cloze = authoring.add_card(library, studied, place, front="Lorn […].", answer="wrote")
    assert cloze.kind is CardKind.CLOZE
    with pytest.raises(KnownError):
        authoring.add_card(library, studied, place, front="", answer="x")
    with pytest.raises(NotFoundError):
        authoring.add_card(library, studied, Place(0, 0, 0, 0, 999), front="?", answer="x")


def test_each_number_of_the_gaps_is_a_card(library: Library, studied: str) -> None:
    at = TEXTS[0][0].index("Oslak from")
    place = Place(0, 0, at, 0, at + len("Oslak"))
    sentence = authoring.find_sentence(library, studied, place).sentence
    text = sentence.replace("Lorn", "{{c1::Lorn}}").replace("Velm", "{{c1::Velm::place}}")
    text = text.replace("Oslak", "{{c2::Oslak}}")
    changes, cards = authoring.add_cards(library, studied, place, byhand.from_gaps(text))
    assert changes.name == "Write 2 cards"
    first, second = cards
    assert (first.front, first.answer) == ("[…] wrote to Oslak from [place].", "Lorn; Velm")
    assert (second.front, second.answer) == ("Lorn wrote to […] from Velm.", "Oslak")
    assert [source.place for source in second.sources] == [place]
    around = authoring.find_sentence(library, studied, place).sentence_place
    for source, told in zip(first.sources, ("Lorn", "Velm"), strict=True):
        assert source.sentence == sentence
        assert source.sentence_place == around
        assert source.place is not None
        text = library.block_text(studied, 0, 0) or ""
        assert text[source.place.start : source.place.end] == told
    assert first.fact_id == second.fact_id is not None
    library.undo()
    assert authoring.load_cards(library, studied) == ()


def test_gaps_are_found_in_a_text_that_was_changed(library: Library, studied: str) -> None:
    at = TEXTS[0][0].index("Oslak from")
    place = Place(0, 0, at, 0, at + len("Oslak"))
    text = "In short: {{c1::Lorn}} wrote from {{c1::Velm}}. {{c2::Nobody}} answered. {{c3::o}}"
    _, (both, none, twice) = authoring.add_cards(library, studied, place, byhand.from_gaps(text))
    block = TEXTS[0][0]
    found = [block[s.place.start : s.place.end] for s in both.sources if s.place is not None]
    assert found == ["Lorn", "Velm"]
    assert [source.place for source in none.sources] == [place]  # not in the sentence
    assert [source.place for source in twice.sources] == [place]  # in it twice and more


def test_the_places_of_all_gaps_move_with_the_text(library: Library, studied: str) -> None:
    at = TEXTS[0][0].index("Oslak from")
    place = Place(0, 0, at, 0, at + len("Oslak"))
    sentence = authoring.find_sentence(library, studied, place).sentence
    text = sentence.replace("Lorn", "{{c1::Lorn}}").replace("Velm", "{{c1::Velm}}")
    authoring.add_cards(library, studied, place, byhand.from_gaps(text))
    newer = ((f"Something new. {TEXTS[0][0]}",), *TEXTS[1:])
    update_document(library, studied, made_document("The Ports of Velm", newer), sha256="e" * 64, path=None)
    (card,) = authoring.load_cards(library, studied)
    moved = library.block_text(studied, 0, 0) or ""
    found = [moved[s.place.start : s.place.end] for s in card.sources if s.place is not None]
    assert found == ["Lorn", "Velm"]


def test_a_question_is_asked_both_ways(library: Library, studied: str) -> None:
    wordings = byhand.both_ways("Minister of Ports", " Ada Lorn ")
    _, (there, back) = authoring.add_cards(library, studied, Place(1, 1, 0, 1, 4), wordings)
    assert (there.front, there.answer) == (back.answer, back.front) == ("Minister of Ports", "Ada Lorn")
    assert (there.kind, back.kind) == (CardKind.QUESTION, CardKind.REVERSED)


def test_a_picture_is_kept_as_long_as_a_card_can_show_it(
    library: Library, studied: str, tmp_path: Path
) -> None:
    file = tmp_path / "map.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n and the rest")
    place, words = Place(1, 1, 0, 1, 4), byhand.one_way("Where?", "Velm")
    _, (card,) = authoring.add_cards(library, studied, place, words, file)
    assert card.picture.endswith(".png")
    assert picture_path(library.pictures, card.picture).read_bytes() == file.read_bytes()
    assert library.find_leftovers() == []
    authoring.delete_card(library, card.id)
    assert library.find_leftovers() == []
    library.undo()
    assert authoring.load_cards(library, studied) == (card,)
    file.write_text("no picture")
    for bad in (file, tmp_path / "none.png", tmp_path):
        with pytest.raises(KnownError):
            authoring.add_cards(library, studied, place, words, bad)
    assert len(authoring.load_cards(library, studied)) == 1


def test_a_card_is_edited_suspended_and_outlives_its_document(library: Library, studied: str) -> None:
    authoring.accept_drafts(library, studied, waiting(library, studied)[:1])
    (card,) = authoring.load_cards(library, studied)
    assert authoring.edit_card(library, card.id, front=card.front, answer=card.answer).touched == ()
    authoring.edit_card(library, card.id, front="Which year?", answer="1931")
    authoring.suspend_card(library, card.id, suspended=True)
    library.remove_document(studied)
    left = authoring.find_card(library, card.id)
    assert (left.front, left.suspended, left.sources) == ("Which year?", True, card.sources)
    for _ in range(3):
        library.undo()
    assert authoring.find_card(library, card.id) == card
    with pytest.raises(NotFoundError):
        authoring.find_card(library, "999")


def test_cards_are_exported_for_anki(library: Library, studied: str, tmp_path: Path) -> None:
    authoring.accept_drafts(library, studied, waiting(library, studied))
    at = TEXTS[1][0].index("locks")
    place = Place(1, 0, at, 0, at + 5)
    authoring.add_card(library, studied, place, front='A <i>"tab"\t</i>\nand […] ::', answer="locks & more")
    path = tmp_path / "cards.txt"
    gaps = byhand.from_gaps("{{c1::Velm}} {{c1::paid}}.") + byhand.from_gaps("{{c1::Velm::place}} paid.")
    authoring.add_cards(library, studied, Place(1, 1, 0, 1, 4), gaps)
    written = export_tsv(library, path, [studied])
    assert (written.cards, written.pictures) == (7, 0)
    assert not written.folder.exists()
    lines = path.read_text("utf-8").splitlines()
    assert lines[:6] == [
        "#separator:tab",
        "#html:true",
        "#guid column:1",
        "#notetype column:2",
        "#deck column:3",
        "#tags column:4",
    ]
    assert len(lines) == 13
    assert all(line.count("\t") == 5 for line in lines[6:])
    assert "\tBasic\tThe Ports of Velm::Introduction\tstudyapp studyapp::when\t" in lines[6]
    assert "{{c1::locks &amp; more}}" in lines[10]
    assert "&lt;i&gt;" in lines[10]
    assert "\t{{c1::Velm}} {{c1::paid}}.\t<small>“Velm paid.”</small>" in lines[11]
    assert "\tBasic\t" in lines[12]
    before = path.read_bytes()
    export_tsv(library, path, [studied])
    assert path.read_bytes() == before
    with pytest.raises(KnownError):
        export_tsv(library, tmp_path / "no" / "cards.txt", [studied])
    assert list(tmp_path.glob("*.tmp")) == []


PNG = b"\x89PNG\r\n\x1a\n and the rest"


def with_picture(library: Library, document: str, file: Path, front: str = "Where?") -> Card:
    file.write_bytes(PNG)
    words = byhand.from_gaps(front) if "{{" in front else byhand.one_way(front, "Velm")
    _, (card,) = authoring.add_cards(library, document, Place(1, 1, 0, 1, 4), words, file)
    return card


def test_pictures_are_exported_beside_the_cards(library: Library, studied: str, tmp_path: Path) -> None:
    card = with_picture(library, studied, tmp_path / "map.png")
    with_picture(library, studied, tmp_path / "map.png", "{{c1::Velm}} paid.")
    path = tmp_path / "my cards.txt"
    written = export_tsv(library, path)
    assert written == (2, 1, tmp_path / "my cards.media")
    assert [file.name for file in written.folder.iterdir()] == [card.picture]
    assert (written.folder / card.picture).read_bytes() == PNG
    basic, cloze = path.read_text("utf-8").splitlines()[6:]
    shown = f'<br><img src=""{card.picture}"">'
    assert f'\t"Where?{shown}"\t' in basic
    assert f'\t"{{{{c1::Velm}}}} paid.{shown}"\t' in cloze
    assert export_tsv(library, path) == written
    picture_path(library.pictures, card.picture).unlink()
    assert export_tsv(library, path).pictures == 0
    assert "<img" not in path.read_text("utf-8")


def test_pictures_that_cannot_be_written_are_told(library: Library, studied: str, tmp_path: Path) -> None:
    with_picture(library, studied, tmp_path / "map.png")
    (tmp_path / "cards.media").write_text("in the way")
    with pytest.raises(KnownError):
        export_tsv(library, tmp_path / "cards.txt")
    assert not (tmp_path / "cards.txt").exists()


def test_the_picture_of_a_card_is_changed_and_taken_away(
    library: Library, studied: str, tmp_path: Path
) -> None:
    first = with_picture(library, studied, tmp_path / "map.png")
    (tmp_path / "other.gif").write_bytes(b"GIF89a and the rest")

    def edit(picture: str | Path | None) -> Card:
        authoring.edit_card(library, first.id, front="Where?", answer="Velm", picture=picture)
        return authoring.find_card(library, first.id)

    assert edit(None) == first
    other = edit(tmp_path / "other.gif")
    assert other.picture.endswith(".gif")
    assert edit("").picture == ""
    assert library.find_leftovers() == []  # undo needs both of them
    library.undo()
    assert authoring.find_card(library, first.id) == other
    library.undo()
    assert authoring.find_card(library, first.id) == first
    with pytest.raises(KnownError):
        edit(tmp_path / "none.png")
    assert authoring.find_card(library, first.id) == first


def test_a_picture_makes_no_other_words(library: Library, studied: str, tmp_path: Path) -> None:
    (tmp_path / "map.png").write_bytes(PNG)
    first, second, *_ = load_drafts(library, studied, least=0.0)
    authoring.accept_edited(
        library, studied, first.id, front=first.front, answer=first.answer, picture=tmp_path / "map.png"
    )
    authoring.accept_drafts(library, studied, [second.id])
    shown, plain = authoring.load_cards(library, studied)
    assert shown.picture
    authoring.edit_card(library, plain.id, front=plain.front, answer=plain.answer, picture=shown.picture)
    assert authoring.find_card(library, plain.id).picture == shown.picture
    assert all(kind.reworded == 0 for kind in load_taste(library).kinds.values())
