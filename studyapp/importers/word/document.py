"""Word documents (DOCX): their parts become a page of HTML's elements, which the shared walk reads."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from lxml import etree

from studyapp.domain.errors import UnreadableDocumentError
from studyapp.importers.archive import Archive, join_name
from studyapp.importers.inline import safe_target
from studyapp.importers.markup.outline import HeadingOutline
from studyapp.importers.markup.parsing import local_name, parse_xml
from studyapp.importers.markup.references import Tree, find_notes
from studyapp.importers.markup.walker import Surroundings, Walker
from studyapp.importers.sections import Description, build_document
from studyapp.importers.word.body import Body
from studyapp.importers.word.styles import Numbering, Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

    from studyapp.domain.documents import ParsedDocument
    from studyapp.importers.source import Source

READ = 0.4  # progress
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MAIN = "word/document.xml"
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_OUTSIDE = ("http://", "https://", "mailto:")


def parse_word(source: Source) -> ParsedDocument:
    """Return the document in a DOCX file.

    Raises UnreadableDocumentError for a damaged or locked file, and for one of the older format.
    """
    if source.data.startswith(OLE):
        raise _old_or_locked(source)
    with Archive(source.data, name=source.name) as archive:
        return _Reader(source, archive).read()


def _old_or_locked(source: Source) -> UnreadableDocumentError:
    if _LOCKED in source.data:
        return UnreadableDocumentError(
            f"“{source.name}” is locked with a password.",
            "Open it in Word, save it without a password, and import that.",
        )
    return UnreadableDocumentError(
        f"“{source.name}” is of Word's older format (.doc), which cannot be imported.",
        "Open it in a word processor, save it as .docx, and import that.",
    )


class _Reader:
    """Reads the parts of one document."""

    def __init__(self, source: Source, archive: Archive) -> None:
        self._source = source
        self._archive = archive
        main = next((t for kind, t in self._relations_of("") if kind == "officeDocument"), _MAIN)
        self._main = main if archive.find(main) else _MAIN
        root = self._part(self._main)
        if root is None:
            raise UnreadableDocumentError(
                f"“{source.name}” is no readable Word document: its text is missing or damaged.",
                "Open it in a word processor, save it again, and import that.",
            )
        self._root = root

    def read(self) -> ParsedDocument:
        styles = Styles(self._named("styles"))
        body = Body(styles, Numbering(self._named("numbering")))
        page = etree.Element("body")
        body.add(self._root, page, self._relations(self._main))
        for kind in ("footnote", "endnote"):
            self._add_notes(kind, body, page)
        self._source.on_progress(READ)
        description = self._describe()
        description.title = body.title or description.title
        description.language = description.language or styles.language
        notes = find_notes([Tree(page, _place, str)])
        outline = HeadingOutline()
        Walker(outline, notes).walk(page, Surroundings(link=_link, picture=self._picture))
        sections = notes.place(outline.sections)
        return build_document(sections, description, name=self._source.name, format_name="docx")

    def _add_notes(self, kind: str, body: Body, page: _Element) -> None:
        root = self._named(f"{kind}s")
        for note in root if root is not None else ():
            if note.get(f"{_W}type") in _SEPARATORS:
                continue
            holder = etree.SubElement(
                page, "aside", {"class": kind, "id": f"{kind}-{note.get(f'{_W}id') or ''}"}
            )
            body.add(note, holder, self._relations(self._target(f"{kind}s")))

    def _named(self, kind: str) -> _Element | None:
        """Return the root of the part of a kind: the styles, the numbering, the footnotes."""
        target = self._target(kind)
        return self._part(target) if target else None

    def _target(self, kind: str) -> str:
        return next((target for found, target in self._relations_of(self._main) if found == kind), "")

    def _relations(self, part: str) -> dict[str, str]:
        """Return the targets of a part's relations by their identifiers: names of parts, or addresses."""
        root = self._part(_relations_name(part))
        found: dict[str, str] = {}
        for element in root if root is not None else ():
            target = element.get("Target") or ""
            outside = (element.get("TargetMode") or "").lower() == "external"
            found[element.get("Id") or ""] = target if outside else _part_name(part, target)
        return found

    def _relations_of(self, part: str) -> list[tuple[str, str]]:
        root = self._part(_relations_name(part))
        return [
            ((e.get("Type") or "").rpartition("/")[2], _part_name(part, e.get("Target") or ""))
            for e in (root if root is not None else ())
        ]

    def _part(self, name: str) -> _Element | None:
        data = self._archive.read(name)
        return parse_xml(data) if data else None

    def _picture(self, name: str) -> str:
        try:
            data = self._archive.read(name)
        except UnreadableDocumentError:  # one picture too large is no reason to refuse the document
            return ""
        return self._source.pictures.keep(data) if data else ""

    def _describe(self) -> Description:
        root = self._part("docProps/core.xml")
        values: dict[str, str] = {}
        for element in root if root is not None else ():
            values.setdefault(local_name(element), " ".join((element.text or "").split()))
        date = _DATE.match(values.get("created", ""))
        return Description(
            values.get("title", ""),
            tuple(dict.fromkeys(a.strip() for a in values.get("creator", "").split(";") if a.strip())),
            values.get("language", ""),
            date[0] if date else "",
        )


def _relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _part_name(part: str, target: str) -> str:
    if target.startswith("/"):
        return join_name("", target.lstrip("/")) or ""
    return join_name(part, target) or ""


def _place(reference: str) -> str:
    return reference[1:] if reference.startswith("#") else ""


def _link(reference: str) -> str:
    if reference.startswith("#"):
        return reference
    return safe_target(reference) if reference.lower().startswith(_OUTSIDE) else ""
