"""How Word documents come out: words and headings against a plain reading of their XML.

    python tests/scores/score_word.py --corpus DIR

The plain reading is another program's way: every run of text that is not deleted, and every paragraph whose
style is named Heading or has an outline level. Floors of unseen documents: words 0.98, headings equal.
"""

from __future__ import annotations

import argparse
import re
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from studyapp.domain.documents import BlockKind
from studyapp.domain.errors import KnownError
from studyapp.importers.detect import parse_file
from studyapp.importers.source import Source

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")  # the numbers of lists are made by the program that shows them
# In shorter documents one caption is a tenth of the words.
LEAST_WORDS = 100
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
# What stands in a document and is no text of it: a drawing's alternative for older programs.
_SKIPPED = (
    f"{W}del",
    f"{W}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)


class Score(NamedTuple):
    """One document: F1 of its words, how many there are, and whether its headings are the plain reading's."""

    words: float
    length: int
    headings: bool
    missed: list[str]
    invented: list[str]


def read_plainly(path: Path) -> tuple[Counter[str], list[str]]:
    """Return the words and the headings of a document."""
    words: Counter[str] = Counter()
    headings: list[str] = []
    with zipfile.ZipFile(path) as archive:
        styles = _heading_styles(archive)
        for part in (name for name in _PARTS if name in archive.namelist()):
            for paragraph, text in _paragraphs(ET.fromstring(archive.read(part))):
                words.update(_LETTERS.findall(text.casefold()))
                style = paragraph.find(f"{W}pPr/{W}pStyle")
                if style is not None and style.get(f"{W}val") in styles and text.strip():
                    headings.append(_key(text))
    return words, headings


def score(path: Path) -> Score:
    """Return how the importer's document compares with the plain reading."""
    words, headings = read_plainly(path)
    document = parse_file(Source(path.name, path.read_bytes()))
    blocks = [b for s in document.sections for b in s.blocks if b.kind is not BlockKind.IMAGE]
    titles = [
        s.title for s in document.sections if s.title is not None and not re.search(r" \(\d+\)$", s.title)
    ]
    texts = [block.text for block in blocks] + titles
    found = Counter(word for text in texts for word in _LETTERS.findall(text.casefold()))
    common, total = (found & words).total(), found.total() + words.total()
    own = [_key(title) for title in titles] + [_key(b.text) for b in blocks if b.kind is BlockKind.HEADING]
    wanted, got = Counter(headings), Counter(own)
    missed, invented = list((wanted - got).elements()), list((got - wanted).elements())
    # A first heading may have become the title.
    missed = [heading for heading in missed if heading != _key(document.title)]
    f1 = 2 * common / total if total else 1.0
    return Score(f1, words.total(), not missed and not invented, missed, invented)


def _heading_styles(archive: zipfile.ZipFile) -> set[str | None]:
    if "word/styles.xml" not in archive.namelist():
        return set()
    found: set[str | None] = set()
    for style in ET.fromstring(archive.read("word/styles.xml")).iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None and re.match(r"heading \d", (name.get(f"{W}val") or "").lower()):
            found.add(style.get(f"{W}styleId"))
    return found


def _paragraphs(root: ET.Element) -> list[tuple[ET.Element, str]]:
    found: list[tuple[ET.Element, str]] = []

    def visit(element: ET.Element, texts: list[str] | None) -> None:
        if element.tag in _SKIPPED:
            return
        if element.tag == f"{W}p":
            inner: list[str] = []
            for child in element:
                visit(child, inner)
            found.append((element, "".join(inner)))
            return
        if texts is not None:
            if element.tag == f"{W}t":
                texts.append(element.text or "")
            elif element.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
                texts.append(" ")
        for child in element:
            visit(child, texts)

    visit(root, None)
    return found


def _key(text: str) -> str:
    """Return the words of a heading, without the numbers of notes."""
    return " ".join(_WORD.findall(re.sub(r"\[\d+\]", "", text).casefold()))


def main() -> int:
    """Score every document of a folder; 1 when a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    paths = sorted(parser.parse_args().corpus.rglob("*.docx"))
    scores: list[Score] = []
    for path in paths:
        try:
            one = score(path)
        except (KnownError, zipfile.BadZipFile, ET.ParseError, KeyError, ValueError) as error:
            print(f"  ----  {path.name}: {error}")
            continue
        scores.append(one)
        if (one.words < 0.98 and one.length >= LEAST_WORDS) or not one.headings:
            print(f"{one.words:6.3f}  {path.name}  missed {one.missed[:3]}  invented {one.invented[:3]}")
    if not scores:
        print("no document could be read")
        return 1
    long = [one.words for one in scores if one.length >= LEAST_WORDS]
    words = sum(long) / len(long) if long else 1.0
    equal = sum(one.headings for one in scores) / len(scores)
    print(f"{len(long)} documents of {LEAST_WORDS} words and more: words F1 {words:.4f}")
    print(f"{len(scores)} documents: headings equal on {equal:.3f}")
    return 0 if words >= 0.98 and equal >= 0.98 else 1


if __name__ == "__main__":
    sys.exit(main())
