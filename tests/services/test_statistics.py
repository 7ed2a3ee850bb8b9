"""Figures of the statistics beside plain SQL over the log, and what bad logs do to them."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from studyapp.domain.reviews import Rating
from studyapp.services import reviewing, statistics
from studyapp.services.library import Library, open_library
from studyapp.services.reading import keep_pace
from studyapp.services.study_coverage import load_covered, load_remembered
from studyapp.ui.charts.chart import Chart, Unit
from studyapp.ui.statistics import done, known
from tests.conftest import made_document
from tests.services.test_reviewing import _in_utc, grade, made_cards  # noqa: F401 (the fixture is for all)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studyapp.services.statistics import Statistics

DAYS = 120


NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def four_months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library after four months of reviews, with a break, all grades, several hours."""
    folder = tmp_path_factory.mktemp("studied") / "library"
    library = open_library(folder, lambda: NOW)
    _, record = library.add_document(made_document(), sha256="a" * 64, path=None)
    made_cards(library, 25, document_id=record.id)
    dice = random.Random(5)
    start = datetime.fromisoformat(library.now()) - timedelta(days=DAYS)
    for day in range(DAYS):
        if 60 <= day < 75 or dice.random() < 0.2:
            continue
        at = start + timedelta(days=day, hours=dice.choice((-6, -3, 0)))
        for _ in range(6):
            asked = reviewing.next_card(library, at=at)
            if asked is None:
                break
            rating = dice.choices(list(Rating), [0.2, 0.1, 0.6, 0.1])[0]
            reviewing.answer(library, asked, rating, duration_ms=dice.randint(900, 20_000), at=at)
            at += timedelta(minutes=4)
    library.close()
    return folder


@pytest.fixture
def studied(four_months: Path, tmp_path: Path) -> Iterator[Library]:
    """A copy of that library, to do with it what one likes."""
    shutil.copytree(four_months, tmp_path / "library")
    opened = open_library(tmp_path / "library", lambda: NOW)
    yield opened
    opened.close()


def query(library: Library, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with library.query() as connection:
        return connection.execute(sql, values).fetchall()


def sums(chart: Chart) -> list[float]:
    return [sum(value or 0 for value in one.values) for one in chart.series]


def test_answers_and_times_equal_the_log(studied: Library) -> None:
    of = statistics.load_statistics(studied)
    [(count, duration)] = query(studied, "SELECT count(*), sum(duration_ms) FROM review")
    assert sum(one.total for one in of.answers) == count
    assert sum(one.duration_ms for one in of.answers) == duration
    by_phase = dict(query(studied, "SELECT phase_before, count(*) FROM review GROUP BY 1"))
    chart = done.reviews_chart(of, None)
    phases = ("new", "learning", "review", "relearning")
    assert sums(chart) == [by_phase.get(phase, 0) for phase in phases]
    minutes = dict(query(studied, "SELECT phase_before, sum(duration_ms) / 60000.0 FROM review GROUP BY 1"))
    expected = [pytest.approx(minutes.get(phase, 0), abs=0.6) for phase in phases]
    assert sums(done.time_chart(of, None)) == expected
    first = (of.today - timedelta(days=29)).isoformat()
    [(month,)] = query(studied, "SELECT count(*) FROM review WHERE studied_on >= ?", first)
    assert sum(sums(done.reviews_chart(of, 30))) == month
    assert sum(sums(done.answers_chart(of, 30))) == month


def test_the_calendar_and_the_days_in_a_row_equal_the_log(studied: Library) -> None:
    of = statistics.load_statistics(studied)
    by_day = dict(query(studied, "SELECT studied_on, count(*) FROM review GROUP BY 1"))
    chart = done.calendar_chart(of)
    assert date.fromisoformat(chart.labels[0]).weekday() == 0
    shown = {day: count for day, count in zip(chart.labels, chart.series[0].values, strict=True) if count}
    assert shown == by_day
    day, row = of.today, 0
    if day.isoformat() not in by_day:
        day -= timedelta(days=1)
    while day.isoformat() in by_day:
        row, day = row + 1, day - timedelta(days=1)
    assert statistics.streak(of) == row


@pytest.mark.parametrize("period", ["today", "yesterday", "week", "month", "year", "all"])
def test_true_retention_is_as_anki_counts_it(studied: Library, period: str) -> None:
    of = statistics.load_statistics(studied)
    first, last = {name: (first, last) for name, first, last in statistics.PERIODS}[period]
    since = (of.today - timedelta(days=min(first, 5000))).isoformat()
    until = (of.today - timedelta(days=last)).isoformat()
    rows = query(
        studied,
        "SELECT before.days >= 21, r.rating > 1, count(*) FROM review r JOIN"
        " (SELECT id, lag(scheduled_days) OVER (PARTITION BY card_id ORDER BY id) AS days FROM review) before"
        " ON before.id = r.id WHERE r.phase_before = 'review' AND r.studied_on BETWEEN ? AND ? GROUP BY 1, 2",
        since,
        until,
    )
    counts = Counter({(bool(mature), bool(passed)): count for mature, passed, count in rows})
    found = next(one for one in statistics.retention(of) if one.period == period)
    assert (found.young_passed, found.young_failed) == (counts[False, True], counts[False, False])
    assert (found.mature_passed, found.mature_failed) == (counts[True, True], counts[True, False])


def test_hours_equal_the_log(studied: Library) -> None:
    of = statistics.load_statistics(studied)
    rows = query(
        studied,
        "SELECT CAST(strftime('%H', at) AS INTEGER), count(*), sum(rating > 1) FROM review"
        " WHERE phase_before = 'review' GROUP BY 1",
    )
    assert {hour: counts for hour, counts in of.hours.items() if counts[0]} == {
        hour: (count, passed) for hour, count, passed in rows
    }
    assert sums(done.hours_chart(of))[0] == sum(int(str(row[1])) for row in rows)


def test_figures_of_the_cards_equal_their_rows(studied: Library) -> None:
    of = statistics.load_statistics(studied)
    today = of.today.isoformat()
    due = dict(query(studied, "SELECT due_on, count(*) FROM card WHERE phase = 'review' GROUP BY 1"))
    chart = known.due_chart(of, 60)
    for label, count in zip(chart.labels, chart.series[0].values, strict=True):
        assert count == due.get(label, 0)
    assert sums(chart)[1] == sum(count for day, count in due.items() if str(day) < today)
    assert sum(sums(known.due_chart(of, 364))) == sum(
        count for day, count in due.items() if str(day) < (of.today + timedelta(days=364)).isoformat()
    )
    [counted] = query(
        studied,
        "SELECT sum(phase = 'new'), sum(phase IN ('learning', 'relearning')),"
        " sum(phase = 'review' AND interval_days < 21), sum(phase = 'review' AND interval_days >= 21),"
        " sum(suspended) FROM card",
    )
    assert known.states_chart(of).series[0].values == counted
    for make, column in ((known.stability_chart, "stability"), (known.intervals_chart, "interval_days")):
        [(few,)] = query(studied, f"SELECT count(*) FROM card WHERE phase = 'review' AND {column} < 7")
        made = make(of)
        assert sum(value or 0 for value in made.series[0].values[:4]) == few
    [(hard,)] = query(studied, "SELECT count(*) FROM card WHERE difficulty >= 9")
    assert known.difficulty_chart(of).series[0].values[-1] == hard
    [(cards,)] = query(studied, "SELECT count(*) FROM card WHERE stability IS NOT NULL")
    assert sums(known.retrievability_chart(of)) == [cards]
    load = "SELECT sum(1.0 / max(interval_days, 1)) FROM card WHERE phase = 'review' AND NOT suspended"
    assert statistics.daily_load(of) == pytest.approx(query(studied, load)[0][0])
    assert sum(of.added.values()) == query(studied, "SELECT count(*) FROM card")[0][0]
    assert sum(sums(known.added_chart(of, None))) == 25


def test_today_equals_the_summary(studied: Library) -> None:
    now = datetime.fromisoformat(studied.now())
    asked = reviewing.ask_card(studied, "1", at=now)
    reviewing.answer(studied, asked, Rating.HARD, duration_ms=4000, at=now)
    of = statistics.load_statistics(studied)
    assert statistics.summary_of_today(of) == reviewing.today(studied)
    assert statistics.summary_of_today(of).by_rating[1] >= 1


def test_one_document_alone(studied: Library) -> None:
    (other,) = made_cards(studied, 1, document_id="77")
    grade(studied, other, Rating.EASY, datetime.fromisoformat(studied.now()))
    of = statistics.load_statistics(studied, document_id="77")
    assert len(of.cards) == sum(one.total for one in of.answers) == 1
    assert statistics.load_statistics(studied).answers != of.answers


def test_nothing_yet_and_a_log_with_days_to_come(library: Library) -> None:
    of = statistics.load_statistics(library)
    for chart in every_chart(of):
        assert chart.is_empty
        assert chart.empty
        assert chart.table()[0][0] == chart.head
    (card_id,) = made_cards(library, 1)
    ahead = datetime.fromisoformat(library.now()) + timedelta(days=400)
    grade(library, card_id, Rating.EASY, ahead)
    of = statistics.load_statistics(library)
    assert statistics.summary_of_today(of).reviews == 0
    assert statistics.streak(of) == 0
    assert all(one.total is None for one in statistics.retention(of))
    assert statistics.retrievabilities(of) == [1.0], "a review to come is not forgotten"
    for chart in every_chart(of):
        assert len(chart.table()) == len(chart.labels) + 1
    asked = reviewing.ask_card(library, card_id)
    assert asked.outcomes.good.stability is not None


def every_chart(of: Statistics) -> list[Chart]:
    return [
        done.calendar_chart(of), done.reviews_chart(of, 365), done.time_chart(of, None),
        done.retention_chart(of), done.hours_chart(of), done.answers_chart(of, 30),
        done.reading_chart(of, 90),
        known.due_chart(of, 30), known.states_chart(of), known.intervals_chart(of), known.stability_chart(of),
        known.difficulty_chart(of), known.retrievability_chart(of), known.added_chart(of, 30),
        known.coverage_chart(()),
    ]  # fmt: skip


def test_a_figure_is_a_table_and_csv(studied: Library) -> None:
    for chart in every_chart(statistics.load_statistics(studied)):
        lines = chart.csv().splitlines()
        assert len(lines) == len(chart.labels) + 1 == len(chart.table())
        numbers = [
            float(cell) for line in lines[1:] for cell in line.rsplit(",", len(chart.series))[1:] if cell
        ]
        wanted = [
            value
            for n in range(len(chart.labels))
            for one in chart.series
            if (value := one.values[n]) is not None
        ]
        assert numbers == pytest.approx(wanted, abs=0.0001)
    assert any(one.unit is Unit.SHARE for one in done.hours_chart(statistics.load_statistics(studied)).series)


def test_reading_stands_beside_memory(studied: Library) -> None:
    document_id = studied.documents()[0].id
    keep_pace(studied, document_id, 460, 120)
    keep_pace(studied, document_id, 230, 60)
    keep_pace(studied, document_id, 10_000, 1)  # nobody reads so
    of = statistics.load_statistics(studied)
    assert [(one.document_id, one.seconds) for one in of.reading] == [(document_id, 180.0)]
    assert sums(done.reading_chart(of, 30))[0] == pytest.approx(3.0)
    (covered,) = load_covered(studied, of, 5)
    assert covered.known is not None
    assert 0 < covered.known <= 1
    sentences = load_remembered(studied, document_id, 0)
    assert sum(one.cards for one in sentences) == 3
    assert all(one.retrievability is None or 0 < one.retrievability <= 1 for one in sentences)
    assert load_remembered(studied, document_id, 99) == ()
