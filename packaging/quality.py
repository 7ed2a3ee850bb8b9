"""The drafts of a folder of texts with their reasons, and what judges said of them.

    python3 packaging/dev.py quality DIR [--least Q] [--quiet] [--judged FILE]

Prints every draft from a quality on (the default setting unless told), drafts a second, and drafts for each
1,000 words. Of those that were judged (a line of judged.jsonl has their key) it prints the good and the wrong
part at each threshold and by template, and how true the qualities are. Texts that took part in the training
look better than they are: `packaging/train_ranker.py --dry` has the figures on texts that it did not see.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from cards.judged import FILE, key_of, read_judged
from cards.report import print_calibration, print_templates, print_thresholds

from studyapp.domain.errors import KnownError
from studyapp.flashcards.levels import DEFAULT_QUALITY
from studyapp.importers.detect import parse_file
from studyapp.importers.source import Source
from studyapp.text.words import count_words
from studyapp.worker import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.domain.cards import Draft


def drafts_of(file: Path) -> tuple[int, tuple[Draft, ...]]:
    """Return the words of a file and all its drafts."""
    document = parse_file(Source(file.name, file.read_bytes()))
    found = find(document.sections, document.language, on_progress=lambda _: None, title=document.title)
    words = sum(count_words(block.text) for section in document.sections for block in section.blocks)
    return words, found.drafts


def texts(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder, or the one file that it is."""
    yield from sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else [folder]


def show(draft: Draft) -> None:
    """Print a draft, its sentence and its reasons."""
    print(f"  {draft.quality:.2f} {draft.template}: {draft.front} — {draft.answer}")
    print(f"       “{' '.join(draft.sources[0].sentence.split())}”")
    print("       " + "; ".join(f"{'+' if reason.good else '−'} {reason.text}" for reason in draft.reasons))


def main() -> None:
    """Print drafts, then figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--least", type=float, default=DEFAULT_QUALITY)
    parser.add_argument("--quiet", action="store_true", help="figures only")
    parser.add_argument("--judged", type=Path, default=FILE)
    options = parser.parse_args()
    labels = {one.key: one.label for one in read_judged(options.judged)}
    words, kept, drafts, begun = 0, 0, list[tuple[str, float, str]](), time.perf_counter()
    for file in texts(options.folder):
        try:
            count, found = drafts_of(file)
        except KnownError as error:
            print(f"{file.name}: {error.sentence}", file=sys.stderr)
            continue
        words += count
        shown = [draft for draft in found if draft.is_among(options.least)]
        kept += len(shown)
        print(f"{file.name}: {count} words, {len(shown)} drafts of {len(found)}")
        for draft in () if options.quiet else shown:
            show(draft)
        drafts += [(draft.template, draft.quality, key_of(draft.front, draft.answer)) for draft in found]
    seconds = time.perf_counter() - begun
    rate = 1000 * kept / max(words, 1)
    print(f"\n{words} words, {kept} drafts from {options.least} on: {rate:.1f} for 1,000 words;")
    print(f"{len(drafts) / seconds:.0f} drafts a second, analysis included")
    judged = [(template, quality, labels[key]) for template, quality, key in drafts if key in labels]
    if judged:
        print(f"\n{len(judged)} of them are judged:")
        names, qualities, said = zip(*judged, strict=True)
        print_thresholds(qualities, said)
        print_templates(qualities, said, names)
        print_calibration(qualities, said)


if __name__ == "__main__":
    main()
