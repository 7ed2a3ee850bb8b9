"""What a file says of itself: title, authors, language; the title also from its first page."""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING, Any

from pypdfium2 import raw  # type: ignore[import-untyped]

from studyapp.domain.documents import BlockKind
from studyapp.importers.pdf.contents import CONTENTS_LINES, is_contents_line
from studyapp.importers.pdf.outline import letters
from studyapp.importers.pdf.pdfium import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.importers.pdf.passages import Passage

# The title of the first page is set larger than its text by this factor at least.
TITLE_LARGER = 1.15
TITLE_CHARACTERS = 300
# The title of the metadata is set larger than the text, or most of its words stand on the first page; of few
# words that proves nothing.
PRINTED_LARGER = 1.05
TITLE_SHARE = 0.8
TITLE_WORDS = 4
# Specks of other text between the lines of a title.
SPECK_LETTERS = 4
_FILE_NAME = re.compile(
    r"\.(?:docx?|odt|rtf|dvi|tex|pdf|ps|eps|qxd|indd|pptx?|html?|txt|fm|xlsx?|wpd|md)\b|^microsoft word|"
    r"^untitled|^document\d*$|^title$|^(?:https?|file):|[\\/]\w+[\\/]|^[\d\W_]*$|^doi:|\bunknown\b",
    re.I,
)
_NO_AUTHOR = re.compile(
    r"^(?:user|admin\w*|author|owner|unknown|anonymous|root|default|n/?a|none|[\W\d_]*|\S+@\S+|.*\.(?:com|org|net))$",
    re.I,
)
_SECTION_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+\D")
_ADDRESS = re.compile(r"\s*[<(]\s*\S+@\S+\s*[>)]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def metadata_title(document: Any) -> str:  # noqa: ANN401 (pypdfium2 has no types)
    """Return the title in the metadata where it is one and no file's name."""
    title = told(lambda: str(document.get_metadata_value("Title")))
    return "" if _FILE_NAME.search(title) else title


def is_printed_title(title: str, passages: Sequence[Passage], body_size: float) -> bool:
    """Whether the title stands on the first pages: large, or as a run of words that is no chance."""
    wanted = letters(title)
    first = [p for p in passages if p.page <= passages[0].page + 1]
    large = letters("".join(p.text for p in first if p.size > PRINTED_LARGER * body_size))
    if wanted and wanted in large:
        return True
    words = re.findall(r"\w+", title.casefold())
    text = " ".join(p.text for p in first if p.page == passages[0].page)
    known = set(re.findall(r"\w+", text.casefold()))
    return len(words) >= TITLE_WORDS and sum(word in known for word in words) >= TITLE_SHARE * len(words)


def metadata_authors(document: Any, first_page: str) -> tuple[str, ...]:  # noqa: ANN401 (pypdfium2 has no types)
    """Return the authors in the metadata; a word alone is a user's name, unless the first page has it."""
    value = told(lambda: str(document.get_metadata_value("Author")))
    parts = re.split(r"\s*;\s*", _ADDRESS.sub("", value))
    if len(parts) == 1:
        by_comma = re.split(r"\s*,\s*(?:and\s+)?|\s+(?:and|&|und|et)\s+", value)
        # "Woolf, Virginia" is one name; "Ann Lee, Bo Chen" are two.
        parts = by_comma if all(" " in part or not part for part in by_comma) else [value]
    names = [re.sub(r"^and\s+", "", part).strip(" ,") for part in parts]
    return tuple(dict.fromkeys(name for name in names if _is_author(name, first_page)))


def _is_author(name: str, first_page: str) -> bool:
    if not name or _NO_AUTHOR.match(name):
        return False
    return " " in name or (not name.islower() and name in first_page)


def document_language(document: Any) -> str:  # noqa: ANN401 (pypdfium2 has no types)
    """Return the language that the file names, such as en or de-DE."""
    size = raw.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < size <= 64:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFCatalog_GetLanguage(document, buffer, size)
    value = bytes(buffer).decode("utf-16-le", "replace").rstrip("\0").strip()
    return value.replace("_", "-") if _LANGUAGE.fullmatch(value) else ""


def title_passages(passages: Sequence[Passage], body_size: float) -> list[Passage]:
    """Return the passages of the title on the first page: the largest text there, where it is large."""
    first = [p for p in passages if p.page == passages[0].page] if passages else []
    candidates = [
        p
        for p in first
        if p.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        and len(p.text) <= TITLE_CHARACTERS
        and sum(c.isalpha() for c in p.text) >= 3
    ]
    listed = sum(is_contents_line(line) for p in first for line in p.lines)
    if not candidates or listed >= CONTENTS_LINES:
        return []
    size = max(p.size for p in candidates)
    if size < TITLE_LARGER * body_size:
        return []
    if _SECTION_NUMBER.match(candidates[0].text if candidates[0].size == size else ""):
        return []  # a chapter of its own, without the title of the whole
    start = next(at for at, p in enumerate(first) if p.size == size and p in candidates)
    title = [first[start]]
    for passage in first[start + 1 :]:
        if len(passage.text) <= SPECK_LETTERS:
            continue
        if abs(passage.size - size) > 0.5 or sum(len(p.text) for p in title) > TITLE_CHARACTERS:
            break
        title.append(passage)
    return title
