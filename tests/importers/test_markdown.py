"""Markdown becomes the sections, blocks and spans that a reader expects."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind, ParsedDocument
from studyapp.domain.errors import UnreadableDocumentError
from studyapp.importers.markdown import parse_markdown
from studyapp.importers.sections import BLOCK_CHARACTERS

ARTICLE = Path(__file__).parents[2] / "resources" / "article" / "russia-iran-strategic-alliance.md"


def parse(text: str) -> ParsedDocument:
    return parse_markdown(text, name="notes.md")


def blocks(text: str) -> list[Block]:
    return [block for section in parse(text).sections for block in section.blocks]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in blocks(text)]


def test_the_bundled_article_has_its_title_and_twelve_sections() -> None:
    document = parse_markdown(ARTICLE.read_text("utf-8"), name=ARTICLE.name)
    assert document.title.startswith("Russia-Iran Strategic Alliance: Reshaping Global Dynamics")
    assert document.language == "en"
    assert document.format == "markdown"
    assert document.warnings == ()
    assert [section.level for section in document.sections] == [0, 1, 1, 2, 1, 2, 1, 2, 1, 1, 2, 1]
    assert document.sections[0].title is None
    assert document.sections[7].title == "The Cooperation Pact: A Shield Against Sanctions"
    assert all(section.blocks for section in document.sections)


def test_every_word_of_the_bundled_article_is_kept() -> None:
    source = ARTICLE.read_text("utf-8").split("---\n", 2)[2]
    document = parse_markdown(ARTICLE.read_text("utf-8"), name=ARTICLE.name)
    read = [
        word
        for section in document.sections
        for text in (section.title or "", *(block.text for block in section.blocks))
        for word in text.split()
    ]
    assert read == source.replace("#", "").split()


def test_the_front_matter_names_title_authors_and_language() -> None:
    document = parse(
        "---\ntitle: 1984\nAuthors: [Ann, {name: Bo}]\nlang: pt\n---\n\n# One\n\ntext\n\n# Two\n"
    )
    assert (document.title, document.authors, document.language) == ("1984", ("Ann", "Bo"), "pt")


@pytest.mark.parametrize(
    "damaged",
    [
        "title: [unclosed",
        "a: b: c",
        "\ttabs: no",
        "{" * 5000,
        "? [a, b]\n: c\n- d",
        "when: 2026-99-99\nx: [",
        "&a *b",
    ],
)
def test_a_damaged_front_matter_gives_a_warning_and_the_text_is_read(damaged: str) -> None:
    document = parse(f"---\n{damaged}\n---\n\nThe text.\n")
    assert document.warnings == ("The front matter is damaged and was ignored.",)
    assert document.title == "notes"
    assert [b.text for s in document.sections for b in s.blocks] == ["The text."]


def test_an_impossible_date_in_the_front_matter_is_no_damage() -> None:
    document = parse("---\ntitle: A\ndate: 2026-99-99\n---\ntext")
    assert (document.title, document.warnings) == ("A", ())


def test_text_between_two_rules_at_the_start_is_text() -> None:
    assert [b.text for b in blocks("---\nWell then, said he.\n\n---\n\nMore.\n")] == [
        "Well then, said he.",
        "More.",
    ]


def test_an_unclosed_front_matter_is_text() -> None:
    assert ("paragraph", "title: A") in kinds("---\ntitle: A\n")


def test_a_single_leading_heading_is_the_title_and_no_section() -> None:
    document = parse("# The Title\n\nIntroduction.\n\n## One\n\ntext\n\n### Deeper\n\ntext\n")
    assert document.title == "The Title"
    assert [(s.level, s.title) for s in document.sections] == [(0, None), (1, "One"), (2, "Deeper")]


def test_a_title_without_introduction_leaves_no_empty_section() -> None:
    assert [(s.level, s.title) for s in parse("# T\n\n## One\n\ntext").sections] == [(1, "One")]


def test_several_top_headings_are_sections_and_the_file_names_the_document() -> None:
    document = parse("# One\n\na\n\n# Two\n\nb\n")
    assert document.title == "notes"
    assert [(s.level, s.title) for s in document.sections] == [(1, "One"), (1, "Two")]


def test_a_heading_after_text_is_no_title() -> None:
    assert [(s.level, s.title) for s in parse("Before.\n\n# One\n\na").sections] == [(0, None), (1, "One")]


def test_a_top_heading_that_repeats_the_front_matter_title_is_no_section() -> None:
    document = parse("---\ntitle: The Title\n---\n# The title\n\na\n\n## One\n\nb")
    assert document.title == "The Title"
    assert [s.title for s in document.sections] == [None, "One"]


def test_a_top_heading_other_than_the_front_matter_title_stays_a_section() -> None:
    document = parse("---\ntitle: Book\n---\n# Part\n\na\n\n## One\n\nb")
    assert [(s.level, s.title) for s in document.sections] == [(1, "Part"), (2, "One")]


def test_a_file_of_one_heading_alone_is_a_document() -> None:
    document = parse("# Only this")
    assert [(s.level, s.title, s.blocks) for s in document.sections] == [(1, "Only this", ())]


def test_underlined_headings_make_sections() -> None:
    assert [
        (s.level, s.title) for s in parse("One\n===\n\na\n\nTwo\n---\n\nb\n\nThree\n===\n\nc").sections
    ] == [
        (1, "One"),
        (2, "Two"),
        (1, "Three"),
    ]


def test_formatting_becomes_spans_over_plain_text() -> None:
    (block,) = blocks("An *easy*, **very _bold_** ~~old~~ `code` [link *here*](https://example.org/a?b=c).")
    assert block.text == "An easy, very bold old code link here."
    assert [(block.text[i.start : i.end], i.kind, i.target) for i in block.inlines] == [
        ("easy", InlineKind.EMPHASIS, ""),
        ("very bold", InlineKind.STRONG, ""),
        ("bold", InlineKind.EMPHASIS, ""),
        ("old", InlineKind.STRIKE, ""),
        ("code", InlineKind.CODE, ""),
        ("link here", InlineKind.LINK, "https://example.org/a?b=c"),
        ("here", InlineKind.EMPHASIS, ""),
    ]


def test_spans_count_code_points() -> None:
    (block,) = blocks("👩‍🔬 𝔘𝔫𝔦 e\u0301 **شرق** *東京*")
    assert [block.text[i.start : i.end] for i in block.inlines] == ["شرق", "東京"]


@pytest.mark.parametrize(
    "target",
    [
        "http://a.b/c",
        "HTTPS://a.b",
        "mailto:a@b.c",
        "chapter-2.md",
        "../other.md#x",
        "/root",
        "?q=1",
    ],
)
def test_harmless_links_keep_their_target(target: str) -> None:
    (block,) = blocks(f"[here]({target})")
    assert block.inlines == (Inline(0, 4, InlineKind.LINK, target),)


def test_links_within_the_text_lead_to_their_heading() -> None:
    links = "[to b](#the-salt-road) [again](#the-salt-road-1) [nowhere](#x)"
    text = f"# A\n\n{links}\n\n# The Salt Road?\n\nb\n\n# The Salt Road\n\nc"
    document = parse_markdown(text, name="a.md")
    assert [i.target for i in document.sections[0].blocks[0].inlines] == ["#1.-1", "#2.-1"]


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "vbscript:x",
        "ftp://a.b",
        "C:/x.exe",
        "//host/share",
        "\\\\\\\\host\\share",
    ],
)
def test_other_links_keep_their_text_alone(target: str) -> None:
    (block,) = blocks(f"See [here](<{target}>).")
    assert (block.text, block.inlines) == ("See here.", ())


def test_reference_links_and_autolinks_are_links() -> None:
    (block,) = blocks("[a][1] <https://b.c>\n\n[1]: https://a.b\n")
    assert [i.target for i in block.inlines] == ["https://a.b", "https://b.c"]


def test_hard_breaks_are_line_feeds_and_soft_ones_spaces() -> None:
    assert [b.text for b in blocks("one  \ntwo\\\nthree\nfour<br>five")] == ["one\ntwo\nthree four\nfive"]


def test_a_soft_break_between_chinese_lines_is_no_space() -> None:
    assert [b.text for b in blocks("東京は\n日本の **首\n都** です")] == ["東京は日本の 首都 です"]


def test_a_soft_break_before_formatting_is_a_space() -> None:
    (block,) = blocks("one\n*two*\n`three`")
    assert block.text == "one two three"
    assert [block.text[i.start : i.end] for i in block.inlines] == ["two", "three"]


def test_list_items_are_blocks_with_the_depth_of_their_list() -> None:
    text = "- one\n- two\n  - deeper\n\n    more of it\n- three\n"
    assert [(b.kind.value, b.text, b.indent) for b in blocks(text)] == [
        ("list_item", "one", 0),
        ("list_item", "two", 0),
        ("list_item", "deeper", 1),
        ("paragraph", "more of it", 1),
        ("list_item", "three", 0),
    ]


def test_numbered_items_keep_their_numbers() -> None:
    (first, second) = blocks("3. **c**\n7. d\n")
    assert (first.text, second.text) == ("3. c", "4. d")
    assert first.inlines == (Inline(3, 4, InlineKind.STRONG),)


def test_quotes_are_quotes_at_any_depth() -> None:
    assert kinds("> a\n>\n> > b\n>\n> - c\n") == [("quote", "a"), ("quote", "b"), ("list_item", "c")]


def test_a_heading_in_a_quote_or_list_is_a_block_and_no_section() -> None:
    document = parse("> # A\n>\n> text\n\n- ## B\n")
    assert len(document.sections) == 1
    assert [(b.kind, b.text) for b in document.sections[0].blocks] == [
        (BlockKind.HEADING, "A"),
        (BlockKind.QUOTE, "text"),
        (BlockKind.HEADING, "B"),
    ]


def test_code_is_kept_as_it_stands() -> None:
    assert kinds("```python\n  a = *b*\n\n\tc\n```\n\n    indented\n      more\n") == [
        ("code", "  a = *b*\n\n\tc"),
        ("code", "indented\n  more"),
    ]


def test_tables_join_cells_by_tabs_and_rows_by_line_feeds() -> None:
    (block,) = blocks("| a | *b* |\n|---|:-:|\n| c\\|d | `e` |\n| f<br>g | |\n")
    assert (block.kind, block.text) == (BlockKind.TABLE, "a\tb\nc|d\te\nf g\t")
    assert [(block.text[i.start : i.end], i.kind.value) for i in block.inlines] == [
        ("b", "emphasis"),
        ("e", "code"),
    ]


def test_a_picture_alone_is_a_block_with_its_description() -> None:
    document = parse(
        "Text ![in *line*](a.png) here.\n\n![A *map*](map.png)\n\n![](empty.png)\n\n[![B](b.png)](c)\n"
    )
    assert [(b.kind.value, b.text) for b in document.sections[0].blocks] == [
        ("paragraph", "Text in line here."),
        ("image", "A map"),
        ("image", "B"),
    ]
    assert document.warnings == ("Pictures are not shown, only their descriptions.",)


def test_a_picture_written_as_a_tag_of_html_is_described_too() -> None:
    document = parse(
        'The crab <img src="f.svg" alt="with &amp; without a cape"/> waves.\n\n'
        '<img alt="Two tables:\n  a drawing" src="t.svg"\nclass="center" />\n\n'
        "## On <IMG ALT=maps> and <img src=x>\n\n<![CDATA[x]]> end\n"
    )
    assert [(b.kind.value, b.text) for b in document.sections[0].blocks] == [
        ("paragraph", "The crab with & without a cape waves."),
        ("image", "Two tables: a drawing"),
    ]
    assert document.sections[1].title == "On maps and"
    assert document.warnings == ("Pictures are not shown, only their descriptions.",)


def test_footnotes_end_the_section_that_mentions_them() -> None:
    text = "# A\n\none[^x] two^[inner *note*]\n\n# B\n\nthree[^y]\n\n"
    notes = "[^y]: Why.\n[^x]: **Ex**.\n\n    More.\n[^z]: Nobody.\n"
    first, second = parse(text + notes).sections
    assert [b.text for b in first.blocks] == ["one[1] two[2]", "[1] Ex.", "More.", "[2] inner note"]
    assert [b.text for b in second.blocks] == ["three[3]", "[3] Why.", "[z] Nobody."]
    assert {b.kind for b in (*first.blocks[1:], *second.blocks[1:])} == {BlockKind.FOOTNOTE}
    note = first.blocks[1]
    assert [note.text[i.start : i.end] for i in note.inlines] == ["Ex"]


def test_a_footnote_in_a_heading_leaves_the_title_clean() -> None:
    (section,) = parse("## Title[^1]\n\ntext\n\n[^1]: Note.\n").sections
    assert section.title == "Title"
    assert [b.text for b in section.blocks] == ["text", "[1] Note."]


def test_footnotes_that_mention_each_other_end() -> None:
    assert [b.text for b in blocks("a[^1]\n\n[^1]: b[^2]\n[^2]: c[^1] ^[d]\n")] == [
        "a[1]",
        "[1] b[2]",
        "[2] c[1] [3]",
        "[3] d",
    ]


def test_tags_of_html_are_dropped_and_its_text_is_kept() -> None:
    text = (
        "<div align=center><h1>Big</h1><p>One &amp; <b>two</b><br>three</p></div>\n\n"
        "<script>alert('x')</script>\n\n<!-- comment -->\n\nin <em>line</em> <span title='>'>text</span>\n"
    )
    assert kinds(text) == [
        ("paragraph", "Big"),
        ("paragraph", "One & two\nthree"),
        ("paragraph", "in line text"),
    ]


def test_entities_and_escapes_are_characters() -> None:
    assert [b.text for b in blocks("&copy; \\*not\\* &#x41; &nosuch;")] == ["© *not* A &nosuch;"]


@pytest.mark.parametrize(
    "text",
    [
        ">" * 10_000 + " the end",
        "- " * 10_000 + "the end",
        "\n".join("  " * i + "- item" for i in range(1000)) + " the end",
        "1. " * 10_000 + "the end",
    ],
    ids=["quotes", "lists on a line", "lists", "numbered"],
)
def test_what_is_nested_too_deeply_is_read_as_plain_paragraphs(text: str) -> None:
    document = parse(text)
    assert document.warnings == (
        "The text is nested too deeply for Markdown and is shown as plain paragraphs.",
    )
    assert "".join(b.text for s in document.sections for b in s.blocks).endswith("the end")


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000 + "end",
        "[" * 10_000 + "]" * 10_000 + "end",
        "[a" * 10_000 + "](b)" * 10_000 + "end",
        "![a" * 3_000 + "](b)" * 3_000 + "end",
        "*a **b " * 10_000 + "end",
        "^[" * 3_000 + "]" * 3_000 + "end",
        "<div " * 10_000 + "end",
        "a <!--" * 10_000 + "end",
    ],
    ids=["open", "empty", "links", "images", "emphasis", "notes", "tags", "comments"],
)
def test_deep_brackets_neither_crash_nor_hang(text: str) -> None:
    assert "end" in "".join(b.text for b in blocks(text))


def within_frames(frames: int, text: str) -> ParsedDocument:
    """Parse with only so many more calls allowed within each other."""
    before, depth = sys.getrecursionlimit(), len(traceback.extract_stack())
    sys.setrecursionlimit(depth + frames)
    try:
        return parse(text)
    finally:
        sys.setrecursionlimit(before)


def test_quotes_too_deep_for_the_interpreter_are_read_as_plain_paragraphs() -> None:
    document = within_frames(70, ">" * 90 + " the end")
    assert document.warnings == (
        "The text is nested too deeply for Markdown and is shown as plain paragraphs.",
    )


def test_links_too_deep_for_the_interpreter_are_shown_as_they_stand() -> None:
    text = "[a" * 90 + "](b)" * 90
    document = within_frames(70, text)
    assert document.warnings[0].startswith("A part of the text is too large or too deeply nested")
    assert [b.text for s in document.sections for b in s.blocks] == [text]


def test_a_huge_paragraph_is_shown_without_its_markup() -> None:
    document = parse("*a* b. " * 200_000)
    assert document.warnings[0].startswith("A part of the text is too large")
    assert all(len(b.text) <= BLOCK_CHARACTERS for s in document.sections for b in s.blocks)


def test_a_heading_longer_than_a_title_is_a_block() -> None:
    (section,) = parse("# " + "word " * 200).sections
    assert section.title is None
    assert section.blocks[0].kind is BlockKind.HEADING


def test_progress_rises_to_one() -> None:
    seen: list[float] = []
    parse_markdown("text *x*\n\n" * 5000, name="a.md", on_progress=seen.append)
    assert seen == sorted(seen)
    assert len(seen) > 3
    assert 0 < seen[0] <= seen[-1] <= 1


MARKUP = st.text(st.sampled_from(list("ab1 \n\n\t#>*_`~[]()!^:|-=<>/\\&;.é東👩\u0301ش")), max_size=200)


@given(MARKUP)
@example("[^1]\n\n> [^1]: - a\n")
@example("| a |\n|-|\n| ^[b] |")
def test_whatever_is_typed_is_a_valid_document_or_a_sentence(text: str) -> None:
    try:
        document = parse(text)
    except UnreadableDocumentError:
        return
    assert document.title
    assert [s.title for s in document.sections[1:] if s.title is None] == []
    for section in document.sections:
        assert section.level >= (0 if section.title is None else 1)
        for block in section.blocks:
            assert block.text.strip()
            assert all(0 <= i.start < i.end <= len(block.text) for i in block.inlines)


@given(
    st.lists(st.lists(st.from_regex(r"[a-zé東]{1,8}", fullmatch=True), min_size=1, max_size=30), min_size=1)
)
def test_prose_without_markup_loses_no_word(texts: list[list[str]]) -> None:
    document = parse("\n\n".join(" ".join(words) for words in texts))
    assert [b.text.split() for s in document.sections for b in s.blocks] == texts
