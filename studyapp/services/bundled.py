"""The article that the program brings along: parsed ahead, so that the first start shows it at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from studyapp.importers.originals import Original, store_original
from studyapp.importers.wire import decode_document

if TYPE_CHECKING:
    from pathlib import Path

    from studyapp.services.library import Library


def take_in_article(library: Library, article: Path, parsed: Path) -> None:
    """Put the bundled article into a library (before there are lanes), its original first.

    `parsed` is what `packaging/build_article.py` made of it. Raises LibraryError when the disk is full.
    """
    values = json.loads(parsed.read_bytes())
    original = Original(article.read_bytes(), values["sha256"])
    store_original(library.originals, original, name=article.name)
    library.add_document(decode_document(values["document"]), sha256=original.sha256, path=str(article))
