"""Sections and blocks are cut to the sizes that open at once, and nothing is lost in the cutting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind
from studyapp.domain.errors import UnreadableDocumentError
from studyapp.importers.sections import (
    BLOCK_CHARACTERS,
    SECTION_CHARACTERS,
    SECTION_WORDS,
    Description,
    RawSection,
    build_document,
    cut_block,
    name_title,
    trim_block,
)
from studyapp.text.words import count_words


def paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, text)


def test_a_long_section_is_cut_at_paragraph_ends_into_parts() -> None:
    blocks = [paragraph(f"Paragraph {i}. " + "word " * 98) for i in range(250)]
    document = build_document(
        [RawSection("Long", 2, list(blocks))], Description(title="T"), name="a.md", format_name="markdown"
    )
    assert [s.title for s in document.sections] == ["Long", "Long (2)", "Long (3)"]
    assert [s.level for s in document.sections] == [1, 1, 1]
    assert [b for s in document.sections for b in s.blocks] == blocks
    for section in document.sections:
        assert sum(count_words(b.text) for b in section.blocks) <= SECTION_WORDS


def test_parts_of_a_text_without_headings_are_named_after_the_document() -> None:
    raw = [RawSection(None, 0, [paragraph("word " * 1900) for _ in range(12)])]
    document = build_document(raw, Description(), name="My book.txt", format_name="text")
    assert [(s.level, s.title) for s in document.sections] == [
        (0, None),
        (1, "My book (2)"),
        (1, "My book (3)"),
    ]


def test_a_script_without_spaces_is_limited_by_characters() -> None:
    raw = [RawSection("長", 1, [paragraph("文" * 9_000 + "。") for _ in range(30)])]
    document = build_document(raw, Description(), name="a.md", format_name="markdown")
    sizes = [sum(len(b.text) for b in s.blocks) for s in document.sections]
    assert max(sizes) <= SECTION_CHARACTERS
    assert len(sizes) == 3


@pytest.mark.parametrize(("levels", "expected"), [((2, 3, 2), [1, 2, 1]), ((4, 6), [1, 3]), ((1, 1), [1, 1])])
def test_the_shallowest_heading_is_level_one(levels: tuple[int, ...], expected: list[int]) -> None:
    raw = [RawSection(None, 0), *(RawSection(f"S{level}", level) for level in levels)]
    document = build_document(raw, Description(), name="a.md", format_name="markdown")
    assert [s.level for s in document.sections] == expected


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match=r"“a\.md” contains no text\."):
        build_document([RawSection(None, 0)], Description(), name="a.md", format_name="markdown")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("a b.md", "a b"),
        ("v1.2.txt", "v1.2"),
        (".md", ".md"),
        ("README", "README"),
        (" .x", " .x"),
        ("Black_Death.txt", "Black Death"),
        ("a_b c.md", "a_b c"),
        ("__.txt", "__.txt"),
    ],
)
def test_a_file_name_gives_a_title(name: str, title: str) -> None:
    assert name_title(name) == title


def test_a_block_is_cut_at_a_sentence_end_before_a_word_end() -> None:
    text = "A sentence of words. " * 450 + "and a tail without an end " * 100
    parts = list(cut_block(paragraph(text.strip())))
    assert parts[0].text.endswith("words.")
    assert parts[1].text.startswith("and a tail")


def test_a_block_without_sentences_is_cut_at_a_word_end() -> None:
    parts = list(cut_block(paragraph("word " * 5000)))
    assert all(p.text.startswith("word") and p.text.rstrip().endswith("word") for p in parts)


def test_a_block_without_words_is_cut_anywhere_but_before_a_combining_mark() -> None:
    text = "a" * (BLOCK_CHARACTERS - 1) + "e\u0301" * 20
    parts = list(cut_block(paragraph(text)))
    assert [p.text[0] for p in parts] == ["a", "e"]
    assert "".join(p.text for p in parts) == text


def test_code_is_cut_at_line_ends_and_keeps_its_indentation() -> None:
    parts = list(cut_block(Block(BlockKind.CODE, "\n".join("    line. of code" for _ in range(1000)))))
    assert all(p.text.startswith("    line") and p.text.endswith("code") for p in parts)


SPAN = st.tuples(st.integers(0, 30_000), st.integers(0, 30_000)).map(sorted)
TEXT = st.tuples(
    st.text(st.sampled_from(list("ab. \n。!”’\u0301\u200d👩ش")), min_size=1, max_size=60),
    st.integers(1, 30_000),
).map(lambda pair: (pair[0] * (pair[1] // len(pair[0]) + 1))[: pair[1]])


@given(TEXT, st.lists(SPAN, max_size=8), st.sampled_from(list(BlockKind)))
def test_cutting_keeps_every_character_but_white_space_and_every_span(
    text: str, spans: list[list[int]], kind: BlockKind
) -> None:
    inlines = tuple(
        Inline(start, min(end, len(text)), InlineKind.EMPHASIS)
        for start, end in spans
        if start < min(end, len(text))
    )
    parts = list(cut_block(Block(kind, text, inlines)))
    assert all(0 < len(p.text) <= BLOCK_CHARACTERS for p in parts)
    assert "".join("".join(p.text.split()) for p in parts) == "".join(text.split())
    marked = sorted("".join(text[i.start : i.end].split()) for i in inlines)
    assert all(0 <= i.start < i.end <= len(p.text) for p in parts for i in p.inlines)
    assert sum(map(len, marked)) == sum(
        len("".join(p.text[i.start : i.end].split())) for p in parts for i in p.inlines
    )


def test_trimming_moves_the_spans() -> None:
    block = trim_block(Block(BlockKind.PARAGRAPH, "  ab c ", (Inline(0, 4, InlineKind.STRONG),)))
    assert block == Block(BlockKind.PARAGRAPH, "ab c", (Inline(0, 2, InlineKind.STRONG),))
