"""What is said in place of hits, and where a query goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.hits import HitKind
from studyapp.text.offsets import to_utf16
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.ui.search.asking import Request


def no_hits_advice(request: Request, *, indexing: bool) -> str:
    """Return what may help where nothing was found; perhaps the index is not yet whole."""
    reasons = (
        (indexing, tr("The index is still being made: this may change in a moment.")),
        (
            request.section is not None,
            tr("Only this section was searched: choose “All sections” to search more."),
        ),
        (
            request.document_id is not None,
            tr("Only this document was searched: choose “Library” to search all."),
        ),
        (
            len(request.kinds) < len(HitKind),
            tr("Not everything was searched: switch “Text”, “Notes” and “Cards” on."),
        ),
        (
            request.exact,
            tr("Words were searched as they are written: switch “Word forms” on to find others."),
        ),
        (
            " " in request.text.strip(),
            tr("All words must stand in one paragraph. Try fewer, or OR between them."),
        ),
        (True, tr("Try the beginning of the word with an asterisk.")),
    )
    return next(advice for holds, advice in reasons if holds)


def wrong_span(text: str, position: int) -> tuple[int, int]:
    """Return what to underline where a query goes wrong, to the end of the word, in Qt's positions."""
    start = max(min(position, len(text) - 1), 0)
    end = start
    while end < len(text) and not text[end].isspace():
        end += 1
    return to_utf16(text, start), to_utf16(text, min(max(end, start + 1), len(text)))
