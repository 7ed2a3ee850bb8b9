"""The running text of a walk: what is collected becomes a block where an element of blocks begins or ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.documents import Block, BlockKind
from studyapp.importers.markup import lists, verse
from studyapp.importers.markup.text import TextBuffer

if TYPE_CHECKING:
    from lxml.etree import _Element

    from studyapp.importers.markup.contexts import Contexts
    from studyapp.importers.markup.outline import Outline
    from studyapp.importers.markup.pictures import Picture

_BROKEN_LINES = 2  # so many line breaks in a row end a paragraph


class Flow(TextBuffer):
    """Collects a block with its pictures and the places reached in it; contexts say of which kind it is."""

    def __init__(self, outline: Outline, contexts: Contexts) -> None:
        super().__init__()
        self.pictures: list[Picture] = []
        self.reached: list[str] = []  # places within the block, of which the outline hears after it
        self.breaks = 0  # line breaks that no text has followed yet
        self._outline = outline
        self._contexts = contexts
        self._stanza: _Element | None = None  # whose parts are lines of one stanza

    def end_lines(self, *, is_open: bool) -> None:
        """Let the waiting line breaks act: text follows, and goes here when `is_open`."""
        breaks, self.breaks = self.breaks, 0
        if not is_open or not self.visible:
            return
        if breaks >= _BROKEN_LINES:
            self.flush()
        else:
            self.break_line()

    def boundary(self, element: _Element, name: str, *, starts: bool) -> None:
        """End the block where an element of blocks begins or ends; in verse it may be a line."""
        if name in ("p", "div", "span", "li") and self._contexts.in_verse and self.visible:
            parent = element.getparent()
            if not starts and self.lines == 1 and self.breaks == 0 and self._stanza is None:
                self._stanza = parent
                return
            if self._stanza is not None and parent is self._stanza:
                if starts and not self.at_line_end:
                    self.break_line()
                return
        self.flush()

    def flush(self) -> None:
        """End the open block and give it to the outline."""
        self.breaks = 0
        self._stanza = None
        if self.visible:
            self.flush_pictures(leading=True)
            item = self._contexts.open_item()
            kind = self._contexts.kind(item)
            prefix = ""
            if kind is BlockKind.LIST_ITEM and item is not None:
                prefix = item.prefix
            block = self.take(kind, self._contexts.indent())
            if prefix and not block.text.startswith(prefix.strip()):
                block = lists.numbered(block, prefix)
            if item is not None:
                item.started = True
            if kind is BlockKind.PARAGRAPH and verse.is_verse(block.text):
                block = block._replace(kind=BlockKind.VERSE)
            if block.text.strip():
                self.put(block)
        elif self.pictures and self.length:
            self._move_marks()
        self.flush_pictures()
        for name in self.reached:
            self._outline.reach(name)
        self.reached.clear()

    def flush_pictures(self, *, after_heading: bool = False, leading: bool = False) -> None:
        """Give the waiting pictures to the outline; of those of a paragraph perhaps only the leading ones."""
        if not self.pictures:
            return
        taken = [p for p in self.pictures if p.leading or not leading]
        self.pictures = [p for p in self.pictures if leading and not p.leading]
        for picture in taken:
            text = "" if after_heading else picture.text
            if text or picture.name:
                marks = () if self.visible else self.take(BlockKind.IMAGE).inlines
                block = Block(BlockKind.IMAGE, text, (), self._contexts.indent(), picture.name)
                self.put(
                    block._replace(
                        inlines=tuple(i._replace(start=0, end=0) for i in marks if i.start == i.end)
                    )
                )

    def put(self, block: Block) -> None:
        """Give a block to the footnote that is read, else to the outline."""
        note = self._contexts.note
        if note is not None:
            note.blocks.append(block)
        else:
            self._outline.add(block)

    def _move_marks(self) -> None:
        """Forget white space and descriptions without text around them; their marks stay."""
        block = self.take(BlockKind.PARAGRAPH)
        for inline in block.inlines:
            if inline.start == inline.end:
                self.mark(inline.kind, inline.target)
