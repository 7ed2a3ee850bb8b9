"""Structured documents set as plain texts in the manner of many hands, with the headings that they have."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from headings.distractors import entries, letter, speakers, strewn
from headings.manners import choose_manner
from headings.styles import label_of, styled

from studyapp.domain.documents import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from headings.manners import Manner

    from studyapp.domain.documents import ParsedDocument, Section

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
class Rendering:
    """The text so far and what stands in it."""

    lines: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    optional: list[str] = field(default_factory=list)


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
        for block in _blocks(section, manner, random):
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


def _blocks(section: Section, manner: Manner, random: Random) -> Iterator[Block]:
    """Yield the blocks of a section that are set, its paragraphs perhaps counted as those of laws are."""
    number = 0
    for block in section.blocks[: random.choice((1, 1, 2, 3, 6)) if manner.part else None]:
        if manner.counting and block.kind == BlockKind.PARAGRAPH:
            number += 1
            yield block._replace(text=manner.counting.format(number) + block.text)
        else:
            yield block


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
        marked = style.partition("-")[0].rstrip(".)") in (
            "numbered",
            "roman",
            "letter",
            "label",
            "part",
            "word",
            "bracket",
        )
        title = _clean(section.title) if marked else " ".join(section.title.split())
        label = label_of(style, counts, depth, manner.word)
        found.append((label, "" if style == "word" else title))
    return found


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
    lines = styled(manner.styles[depth], label, title, depth, width)
    if manner.styles[depth] in ("ruled", "boxed"):
        lines = [manner.rule, *lines, *([manner.rule] if manner.styles[depth] == "boxed" else [])]
    if manner.width and len(lines) == 1 and len(lines[0]) > width:
        lines = textwrap.wrap(lines[0], width) or lines
    out.lines.extend(" " * manner.heading_indent + line if line else "" for line in lines)
    out.lines.extend([""] * manner.after[depth])
    out.headings.append(whole)


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
        _set_table(out, text, manner)
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


def _set_table(out: Rendering, text: str, manner: Manner) -> None:
    for row in text.split("\n"):
        cells = row.split("\t")
        if manner.cells < 0:
            out.lines.append("  ".join(cell[:24].ljust(16) for cell in cells).rstrip())
            continue
        for cell in cells:
            if cell.strip():
                _gap(out, manner.cells)
                out.lines.extend(_wrap(cell, manner, "", 0))


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
