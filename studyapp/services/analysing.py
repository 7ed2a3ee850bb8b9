"""Analysis: a document's text goes to the import process, and what it finds is kept with the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from studyapp.domain.changes import ChangeSet, Noun
from studyapp.domain.errors import AnalysisOffError, CancelledError
from studyapp.importers.wire import encode_section
from studyapp.language.version import ENGINE, OFF, OFF_HINT, OFF_SENTENCE
from studyapp.language.wire import decode_analysis
from studyapp.storage import analyses

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterable

    from studyapp.domain.analyses import Analysis
    from studyapp.services.library import Library


class Analyser(Protocol):
    """The import process, as far as analysis needs it."""

    def analyse(
        self,
        request: dict[str, Any],
        sections: Iterable[dict[str, Any]],
        on_progress: Callable[[float], None],
        cancelled: threading.Event,
    ) -> dict[str, Any]:
        """Answer a request of the worker's wire with what is found; raises KnownError."""


def is_analysed(library: Library, document_id: str) -> bool:
    """Say whether what this engine finds in a document is known."""
    with library.query() as connection:
        return analyses.load_engine(connection, document_id) == ENGINE


def unanalysed(library: Library) -> tuple[str, ...]:
    """Return the documents that this engine has not seen, the newest first."""
    with library.query() as connection:
        return analyses.load_unanalysed(connection, ENGINE)


def analysis_warnings(library: Library, document_id: str) -> tuple[str, ...]:
    """Return what the analysis had to say about a text, such as that its language is not known."""
    with library.query() as connection:
        return analyses.load_warnings(connection, document_id)


def request_analysis(
    library: Library,
    analyser: Analyser,
    document_id: str,
    *,
    on_progress: Callable[[float], None],
    cancelled: threading.Event,
) -> Analysis:
    """Have a document's text analysed (any lane but the writing one; a book takes a while).

    Raises AnalysisOffError when no text can be: nothing is kept then, so that the text goes on waiting.
    """
    with library.query() as connection:
        content_id = analyses.load_content_id(connection, document_id)
    record, outline = library.document(document_id), library.outline(document_id)
    sections = [encode_section(library.section(document_id, heading.index)) for heading in outline]
    request = {"name": record.title, "language": record.language, "section_count": len(outline)}
    answer = analyser.analyse(request, sections, on_progress, cancelled)
    if cancelled.is_set():
        raise CancelledError("The analysis was cancelled.")
    analysis = decode_analysis(answer)
    if analysis.engine == OFF:
        raise AnalysisOffError(OFF_SENTENCE, OFF_HINT)
    return analysis._replace(content_id=content_id)


def keep_analysis(library: Library, document_id: str, analysis: Analysis) -> ChangeSet:
    """Keep what was found (the write lane). It is no command: what the reader decided stays apart from it."""
    with library.along_the_way() as connection:
        kept = analyses.keep_analysis(connection, document_id, analysis, library.now())
    return ChangeSet("Analysis", ((Noun.ANALYSIS, document_id),) if kept else ())
