"""Structured documents set as plain texts in the manner of many hands, with the headings that they have."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from headings.distractors import entries, letter, speakers, strewn

from studyapp.domain.documents import Block, BlockKind

if TYPE_CHECKING:
    from random import Random

    from studyapp.domain.documents import ParsedDocument, Section

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
ORDINALS = ("", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
PAGE_LINES = 52
# Lines that stand about the text of a page on the web.
FURNITURE = (
    "Share this article",
    "Advertisement",
    "Read more",
    "Read time: 6 min",
    "Photo: courtesy of the author",
    "Subscribe to our newsletter",
    "Listen to this story",
    "Image credit: Archive",
    "Save",
    "Related",
    "Comments",
)
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*|[IVX]+)[.):]?\s+")


@dataclass(slots=True)
class Manner:
    """How a hand sets a text: lengths in characters and lines, one style for each level of headings."""

    width: int  # 0: a paragraph is one line
    apart: int  # empty lines between paragraphs; 0: a paragraph follows on the next line
    first_indent: int  # of a paragraph's first line
    body_indent: int
    before: tuple[int, ...]  # empty lines above a heading, by level
    after: tuple[int, ...]
    styles: tuple[str, ...]
    bullet: str
    loose_items: bool
    contents: str  # "", "plain", "dots"
    pages: str  # "", "heads", "numbers"
    furniture: float  # the chance of a line of a web page between two blocks
    opening: str  # "", "title", "capitals", "page"
    heading_indent: int
    headless: bool  # the headings are left out
    speaking: float  # the chance that a speaker's name stands above a block
    strewn: float  # the chance of lines between two blocks that look like headings
    part: int  # so many sections at most; 0: all


@dataclass(slots=True)
class Rendering:
    """The text so far and what stands in it."""

    lines: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    optional: list[str] = field(default_factory=list)


# What stands twice is chosen twice as often.
STYLES = [
    "plain",
    "plain",
    "plain",
    "plain",
    "capitals",
    "capitals",
    "numbered",
    "numbered.",
    "numbered)",
    "roman.",
    "letter.",
    "label",
    "label-capitals",
    "label-above",
    "underlined",
    "underlined",
    "overlined",
    "centred",
    "colon",
    "emphasised",
    "starred",
    "bracketed",
    "signed",
    "stopped",
    "numbered-capitals",
    "part",
    "dashes",
    "centred-capitals",
    "hash",
    "numbered-stopped",
    "numbered-stopped",
]
_MARKED = ("numbered", "numbered.", "numbered)", "numbered-capitals", "numbered-stopped")


def choose_manner(random: Random, *, from_web: bool) -> Manner:
    """Return a manner drawn at random; texts of pages on the web are seldom wrapped, and have furniture."""
    one_line = random.random() < (0.8 if from_web else 0.3)
    width = 0 if one_line else random.choice((60, 65, 68, 70, 72, 72, 74, 76, 78))
    apart = 0 if random.random() < (0.3 if one_line else 0.12) else 1
    first_indent = random.choice((0, 0, 2, 3, 4)) if apart == 0 and not one_line else 0
    if apart and random.random() < 0.04:
        first_indent = 4
    before = random.choice((1, 1, 1, 2, 2, 3)) if apart else random.choice((0, 0, 1, 1, 1, 2))
    after = random.choice((0, 1, 1, 1, 1)) if apart else random.choice((0, 0, 1) if before else (0,))
    wider = random.choice((0, 0, 1, 2))
    befores = tuple(max(before, before + wider - level) for level in range(4))
    return Manner(
        width=width,
        apart=apart,
        first_indent=first_indent,
        body_indent=random.choice((3, 4, 8)) if not one_line and random.random() < 0.12 else 0,
        before=befores,
        after=tuple(max(after, 1) if random.random() < 0.2 else after for _ in range(4)),
        styles=_choose_styles(random, from_web=from_web),
        bullet=random.choice(("- ", "* ", "• ", "  - ", " * ", "+ ", "", "– ")),
        loose_items=random.random() < 0.4,
        contents=random.choice(("", "", "", "", "plain", "dots")) if not from_web else "",
        pages=random.choice(("", "", "", "", "", "", "heads", "numbers")) if width else "",
        furniture=random.choice((0, 0.03, 0.08)) if from_web else 0,
        opening=random.choice(("", "title", "title", "capitals", "page")),
        heading_indent=random.choice((2, 3, 4)) if not one_line and random.random() < 0.08 else 0,
        headless=random.random() < 0.08,
        speaking=random.choice((0.5, 0.8)) if random.random() < 0.06 else 0,
        strewn=random.choice((0.03, 0.06, 0.12)) if random.random() < 0.35 else 0,
        part=random.choice((1, 2, 2, 3, 3, 5)) if random.random() < 0.45 else 0,
    )


def _choose_styles(random: Random, *, from_web: bool) -> tuple[str, ...]:
    first = "plain" if from_web and random.random() < 0.75 else random.choice(STYLES)
    if first in _MARKED:
        deeper = first if random.random() < 0.75 else random.choice(("plain", "capitals", "underlined"))
        return (first, deeper, deeper if random.random() < 0.8 else "plain", "plain")
    if random.random() < 0.4:
        return (first,) * 4
    rest = [
        random.choice(STYLES if random.random() < 0.6 else ("plain", "underlined", "numbered"))
        for _ in range(3)
    ]
    return (first, *rest)


def render(document: ParsedDocument, random: Random, *, from_web: bool = False) -> Rendering:
    """Return the document as a plain text in one manner, with the headings as they stand in it."""
    manner = choose_manner(random, from_web=from_web)
    out = Rendering()
    sections = _chosen(document, manner, random)
    depths = sorted({section.level for section in sections if section.title})
    rank = {level: min(number, 3) for number, level in enumerate(depths)}
    titles = _titles(sections, rank, manner)
    paragraphs = [block.text for section in sections for block in section.blocks if len(block.text) > 40]
    speaker = speakers(random)
    head, tail = letter(random) if manner.headless and random.random() < 0.3 else ([], [])
    _open(out, document, manner, random)
    out.lines.extend(head)
    if manner.contents:
        _list_contents(out, titles, manner, random)
    for section, title in zip(sections, titles, strict=True):
        if title is not None:
            _set_heading(out, title, rank[section.level], manner)
        for block in section.blocks[: random.choice((1, 1, 2, 3, 6)) if manner.part else None]:
            if random.random() < manner.speaking:
                _gap(out, manner.apart)
                out.lines.extend([speaker()] + [""] * random.choice((0, manner.apart)))
            _set_block(out, block, manner, random)
            if random.random() < manner.furniture:
                _gap(out, manner.apart)
                out.lines.append(random.choice(FURNITURE))
            if paragraphs and random.random() < manner.strewn:
                _gap(out, max(1, manner.apart))
                out.lines.extend([*strewn(random, paragraphs), ""])
    out.lines.extend(tail)
    if not manner.headless and random.random() < 0.06:
        _close_with_entries(out, manner, paragraphs, random)
    if manner.pages:
        out.lines = _paged(out.lines, document.title, manner)
    return out


def _chosen(document: ParsedDocument, manner: Manner, random: Random) -> list[Section]:
    """Return the sections that are set, without their titles where the manner has no headings."""
    sections = [section for section in document.sections if section.title or section.blocks]
    if manner.part:
        start = random.randrange(max(1, len(sections) - manner.part))
        sections = sections[start : start + manner.part]
    return [section._replace(title=None) for section in sections] if manner.headless else sections


def _close_with_entries(out: Rendering, manner: Manner, paragraphs: list[str], random: Random) -> None:
    name = random.choice(("Glossary", "INDEX", "Index", "GLOSSARY"))
    _gap(out, max(1, manner.before[0]))
    out.lines.extend([name, "", *entries(random, paragraphs)])
    out.headings.append(name)


def _clean(title: str) -> str:
    return " ".join(_NUMBER.sub("", title).split()) or title


def _titles(sections: list[Section], rank: dict[int, int], manner: Manner) -> list[tuple[str, str] | None]:
    """Return the label and the title of each heading, counted."""
    counts = [0, 0, 0, 0]
    found: list[tuple[str, str] | None] = []
    for section in sections:
        if not section.title:
            found.append(None)
            continue
        depth = rank[section.level]
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (3 - depth)
        style = manner.styles[depth]
        marked = style.partition("-")[0].rstrip(".)") in ("numbered", "roman", "letter", "label", "part")
        title = _clean(section.title) if marked else " ".join(section.title.split())
        found.append((_label(style, counts, depth), title))
    return found


def _label(style: str, counts: list[int], depth: int) -> str:
    number = counts[depth]
    small = min(number, 10)
    roman = ROMAN[small] if number <= 10 else str(number)
    path = ".".join(str(max(1, count)) for count in counts[: depth + 1])
    return {
        "numbered": path,
        "numbered-capitals": path,
        "numbered.": path + ".",
        "numbered-stopped": path + ".",
        "numbered)": path + ")",
        "roman.": roman + ".",
        "letter.": chr(64 + min(number, 26)) + ".",
        "label": f"Chapter {number}.",
        "label-capitals": f"CHAPTER {roman}",
        "label-above": f"CHAPTER {roman}",
        "part": f"Part {ORDINALS[small] if number <= 10 else number}:",
    }.get(style, "")


def _gap(out: Rendering, empty: int) -> None:
    """Let at least so many empty lines end the text so far."""
    have = 0
    while have < len(out.lines) and out.lines[-1 - have] == "":
        have += 1
    if out.lines:
        out.lines.extend([""] * (empty - have))


def _set_heading(out: Rendering, labelled: tuple[str, str], depth: int, manner: Manner) -> None:
    label, title = labelled
    _gap(out, manner.before[depth])
    width = manner.width or 72
    if "capitals" in manner.styles[depth]:
        title = title.upper()
    whole = f"{label} {title}".strip()
    lines = _styled(manner.styles[depth], label, title, depth, width)
    if manner.width and len(lines) == 1 and len(lines[0]) > width:
        lines = textwrap.wrap(lines[0], width) or lines
    out.lines.extend(" " * manner.heading_indent + line if line else "" for line in lines)
    out.lines.extend([""] * manner.after[depth])
    out.headings.append(whole)


def _styled(style: str, label: str, title: str, depth: int, width: int) -> list[str]:
    """Return the lines of a heading in a style."""
    whole = f"{label} {title}".strip()
    rule = "=-~^"[depth] * len(whole)
    stopped = whole if whole[-1] in ".?!" else whole + "."
    above = [label, title] if len(whole) % 2 else [label, "", title]
    middle = [line.center(width).rstrip() for line in textwrap.wrap(whole, width) or [whole]]
    return {
        "label-above": above,
        "label-capitals": above,
        "underlined": [whole, rule],
        "overlined": [rule, whole, rule],
        "centred": middle,
        "centred-capitals": middle,
        "colon": [whole.rstrip(":.") + ":"],
        "emphasised": [f"_{whole}_"],
        "starred": [f"*** {whole} ***" if depth == 0 else f"** {whole} **"],
        "bracketed": [f"[ {whole} ]"],
        "signed": [f"* {whole}"],
        "stopped": [stopped],
        "numbered-stopped": [stopped],
        "dashes": [f"--- {whole} ---"],
        "hash": [f"{'#' * (depth + 1)} {whole}"],
    }.get(style, [whole])


def _set_block(out: Rendering, block: Block, manner: Manner, random: Random) -> None:
    text = block.text.strip()
    if not text:
        return
    kind = block.kind
    tight = kind == BlockKind.LIST_ITEM and not manner.loose_items
    _gap(out, 0 if tight and out.lines and out.lines[-1] else manner.apart)
    if kind in (BlockKind.CODE, BlockKind.VERSE):
        out.lines.extend("    " + line if line.strip() else "" for line in text.split("\n"))
    elif kind == BlockKind.TABLE:
        for row in text.split("\n"):
            cells = row.split("\t")
            if manner.width or len(cells) > 4:
                out.lines.append("  ".join(cell[:24].ljust(16) for cell in cells).rstrip())
            else:
                out.lines.extend(cell for cell in cells if cell.strip())
    elif kind == BlockKind.LIST_ITEM:
        out.lines.extend(_wrap(manner.bullet + " ".join(text.split()), manner, "  " * bool(manner.bullet), 0))
    elif kind == BlockKind.QUOTE:
        out.lines.extend(_wrap(" ".join(text.split()), manner, "    ", 4))
    elif kind == BlockKind.HEADING:
        out.lines.append(text)
        out.optional.append(text)
    elif kind in (BlockKind.CAPTION, BlockKind.IMAGE):
        lead = random.choice(("", "", "Figure 1. ", "Photo: ", "[Illustration: "))
        out.lines.append(lead + " ".join(text.split()) + ("]" if lead.startswith("[") else ""))
    else:
        out.lines.extend(_wrap(" ".join(text.split()), manner, "", manner.first_indent))


def _wrap(text: str, manner: Manner, hang: str, first: int) -> list[str]:
    pad = " " * manner.body_indent
    if not manner.width:
        return [text]
    return textwrap.wrap(
        text,
        manner.width,
        initial_indent=pad + " " * first,
        subsequent_indent=pad + hang,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [text]


def _open(out: Rendering, document: ParsedDocument, manner: Manner, random: Random) -> None:
    title = document.title
    if not manner.opening or not title:
        return
    width = manner.width or 72
    shown = title.upper() if manner.opening == "capitals" else title
    out.optional.extend([shown, *document.authors])
    if manner.opening == "page":
        shown = shown.center(width).rstrip()
    out.lines.append(shown)
    author = document.authors[0] if document.authors else ""
    if author and random.random() < 0.7:
        out.lines.extend([""] * random.choice((0, 1)) + [f"by {author}" if random.random() < 0.6 else author])
    if random.random() < 0.3:
        out.lines.extend(["", "March 14, 2023" if random.random() < 0.5 else "2021-06-30"])
    out.lines.append("")


def _list_contents(
    out: Rendering, titles: list[tuple[str, str] | None], manner: Manner, random: Random
) -> None:
    _gap(out, 1)
    name = random.choice(("Contents", "CONTENTS", "Table of Contents", "TABLE OF CONTENTS"))
    out.lines.extend([name, ""])
    out.optional.append(name)
    page = 1
    for pair in titles:
        if pair is None:
            continue
        entry = " ".join(pair).strip()
        if manner.contents == "dots":
            page += random.choice((1, 1, 2, 5))
            entry = f"{entry} {'.' * max(3, 66 - len(entry))} {page}"
        out.lines.append(entry)
    out.lines.extend(["", ""])


def _paged(lines: list[str], title: str, manner: Manner) -> list[str]:
    """Return the lines cut into pages with form feeds, each with a number and perhaps a running head."""
    paged: list[str] = []
    for number, start in enumerate(range(0, len(lines), PAGE_LINES), 1):
        head = [f"{title[:40]}".ljust(58) + f"Page {number}", ""] if manner.pages == "heads" else []
        paged.extend([*(["\f" + head[0], head[1]] if head and number > 1 else head if head else [])])
        body = lines[start : start + PAGE_LINES]
        if not head and number > 1 and body:
            body = ["\f" + body[0], *body[1:]]
        paged.extend(body)
        if manner.pages == "numbers":
            paged.extend(["", str(number).center(70).rstrip(), ""])
    return paged
