"""The contents of an EPUB: the navigation document of EPUB 3, or the NCX of EPUB 2."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from lxml import etree

from studyapp.importers.archive import join_name
from studyapp.importers.markup.pages import label_in
from studyapp.importers.markup.parsing import local_name, parse_xhtml, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from studyapp.importers.archive import Archive
    from studyapp.importers.epub.package import Package

# Books nest to five or six levels; what is deeper is made to harm, or of no use in an outline.
LEVELS = 12
LABEL_CHARACTERS = 500

_TYPE = "{http://www.idpf.org/2007/ops}type"
_NCX_TYPE = "application/x-dtbncx+xml"


class Entry(NamedTuple):
    """A line of the contents: its label, its level from 1, and the place that it leads to ("" for none)."""

    label: str
    level: int
    place: str


@dataclass(slots=True)
class Contents:
    """The entries in their order, the printed pages by their places, and the file of the navigation."""

    entries: list[Entry] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)
    file: str = ""


def read_contents(archive: Archive, package: Package) -> Contents:
    """Return the book's contents: the navigation's, else the NCX's; none is no error."""
    contents = Contents()
    item = next((i for i in package.items.values() if "nav" in i.properties), None)
    if item is not None:
        data = archive.read(item.name)
        root = parse_xhtml(data) if data else None
        contents.file = item.name
        if root is not None:
            _read_navigation(root, item.name, contents)
    if not any(entry.place for entry in contents.entries):
        ncx = package.items.get(package.ncx) or next(
            (
                i
                for i in package.items.values()
                if i.media_type == _NCX_TYPE or i.name.lower().endswith(".ncx")
            ),
            None,
        )
        data = archive.read(ncx.name) if ncx else None
        root = parse_xml(data) if data else None
        if root is not None and ncx is not None:
            contents.entries = list(_ncx_entries(root, ncx.name))
            contents.pages.update(_ncx_pages(root, ncx.name))
    contents.entries = _placed(contents.entries)
    return contents


def place_name(base: str, reference: str) -> str:
    """Return the name of the place that a reference in the file `base` leads to; "" when it is outside."""
    path, mark, fragment = reference.partition("#")
    name = join_name(base, path) if path else base
    if name is None:
        return ""
    return f"{name}#{unquote(fragment)}" if mark and fragment else name


def show_navigation(root: _Element) -> None:
    """Make text of the contents in the tree of a navigation, which a book may show as one of its pages."""
    main = _main_list(root)
    if main is not None:
        main.tag = str(main.tag).replace("nav", "section")
        for entries in main.iter("{*}ol", "ol"):
            entries.set("style", "list-style: none")  # as reading systems show it


def _main_list(root: _Element) -> _Element | None:
    typed = [(_kind(e), e) for e in root.iter() if local_name(e) == "nav"]
    main = next((n for kind, n in typed if "toc" in kind.split() or kind == "doc-toc"), None)
    return main if main is not None else next((n for kind, n in typed if not kind), None)


def _kind(navigation: _Element) -> str:
    return navigation.get(_TYPE) or navigation.get("role") or ""


def _read_navigation(root: _Element, file: str, contents: Contents) -> None:
    main = _main_list(root)
    if main is not None:
        contents.entries = list(_navigation_entries(main, file))
    for navigation in (e for e in root.iter() if local_name(e) == "nav"):
        kind = _kind(navigation)
        if "page-list" in kind.split() or kind == "doc-pagelist":
            for link in (e for e in navigation.iter() if local_name(e) == "a" and e.get("href")):
                place = place_name(file, link.get("href") or "")
                label = _label(link)
                contents.pages[place] = label_in(label) or label


def _navigation_entries(navigation: _Element, file: str) -> Iterator[Entry]:
    """Yield the entries of nested lists: of each item the link, or the text that heads others."""
    level = 0
    waiting: etree._Element | None = None
    for event, element in etree.iterwalk(navigation, events=("start", "end")):
        name = local_name(element)
        if name in ("ol", "ul"):
            level += 1 if event == "start" else -1
        elif event == "start" and name == "li":
            waiting = element
        elif event == "start" and waiting is not None and _is_line(element, waiting):
            waiting = None
            label = _label(element)
            place = place_name(file, element.get("href") or "") if element.get("href") else ""
            if label and 0 < level <= LEVELS:
                yield Entry(label, level, place)


def _is_line(element: _Element, item: _Element) -> bool:
    name = local_name(element)
    return name == "a" or (name == "span" and element.getparent() is item)


def _ncx_entries(root: _Element, file: str) -> Iterator[Entry]:
    level = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if local_name(element) != "navpoint":
            continue
        level += 1 if event == "start" else -1
        if event == "start" and level <= LEVELS:
            label, place = _ncx_target(element, file)
            if label:
                yield Entry(label, level, place)


def _ncx_pages(root: _Element, file: str) -> dict[str, str]:
    targets = (_ncx_target(e, file) for e in root.iter() if local_name(e) == "pagetarget")
    return {place: label_in(label) or label for label, place in targets if place and label}


def _ncx_target(element: _Element, file: str) -> tuple[str, str]:
    label = place = ""
    for child in element:
        if local_name(child) == "navlabel" and not label:
            label = _label(child)
        elif local_name(child) == "content" and not place:
            place = place_name(file, child.get("src") or "")
    return label, place


def _label(element: _Element) -> str:
    text = " ".join("".join(element.itertext()).split())
    if not text:
        text = next(
            (e.get("alt") or e.get("title") or "" for e in element.iter() if e.get("alt") or e.get("title")),
            "",
        )
    return text.replace("\xad", "").replace("\u2060", "")[:LABEL_CHARACTERS]


def _placed(entries: list[Entry]) -> list[Entry]:
    """Return the entries, each one without a place standing where the first one below it does."""
    placed: list[Entry] = []
    for at, entry in enumerate(entries):
        place = entry.place
        if not place:
            below = next(
                (e for e in entries[at + 1 : at + 1 + LEVELS] if e.place or e.level <= entry.level), None
            )
            place = below.place if below is not None and below.level > entry.level else ""
        if place and (not placed or placed[-1] != Entry(entry.label, entry.level, place)):
            placed.append(Entry(entry.label, entry.level, place))
    return placed
