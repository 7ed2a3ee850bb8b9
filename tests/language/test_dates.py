from __future__ import annotations

import pytest

from studyapp.language.dates import find_dates


@pytest.mark.parametrize(
    ("text", "first_on", "last_on", "precision"),
    [
        ("on March 8, 1917, it", "1917-03-08", "1917-03-08", "day"),
        ("on 8 March 1917", "1917-03-08", "1917-03-08", "day"),
        ("the 8th of March 1917", "1917-03-08", "1917-03-08", "day"),
        ("on 1917-03-08.", "1917-03-08", "1917-03-08", "day"),
        ("in February 1916", "1916-02-01", "1916-02-29", "month"),
        ("in 1917", "1917-01-01", "1917-12-31", "year"),
        ("since 1917,", "1917-01-01", "1917-12-31", "year"),
        ("the 1917 treaty", "1917-01-01", "1917-12-31", "year"),
        ("the war (1917)", "1917-01-01", "1917-12-31", "year"),
        ("from 1917 to 1921", "1917-01-01", "1921-12-31", "range"),
        ("1917–21", "1917-01-01", "1921-12-31", "range"),
        ("between 1917 and 1921", "1917-01-01", "1921-12-31", "range"),
        ("in the 1910s", "1910-01-01", "1919-12-31", "decade"),
        ("in the nineteenth century", "1801-01-01", "1900-12-31", "century"),
        ("a 5th-century town", "0401-01-01", "0500-12-31", "century"),
    ],
)
def test_a_date_is_the_days_that_it_covers(text: str, first_on: str, last_on: str, precision: str) -> None:
    (dated,) = find_dates(text, 10)
    period = dated.period
    assert (period.first_on, period.last_on, period.precision) == (first_on, last_on, precision)
    assert text[period.start - 10 : period.end - 10] == period.text


@pytest.mark.parametrize(
    "text",
    ["in recent years", "it may be now", "1,917 men", "on February 30, 1917", "it cost 1917 crowns",
     "in the 25th century", "room 1917", "in 1917.5 metres"],
)  # fmt: skip
def test_vague_or_impossible_time_is_none(text: str) -> None:
    assert find_dates(text) == []
