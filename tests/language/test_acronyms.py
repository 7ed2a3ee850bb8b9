from __future__ import annotations

import pytest

from studyapp.language.acronyms import find_acronyms
from studyapp.language.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The Northern Grain Transport Board (NGTB) met.", "NGTB", "Northern Grain Transport Board"),
        ("The NGTB (Northern Grain Transport Board) met.", "NGTB", "Northern Grain Transport Board"),
        ("It is the East-West Trade Road (EWTR).", "EWTR", "East-West Trade Road"),
        ("It is the Board of Salt (BS).", "BS", "Board of Salt"),
    ],
)
def test_an_explained_acronym(text: str, short: str, long: str) -> None:
    (sentence,) = split_sentences(0, 0, text)
    (found,) = find_acronyms(sentence)
    assert (found.short, found.long) == (short, long)
    assert text[found.short_start :].startswith(short)
    assert text[found.long_start :].startswith(long)


@pytest.mark.parametrize(
    "text",
    ["The Northern Board (NGTB) met.", "It was late (OK).",
     "The salt board (1917) met.", "A plan (A) was made.",
     "The grain, salt board (GSB).", "Open ((NB) now.", "()"],
)  # fmt: skip
def test_a_false_acronym(text: str) -> None:
    assert [found for sentence in split_sentences(0, 0, text) for found in find_acronyms(sentence)] == []
