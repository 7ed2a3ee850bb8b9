"""HTML: a web page that was saved, or a document that is written in HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from studyapp.domain.errors import UnreadableDocumentError
from studyapp.importers.decoding import SIGNATURES
from studyapp.importers.inline import safe_target
from studyapp.importers.markup.gutenberg import is_frame, remove_gutenberg
from studyapp.importers.markup.outline import HeadingOutline
from studyapp.importers.markup.parsing import parse_html
from studyapp.importers.markup.pictures import read_data
from studyapp.importers.markup.printed import remove_printed
from studyapp.importers.markup.references import Tree, find_notes
from studyapp.importers.markup.walker import Surroundings, Walker
from studyapp.importers.sections import Description, RawSection, build_document
from studyapp.importers.web.article import ArticleText, keep_article
from studyapp.importers.web.encoding import decode_page
from studyapp.importers.web.extraction import article_text, has_furniture
from studyapp.importers.web.metadata import PageData
from studyapp.importers.web.remarks import without_remarks
from studyapp.text.words import count_words

if TYPE_CHECKING:
    from lxml.etree import _Element

    from studyapp.domain.documents import ParsedDocument
    from studyapp.importers.source import Source

# Of a page's words, those that an article has at least; less is a teaser, and the whole page is kept.
ARTICLE_PART = 0.02
PARSED, EXTRACTED = 0.2, 0.8  # progress

_OUTSIDE = ("http://", "https://", "mailto:")


def parse_web(source: Source) -> ParsedDocument:
    """Return the document in an HTML file: the article of a page, or all of one with nothing around its text.

    Raises UnreadableDocumentError when it holds no text or is of another format.
    """
    for signature, kind in SIGNATURES:
        if source.data.startswith(signature):
            raise UnreadableDocumentError(
                f"“{source.name}” is not a web page: it is {kind}.",
                "Give the file the ending that it should have.",
            )
    text = decode_page(source.data)
    root = parse_html(text)
    if root is None:
        raise UnreadableDocumentError(f"“{source.name}” contains no text.", "Choose a page with text in it.")
    source.on_progress(PARSED)
    page = PageData(root)
    sections = _sections(root, page, source)
    if has_furniture(root):
        sections = _article(sections, article_text(text, root))
    source.on_progress(EXTRACTED)
    description = Description(authors=page.authors(), language=page.language(), published=page.published())
    sections = remove_gutenberg(sections, description)
    description.title = description.title or page.title([s.title for s in sections if s.title][:3])
    sections = _without_title(remove_printed(sections, description), description.title)
    return build_document(sections, description, name=source.name, format_name="html")


def _sections(root: _Element, page: PageData, source: Source) -> list[RawSection]:
    """Return all sections of the page, in its order."""
    address = page.address()
    own = urldefrag(address).url

    def place(reference: str) -> str:
        whole, _, fragment = reference.strip().partition("#")
        return fragment if fragment and whole in ("", own) else ""

    def link(reference: str) -> str:
        inner = place(reference)
        if inner:
            return f"#{inner}"
        try:
            outside = urljoin(address, reference.strip()) if address else reference.strip()
        except ValueError:
            return ""
        return safe_target(outside) if outside.lower().startswith(_OUTSIDE) else ""

    notes = find_notes([Tree(root, place, str)])
    outline = HeadingOutline()
    around = Surroundings(
        link=link, picture=lambda reference: source.pictures.keep(read_data(reference)), dropped=is_frame
    )
    Walker(outline, notes).walk(root, around)
    return notes.place(outline.sections)


def _article(sections: list[RawSection], article: ArticleText | None) -> list[RawSection]:
    if article is None:
        return sections
    kept = without_remarks(keep_article(sections, article))
    return kept if _length(kept) > ARTICLE_PART * _length(sections) else sections


def _length(sections: list[RawSection]) -> int:
    return sum(count_words(block.text) for section in sections for block in section.blocks)


def _without_title(sections: list[RawSection], title: str) -> list[RawSection]:
    """Return the sections without the heading that is the title; its text comes before the first section."""
    at = next((n for n, s in enumerate(sections) if s.title is not None), None)
    if at is None or at > 1:
        return sections
    first = sections[at]
    others = [s.level for s in sections[at + 1 :] if s.title is not None]
    if first.title != title or any(level <= first.level for level in others):
        return sections
    blocks = [b for s in sections[: at + 1] for b in s.blocks]
    return [RawSection(None, 0, blocks, first.anchors), *sections[at + 1 :]]
