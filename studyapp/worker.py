"""The import process: it alone parses and analyses: a text that breaks it breaks one import only.

It is started as `studyapp --worker` and speaks JSON lines (UTF-8) on standard input and output. A request is

    {"path": str | null, "text": str | null, "name": str, "password": str, "originals": str, "pictures": str,
     "known": [sha256, ...]}

and the answers to it are any number of `{"progress": 0..1}`, then `{"section": {...}}` for each section, a
`{"storing": sha256}` just before the original is written, and exactly one last line:

    {"document": {all but the sections}, "sha256": str, "size_bytes": int}
    {"duplicate": sha256}
    {"error": {"sentence": str, "hint": str, "kind": "file" | "password" | "library"}}

or, for the analysis of a text, as many lines more as it has sections, each a section:

    {"analyse": {"name": str, "language": str, "section_count": int}}

which is answered by progress, parts of the findings, and one last line:

    {"found": "actors" | "facts" | "drafts", "items": [...]}    {"analysis": {all but these}}

`kind` says what is at fault. A bug ends the process with a traceback on
standard error. It ends when standard input closes, and knows neither Qt nor the database.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from studyapp.domain.analyses import Analysis
from studyapp.domain.errors import KnownError, LibraryError, PasswordNeededError, UnreadableDocumentError
from studyapp.importers.detect import parse_file, parse_pasted_text, require_suffix
from studyapp.importers.originals import (
    Original,
    is_folder,
    original_path,
    read_original,
    remove_leftovers,
    store_original,
    store_pictures,
)
from studyapp.importers.source import Pictures, Source
from studyapp.importers.wire import decode_section, encode_head, encode_section
from studyapp.language.version import OFF
from studyapp.runtime.limits import MEMORY_BYTES, give_way, limit_cpu, limit_memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from studyapp.domain.documents import ParsedDocument, Section
    from studyapp.domain.places import Place

# Processor time for one request: an orphan that hangs ends by it. The window's own limits are shorter: an
# hour for an analysis on two cores.
PARSE_CPU_S, ANALYSIS_CPU_S = 300, 3 * 3_600
_CHUNK = 200  # findings in one line, so that no long line holds the interpreter of the window
# Reading takes about this part of the time, parsing most of the rest.
_READ_PART, _PARSE_PART = 0.05, 0.9


def main() -> int:
    """Answer requests until standard input closes; return the exit status."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the program that started it
    limit_memory(MEMORY_BYTES)
    requests, answers = sys.stdin.buffer, _reserve_output()

    def send(answer: dict[str, object]) -> None:
        answers.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        answers.flush()

    try:
        for line in requests:
            request, progress = json.loads(line), _Progress(send)
            analyses = "analyse" in request
            if analyses:
                give_way()  # nobody waits for it, as somebody does for a file
            limit_cpu(ANALYSIS_CPU_S if analyses else PARSE_CPU_S)
            for answer in (
                _analyse(request["analyse"], requests, progress) if analyses else _answer(request, progress)
            ):
                send(answer)
    except BrokenPipeError:
        _abandon(answers)
    return 0


def _answer(request: dict[str, Any], on_progress: Callable[[float], None]) -> Iterator[dict[str, object]]:
    name = request["name"].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    originals = Path(request["originals"])
    try:
        remove_leftovers(originals)
        original = _read(request, name, on_progress)
        if original.sha256 in request["known"]:
            yield {"duplicate": original.sha256}
            return
        pictures = Pictures()
        document = _parse(request, original, name, pictures, on_progress)
        for section in document.sections:
            yield {"section": encode_section(section)}
        if not original_path(originals, original.sha256).exists():
            yield {"storing": original.sha256}
        store_pictures(Path(request["pictures"]), _shown(document, pictures), name=name)
        store_original(originals, original, name=name)
        yield {
            "document": encode_head(document),
            "sha256": original.sha256,
            "size_bytes": len(original.data),
        }
    except KnownError as error:
        yield {"error": {"sentence": error.sentence, "hint": error.hint, "kind": _kind(error)}}
    except MemoryError:
        sentence = f"“{name}” could not be read: it needs more memory than an import may use (2 GB)."
        yield {"error": {"sentence": sentence, "hint": "Divide it into several files.", "kind": "file"}}


def _shown(document: ParsedDocument, pictures: Pictures) -> dict[str, bytes]:
    """Return the pictures that are in the document: some were in parts that are not."""
    names = {document.cover} | {block.image for section in document.sections for block in section.blocks}
    return {name: data for name, data in pictures.kept.items() if name in names}


def _kind(error: KnownError) -> str:
    if isinstance(error, LibraryError):
        return "library"
    return "password" if isinstance(error, PasswordNeededError) else "file"


def _analyse(
    request: dict[str, Any], lines: BinaryIO, on_progress: Callable[[float], None]
) -> Iterator[dict[str, object]]:
    from studyapp.language.wire import encode_analysis  # noqa: PLC0415 (the lists are read when they are needed)

    given = [lines.readline() for _ in range(request["section_count"])]
    if not all(line.endswith(b"\n") for line in given):
        return  # whoever asked has ended in the middle
    sections = [decode_section(json.loads(line)) for line in given]
    try:
        found = encode_analysis(
            find(sections, request["language"], on_progress=on_progress, title=request["name"])
        )
    except MemoryError:
        sentence = f"“{request['name']}” could not be analysed: it needs more memory than it may use."
        yield {"error": {"sentence": sentence, "hint": "Divide it into several files.", "kind": "file"}}
        return
    for name in ("actors", "facts", "drafts"):
        items = found.pop(name)
        for at in range(0, len(items), _CHUNK):
            yield {"found": name, "items": items[at : at + _CHUNK]}
    yield {"analysis": found | {"actors": [], "facts": [], "drafts": []}}


def find(
    sections: Sequence[Section], language: str, *, on_progress: Callable[[float], None], title: str = ""
) -> Analysis:
    """Return all that is found in a text: actors and facts by the engine, drafts from the facts.

    Without its model the engine finds nothing, and the analysis says that it is off.
    """
    from studyapp.flashcards.drafting import make_drafts  # noqa: PLC0415 (as above)
    from studyapp.language.engine import analyse, read_back  # noqa: PLC0415 (as above)
    from studyapp.language.verbs import base_form  # noqa: PLC0415 (as above)
    from studyapp.text.terms import Terms  # noqa: PLC0415 (as above)
    from studyapp.text.words import count_words  # noqa: PLC0415 (as above)

    try:
        analysis = analyse(sections, language, on_progress=on_progress)
    except KnownError as error:
        return Analysis(OFF, (), (), (), (error.sentence,))
    words = [sum(count_words(block.text) for block in section.blocks) for section in sections]
    drafts = make_drafts(
        analysis.facts,
        base_form,
        analysis.actors,
        words,
        read_back,
        terms=Terms(sections),
        title=title,
        section_titles=[section.title or "" for section in sections],
    )
    return _as_written(analysis._replace(drafts=drafts), sections)


def _as_written(found: Analysis, sections: Sequence[Section]) -> Analysis:
    """Return the findings with their sentences as the text has them: marks of notes were not read."""

    def written(place: Place) -> str:
        return sections[place.section].blocks[place.block].text[place.start : place.end]

    facts = tuple(fact._replace(sentence=written(fact.place)) for fact in found.facts)
    drafts = tuple(
        draft._replace(
            sources=tuple(one._replace(sentence=written(one.sentence_place)) for one in draft.sources)
        )
        for draft in found.drafts
    )
    return found._replace(facts=facts, drafts=drafts)


def _read(request: dict[str, Any], name: str, on_progress: Callable[[float], None]) -> Original:
    if request["path"] is None:
        return Original.of(request["text"].encode("utf-8", "replace"))
    path = Path(request["path"])
    if not is_folder(path):
        require_suffix(name)
    return read_original(path, name=name, on_progress=lambda part: on_progress(part * _READ_PART))


def _parse(
    request: dict[str, Any],
    original: Original,
    name: str,
    pictures: Pictures,
    on_progress: Callable[[float], None],
) -> ParsedDocument:
    def scaled(part: float) -> None:
        on_progress(_READ_PART + part * (_PARSE_PART - _READ_PART))

    try:
        if request["path"] is None:
            return parse_pasted_text(request["text"], name=name, on_progress=scaled)
        return parse_file(Source(name, original.data, request["password"], pictures, scaled))
    except RecursionError as error:
        raise UnreadableDocumentError(
            f"“{name}” could not be read: its parts are nested too deeply.", "Simplify its structure."
        ) from error


class _Progress:
    """Sends progress, but not more often than each whole percent."""

    def __init__(self, send: Callable[[dict[str, object]], None]) -> None:
        self._send = send
        self._last = -1.0

    def __call__(self, part: float) -> None:
        if part - self._last >= 0.01:
            self._last = part
            self._send({"progress": round(part, 3)})


def _reserve_output() -> BinaryIO:
    """Return standard output for answers alone: whatever prints from now on goes to standard error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _abandon(answers: BinaryIO) -> None:
    """Leave without a traceback when the window is gone: what is still buffered has no reader."""
    try:
        answers.close()
    except BrokenPipeError:
        return
