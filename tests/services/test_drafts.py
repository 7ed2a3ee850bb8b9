"""What a reader decides on drafts weighs in on the others, and undo takes that back."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.reviews import Rating
from studyapp.services import authoring, drafts, reviewing
from studyapp.services.analysing import keep_analysis
from studyapp.services.library import open_library
from studyapp.services.trash import load_trash, restore
from studyapp.storage.database import FILE_NAME
from tests.services.study_cases import ALIKE, many_alike, study_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from studyapp.domain.cards import Draft
    from studyapp.services.library import Library


@pytest.fixture
def alike(library: Library) -> str:
    """The id of a document with many drafts of one kind."""
    _, record = library.add_document(study_document(), sha256="b" * 64, path=None)
    keep_analysis(library, record.id, many_alike())
    return record.id


def last(library: Library, document: str) -> Draft:
    return drafts.load_drafts(library, document, least=0.0)[-1]


def discard(library: Library, document: str, count: int) -> None:
    for draft in drafts.load_drafts(library, document, least=0.0)[:count]:
        authoring.discard_draft(library, document, draft.id)


def test_decisions_move_the_quality_and_undo_takes_that_back(library: Library, alike: str) -> None:
    before = last(library, alike)
    assert before.quality == 0.7
    discard(library, alike, 1)
    once = last(library, alike).quality
    assert 0.65 < once < 0.7
    discard(library, alike, 9)
    assert last(library, alike).quality < once
    assert "you kept 0 of 10 of this kind" in [reason.text for reason in last(library, alike).reasons]
    for _ in range(9):
        library.undo()
    assert last(library, alike).quality == once
    library.undo()
    assert last(library, alike) == before
    library.redo()
    assert last(library, alike).quality == once


def test_what_is_kept_raises_and_its_card_remembers_the_draft_alone(library: Library, alike: str) -> None:
    ids = [draft.id for draft in drafts.load_drafts(library, alike, least=0.0)]
    plain = last(library, alike).reasons
    authoring.accept_drafts(library, alike, ids[:10])
    weighed = last(library, alike)
    assert weighed.quality > 0.7
    assert weighed.reasons[0].text == plain[0].text
    assert ("you kept 10 of 10 of this kind", True) in weighed.reasons
    authoring.accept_drafts(library, alike, ids[10:11])
    card = authoring.load_cards(library, alike)[-1]
    assert (card.quality, card.reasons) == (0.7, plain)


def test_what_is_kept_in_other_words_counts_half(library: Library, alike: str) -> None:
    def after(front: str) -> float:
        for draft in drafts.load_drafts(library, alike, least=0.0)[:12]:
            asked = draft.front if front == "" else front + draft.id
            authoring.accept_edited(library, alike, draft.id, front=asked, answer=draft.answer)
        taste, quality = drafts.load_taste(library), last(library, alike).quality
        (kind,) = taste.kinds.values()
        assert (kind.decided, kind.kept, kind.reworded) == (12, 12, 12 if front else 0)
        for _ in range(12):
            library.undo()
        return quality

    as_it_is, reworded = after(""), after("In other words: ")
    assert reworded < 0.7 < as_it_is


def test_a_card_edited_later_was_kept_in_other_words(library: Library, alike: str) -> None:
    authoring.accept_drafts(library, alike, ["draft-0"])
    (card,) = authoring.load_cards(library, alike)
    authoring.edit_card(library, card.id, front="Otherwise?", answer=card.answer)
    assert drafts.load_taste(library).kinds[card.template].reworded == 1
    library.undo()
    assert drafts.load_taste(library).kinds[card.template].reworded == 0


def test_the_threshold_and_the_count_follow(library: Library, alike: str) -> None:
    assert drafts.count_drafts(library, alike) == ALIKE
    discard(library, alike, 14)
    assert last(library, alike).quality < 0.65
    assert drafts.load_drafts(library, alike) == ()
    assert drafts.count_drafts(library, alike) == 0
    assert drafts.count_drafts(library, alike, least=0.0) == ALIKE - 14
    drafts.weigh_decisions(library, on=False)
    assert drafts.count_drafts(library, alike) == ALIKE - 14
    assert len(drafts.load_drafts(library, alike)) == ALIKE - 14


def test_the_switch_and_the_new_beginning_are_undone_like_any_command(library: Library, alike: str) -> None:
    discard(library, alike, 5)
    moved = last(library, alike)
    plain = many_alike().drafts[-1]
    assert drafts.weigh_decisions(library, on=False).name == "Let my choices not weigh in"
    assert last(library, alike) == plain
    assert drafts.load_taste(library, though_off=True).kinds[plain.template].decided == 5
    library.undo()
    assert last(library, alike) == moved
    drafts.forget_decisions(library)
    assert last(library, alike) == plain
    assert len(drafts.load_drafts(library, alike, least=0.0)) == ALIKE - 5
    discard(library, alike, 1)
    assert drafts.load_taste(library).kinds[plain.template].decided == 1
    library.undo()
    library.undo()
    assert last(library, alike) == moved


def test_a_new_analysis_and_another_document_keep_what_was_decided(library: Library, alike: str) -> None:
    discard(library, alike, 5)
    moved = last(library, alike)
    keep_analysis(library, alike, many_alike("newer 2"))
    assert last(library, alike) == moved
    library.remove_document(alike)
    other = study_document()._replace(title="Another")
    _, record = library.add_document(other, sha256="d" * 64, path=None)
    keep_analysis(library, record.id, many_alike())
    assert last(library, record.id).quality == moved.quality


def test_a_deleted_card_is_discarded_unless_it_was_studied(library: Library, alike: str) -> None:
    authoring.accept_drafts(library, alike, ["draft-0", "draft-1"])
    first, second = authoring.load_cards(library, alike)
    asked = reviewing.ask_card(library, first.id)
    reviewing.answer(library, asked, Rating.GOOD, duration_ms=900)
    for card in (first, second):
        authoring.delete_card(library, card.id)
    (kind,) = drafts.load_taste(library).kinds.values()
    assert (kind.decided, kind.kept) == (1, 0)
    for removed in load_trash(library):
        restore(library, removed.id)
    (kind,) = drafts.load_taste(library).kinds.values()
    assert (kind.decided, kind.kept) == (2, 2)


def test_cards_by_hand_say_nothing_of_drafts(library: Library, alike: str) -> None:
    place = last(library, alike).sources[0].place
    authoring.add_card(library, alike, place, front="Who?", answer="Lorn")
    assert drafts.load_taste(library).kinds == {}


def test_a_library_of_before_knows_its_decisions(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    folder = tmp_path / "library"
    library = open_library(folder, clock)
    _, record = library.add_document(study_document(), sha256="b" * 64, path=None)
    keep_analysis(library, record.id, many_alike())
    discard(library, record.id, 2)
    authoring.accept_drafts(library, record.id, ["draft-5", "draft-6"])
    card = authoring.load_cards(library, record.id)[0]
    authoring.edit_card(library, card.id, front="Otherwise?", answer=card.answer)
    told = drafts.load_taste(library).kinds
    library.close()
    _take_back_migration(folder / FILE_NAME)
    again = open_library(folder, clock)
    assert drafts.load_taste(again).kinds == told
    again.close()


def _take_back_migration(path: Path) -> None:
    connection = sqlite3.connect(path)
    for index in ("card_decided", "discarded_decided"):
        connection.execute(f"DROP INDEX {index}")
    for table, columns in (("card", ("reworded",)), ("discarded_draft", ("template", "reasons", "quality"))):
        for column in columns:
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    connection.execute("PRAGMA user_version = 8")
    connection.commit()
    connection.close()
