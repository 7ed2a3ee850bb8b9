"""What is said when an import is over: of one document, of many, of a cancelled one, of changed texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.ui.translation import tr, tr_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.domain.documents import DocumentRecord
    from studyapp.services.importing import Imported
    from studyapp.services.updating import Report
    from studyapp.ui.importing.queue import ImportQueue


def one_words(imported: Imported) -> str:
    """Return what is said of one document that came in, was updated, or was there."""
    document = imported.document
    if imported.status == "duplicate":
        return tr("“{title}” is already in your library.", title=document.title)
    words = tr_count(document.words, "{count} word", "{count} words")
    sections = tr_count(document.section_count, "{count} section", "{count} sections")
    size = f"{sections}, {words}"
    text = (
        tr("“{title}” is up to date: {size}.", title=document.title, size=size)
        if imported.status == "updated"
        else tr("“{title}” is in your library: {size}.", title=document.title, size=size)
    )
    return " ".join((text, *_lost(imported.report), *document.warnings))


def many_words(queue: ImportQueue) -> str:
    """Return what became of many sources, in one sentence."""
    new = sum(imported.status == "new" for imported in queue.done)
    updated = sum(imported.status == "updated" for imported in queue.done)
    known = len(queue.done) - new - updated
    parts = [tr_count(new, "{count} document came in", "{count} documents came in")] if new else []
    if updated:
        parts.append(tr_count(updated, "{count} was updated", "{count} were updated"))
    if known:
        parts.append(tr_count(known, "{count} was there already", "{count} were there already"))
    failed = len(queue.failures)
    if failed:
        some = tr_count(failed, "{count} could not be read", "{count} could not be read")
        parts.append(some if parts else tr("None of the {count} files could be read", count=failed))
    return "; ".join(parts) + "."


def cancelled_words(queue: ImportQueue) -> str:
    """Return what was kept of an import that was cancelled."""
    if not queue.done:
        return tr("The import was cancelled; nothing was kept.")
    count = tr_count(len(queue.done), "{count} document had come in", "{count} documents had come in")
    return tr("The import was cancelled; {count} before.", count=count)


def changed_words(first: DocumentRecord, count: int) -> str:
    """Return the question about documents of which an earlier text is known."""
    if count == 1:
        return tr(
            "“{title}” is here in an earlier version. Notes and cards move with an update.", title=first.title
        )
    return tr(
        "{count} documents are here in an earlier version. Notes and cards move with an update.", count=count
    )


def _lost(report: Report | None) -> Iterator[str]:
    """Say which notes and cards an update left without their passage."""
    if report is None:
        return
    if report.detached:
        yield tr_count(
            len(report.detached),
            "{count} note did not find its passage again: it is at the end of the notes.",
            "{count} notes did not find their passages again: they are at the end of the notes.",
        )
    if report.lost_cards:
        yield tr_count(
            len(report.lost_cards),
            "{count} card did not find its passage again; its reviews go on.",
            "{count} cards did not find their passages again; their reviews go on.",
        )
