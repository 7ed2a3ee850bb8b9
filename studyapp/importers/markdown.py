"""Markdown: CommonMark with front matter, tables, footnotes and struck-out text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind, ParsedDocument
from studyapp.importers.front_matter import split_front_matter
from studyapp.importers.inline import InlineText, html_paragraphs, note_name, picture_description, plain_text
from studyapp.importers.plain import paragraphs
from studyapp.importers.sections import TITLE_CHARACTERS, Description, RawSection, build_document, trim_block

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Quotes and lists within each other; the parser drops the text of what is deeper, and recurses on the way.
NESTING_LEVELS = 100
# A longer paragraph is no prose: its markup would take the parser minutes.
MARKUP_CHARACTERS = 1_000_000
# How many of the parser's tokens lie between two reports of progress.
PROGRESS_TOKENS = 2_000
# Finding the blocks takes about this part of the whole time, reading the text in them the rest.
BLOCK_PART = 0.4

_TOO_DEEP = "The text is nested too deeply for Markdown and is shown as plain paragraphs."
_NO_MARKUP = "A part of the text is too large or too deeply nested for markup and is shown as it stands."
_PICTURES = "Pictures are not shown, only their descriptions."
_CONTAINERS = ("blockquote_open", "list_item_open", "footnote_reference_open")


def parse_markdown(
    text: str, *, name: str, on_progress: Callable[[float], None] = lambda _: None
) -> ParsedDocument:
    """Return the document that the Markdown text describes; `name` is the file's name.

    The title is the front matter's, else the single leading `#`, else the name without suffix. Progress runs
    from 0 to 1. Raises UnreadableDocumentError when the text is empty.
    """
    description, body = split_front_matter(text)
    parser = _make_parser()
    environment: dict[str, Any] = {"footnotes": {"refs": {}, "list": {}}}
    try:
        tokens = parser.parse(body, environment)
    except RecursionError:
        tokens = []
        too_deep = True
    else:
        too_deep = any(t.level >= NESTING_LEVELS - 1 and t.type in _CONTAINERS for t in tokens)
    on_progress(BLOCK_PART)
    if too_deep:
        description.warnings.append(_TOO_DEEP)
        raw = [RawSection(None, 0, list(paragraphs(body)))]
    else:
        walker = _Walker(parser, environment, description.warnings)
        raw = walker.walk(tokens, lambda part: on_progress(BLOCK_PART + (1 - BLOCK_PART) * part))
    _lift_title(raw, description)
    return build_document(raw, description, name=name, format_name="markdown")


def _make_parser() -> MarkdownIt:
    """Return a parser that finds blocks only: the walker parses the text of each block when it comes to it.

    All links are parsed, so that the text of a harmful one is read as text; `safe_target` drops the address.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": NESTING_LEVELS}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin)
    parser.disable(["inline", "footnote_tail"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _lift_title(raw: list[RawSection], description: Description) -> None:
    """Make the single leading top heading the title, with its text before the first section.

    Where the front matter names another title, the heading stays a section.
    """
    if len(raw) < 2 or raw[0].blocks or raw[1].level != 1 or sum(s.level == 1 for s in raw) > 1:
        return
    heading = raw[1].title or ""
    if description.title and description.title.casefold() != heading.casefold():
        return
    if not raw[1].blocks and len(raw) == 2:
        return
    description.title = description.title or heading
    raw[:2] = [RawSection(None, 0, raw[1].blocks)]


@dataclass(slots=True)
class _List:
    number: int | None  # of the next item; None for bullets
    delimiter: str = ""


@dataclass(slots=True)
class _Footnote:
    section: RawSection  # where it is written
    label: str = ""
    number: int | None = None  # known at once for a note inside the text, else by its label at the end
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _Container:
    kind: str  # "quote", "item" or "footnote"
    started: bool = False  # whether it has a block of its own already
    prefix: str = ""  # of an item: its number
    note: _Footnote | None = None


class _Walker:
    """Goes through the parser's block tokens once and collects sections.

    Footnotes are kept aside and end the section in which they are first mentioned.
    """

    def __init__(self, parser: MarkdownIt, environment: dict[str, Any], warnings: list[str]) -> None:
        self._parser = parser
        self._environment = environment
        self._warnings = warnings
        self._sections = [RawSection(None, 0)]
        self._containers: list[_Container] = []
        self._lists: list[_List] = []
        self._notes: list[_Footnote] = []
        self._mentioned: dict[int, RawSection] = {}
        self._table: InlineText | None = None
        self._row_started = self._table_started = False
        self._slugs: Counter[str] = Counter()

    def walk(self, tokens: Sequence[Token], on_progress: Callable[[float], None]) -> list[RawSection]:
        for index, token in enumerate(tokens):
            if index % PROGRESS_TOKENS == 0:
                on_progress(index / len(tokens))
            match token.type:
                case "inline":
                    self._inline(token, tokens[index - 1])
                case "fence" | "code_block":
                    self._add(trim_block(Block(BlockKind.CODE, token.content, (), self._indent())))
                case "html_block":
                    for text in html_paragraphs(token.content):
                        self._add(Block(self._kind(), text, (), self._indent()))
                case _:
                    self._structure(token)
        self._place_footnotes()
        return self._sections

    def _structure(self, token: Token) -> None:
        """Follow the nesting: quotes, lists, footnotes and tables open and close."""
        match token.type:
            case "blockquote_open":
                self._containers.append(_Container("quote"))
            case "list_item_open":
                self._containers.append(_Container("item", prefix=self._item_prefix()))
            case "footnote_reference_open":
                self._notes.append(_Footnote(self._sections[-1], token.meta["label"]))
                self._containers.append(_Container("footnote", note=self._notes[-1]))
            case "blockquote_close" | "list_item_close" | "footnote_reference_close":
                self._containers.pop()
            case "ordered_list_open":
                self._lists.append(_List(int(token.attrGet("start") or 1), token.markup))
            case "bullet_list_open":
                self._lists.append(_List(None))
            case "ordered_list_close" | "bullet_list_close":
                self._lists.pop()
            case "table_open" | "tr_open" | "table_close":
                self._table_part(token.type)

    def _table_part(self, token_type: str) -> None:
        match token_type:
            case "table_open":
                self._table, self._table_started = InlineText(line_break=" "), False
            case "tr_open" if self._table is not None:
                if self._table_started:
                    self._table.separate("\n")
                self._row_started, self._table_started = False, True
            case "table_close" if self._table is not None:
                self._add(self._table.block(BlockKind.TABLE, self._indent()))
                self._table = None

    def _inline(self, token: Token, opener: Token) -> None:
        children = self._parse(token.content)
        if opener.type == "heading_open":
            self._heading(children, int(opener.tag[1:]))
        elif opener.type in ("th_open", "td_open") and self._table is not None:
            self._cell(self._table, children)
        elif _is_pictures(children):
            self._pictures(children)
        else:
            self._add_text(children, self._kind())

    def _heading(self, children: Sequence[Token], level: int) -> None:
        """Begin a section; a heading within a quote or list, or too long for a title, is a block."""
        title = plain_text(children)
        if self._containers or len(title) > TITLE_CHARACTERS:
            self._add_text(children, BlockKind.HEADING)
        elif title:
            self._sections.append(RawSection(title, level, anchors=(self._slug(title),)))
            self._mention([t.meta["id"] for t in children if t.type == "footnote_ref"])

    def _slug(self, title: str) -> str:
        """Return the anchor of a heading as the common renderers name it: words, joined by hyphens."""
        slug = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        self._slugs[slug] += 1
        return slug if self._slugs[slug] == 1 else f"{slug}-{self._slugs[slug] - 1}"

    def _cell(self, table: InlineText, children: Sequence[Token]) -> None:
        if self._row_started:
            table.separate("\t")
        self._row_started = True
        known = len(table.footnotes)
        table.add_tokens(children)
        self._mention(table.footnotes[known:])

    def _pictures(self, children: Sequence[Token]) -> None:
        self._warnings.append(_PICTURES)
        for picture in (t for t in children if t.type == "image"):
            self._add(Block(BlockKind.IMAGE, plain_text(picture.children or []), (), self._indent()))

    def _add_text(self, children: Sequence[Token], kind: BlockKind) -> None:
        collected = InlineText()
        if kind is BlockKind.LIST_ITEM:
            collected.add(self._containers[-1].prefix)
        collected.add_tokens(children)
        self._mention(collected.footnotes)
        if any(t.type == "image" for t in children):
            self._warnings.append(_PICTURES)
        self._add(collected.block(kind, self._indent()))

    def _add(self, block: Block) -> None:
        if not block.text or block.text.isspace():
            return
        if self._containers:
            self._containers[-1].started = True
        note = next((c.note for c in reversed(self._containers) if c.note is not None), None)
        (note or self._sections[-1]).blocks.append(block)

    def _kind(self) -> BlockKind:
        """Return what a paragraph is where the walk stands: the innermost container decides."""
        if not self._containers:
            return BlockKind.PARAGRAPH
        innermost = self._containers[-1]
        if innermost.kind == "item" and not innermost.started:
            return BlockKind.LIST_ITEM
        kinds = [c.kind for c in reversed(self._containers) if c.kind != "item"]
        if not kinds:
            return BlockKind.PARAGRAPH
        return BlockKind.QUOTE if kinds[0] == "quote" else BlockKind.FOOTNOTE

    def _indent(self) -> int:
        return max(0, len(self._lists) - 1)

    def _item_prefix(self) -> str:
        """Return the item's number as it is written before its text: it is content; a bullet is not."""
        current = self._lists[-1]
        if current.number is None:
            return ""
        prefix = f"{current.number}{current.delimiter} "
        current.number += 1
        return prefix

    def _parse(self, source: str) -> list[Token]:
        """Return the inline tokens of a block's text, or its bare text where the parser would not cope."""
        tokens: list[Token] = []
        if len(source) <= MARKUP_CHARACTERS:
            try:
                self._parser.inline.parse(source, self._parser, self._environment, tokens)
            except RecursionError:
                tokens.clear()
            else:
                return [_read_picture(token) for token in tokens]
        self._warnings.append(_NO_MARKUP)
        return [_text_token(" ".join(source.split()))]

    def _mention(self, numbers: Sequence[int]) -> None:
        """Remember the section of each footnote's first mention, and keep a note written inside the text."""
        for number in numbers:
            if number in self._mentioned:
                continue
            self._mentioned[number] = self._sections[-1]
            tokens = self._environment["footnotes"]["list"][number].get("tokens")
            if tokens is not None:
                collected = InlineText()
                collected.add_tokens(tokens)
                block = collected.block(BlockKind.FOOTNOTE)
                self._notes.append(_Footnote(self._sections[-1], number=number, blocks=[block]))
                self._mention(collected.footnotes)

    def _place_footnotes(self) -> None:
        """Put each footnote at the end of the section that mentions it, in order of their numbers."""
        by_label = self._environment["footnotes"]["refs"]
        for note in self._notes:
            if note.number is None:
                note.number = by_label.get(f":{note.label}", -1)
        for note in sorted(self._notes, key=lambda n: (n.number == -1, n.number)):
            self._place(note, -1 if note.number is None else note.number)

    def _place(self, note: _Footnote, number: int) -> None:
        """Append the footnote's blocks; an unmentioned one (-1) keeps its label and stays where it is."""
        if not note.blocks:
            return
        first = note.blocks[0]
        prefix = f"[{note.label if number < 0 else number + 1}] "
        shift = len(prefix)
        spans = [Inline(i.start + shift, i.end + shift, i.kind, i.target) for i in first.inlines]
        anchor = Inline(0, 0, InlineKind.ANCHOR, note_name(number))
        note.blocks[0] = Block(first.kind, prefix + first.text, (anchor, *spans), first.indent)
        self._mentioned.get(number, note.section).blocks.extend(note.blocks)


def _is_pictures(tokens: Sequence[Token]) -> bool:
    """Whether there are pictures and nothing else, be it inside links."""
    kinds = {t.type for t in tokens if not (t.type == "text" and not t.content.strip())}
    return "image" in kinds and kinds <= {"image", "link_open", "link_close", "softbreak", "html_inline"}


def _read_picture(token: Token) -> Token:
    """Return the token of a picture for a tag of HTML that shows one; any other token as it is."""
    description = picture_description(token.content) if token.type == "html_inline" else None
    if description is None:
        return token
    return Token("image", "img", 0, content=description, children=[_text_token(description)])


def _text_token(text: str) -> Token:
    return Token("text", "", 0, content=text)
