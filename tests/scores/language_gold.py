"""The gold of the language engine: texts as Markdown, and beside each what a careful reader finds in it.

A pair is NAME.md and NAME.json. The file of the gold has:

- genre: news, encyclopedia, textbook or history;
- actors: name, kind, key, aliases, mentions. A mention is {"text", "count"}: all of its `count` occurrences
  name this actor; or, where the same words also name another or nobody, {"text", "section", "nth"}: the nth
  occurrence, from 1, in the section, from 0. A "form" other than "name" stands beside it;
- dates: {"text", "from", "to", "precision"} with "count", or "section" and "nth", as for mentions. An end
  that the text leaves open ("since 1991") is null; vague time is no date;
- facts: {"sentence", "kind", "subject", "relation", "object", "time_from", "time_to", "polarity", "modality",
  "attribution"}. The sentence is a part of it that stands once in the text; a modality of two words with a
  bar between them takes either;
- false_facts: {"sentence", "subject", "relation", "object", "why"}: what a careless reader takes as stated.

An occurrence is whole words, and no part of a longer text of the same list.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from studyapp.domain.documents import BlockKind
from studyapp.importers.detect import parse_file
from studyapp.importers.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from studyapp.domain.documents import ParsedDocument, Section

RUNNING = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE))


class Span(NamedTuple):
    """A half-open span of a block, in code points."""

    section: int
    block: int
    start: int
    end: int


class GoldActor(NamedTuple):
    """An actor, and the form of each of its mentions."""

    name: str
    kind: str
    key: bool
    mentions: dict[Span, str]


class GoldDate(NamedTuple):
    """The days that a time covers, ISO 8601 with astronomical years; None where it is open."""

    first_on: str | None
    last_on: str | None
    precision: str


class GoldFact(NamedTuple):
    """A fact, or a trap: what must not be stated. `modalities` are all right ones."""

    sentence: str
    kind: str
    subject: str
    relation: str
    object: str
    first_on: str | None
    last_on: str | None
    polarity: str
    modalities: tuple[str, ...]
    attribution: str | None


class GoldText(NamedTuple):
    """A text with its gold."""

    name: str
    genre: str
    document: ParsedDocument
    actors: tuple[GoldActor, ...]
    dates: dict[Span, GoldDate]
    facts: tuple[GoldFact, ...]
    traps: tuple[GoldFact, ...]


def read_gold(corpus: Path) -> Iterator[GoldText]:
    """Yield the texts of a folder that have a file of gold, by name.

    Raises ValueError where the gold names what does not stand in its text.
    """
    for path in sorted(corpus.glob("*.json")):
        text = path.with_suffix(".md")
        if text.exists():
            yield make_gold(path.stem, text.read_bytes(), json.loads(path.read_text(encoding="utf-8")))


def make_gold(name: str, text: bytes, values: dict[str, Any]) -> GoldText:
    """Return a text and its gold with every span resolved. Raises ValueError as `read_gold`."""
    document = parse_file(Source(f"{name}.md", text))
    actors, dates = values["actors"], values["dates"]
    named = occurrences(document.sections, (m["text"] for actor in actors for m in actor["mentions"]))
    dated = occurrences(document.sections, (date["text"] for date in dates))
    return GoldText(
        name,
        values["genre"],
        document,
        tuple(
            GoldActor(a["name"], a["kind"], a["key"], dict(_mentions(a["mentions"], named))) for a in actors
        ),
        {
            span: GoldDate(date["from"], date["to"], date["precision"])
            for date in dates
            for span in _spans(date, dated)
        },
        tuple(_fact(fact) for fact in values["facts"]),
        tuple(_fact(trap) for trap in values.get("false_facts", ())),
    )


def running_blocks(sections: Sequence[Section]) -> Iterator[tuple[int, int, str]]:
    """Yield section, block and text of each block of running text."""
    for index, section in enumerate(sections):
        for number, block in enumerate(section.blocks):
            if block.kind in RUNNING:
                yield index, number, block.text


def occurrences(sections: Sequence[Section], texts: Iterable[str]) -> dict[str, list[Span]]:
    """Return where texts stand as whole words, in reading order, the longest first at the same place."""
    longest_first = sorted(set(texts), key=len, reverse=True)
    found: dict[str, list[Span]] = defaultdict(list)
    if not longest_first:
        return found
    any_text = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    for section, block, text in running_blocks(sections):
        for match in any_text.finditer(text):
            found[match[0]].append(Span(section, block, *match.span()))
    return found


def _mentions(mentions: list[dict[str, Any]], found: dict[str, list[Span]]) -> Iterator[tuple[Span, str]]:
    for mention in mentions:
        for span in _spans(mention, found):
            yield span, mention.get("form", "name")


def _spans(entry: dict[str, Any], found: dict[str, list[Span]]) -> list[Span]:
    """Return the spans of a mention or date: all of its text, or the nth in its section."""
    spans = found[entry["text"]]
    if "nth" in entry:
        here = [span for span in spans if span.section == entry["section"]]
        if not 1 <= entry["nth"] <= len(here):
            raise ValueError(f"{entry} does not stand in the text")
        return [here[entry["nth"] - 1]]
    if len(spans) != entry["count"] or not spans:
        raise ValueError(f"{entry} stands {len(spans)} times in the text")
    return spans


def _fact(values: dict[str, Any]) -> GoldFact:
    return GoldFact(
        values["sentence"],
        values.get("kind", "statement"),
        values["subject"],
        values["relation"],
        values["object"],
        values.get("time_from"),
        values.get("time_to"),
        values.get("polarity", "positive"),
        tuple(values.get("modality", "stated").split("|")),
        values.get("attribution"),
    )
