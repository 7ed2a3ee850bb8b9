"""Whole sentences that stand by themselves become statements; what needs the text around it does not."""

from __future__ import annotations

import pytest

from studyapp.domain.facts import FactKind, Modality
from tests.language.texts import analysed


def wholes(*blocks: str) -> list[str]:
    """Return what the whole sentences of a text say, with who is meant by their pronouns."""
    facts = [fact for fact in analysed(tuple(blocks)).facts if not fact.relation]
    assert all(fact.kind is FactKind.STATEMENT and fact.object is not None for fact in facts)
    return [
        f"{fact.subject.actor_id} {fact.object.text}" if fact.subject else fact.object.text
        for fact in facts
        if fact.object is not None
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "However, the first process for making steel in Norway was described in 1722.",
            "the first process for making steel in Norway was described in 1722",
        ),
        (
            "Perhaps 40,000 people died of the plague in Norway in 1466.",
            "Perhaps 40,000 people died of the plague in Norway in 1466",
        ),
    ],
)
def test_a_sentence_that_stands_by_itself(text: str, said: str) -> None:
    assert wholes(text) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "The committee was led by him in Norway until 1922.",
        "That plague killed 40,000 people in Norway in 1466.",
        "The town was the largest port of Norway two years later.",
        "Is it known who led the Norwegian fleet to Portugal in 1722?",
        "The treaty was bad for Norway.",
        "The old relations between the countries go back to 1922, when Norway sent ships.",
        "Norway said in 1922 that it would no longer do so.",
        "The Danish captain was sent to Norway in 1722.",
        "We led the Norwegian fleet to Portugal in 1722.",
        "If Norway had led its fleet to Portugal in 1722, the town would have fallen.",
    ],
)
def test_a_sentence_that_needs_more_is_none(text: str) -> None:
    assert wholes(text) == []


def test_what_the_clauses_tell_is_not_told_twice() -> None:
    assert wholes("Portugal left the Tarsian League in 1987.") == []


def test_a_long_sentence_ends_with_its_main_clause_but_keeps_who_says_so() -> None:
    long = (
        "The first process for making steel in Norway was described in 1722, which led many smiths of the"
        " time in the towns along the river to give up what they had done for so long with their old tools."
    )
    assert wholes(long) == ["The first process for making steel in Norway was described in 1722"]
    said = "a clerk of the port who had been there for all of the long summer and of the longer winter said"
    reported = f"The first process for making steel in Norway was described in 1722, {said}."
    assert wholes(reported) == []


def test_a_hedged_sentence_is_no_plain_statement() -> None:
    facts = analysed(("The first process for steel may have been found in Norway in 1722.",)).facts
    assert {fact.modality for fact in facts} == {Modality.POSSIBLE}
