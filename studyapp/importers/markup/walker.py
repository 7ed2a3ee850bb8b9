"""One walk through a tree, without recursion: elements become headings and blocks of an outline."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from studyapp.domain.documents import Block, BlockKind, InlineKind
from studyapp.importers.figures import lowered, raised
from studyapp.importers.markup import formulas, lists, pictures, verse
from studyapp.importers.markup.contexts import Context, Contexts
from studyapp.importers.markup.flow import Flow
from studyapp.importers.markup.outline import anchor_mark
from studyapp.importers.markup.pages import page_label
from studyapp.importers.markup.references import says_reference
from studyapp.importers.markup.tables import LOOKS, TableText, is_data
from studyapp.importers.markup.text import TextBuffer
from studyapp.importers.markup.vocabulary import (
    BLOCKS,
    DROPPED,
    HEADINGS,
    LISTS,
    NO_TRAITS,
    PREFORMATTED,
    SPANS,
    heading_level,
    hides,
    meaning,
    styled,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element

    from studyapp.importers.markup.notes import Note, Notes
    from studyapp.importers.markup.outline import Outline

_SCRIPTS = {"sup": raised, "sub": lowered}
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LINE_NUMBERS = ("span", "td", "th", "div", "p")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the document around a tree decides.

    `link` gives the target of a reference ("" for none), `picture` the file name of a kept picture, `anchor`
    the name of a place, `pages` the printed pages that begin at places, `dropped` what is left out.
    """

    link: Callable[[str], str]
    picture: Callable[[str], str] = lambda _: ""
    anchor: Callable[[str], str] = lambda name: name
    pages: Mapping[str, str] = field(default_factory=dict)
    dropped: Callable[[_Element], bool] = lambda _: False


class Walker:
    """Goes through trees one after the other and gives what it finds to the outline."""

    def __init__(self, outline: Outline, notes: Notes) -> None:
        self._outline = outline
        self._notes = notes
        self._contexts = Contexts()
        self._lists: list[lists.NumberedList] = []
        self._flow = Flow(outline, self._contexts)
        self._text: TextBuffer = self._flow  # what text goes to: the flow, a heading, a table, a caption
        self._heading: tuple[_Element, list[str]] | None = None
        self._table: TableText | None = None
        self._shown: Counter[str] = Counter()  # pictures by their references
        self._verbatim: _Element | None = None
        self._looks = 0  # how many tables that lay out the page are open
        self._group: _Element | None = None  # an `hgroup`, whose headings are one
        self._group_open = False

    def walk(self, root: _Element, around: Surroundings, *, name: str = "") -> None:
        """Take a tree, to whose beginning `name` leads; what is left open at its end ends with it."""
        self._around = around
        if name:
            self._anchor(name)
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            if event == "start":
                if self._start(element):
                    if element.text:
                        self._add(element.text)
                else:
                    steps.skip_subtree()
                    self._skipped = element
            else:
                if element is not self._skipped:
                    self._end(element)
                if element.tail and element is not root:
                    self._add(element.tail)
        self._skipped = None
        self._flow.flush()

    _around: Surroundings
    _skipped: _Element | None = None

    # What begins

    def _start(self, element: _Element) -> bool:
        """Begin an element; return whether to go into it."""
        name = str(element.tag).rpartition("}")[2].lower()
        meant = NO_TRAITS
        if element.attrib:
            if element not in self._notes.targets and self._is_left_out(element):
                return False
            meant = meaning(element)
        if (name in DROPPED and "listing" not in meant) or element in self._notes.dropped:
            return False
        if name in BLOCKS:
            self._boundary(element, name, starts=True)
        if element.attrib and not self._start_place(element, name, meant):
            return False
        note = self._notes.targets.get(element)
        if note is not None:
            self._boundary(element, "div", starts=True)
            self._contexts.open(Context(element, BlockKind.FOOTNOTE, note=note))
            self._notes.take_from(self._outline.current)
        return (
            self._start_block(element, name, meant)
            if name in BLOCKS
            else self._start_inline(element, name, meant)
        )

    def _is_left_out(self, element: _Element) -> bool:
        if element.get("hidden") is not None or hides(element.get("style") or ""):
            return True
        return self._around.dropped(element)

    def _start_place(self, element: _Element, name: str, meant: frozenset[str]) -> bool:
        """Set the marks of an element's names; return whether there is more to an element than that."""
        names = [element.get("id"), element.get(_XML_ID), element.get("name") if name == "a" else None]
        for place in dict.fromkeys(n for n in names if n):
            self._anchor(self._around.anchor(place))
        if not meant:
            return True
        if "page" in meant:
            return not self._page(element)
        if "headerlink" in meant and name in ("a", "span"):
            return False
        if "linenumber" in meant and name in _LINE_NUMBERS:
            return False
        return not ("hidden" in meant and name in ("span", "div", "p"))

    def _page(self, element: _Element) -> bool:
        """Mark a printed page, in place of the element that names it; whether it is one."""
        label = page_label(element)
        if label is None:
            return False
        for inner in element.iter():
            for place in {inner.get("id"), inner.get("name")} if inner is not element else ():
                if place:
                    self._anchor(self._around.anchor(place))
        if label:
            self._text.mark(InlineKind.PAGE, label)
        return True

    def _anchor(self, name: str) -> None:
        if self._heading is not None:
            self._heading[1].append(name)
            return
        self._text.mark(InlineKind.ANCHOR, name)
        if name in self._around.pages:
            self._text.mark(InlineKind.PAGE, self._around.pages[name])
        if self._text is self._flow and not self._flow.visible and not self._flow.pictures:
            self._outline.reach(name)
        else:
            self._flow.reached.append(name)

    def _start_block(self, element: _Element, name: str, meant: frozenset[str]) -> bool:
        if self._table is not None:
            return self._start_in_table(self._table, element, name)
        level = HEADINGS.get(name) or heading_level(element)
        if level:
            self._start_heading(element)
        elif name in LISTS or name == "dl":
            self._lists.append(lists.NumberedList(element, name))
        elif name in ("li", "dt", "dd"):
            self._start_item(element, name)
        elif name == "table":
            return self._start_table(element)
        elif name in PREFORMATTED and self._verbatim is None:
            self._verbatim = element
            kind = BlockKind.VERSE if "verse" in meant or self._contexts.in_verse else BlockKind.CODE
            self._contexts.open(Context(element, kind))
        elif name == "hgroup":
            self._group, self._group_open = element, False
        else:
            self._start_context(element, name, meant)
        return True

    def _start_context(self, element: _Element, name: str, meant: frozenset[str]) -> None:
        kind: BlockKind | None = None
        closed = name in ("aside", "figure", "figcaption")
        if name in ("figcaption", "caption", "legend") or "caption" in meant:
            kind, closed = BlockKind.CAPTION, True
        elif "verse" in meant or (self._contexts.in_verse and name == "blockquote"):
            kind = BlockKind.VERSE
        elif name == "blockquote" or "quote" in meant:
            kind, closed = BlockKind.QUOTE, True
        elif "note" in meant:
            kind, closed = BlockKind.FOOTNOTE, True
        if kind is not None or closed:
            self._contexts.open(Context(element, kind, closed=closed))

    def _start_inline(self, element: _Element, name: str, meant: frozenset[str]) -> bool:
        if name == "br":
            self._break()
        elif name == "math":
            self._add(formulas.formula_text(element))
            return False
        elif name in ("sup", "sub") and not len(element) and not self._begins_note():
            self._add(_SCRIPTS[name](element.text or ""))
            return False
        elif name in ("img", "image", "svg"):
            return self._start_picture(element, name)
        elif name == "a":
            return self._start_link(element, meant)
        elif name == "q" and element.text:
            self._add("“")
        kind = SPANS.get(name)
        if kind is None and meant:
            kind = styled(meant) if name in ("span", "font") else None
        if kind is not None and self._verbatim is None:
            self._text.open(kind, element)
        return True

    def _begins_note(self) -> bool:
        """Whether a raised number here is the label of a footnote."""
        return self._contexts.in_note and not self._flow.visible

    def _start_link(self, element: _Element, meant: frozenset[str]) -> bool:
        note = self._notes.references.get(element)
        if note is not None:
            return self._refer(note)
        reference = element.get("href")
        if reference and not len(element) and says_reference(element):  # its note was not found
            label, target = raised((element.text or "").strip()), self._around.link(reference)
            if target:
                self._text.link(label, target)
            else:
                self._add(label)
            return False
        if reference and self._verbatim is None:
            target = self._around.link(reference)
            if target:
                self._text.open(InlineKind.LINK, element, target)
        return "backlink" not in meant or not self._contexts.in_note

    def _refer(self, note: Note) -> bool:
        """Put a reference to a footnote in the text, and remember which section has it."""
        holder = self._contexts.note
        self._notes.mention(note, self._outline, holder)
        if self._heading is None:
            bare = self._text.ends_with("[")  # the text has brackets around its references already
            self._text.link(note.label if bare else f"[{note.label}]", f"#{note.name}")
        return False

    def _start_picture(self, element: _Element, name: str) -> bool:
        picture = pictures.read(element, name, self._around.picture)
        if picture is None or self._is_ornament(element, picture):
            return False
        if self._heading is not None and picture.text:
            self._text.add(picture.text, described=True)
        elif picture.text and (self._text is not self._flow or self._flow.visible or picture.small):
            self._text.add(picture.text, described=not picture.small)
            picture = picture.without_text()
        if not picture.small:
            self._flow.pictures.append(picture._replace(leading=not self._flow.visible))
        return False

    def _is_ornament(self, element: _Element, picture: pictures.Picture) -> bool:
        """Whether the same picture has come so often that it shows nothing of its own."""
        reference = pictures.reference_of(element)
        if picture.small or not reference:
            return False
        self._shown[reference] += 1
        return self._shown[reference] > pictures.SHOWN

    def _start_heading(self, element: _Element) -> None:
        if self._heading is None:
            if self._group is not None and self._group_open:
                return
            self._heading = (element, self._flow.take_marks(InlineKind.ANCHOR))
            self._text = TextBuffer(line_break=" ")

    def _start_item(self, element: _Element, name: str) -> None:
        numbered = self._lists[-1] if self._lists else None
        prefix = numbered.next_prefix(element) if numbered is not None and name == "li" else ""
        indent = max(0, len(self._lists) - 1) + (name == "dd")
        self._contexts.open(Context(element, item=lists.Item(prefix, indent), closed=True))

    def _start_table(self, element: _Element) -> bool:
        if self._looks < LOOKS and is_data(element):
            self._table = TableText(element)
            self._text = self._table
        else:
            self._looks += 1
        return True

    def _start_in_table(self, table: TableText, element: _Element, name: str) -> bool:
        if name == "caption":
            self._text = TextBuffer()
        elif name == "tr":
            table.begin_row()
        elif name in ("td", "th"):
            table.begin_cell(element)
        return True

    # What ends

    def _end(self, element: _Element) -> None:
        self._text.close(element)
        name = str(element.tag).rpartition("}")[2].lower()
        if name == "q" and element.text:
            self._add("”")
        if name in BLOCKS:
            self._end_block(element, name)
        if self._contexts.holds(element):
            self._flow.flush()
            self._contexts.close(element)

    def _end_block(self, element: _Element, name: str) -> None:
        if self._heading is not None:
            if self._heading[0] is element:
                self._end_heading(element, name)
            else:
                self._text.space()
            return
        if self._table is not None:
            self._end_in_table(self._table, element, name)
            return
        self._boundary(element, name, starts=False)
        if self._lists and self._lists[-1].element is element:
            self._lists.pop()
        elif name == "table":
            self._looks = max(0, self._looks - 1)
        elif element is self._verbatim:
            self._flow.flush()
            self._verbatim = None
        elif element is self._group:
            self._group = None

    def _end_heading(self, element: _Element, name: str) -> None:
        if self._heading is None:
            return
        anchors = self._heading[1]
        text = self._text
        block = text.take(BlockKind.HEADING)
        self._text, self._heading = self._flow, None
        self._group_open = self._group is not None
        for anchor in anchors:
            if anchor in self._around.pages:
                self._flow.mark(InlineKind.PAGE, self._around.pages[anchor])
        for page in (i for i in block.inlines if i.kind is InlineKind.PAGE):
            self._flow.mark(InlineKind.PAGE, page.target)
        if block.text:
            self._put_heading(block, HEADINGS.get(name) or heading_level(element) or 6, anchors)
        else:
            for anchor in anchors:
                self._anchor(anchor)
        self._flow.flush_pictures(after_heading=True)

    def _put_heading(self, block: Block, level: int, anchors: list[str]) -> None:
        for anchor in anchors:
            self._outline.reach(anchor)
        if self._contexts.closed:
            marks = [i for i in block.inlines if i.end > i.start]
            marks[:0] = [anchor_mark(anchor) for anchor in anchors]
            self._flow.put(block._replace(inlines=tuple(marks)))
        else:
            self._outline.heading(block, level, tuple(anchors))

    def _end_in_table(self, table: TableText, element: _Element, name: str) -> None:
        if element is table.element:
            self._table, self._text = None, self._flow
            self._put_table(table)
        elif name == "caption" and self._text is not table:
            caption = self._text.take(BlockKind.CAPTION)
            self._text = table
            if caption.text:
                self._flow.put(caption)
        elif name in ("td", "th"):
            table.end_cell()
        else:
            self._text.space()

    def _put_table(self, table: TableText) -> None:
        block = verse.tidy_cells(table.take(BlockKind.TABLE, self._contexts.indent()))
        if block.text.strip():
            self._flow.put(block)
        self._flow.flush_pictures()

    # Text

    def _add(self, text: str) -> None:
        if self._verbatim is not None and self._table is None and self._heading is None:
            self._text.add_verbatim(text)
            return
        if self._flow.breaks and not text.isspace():
            self._flow.end_lines(is_open=self._text is self._flow)
        self._text.add(text)

    def _break(self) -> None:
        """Take a line break: it acts when text follows."""
        if self._verbatim is not None:
            self._text.add_verbatim("\n")
        elif self._text is not self._flow:
            self._text.space()
        elif self._flow.visible:
            self._flow.breaks += 1

    def _boundary(self, element: _Element, name: str, *, starts: bool) -> None:
        """End the block that is open where an element of blocks begins or ends."""
        if self._heading is not None or self._text is not self._flow:
            if self._heading is not None or self._text is not self._table or name not in ("tr", "td", "th"):
                self._text.space()
            return
        self._flow.boundary(element, name, starts=starts)
