"""A figure of the statistics as plain numbers: what is painted, read as a table, and saved as CSV."""

from __future__ import annotations

import csv
import io
from enum import Enum, auto
from typing import NamedTuple


class Shape(Enum):
    """How a figure is painted."""

    BARS = auto()  # a bar for each label, the series stacked
    LINES = auto()  # a line for each series
    CALENDAR = auto()  # labels are ISO dates, one square each
    SHARES = auto()  # one bar of parts: a label for each part, one series
    MARKS = auto()  # for each label a row with a mark for each series on a scale of shares


class Unit(Enum):
    """What the numbers of a series are."""

    COUNT = auto()
    MINUTES = auto()
    SHARE = auto()  # 0 to 1, told in percent


class Series(NamedTuple):
    """Numbers of one kind, one for each label; None where there is none."""

    name: str
    values: tuple[float | None, ...]
    unit: Unit = Unit.COUNT


class Chart(NamedTuple):
    """One figure. `labels` are short words or ISO dates; a table has a row for each."""

    id: str
    title: str
    note: str  # one line that says what the whole comes to
    shape: Shape
    head: str  # what the labels are
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    empty: str = ""  # what stands in place of a figure without numbers
    wanted: float | None = None  # a share that is wished for, drawn as a line
    from_zero: bool = False  # whether a scale of shares begins at 0 and not at 0.7

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to paint."""
        return not any(value for one in self.series for value in one.values)

    def table(self) -> tuple[tuple[str, ...], ...]:
        """Return the figure as rows of words, the first one with the names of the columns."""
        head = (self.head, *(one.name for one in self.series))
        rows = (
            (label, *(told(one.values[n], one.unit) for one in self.series))
            for n, label in enumerate(self.labels)
        )
        return (head, *rows)

    def csv(self) -> str:
        """Return the figure as CSV with plain numbers: a comma between fields, a row for each label."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([self.head, *(one.name for one in self.series)])
        for n, label in enumerate(self.labels):
            values = (one.values[n] for one in self.series)
            writer.writerow([label, *("" if value is None else _plain(value) for value in values)])
        return text.getvalue()


def told(value: float | None, unit: Unit) -> str:
    """Return a number in words; a dash for none."""
    if value is None:
        return "–"
    match unit:
        case Unit.SHARE:
            return f"{value:.0%}"
        case Unit.MINUTES:
            return f"{value:,.1f}"
        case Unit.COUNT:
            return f"{value:,.1f}".removesuffix(".0")


def _plain(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
