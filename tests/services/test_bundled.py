"""The bundled article comes parsed ahead: as the importer makes it today, and whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.importers.detect import parse_file
from studyapp.importers.source import Source
from studyapp.runtime.resources import resource
from studyapp.services.bundled import take_in_article
from studyapp.services.checking import check_library

if TYPE_CHECKING:
    from studyapp.services.library import Library

ARTICLE = resource("article/russia-iran-strategic-alliance.md")
PARSED = resource("article/parsed.json")


def test_the_bundled_article_is_what_the_importer_makes_of_it(library: Library) -> None:
    take_in_article(library, ARTICLE, PARSED)
    (record,) = library.documents()
    made = parse_file(Source(ARTICLE.name, ARTICLE.read_bytes()))
    assert (record.title, record.authors, record.format) == (made.title, made.authors, made.format)
    kept = tuple(library.section(record.id, heading.index) for heading in library.outline(record.id))
    assert kept == made.sections, "run packaging/build_article.py"


def test_its_original_is_kept_and_the_library_is_whole(library: Library) -> None:
    take_in_article(library, ARTICLE, PARSED)
    assert check_library(library) == []
    assert library.history() == ()  # nobody gave a command
    (digest,) = library.documents_by_hash()
    assert (library.originals / digest[:2] / digest).read_bytes() == ARTICLE.read_bytes()
