"""Births and deaths in brackets after a name."""

from __future__ import annotations

import pytest

from tests.language.texts import analysed


def lives(text: str) -> dict[str, str]:
    """Return the relation and the time of each birth and death."""
    facts = analysed((text,)).facts
    return {f.relation: f.time.text for f in facts if f.time and f.relation in ("was born", "died")}


def test_two_dates_after_a_name_are_birth_and_death() -> None:
    assert lives("Anna Feld (3 May 1819 – 9 June 1890) was a painter from Norway.") == {
        "was born": "3 May 1819",
        "died": "9 June 1890",
    }
    assert lives("Anna Feld (Polish: Anna Polna; 1819 – 9 June 1890) was a painter.")["was born"] == "1819"
    assert lives("Anna Feld (712–770) was a poet from Norway.") == {"was born": "712", "died": "770"}
    assert lives("Anna Feld (born 3 May 1919) is a painter from Norway.") == {"was born": "3 May 1919"}


@pytest.mark.parametrize(
    "said",
    ["1890–1894", "r. 1819–1890", "in office 1819–1890", "3 May – 9 June 1890", "Oslo, 1890", "1890–?"],
)
def test_other_brackets_tell_no_life(said: str) -> None:
    assert lives(f"Anna Feld ({said}) was a painter from Norway.") == {}
