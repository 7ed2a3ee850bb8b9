"""Questions that read as a person would ask, where the sentence is not built as the template expects."""

from __future__ import annotations

import pytest

from studyapp.domain.facts import Fact, FactKind
from studyapp.flashcards.drafting import make_drafts
from tests.flashcards.fact_cases import asked, base_form, make_fact


def met(object_: str) -> Fact:
    sentence = f"Ada Lorn met {object_} in 1922."
    return make_fact(
        FactKind.EVENT, sentence, subject="Ada Lorn", relation="met", object_=object_, year="1922"
    )


@pytest.mark.parametrize(
    ("object_", "said"),
    [
        ("the guild and founded a school", "the guild"),
        ("the guild, but crossed the river", "the guild"),
        ("the guild and the bank", "the guild and the bank"),
    ],
)
def test_a_second_verb_is_left_out_after_did(object_: str, said: str) -> None:
    assert f"In which year did Ada Lorn meet {said}?" in asked(met(object_))


@pytest.mark.parametrize(
    ("object_", "kept"),
    [
        ("her", False),
        ("what I had", False),
        ("Queen Odile I", True),
        ("Odile I of Velm", True),
        ("her in Velm", False),
        ("his", False),
        ("her mother", True),
        ("his own in Velm", True),
    ],
)
def test_a_possessive_without_its_noun_is_a_pronoun(object_: str, kept: bool) -> None:
    assert any(front.startswith("In which year") for front in asked(met(object_))) == kept


@pytest.mark.parametrize(
    ("office", "front"),
    [
        ("Velm's Minister of Ports", "Who is named as Velm's Minister of Ports?"),
        (
            "head of the Fishers’ Union's board",
            "Who is named as the head of the Fishers’ Union's board?",
        ),
        ("Norwegian President", "Who is named as the Norwegian President?"),
    ],
)
def test_an_office_has_its_article_unless_it_has_an_owner(office: str, front: str) -> None:
    fact = make_fact(
        FactKind.OFFICE, f"Ada Lorn, {office}, spoke.", subject="Ada Lorn", relation="holds", object_=office
    )
    assert front in asked(fact, Norwegian="country")


@pytest.mark.parametrize(
    ("actor_id", "front"),
    [
        ("group:salt brothers", "Who are the Salt Brothers?"),
        ("person:salt brothers", "Who is the Salt Brothers?"),
        (None, "What is the Salt Brothers?"),
    ],
)
def test_a_definition_asks_for_someone_or_something(actor_id: str | None, front: str) -> None:
    sentence = "The Salt Brothers, a band of smugglers, left."
    fact = make_fact(
        FactKind.DEFINITION, sentence, subject="Salt Brothers", relation="is", object_="a band of smugglers"
    )
    assert fact.subject is not None
    assert front in asked(fact._replace(subject=fact.subject._replace(actor_id=actor_id)))


@pytest.mark.parametrize(
    "office", ["former Minister of Ports", "would-be King of Velm", "late Mayor of Velm"]
)
def test_an_office_that_is_not_held_is_not_asked(office: str) -> None:
    fact = make_fact(
        FactKind.OFFICE, f"Ada Lorn, {office}, spoke.", subject="Ada Lorn", relation="holds", object_=office
    )
    assert make_drafts([fact], base_form) == ()


@pytest.mark.parametrize("first", ["Few", "Several", "Two", "The"])
def test_a_determiner_is_small_inside_the_question(first: str) -> None:
    subject = f"{first} members of the Velm Guild"
    fact = make_fact(
        FactKind.EVENT, f"{subject} met Brem Oslak in 1922.", subject=subject, relation="met",
        object_="Brem Oslak", year="1922",
    )  # fmt: skip
    assert f"In which year did {first.lower()} members of the Velm Guild meet Brem Oslak?" in asked(fact)


@pytest.mark.parametrize(
    ("lead", "asked_when"),
    [
        ("in", "In which year"),
        ("until", "Until which year"),
        ("from", "From which year"),
        ("after", "After which year"),
    ],
)
def test_a_bound_is_asked_as_a_bound(lead: str, asked_when: str) -> None:
    sentence = f"Ada Lorn met the guild {lead} 1922."
    fact = make_fact(
        FactKind.EVENT, sentence, subject="Ada Lorn", relation="met", object_="the guild", year="1922"
    )
    assert f"{asked_when} did Ada Lorn meet the guild?" in asked(fact)


@pytest.mark.parametrize(
    ("tail", "kept"),
    [
        (", which he left.", True),
        (" Velm, Orsk and Brem.", True),
        (", Orsk and Brem.", False),
        (", Orsk, Brem, and Lorn.", False),
    ],
)
def test_an_answer_does_not_end_within_a_row_of_names(tail: str, kept: bool) -> None:
    sentence = f"Ada Lorn was the founder of the ports Velm{tail}"
    said = "the founder of the ports Velm"
    fact = make_fact(FactKind.DEFINITION, sentence, subject="Ada Lorn", relation="was", object_=said)
    assert bool(asked(fact, Ada_Lorn="person")) == kept


def test_an_event_has_an_article_only_with_of() -> None:
    for name, said in (("Battle of Velm", "the Battle of Velm"), ("Operation Brem", "Operation Brem")):
        sentence = f"{name} (1922) was long."
        fact = make_fact(FactKind.EVENT, sentence, subject=name, relation="took place", year="1922")
        assert f"In which year did {said} take place?" in asked(fact)


def test_after_a_year_when_is_in_that_year() -> None:
    sentence = "Velm grew after 1922, when Ada Lorn met the guild."
    fact = make_fact(
        FactKind.EVENT, sentence, subject="Ada Lorn", relation="met", object_="the guild", year="1922"
    )
    assert "In which year did Ada Lorn meet the guild?" in asked(fact)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("a network of ship, rail and road routes", "a network of ship, rail and road routes"),
        ("a network of ship routes, built in 1922", "a network of ship routes"),
        (
            "a league of the ports Velm, the Brem Isles and Orsk",
            "a league of the ports Velm, the Brem Isles and Orsk",
        ),
    ],
)
def test_a_definition_is_not_cut_within_a_row(said: str, answer: str) -> None:
    fact = make_fact(
        FactKind.DEFINITION, f"Velm Lines is {said}.", subject="Velm Lines", relation="is", object_=said
    )
    assert answer in asked(fact).values()


@pytest.mark.parametrize(
    ("office", "kept"), [("Minister of Ports", False), ("Minister of Ports of Velm", True)]
)
def test_a_minister_is_one_of_a_country(office: str, kept: bool) -> None:
    sentence = f"Ada Lorn was {office}."
    fact = make_fact(FactKind.OFFICE, sentence, subject="Ada Lorn", relation="holds", object_=office)
    assert bool(asked(fact, Velm="place")) == kept


@pytest.mark.parametrize(
    ("before", "kept"),
    [("The ", True), ("In Orsk, ", True), ("The 1st ", False), ("The new Orsk ", False), ("Orsk's ", False)],
)
def test_the_second_half_of_a_name_is_not_asked(before: str, kept: bool) -> None:
    sentence = f"{before}Harbour Guild was a league of small ports."
    said = "a league of small ports"
    fact = make_fact(FactKind.DEFINITION, sentence, subject="Harbour Guild", relation="was", object_=said)
    assert bool(asked(fact)) == kept
