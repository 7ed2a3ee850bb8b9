"""How the headings of Markdown files come out, against a plain reading of their lines.

    python tests/scores/score_markdown.py --corpus DIR

The plain reading knows `#` lines and underlined lines outside of fences, indented code, quotes, comments and
front matter. Floor of unseen files: 0.99 of all headings.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

from studyapp.domain.documents import BlockKind
from studyapp.domain.errors import KnownError
from studyapp.importers.detect import parse_file
from studyapp.importers.source import Source

FLOOR = 0.99
_ATX = re.compile(r" {0,3}#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#*)?[ \t]*$")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NO_PARAGRAPH = re.compile(r"\s*(?:[-*+>|]|\d+[.)])\s|\s*$| {4}|\t|\s*[|>]")
_MARKUP = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])|<[^>]*>|\[\^[^\]]*\]")
_WORD = re.compile(r"[^\W_]+")


def plain_headings(text: str) -> list[str]:
    """Return the headings of a Markdown text, as words."""
    lines = _without_front_matter(re.sub(r"<!--.*?-->", "", text, flags=re.S).split("\n"))
    found: list[str] = []
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1][0] == fence[0] and len(mark[1]) >= len(fence) and not line.strip(" `~"):
                fence = ""
        elif mark:
            fence = mark[1]
        elif heading := _ATX.match(line):
            found.append(_key(heading[1] or ""))
        elif _SETEXT.match(line) and _is_alone(lines, number - 1):
            found.append(_key(lines[number - 1]))
    return [heading for heading in found if heading]


def _is_alone(lines: list[str], number: int) -> bool:
    """Whether a line is a paragraph of its own, as an underlined heading is."""
    above = number > 0 and lines[number - 1].strip()
    return number >= 0 and not above and not _NO_PARAGRAPH.match(lines[number])


def found_headings(path: Path) -> list[str]:
    """Return the headings that the importer finds, as words; the title is one."""
    document = parse_file(Source(path.name, path.read_bytes()))
    titles = [document.title, *(s.title or "" for s in document.sections)]
    titles = [re.sub(r" \(\d+\)$", "", title) for title in titles]
    titles += [b.text for s in document.sections for b in s.blocks if b.kind is BlockKind.HEADING]
    return [_key(title) for title in titles]


def score(path: Path) -> tuple[int, int, list[str]]:
    """Return how many headings a file has, how many of them are found, and the missed ones."""
    wanted = Counter(plain_headings(path.read_text(encoding="utf-8")))
    missed = list((wanted - Counter(found_headings(path))).elements())
    return wanted.total(), wanted.total() - len(missed), missed


def _without_front_matter(lines: list[str]) -> list[str]:
    if lines and lines[0].strip() == "---" and "---" in (line.strip() for line in lines[1:]):
        return lines[[line.strip() for line in lines[1:]].index("---") + 2 :]
    return lines


def _key(text: str) -> str:
    return " ".join(_WORD.findall(_MARKUP.sub(r" \1 ", text).casefold()))


def main() -> int:
    """Score every Markdown file of a folder; 1 when the floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    wanted = found = files = 0
    for path in sorted(parser.parse_args().corpus.rglob("*.md")):
        try:
            one, two, missed = score(path)
        except (KnownError, UnicodeDecodeError) as error:
            print(f"  ----  {path.name}: {error}")
            continue
        files, wanted, found = files + 1, wanted + one, found + two
        if missed:
            print(f"{two:4}/{one:<4} {path.name}: {missed[:3]}")
    share = found / wanted if wanted else 1.0
    print(f"{files} files, {wanted} headings, {share:.4f} found")
    return 0 if share >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
