from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studyapp.scheduling.fuzz import draw, fuzz_interval

DRAWS = st.integers(0, 2**32 - 1)
DAYS = st.integers(1, 40_000)


@given(days=DAYS, drawn=DRAWS, maximum=st.integers(1, 36500))
def test_fuzz_stays_in_the_published_range(days: int, drawn: int, maximum: int) -> None:
    days = min(days, maximum)
    fuzzed = fuzz_interval(days, drawn, maximum)
    parts = (min(days, 7) - 2.5) * 0.15 + max(min(days, 20) - 7, 0) * 0.1 + max(days - 20, 0) * 0.05
    assert abs(fuzzed - days) <= (1 + parts + 0.5 if days > 2.5 else 0)
    assert 1 <= fuzzed <= maximum


@given(shorter=DAYS, longer=DAYS, drawn=DRAWS)
def test_a_longer_interval_never_becomes_the_shorter_one(shorter: int, longer: int, drawn: int) -> None:
    shorter, longer = sorted((shorter, longer))
    assert fuzz_interval(shorter, drawn, 36500) <= fuzz_interval(longer, drawn, 36500)


def test_every_day_of_the_range_is_drawn_about_as_often() -> None:
    fuzzed = [fuzz_interval(10, draw(str(card), 3), 36500) for card in range(4000)]
    assert set(fuzzed) == {8, 9, 10, 11, 12}  # delta = 1 + 4.5 * 0.15 + 3 * 0.1 = 1.975
    assert all(700 < fuzzed.count(days) < 900 for days in set(fuzzed))


def test_the_draw_is_the_cards_and_its_reviews() -> None:
    assert draw("1", 2) == draw("1", 2) == 517116432
    assert len({draw(str(card), reviews) for card in range(50) for reviews in range(50)}) == 2500
