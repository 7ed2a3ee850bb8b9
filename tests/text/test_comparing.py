from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.text.comparing import Verdict, compare


@pytest.mark.parametrize(
    ("typed", "answer", "verdict"),
    [
        ("vladimir putin", "Vladimir Putin", Verdict.RIGHT),
        ("the caspian sea", "Caspian Sea", Verdict.RIGHT),
        ("Cafe Muller", "Café Müller!", Verdict.RIGHT),
        ("u.s", "U.S.", Verdict.RIGHT),
        ("Vladmir Putin", "Vladimir Putin", Verdict.CLOSE),
        ("Vladimri Putin", "Vladimir Putin", Verdict.CLOSE),
        ("south east", "Southeast", Verdict.CLOSE),
        ("Iraq", "Iran", Verdict.WRONG),
        ("1979", "1978", Verdict.WRONG),
        ("May 1979", "May 1978", Verdict.WRONG),
        ("", "Iran", Verdict.WRONG),
        ("Boris Yeltsin", "Vladimir Putin", Verdict.WRONG),
        ("the", "The", Verdict.RIGHT),
    ],
)
def test_small_slips_are_forgiven_and_figures_are_not(typed: str, answer: str, verdict: Verdict) -> None:
    assert compare(typed, answer).verdict is verdict


def test_what_differs_is_shown() -> None:
    assert all(piece.good for piece in compare("Vladmir Putin", "Vladimir Putin").typed), "one is missing"
    assert [piece.text for piece in compare("Vlaadimir", "Vladimir").typed if not piece.good] == ["a"]
    assert [piece.text for piece in compare("Iraq", "Iran").typed if not piece.good] == ["q"]


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_pieces_are_the_whole_text(typed: str, answer: str) -> None:
    found = compare(typed, answer)
    assert "".join(piece.text for piece in found.typed) == typed.strip()
    assert compare(answer, answer).verdict is Verdict.RIGHT or not answer.strip()
