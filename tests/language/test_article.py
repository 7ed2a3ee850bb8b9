"""What the engine must find in the bundled article."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.actors import ActorKind, MentionForm
from studyapp.domain.facts import FactKind, Modality, Polarity
from studyapp.importers.detect import parse_file
from studyapp.importers.source import Source
from studyapp.language.engine import analyse
from studyapp.runtime.resources import resource

if TYPE_CHECKING:
    from studyapp.domain.actors import Actor
    from studyapp.domain.analyses import Analysis
    from studyapp.domain.documents import ParsedDocument
    from studyapp.domain.facts import Fact


@lru_cache(maxsize=1)
def article() -> ParsedDocument:
    path = resource("article/russia-iran-strategic-alliance.md")
    return parse_file(Source(path.name, path.read_bytes()))


@lru_cache(maxsize=1)
def analysis() -> Analysis:
    return analyse(article().sections, "en")


def actor(name: str) -> Actor:
    (found,) = [actor for actor in analysis().actors if actor.name == name]
    return found


def count(*words: str) -> int:
    """Count how often any of these words stands in the article's running text, longest first."""
    text = "\n".join(block.text for section in article().sections for block in section.blocks)
    found = 0
    for word in sorted(words, key=len, reverse=True):
        found += text.count(word)
        text = text.replace(word, "·")
    return found


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Vladimir Putin", ("Vladimir Putin", "Putin")),
        ("Masoud Pezeshkian", ("Masoud Pezeshkian", "Pezeshkian")),
        ("Donald Trump", ("Donald Trump", "Trump")),
        ("Bashar al-Assad", ("Bashar al-Assad", "Assad")),
        ("Sergei Ryabkov", ("Sergei Ryabkov", "Ryabkov")),
        ("Vladimir Isachenkov", ("Vladimir Isachenkov", "Isachenkov")),
    ],
)
def test_each_person_is_one_actor_with_all_mentions(name: str, forms: tuple[str, ...]) -> None:
    person = actor(name)
    assert person.kind is ActorKind.PERSON
    assert len(person.mentions) == count(*forms)
    others = [a for a in analysis().actors if a.kind is ActorKind.PERSON and a.id != person.id]
    assert not any(a.name.split()[-1] == name.rsplit(maxsplit=1)[-1] for a in others)


@pytest.mark.parametrize(
    ("country", "demonym", "seat"), [("Russia", "Russian", "Moscow"), ("Iran", "Iranian", "Tehran")]
)
def test_country_demonym_and_seat_are_told_apart_and_linked(country: str, demonym: str, seat: str) -> None:
    state, capital = actor(country), actor(seat)
    assert state.kind is ActorKind.COUNTRY
    assert demonym in state.aliases
    assert MentionForm.DEMONYM in {mention.form for mention in state.mentions}
    assert capital.kind is ActorKind.PLACE
    assert capital.stands_for == state.id
    assert len(capital.mentions) == count(seat)


def test_states_of_the_past_stand_apart() -> None:
    assert actor("Soviet Union").kind is ActorKind.COUNTRY
    assert actor("Imperial Russia").kind is ActorKind.COUNTRY
    assert "Soviet" not in actor("Russia").aliases


@pytest.mark.parametrize(
    ("short", "long"), [("INSTC", "International North-South Transport Corridor"), ("AP", "Associated Press")]
)
def test_acronyms_are_expanded(short: str, long: str) -> None:
    assert short in actor(long).aliases
    fact = next(fact for fact in analysis().facts if fact.kind is FactKind.ACRONYM and subject(fact) == short)
    assert fact.object is not None
    assert fact.object.text == long


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Cold War", ActorKind.EVENT),
        ("Islamic Revolution", ActorKind.EVENT),
        ("Syrian civil war", ActorKind.EVENT),
        ("G20 summit", ActorKind.EVENT),
        ("cooperation pact", ActorKind.AGREEMENT),
        ("2025 treaty", ActorKind.AGREEMENT),
    ],
)
def test_events_and_agreements(name: str, kind: ActorKind) -> None:
    assert actor(name).kind is kind


def subject(fact: Fact) -> str:
    return fact.subject.text if fact.subject else ""


def facts_with(*words: str) -> list[Fact]:
    """Return the facts whose parts have all these words."""
    return [
        fact
        for fact in analysis().facts
        if all(
            word in f"{subject(fact)} {fact.relation} {fact.object.text if fact.object else ''}"
            for word in words
        )
    ]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        (("Islamic Revolution", "took place"), "1979-01-01"),
        (("Soviet Union", "collapsed"), "1991-01-01"),
        (("Russia", "intervened", "Syria"), "2015-01-01"),
        (("Russia", "launched", "invasion"), "2022-01-01"),
        (("Iran and Russia", "concluded"), "2025-01-01"),
        (("Trump", "met", "Putin"), "2019-06-28"),
    ],
)
def test_times_stand_on_the_right_facts(words: tuple[str, ...], day: str) -> None:
    assert day in {fact.time.first_on for fact in facts_with(*words) if fact.time is not None}


def test_what_is_reported_believed_or_denied_says_so() -> None:
    (drones,) = {fact.modality for fact in facts_with("Iran", "drones")}
    (technology,) = {fact.modality for fact in facts_with("technology") if "believed" in fact.sentence}
    (alliance,) = {fact.polarity for fact in facts_with("treaty", "alliance")}
    assert (drones, technology, alliance) == (Modality.REPORTED, Modality.BELIEVED, Polarity.NEGATIVE)
