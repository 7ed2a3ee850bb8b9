"""A library as a person has it who studies: the article with actors, notes, cards and reviews, and books."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from studyapp.domain.annotations import Colour
from studyapp.domain.documents import ReadingPlace
from studyapp.domain.places import Place
from studyapp.domain.reviews import Rating
from studyapp.opening import ARTICLE, PARSED_ARTICLE
from studyapp.runtime.clock import now
from studyapp.runtime.import_process import ImportProcess
from studyapp.runtime.resources import resource
from studyapp.services import authoring, bookmarks, reviewing, searches
from studyapp.services.analysing import keep_analysis, request_analysis
from studyapp.services.bundled import take_in_article
from studyapp.services.drafts import load_drafts
from studyapp.services.importing import keep_parsed, parse_path
from studyapp.services.library import Library, open_library

if TYPE_CHECKING:
    from pathlib import Path

    from studyapp.domain.analyses import Analysis

DRAFTS, REVIEWED_DAYS = 9, 12
DISCARDED = 5
NOTES = (
    ("a strategic partnership", Colour.WHEAT, "", ()),
    (
        "no superpower",
        Colour.SAGE,
        "Compare **Article 4** with the treaty of 2001.\n\n- trade\n- arms",
        ("treaty",),
    ),
    ("sanctions", Colour.ROSE, "Which ones were in force before 2014?", ("law", "open question")),
    ("drones", Colour.SKY, "", ()),
    ("oil and gas", Colour.LILAC, "Look up what goes through the Caspian.", ("geography",)),
    ("military", Colour.SAGE, "The strongest claim of the article; who says so?", ("open question",)),
)
"""What is marked in the article, once each: words, colour, note, tags."""
QUERIES = ("sanctions", "person:putin", '"North-South Transport"')


def furnish(folder: Path, samples: Path | None) -> None:
    """Make the library; it takes about half a minute, most of it the analysis of the article."""
    library, process = open_library(folder, now), ImportProcess()
    try:
        take_in_article(library, resource(ARTICLE), resource(PARSED_ARTICLE))
        article = library.documents()[0].id
        keep_analysis(library, article, _found(library, process, article))
        for path in sorted(samples.iterdir()) if samples is not None else ():
            keep_parsed(
                library, parse_path(library, process, path, on_progress=_quiet, cancelled=threading.Event())
            )
        _mark(library, article)
        _study(library, article)
        for query in QUERIES:
            searches.keep_recent(library, query)
        searches.save_search(library, "tag:treaty sanctions")
    finally:
        process.close()
        library.close()


def _found(library: Library, process: ImportProcess, document: str) -> Analysis:
    return request_analysis(library, process, document, on_progress=_quiet, cancelled=threading.Event())


def _quiet(_share: float) -> None:
    """Show no progress."""


def _mark(library: Library, document: str) -> None:
    texts = list(library.texts(document))
    for words, colour, note, tags in NOTES:
        found = ((s, b, text.find(words)) for s, b, text in texts if words in text)
        section, block, start = next(found, (1, 0, 0))
        place = Place(section, block, start, block, start + len(words))
        library.annotate(document, place, note=note, colour=colour, tags=tags)
    for section in (2, 5):
        bookmarks.set_bookmark(library, document, ReadingPlace(section, 0, 0))


def _study(library: Library, document: str) -> None:
    """Accept some drafts, discard others, and review the cards day by day until today."""
    drafts = load_drafts(library, document, least=0.3)[::2]  # every other one: good ones wait in the inbox
    authoring.accept_drafts(library, document, [draft.id for draft in drafts[:DRAFTS]])
    for draft in load_drafts(library, document, least=0.0)[:DISCARDED]:
        authoring.discard_draft(library, document, draft.id)
    ratings = (Rating.GOOD, Rating.GOOD, Rating.AGAIN, Rating.EASY, Rating.GOOD, Rating.HARD)
    for day in range(REVIEWED_DAYS, 0, -1):
        at = now() - timedelta(days=day)
        for number in range(4):
            asked = reviewing.next_card(library, at=at)
            if asked is None:
                break
            reviewing.answer(library, asked, ratings[(day + number) % 6], duration_ms=6_000, at=at)
            at += timedelta(minutes=2)
