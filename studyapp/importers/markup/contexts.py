"""Where a walk stands: the open elements that decide what the blocks in them are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studyapp.domain.documents import BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

    from studyapp.importers.markup.lists import Item
    from studyapp.importers.markup.notes import Note


@dataclass(slots=True)
class Context:
    """An element that decides what the blocks in it are; a heading in a closed one makes no section."""

    element: _Element
    kind: BlockKind | None = None
    item: Item | None = None
    note: Note | None = None
    closed: bool = False


@dataclass(slots=True)
class _State:
    """What holds inside a context and all around it."""

    context: Context
    kind: BlockKind | None
    note: Note | None
    indent: int
    closed: bool
    in_note: bool


class Contexts:
    """The open contexts, the innermost last; each knows what those around it say."""

    def __init__(self) -> None:
        self._states: list[_State] = []

    def open(self, context: Context) -> None:
        """Go into a context."""
        around = self._states[-1] if self._states else None
        note = context.note or (around.note if around else None)
        indent = around.indent if around else 0
        if context.item is not None:
            indent = context.item.indent
        elif context.note is not None:
            indent = 0
        closed = context.closed or context.note is not None or context.kind is BlockKind.QUOTE
        self._states.append(
            _State(
                context,
                context.kind or (around.kind if around else None),
                note,
                indent,
                closed or (around is not None and around.closed),
                note is not None
                or context.kind is BlockKind.FOOTNOTE
                or (around is not None and around.in_note),
            )
        )

    def holds(self, element: _Element) -> bool:
        """Whether the innermost context is this element's."""
        return bool(self._states) and self._states[-1].context.element is element

    def close(self, element: _Element) -> None:
        """Leave the contexts of an element."""
        while self.holds(element):
            self._states.pop()

    def open_item(self) -> Item | None:
        """Return the item whose first block is still to come; None where none is open."""
        for state in reversed(self._states):
            context = state.context
            if context.item is not None:
                return None if context.item.started else context.item
            if context.kind is not None:
                return None
        return None

    def kind(self, item: Item | None) -> BlockKind:
        """Return what a plain paragraph is here; `item` is the open item, if one is."""
        kind = self._states[-1].kind if self._states else None
        if kind in (BlockKind.FOOTNOTE, BlockKind.CAPTION):
            return kind
        return BlockKind.LIST_ITEM if item is not None else kind or BlockKind.PARAGRAPH

    def indent(self) -> int:
        """Return the depth of the innermost item."""
        return self._states[-1].indent if self._states else 0

    @property
    def note(self) -> Note | None:
        """The footnote that is read."""
        return self._states[-1].note if self._states else None

    @property
    def closed(self) -> bool:
        """Whether a heading here makes no section."""
        return bool(self._states) and self._states[-1].closed

    @property
    def in_verse(self) -> bool:
        """Whether the lines here are verse."""
        return bool(self._states) and self._states[-1].kind is BlockKind.VERSE

    @property
    def in_note(self) -> bool:
        """Whether a footnote is read, mentioned or not."""
        return bool(self._states) and self._states[-1].in_note
