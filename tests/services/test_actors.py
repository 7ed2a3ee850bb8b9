from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.domain.actors import ActorDecision, ActorKind, DecisionKind, MentionForm, actor_id
from studyapp.domain.changes import Noun
from studyapp.domain.errors import KnownError, NotFoundError
from studyapp.domain.places import Place
from studyapp.services import actors as service
from studyapp.services.analysing import analysis_warnings, is_analysed, keep_analysis, unanalysed
from studyapp.services.authoring import discard_draft
from studyapp.services.decisions import apply_decisions
from studyapp.services.drafts import load_drafts
from tests.services.study_cases import ACTORS, TEXTS, study_analysis, study_document

if TYPE_CHECKING:
    from studyapp.services.library import Library

ADA, VELM, BREM, OSLAK, VWA = (actor.id for actor in ACTORS)


@pytest.fixture
def studied(library: Library) -> str:
    """The id of an analysed document."""
    _, record = library.add_document(study_document(), sha256="b" * 64, path=None)
    keep_analysis(library, record.id, study_analysis())
    return record.id


def names(library: Library, document: str) -> dict[str, int]:
    return {actor.name: len(actor.mentions) for actor in service.load_actors(library, document)}


FOUND = {"Ada Lorn": 3, "Velm": 3, "Brem Oslak": 1, "Oslak": 1, "Velm Water Authority": 2}


def test_what_was_found_is_kept_and_replaced_by_a_new_analysis(library: Library, studied: str) -> None:
    assert names(library, studied) == FOUND
    assert is_analysed(library, studied)
    assert unanalysed(library) == ()
    assert analysis_warnings(library, studied) == ("A warning.",)
    assert service.load_facts(library, studied) == study_analysis().facts
    changes = keep_analysis(library, studied, study_analysis("older 1")._replace(actors=ACTORS[:1]))
    assert changes.ids(Noun.ANALYSIS) == {studied}
    assert names(library, studied) == {"Ada Lorn": 3}
    assert unanalysed(library) == (studied,)


def test_analysis_is_no_step_of_undo(library: Library, studied: str) -> None:
    assert [step.name for step in library.history()] == ["Import “The Ports of Velm”"]
    library.undo()
    library.redo()
    assert names(library, studied) == FOUND


def test_an_analysis_of_a_document_that_is_gone_is_dropped(library: Library, studied: str) -> None:
    library.remove_document(studied)
    assert keep_analysis(library, studied, study_analysis()).touched == ()


def test_two_actors_become_one_and_two_again(library: Library, studied: str) -> None:
    changes = service.merge_actors(library, studied, OSLAK, BREM)
    assert changes.name == "Join “Oslak” with “Brem Oslak”"
    assert names(library, studied)["Brem Oslak"] == 2
    (brem,) = [a for a in service.load_actors(library, studied) if a.id == BREM]
    assert brem.aliases == ("Oslak",)
    assert brem.mentions == tuple(sorted(brem.mentions))
    library.undo()
    assert names(library, studied) == FOUND


def test_decisions_are_kept_through_a_new_analysis(library: Library, studied: str) -> None:
    service.merge_actors(library, studied, OSLAK, BREM)
    service.rename_actor(library, studied, ADA, "Minister Lorn")
    service.retype_actor(library, studied, VELM, ActorKind.COUNTRY)
    service.hide_actor(library, studied, VWA)
    service.keep_apart(library, studied, VELM)
    decided = service.load_actors(library, studied)
    keep_analysis(library, studied, study_analysis("newer 2"))
    assert service.load_actors(library, studied) == decided
    by_id = {actor.id: actor for actor in decided}
    assert by_id[ADA].name == "Minister Lorn"
    assert by_id[ADA].aliases == ("Ada Lorn",)
    assert by_id[VELM].kind is ActorKind.COUNTRY
    assert by_id[VELM].stands_for is None
    assert set(by_id) == {ADA, VELM, BREM}
    for _ in range(5):
        library.undo()
    assert names(library, studied) == FOUND


def test_decisions_on_actors_that_another_engine_names_otherwise_wait(library: Library, studied: str) -> None:
    service.merge_actors(library, studied, OSLAK, BREM)
    service.rename_actor(library, studied, ADA, "Minister Lorn")
    service.retype_actor(library, studied, VELM, ActorKind.COUNTRY)
    service.hide_actor(library, studied, VWA)
    at = TEXTS[1][0].index("locks")
    service.add_actor(library, studied, Place(1, 0, at, 0, at + len("locks")), ActorKind.OTHER)
    draft = load_drafts(library, studied, least=0.0)[0]
    discard_draft(library, studied, draft.id)
    decided, left = service.load_actors(library, studied), load_drafts(library, studied, least=0.0)

    renamed = tuple(
        actor._replace(id=actor_id(actor.kind, f"the {actor.name}"), name=f"the {actor.name}")
        for actor in ACTORS
    )
    keep_analysis(library, studied, study_analysis("other 2")._replace(actors=renamed))
    assert unanalysed(library) == (studied,)
    by_name = {actor.name: actor for actor in service.load_actors(library, studied)}
    assert set(by_name) == {actor.name for actor in renamed} | {"locks"}
    assert by_name["the Velm"].kind is ActorKind.PLACE
    assert load_drafts(library, studied, least=0.0) == left

    keep_analysis(library, studied, study_analysis())
    assert service.load_actors(library, studied) == decided
    assert load_drafts(library, studied, least=0.0) == left


def test_a_marked_actor_that_a_better_engine_finds_keeps_its_other_forms(
    library: Library, studied: str
) -> None:
    keep_analysis(library, studied, study_analysis("weak 1")._replace(actors=ACTORS[1:]))
    service.add_actor(library, studied, Place(0, 0, 0, 0, len("Ada Lorn")), ActorKind.PERSON)
    assert names(library, studied)["Ada Lorn"] == 2
    keep_analysis(library, studied, study_analysis())
    assert names(library, studied)["Ada Lorn"] == 3  # with the surname alone


def test_facts_follow_a_merged_actor(library: Library, studied: str) -> None:
    facts = study_analysis().facts
    subject = facts[0].subject
    assert subject is not None
    named = facts[0]._replace(subject=subject._replace(actor_id=OSLAK))
    keep_analysis(library, studied, study_analysis()._replace(facts=(named,)))
    service.merge_actors(library, studied, OSLAK, BREM)
    service.merge_actors(library, studied, BREM, ADA)
    (fact,) = service.load_facts(library, studied)
    assert fact.subject is not None
    assert fact.subject.actor_id == ADA


def test_a_marked_passage_is_an_actor_wherever_it_stands(library: Library, studied: str) -> None:
    at = TEXTS[1][0].index("Velm Water")
    service.add_actor(library, studied, Place(1, 0, at, 0, at + len("Velm")), ActorKind.COUNTRY)
    (velm,) = [a for a in service.load_actors(library, studied) if a.kind is ActorKind.COUNTRY]
    assert [TEXTS[m.section][m.block][m.start : m.end] for m in velm.mentions] == ["Velm"] * 4
    found = names(library, studied)
    assert found["Velm Water Authority"] == 1  # its mention gave way, its acronym is left
    assert VELM not in {actor.id for actor in service.load_actors(library, studied)}  # nothing is left of it


@pytest.mark.parametrize(
    ("place", "error"),
    [(Place(0, 0, 3, 0, 4), KnownError), (Place(0, 0, 0, 0, 999), NotFoundError)],
)
def test_what_is_no_name_cannot_be_marked(
    library: Library, studied: str, place: Place, error: type[KnownError]
) -> None:
    with pytest.raises(error):
        service.add_actor(library, studied, place, ActorKind.PERSON)
    assert len(library.history()) == 1


def test_bad_decisions_are_refused_and_leave_nothing(library: Library, studied: str) -> None:
    with pytest.raises(KnownError):
        service.merge_actors(library, studied, ADA, ADA)
    with pytest.raises(NotFoundError):
        service.merge_actors(library, studied, ADA, "person:nobody")
    with pytest.raises(KnownError):
        service.rename_actor(library, studied, ADA, "  \0 ")
    with pytest.raises(KnownError):
        service.rename_actor(library, studied, ADA, "x" * 200)
    assert len(library.history()) == 1


IDS = st.sampled_from([ADA, VELM, BREM, OSLAK, VWA, "person:nobody", "place:velm paid"])
DECISIONS = st.one_of(
    st.builds(ActorDecision, st.just(DecisionKind.MERGE), IDS, IDS),
    st.builds(ActorDecision, st.just(DecisionKind.RENAME), IDS, st.text(min_size=1, max_size=9)),
    st.builds(ActorDecision, st.just(DecisionKind.RETYPE), IDS, st.sampled_from(list(ActorKind))),
    st.builds(ActorDecision, st.just(DecisionKind.HIDE), IDS, st.just("")),
    st.builds(ActorDecision, st.just(DecisionKind.KEEP_APART), IDS, st.just("")),
    st.builds(ActorDecision, st.just(DecisionKind.ADD), IDS, st.sampled_from(["Velm", "Lorn", "Velm paid"])),
    st.builds(ActorDecision, st.just(DecisionKind.ADD), IDS, st.just("(")),
)


def all_texts() -> list[tuple[int, int, str]]:
    return [(s, b, text) for s, blocks in enumerate(TEXTS) for b, text in enumerate(blocks)]


@given(st.lists(DECISIONS, max_size=8))
def test_any_decisions_keep_the_invariants_of_actors(decisions: list[ActorDecision]) -> None:
    actors, joined = apply_decisions(ACTORS, decisions, all_texts)
    assert len({actor.id for actor in actors}) == len(actors)
    spans = sorted(m[:4] for actor in actors for m in actor.mentions)
    for (s, b, _, end), (t, c, start, _) in pairwise(spans):
        assert (s, b) != (t, c) or end <= start, "mentions overlap"
    for actor in actors:
        assert actor.mentions == tuple(sorted(actor.mentions))
        assert actor.mentions
        assert actor.name not in actor.aliases
        assert 0 <= actor.salience <= 1
    assert apply_decisions(ACTORS, [], all_texts).actors == ACTORS
    assert all(part != whole for part, whole in joined.items())


@given(st.lists(st.builds(ActorDecision, st.just(DecisionKind.MERGE), IDS, IDS), max_size=6))
def test_every_joined_actor_is_a_part_of_one_that_is_there(decisions: list[ActorDecision]) -> None:
    actors, joined = apply_decisions(ACTORS, decisions, all_texts)
    there = {actor.id for actor in actors}
    assert {actor.id for actor in ACTORS} == there | set(joined)
    assert set(joined.values()) <= there
    assert sum(len(actor.mentions) for actor in actors) == sum(FOUND.values())


def test_form_is_kept_when_actors_are_joined(library: Library, studied: str) -> None:
    demonym = ACTORS[3]._replace(
        mentions=tuple(m._replace(form=MentionForm.DEMONYM) for m in ACTORS[3].mentions)
    )
    keep_analysis(library, studied, study_analysis()._replace(actors=(ACTORS[0], demonym)))
    service.merge_actors(library, studied, OSLAK, ADA)
    (ada,) = service.load_actors(library, studied)
    assert [m.form for m in ada.mentions].count(MentionForm.DEMONYM) == 1
