"""Score the EPUB importer on books that are not committed: title, contents and words against a plain reading.

    python tests/scores/score_epub.py --corpus DIR [--worst 10]

The plain reading shares no code with the importer: zipfile, xml.etree and html.parser read the package, the
contents and all text of the spine. What the importer leaves out on purpose (printed contents that nothing
leads to, page and line numbers) counts against it here; entries that lead out of the spine, hidden elements,
and the frame of Project Gutenberg do not.
"""

from __future__ import annotations

import argparse
import posixpath
import re
import sys
import time
import unicodedata
import zipfile
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from studyapp.domain.documents import BlockKind
from studyapp.domain.errors import KnownError
from studyapp.importers.epub import parse_epub
from studyapp.importers.source import Source

WORDS_WITHIN = 0.02
LEAST_WORDS = 1_000  # in a shorter one the labels of the contents outweigh the text
FORMULA_WORD = 4
_PICTURES = (".svg", ".jpg", ".jpeg", ".png", ".gif")
NO_READING = (KeyError, StopIteration, AssertionError, ET.ParseError, zipfile.BadZipFile)
# Letters and figures apart: 10<sup>6</sup> and 10⁶, law<a>5</a> and law [5] are the same words.
_WORD = re.compile(r"[^\W\d_]+|\d+")
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;|#)[A-Za-z0-9]+;")
_IN_LINES = frozenset(
    (
        *("a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "q", "ruby"),
        *("rb", "rp", "rt", "rtc", "s", "samp", "small", "span", "strong", "sub", "sup", "u"),
        *("math", "mrow", "mi", "mn", "mo", "mtext", "mstyle", "mspace", "msup", "msub", "msubsup"),
    )
)
_SILENT = frozenset(
    (
        *("script", "style", "head", "nav", "rt", "rp", "svg", "annotation", "annotation-xml"),
        *("noscript", "audio", "video", "iframe", "template"),
    )
)
_OWN = ("pg-header", "pg-footer", "pg-machine-header")  # the frame of Project Gutenberg
_FRAME = re.compile(r"project gutenberg", re.IGNORECASE)
_HIDING = re.compile(r"display\s*:\s*none")
_FRAME_START = re.compile(r"\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG[^*]*\*\*\*")
_FRAME_END = re.compile(r"\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a plain reading finds: the title, the labels of the contents, the words of the spine.

    Labels are those that lead to a file of the spine, in the order of the spine.
    """

    title: str
    labels: list[str]
    words: Counter[str]
    formulas: bool  # whether it has any: how their letters are parted is a matter of taste


@dataclass(frozen=True, slots=True)
class Score:
    """How a book came out: parts of 1, and the time it took."""

    name: str
    title: bool
    contents: float  # of the labels, those that are a section's title
    order: bool  # whether these come in the order of the contents
    words: float  # F1
    length: int  # words of the plain reading
    seconds: float


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = ""  # the tag of what is left out, and how many of the same are open
        self._open = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            self._open += tag == self._silent
        elif tag in _SILENT or _is_hidden(dict(attrs)):
            self._silent, self._open = tag, 1
        if tag not in _IN_LINES:
            self.parts.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _IN_LINES:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._open -= 1
            self._silent = self._silent if self._open else ""
        if tag not in _IN_LINES:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("id") in _OWN
        or bool(_HIDING.search(attributes.get("style") or ""))
    )


def read_plainly(path: Path) -> Reading:
    """Return the plain reading of a book. Raises KeyError or ParseError where it finds none."""
    with zipfile.ZipFile(path) as archive:
        container = _tree(archive, "META-INF/container.xml")
        package = next(e for e in container.iter() if e.tag.endswith("rootfile")).attrib["full-path"]
        root = _tree(archive, package)
        items = {e.attrib["id"]: e.attrib for e in root.iter() if e.tag.endswith("}item")}
        title = next((e.text or "" for e in root.iter() if e.tag.endswith("}title")), "")
        nav = next((i["href"] for i in items.values() if "nav" in i.get("properties", "").split()), "")
        ncx = next(
            (i["href"] for i in items.values() if i.get("media-type") == "application/x-dtbncx+xml"), ""
        )
        entries = _entries(archive, _name(package, nav or ncx)) if nav or ncx else []
        spine = [e.attrib["idref"] for e in root.iter() if e.tag.endswith("}itemref")]
        files = list(dict.fromkeys(_name(package, items[i]["href"]) for i in spine if i in items))
        known = [file for file in files if file in archive.namelist()]
        labels = [(known.index(file), label) for label, file in entries if label and file in known]
        named = {file for _, file in entries}
        markup = [
            archive.read(file).decode("utf-8", "replace")
            for file in known
            if (file != _name(package, nav or "-") or file in named) and not file.endswith(_PICTURES)
        ]
        texts = [_text(text) for text in markup]
        formulas = any("<math" in text or "<m:math" in text for text in markup)
    words = _counted(_without_frame("".join(texts)), apart=formulas)
    ordered = [label for _, label in sorted(labels, key=lambda pair: pair[0])]
    return Reading(
        " ".join(title.split()), [label for label in ordered if not _FRAME.search(label)], words, formulas
    )


def _text(markup: str) -> str:
    parser = _Text()
    parser.feed(markup)
    return " ".join(("", *("".join(parser.parts),), ""))


def _counted(text: str, *, apart: bool) -> Counter[str]:
    """Count the words; short ones by their signs where formulas are among them (2ax is 2 a x)."""
    words = _words(text)
    return Counter(part for w in words for part in (w if apart and len(w) <= FORMULA_WORD else (w,)))


def _without_frame(text: str) -> str:
    start, end = _FRAME_START.search(text), _FRAME_END.search(text)
    return text[start.end() if start else 0 : end.start() if end else len(text)]


def score(path: Path) -> Score:
    """Return how the importer's document compares with the plain reading."""
    plain = read_plainly(path)
    started = time.perf_counter()
    document = parse_epub(Source(path.name, path.read_bytes()))
    seconds = time.perf_counter() - started
    titles = [" ".join(_words(s.title or "")) for s in document.sections]
    labels = [" ".join(_words(label)) for label in plain.labels]
    known = set(titles)
    found = [label for label in labels if label in known]
    blocks = [b for s in document.sections for b in s.blocks if b.kind is not BlockKind.IMAGE]
    texts = [b.text for b in blocks] + [s.title or "" for s in document.sections]
    words = _counted(" ".join(texts), apart=plain.formulas)
    common = (words & plain.words).total()
    total = words.total() + plain.words.total()
    return Score(
        path.name,
        not plain.title or _words(document.title) == _words(plain.title),
        len(found) / len(labels) if labels else 1.0,
        _in_order(found, titles),
        2 * common / total if total else 1.0,
        plain.words.total(),
        seconds,
    )


def _rank(entry: Score) -> tuple[float, str]:
    words = entry.words if entry.length >= LEAST_WORDS else 1.0
    return min(entry.contents, words, float(entry.title)), entry.name


def main() -> int:
    """Print the worst books and how many came out right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--worst", type=int, default=10)
    arguments = parser.parse_args()
    scores: list[Score] = []
    for path in sorted(arguments.corpus.rglob("*.epub")):
        try:
            scores.append(score(path))
        except KnownError as error:
            print(f"refused  {path.name}: {error.sentence}")
        except NO_READING as error:
            print(f"no plain reading  {path.name}: {error!r}")
    for entry in sorted(scores, key=_rank)[: arguments.worst]:
        print(
            f"{entry.name[:60]:60} title {entry.title!s:5} contents {entry.contents:.3f} "
            f"order {entry.order!s:5} words {entry.words:.4f} {entry.seconds:.2f} s"
        )
    right = sum(s.title and s.contents == 1 and s.order for s in scores)
    long = [s for s in scores if s.length >= LEAST_WORDS]
    within = sum(s.words >= 1 - WORDS_WITHIN for s in long)
    print(f"{len(scores)} books; title, contents and order right: {right}")
    print(f"{len(long)} of {LEAST_WORDS} words or more; words within 2 %: {within}")
    return 0


def _tree(archive: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(_ENTITY.sub(" ", archive.read(name).decode("utf-8-sig")))


def _entries(archive: zipfile.ZipFile, name: str) -> list[tuple[str, str]]:
    """Return the labels of the contents and the files that they lead to."""
    if name not in archive.namelist():
        return []
    root = _tree(archive, name)
    points = [e for e in root.iter() if e.tag.endswith("}navPoint")]
    if points:
        return [(_line(next(iter(e))), _file(name, _attribute(e, "}content", "src"))) for e in points]
    navs = [e for e in root.iter() if e.tag.endswith("}nav")]
    kind = "{http://www.idpf.org/2007/ops}type"
    main_nav = next((e for e in navs if e.attrib.get(kind) == "toc"), None)
    links = [e for e in main_nav.iter() if e.tag.endswith("}a")] if main_nav is not None else []
    return [(_line(e), _file(name, e.attrib.get("href", ""))) for e in links]


def _line(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _attribute(element: ET.Element, name: str, attribute: str) -> str:
    return next((e.attrib.get(attribute, "") for e in element if e.tag.endswith(name)), "")


def _file(base: str, reference: str) -> str:
    path = reference.partition("#")[0]
    return _name(base, path) if path else base


def _name(base: str, reference: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(reference)))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text.replace("\xad", "").replace("\u2060", ""))
    return _WORD.findall(plain.casefold())


def _in_order(labels: list[str], titles: list[str]) -> bool:
    rest = iter(titles)
    return all(label in rest for label in labels)


if __name__ == "__main__":
    sys.exit(main())
