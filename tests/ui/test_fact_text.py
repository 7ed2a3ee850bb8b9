"""A fact in words: the pronoun in the midst of its sentence is not said twice."""

from __future__ import annotations

from studyapp.domain.facts import FactKind
from studyapp.ui.actors.facts import fact_text
from tests.flashcards.fact_cases import make_fact


def test_a_subject_within_the_object_is_told_once() -> None:
    sentence = "In 1922 she founded a school."
    whole = make_fact(FactKind.STATEMENT, sentence, subject="she", object_="In 1922 she founded a school")
    assert fact_text(whole) == "In 1922 she founded a school"
    first = make_fact(FactKind.STATEMENT, "She founded a school.", subject="She", object_="founded a school")
    assert fact_text(first) == "She founded a school"
