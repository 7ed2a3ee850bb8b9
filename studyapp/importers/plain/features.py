"""What tells a heading from its look-alikes: its look, its place, and all lines that look and stand alike.

The columns are named, and `trees` was trained on them by packaging/headings/train.py: whoever changes one
trains anew.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from studyapp.importers.plain.boilerplate import line_key, without_number
from studyapp.importers.plain.facts import Look, form_number, is_candidate, lead_of, look_of, own_facts
from studyapp.importers.plain.forms import MARK_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from studyapp.importers.plain.forms import Form
    from studyapp.importers.plain.lines import Unit

    Column = NDArray[np.float64]

# More empty lines, words, neighbours or lines alike say no more.
GAP = 9
WORDS_AROUND = 120
WORDS_BELOW = 400
RUN = 20
UNITS = 30
ALIKE = 300
# A text is wrapped by hand when this part of its paragraphs has several lines.
WRAPPED_PART = 0.3
# What stands beyond the text's ends.
NOTHING = -1.0
BEYOND = -99.0

_DIGITS = re.compile(r"\d+")


class Candidates(NamedTuple):
    """The units that may be headings: their places (n,), and what is known of each, a column a name (n,)."""

    places: NDArray[np.intp]
    columns: dict[str, Column]


def read_candidates(
    units: Sequence[Unit],
    forms: Sequence[Form | None],
    ruled: Sequence[Form | None],
    prose: Sequence[bool],
    *,
    width: int,
    listed: Mapping[str, int],
) -> Candidates:
    """Return the candidates of a text with their features.

    `forms` are those of all lines, `ruled` those of the headings by rule, `listed` the keys of the entries of
    its lists of contents.
    """
    chosen = [is_candidate(unit, forms[n] or ruled[n], prose=prose[n]) for n, unit in enumerate(units)]
    places = np.flatnonzero(chosen[:-1])  # nothing stands below the last
    looks = [look_of(unit, forms[n], prose=prose[n], candidate=chosen[n]) for n, unit in enumerate(units)]
    table = np.array(looks, dtype=np.float64).reshape(len(units), len(Look._fields))
    around = {name: table[:, number] for number, name in enumerate(Look._fields)}
    own = [own_facts(units[n], forms[n], width) for n in places.tolist()]
    columns = {
        name: np.array([row[name] for row in own], dtype=np.float64) for name in (own[0] if own else ())
    }
    columns |= {name: around[name][places] for name in Look._fields}
    columns |= _repetition(units, places, listed)
    columns |= _spacing(units, places, around)
    columns |= _neighbours(places, around)
    columns |= _runs(places, around)
    columns |= _whole(units, forms, places, around, width)
    columns |= _ruled(ruled, places, around)
    columns |= _counting(forms, places)
    columns |= _alike(units, places, columns)
    return Candidates(places, columns)


def _repetition(
    units: Sequence[Unit], places: NDArray[np.intp], listed: Mapping[str, int]
) -> dict[str, Column]:
    keys = [line_key(units[n].text) for n in places]
    shapes = [_DIGITS.sub("0", key) for key in keys]
    same, alike = Counter(keys), Counter(shapes)
    speakers = Counter(units[n].text.partition(":")[0] for n in places if ":" in units[n].text)
    return {
        "same": np.array([same[key] for key in keys], dtype=np.float64),
        "same shape": np.array([alike[shape] for shape in shapes], dtype=np.float64),
        "same before colon": np.array(
            [speakers[units[n].text.partition(":")[0]] for n in places], dtype=np.float64
        ),
        "listed": np.array([float(key in listed or without_number(key) in listed) for key in keys]),
        "has list": np.full(len(places), float(bool(listed))),
    }


def _spacing(units: Sequence[Unit], places: NDArray[np.intp], around: dict[str, Column]) -> dict[str, Column]:
    gaps = np.minimum(np.array([unit.gap for unit in units], dtype=np.float64), GAP)
    below = np.append(gaps[1:], GAP)
    prose = around["prose"] > 0
    usual = _most_common(gaps[prose & (gaps > 0)], 1.0)
    margin = _most_common(around["indent"][prose], 0.0)
    attached = np.append(np.array([unit.attached for unit in units[1:]], dtype=np.float64), 0.0)
    return {
        "gap": gaps[places],
        "gap below": below[places],
        "gap over usual": gaps[places] - usual,
        "gap difference": gaps[places] - below[places],
        "usual gap": np.full(len(places), usual),
        "attached below": attached[places],
        "indent over margin": around["indent"][places] - margin,
    }


def _most_common(values: Column, otherwise: float) -> float:
    found, counts = np.unique(values, return_counts=True)
    return float(found[counts.argmax()]) if len(found) else otherwise


def _neighbours(places: NDArray[np.intp], around: dict[str, Column]) -> dict[str, Column]:
    """Return the looks of the unit above, the one below and the one after that."""
    columns: dict[str, Column] = {}
    for where, step in (("above", -1), ("below", 1), ("later", 2)):
        for name, values in around.items():
            capped = np.minimum(values, WORDS_AROUND) if name == "words" else values
            columns[f"{where} {name}"] = _shifted(capped, places, step, NOTHING)
        columns[f"{where} indent"] = (
            _shifted(around["indent"], places, step, BEYOND) - around["indent"][places]
        )
    return columns


def _shifted(values: Column, places: NDArray[np.intp], step: int, beyond: float) -> Column:
    at = places + step
    inside = (at >= 0) & (at < len(values))
    return np.where(inside, values[np.clip(at, 0, len(values) - 1)], beyond)


def _runs(places: NDArray[np.intp], around: dict[str, Column]) -> dict[str, Column]:
    """Return how many short lines stand above and below, and how many words of text below them."""
    short, words = around["short"] > 0, around["words"]
    count = len(words)
    above, below, solid = np.zeros(count), np.zeros(count + 1), np.zeros(count + 3)
    for n in range(1, count):
        above[n] = above[n - 1] + 1 if short[n - 1] else 0
    for n in range(count - 1, -1, -1):
        below[n] = below[n + 1] + 1 if n + 1 < count and short[n + 1] else 0
        solid[n] = 0 if short[n] else words[n] + solid[n + 1]
    return {
        "run above": np.minimum(above[places], RUN),
        "run below": np.minimum(below[places], RUN),
        "text below": np.minimum(solid[places + 1], WORDS_BELOW),
        "text later": np.minimum(solid[places + 2], WORDS_BELOW),
    }


def _whole(
    units: Sequence[Unit],
    forms: Sequence[Form | None],
    places: NDArray[np.intp],
    around: dict[str, Column],
    width: int,
) -> dict[str, Column]:
    """Return what is the same for all lines of a text, and where in it each stands."""
    words, prose = around["words"], around["prose"] > 0
    total, count = max(1.0, words.sum()), len(units)
    wrapped = (around["lines"][prose] > 1).sum() > WRAPPED_PART * max(1, prose.sum())
    marked = np.array([form is not None and form.kind in MARK_KINDS for form in forms])
    first = int(np.argmax(marked)) if marked.any() else count
    same = {
        "total words": np.log(total),
        "wrapped": float(wrapped),
        "width": float(width),
        "prose part": words[prose].sum() / total,
        "short part": around["short"].mean(),
        "marked lines": min(float(marked.sum()), ALIKE),
        "marked per thousand": 1000 * marked.sum() / total,
    }
    columns = {name: np.full(len(places), value) for name, value in same.items()}
    return columns | {
        "place": places / max(1, count),
        "units before": np.minimum(places, UNITS).astype(np.float64),
        "units after": np.minimum(count - places, UNITS).astype(np.float64),
        "before marked": (places < first).astype(np.float64),
    }


def _ruled(
    ruled: Sequence[Form | None], places: NDArray[np.intp], around: dict[str, Column]
) -> dict[str, Column]:
    """Return what the rules say of each line, of those beside it and of the whole text."""
    kinds = np.array([form_number(form) for form in ruled])
    is_heading = (kinds >= 0).astype(np.float64)
    per_thousand = 1000 * is_heading.sum() / max(1.0, around["words"].sum())
    return {
        "ruled": is_heading[places],
        "ruled form": kinds[places],
        "ruled above": _shifted(is_heading, places, -1, NOTHING),
        "ruled below": _shifted(is_heading, places, 1, NOTHING),
        "ruled lines": np.full(len(places), min(is_heading.sum(), ALIKE)),
        "ruled per thousand": np.full(len(places), per_thousand),
    }


def _counting(forms: Sequence[Form | None], places: NDArray[np.intp]) -> dict[str, Column]:
    """Return whether a number follows the one before of its kind, and whether the next follows it."""
    follows, followed = np.full(len(places), NOTHING), np.full(len(places), NOTHING)
    last: dict[tuple[object, ...], int] = {}
    for at, n in enumerate(places):
        form = forms[n]
        if form is None or not form.number:
            continue
        family = (form.kind, form.rank, len(form.number), form.number[:-1])
        before = last.get(family)
        follows[at] = followed[at] = 0.0
        if before is not None:
            one = forms[places[before]]
            if one is not None and form.number[-1] == one.number[-1] + 1:
                follows[at] = followed[before] = 1.0
        if form.number[-1] <= 1:
            follows[at] = 1.0
        last[family] = at
    return {"follows": follows, "followed": followed}


def _alike(units: Sequence[Unit], places: NDArray[np.intp], columns: dict[str, Column]) -> dict[str, Column]:
    """Return what all the lines of one form, of one place, of both, and of one beginning have in common."""
    if not len(places):
        return {}
    form = np.stack([columns[name] for name in ("form", "rank", "emphasised", "stopped", "bullet")])
    set_in = np.sign(columns["indent over margin"])
    one_line = columns["lines"] > 1
    place = np.stack(
        [
            np.minimum(columns["gap"], 4),
            np.minimum(columns["gap below"], 3),
            set_in,
            one_line.astype(np.float64),
        ]
    )
    texts = np.array([units[n].text for n in places], dtype=object)
    found: dict[str, Column] = {}
    leads = np.array([lead_of(text) for text in texts.tolist()])
    _, lead = np.unique(leads, return_inverse=True)
    signatures = {"form": form, "place": place, "both": np.vstack([form, place]), "lead": lead[np.newaxis]}
    for name, signature in signatures.items():
        _, groups = np.unique(signature, axis=1, return_inverse=True)
        found |= {
            f"{what}, {name}": values
            for what, values in _common(groups.ravel(), places, columns, texts).items()
        }
    return found


def _common(
    groups: NDArray[np.intp], places: NDArray[np.intp], columns: dict[str, Column], texts: NDArray[np.object_]
) -> dict[str, Column]:
    sizes = np.bincount(groups)
    order = np.argsort(groups, kind="stable")
    bounds = np.cumsum(sizes)[:-1]
    spans = [
        np.median(np.diff(part)) if len(part) > 1 else -BEYOND for part in np.split(places[order], bounds)
    ]
    distinct = [len(set(part)) / len(part) for part in np.split(texts[order], bounds)]

    def mean(values: Column | NDArray[np.bool_]) -> Column:
        return (np.bincount(groups, values.astype(np.float64)) / sizes)[groups]

    return {
        "lines": np.minimum(sizes, ALIKE)[groups].astype(np.float64),
        "span": np.array(spans, dtype=np.float64)[groups],
        "distinct": np.array(distinct)[groups],
        "above text": mean(columns["below prose"] > 0),
        "below text": mean(columns["above prose"] > 0),
        "text below": mean(columns["text below"]),
        "alone": mean((columns["above short"] <= 0) & (columns["below short"] <= 0)),
        "stopped": mean(columns["stopped"]),
        "words": mean(columns["words"]),
        "set off": mean(columns["gap difference"] > 0),
        "speech": mean(columns["speech"]),
        "counting": mean(columns["follows"] > 0),
        "listed": mean(columns["listed"]),
        "ruled": mean(columns["ruled"]),
    }
