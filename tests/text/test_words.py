"""Words are counted as a reader would: in any script, with inner apostrophes and hyphens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.text.words import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" - -- ' ’ … ", 0),
        ("one", 1),
        ("North-South don't rock 'n' roll", 5),
        ("it’s l’été", 2),
        ("well-", 1),
        ("--force a--b", 3),
        ("3.5 and 1,000", 5),
        ("snake_case", 2),
        ("e\u0301te\u0301", 1),
        ("पानी के लिए", 3),
        ("می\u200cخواهم", 1),
        ("so\u00adft", 1),
        ("السَّلَامُ عَلَيْكُم", 2),
        ("Москва — Тегеран", 2),
        ("👩‍🔬 emoji", 1),
        ("東京 京都", 2),
    ],
)
def test_words(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.lists(st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=8)))
def test_words_of_letters_and_digits_between_spaces(words: list[str]) -> None:
    assert count_words(" ".join(words)) == len(words)
