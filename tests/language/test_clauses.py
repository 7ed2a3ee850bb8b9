"""Where a clause begins and ends, and which clauses are better left alone."""

from __future__ import annotations

import pytest

from tests.language.texts import analysed


def told(text: str) -> set[tuple[str, str, str]]:
    """Return subject, relation and object of each fact."""
    return {
        (fact.subject.text, fact.relation, fact.object.text if fact.object else "")
        for fact in analysed((text,)).facts
        if fact.subject is not None
    }


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Anna Feld set up two schools in Norway.", ("Anna Feld", "set up", "two schools in Norway")),
        (
            "Norway is likely to join the fishing league.",
            ("Norway", "is", "likely to join the fishing league"),
        ),
        (
            "Portugal gave up the port of Quenby - a loss for the traders.",
            ("Portugal", "gave up", "the port of Quenby"),
        ),
        ("Anna Feld, now the mayor of Lisbon, spoke.", ("Anna Feld", "holds", "mayor of Lisbon")),
        ("Tomas Perrault, a Portuguese poet, spoke.", ("Tomas Perrault", "is", "a Portuguese poet")),
    ],
)
def test_a_fact_has_its_whole_parts(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Norway has never liked that plan.", "Norway"),
        ("Norway can either sell the ships or rent out the harbour.", "Norway"),
        ("In Norway, fishing is a family business.", "fishing"),
        ("The treaty ended any hope that Norway might build a navy.", "Norway"),
        ("Anna Feld expressed doubts that Norway would build a navy.", "Norway"),
        ("The law requires that Norway builds a navy.", "Norway"),
        ("Norway has ships that many traders are keen to buy.", "many traders"),
        ("The way salt is made in Norway has changed.", "salt"),
    ],
)
def test_what_is_not_said_outright_is_left_alone(text: str, subject: str) -> None:
    assert subject not in {fact[0] for fact in told(text)}


def test_what_nearly_happened_is_no_event() -> None:
    text = "Portugal nearly lost the island of Quenby in 1835."
    assert {(fact.kind.value, fact.relation) for fact in analysed((text,)).facts} <= {
        ("statement", "nearly lost")
    }


def test_the_time_of_another_deed_is_not_that_of_the_clause() -> None:
    text = "After the discovery of Quenby by Anna Feld in 1492, Norway built a port on the island."
    assert not [
        fact for fact in analysed((text,)).facts if fact.relation == "built" and fact.time is not None
    ]


def test_who_says_it_is_kept_over_two_verbs() -> None:
    text = "Anna Feld praised the port, but said that Norway had lost the island."
    assert {fact.attribution for fact in analysed((text,)).facts if "lost" in fact.relation} == {"Anna Feld"}


def test_a_bare_act_names_the_one_act_of_the_text() -> None:
    text = (
        "Norway passed the Harbour Dues Act in 1901.",
        "The Harbour Dues Act angered Portugal. Firms have said that parts of the Act are too costly.",
    )
    (act,) = [actor for actor in analysed(text).actors if actor.name.endswith("Act")]
    assert (act.name, act.aliases) == ("Harbour Dues Act", ("Act",))
