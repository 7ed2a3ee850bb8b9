"""Which units of a text are the headings that a list names: what the trees learn from."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from studyapp.importers.plain.document import read_units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from studyapp.importers.plain.document import TextUnits
    from studyapp.importers.plain.lines import Unit

HEADING, OTHER, UNCLEAR = 1, 0, -1
# A heading takes at most so many units; a longer unit is none.
HEADING_UNITS = 3
UNIT_CHARACTERS = 200


class Labelled(NamedTuple):
    """A text with a label for each of its units; `kind` is what texts of one origin share."""

    name: str
    kind: str
    text: TextUnits
    labels: list[int]


def read_corpus(folder: Path) -> Iterator[Labelled]:
    """Yield the texts of a folder of NAME.txt and NAME.headings.json; a kind stands before `__` in a name."""
    for path in sorted(folder.glob("*.txt")):
        named = path.with_name(path.stem + ".headings.json")
        if not named.exists():
            continue
        gold = json.loads(named.read_text(encoding="utf-8"))
        text = read_units(_decoded(path.read_bytes()))
        if not text.units:
            continue
        optional = [*gold.get("optional", ()), gold.get("title", "")]
        labels = label(text.units, gold["headings"], optional)
        yield Labelled(path.stem, path.stem.partition("__")[0], text, labels)


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n")


def title_key(title: str) -> str:
    """Return the words of a title, as they are compared."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"\[\w+\]", "", title).casefold()))


def label(units: Sequence[Unit], headings: Sequence[str], optional: Sequence[str]) -> list[int]:
    """Return a label for each unit: the headings are found in order, as the longest chain that there is.

    What says the same as a heading and is not in the chain is unclear, and so is what may be one.
    """
    keys = [title_key(unit.text) for unit in units]
    wanted = [key for title in headings if (key := title_key(title))]
    labels = [OTHER] * len(units)
    unclear = {title_key(title) for title in optional} | set(wanted) | {""}
    for key in wanted:
        words = key.split()
        unclear |= {" ".join(words[:cut]) for cut in (1, 2)} | {" ".join(words[cut:]) for cut in (1, 2)}
    for number, key in enumerate(keys):
        if key in unclear:
            labels[number] = UNCLEAR
    for start, size in _chain(_matches(keys, wanted)):
        labels[start : start + size] = [HEADING] * size
    return labels


def _matches(keys: Sequence[str], wanted: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return where each heading may stand: its number, the first unit, the count of units."""
    places: dict[str, list[tuple[int, int]]] = {}
    for start in range(len(keys)):
        run = ""
        for size, key in enumerate(keys[start : start + HEADING_UNITS], 1):
            if not key or len(key) > UNIT_CHARACTERS:  # a rule is no part of a heading
                break
            run = f"{run} {key}".strip()
            places.setdefault(run, []).append((start, size))
    return [(n, start, size) for n, key in enumerate(wanted) for start, size in places.get(key, ())]


def _chain(matches: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of matches in the order of both lists and text (patience sorting)."""
    matches.sort(key=lambda match: (match[0], -match[1], match[2]))
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, start, _) in enumerate(matches):
        at = bisect_left(tails, start)
        tails[at : at + 1] = [start]
        ends[at : at + 1] = [number]
        before.append(ends[at - 1] if at else -1)
    chain = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chain.append(matches[number][1:])
        number = before[number]
    return chain
