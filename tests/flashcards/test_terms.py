"""Terms are asked by what is said of them; the ranker sees how telling they are."""

from __future__ import annotations

import pytest

from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind, Section
from studyapp.domain.facts import FactKind
from studyapp.flashcards.cast import Cast
from studyapp.flashcards.features import features
from studyapp.flashcards.rules import broken_rule
from studyapp.flashcards.templates import candidates
from studyapp.text.terms import Terms
from tests.flashcards.fact_cases import base_form, make_actors, make_fact


def asked(subject: str, relation: str, said: str, lead: str = "", **kinds: str) -> dict[str, tuple[str, str]]:
    """Return template and answer of each front that breaks no rule."""
    fact = make_fact(
        FactKind.DEFINITION, f"{lead}{subject} {relation} {said}.", subject=subject, relation=relation,
        object_=said,
    )  # fmt: skip
    found = candidates(fact, Cast(make_actors([fact], **kinds), [fact]), base_form)
    return {one.front: (one.template, one.answer) for one in found if broken_rule(one) is None}


def test_the_term_is_asked_by_its_definition() -> None:
    fronts = asked("Tissue typing", "is", "the matching of a donor to a patient")
    assert fronts["[…] is the matching of a donor to a patient."] == ("term", "Tissue typing")
    assert fronts["What is tissue typing?"][0] == "definition"
    assert "A […] is a form of speech in one region." in asked(
        "A dialect", "is", "a form of speech in one region"
    )


def test_a_verb_of_meaning_is_asked_the_other_way_round_alone() -> None:
    assert asked("Polygeny", "refers to", "several genes for one trait") == {
        "[…] refers to several genes for one trait.": ("term", "Polygeny")
    }


def test_of_two_names_the_other_one_is_asked() -> None:
    assert asked("Peptic ulcers", "are also called", "stomach ulcers") == {
        "Peptic ulcers are called […].": ("other name", "stomach ulcers")
    }


def test_descriptions_and_names_of_which_little_is_said_are_no_terms() -> None:
    long = "The reactant yielding the lesser amount"
    assert not any(template == "term" for template, _ in asked(long, "is", "the limiting reactant").values())
    town = asked("Orsk", "is", "a town of weavers", Orsk="place")
    assert not any(template == "term" for template, _ in town.values())


def test_a_row_of_things_in_a_definition_is_kept_whole() -> None:
    said = "a link with an office, headquarters, or colleagues"
    assert asked("Telework", "is", said)["What is Telework?"][1] == said
    assert asked("Telework", "is", "a link with an office, which pays")["What is Telework?"][1] == (
        "a link with an office"
    )


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("In Velm ships of salt are called brine boats and sink.", "brine boats"),
        ("In Velm the coast is known as the Salt Shore of Orsk Bay.", "Salt Shore of Orsk Bay"),
    ],
)
def test_the_term_that_a_sentence_brings_in(sentence: str, answer: str) -> None:
    fact = make_fact(FactKind.STATEMENT, sentence, subject=None, object_=sentence.rstrip("."))
    found = {one.answer for one in candidates(fact, Cast((), [fact]), base_form)}
    assert (answer in found) == (
        answer == "brine boats"
    )  # the other is longer than a term, and no half is asked
    assert not any(one != answer and one in answer for one in found)


def test_features_tell_terms_from_plain_words() -> None:
    sentence = "Flextime allows people to choose a day."
    fact = make_fact(
        FactKind.STATEMENT, sentence, subject=None, object_=sentence.rstrip("."), items=("Flextime", "people")
    )
    block = Block(BlockKind.PARAGRAPH, sentence, (Inline(0, 8, InlineKind.STRONG),))
    cast = Cast((), [fact], Terms([Section("Work", 1, (block,))]))
    by_answer = {one.answer: features(one, cast) for one in candidates(fact, cast, base_form)}
    rare, plain = by_answer["Flextime"], by_answer["people"]
    assert rare["the answer is set off"] == rare["how telling the answer is"] == 1
    assert "the answer is set off" not in plain
    assert "how telling the answer is" not in plain


def test_times_of_day_and_names_of_plans_are_no_numbers() -> None:
    for text in ("Velm left at 4:30 in the morning.", "Velm has a 401(k) plan."):
        fact = make_fact(FactKind.STATEMENT, text, subject=None, object_=text.rstrip("."))
        found = candidates(fact, Cast((), [fact]), base_form)
        assert not any(one.template == "sentence number" for one in found)


def test_authors_in_brackets_are_not_asked() -> None:
    sentence = "The rate in Velm is low (Lorn, Prell, & Orsk, 2007)."
    fact = make_fact(
        FactKind.STATEMENT, sentence, subject="The rate in Velm", object_="low (Lorn, Prell, & Orsk, 2007)"
    )
    cast = Cast(make_actors([fact], Prell="person", Velm="place"), [fact])
    assert not any(one.answer == "Prell" for one in candidates(fact, cast, base_form))


def test_what_goes_with_a_definition_is_no_part_of_it() -> None:
    fronts = asked("The velmite", "is", "the largest ship of the north, with ten of them in a fleet")
    assert "The […] is the largest ship of the north." in fronts


def test_reasons_are_told_of_features_that_are_there() -> None:
    fact = make_fact(
        FactKind.DEFINITION, "Flextime is a common kind of work.", subject="Flextime", relation="is",
        object_="a common kind of work",
    )  # fmt: skip
    block = Block(BlockKind.PARAGRAPH, fact.sentence, (Inline(0, 8, InlineKind.STRONG),))
    cast = Cast((), [fact], Terms([Section("Flextime", 1, (block,))]))
    asked_for = next(one for one in candidates(fact, cast, base_form) if one.template == "term")
    found = features(asked_for, cast)
    assert {"the answer is set off", "the answer is in a heading", "praise"} <= found.keys()
    assert "about the text itself" not in found
