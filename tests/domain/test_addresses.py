"""Addresses of passages: whole after a round trip, refused when damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.domain.addresses import Address, parse_address, render_address
from studyapp.domain.errors import KnownError
from studyapp.domain.places import Place, QuoteSelector

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NUMBER = st.integers(0, 10**6)


PLACES = st.builds(
    lambda s, b, start, more: Place(s, b, start, b + more, start), NUMBER, NUMBER, NUMBER, NUMBER
)


@given(TEXT, PLACES, st.builds(QuoteSelector, TEXT, TEXT, TEXT))
def test_an_address_says_what_it_was_made_of(title: str, place: Place, quote: QuoteSelector) -> None:
    address = Address("0123abcd", "7", title, place, quote)
    text = render_address(address)
    assert text.isascii()
    assert " " not in text
    assert parse_address(f"  {text}\n") == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "studyapp:",
        "https://example.org/?place=0.0.0-0.1",
        "studyapp://abc/7",
        "studyapp://abc/?place=0.0.0-0.1&quote=x",
        "studyapp://abc/7?place=0.0.5-0.1&quote=x",
        "studyapp://abc/7?place=0.0.-5-0.1",
        "studyapp://abc/7?place=0.0.99999999999999999999-0.1",
        "studyapp://[abc/7?place=0.0.0-0.1",
        "studyapp://abc/7?place=0.0.0-0.1&quote=" + "x" * 10_000,
    ],
)
def test_what_is_no_address_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(KnownError):
        parse_address(text)
