"""What each verb does: it asks the services and returns (the JSON shape, the text for a person)."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from studyapp.cli import shapes
from studyapp.cli.output import complain
from studyapp.cli.session import reading, searching, writing
from studyapp.domain.annotations import Target
from studyapp.domain.errors import KnownError, NotFoundError
from studyapp.domain.hits import HitKind
from studyapp.services.importing import find_files

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from studyapp.domain.annotations import Annotation
    from studyapp.domain.changes import ChangeSet
    from studyapp.domain.hits import Hit
    from studyapp.runtime.import_process import ImportProcess
    from studyapp.services.library import Library

    Answer = tuple[Any, str, int]
    Verb = Callable[[argparse.Namespace, Path], Answer]

_KINDS = {"text": {HitKind.TEXT, HitKind.TITLE}, "notes": {HitKind.NOTE}, "cards": {HitKind.CARD}}


def import_(options: argparse.Namespace, folder: Path) -> Answer:
    """Import files and folders, one after the other; one that fails does not stop the others."""
    from studyapp.runtime.import_process import ImportProcess  # noqa: PLC0415 (for import alone)

    imported: list[dict[str, Any]] = []
    failed: list[dict[str, str]] = []

    def fail(path: str, sentence: str) -> None:
        failed.append({"path": path, "error": sentence})
        complain(f"{path}: {sentence}")

    process = ImportProcess()
    process.start()
    try:
        with writing(folder) as library:
            for path in find_files(options.paths, folder, fail):
                try:
                    imported.append(_import_one(library, process, path, options))
                except KnownError as error:
                    fail(str(path), error.sentence)
    finally:
        process.close()
    lines = [f"{one['status']}: {one['title']} ({one['words']:,} words)" for one in imported]
    return {"imported": imported, "failed": failed}, "\n".join(lines), 1 if failed else 0


def _import_one(
    library: Library, process: ImportProcess, path: Path, options: argparse.Namespace
) -> dict[str, Any]:
    from studyapp.services.importing import OnChange, keep_parsed, parse_path  # noqa: PLC0415 (for import alone)

    parsed = parse_path(
        library,
        process,
        path,
        password=options.password,
        on_progress=lambda _: None,
        cancelled=threading.Event(),
    )
    done = keep_parsed(library, parsed, on_change=options.on_change or OnChange.ASK)
    if done.status == "changed" and done.earlier is not None:  # nothing was told: nothing is lost by this
        same_file = done.earlier.reason == "path"
        done = keep_parsed(library, parsed, on_change=OnChange.UPDATE if same_file else OnChange.BOTH)
    if done.report is not None and done.report.detached:
        ids = ", ".join(done.report.detached)
        complain(f"{path}: no passage was found again for these notes, which are detached: {ids}.")
    return {
        "id": done.document.id,
        "title": done.document.title,
        "path": str(path),
        "status": done.status,
        "format": done.document.format,
        "words": done.document.words,
        "sections": done.document.section_count,
        "warnings": list(done.document.warnings),
    }


def list_(_: argparse.Namespace, folder: Path) -> Answer:
    """List the library."""
    from studyapp.services.authoring import count_cards  # noqa: PLC0415 (for this verb alone)
    from studyapp.services.days import Chosen  # noqa: PLC0415 (as above)
    from studyapp.services.reviewing import counts  # noqa: PLC0415 (as above)

    with reading(folder) as library:
        records, cards = library.documents(), count_cards(library)
        due = {r.id: counts(library, Chosen(r.id)).total if r.id in cards else 0 for r in records}
    shape = [shapes.document_shape(r, cards=cards.get(r.id, 0), due=due[r.id]) for r in records]
    lines = [
        f"{r.id:>4}  {r.title}  ({r.words:,} words, {r.note_count} notes, {cards.get(r.id, 0)} cards)"
        for r in records
    ]
    return shape, "\n".join(lines) or "The library is empty.", 0


def show(options: argparse.Namespace, folder: Path) -> Answer:
    """Show a document's outline and text, or one section of it."""
    with reading(folder) as library:
        record = library.find_document(options.document)
        outline = library.outline(record.id)
        wanted = outline if options.section is None else [h for h in outline if h.index == options.section]
        if not wanted:
            raise NotFoundError(
                f"“{record.title}” has no section {options.section}: they count from 0 to {len(outline) - 1}."
            )
        sections = [shapes.section_shape(h, library.section(record.id, h.index)) for h in wanted]
    lines = [record.title]
    for section in sections:
        lines += [
            "",
            f"{'#' * max(section['level'], 1)} [{section['index']}] {section['title'] or ''}".rstrip(),
        ]
        lines += [f"\n{block['text']}" for block in section["blocks"]]
    shape = {
        "id": record.id,
        "title": record.title,
        "authors": list(record.authors),
        "language": record.language or None,
        "sections": sections,
    }
    return shape, "\n".join(lines), 0


def search(options: argparse.Namespace, folder: Path) -> Answer:
    """Search text, titles, notes and cards."""
    from studyapp.services.searching import snippet  # noqa: PLC0415 (Whoosh, for search alone)

    kinds: set[HitKind] = set()
    for name in options.kinds.split(","):
        if name not in _KINDS:
            raise NotFoundError(f"“{name}” cannot be searched: --in takes text, notes, cards.")
        kinds |= _KINDS[name]
    with reading(folder) as library, searching(library) as engine:
        document = None if options.document is None else library.find_document(options.document).id
        results = engine.search(
            options.query,
            limit=options.limit,
            kinds=frozenset(kinds),
            document_id=document,
            exact=options.exact,
        )
    shape = {
        "query": results.query,
        "total": results.total,
        "seconds": round(results.duration_ms / 1000, 4),
        "suggestion": results.suggestion,
        "hits": [shapes.hit_shape(hit, snippet(hit)) for hit in results.hits],
    }
    lines = [_hit_line(hit, snippet(hit)[0]) for hit in results.hits]
    if not results.total:
        lines = ["Nothing found." + (f" Did you mean “{results.suggestion}”?" if results.suggestion else "")]
    return shape, "\n".join(lines), 0


def _hit_line(hit: Hit, text: str) -> str:
    title = hit.document_title or "A removed document"
    section = "" if hit.section is None else f" › {hit.section_title or 'Introduction'}"
    kind = "" if hit.kind in {HitKind.TEXT, HitKind.TITLE} else f" · {hit.kind.value}"
    return f"{title}{section}{kind}\n    {text}"


def annotate(options: argparse.Namespace, folder: Path) -> Answer:
    """Highlight the one place where a quote stands, or write a note on a section or document."""
    from studyapp.services.annotating import find_passage, write_note  # noqa: PLC0415 (for this verb alone)

    with writing(folder) as library:
        record = library.find_document(options.document)
        if options.quote is None:
            _, annotation = write_note(
                library,
                record.id,
                section=options.section,
                note=options.note,
                colour=options.colour,
                tags=tuple(options.tag),
            )
            return _annotation_answer(library, annotation)
        place = find_passage(library, record.id, options.quote, options.prefix)
        _, annotation = library.annotate(
            record.id, place, note=options.note, colour=options.colour, tags=tuple(options.tag)
        )
        return _annotation_answer(library, annotation)


def note(options: argparse.Namespace, folder: Path) -> Answer:
    """Edit, delete or attach a note."""
    with writing(folder) as library:
        annotation = library.annotation(options.note_id)
        if options.note_verb == "attach":
            return _attach(library, annotation, options)
        if options.note_verb == "delete":
            answer = _annotation_answer(library, annotation)
            library.delete_annotation(annotation.id)
            return answer
        tags = None if options.tag is None else tuple(options.tag)
        library.edit_annotation(annotation.id, note=options.note, colour=options.colour, tags=tags)
        return _annotation_answer(library, library.annotation(annotation.id))


def _attach(library: Library, annotation: Annotation, options: argparse.Namespace) -> Answer:
    from studyapp.services.annotating import find_passage  # noqa: PLC0415 (for this verb alone)
    from studyapp.services.attaching import attach_annotation  # noqa: PLC0415 (as above)

    place = find_passage(library, annotation.document_id, options.quote, options.prefix)
    attach_annotation(library, annotation.id, place)
    return _annotation_answer(library, library.annotation(annotation.id))


def _annotation_answer(library: Library, annotation: Annotation) -> Answer:
    titles = [h.title for h in library.outline(annotation.document_id)]
    page = library.page(annotation.document_id, annotation.place)
    return shapes.annotation_shape(annotation, titles, page), _note_line(annotation), 0


def _note_line(annotation: Annotation) -> str:
    on = {
        Target.PASSAGE: f"“{' '.join(annotation.quote.exact.split())}”",
        Target.SECTION: f"on the section {annotation.quote.exact or 'without a title'}",
        Target.DOCUMENT: "on the whole document",
    }[annotation.target]
    state = "" if annotation.anchored else "  (detached)"
    tags = "".join(f"  #{tag}" for tag in annotation.tags)
    return f"{annotation.id:>4}  {on}{tags}{state}" + (
        f"\n      {annotation.note}" if annotation.note else ""
    )


def notes(options: argparse.Namespace, folder: Path) -> Answer:
    """List notes and highlights."""
    with reading(folder) as library:
        document = None if options.document is None else library.find_document(options.document).id
        annotations = [a for a in library.annotations(document) if _is_wanted(a, options)]
        titles = {d: [h.title for h in library.outline(d)] for d in {a.document_id for a in annotations}}
        shape = [
            shapes.annotation_shape(a, titles[a.document_id], library.page(a.document_id, a.place))
            for a in annotations
        ]
    return shape, "\n".join(_note_line(a) for a in annotations) or "No notes yet.", 0


def _is_wanted(annotation: Annotation, options: argparse.Namespace) -> bool:
    return options.colour in {None, annotation.colour} and set(options.tag) <= set(annotation.tags)


def remove(options: argparse.Namespace, folder: Path) -> Answer:
    """Move a document into the trash."""
    with writing(folder) as library:
        record = library.find_document(options.document)
        library.remove_document(record.id)
    return {"removed": record.id}, f"Removed: {record.title}", 0


def trash(options: argparse.Namespace, folder: Path) -> Answer:
    """List what lies in the trash, or put something back."""
    from studyapp.services.trash import load_trash, restore  # noqa: PLC0415 (for this verb alone)

    wanted = options.trash_id if options.trash_verb == "restore" else None
    with reading(folder) if wanted is None else writing(folder) as library:
        removed = load_trash(library)
        if wanted is not None:
            restore(library, wanted)
            removed = tuple(one for one in removed if one.id == wanted)
    shape = [
        {"id": one.id, "noun": shapes.NOUNS[one.noun], "title": one.title, "removed_at": one.removed_at}
        for one in removed
    ]
    if wanted is not None:
        return shape[0], f"Restored: {removed[0].title}", 0
    lines = [f"{one['id']:>4}  {one['removed_at']}  {one['noun']}: {one['title']}" for one in shape]
    return shape, "\n".join(lines) or "The trash is empty.", 0


def undo(options: argparse.Namespace, folder: Path) -> Answer:
    """Take back the last commands."""
    with writing(folder) as library:
        done = _repeat(library.undo, options.count)
    return {"undone": done}, "\n".join(f"Undone: {n}" for n in done) or "Nothing to undo.", 0


def redo(options: argparse.Namespace, folder: Path) -> Answer:
    """Do again what was undone."""
    with writing(folder) as library:
        done = _repeat(library.redo, options.count)
    return {"redone": done}, "\n".join(f"Done again: {n}" for n in done) or "Nothing to do again.", 0


def _repeat(command: Callable[[], ChangeSet | None], count: int) -> list[str]:
    """Give a command up to `count` times, while there is something left for it to do; return the names."""
    names: list[str] = []
    while len(names) < count and (changes := command()) is not None:
        names.append(changes.name)
    return names


def history(_: argparse.Namespace, folder: Path) -> Answer:
    """List the commands that can be taken back."""
    with reading(folder) as library:
        steps = library.history()
    lines = [f"{step.at}  {step.name}" for step in steps]
    return [{"name": s.name, "at": s.at} for s in steps], "\n".join(lines) or "Nothing to undo.", 0


def check(options: argparse.Namespace, folder: Path) -> Answer:
    """Check the library's data, and repair what can be rebuilt."""
    from studyapp.services.checking import check_library  # noqa: PLC0415 (Whoosh, for this verb alone)

    opened = writing(folder) if options.repair else reading(folder)
    with opened as library:
        findings = check_library(library, repair=options.repair)
    shape = {
        "ok": all(f.repaired for f in findings),
        "findings": [{"what": f.what, "detail": f.detail, "repaired": f.repaired} for f in findings],
    }
    lines = [f"{f.what}: {f.detail}" + (" (repaired)" if f.repaired else "") for f in findings]
    return shape, "\n".join(lines) or "All is well.", 0 if shape["ok"] else 1


VERBS: dict[str, Verb] = {
    "import": import_,
    "list": list_,
    "show": show,
    "search": search,
    "annotate": annotate,
    "note": note,
    "notes": notes,
    "remove": remove,
    "trash": trash,
    "undo": undo,
    "redo": redo,
    "history": history,
    "check": check,
}
