"""Is the library whole? The database's own checks, the originals, and every note's passage."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from studyapp.domain.annotations import Target
from studyapp.services.parameters import find_wrong_memories, find_wrong_schedules
from studyapp.services.trash import remove_expired
from studyapp.text.selectors import SectionText, holds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studyapp.services.library import Library


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be; `repaired` says that it is again."""

    what: str
    detail: str
    repaired: bool = False


def check_library(library: Library, *, repair: bool = False) -> list[Finding]:
    """Return what is wrong with a library; with `repair`, remove what nothing refers to."""
    findings = [Finding("database", line) for line in library.find_damage()]
    if findings:
        return findings
    findings += _check_originals(library)
    findings += _check_notes(library)
    findings += _check_reviews(library)
    if repair:
        remove_expired(library)
    leftovers = library.find_leftovers()
    if repair and leftovers:
        library.remove_leftovers()
    findings += [Finding("leftover", f"{path.name} belongs to no document", repair) for path in leftovers]
    return findings


def _check_originals(library: Library) -> Iterator[Finding]:
    titles = {d.id: d.title for d in library.documents()}
    for digest, document_id in library.documents_by_hash().items():
        fault = _fault(library.originals / digest[:2] / digest, digest)
        if fault:
            yield Finding("original", f"the original of “{titles[document_id]}” {fault}")


def _fault(original: Path, digest: str) -> str | None:
    """Say what is wrong with an original; None when it is as it was imported."""
    try:
        data = original.read_bytes()
    except FileNotFoundError:
        return "is gone"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None if sha256(data).hexdigest() == digest else "was changed"


def _check_reviews(library: Library) -> Iterator[Finding]:
    """Replay the log: every card must be where its reviews lead to."""
    for sentence in (*find_wrong_memories(library), *find_wrong_schedules(library)):
        yield Finding("review", sentence)


def _check_notes(library: Library) -> Iterator[Finding]:
    for annotation in library.annotations():
        if annotation.place is None or annotation.target is not Target.PASSAGE:
            continue
        blocks = library.section(annotation.document_id, annotation.place.section).blocks
        text = SectionText(annotation.place.section, [block.text for block in blocks])
        if not holds(text, annotation.place, annotation.quote):
            yield Finding("note", f"note {annotation.id} is not where its quote stands")
