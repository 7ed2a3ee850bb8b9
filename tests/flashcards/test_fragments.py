"""What was cut too short, or stands before the reader's eyes, is not asked."""

from __future__ import annotations

import pytest

from studyapp.domain.facts import FactKind, Part
from studyapp.flashcards.cast import Cast
from studyapp.flashcards.drafting import make_drafts
from studyapp.language.verbs import base_form
from tests.flashcards.fact_cases import asked, make_actors, make_fact


@pytest.mark.parametrize(
    ("rest", "is_asked"), [("", True), ("–Levy 9", False), ("-Nord", False), (" – a port –", True)]
)
def test_a_name_that_goes_on_after_a_dash_is_not_asked_about(rest: str, is_asked: bool) -> None:
    fact = make_fact(
        FactKind.DEFINITION, f"Comet Orsk{rest} is a body of ice and dust.", subject="Comet Orsk",
        relation="is", object_="a body of ice and dust",
    )  # fmt: skip
    assert bool(asked(fact)) == is_asked


@pytest.mark.parametrize(
    ("sentence", "is_asked"),
    [
        ("In 1886 Anna Feld went to Velm.", True),
        ("In the figure Anna Feld sold 40 barrels to Velm.", False),
        ("Anna Feld sold 40 barrels, shown on the left, to Velm.", False),
    ],
)
def test_what_needs_a_figure_is_not_asked(sentence: str, is_asked: bool) -> None:
    fact = make_fact(FactKind.STATEMENT, sentence, subject=None, object_=sentence[:-1])
    assert bool(asked(fact, Velm="place")) == is_asked


@pytest.mark.parametrize(("verb", "is_asked"), [("died", True), ("went", False)])
def test_a_deed_without_its_end_is_not_asked(verb: str, is_asked: bool) -> None:
    fact = make_fact(
        FactKind.EVENT, f"Anna Feld {verb} in 1886.", subject="Anna Feld", relation=verb, year="1886"
    )
    fronts = [draft.front for draft in make_drafts([fact], base_form)]
    assert any(front.startswith("In which year did Anna Feld") for front in fronts) == is_asked


def test_what_a_title_tells_is_not_asked() -> None:
    fact = make_fact(
        FactKind.ACRONYM, "The Velm Harbour Guild (VHG) met.", subject="VHG", relation="stands for",
        object_="Velm Harbour Guild",
    )  # fmt: skip
    actors = make_actors([fact])
    assert make_drafts([fact], base_form, actors)
    assert not make_drafts([fact], base_form, actors, title="The Harbour Guild of Velm: a history")
    titles = ["", "", "Velm Harbour Guilds"]  # of the sections: the fact stands in the third
    assert not make_drafts([fact], base_form, actors, section_titles=titles)
    assert make_drafts([fact], base_form, actors, section_titles=[*titles[:2], "Velm"])


@pytest.mark.parametrize(("title", "said"), [("", "Joshua Feld"), ("Henry Feld", "Feld"), ("Feld", "Feld")])
def test_the_name_that_a_title_has_is_not_given_to_another(title: str, said: str) -> None:
    fact = make_fact(
        FactKind.EVENT, "Feld sold barrels to Velm.", subject="Feld", relation="sold", object_="barrels"
    )
    joshua = make_actors([fact], Feld="person")[0]._replace(name="Joshua Feld")
    part = Part("Feld sold barrels", fact.place.start, fact.place.start + len("Feld sold barrels"))
    assert Cast([joshua], [fact], title=title).named(fact, part) == f"{said} sold barrels"


@pytest.mark.parametrize(
    ("said", "is_asked"), [("the daughter of a friend", True), ("a friend of his wife", False)]
)
def test_a_definition_by_somebody_who_is_not_named_is_none(said: str, is_asked: bool) -> None:
    fact = make_fact(
        FactKind.DEFINITION, f"Ana Velm was {said}.", subject="Ana Velm", relation="was", object_=said
    )
    assert bool(asked(fact, Ana_Velm="person")) == is_asked
