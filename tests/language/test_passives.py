"""Dated facts: what was done, subjects with something beside them, two dates in one sentence."""

from __future__ import annotations

import pytest

from studyapp.domain.facts import FactKind, Modality, Polarity
from tests.language.texts import analysed, told

# The invented places and persons need a second mention, or words around them, to be sure names.
KNOWN = "Odila Varnholt said so. Jonas Feld said so. The town lies in Velm, and Velm is old."


def events(text: str) -> list[tuple[str | None, str, str | None, str | None]]:
    """Return the events that a text tells, without the kind."""
    return [fact[1:] for fact in told(analysed((text, KNOWN)).facts) if fact[0] == "event"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The Harbour Guild was founded in 1848 by Jonas Feld in Velm.",
         ("The Harbour Guild", "was founded", "by Jonas Feld in Velm", "1848")),
        ("The Harbour Guild was founded in 1848.", ("The Harbour Guild", "was founded", None, "1848")),
        ("In 1848 the Harbour Guild was founded by Jonas Feld.",
         ("the Harbour Guild", "was founded", "by Jonas Feld", "1848")),
        ("On 3 May 1850, Jonas Feld was found dead in his house.",
         ("Jonas Feld", "was found", "dead in his house", "3 May 1850")),
        ("Odila Varnholt was born in 1822 in Velm.", ("Odila Varnholt", "was born", "in Velm", "1822")),
        ("Velm and Norway were linked by a railway in 1874.",
         ("Velm and Norway", "were linked", "by a railway", "1874")),
        ("The Tarsian Mills were damaged by a fire in 1888 and were never rebuilt.",
         ("The Tarsian Mills", "were damaged", "by a fire", "1888")),
        ("The Harbour Guild was closed in 1931 because the city lacked money.",
         ("The Harbour Guild", "was closed", None, "1931")),
        ("The Osk Harbour Company (OHC) was established in 1867.",
         ("The Osk Harbour Company", "was established", None, "1867")),
        ("Odila Varnholt, a physicist, won the Orsk Prize in 1903.",
         ("Odila Varnholt", "won", "the Orsk Prize", "1903")),
        ("Odila Varnholt, the daughter of a smith, entered the Orsk Academy in 1850.",
         ("Odila Varnholt", "entered", "the Orsk Academy", "1850")),
        ("Odila Varnholt, a merchant and shipowner from Velm, was robbed by Jonas Feld in 1864.",
         ("Odila Varnholt", "was robbed", "by Jonas Feld", "1864")),
        ("Odila Varnholt, who was ill, left Norway in 1872.",
         ("Odila Varnholt", "left", "Norway", "1872")),
        ("The mayor of Velm, Jonas Feld, opened the bridge in 1861.",
         ("The mayor of Velm", "opened", "the bridge", "1861")),
        ("In 1848, Jonas Feld visited Norway, Portugal, and Denmark.",
         ("Jonas Feld", "visited", "Norway, Portugal, and Denmark", "1848")),
        ("After the quarrel of 1847, Norway joined the Harbour Guild in 1848.",
         ("Norway", "joined", "the Harbour Guild", "1848")),
        ("After the war Odila Varnholt founded a school in 1848.",
         ("Odila Varnholt", "founded", "a school", "1848")),
    ],
)  # fmt: skip
def test_a_dated_clause(text: str, event: tuple[str, str, str | None, str]) -> None:
    assert events(text) == [event]


@pytest.mark.parametrize(
    "text",
    [
        "It was founded in 1848.",
        "The guild was founded in 1848.",
        "Few guilds of Velm were founded in 1848.",
        "Only the Harbour Guild was founded in 1848.",
        "A Norwegian ship was sunk in 1848.",
        "The Harbour Guild was interested in 1848.",
        "The Harbour Guild was at war in 1848.",
        "The Harbour Guild was founded in 1848 and 1849.",
        "If the Harbour Guild was founded in 1848, it is old.",
        "Nobody knows whether the Harbour Guild was founded in 1848.",
        "The Tarsian Mills built in 1848 were sold.",
        "The Tarsian Mills, built in 1848, burned.",
        "Odila Varnholt, a physicist, educated in Velm in 1848, won a prize.",
        "Jonas Feld sold the mills and was exiled in 1848.",
        "Jonas Feld left it in 1848.",
    ],
)
def test_no_event_where_it_is_not_sure(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    ("text", "modality", "polarity"),
    [
        ("The Harbour Guild was founded in 1848, according to Jonas Feld.", Modality.REPORTED, "positive"),
        ("The Harbour Guild was founded, perhaps, in 1848.", Modality.POSSIBLE, "positive"),
        ("The Harbour Guild was not founded in 1848.", Modality.STATED, "negative"),
        ("The Harbour Guild was founded by no one in 1848.", Modality.STATED, "negative"),
        ("The Harbour Guild was to be founded in 1848.", Modality.PLANNED, "positive"),
    ],
)
def test_a_passive_keeps_hedge_and_negation(text: str, modality: Modality, polarity: str) -> None:
    (fact,) = [fact for fact in analysed((text, KNOWN)).facts if fact.kind is FactKind.EVENT]
    assert (fact.modality, fact.polarity) == (modality, Polarity(polarity))


def test_two_dates_in_two_clauses_are_two_events() -> None:
    text = "Norway joined the Harbour Guild in 1848, while Denmark left the Harbour Guild in 1850."
    assert events(text) == [
        ("Norway", "joined", "the Harbour Guild", "1848"),
        ("Denmark", "left", "the Harbour Guild", "1850"),
    ]


def test_a_second_clause_without_a_named_subject_is_left_out() -> None:
    text = "Norway joined the Harbour Guild in 1848, and it left the Harbour Guild in 1850."
    assert events(text) == [("Norway", "joined", "the Harbour Guild", "1848")]


def test_a_definition_stands_after_the_days_of_a_life() -> None:
    facts = told(
        analysed(
            ("Odila Varnholt (1822 – 9 March 1891) was a botanist from the north of Norway.", KNOWN)
        ).facts
    )
    assert ("definition", "Odila Varnholt", "was", "a botanist from the north of Norway", None) in facts


def test_a_definition_has_no_half_date() -> None:
    facts = analysed(("Odila Varnholt was a member of the board from 1860 to 1872.", KNOWN)).facts
    assert not [fact for fact in facts if fact.kind is FactKind.DEFINITION]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("After Norway joined the pact in 1848, all went well.", [("Norway", "joined", "the pact", "1848")]),
        ("Velm joined Norway in 1848 or 1849.", []),
        (
            "In 1848 Odila Varnholt founded the Velm Salt Office (VSO).",  # mostly capitals, and no headline
            [("Odila Varnholt", "founded", "the Velm Salt Office", "1848")],
        ),
    ],
)
def test_words_of_time_and_capitals(text: str, event: list[tuple[str, str, str, str]]) -> None:
    assert events(text) == event
