"""Make plain texts with known headings, for training: documents set anew, and books with an HTML edition.

    python packaging/headings/make_texts.py --documents DIR --out DIR [--each N]
    python packaging/headings/make_texts.py --dumps DIR --out DIR
    python packaging/headings/make_texts.py --gutenberg DIR --out DIR

--documents: any folder of Markdown, HTML, EPUB or Word files; the folder below DIR is a text's kind. Each is
set N times in a manner drawn at random. --dumps: such a folder, each file as pandoc, lynx and w3m write it in
plain text. --gutenberg: folders with N.txt (or N-0.txt, N-8.txt) and N-h.htm.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from headings.dumps import dumps, read_headings
from headings.gutenberg import Titles, read_titles
from headings.rendering import render

from studyapp.domain.errors import UnreadableDocumentError
from studyapp.importers.detect import parse_file
from studyapp.importers.source import Source

SUFFIXES = {".md", ".markdown", ".html", ".htm", ".xhtml", ".epub", ".docx"}
WEB = {".html", ".htm"}
# Of each kind at most so many documents, so that none is learned by heart.
KIND_DOCUMENTS = 20
# A document is set if it has so many headings, words, and words to a heading.
LEAST_HEADINGS = 3
WORDS = (250, 40_000)
WORDS_A_HEADING = 12
# What other programs write is kept in this size; a longer title is nobody's heading.
CHARACTERS = (2_000, 400_000)
TITLE_WORDS = 22


def keep(out: Path, name: str, text: str, titles: Titles) -> None:
    """Write a text and its list of headings."""
    (out / f"{name}.txt").write_text(text, encoding="utf-8")
    listed = json.dumps(titles._asdict(), ensure_ascii=False, indent=0)
    (out / f"{name}.headings.json").write_text(listed, encoding="utf-8")


def set_documents(folder: Path, out: Path, each: int) -> int:
    """Set the documents of a folder anew and return how many texts were made."""
    made = 0
    for kind in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = sorted(path for path in kind.rglob("*") if path.suffix.casefold() in SUFFIXES)
        Random(zlib.crc32(kind.name.encode())).shuffle(files)
        used = 0
        for file in files:
            if used == KIND_DOCUMENTS:
                break
            try:
                document = parse_file(Source(file.name, file.read_bytes()))
            except UnreadableDocumentError:
                continue
            titled = sum(section.title is not None for section in document.sections)
            words = sum(len(block.text.split()) for section in document.sections for block in section.blocks)
            if (
                titled < LEAST_HEADINGS
                or not WORDS[0] <= words <= WORDS[1]
                or words < WORDS_A_HEADING * titled
            ):
                continue
            used += 1
            for number in range(each):
                random = Random(zlib.crc32(f"{kind.name}/{file.name}/{number}".encode()))
                made_text = render(document, random, from_web=file.suffix.casefold() in WEB)
                titles = Titles(made_text.headings, made_text.optional, document.title)
                keep(out, f"{kind.name}__{used}-{number}", "\n".join(made_text.lines), titles)
                made += 1
    return made


def dump_documents(folder: Path, out: Path) -> int:
    """Keep the documents of a folder as other programs write them, and return how many texts were made."""
    made = 0
    for file in sorted(path for path in folder.glob("*/**/*") if path.is_file()):
        found = read_headings(file)
        if len(found) < LEAST_HEADINGS:
            continue
        first, *others = found  # names the text
        short = [title for title in others if len(title.split()) <= TITLE_WORDS]
        long = [title for title in others if len(title.split()) > TITLE_WORDS]
        for way, text in dumps(file):
            if CHARACTERS[0] <= len(text) <= CHARACTERS[1]:
                kind = file.relative_to(folder).parts[0]
                keep(out, f"{kind}__{file.stem}-{way}", text, Titles(short, [first, *long], ""))
                made += 1
    return made


def pair_books(folder: Path, out: Path) -> int:
    """Keep the books of a folder whose two editions agree, and return how many they are."""
    made = 0
    for page in sorted(folder.rglob("*-h.htm*")):
        number = page.name.partition("-h.")[0]
        plain = [path for end in ("-0", "-8", "") for path in page.parents[1].glob(f"{number}{end}.txt")]
        if not plain:
            continue
        data = plain[0].read_bytes()
        text = data.decode("utf-8" if plain[0].stem.endswith("-0") else "cp1252", "replace").replace(
            "\r\n", "\n"
        )
        titles = read_titles(text, page.read_bytes())
        if titles is not None:
            keep(out, f"pg-{number}", text, titles)
            made += 1
    return made


def main() -> None:
    """Make the texts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=Path)
    parser.add_argument("--dumps", type=Path)
    parser.add_argument("--gutenberg", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--each", type=int, default=4)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    made = set_documents(chosen.documents, chosen.out, chosen.each) if chosen.documents else 0
    made += dump_documents(chosen.dumps, chosen.out) if chosen.dumps else 0
    made += pair_books(chosen.gutenberg, chosen.out) if chosen.gutenberg else 0
    print(f"{made} texts in {chosen.out}")


if __name__ == "__main__":
    main()
