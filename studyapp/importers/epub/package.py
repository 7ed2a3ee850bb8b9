"""The package of an EPUB: its container, metadata, manifest and spine."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from studyapp.domain.errors import UnreadableDocumentError
from studyapp.importers.archive import join_name
from studyapp.importers.markup.parsing import local_name, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from studyapp.importers.archive import Archive

CONTAINER = "META-INF/container.xml"
TEXT_TYPES = ("application/xhtml+xml", "text/html", "application/xml", "text/xml", "text/x-oeb1-document")
TEXT_SUFFIXES = (".xhtml", ".html", ".htm", ".xml")
FALLBACKS = 8  # what stands for what stands for something, so many times
_OPF = "{http://www.idpf.org/2007/opf}"
_AUTHORS = ("aut", "creator", "author", "")
_NO_AUTHORS = frozenset(("unknown", "various", "anonymous", "[unknown]"))
_DATE = re.compile(r"(?<!\d)(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?!\d)")
_NOT_EPUB = "Check that it is a whole EPUB file, or get it again."


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book: its name in the archive, its media type, its properties."""

    name: str
    media_type: str
    properties: frozenset[str] = frozenset()
    fallback: str = ""  # the identifier of what stands for it where it cannot be shown

    @property
    def readable(self) -> bool:
        """Whether it is text or a picture, as far as the package says."""
        return (
            self.media_type in TEXT_TYPES
            or self.media_type.startswith("image/")
            or self.name.lower().endswith(TEXT_SUFFIXES)
        )


@dataclass(slots=True)
class Package:
    """What the package says of the book; `spine` has the files in reading order."""

    name: str  # of the package's own file
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    published: str = ""
    items: dict[str, Item] = field(default_factory=dict)  # by their identifiers
    spine: list[Item] = field(default_factory=list)
    ncx: str = ""  # the identifier of the contents of EPUB 2
    cover: str = ""  # the identifier of the cover's picture
    guide: dict[str, str] = field(default_factory=dict)  # what files are for, by their names
    missing: list[str] = field(default_factory=list)  # what the spine names and the book has not


def read_package(archive: Archive, *, name: str) -> Package:
    """Return the book's package. Raises UnreadableDocumentError when there is none."""
    package_name = _package_name(archive)
    data = archive.read(package_name) if package_name else None
    root = parse_xml(data) if data else None
    if root is None or package_name is None:
        raise UnreadableDocumentError(
            f"“{name}” is no readable EPUB: the file that lists its parts (OPF) is missing or damaged.",
            _NOT_EPUB,
        )
    package = Package(package_name)
    _read_metadata(root, package)
    _read_manifest(root, package)
    _read_spine(root, package, archive)
    if not package.spine:
        raise UnreadableDocumentError(f"“{name}” is no readable EPUB: it names no text to read.", _NOT_EPUB)
    return package


def _package_name(archive: Archive) -> str | None:
    data = archive.read(CONTAINER)
    root = parse_xml(data) if data else None
    for element in root.iter() if root is not None else ():
        if local_name(element) == "rootfile" and element.get("full-path"):
            path = join_name("", element.get("full-path") or "")
            found = archive.find(path) if path else None
            if found:
                return found
    packages = [n for n in archive.names if n.lower().endswith(".opf")]
    return packages[0] if packages else None


def _read_metadata(root: _Element, package: Package) -> None:
    elements = list(_children(root, "metadata"))
    nested = [e for holder in elements if local_name(holder) in ("dc-metadata", "x-metadata") for e in holder]
    elements += nested
    refined: dict[tuple[str, str], str] = {}
    for element in elements:
        if local_name(element) == "meta":
            if element.get("name") == "cover":
                package.cover = element.get("content") or ""
            refined[(element.get("refines") or "").removeprefix("#"), element.get("property") or ""] = _text(
                element
            )
    package.title = _title(elements, refined)
    package.authors = tuple(dict.fromkeys(_authors(elements, refined)))
    package.language = next((t for t in _texts(elements, "language") if t and t.lower() != "und"), "")
    package.published = _published(elements)


def _title(elements: list[_Element], refined: dict[tuple[str, str], str]) -> str:
    titles = [e for e in elements if local_name(e) == "title" and _text(e)]
    main = [e for e in titles if refined.get((e.get("id") or "", "title-type")) == "main"]
    return next((_text(e) for e in main + titles), "")


def _authors(elements: list[_Element], refined: dict[tuple[str, str], str]) -> Iterator[str]:
    creators = [e for e in elements if local_name(e) == "creator" and _text(e)]
    roles = [
        (e.get(f"{_OPF}role") or e.get("role") or refined.get((e.get("id") or "", "role"), ""))
        for e in creators
    ]
    chosen = [e for e, role in zip(creators, roles, strict=True) if role.lower() in _AUTHORS]
    for element in chosen or creators:
        name = _text(element)
        if name.lower() not in _NO_AUTHORS:
            yield name


def _published(elements: list[_Element]) -> str:
    dates = [e for e in elements if local_name(e) == "date" and _text(e)]
    kinds = {(e.get(f"{_OPF}event") or e.get("event") or "").lower(): _text(e) for e in reversed(dates)}
    for kind in ("original-publication", "publication", "", "creation"):
        match = _DATE.search(kinds.get(kind, ""))
        if match and match[1] > "0101":
            return "-".join(part for part in match.groups() if part)
    return ""


def _read_manifest(root: _Element, package: Package) -> None:
    for element in _children(root, "manifest"):
        name = join_name(package.name, element.get("href") or "")
        identifier = element.get("id")
        if local_name(element) == "item" and identifier and name:
            package.items[identifier] = Item(
                name,
                (element.get("media-type") or "").lower(),
                frozenset((element.get("properties") or "").split()),
                element.get("fallback") or "",
            )
    for element in _children(root, "guide"):
        path, _, place = (element.get("href") or "").partition("#")
        name = join_name(package.name, path)
        kind = (element.get("type") or "").lower()
        if name and not (place and kind == "toc"):  # a list within a file is not all that it holds
            package.guide.setdefault(name, kind)


def _read_spine(root: _Element, package: Package, archive: Archive) -> None:
    spine: dict[str, Item] = {}  # a file that comes twice is read once
    for element in _children(root, "spine"):
        if local_name(element) != "itemref":
            continue
        item = _shown(package, element.get("idref") or "")
        found = archive.find(item.name) if item else None
        if item is None or found is None:
            package.missing.append(item.name if item else element.get("idref") or "")
        else:
            spine.setdefault(found, replace(item, name=found))
    package.spine = list(spine.values())
    package.ncx = next((e.get("toc") or "" for e in root if local_name(e) == "spine"), "")


def _shown(package: Package, identifier: str) -> Item | None:
    """Return the item, or the readable one that stands for it."""
    first = item = package.items.get(identifier)
    for _ in range(FALLBACKS):
        if item is None or item.readable:
            break
        item = package.items.get(item.fallback)
    return item or first


def _children(root: _Element, name: str) -> Iterator[_Element]:
    for element in root:
        if local_name(element) == name:
            yield from element


def _texts(elements: list[_Element], name: str) -> list[str]:
    return [_text(e) for e in elements if local_name(e) == name]


def _text(element: _Element) -> str:
    return " ".join("".join(element.itertext()).split())
