"""The verbs of study: analyze, actors, facts, cards, accept, discard, card, export."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter, sleep
from typing import TYPE_CHECKING, Any

from studyapp.cli import study_shapes as shapes
from studyapp.cli.output import complain, write_answer
from studyapp.cli.session import reading, writing
from studyapp.cli.shapes import section_shape
from studyapp.domain.documents import SectionHeading
from studyapp.domain.errors import KnownError, LibraryInUseError, NotFoundError
from studyapp.flashcards import byhand
from studyapp.flashcards.levels import DEFAULT_QUALITY
from studyapp.importers.wire import decode_document
from studyapp.language.wire import decode_analysis
from studyapp.runtime.import_process import ImportProcess
from studyapp.services import actors as actor_service
from studyapp.services import authoring
from studyapp.services import drafts as draft_service
from studyapp.services.analysing import analysis_warnings, is_analysed, keep_analysis, request_analysis
from studyapp.services.annotating import find_passage
from studyapp.services.importing import find_files
from studyapp.services.library import clean_text
from studyapp.services.reading import read_sections
from studyapp.text.words import count_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from studyapp.cli.verbs import Answer
    from studyapp.domain.cards import Card, Draft
    from studyapp.domain.documents import DocumentRecord, ParsedDocument
    from studyapp.services.library import Library

ANALYSIS_PATIENCE_S = 20.0
"""How long a reading verb waits for the window to have analysed a text."""


@contextmanager
def _analysed(folder: Path, wanted: str) -> Iterator[tuple[Library, DocumentRecord]]:
    """Open a library to read what was found in a document; it is analysed first where it was not yet."""
    with reading(folder) as library:
        record = library.find_document(wanted)
        known = is_analysed(library, record.id)
    if not known:
        try:
            with writing(folder) as library:
                _analyse(library, record.id)
        except LibraryInUseError:
            if not _comes(folder, record.id):  # a window analyses what it has by itself
                raise
    with reading(folder) as library:
        yield library, record


def _comes(folder: Path, document_id: str) -> bool:
    """Wait for the analysis that the window makes; say whether it came in time."""
    patience = monotonic() + ANALYSIS_PATIENCE_S
    with reading(folder) as library:
        while not is_analysed(library, document_id):
            if monotonic() > patience:
                return False
            sleep(0.1)
    return True


def _analyse(library: Library, document_id: str) -> None:
    process = ImportProcess()
    try:
        found = request_analysis(
            library, process, document_id, on_progress=lambda _: None, cancelled=threading.Event()
        )
    finally:
        process.close()
    keep_analysis(library, document_id, found)


def analyze(options: argparse.Namespace, _: Path) -> Answer:
    """Parse and analyse files without a library; with --json one object a line, one a file."""
    failed = False
    process = ImportProcess()

    def fail(path: str, sentence: str) -> None:
        nonlocal failed
        failed = True
        complain(f"{path}: {sentence}")
        if options.json:
            _write_line({"path": path, "error": sentence})

    try:
        for path in find_files(options.paths, None, fail):
            try:
                shape = _analyze_one(process, path)
            except KnownError as error:
                fail(str(path), error.sentence)
            else:
                _write_line(shape) if options.json else _write_summary(shape)
    finally:
        process.close()
    return None, "", 1 if failed else 0


def _analyze_one(process: ImportProcess, path: Path) -> dict[str, Any]:
    begun = perf_counter()
    cancelled = threading.Event()
    with TemporaryDirectory(prefix="studyapp-") as originals:
        request = {"path": str(path.absolute()), "text": None, "name": path.name, "password": ""}
        answer = process.parse(
            {**request, "originals": originals, "pictures": originals, "known": []}, lambda _: None, cancelled
        )
    parsed = decode_document(answer["document"])
    sections = answer["document"]["sections"]
    asked = {"name": path.name, "language": parsed.language, "section_count": len(sections)}
    found = decode_analysis(process.analyse(asked, sections, lambda _: None, cancelled))
    titles = [section.title for section in parsed.sections]

    def text_of(section: int, block: int) -> str:
        return parsed.sections[section].blocks[block].text

    drafts = [draft for draft in found.drafts if draft.is_among(DEFAULT_QUALITY)]
    return {
        "path": str(path),
        "title": parsed.title,
        "authors": list(parsed.authors),
        "language": parsed.language or None,
        "sections": _sections_shape(parsed),
        "actors": [shapes.actor_shape(actor, text_of) for actor in found.actors],
        "facts": [shapes.fact_shape(fact, titles) for fact in found.facts],
        "drafts": [shapes.draft_shape(draft, None, titles) for draft in drafts],
        "warnings": [*parsed.warnings, *found.warnings],
        "seconds": round(perf_counter() - begun, 3),
    }


def _sections_shape(parsed: ParsedDocument) -> list[dict[str, Any]]:
    return [
        section_shape(
            SectionHeading(
                index, section.level, section.title, sum(count_words(b.text) for b in section.blocks)
            ),
            section,
        )
        for index, section in enumerate(parsed.sections)
    ]


def _write_line(shape: dict[str, Any]) -> None:
    write_answer(json.dumps(shape, ensure_ascii=False))


def _write_summary(shape: dict[str, Any]) -> None:
    found = ", ".join(f"{len(shape[name])} {name}" for name in ("actors", "facts", "drafts"))
    write_answer(f"{shape['path']}: {shape['title']}: {found}")
    for warning in shape["warnings"]:
        complain(f"{shape['path']}: {warning}")


def actors(options: argparse.Namespace, folder: Path) -> Answer:
    """List who acts in a document, most salient first."""
    with _analysed(folder, options.document) as (library, record):
        found = actor_service.load_actors(library, record.id)
        found = tuple(actor for actor in found if actor.key or not options.key)
        texts = {(section, block): text for section, block, text in library.texts(record.id)}
        warnings = analysis_warnings(library, record.id)
    shape = [shapes.actor_shape(actor, lambda s, b: texts[s, b]) for actor in found]
    lines = [f"{len(a.mentions):>5}  {a.name}  ({a.kind.value})" for a in found]
    return shape, "\n".join(lines) or " ".join(("No actors were found.", *warnings)), 0


def facts(options: argparse.Namespace, folder: Path) -> Answer:
    """List what a document states."""
    with _analysed(folder, options.document) as (library, record):
        stated = actor_service.load_facts(library, record.id)
        titles = [heading.title for heading in library.outline(record.id)]
        warnings = analysis_warnings(library, record.id)
    shape = [shapes.fact_shape(fact, titles) for fact in stated]
    lines = [f"{fact.kind.value:<10}  {' '.join(fact.sentence.split())}" for fact in stated]
    return shape, "\n".join(lines) or " ".join(("No facts were found.", *warnings)), 0


def cards(options: argparse.Namespace, folder: Path) -> Answer:
    """List a document's cards, or the drafts that wait."""
    if options.drafts or options.more or options.only_read:
        least = 0.0 if options.more else DEFAULT_QUALITY
        with _analysed(folder, options.document) as (library, record):
            drafts = draft_service.load_drafts(
                library, record.id, least=least, only_in=_wanted(options, library, record)
            )
            titles = [heading.title for heading in library.outline(record.id)]
        shape = [shapes.draft_shape(draft, record.id, titles) for draft in drafts]
        return shape, "\n".join(_card_line(d) for d in drafts) or "No draft waits.", 0
    with reading(folder) as library:
        record = library.find_document(options.document)
        made = authoring.load_cards(library, record.id)
        titles = [heading.title for heading in library.outline(record.id)]
    shape = [shapes.card_shape(card, titles) for card in made]
    return shape, "\n".join(_card_line(card) for card in made) or "No cards yet.", 0


def _wanted(options: argparse.Namespace, library: Library, record: DocumentRecord) -> frozenset[int] | None:
    """Return the sections whose drafts are asked for; None for all."""
    return read_sections(library, record.id) if options.only_read else None


def _card_line(card: Card | Draft) -> str:
    return f"{card.id:>4}  {card.front}\n      {card.answer}"


def accept(options: argparse.Namespace, folder: Path) -> Answer:
    """Make cards of drafts: one, or the best."""
    with _analysed(folder, options.document):
        pass
    with writing(folder) as library:
        record = library.find_document(options.document)
        least = 0.0 if options.card else options.min_quality
        waiting = draft_service.load_drafts(
            library, record.id, least=least, only_in=_wanted(options, library, record)
        )
        chosen = sorted(waiting, key=lambda draft: -draft.quality)
        if options.card:
            chosen = [draft for draft in waiting if draft.id == options.card]
            if not chosen:
                raise NotFoundError(f"No draft {options.card} waits in “{record.title}”.")
        chosen = chosen[: options.limit]
        if chosen:
            authoring.accept_drafts(library, record.id, [draft.id for draft in chosen])
        left = draft_service.count_drafts(library, record.id)
    return {"accepted": len(chosen), "left": left}, f"Accepted: {len(chosen)}. Left: {left}.", 0


def discard(options: argparse.Namespace, folder: Path) -> Answer:
    """Let a draft go for good."""
    with writing(folder) as library:
        document_id = draft_service.document_of_draft(library, options.card)
        authoring.discard_draft(library, document_id, options.card)
    return {"discarded": options.card}, f"Discarded: {options.card}", 0


def card(options: argparse.Namespace, folder: Path) -> Answer:
    """Write, edit or delete a card by hand."""
    with writing(folder) as library:
        if options.card_verb == "add":
            record = library.find_document(options.document)
            place = find_passage(library, record.id, options.quote, options.prefix)
            _, made = authoring.add_cards(
                library, record.id, place, _wordings(options), options.picture or ""
            )
            shape, line, status = _card_answer(library, made[0])
            others = [_card_answer(library, other) for other in made[1:]]
            if others:
                shape |= {"others": [other for other, _, _ in others]}
            return shape, "\n".join([line, *(text for _, text, _ in others)]), status
        found = authoring.find_card(library, options.card)
        if options.card_verb == "delete":
            answer = _card_answer(library, found)
            authoring.delete_card(library, found.id)
            return answer
        front, told = options.front, options.answer
        authoring.edit_card(
            library,
            found.id,
            front=found.front if front is None else front,
            answer=found.answer if told is None else told,
            picture=options.picture,
        )
        if options.suspended is not None:
            authoring.suspend_card(library, found.id, suspended=options.suspended)
        return _card_answer(library, authoring.find_card(library, found.id))


def _wordings(options: argparse.Namespace) -> tuple[byhand.Wording, ...]:
    """Return the cards that a person worded."""
    front, answer = clean_text(options.front), clean_text(options.answer) or options.quote
    if byhand.has_gap(front):
        return byhand.from_gaps(front)
    return byhand.both_ways(front, answer) if options.reversed else byhand.one_way(front, answer)


def _card_answer(library: Library, made: Card) -> tuple[dict[str, Any], str, int]:
    titles = [heading.title for heading in library.outline(made.document_id)]
    return shapes.card_shape(made, titles), _card_line(made), 0


def export(options: argparse.Namespace, folder: Path) -> Answer:
    """Write cards to a file for another program."""
    from studyapp.services.exporting import export_tsv  # noqa: PLC0415 (for this verb alone)

    with reading(folder) as library:
        wanted = [library.find_document(name).id for name in options.documents]
        written = export_tsv(library, options.output, wanted or None)
    line = f"{written.cards} cards written to {options.output}"
    if written.pictures:
        line += (
            f"\nTheir pictures ({written.pictures}) are in {written.folder}: copy them into"
            " Anki's folder collection.media"
        )
    counts = {"cards": written.cards} | ({"pictures": written.pictures} if written.pictures else {})
    return (
        {"path": str(options.output), "written": counts},
        line,
        0,
    )


VERBS = {
    "analyze": analyze,
    "actors": actors,
    "facts": facts,
    "cards": cards,
    "accept": accept,
    "discard": discard,
    "card": card,
    "export": export,
}
