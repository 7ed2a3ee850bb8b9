"""Emphasis in plain text: set off by underscores, shown without them."""

from __future__ import annotations

import pytest

from studyapp.domain.documents import Block, BlockKind, InlineKind
from studyapp.importers.plain import parse_plain
from studyapp.importers.plain.emphasis import with_emphasis


def emphasised(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> tuple[str, list[str]]:
    block = with_emphasis(Block(kind, text))
    assert all(inline.kind is InlineKind.EMPHASIS for inline in block.inlines)
    return block.text, [block.text[inline.start : inline.end] for inline in block.inlines]


def test_words_between_underscores_are_emphasised() -> None:
    text = "She read _The River_, then _“Boats”_ and (_again_) wept: _how\nlong_?"
    assert emphasised(text) == (
        "She read The River, then “Boats” and (again) wept: how\nlong?",
        ["The River", "“Boats”", "again", "how\nlong"],
    )


@pytest.mark.parametrize(
    "text",
    [
        "the file __init__ and max_value_of",
        "fill in ____ and _ here",
        "a_b_c",
        "an _open sign",
        "_ alone _",
        "x_1_ and _y",
    ],
)
def test_other_underscores_stay(text: str) -> None:
    assert emphasised(text) == (text, [])


def test_code_stays() -> None:
    assert emphasised("call _this_ now", BlockKind.CODE) == ("call _this_ now", [])


def test_headings_and_titles_lose_their_signs() -> None:
    prose = "The ferry crossed the river all day, and people waited for it on the quay. "
    chapters = ("CHAPTER I. _The Boat_", "CHAPTER II. _The Bridge_")
    text = "_THE RIVER_\n" + "".join(f"\n\n{chapter}\n\n{prose * 3}\n" for chapter in chapters)
    document = parse_plain(text, name="a.txt")
    assert document.title == "THE RIVER"
    titles = [section.title for section in document.sections if section.title]
    assert titles == ["CHAPTER I. The Boat", "CHAPTER II. The Bridge"]
