"""Bring judged drafts into judged.jsonl, and their features up to date.

    python packaging/cards/gather.py NAME=FOLDER ... [--labels FILE] [--again FILE]

Each text of a FOLDER is called NAME/file. Its candidates are made anew: a line of judged.jsonl with the same
text and key gets their features, so that what training sees is what the program sees. `--labels` adds judged
drafts, one JSON object a line: {"id": key, "label": ..., "reason": ...}; `--again` stores a second judgement
of drafts that are there. Question, answer and sentence are kept only of the project's own texts.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cards.judged import FILE, key_of

from studyapp.flashcards.cast import Cast
from studyapp.flashcards.features import features
from studyapp.flashcards.templates import candidates
from studyapp.flashcards.wording import squeezed
from studyapp.importers.detect import parse_file
from studyapp.importers.source import Source
from studyapp.language.engine import analyse
from studyapp.language.verbs import base_form
from studyapp.text.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF_TEXT = ("a reporting text", "a dated text")
"""Features that all drafts of a text share: known even of a draft that is not made any more."""


def candidates_of(name: str, file: Path) -> Iterator[dict[str, Any]]:
    """Yield what can be asked of a text, each as a line of judged.jsonl without its label."""
    document = parse_file(Source(file.name, file.read_bytes()))
    analysis = analyse(document.sections, document.language)
    cast = Cast(analysis.actors, analysis.facts, Terms(document.sections), document.title)
    for fact in analysis.facts:
        for candidate in candidates(fact, cast, base_form):
            rounded = {key: round(value, 3) for key, value in features(candidate, cast).items()}
            answer = squeezed(candidate.answer)
            key = key_of(candidate.front, answer)
            yield {"text": name, "key": key, "template": candidate.template, "features": rounded}


def renewed(lines: list[dict[str, Any]], found: dict[tuple[str, str], dict[str, Any]]) -> int:
    """Give judged lines the features of the candidates that they are; return how many were found."""
    shared = {text: {n: one["features"].get(n, 0.0) for n in _OF_TEXT} for (text, _), one in found.items()}
    count = 0
    for line in lines:
        fresh = found.get((line["text"], line["key"]))
        if fresh is not None:
            line["features"], line["template"] = fresh["features"], fresh["template"]
            count += 1
        elif line["text"] in shared:
            line["features"] |= shared[line["text"]]
    return count


def _read(path: Path | None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path else []


def main() -> None:
    """Make the candidates, renew, add, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", metavar="NAME=FOLDER")
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--again", type=Path)
    options = parser.parse_args()
    lines, found = _read(FILE), dict[tuple[str, str], dict[str, Any]]()
    known = {line["text"] for line in lines}
    for name, _, folder in (one.partition("=") for one in options.folders):
        for file in sorted(path for path in Path(folder).iterdir() if path.suffix in (".txt", ".md")):
            text = f"{name}/{file.stem}"
            if options.labels is None and text not in known:
                continue
            found |= {(text, one["key"]): one for one in candidates_of(text, file)}
    print(f"{renewed(lines, found)} of {len(lines)} judged drafts were made again")
    there = {line["key"]: line for line in lines}
    by_key = {key: one for (_, key), one in found.items()}
    for label in _read(options.labels):
        if label["id"] not in there and label["id"] in by_key:
            why = {"reason": label["reason"]} if label.get("reason") else {}
            lines.append(by_key[label["id"]] | {"label": label["label"]} | why)
    for label in _read(options.again):
        there[label["id"]]["again"] = label["label"]
    FILE.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} judged drafts now")


if __name__ == "__main__":
    main()
