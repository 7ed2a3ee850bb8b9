"""What is said in place of hits, and where a query goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.hits import HitKind
from studyapp.text.offsets import to_utf16
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.ui.search.asking import Request


def no_hits_advice(request: Request) -> str:
    """Return what may help where nothing was found."""
    if request.section is not None:
        return tr("Only this section was searched: switch “This section” off to search more.")
    if request.document_id is not None:
        return tr("Only this document was searched: switch “Library” on to search all.")
    if len(request.kinds) < len(HitKind):
        return tr("Not everything was searched: switch “Text”, “Notes” and “Cards” on.")
    if request.exact:
        return tr("Words were searched as they are written: switch “Word forms” on to find others.")
    if " " in request.text.strip():
        return tr("All words must stand in one paragraph. Try fewer, or OR between them.")
    return tr("Try the beginning of the word with an asterisk.")


def wrong_span(text: str, position: int) -> tuple[int, int]:
    """Return what to underline where a query goes wrong, to the end of the word, in Qt's positions."""
    start = max(min(position, len(text) - 1), 0)
    end = start
    while end < len(text) and not text[end].isspace():
        end += 1
    return to_utf16(text, start), to_utf16(text, min(max(end, start + 1), len(text)))
