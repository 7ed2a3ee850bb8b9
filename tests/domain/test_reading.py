"""What was seen and how fast: pure figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.domain.reading import (
    FASTEST_WPM,
    PARTS,
    SLOWEST_WPM,
    USUAL_WPM,
    Pace,
    is_reading,
    parts_between,
    share_seen,
)

SHARES = st.floats(0, 1)


@given(SHARES, SHARES, SHARES)
def test_views_that_touch_are_seen_as_one(first: float, second: float, third: float) -> None:
    top, middle, bottom = sorted((first, second, third))
    assert parts_between(top, middle) | parts_between(middle, bottom) == parts_between(top, bottom)
    assert abs(share_seen(parts_between(top, bottom)) - (bottom - top)) <= 1 / PARTS


def test_all_of_a_section_is_all_its_parts() -> None:
    assert share_seen(parts_between(0, 1)) == 1
    assert parts_between(0.5, 0.5) == 0


def test_the_usual_pace_holds_until_the_own_one_is_known() -> None:
    pace = Pace().after(400, 60)
    assert not pace.known
    assert pace.wpm == USUAL_WPM
    assert pace.after(400, 60).wpm == pytest.approx(400, rel=0.01)


@given(st.lists(st.tuples(st.floats(20, 500), st.floats(SLOWEST_WPM, FASTEST_WPM)), min_size=3, max_size=60))
def test_a_pace_lies_within_what_was_measured(samples: list[tuple[float, float]]) -> None:
    pace = Pace()
    for words, wpm in samples:
        pace = pace.after(words, words / wpm * 60)
    speeds = [wpm for _, wpm in samples]
    if pace.known:
        assert min(speeds) - 1e-6 <= pace.wpm <= max(speeds) + 1e-6


def test_leafing_and_being_away_is_no_reading() -> None:
    assert is_reading(250, 60)
    assert not is_reading(250, 5)
    assert not is_reading(250, 600)
    assert not is_reading(250, 0)
