"""The grammar of time: what stands in a text, on single phrases; whole sentences are in `time_cases.json`."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.domain.facts import Period
from studyapp.language.lexicon import word_list
from studyapp.language.time.days import Day, day_of_iso
from studyapp.language.time.finding import NO_ANCHOR, Dated, find_dates, find_times
from studyapp.language.time.relative import Anchor

CASES = json.loads((Path(__file__).parent / "time_cases.json").read_text("utf-8"))["cases"]
WORDS = st.sampled_from(
    word_list(
        "in on the of to and - – , . ( ) ' from between since until 3 16th 28 44 476 1848 1850 18 1980s 90s "
        "BC AD c. May June early mid late century nineteenth same year following day two years later spring "
        "Q3 quarter end now"
    )
)


def told(sentences: list[str], written: str | None = None) -> list[list[str | None]]:
    """Return text, first day, last day and precision of all times of a block."""
    anchor = Anchor(written=day_of_iso(written) if written else None)
    found: list[Dated] = []
    for sentence in sentences:
        times, anchor = find_times(sentence, 0, anchor)
        found += times
    return [[d.period.text, d.period.first_on, d.period.last_on, d.period.precision] for d in found]


@pytest.mark.parametrize("case", CASES, ids=[" ".join(case["text"])[:50] for case in CASES])
def test_the_times_of_a_sentence(case: dict[str, Any]) -> None:
    assert told(case["text"], case.get("written")) == case["times"]


@pytest.mark.parametrize(
    ("text", "first_on", "last_on", "precision"),
    [
        ("on March 8, 1917, it", "1917-03-08", "1917-03-08", "day"),
        ("on 8 March 1917", "1917-03-08", "1917-03-08", "day"),
        ("on 1917-03-08.", "1917-03-08", "1917-03-08", "day"),
        ("in February 1916", "1916-02-01", "1916-02-29", "month"),
        ("the 1917 treaty", "1917-01-01", "1917-12-31", "year"),
        ("the war (1917)", "1917-01-01", "1917-12-31", "year"),
        ("from 1917 to 1921", "1917-01-01", "1921-12-31", "range"),
        ("between 1917 and 1921", "1917-01-01", "1921-12-31", "range"),
        ("1917–21", "1917-01-01", "1921-12-31", "range"),
        ("a 5th-century town", "0401-01-01", "0500-12-31", "century"),
        ("on the twenty-first of May 1945", "1945-05-21", "1945-05-21", "day"),
        ("on 13/6/2019", "2019-06-13", "2019-06-13", "day"),
        ("on 29 February 2000", "2000-02-29", "2000-02-29", "day"),
        ("in Oct 1938", "1938-10-01", "1938-10-31", "month"),
        ("in May 44 BC", "-0043-05-01", "-0043-05-31", "month"),
        ("in late December 1903", "1903-12-21", "1903-12-31", "month"),
        ("in the winter of 1941", "1941-01-01", "1942-02-28", "season"),
        ("in late summer 1914", "1914-08-01", "1914-08-31", "season"),
        ("the third quarter of 2020", "2020-07-01", "2020-09-30", "quarter"),
        ("the last quarter of the 19th century", "1876-01-01", "1900-12-31", "century"),
        ("the first half of 1848", "1848-01-01", "1848-06-30", "year"),
        ("in the late winter of 1941–42", "1942-02-01", "1942-02-28", "season"),
        ("in the late winter of 1941", "1941-01-01", "1942-02-28", "season"),
        ("in the early 1800s", "1800-01-01", "1833-12-31", "century"),
        ("(1820 – c. 1880)", "1820-01-01", "1880-12-31", "range"),
        ("from 3 to 5 May 44 BC", "-0043-05-03", "-0043-05-05", "range"),
        ("in 1 BC", "0000-01-01", "0000-12-31", "year"),
        ("in 44 B.C., he", "-0043-01-01", "-0043-12-31", "year"),
        ("in A.D. 70", "0070-01-01", "0070-12-31", "year"),
        ("the 1900s", "1900-01-01", "1999-12-31", "century"),
        ("the 2000s", "2000-01-01", "2009-12-31", "decade"),
        ("the 1990's", "1990-01-01", "1999-12-31", "decade"),
        ("the first century BCE", "-0099-01-01", "0000-12-31", "century"),
        ("the twenty-first century", "2001-01-01", "2100-12-31", "century"),
        ("in 1941/42", "1941-01-01", "1942-12-31", "range"),
        ("28 June – 3 July 1914", "1914-06-28", "1914-07-03", "range"),
        ("(1822 – 9 March 1891)", "1822-01-01", "1891-03-09", "range"),
        ("the 1960s to the 1980s", "1960-01-01", "1989-12-31", "range"),
        ("from 27 BC – AD 14", "-0026-01-01", "0014-12-31", "range"),
        ("fifth to the third century BC", "-0499-01-01", "-0200-12-31", "range"),
        ("AD 357\u2060–\u2060359", "0357-01-01", "0359-12-31", "range"),
        ("foot.7422 7423 AD 1147", "1147-01-01", "1147-12-31", "year"),
        ("AD 528–65", "0528-01-01", "0565-12-31", "range"),
        ("on the first of May,1365 he fell in AD 311", "0311-01-01", "0311-12-31", "year"),
        ("(2013 – present)", "2013-01-01", None, "range"),
        ("from 1998 onwards", "1998-01-01", None, "year"),
        ("prior to 1914", None, "1913-12-31", "year"),
        ("up to 1958", None, "1958-12-31", "year"),
        ("by the end of the 1840s", None, "1849-12-31", "decade"),
        ("not until 1848", "1848-01-01", "1848-12-31", "year"),
        ("after the 2012 games", "2012-01-01", "2012-12-31", "year"),
        ("after 28 February 1900", "1900-03-01", None, "day"),
        ("before January 1 BC", None, "-0001-12-31", "month"),
    ],
)
def test_a_time_is_the_days_that_it_covers(
    text: str, first_on: str | None, last_on: str | None, precision: str
) -> None:
    (dated,) = find_dates(text)
    assert dated.period[3:] == (first_on, last_on, precision)
    assert Period(*json.loads(json.dumps(dated.period))) == dated.period


@pytest.mark.parametrize(
    "text",
    [
        "on 31 April 1945", "on 30 February 2000", "the 0th century", "in the 22nd century", "pp. 1201–1215",
        "in 1500 small cases", "an army of 1800", "it weighs 1848 kg", "$1990", "1,990", "1990%",
        "the 1848 soldiers", "call 555-1984", "you may march", "1990-based", "she may 1990", "1848.5",
        "7.06.19", "in his nineties", "(1994, p. 23)", "the first century of its rule", "in 03/04/2019",
        "the second March", "rose from 1200 to 1500", "the sect,1642 was small", "room 1917", "out of 2000",
        "²³ ١٩٩٠", "in 1917.5 metres", "the second half", "in recent years", "it may be now", "1,917 men",
        "it cost 1917 crowns",
    ],
)  # fmt: skip
def test_other_numbers_and_words_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("sentences", "resolved"),
    [
        (["In 1848 it rained.", "It stopped.", "The same year it froze."], ["1848", "1848"]),
        (["In 1848 it rained.", "It froze.", "It hailed.", "It fell.", "That year, fog."], ["1848", None]),
        (["In 1848 and 1849 it rained.", "That year it froze."], ["1848", "1849", None]),
        (["In May 1848 and June 1848 it rained.", "That year it froze."], ["1848-05", "1848-06", "1848"]),
        (["Since 1848 it rained.", "That year it froze."], ["1848", None]),
        (["In the 1840s it rained.", "That year it froze."], ["1840", None]),
        (["In 1848 it rained, and the following year it froze."], ["1848", "1849"]),
        (["In 1848 it rained.", "The next day it froze."], ["1848", None]),
        (["It rained on 31 December 1848.", "The next day it froze."], ["1848-12-31", "1849-01-01"]),
        (["It rained in December 1848.", "The next month it froze."], ["1848-12", "1849-01"]),
        (["In 1848 it rained.", "The year before, it froze."], ["1848", "1847"]),
        (["In 1848 it rained.", "The year before the war it froze."], ["1848"]),
        (["In 1848 it rained.", "Some two years later it froze."], ["1848", None]),
        (["In 1848 it rained.", "That winter it froze."], ["1848", None]),
        (["In 1848 it rained.", "It froze on 3 May."], ["1848", "1848-05-03"]),
        (["In May 1848 it rained.", "It froze in April."], ["1848-05", None]),
        (["In 43 BC it rained.", "It froze on 7 December."], ["-0042", "-0042-12-07"]),
        (["In 1848 it rained.", "In May Austrians fled from June Carter."], ["1848", "1848-05"]),
        (["In 1985 it rained.", "In the nineties it froze."], ["1985", "1990"]),
        (["The 1980s and 90s were dry."], ["1980", None]),
        (["In 2003 it rained.", "In the 90s it froze."], ["2003", None]),
        (["In 2003 it rained.", "After September 11 it froze."], ["2003", None]),
    ],
)  # fmt: skip
def test_relative_time_needs_a_sure_anchor(sentences: list[str], resolved: list[str | None]) -> None:
    found = [first for _, first, *_ in told(sentences)]
    assert len(found) == len(resolved)
    for first, start in zip(found, resolved, strict=True):
        assert (first is None) if start is None else (first or "").startswith(start)


def test_time_that_is_counted_from_the_day_of_writing() -> None:
    times = told(["Last year it rained, yesterday it froze, and three years ago it was dry."], "2024-03-01")
    assert [time[1:] for time in times] == [
        ["2023-01-01", "2023-12-31", "year"],
        ["2024-02-29", "2024-02-29", "day"],
        ["2021-01-01", "2021-12-31", "year"],
    ]


def test_the_preposition_stands_beside_the_period() -> None:
    (dated,) = find_dates("It fell on Friday, the 13th of October 1307.", 100)
    assert (dated.preposition, dated.preposition_start) == ("on", 108)
    (dated,) = find_dates("Since 1991 it is free.")
    assert dated.period == Period("1991", 6, 10, "1991-01-01", None, "year")
    assert dated.named == Period("1991", 6, 10, "1991-01-01", "1991-12-31", "year")


def test_relative_and_vague_times_are_no_dates_of_the_sentence() -> None:
    assert [
        dated.period.text for dated in find_dates("In 1848 it fell, and the same year it rose; now it lies.")
    ] == ["1848"]


def test_periods_sort_by_time_not_by_text() -> None:
    texts = ["in recent years", "in 1848", "in 44 BC", "until 1820", "in 323 BC", "on 3 May 1848"]
    periods = [find_times(text)[0][0].period for text in texts]
    ordered = [period.text for period in sorted(periods, key=Period.order)]
    assert ordered == ["323 BC", "44 BC", "1820", "1848", "3 May 1848", "recent years"]


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=12).map(" ".join)))
def test_any_text_has_times_in_order_with_their_own_words(text: str) -> None:
    found, _ = find_times(text, 7, Anchor(written=Day(2024, 2, 29)))
    end = 7
    for dated in found:
        period = dated.period
        assert end <= period.start < period.end <= 7 + len(text)
        assert text[period.start - 7 : period.end - 7] == period.text
        assert 7 <= dated.preposition_start <= period.start
        if period.first_on and period.last_on:
            assert day_of_iso(period.first_on) <= day_of_iso(period.last_on)
        assert (period.precision == "vague") == (period.first_on is None and period.last_on is None)
        end = period.end


@given(st.integers(-3000, 3000), st.integers(1, 12), st.integers(1, 28), st.integers(-400, 400))
def test_days_move_there_and_back(year: int, month: int, number: int, days: int) -> None:
    day = Day(year, month, number)
    assert day.moved(days).moved(-days) == day
    assert day_of_iso(day.iso()) == day


@pytest.mark.parametrize(
    "text", ["1" * 10_000, "1848 " * 2_000, "1848–" * 2_000, "3 May " * 1_700, "A.B." * 2_500]
)
def test_a_long_line_takes_no_long_time(text: str) -> None:
    started = time.process_time()
    find_times(text, 0, NO_ANCHOR)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He was born in 712.", ["712"]),
        ("In 746, he moved to the town.", ["746"]),
        ("In 755 he fell ill.", ["755"]),
        ("He was seen in 712 ships.", []),
        ("He paid 712.", []),
        ("They met in room 712, and in 99.", []),
    ],
)
def test_a_number_of_three_digits_is_a_year_where_it_counts_nothing(text: str, found: list[str]) -> None:
    assert [dated.named.text for dated in find_times(text)[0]] == found
