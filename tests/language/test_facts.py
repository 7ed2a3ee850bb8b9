from __future__ import annotations

import pytest

from studyapp.domain.facts import FactKind, Modality, Polarity
from tests.language.texts import HISTORY, POLITICS, analysed, told

POLITICAL = told(analysed(*POLITICS).facts)
HISTORICAL = told(analysed(*HISTORY).facts)


@pytest.mark.parametrize(
    "fact",
    [
        ("event", "Norwegian President Odila Varnholt", "met",
         "Tomas Perrault at the G20 summit in Quenby, Portugal", "May 4, 2011"),
        ("event", "Portugal", "intervened", "in the Grain Quarrel with two ships", "1987"),
        ("event", "the Tarsian League", "collapsed", None, "1991"),
        ("event", "Brown Revolution", "took place", None, "1903"),
        ("event", "Norway and Portugal", "signed", "The treaty", "1994"),
        ("office", "Odila Varnholt", "holds", "Norwegian President", None),
        ("office", "Ilse Marwood", "holds", "Denmark's Deputy Trade Minister", None),
        ("office", "Conrad Sandoval", "belongs to", "Meridian Press Agency", None),
        ("acronym", "NGTB", "stands for", "Northern Grain Transport Board", None),
        ("definition", "Northern Grain Transport Board", "is", "a group of ports and railways", None),
    ],
)  # fmt: skip
def test_facts_of_a_political_text(fact: tuple[str, str, str, str | None, str | None]) -> None:
    assert fact in POLITICAL


@pytest.mark.parametrize(
    "fact",
    [
        ("event", "Treaty of Osswick", "was made", None, "1712"),
        ("event", "Treaty of Brenn", "was made", None, "1730"),
        ("event", "Anna Feld", "founded", "the Brenn Observatory", "12 March 1733"),
        ("definition", "Lake Orrin", "is", "a large lake in Finland", None),
        ("quantity", "The Brenn Observatory", "holds", "4,200 books", None),
    ],
)
def test_facts_of_a_historical_text(fact: tuple[str, str, str, str | None, str | None]) -> None:
    assert fact in HISTORICAL


def test_a_list_has_its_owner_and_its_items() -> None:
    text = "The Tarsian Canal, a waterway that joins Norway, Denmark, Poland and Finland, is old."
    (fact,) = [fact for fact in analysed((text,)).facts if fact.kind is FactKind.LIST]
    assert fact.subject is not None
    assert (fact.subject.text, fact.relation) == ("The Tarsian Canal", "joins")
    assert [item.text for item in fact.items] == ["Norway", "Denmark", "Poland", "Finland"]
    assert fact.object is not None
    assert fact.object.text == "Norway, Denmark, Poland and Finland"


@pytest.mark.parametrize(
    ("text", "modality", "polarity"),
    [
        (
            "According to the port, Norway has delivered ships to Portugal.",
            Modality.REPORTED,
            Polarity.POSITIVE,
        ),
        ("Norway reportedly attacked Portugal in 1987.", Modality.REPORTED, Polarity.POSITIVE),
        ("Poland is believed to be helping Norway with steel.", Modality.BELIEVED, Polarity.POSITIVE),
        ("Poland may help Norway with steel.", Modality.POSSIBLE, Polarity.POSITIVE),
        ("Poland will help Norway with steel.", Modality.PLANNED, Polarity.POSITIVE),
        (
            "The treaty that Norway and Poland signed in 1994 creates no bloc.",
            Modality.STATED,
            Polarity.NEGATIVE,
        ),
        ("Poland has never helped Norway with steel.", Modality.STATED, Polarity.NEGATIVE),
        ("“Poland attacked Norway in 1987,” the man cried.", Modality.REPORTED, Polarity.POSITIVE),
        ("Poland helps Norway with steel on the first of May, 1987.", Modality.STATED, Polarity.POSITIVE),
    ],
)
def test_what_the_text_does_not_itself_state(text: str, modality: Modality, polarity: Polarity) -> None:
    facts = [f for f in analysed((text,)).facts if f.relation not in ("signed",)]
    assert [(f.modality, f.polarity) for f in facts] == [(modality, polarity)]


def test_who_reports_is_kept() -> None:
    (fact,) = analysed(("According to the harbour master, Norway has delivered ships to Portugal.",)).facts
    assert fact.attribution == "the harbour master"


@pytest.mark.parametrize(
    "text",
    [
        "He attacked Norway in 1987.",
        "This treaty changed Norway in 1987.",
        "The relationship deepened in 1987.",
        "Norway attacked Portugal in recent years.",
        "Norway attacked Portugal in 1987 and in 1991.",
        "At Oslo, the best merchants of the town were in the street.",
        "The city was in the north (as they say).",
    ],
)
def test_no_dated_fact_nor_definition_of_what_is_not_sure(text: str) -> None:
    kinds = {fact.kind for fact in analysed((text,)).facts}
    assert not kinds & {FactKind.EVENT, FactKind.DEFINITION, FactKind.LIST, FactKind.ACRONYM}


def test_an_office_that_is_said_again_is_one_fact() -> None:
    text = "Norwegian President Odila Varnholt came. It was Norwegian President Odila Varnholt who spoke."
    assert len(analysed((text,)).facts) == 1


def test_ids_hang_on_sentence_and_parts_not_on_the_place() -> None:
    text = "Portugal left the Tarsian League in 1987."
    (first,) = analysed((text,)).facts
    (second,) = analysed(("It was a day of the week, and it was cold.",), ("And then? " + text,)).facts
    assert first.id == second.id
    assert first.place != second.place
