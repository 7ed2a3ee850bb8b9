"""Parse the bundled article ahead: the first start shows it without waiting for the import process.

    python3 packaging/build_article.py

Writes `resources/article/parsed.json`: the document as the importer makes it, and the article's hash. A test
holds that it is what the importer makes of the article today.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from studyapp.importers.detect import parse_file
from studyapp.importers.source import Source
from studyapp.importers.wire import encode_document

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "article"
ARTICLE = FOLDER / "russia-iran-strategic-alliance.md"
PARSED = FOLDER / "parsed.json"


def parsed_article() -> str:
    """Return the content of the file."""
    data = ARTICLE.read_bytes()
    document = encode_document(parse_file(Source(ARTICLE.name, data)))
    whole = {"sha256": sha256(data).hexdigest(), "document": document}
    return json.dumps(whole, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    PARSED.write_text(parsed_article(), encoding="utf-8")
