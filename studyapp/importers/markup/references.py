"""Finding footnotes: links that look or say that they are references, and the elements that they lead to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studyapp.importers.markup.notes import Note, Notes
from studyapp.importers.markup.parsing import local_name
from studyapp.importers.markup.vocabulary import HEADINGS, meaning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element

# A reference is a number or a sign, in brackets or not; longer text is a link.
REFERENCE_CHARACTERS = 12
# The elements around a link that are looked at.
CLIMB = 12
# A longer element is a chapter and no note, unless it says that it is one.
NOTE_CHARACTERS = 8_000

_LABEL = re.compile(r"[0-9]{1,4}[a-z]?|[a-zA-Z]|[ivxl]{1,6}|[*†‡§¶‖#+∗⁎]{1,4}|[⁰¹²³⁴-⁹]{1,4}")
_RETURN = re.compile(r"(?:[↩↑⏎←^▲⤴]|&#8617;|\s|\ufe0e|\ufe0f|back|return|zurück|retour)+", re.IGNORECASE)
_BRACKETS = "[](){}<>  .:,\u2060\ufeff"
_BLOCKS = frozenset(
    (
        *("p", "li", "dd", "dt", "div", "aside", "section", "blockquote", "td", "th", "body", "figcaption"),
        *("article", "caption", "tr", "table", "main"),
        *HEADINGS,
    )
)
_NOTES = frozenset(("p", "li", "dd", "dt", "div", "aside", "section", "blockquote"))
_FOLLOWING = frozenset(("p", "blockquote", "ul", "ol", "pre", "dd", "div", "table", "figure"))
_TYPE = "{http://www.idpf.org/2007/ops}type"
_SAID = re.compile(r"(?:^|\s)(?:noteref|doc-noteref)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Tree:
    """One tree of a document: how a reference in it and a name in it become the name of a place."""

    root: _Element
    place: Callable[[str], str]  # of a reference: "" when it leads out of the document
    anchor: Callable[[str], str]


@dataclass(slots=True)
class _Link:
    element: _Element
    target: str
    block: _Element
    label: str
    meant: frozenset[str]


@dataclass(slots=True)
class _Search:
    places: dict[str, _Element] = field(default_factory=dict)
    links: list[_Link] = field(default_factory=list)
    by_block: dict[_Element, list[_Link]] = field(default_factory=dict)


def find_notes(trees: Sequence[Tree]) -> Notes:
    """Return the footnotes that the trees mention, in the order of their first mention."""
    search = _search(trees)
    notes = Notes()
    known: dict[str, Note] = {}
    for link in search.links:
        target = search.places.get(link.target)
        if target is None or not _is_reference(link, target, search):
            continue
        note = known.get(link.target)
        if note is None:
            element = _note_element(target, link)
            if element is None or element in notes.targets:
                continue
            label = link.label if link.label.isascii() and link.label.isdecimal() else str(len(known) + 1)
            note = known[link.target] = Note(f"note {len(known) + 1} {link.target}", label)
            notes.targets[element] = note
        notes.references[link.element] = note
    _drop_returns(notes, search)
    _add_continuations(notes)
    return notes


def says_reference(link: _Element) -> bool:
    """Say whether a link calls itself a reference to a note."""
    return _SAID.search(" ".join((link.get(_TYPE) or "", link.get("role") or ""))) is not None


def _search(trees: Sequence[Tree]) -> _Search:
    search = _Search()
    wanted: set[str] = set()
    for tree in trees:
        for element in tree.root.iter("{*}a", "a"):
            reference = element.get("href") or ""
            target = tree.place(reference) if "#" in reference else ""
            if target:
                wanted.add(target)
                text = _short_text(element)
                if text is not None:
                    meant = meaning(element)
                    block = _block_of(element)
                    link = _Link(element, target, block, text.strip(_BRACKETS), meant)
                    search.links.append(link)
                    search.by_block.setdefault(block, []).append(link)
    for tree in trees:
        for element in tree.root.iter("*"):
            for name in {element.get("id"), element.get("name")} if element.attrib else ():
                place = tree.anchor(name) if name else ""
                if place in wanted:
                    search.places.setdefault(place, element)
    return search


def _is_reference(link: _Link, target: _Element, search: _Search) -> bool:
    if "backlink" in link.meant or _RETURN.fullmatch(link.label):
        return False
    block = _block_of(target) if local_name(target) not in _BLOCKS else target
    if link.block is block:
        return False
    if says_reference(link.element):
        return True
    return _LABEL.fullmatch(link.label) is not None and _looks_like_one(link, target, block, search)


def _looks_like_one(link: _Link, target: _Element, block: _Element, search: _Search) -> bool:
    """Whether a short link that does not say what it is stands as a reference, and leads to a note."""
    raised = _is_raised(link.element)
    if _is_leading(link) and not raised:
        return False
    target_in_note, in_note = _is_in_note(target), _is_in_note(link.block)
    if target_in_note and not in_note:
        return True
    if _leads_back(block, link, search):
        return target_in_note or not in_note
    return raised and (local_name(block) == "li" or _begins_with(block, link.label))


def _leads_back(block: _Element, link: _Link, search: _Search) -> bool:
    """Whether the note has a link that leads to where its reference stands."""
    for back in search.by_block.get(block, ()) or _links_within(block, search):
        place = search.places.get(back.target)
        if place is not None and (place is link.block or _block_of(place) is link.block):
            return True
    return False


def _links_within(block: _Element, search: _Search) -> Iterator[_Link]:
    for child in list(block)[:CLIMB]:
        yield from search.by_block.get(child, ())


def _note_element(target: _Element, link: _Link) -> _Element | None:
    """Return the element that is the whole note whose place the target is."""
    element = target if local_name(target) in _NOTES else _block_of(target)
    if local_name(element) not in _NOTES:
        following = target.getnext()
        if target.text or len(target) or following is None or local_name(following) not in _NOTES:
            return None
        element = following
    parent = element.getparent()
    for _ in range(CLIMB):
        if parent is None or not _is_shell(parent, element):
            break
        element, parent = parent, parent.getparent()
    if _contains(element, link.element) or not _is_of_note_size(element):
        return None
    return element


def _is_shell(parent: _Element, element: _Element) -> bool:
    if local_name(parent) not in ("li", "div", "aside", "section", "dd"):
        return False
    if "note" in meaning(parent):
        return True
    return local_name(parent) == "li" and element.getprevious() is None


def _is_of_note_size(element: _Element) -> bool:
    if "note" in meaning(element):
        return True
    length = 0
    for inner in element.iter("*"):
        if local_name(inner) in HEADINGS:
            return False
        length += len(inner.text or "") + len(inner.tail or "")
        if length > NOTE_CHARACTERS:
            return False
    return True


def _drop_returns(notes: Notes, search: _Search) -> None:
    """Leave out the links in notes that lead back to a mention."""
    mentions = {link.block for link in search.links if link.element in notes.references}
    for link in search.links:
        if link.element in notes.references or _enclosing_note(link.element, notes) is None:
            continue
        place = search.places.get(link.target)
        leads_back = place is not None and (place in mentions or _block_of(place) in mentions)
        if (
            "backlink" in link.meant
            or (leads_back and (_RETURN.fullmatch(link.label) or _LABEL.fullmatch(link.label)))
            or (leads_back and len(link.label) <= REFERENCE_CHARACTERS)
        ):
            notes.dropped.add(link.element)


def _enclosing_note(element: _Element, notes: Notes) -> Note | None:
    for _ in range(CLIMB):
        if element in notes.targets:
            return notes.targets[element]
        parent = element.getparent()
        if parent is None:
            return None
        element = parent
    return None


def _add_continuations(notes: Notes) -> None:
    """Let the paragraphs after a note belong to it, up to the next note, where only notes stand."""
    holders = {parent for element in notes.targets for parent in _parents(element)}
    for element, note in list(notes.targets.items()):
        parent = element.getparent()
        if parent is None or local_name(element) in ("li", "aside"):
            continue
        closed = "notes" in meaning(parent) or local_name(element) == "dt"
        following: list[_Element] = []
        sibling = element.getnext()
        while sibling is not None and local_name(sibling) in _FOLLOWING:
            if sibling in notes.targets or sibling in holders:
                break
            following.append(sibling)
            sibling = sibling.getnext()
        ended_by_note = sibling is not None and (sibling in notes.targets or sibling in holders)
        if closed or (ended_by_note and len(following) <= CLIMB):
            notes.targets.update(dict.fromkeys(following, note))


def _parents(element: _Element) -> Iterator[_Element]:
    for _ in range(3):
        parent = element.getparent()
        if parent is None:
            return
        yield parent
        element = parent


def _block_of(element: _Element) -> _Element:
    for _ in range(CLIMB):
        parent = element.getparent()
        if parent is None:
            break
        element = parent
        if local_name(element) in _BLOCKS:
            break
    return element


def _is_raised(link: _Element) -> bool:
    if any(local_name(inner) == "sup" for inner in link):
        return True
    parent = link.getparent()
    return parent is not None and (
        local_name(parent) == "sup" or "noteref" in meaning(parent) | meaning(link)
    )


def _is_leading(link: _Link) -> bool:
    """Whether nothing stands before the link in its block."""
    element = link.element
    for _ in range(CLIMB):
        parent = element.getparent()
        if element is link.block or parent is None:
            return True
        if parent.text and parent.text.strip(_BRACKETS + "\n\t"):
            return False
        previous = element.getprevious()
        for _ in range(CLIMB):
            if previous is None:
                break
            if (previous.tail or "").strip(_BRACKETS + "\n\t") or any(t.strip() for t in previous.itertext()):
                return False
            previous = previous.getprevious()
        element = parent
    return False


def _is_in_note(element: _Element) -> bool:
    """Whether an element or one that holds it says that it is a footnote, or one of several."""
    for _ in range(CLIMB // 2):
        if meaning(element) & {"note", "notes"}:
            return True
        parent = element.getparent()
        if parent is None:
            return False
        element = parent
    return False


def _begins_with(block: _Element, label: str) -> bool:
    for text in block.itertext():
        if text.strip(_BRACKETS + "\n\t"):
            return text.strip().lstrip(_BRACKETS).startswith(label)
    return False


def _contains(element: _Element, inner: _Element) -> bool:
    node: _Element | None = inner
    for _ in range(4 * CLIMB):
        if node is None:
            return False
        if node is element:
            return True
        node = node.getparent()
    return False


def _short_text(element: _Element) -> str | None:
    """Return the text of a link that may be a reference; None for a longer one."""
    text = ""
    for part in element.itertext():
        text += part
        if len(text) > 4 * REFERENCE_CHARACTERS:
            return None
    text = " ".join(text.split())
    return text if len(text) <= REFERENCE_CHARACTERS else None
