"""The cast of a document and the profile of an actor, on the made-up analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studyapp.domain.actors import ActorKind
from studyapp.domain.facts import Modality, Period
from studyapp.domain.places import Place
from studyapp.services.actors import add_actor, merge_actors
from studyapp.services.analysing import keep_analysis
from studyapp.services.authoring import add_card
from studyapp.services.casts import load_cast, load_description, load_profile
from tests.services.study_cases import study_analysis, study_document

if TYPE_CHECKING:
    from studyapp.services.library import Library

LORN, BREM, OSLAK, VELM = "person:ada lorn", "person:brem oslak", "person:oslak", "place:velm"
WATER = "organisation:velm water authority"


@pytest.fixture
def study(library: Library) -> str:
    """The id of the made-up study text, analysed."""
    _, record = library.add_document(study_document(), sha256="b" * 64, path=None)
    keep_analysis(library, record.id, study_analysis())
    return record.id


def test_a_text_that_is_not_analysed_has_no_cast(library: Library, document_id: str) -> None:
    cast = load_cast(library, document_id)
    assert (cast.known, cast.actors, cast.in_section(0)) == (False, (), [])
    assert load_profile(library, cast, LORN) is None


def test_mentions_come_by_section_in_reading_order(library: Library, study: str) -> None:
    cast = load_cast(library, study)
    assert cast.known
    assert [cameo.actor.id for cameo in cast.in_section(0)] == [LORN, BREM, LORN, OSLAK, VELM]
    starts = [(cameo.mention.block, cameo.mention.start) for cameo in cast.in_section(1)]
    assert starts == sorted(starts)
    assert dict(cast.counts(LORN)) == {0: 2, 1: 1}
    assert [seat.id for seat in cast.seats_of(WATER)] == [VELM]


def test_a_profile_has_every_mention_in_its_sentence(library: Library, study: str) -> None:
    profile = load_profile(library, load_cast(library, study), LORN)
    assert profile is not None
    for passage in profile.passages:
        assert passage.sentence[passage.start : passage.end] in {"Ada Lorn", "Lorn"}
    assert [passage.sentence for passage in profile.passages] == [
        "Ada Lorn met Brem Oslak in 1931.",
        "Lorn wrote to Oslak from Velm.",
        "Ada Lorn, Velm's Minister of Ports, resigned.",
    ]
    assert [(c.actor.id, c.sentences) for c in profile.companions] == [(VELM, 2), (BREM, 1), (OSLAK, 1)]
    assert [fact.relation for fact in profile.dated] == ["met"]
    assert [fact.relation for fact in profile.undated] == ["holds"]
    assert profile.description is not None
    assert profile.description.sentence == "Ada Lorn, Velm's Minister of Ports, resigned."
    assert profile.elsewhere == ()


def test_notes_and_cards_beside_a_mention_are_in_the_profile(library: Library, study: str) -> None:
    _, beside = library.annotate(study, Place(0, 0, 9, 0, 12), note="met")
    library.annotate(study, Place(1, 0, 0, 0, 3), note="of another sentence")
    _, card = add_card(library, study, Place(1, 1, 18, 1, 34), front="Which office?", answer="")
    profile = load_profile(library, load_cast(library, study), LORN)
    assert profile is not None
    assert [note.id for note in profile.notes] == [beside.id]
    assert [found.id for found in profile.cards] == [card.id]


def test_the_description_says_what_someone_is_else_where_it_is_named(library: Library, study: str) -> None:
    cast = load_cast(library, study)

    def sentence(actor_id: str) -> str:
        actor = cast.find(actor_id)
        assert actor is not None
        passage = load_description(library, study, actor)
        assert passage is not None
        return passage.sentence

    assert sentence(LORN) == "Ada Lorn, Velm's Minister of Ports, resigned."
    assert sentence(BREM) == "Ada Lorn met Brem Oslak in 1931."


def test_a_hedged_office_describes_nobody(library: Library, study: str) -> None:
    analysis = study_analysis()
    met, acronym, office = analysis.facts
    vague = Period("once", 0, 4, None, None, "vague")
    told = (met._replace(time=vague), acronym, office._replace(modality=Modality.REPORTED))
    keep_analysis(library, study, analysis._replace(facts=told))
    profile = load_profile(library, load_cast(library, study), LORN)
    assert profile is not None
    assert profile.description is not None
    assert profile.description.sentence == "Ada Lorn met Brem Oslak in 1931."  # where it is the subject
    assert [fact.relation for fact in profile.dated] == ["met"]


def test_decisions_show_in_cast_and_profile(library: Library, study: str) -> None:
    merge_actors(library, study, OSLAK, BREM)
    add_actor(library, study, Place(1, 0, 37, 0, 42), ActorKind.OTHER)
    cast = load_cast(library, study)
    assert cast.find(OSLAK) is None
    profile = load_profile(library, cast, BREM)
    assert profile is not None
    assert len(profile.passages) == 2
    assert any(actor.kind is ActorKind.OTHER for actor in cast.actors)
