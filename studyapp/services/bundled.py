"""The article that the program brings along: parsed ahead, so that the first start shows it at once."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING

from studyapp.importers.originals import Original, store_original
from studyapp.importers.wire import decode_document
from studyapp.storage import documents
from studyapp.text.words import count_words

if TYPE_CHECKING:
    from pathlib import Path

    from studyapp.domain.documents import DocumentRecord
    from studyapp.services.library import Library

ARTICLE_NAME = "russia-iran-strategic-alliance.md"


def is_bundled(document: DocumentRecord) -> bool:
    """Say whether a document is the article that the program brought along."""
    return document.path is not None and PurePath(document.path).name == ARTICLE_NAME


def take_in_article(library: Library, article: Path, parsed: Path) -> None:
    """Put the bundled article into a library (before there are lanes), its original first.

    It is no command: nobody gave it, so there is nothing to take back. `parsed` is what
    `packaging/build_article.py` made of it. Raises LibraryError when the disk is full.
    """
    values = json.loads(parsed.read_bytes())
    original = Original(article.read_bytes(), values["sha256"])
    store_original(library.originals, original, name=article.name)
    document, at = decode_document(values["document"]), library.now()
    with library.along_the_way() as connection:
        content_id, words = documents.add_content(connection, document, original.sha256, at, count_words)
        path = str(article)
        documents.add_document(connection, document, content_id=content_id, words=words, path=path, at=at)
