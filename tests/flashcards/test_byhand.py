"""Cards by hand: gaps are read as Anki reads them, and a card asks for its own alone."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.domain.cards import CardKind
from studyapp.domain.errors import KnownError
from studyapp.flashcards import byhand

WORDS = st.lists(st.sampled_from(["Lorn", "Velm", "été", "𝔾", "1931", "a b"]), min_size=1, max_size=6)


@given(WORDS, st.data())
def test_every_gap_is_asked_once_and_the_text_stays(words: list[str], data: st.DataObject) -> None:
    numbers = [data.draw(st.integers(0, 3)) for _ in words]
    text = " ".join(f"{{{{c{n}::{word}}}}}" if n else word for word, n in zip(words, numbers, strict=True))
    plain = " ".join(words)
    assert byhand.without_gaps(text) == plain
    if not any(numbers):
        with pytest.raises(KnownError):
            byhand.from_gaps(text)
        return
    wordings = byhand.from_gaps(text)
    assert len(wordings) == len({n for n in numbers if n})
    for number, wording in zip(sorted({n for n in numbers if n}), wordings, strict=True):
        asked = [word for word, n in zip(words, numbers, strict=True) if n == number]
        assert wording.kind is CardKind.CLOZE
        assert wording.answer == "; ".join(asked)
        assert wording.front.count("[…]") == len(asked)
        assert "{{" not in wording.front
        assert wording.text == plain
        assert [plain[mark.start : mark.end] for mark in wording.marks] == asked


@given(st.text(alphabet="ab {}:c12", max_size=60))
def test_whatever_is_typed_is_cards_or_a_plain_sentence(text: str) -> None:
    with suppress(KnownError):
        assert all(wording.front and wording.answer for wording in byhand.from_gaps(text))


@pytest.mark.parametrize(
    ("text", "why"),
    [("no gap", "no gap"), ("{{c1::}} x", "empty"), ("{{c1:: }}", "empty"), ("{{c1::a}} {{c2::b", "end")],
)
def test_what_is_no_card_is_refused(text: str, why: str) -> None:
    with pytest.raises(KnownError, match=why):
        byhand.from_gaps(text)


def test_gaps_are_numbered_on_or_join_the_last() -> None:
    once = byhand.with_gap("Lorn met Oslak", 0, 4)
    assert once == "{{c1::Lorn}} met Oslak"
    assert byhand.with_gap(once, 17, 22).endswith("{{c2::Oslak}}")
    assert byhand.with_gap(once, 17, 22, same=True).endswith("{{c1::Oslak}}")
    assert byhand.with_gap("Lorn", 0, 4, same=True) == "{{c1::Lorn}}"
