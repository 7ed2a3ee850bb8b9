"""What is said in place of hits, and where a query goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import bidirectional

from studyapp.domain.hits import HitKind
from studyapp.text.offsets import to_utf16
from studyapp.ui.translation import tr

if TYPE_CHECKING:
    from studyapp.ui.search.asking import Request


_LONGEST_SHOWN = 60
_ISOLATED = "\u2068{}\u2069"  # what runs from the right does not turn the sentence around it


def shown_query(query: str) -> str:
    """Return a query as a sentence quotes it: the beginning of a long one, nothing that cannot be seen."""
    plain = "".join(sign for sign in query.strip() if sign.isprintable())
    cut = plain if len(plain) <= _LONGEST_SHOWN else f"{plain[:_LONGEST_SHOWN]}…"
    return _ISOLATED.format(cut) if any(bidirectional(sign) in {"R", "AL"} for sign in cut) else cut


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
        (
            not request.text.strip().replace("-", "").isalnum(),  # signs of the query language, most likely
            tr("Try a single word of what you look for."),
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
