"""How far a text stands behind a clause: negation, hedges, reports, beliefs, plans."""

from __future__ import annotations

import pytest

from studyapp.domain.facts import Modality, Polarity
from tests.language.texts import analysed


@pytest.mark.parametrize(
    ("text", "polarity", "modality", "attribution"),
    [
        ("France signed the agreement.", "positive", "stated", None),
        ("France did not sign the agreement.", "negative", "stated", None),
        ("France never signed the agreement.", "negative", "stated", None),
        ("France no longer supports the agreement.", "negative", "stated", None),
        ("France may sign the agreement.", "positive", "possible", None),
        ("France reportedly signed the agreement.", "positive", "reported", None),
        ("France is believed to support the agreement.", "positive", "believed", None),
        ("France plans to sign the agreement.", "positive", "planned", None),
        ("France will sign the agreement.", "positive", "planned", None),
        ("Maria Keller said that France had signed the agreement.", "positive", "reported", "Maria Keller"),
        ("According to Maria Keller, France signed the agreement.", "positive", "reported", "Maria Keller"),
        ("France signed the agreement, Maria Keller said.", "positive", "reported", "Maria Keller"),
        ("Maria Keller believes that France signed the agreement.", "positive", "believed", "Maria Keller"),
    ],
)
def test_a_clause_keeps_what_the_text_makes_of_it(
    text: str, polarity: str, modality: str, attribution: str | None
) -> None:
    facts = [fact for fact in analysed((text,)).facts if fact.subject and fact.subject.text == "France"]
    assert {(fact.polarity, fact.modality, fact.attribution) for fact in facts} == {
        (Polarity(polarity), Modality(modality), attribution)
    }


@pytest.mark.parametrize(
    "text",
    [
        "If France signs the agreement, Spain will follow.",
        "Did France sign the agreement?",
        "Maria Keller denied that France had signed the agreement.",
        "They signed the agreement.",
        "The relationship deepened.",
        "I think that France signed the agreement.",
    ],
)
def test_what_a_text_does_not_say_is_no_fact(text: str) -> None:
    tellers = ("Spain", "Maria Keller")  # what they do is said
    assert not [f for f in analysed((text,)).facts if f.subject and f.subject.text not in tellers]
