"""What the styles and lists of a Word document mean: headings, kinds of paragraphs, numbers of items."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studyapp.importers.markup.lists import written_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A style is based on a style that is based on a style; Word itself allows eleven.
BASED_ON = 12
LEVELS = 9  # of headings and lists

_HEADING = re.compile(r"heading ([1-9])")
_KINDS = (
    ("title", re.compile(r"title")),
    (
        "contents",
        re.compile(
            r"toc [1-9]|toc heading|contents heading|contents [1-9]|table of figures|table of authorities"
        ),
    ),
    ("quote", re.compile(r"(?:intense )?quote|quotations?|block ?text|block ?quote")),
    (
        "code",
        re.compile(
            r".*\bcode\b.*|html preformatted|preformatted text|macro ?text|source ?code|plain text code"
        ),
    ),
    ("caption", re.compile(r"caption|(?:image|table|figure) ?caption|illustration|figure")),
    ("verse", re.compile(r"verse|poem|poetry")),
)
_NUMBER_STYLES = {"lowerletter": "a", "upperletter": "A", "lowerroman": "i", "upperroman": "I"}
_UNNUMBERED = ("bullet", "none")


@dataclass(slots=True)
class _Style:
    name: str
    based_on: str
    level: int | None = None  # as an outline level, from 0
    number: tuple[str, int] | None = None


@dataclass(slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class _List:
    key: str  # of the counters: lists of one kind go on counting
    levels: dict[int, _Level] = field(default_factory=dict)


class Styles:
    """The styles by their identifiers."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self.language = ""
        for element in root.iter(f"{W}style") if root is not None else ():
            self._styles[element.get(f"{W}styleId") or ""] = _read_style(element)
        for element in root.iter(f"{W}lang") if root is not None else ():
            self.language = self.language or element.get(f"{W}val") or ""

    def heading_level(self, properties: _Element | None) -> int:
        """Return the level of a heading, 0 for other paragraphs."""
        own = value(properties, "outlineLvl")
        for style in self._chain(value(properties, "pStyle")):
            match = _HEADING.fullmatch(style.name)
            if match:
                return int(match[1])
            if not own and style.level is not None:
                own = str(style.level)
        return int(own) + 1 if own.isdecimal() and int(own) < LEVELS else 0

    def kind(self, identifier: str) -> str:
        """Return what a paragraph of the style is: "title", "quote" and so on; "" for a plain one."""
        for style in self._chain(identifier):
            for kind, pattern in _KINDS:
                if pattern.fullmatch(style.name):
                    return kind
        return ""

    def name(self, identifier: str) -> str:
        """Return the style's name in small letters."""
        return self._styles[identifier].name if identifier in self._styles else ""

    def number(self, identifier: str) -> tuple[str, int] | None:
        """Return the list and the level in it that a style brings with it."""
        return next((s.number for s in self._chain(identifier) if s.number), None)

    def _chain(self, identifier: str) -> Iterator[_Style]:
        for _ in range(BASED_ON):
            style = self._styles.get(identifier)
            if style is None:
                return
            yield style
            identifier = style.based_on


class Numbering:
    """Counts the items of the document's lists."""

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, Counter[int]] = {}
        if root is None:
            return
        kinds = {e.get(f"{W}abstractNumId") or "": _read_levels(e) for e in root.iter(f"{W}abstractNum")}
        for element in root.iter(f"{W}num"):
            identifier = element.get(f"{W}numId") or ""
            kind = value(element, "abstractNumId")
            found = _List(kind, dict(kinds.get(kind, {})))
            for override in element.iter(f"{W}lvlOverride"):
                level = number(override.get(f"{W}ilvl"), 0)
                found.key = f"{kind} {identifier}"
                started = value(override, "startOverride")
                known = found.levels.get(level, _Level())
                found.levels[level] = _Level(number(started, known.start), known.style, known.text)
            self._lists[identifier] = found

    def next_prefix(self, identifier: str, level: int) -> str | None:
        """Return what stands before the next item of a list: "3. ", "" for a bullet; None for no list."""
        found = self._lists.get(identifier)
        if found is None or identifier == "0":
            return None
        counts = self._counts.setdefault(found.key, Counter())
        counts[level] += 1
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        here = found.levels.get(level, _Level(text=f"%{level + 1}."))
        if here.style in _UNNUMBERED:
            return ""
        shown = re.sub(r"%([1-9])", lambda m: self._shown(found, counts, int(m[1]) - 1), here.text)
        return f"{shown.strip()} " if shown.strip() else ""

    def _shown(self, found: _List, counts: Counter[int], level: int) -> str:
        known = found.levels.get(level, _Level())
        return written_number(known.start + max(counts[level], 1) - 1, _NUMBER_STYLES.get(known.style, "1"))


def value(element: _Element | None, name: str) -> str:
    """Return the value of a property; "" where it is not given."""
    found = element.find(f"{W}{name}") if element is not None else None
    return (found.get(f"{W}val") or "") if found is not None else ""


def is_on(properties: _Element | None, name: str) -> bool:
    """Whether a property such as bold is given and not switched off."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found is not None and (found.get(f"{W}val") or "true").lower() not in ("0", "false", "off", "none")


def number(text: str | None, default: int) -> int:
    """Return a number that a document writes, or the default for what is none."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else default


def numbered_by(properties: _Element | None) -> tuple[str, int] | None:
    """Return the list that a paragraph says it belongs to, and its level there."""
    found = properties.find(f"{W}numPr") if properties is not None else None
    identifier = value(found, "numId")
    return (identifier, min(number(value(found, "ilvl"), 0), LEVELS - 1)) if identifier else None


def _read_style(element: _Element) -> _Style:
    properties = element.find(f"{W}pPr")
    level = value(properties, "outlineLvl")
    name = value(element, "name").lower()
    return _Style(
        name, value(element, "basedOn"), number(level, LEVELS) if level else None, numbered_by(properties)
    )


def _read_levels(element: _Element) -> dict[int, _Level]:
    return {
        number(level.get(f"{W}ilvl"), 0): _Level(
            number(value(level, "start"), 1),
            value(level, "numFmt").lower() or "decimal",
            value(level, "lvlText"),
        )
        for level in element.iter(f"{W}lvl")
    }
