"""The text inside one Markdown block: tokens of the parser become plain text with spans."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote

from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind
from studyapp.importers.sections import trim_block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

# Python's parser takes time with the square of the length when tags stay open: 10 s for 50,000 characters.
HTML_CHARACTERS = 20_000

_SPANS = {
    "em": InlineKind.EMPHASIS,
    "strong": InlineKind.STRONG,
    "s": InlineKind.STRIKE,
    "link": InlineKind.LINK,
}
_PATH = re.compile(r"[/?#\\]")  # a colon before the first of these ends a scheme: RFC 3986, 4.2
_SAFE_SCHEMES = ("http", "https", "mailto")
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\x9f]")
_BREAKING_TAG = re.compile(
    "address|article|aside|blockquote|body|caption|center|d[dlt]|details|div|fieldset|figcaption|figure|footer|"
    "form|h[1-6]|header|hr|html|li|main|nav|[ou]l|p|pre|section|summary|table|t[dhr]"
)
_ANY_TAG = re.compile(r"<[^<>]*>")
_LINE_BREAK_TAG = re.compile(r"<br\b", re.IGNORECASE)
_PICTURE_TAG = re.compile(r"<img\b", re.IGNORECASE)


def safe_target(address: str) -> str:
    """Return the link's address when it is harmless to follow, else an empty string.

    Harmless are web and mail addresses, places in the same text, and relative paths; `//host` is not one.
    """
    plain = _CONTROLS.sub("", unquote(address))
    if plain.startswith(("//", "\\", "/\\")):
        return ""
    beginning, colon, _ = _PATH.split(plain, maxsplit=1)[0].partition(":")
    if colon and beginning.lower() not in _SAFE_SCHEMES:
        return ""
    return address


class InlineText:
    """Collects the text of one block; the spans count code points of the text collected so far.

    `line_break` stands for a hard line break: a table's cell has none.
    """

    def __init__(self, line_break: str = "\n") -> None:
        self._line_break = line_break
        self._parts: list[str] = []
        self._length = 0
        self._last = ""  # the last character collected
        self._soft_break = False
        self._open: list[tuple[InlineKind, int, str]] = []
        self._inlines: list[Inline] = []
        self.footnotes: list[int] = []

    def add(self, text: str) -> None:
        """Add text as it stands, after a space where a line ended before it."""
        if not text:
            return
        text = text.replace("\t", " ")
        if self._soft_break:
            self._soft_break = False
            if self._last not in ("", "\n") and not (_is_wide(self._last) and _is_wide(text[0])):
                text = f" {text}"
        self.separate(text)

    def separate(self, text: str) -> None:
        """Add characters that are no text of the source: the tab between cells, the end of a row."""
        self._soft_break = False
        self._parts.append(text)
        self._length += len(text)
        self._last = text[-1]

    def add_tokens(self, tokens: Sequence[Token]) -> None:
        """Add the tokens of one inline run: formatting becomes spans, tags of HTML are dropped."""
        for token in tokens:
            name, _, part = token.type.rpartition("_")
            if name in _SPANS and part in ("open", "close"):
                self._span(_SPANS[name], token, opens=part == "open")
            else:
                self._add_token(token)

    def block(self, kind: BlockKind, indent: int = 0) -> Block:
        """Return all that was collected as a block, without white space at its ends."""
        inlines = tuple(sorted(self._inlines, key=lambda i: (i.start, -i.end)))
        return trim_block(Block(kind, "".join(self._parts), inlines, indent))

    def _add_token(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                self.add(token.content)
            case "code_inline":
                start = self._start()
                self.add(token.content)
                self._close(InlineKind.CODE, start, "")
            case "softbreak":
                self._soft_break = True
            case "hardbreak":
                self._break_line()
            case "image":
                self.add_tokens(token.children or [])
            case "html_inline":
                if _LINE_BREAK_TAG.match(token.content):
                    self._break_line()
            case "footnote_ref":
                number = token.meta["id"]
                self.footnotes.append(number)
                start = self._start()
                self.add(f"[{number + 1}]")
                self._close(InlineKind.LINK, start, f"#{note_name(number)}")

    def _break_line(self) -> None:
        self.separate(self._line_break)

    def _span(self, kind: InlineKind, token: Token, *, opens: bool) -> None:
        if opens:
            target = safe_target(str(token.attrGet("href") or "")) if kind is InlineKind.LINK else ""
            self._open.append((kind, self._start(), target))
        else:
            self._close(*self._open.pop())

    def _start(self) -> int:
        """Return where the next text will begin, the space of a line's end left before it."""
        if self._soft_break and self._last not in ("", "\n"):
            self.separate(" ")
        return self._length

    def _close(self, kind: InlineKind, start: int, target: str) -> None:
        if start < self._length and not (kind is InlineKind.LINK and not target):
            self._inlines.append(Inline(start, self._length, kind, target))


def note_name(number: int) -> str:
    """Return the name by which the mark of a footnote is linked to it."""
    return f"footnote-{number}"


def picture_description(tag: str) -> str | None:
    """Return the alternative text of a picture that is written as a tag of HTML, None for any other tag."""
    if not _PICTURE_TAG.match(tag):
        return None
    parser = _PictureTag()
    parser.feed(tag)
    return parser.description


def plain_text(tokens: Sequence[Token]) -> str:
    """Return the text of the tokens alone, on one line: for a title or an image's description."""
    collected = InlineText()
    collected.add_tokens([t for t in tokens if t.type != "footnote_ref"])
    return " ".join(collected.block(BlockKind.PARAGRAPH).text.split())


def _is_wide(character: str) -> bool:
    """Whether it is of a script without spaces between words, where a line's end is no space."""
    if unicodedata.east_asian_width(character) not in ("W", "F"):
        return False
    return (
        not unicodedata.name(character, "").startswith("HANGUL") and unicodedata.category(character)[0] != "S"
    )


class _PictureTag(HTMLParser):
    """Reads the tag of one picture."""

    description = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.description = dict(attrs).get("alt") or ""


class _HtmlText(HTMLParser):
    """Keeps the text of raw HTML: one entry a block element, scripts and styles left out."""

    SILENT = frozenset(("script", "style", "template", "head"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self._parts: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.SILENT:
            self._silent.append(tag)
        elif tag == "br":
            self._parts.append("\n")
        elif tag == "img":
            self._parts.append(dict(attrs).get("alt") or "")
        elif _BREAKING_TAG.fullmatch(tag):
            self.end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        elif _BREAKING_TAG.fullmatch(tag):
            self.end_paragraph()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(data.replace("\n", " "))

    def end_paragraph(self) -> None:
        lines = [" ".join(line.split()) for line in "".join(self._parts).split("\n")]
        text = "\n".join(lines).strip()
        if text:
            self.paragraphs.append(text)
        self._parts.clear()


def html_paragraphs(source: str) -> list[str]:
    """Return the paragraphs of text in raw HTML, all tags dropped; damaged HTML gives what can be read."""
    parser = _HtmlText()
    if len(source) > HTML_CHARACTERS:
        parser.handle_data(unescape(_ANY_TAG.sub(" ", source)))
    else:
        try:
            parser.feed(source)
            parser.close()
        except AssertionError:  # html.parser's own word for a declaration that it cannot read
            parser.handle_data(_ANY_TAG.sub(" ", source))
    parser.end_paragraph()
    return parser.paragraphs
