"""The outline (bookmarks) of a file, and the passages that are the headings it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from studyapp.domain.documents import BlockKind
from studyapp.importers.pdf.pdfium import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studyapp.importers.pdf.passages import Passage

# A file with more bookmarks has one for every paragraph or picture.
ENTRIES = 20_000
DEPTH = 10
# A heading can stand in so many passages: a number on its own, and lines of other sizes.
PARTS = 4
# "Chapter 12" and the like may stand before a title.
PREFIX_LETTERS = 20
# An outline that names headings which are not there belongs to another text.
FOUND_SHARE = 0.5
# One entry is a file's own name as a rule.
LEAST_ENTRIES = 2


class Entry(NamedTuple):
    """One bookmark: its title, its depth from 1, its page from 0, and the y there as the file counts."""

    title: str
    level: int
    page: int
    y: float | None


def read_outline(document: Any) -> list[Entry]:  # noqa: ANN401 (pypdfium2 has no types)
    """Return the bookmarks that lead to a page of the file."""
    entries: list[Entry] = []
    for bookmark in document.get_toc(max_depth=DEPTH):
        title = told(bookmark.get_title)
        place = bookmark.get_dest()
        page = place.get_index() if place is not None else None
        if title and page is not None and page < len(document):
            entries.append(Entry(title, bookmark.level + 1, page, _height(place)))
        if len(entries) >= ENTRIES:
            break
    return entries


def apply_outline(passages: list[Passage], entries: Sequence[Entry], tops: Sequence[float]) -> bool:
    """Mark the headings that the outline names; return whether the outline is this text's.

    `tops` are the upper edges of the pages as the file counts. What is not found is not marked.
    """
    if len(entries) < LEAST_ENTRIES:
        return False
    places = _find_entries(passages, entries, tops)
    found = [place for place in places if place is not None]
    if len(found) < FOUND_SHARE * len(entries):
        return False
    merged: set[int] = set()
    for entry, place in zip(entries, places, strict=True):
        if place is None:
            continue
        first, count, lines = place
        passage = passages[first]
        if passage.level:
            continue
        if lines < len(passage.lines) and count == 1:
            _split_off(passage, lines)
        for other in passages[first + 1 : first + count]:
            passage.lines += other.lines
            merged.add(id(other))
        passage.level, passage.title = entry.level, entry.title
    passages[:] = _with_rest([p for p in passages if id(p) not in merged])
    return True


def letters(text: str) -> str:
    """Return the letters and digits of a text, as titles are compared."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _height(place: Any) -> float | None:  # noqa: ANN401 (pypdfium2 has no types)
    _, position = place.get_view()
    if len(position) == 1:
        return float(position[0])
    return float(position[1]) if len(position) >= 2 and position[1] else None


Place = tuple[int, int, int]  # the index of a passage, how many passages make the heading, and how many lines


def _find_entries(
    passages: Sequence[Passage], entries: Sequence[Entry], tops: Sequence[float]
) -> list[Place | None]:
    by_page: dict[int, list[int]] = {}
    for index, passage in enumerate(passages):
        by_page.setdefault(passage.page, []).append(index)
    taken: set[int] = set()
    places: list[Place | None] = []
    for entry in entries:
        height = tops[entry.page] - entry.y if entry.y is not None else None
        place = _find_entry(passages, by_page, entry, height, taken)
        if place:
            taken.update(range(place[0], place[0] + place[1]))
        places.append(place)
    return places


def _find_entry(
    passages: Sequence[Passage],
    by_page: dict[int, list[int]],
    entry: Entry,
    height: float | None,
    taken: set[int],
) -> Place | None:
    wanted = letters(entry.title)
    if not wanted:
        return None
    candidates: list[tuple[float, Place]] = []
    for page in (entry.page, entry.page + 1, entry.page - 1):
        for index in by_page.get(page, ()):
            if index in taken or passages[index].kind in (
                BlockKind.TABLE,
                BlockKind.FOOTNOTE,
                BlockKind.CODE,
            ):
                continue
            match = _match(passages, index, wanted)
            if match:
                away = abs(passages[index].lines[0].base - height) if height is not None else 0.0
                candidates.append((away - 2 * passages[index].size + 2000 * abs(page - entry.page), match))
        if candidates:
            return min(candidates)[1]
    return None


def _match(passages: Sequence[Passage], index: int, wanted: str) -> Place | None:
    """Return how many passages or lines from here on are the wanted title, with or without its number."""
    text = ""
    for count, lines, added in _beginnings(passages, index):
        text += letters(added)
        if _is_title(text, wanted):
            return index, count, lines
        if len(text) > len(wanted) + PREFIX_LETTERS:
            break
    return None


def _beginnings(passages: Sequence[Passage], index: int) -> Iterator[tuple[int, int, str]]:
    """Yield the lines of a passage, then the passages after it on its page: each with what comes to it."""
    first = passages[index]
    if len(first.lines) > PARTS:
        yield from ((1, number, line.text) for number, line in enumerate(first.lines[:PARTS], start=1))
        return
    for number, line in enumerate(first.lines, start=1):
        yield 1, number, line.text
    for count, passage in enumerate(passages[index + 1 : index + PARTS], start=2):
        if passage.page != first.page:
            break
        yield count, 0, passage.text


def _is_title(text: str, wanted: str) -> bool:
    if text == wanted:
        return True
    prefix = text.removesuffix(wanted) if text.endswith(wanted) else None
    if prefix is None:  # the outline has the number that the text has not, or "Chapter" before it
        prefix = wanted.removesuffix(text) if len(text) > 3 and wanted.endswith(text) else None
    return prefix is not None and (
        len(prefix) <= 4 or (prefix.rstrip("0123456789ivxlc").isalpha() and len(prefix) <= 10)
    )


def _split_off(passage: Passage, lines: int) -> None:
    """Leave the heading's lines in the passage; the rest is put after it by `_with_rest`."""
    passage.rest = passage.lines[lines:]
    passage.lines = passage.lines[:lines]


def _with_rest(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, and after each heading what followed it without a break."""
    whole: list[Passage] = []
    for passage in passages:
        whole.append(passage)
        if passage.rest:
            whole.append(passage.follower())
    return whole
