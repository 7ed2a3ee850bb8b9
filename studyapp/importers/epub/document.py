"""From the bytes of an EPUB to a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.errors import UnreadableDocumentError
from studyapp.importers.archive import Archive, join_name
from studyapp.importers.drawing import plain_drawing
from studyapp.importers.epub.contents import Contents, place_name, read_contents, show_navigation
from studyapp.importers.epub.drawings import page_of_picture
from studyapp.importers.epub.outline import ContentsOutline
from studyapp.importers.epub.package import Package, read_package
from studyapp.importers.epub.protection import require_unlocked
from studyapp.importers.inline import safe_target
from studyapp.importers.markup.gutenberg import is_frame, remove_gutenberg
from studyapp.importers.markup.parsing import parse_xhtml
from studyapp.importers.markup.pictures import read_data
from studyapp.importers.markup.printed import remove_printed
from studyapp.importers.markup.references import Tree, find_notes
from studyapp.importers.markup.walker import Surroundings, Walker
from studyapp.importers.sections import Description, build_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from studyapp.domain.documents import ParsedDocument
    from studyapp.importers.epub.contents import Entry
    from studyapp.importers.source import Source

# Of the whole time, what parsing takes; the walk takes the rest.
PARSING_PART = 0.3
# A tree takes ten times the memory of its file, and all are held until the notes are found.
TEXT_BYTES = 100 * 1024 * 1024

_OUTSIDE = ("http:", "https:", "mailto:")


def parse_epub(source: Source) -> ParsedDocument:
    """Return the document in an EPUB.

    Raises UnreadableDocumentError for a damaged archive, one without a package or text, and a protected book.
    """
    with Archive(source.data, name=source.name) as archive:
        require_unlocked(archive, name=source.name)
        package = read_package(archive, name=source.name)
        book = _Book(source, archive, package, read_contents(archive, package))
        return book.read()


class _Book:
    """A book that is read: its files by name, in the order of the spine."""

    def __init__(self, source: Source, archive: Archive, package: Package, contents: Contents) -> None:
        self._source = source
        self._archive = archive
        self._package = package
        self._contents = contents
        self._kept: dict[str, str] = {}  # pictures: names in the archive and in the library
        self._description = Description(
            package.title, package.authors, package.language, package.published, self._cover()
        )

    def read(self) -> ParsedDocument:
        trees = list(self._trees())
        self._warn()
        outline = ContentsOutline(*_known_entries(self._contents.entries, trees))
        notes = find_notes([self._tree(name, root) for name, root in trees])
        walker = Walker(outline, notes)
        for at, (name, root) in enumerate(trees):
            outline.begin_file(name)
            walker.walk(root, self._surroundings(name), name=name)
            root.clear()
            self._source.on_progress(PARSING_PART + (1 - PARSING_PART) * (at + 1) / len(trees))
        sections = remove_gutenberg(notes.place(outline.sections, outline.named), self._description)
        sections = remove_printed(sections, self._description, outline.named)
        return build_document(sections, self._description, name=self._source.name, format_name="epub")

    def _trees(self) -> Iterator[tuple[str, _Element]]:
        """Yield the files of the spine that hold text, without contents that nothing leads to."""
        size = 0
        for at, item in enumerate(self._package.spine):
            if self._is_unnamed_contents(item.name):
                continue
            if item.media_type.startswith("image/"):
                yield item.name, page_of_picture(item, self._archive)
                continue
            if not item.readable:
                continue
            data = self._archive.read(item.name)
            size += len(data or b"")
            if size > TEXT_BYTES:
                raise UnreadableDocumentError(
                    f"“{self._source.name}” has more text than a document can hold.",
                    "Split it into volumes, and import these.",
                )
            root = parse_xhtml(data) if data else None
            if root is None:
                self._package.missing.append(item.name)
            else:
                if item.name == self._contents.file:
                    show_navigation(root)
                yield item.name, root
            self._source.on_progress(PARSING_PART * (at + 1) / len(self._package.spine))

    def _is_unnamed_contents(self, file: str) -> bool:
        """Whether the file holds the contents, and these do not name themselves."""
        if file != self._contents.file and self._package.guide.get(file) != "toc":
            return False
        return all(entry.place.partition("#")[0] != file for entry in self._contents.entries)

    def _warn(self) -> None:
        missing = len(self._package.missing)
        if missing:
            names = ", ".join(f"“{name.rpartition('/')[2]}”" for name in self._package.missing[:3])
            more = f" and {missing - 3} more" if missing > 3 else ""
            self._description.warnings.append(f"Parts of the book are missing or damaged: {names}{more}.")

    def _tree(self, file: str, root: _Element) -> Tree:
        return Tree(root, lambda reference: self._place(file, reference), lambda name: f"{file}#{name}")

    def _surroundings(self, file: str) -> Surroundings:
        return Surroundings(
            link=lambda reference: self._link(file, reference),
            picture=lambda reference: self._picture(file, reference),
            anchor=lambda name: f"{file}#{name}",
            pages=self._contents.pages,
            dropped=is_frame,
        )

    def _link(self, file: str, reference: str) -> str:
        if reference.lstrip()[:7].lower().startswith(_OUTSIDE):
            return safe_target(reference.strip())
        place = self._place(file, reference)
        return f"#{place}" if place else ""

    def _place(self, file: str, reference: str) -> str:
        return "" if reference.lstrip()[:7].lower().startswith(_OUTSIDE) else place_name(file, reference)

    def _picture(self, file: str, reference: str) -> str:
        data = read_data(reference)
        if data:
            return self._source.pictures.keep(data)
        name = join_name(file, reference)
        return self._keep(name) if name else ""

    def _keep(self, name: str) -> str:
        if name not in self._kept:
            try:
                data = self._archive.read(name)
            except UnreadableDocumentError:  # one picture too large is no reason to refuse the book
                data = None
            self._kept[name] = self._keep_data(data) if data else ""
        return self._kept[name]

    def _keep_data(self, data: bytes) -> str:
        pictures = self._source.pictures
        return pictures.keep(data) or pictures.keep_drawing(plain_drawing(data))

    def _cover(self) -> str:
        items = self._package.items
        candidates = [i.name for i in items.values() if "cover-image" in i.properties]
        if self._package.cover in items:
            candidates.append(items[self._package.cover].name)
        candidates += [
            n for n, kind in self._package.guide.items() if kind in ("cover", "other.ms-coverimage-standard")
        ]
        candidates += [
            i.name for key, i in items.items() if i.media_type.startswith("image/") and "cover" in key.lower()
        ]
        return next((kept for kept in map(self._keep, candidates) if kept), "")


def _known_entries(
    entries: list[Entry], trees: list[tuple[str, _Element]]
) -> tuple[list[Entry], dict[str, list[Entry]]]:
    """Return the entries that lead into the text, and by file those whose places are not there.

    The first entry of a file leads to its beginning where its own place is not there, and no other's is that.
    """
    files = {name for name, _ in trees}
    wanted = {entry.place for entry in entries}
    places = files | {
        f"{file}#{name}"
        for file, root in trees
        for element in next(root.iter("{*}body", "body"), root).iter(
            "*"
        )  # nothing leads to what the head has
        for name in (element.get("id"), element.get("name"))
        if name and f"{file}#{name}" in wanted
    }
    begun = wanted & files
    seen: set[str] = set()
    known: list[Entry] = []
    lost: dict[str, list[Entry]] = {}
    for entry in entries:
        file = entry.place.partition("#")[0]
        if entry.place in places:
            known.append(entry)
        elif file in files - seen - begun:
            known.append(entry._replace(place=file))
        elif file in files:
            lost.setdefault(file, []).append(entry)
        seen.add(file)
    return known, lost
