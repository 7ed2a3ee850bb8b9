"""PDF → document: pages are read one by one, and what is known of all of them puts the text together."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind
from studyapp.domain.errors import UnreadableDocumentError
from studyapp.importers.pdf.captions import mark_captions
from studyapp.importers.pdf.columns import find_gutters, split_columns
from studyapp.importers.pdf.contents import remove_contents
from studyapp.importers.pdf.cover import keep_cover
from studyapp.importers.pdf.description import (
    document_language,
    is_printed_title,
    metadata_authors,
    metadata_title,
    title_passages,
)
from studyapp.importers.pdf.direction import is_right_to_left
from studyapp.importers.pdf.flow import join_parted
from studyapp.importers.pdf.footnotes import split_footnotes
from studyapp.importers.pdf.furniture import remove_furniture
from studyapp.importers.pdf.headings import heading_like, mark_headings
from studyapp.importers.pdf.layout import Column, Style
from studyapp.importers.pdf.lines import find_lines
from studyapp.importers.pdf.outline import apply_outline, letters, read_outline
from studyapp.importers.pdf.pages import read_page
from studyapp.importers.pdf.paragraphs import Pitches, split_paragraphs
from studyapp.importers.pdf.pdfium import PdfiumError, damaged, open_pdf, told
from studyapp.importers.pdf.tables import find_tables
from studyapp.importers.pdf.text import Vocabulary, passage_block, plain_text
from studyapp.importers.sections import Description, RawSection, build_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from studyapp.domain.documents import ParsedDocument
    from studyapp.importers.pdf.layout import Page, Word
    from studyapp.importers.pdf.outline import Entry
    from studyapp.importers.pdf.passages import Passage
    from studyapp.importers.source import Source

# Reading the pages takes this part of the time.
READING_SHARE = 0.7
# Gutters are looked for on so many pages first: what they have in common helps with the others.
GUTTER_PAGES = 12
# A gutter at the same place on so many pages is the document's.
KNOWN_GUTTERS = 2
# The title stands among the first so many passages.
TITLE_PASSAGES = 12
# Of running text 97 % of the characters are letters and figures, of formulas 70 %.
READABLE_SHARE = 0.5
_NO_LETTERS = "The file does not say which letters its text has: much of it cannot be read."
# A warning names so many pages without text.
NAMED_PAGES = 10


def parse_pdf(source: Source) -> ParsedDocument:
    """Return the document in a PDF.

    Raises PasswordNeededError for an encrypted file, UnreadableDocumentError for a damaged one or a scan.
    """
    document = open_pdf(source)
    try:
        description = Description()
        pages = _read_pages(document, source, description)
        description.title = metadata_title(document)
        description.authors = metadata_authors(document, " ".join(word.text for word in pages[0].words))
        description.language = document_language(document)
        outline = read_outline(document)
        description.cover = keep_cover(document, source.pictures)
    except PdfiumError as error:
        raise damaged(source.name) from error
    finally:
        document.close()
    sections = _Composer(pages, outline, description, source.on_progress).sections()
    return build_document(sections, description, name=source.name, format_name="pdf")


def _read_pages(document: Any, source: Source, description: Description) -> list[Page]:  # noqa: ANN401 (pypdfium2 has no types)
    """Return the pages with their words. Raises UnreadableDocumentError when there are none."""
    pages: list[Page] = []
    count = len(document)
    broken: list[str] = []
    for index in range(count):
        label = told(partial(document.get_page_label, index))
        try:
            pages += read_page(document, index, label)
        except PdfiumError:
            broken.append(label or str(index + 1))
        source.on_progress(READING_SHARE * (index + 1) / count)
    if len(broken) == count:
        raise damaged(source.name)
    if not any(page.words for page in pages):
        raise _without_text(pages, source.name)
    if broken:
        description.warnings.append(_about_pages(broken, "cannot be read", "cannot be read"))
    if not _is_readable(pages):
        description.warnings.append(_NO_LETTERS)
    empty = [page.label or str(page.index + 1) for page in pages if not page.words and page.has_pictures]
    if empty:
        description.warnings.append(_about_pages(empty, "has no text", "have no text"))
    return pages


def _without_text(pages: Sequence[Page], name: str) -> UnreadableDocumentError:
    """Return the error of a file without text: pictures, letters in a code of its own, or nothing at all."""
    by_eye = "Let a program for text recognition (OCR) add the text, then import it again."
    if any(page.has_unknown for page in pages):
        return UnreadableDocumentError(f"“{name}” does not say which letters its text has.", by_eye)
    if any(page.has_pictures for page in pages):
        return UnreadableDocumentError(f"“{name}” is a scan: its pages are pictures without text.", by_eye)
    return UnreadableDocumentError(f"“{name}” contains no text.", "Choose a file with text in it.")


def _is_readable(pages: Sequence[Page]) -> bool:
    """Whether the characters are letters and figures for the most part; some files do not say so."""
    text = "".join(word.text for page in pages for word in page.words)
    return sum(c.isalnum() for c in text) >= READABLE_SHARE * len(text)


def _about_pages(labels: Sequence[str], one: str, many: str) -> str:
    if len(labels) == 1:
        return f"Page {labels[0]} {one}."
    more = len(labels) - NAMED_PAGES
    named = ", ".join(labels[:NAMED_PAGES]) + (f" and {more} more" if more > 0 else "")
    return f"Pages {named} {many}."


class _Composer:
    """Puts the words of all pages together to sections."""

    def __init__(
        self,
        pages: Sequence[Page],
        outline: Sequence[Entry],
        description: Description,
        on_progress: Callable[[float], None],
    ) -> None:
        self._heights = [page.height for page in pages]
        self._tops = {page.index: page.top for page in pages}
        pages = remove_furniture(pages)
        self._labels = {page.index: page.label or str(page.index + 1) for page in pages}
        self._outline = outline
        self._description = description
        on_progress(READING_SHARE + 0.05)
        columns = _columns(pages)
        self._numbers = {id(column): number for column, number in columns}
        self._columns = [column for column, _ in columns]
        on_progress(READING_SHARE + 0.2)
        self._vocabulary = Vocabulary(self._columns)
        self._body_size, body_style = _body(self._columns)
        self._body_is_bold = Style.BOLD in body_style
        if Style.MONO in body_style:  # a typed text, and not a program
            for line in (line for column in self._columns for line in column.lines):
                line.style &= ~Style.MONO

    def sections(self) -> list[RawSection]:
        """Return the sections in reading order."""
        passages = join_parted(self._passages())
        title = self._take_title(passages)
        tops = [self._tops.get(index, 0.0) for index in range(max(self._tops) + 1)]
        rest = [p for p in passages if id(p) not in title]
        if not apply_outline(rest, self._outline, tops):
            mark_headings(rest, self._body_size, is_bold=self._body_is_bold)
        return self._assemble(remove_contents(rest))

    def _passages(self) -> Iterator[Passage]:
        pitches = Pitches(self._columns)
        for column in self._columns:
            notes = split_footnotes(column, self._body_size, self._heights[self._numbers[id(column)]])
            found: list[Passage] = []
            for part in find_tables(column):
                if isinstance(part, list):
                    found += split_paragraphs(Column(column.page, column.left, column.right, part), pitches)
                else:
                    found.append(part)
            mark_captions(found, self._body_size)
            yield from found
            yield from notes

    def _take_title(self, passages: Sequence[Passage]) -> set[int]:
        """Find the title where the metadata has none; return the passages that it stands in."""
        largest = title_passages(passages, self._body_size)
        printed = plain_text([line for p in largest for line in p.lines], self._vocabulary)
        title = self._description.title
        if printed and not (title and is_printed_title(title, passages, self._body_size)):
            self._description.title = printed
            return {id(p) for p in largest}
        wanted = letters(title)
        if wanted and printed and (wanted in letters(printed) or letters(printed) in wanted):
            return {id(p) for p in largest}
        return {id(p) for p in passages[:TITLE_PASSAGES] if wanted and letters(p.text) == wanted}

    def _assemble(self, passages: Sequence[Passage]) -> list[RawSection]:
        sections = [RawSection(None, 0)]
        notes: list[Block] = []
        anchors = {
            (p.page, p.label): f"note-{n}" for n, p in enumerate(passages) if p.kind is BlockKind.FOOTNOTE
        }
        begun: set[int] = set()
        waiting: list[str] = []
        for passage in passages:
            if passage.page not in begun:
                begun.add(passage.page)
                waiting.append(self._labels[passage.page])
            begun |= {page for _, page in passage.page_starts}
            if passage.level:
                sections[-1].blocks += notes
                notes = []
                title = passage.title or plain_text(passage.lines, self._vocabulary)
                sections.append(RawSection(title, passage.level))
                continue
            block = self._block(passage, anchors)
            if not block.text.strip():
                continue
            if passage.kind is BlockKind.FOOTNOTE:
                notes.append(block)
                continue
            sections[-1].blocks.append(_with_pages(block, waiting))
            waiting = []
        sections[-1].blocks += notes
        return sections

    def _block(self, passage: Passage, anchors: dict[tuple[int, str], str]) -> Block:
        pages = {passage.page, *(page for _, page in passage.page_starts)}
        notes = {label: name for (page, label), name in anchors.items() if page in pages}
        block = passage_block(passage, self._vocabulary, self._labels, notes)
        if passage.kind is BlockKind.FOOTNOTE:
            return _note_block(block, passage.label, anchors[passage.page, passage.label])
        is_minor = passage.kind is BlockKind.PARAGRAPH and heading_like(
            passage, self._body_size, text_is_bold=self._body_is_bold
        )
        return block._replace(kind=BlockKind.HEADING) if is_minor else block


def _note_block(block: Block, label: str, anchor: str) -> Block:
    prefix = f"[{label}] "
    shift = len(prefix)
    inlines = tuple(Inline(i.start + shift, i.end + shift, i.kind, i.target) for i in block.inlines)
    return block._replace(
        text=prefix + block.text, inlines=(Inline(0, 0, InlineKind.ANCHOR, anchor), *inlines)
    )


def _with_pages(block: Block, labels: Sequence[str]) -> Block:
    marks = tuple(Inline(0, 0, InlineKind.PAGE, label) for label in labels)
    return block._replace(inlines=(*marks, *block.inlines))


def _columns(pages: Sequence[Page]) -> list[tuple[Column, int]]:
    """Return the columns of all pages in reading order, each with the number of its page."""
    counts: Counter[int] = Counter()
    step = max(1, len(pages) // GUTTER_PAGES)
    for page in pages[::step]:
        counts.update({round(gutter / 4) for gutter in find_gutters(page.words)})
    known = [place * 4.0 for place, count in counts.items() if count >= KNOWN_GUTTERS]
    columns: list[tuple[Column, int]] = []
    for number, page in enumerate(pages):
        for words in split_columns(page.words, known, right_to_left=_is_turned(page.words)):
            lines = find_lines(words, page.width if _is_turned(words) else 0.0)
            left, right = min(line.left for line in lines), max(line.right for line in lines)
            columns.append((Column(page.index, left, right, lines), number))
    return columns


def _is_turned(words: Sequence[Word]) -> bool:
    return is_right_to_left("".join(word.text for word in words))


def _body(columns: Sequence[Column]) -> tuple[float, Style]:
    """Return the size of the running text, and how most of it is set."""
    sizes: Counter[float] = Counter()
    styles: Counter[Style] = Counter()
    for column in columns:
        for line in column.lines:
            length = len(line.text)
            sizes[round(line.size * 2) / 2] += length
            styles[line.style] += length
    if not sizes:
        return 10.0, Style.PLAIN
    return sizes.most_common(1)[0][0], styles.most_common(1)[0][0]
