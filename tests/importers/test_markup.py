"""The walk from elements to sections and blocks, which EPUB, HTML and Word share."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.documents import Block, BlockKind, InlineKind
from studyapp.importers.inline import safe_target
from studyapp.importers.markup.outline import HeadingOutline
from studyapp.importers.markup.parsing import parse_html, parse_xhtml, parse_xml
from studyapp.importers.markup.references import Tree, find_notes
from studyapp.importers.markup.walker import Surroundings, Walker

if TYPE_CHECKING:
    from studyapp.importers.sections import RawSection


def walk(body: str, **around: object) -> list[RawSection]:
    root = parse_html(f"<html><body>{body}</body></html>")
    assert root is not None
    outline = HeadingOutline()
    notes = find_notes([Tree(root, lambda r: r[1:] if r.startswith("#") else "", str)])
    Walker(outline, notes).walk(root, Surroundings(link=safe_target, **around))  # type: ignore[arg-type]
    return notes.place(outline.sections)


def blocks(body: str) -> list[Block]:
    return [block for section in walk(body) for block in section.blocks]


def kinds(body: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in blocks(body)]


def marked(block: Block, kind: InlineKind) -> list[str]:
    return [block.text[i.start : i.end] for i in block.inlines if i.kind is kind]


def test_headings_make_sections_and_keep_their_anchors() -> None:
    sections = walk(
        "<p>before</p><h1 id='a'>One <em>thing</em></h1><p>x</p><h3><a name='b'></a>Deep</h3><p>y</p>"
    )
    assert [(s.level, s.title, s.anchors) for s in sections] == [
        (0, None, ()),
        (1, "One thing", ("a",)),
        (3, "Deep", ("b",)),
    ]


def test_a_heading_in_a_quote_or_an_aside_makes_no_section() -> None:
    found = kinds("<blockquote><h2>Said</h2><p>text</p></blockquote><aside><h3>Box</h3><p>boxed</p></aside>")
    assert found == [("heading", "Said"), ("quote", "text"), ("heading", "Box"), ("paragraph", "boxed")]


def test_white_space_is_as_html_shows_it() -> None:
    assert kinds("<p>  a\n  b <em> c </em>d&nbsp;e</p>\n text <div>f</div>g") == [
        ("paragraph", "a b c d\xa0e"),
        ("paragraph", "text"),
        ("paragraph", "f"),
        ("paragraph", "g"),
    ]


def test_soft_hyphens_and_joiners_do_not_break_words() -> None:
    assert kinds("<p>Mo\xadther\u2060land \ufeffend</p>") == [("paragraph", "Motherland end")]


def test_lines_of_japanese_are_joined_without_spaces() -> None:
    assert kinds("<p>日本の\n 文字</p>") == [("paragraph", "日本の文字")]


def test_lists_carry_depth_and_numbers() -> None:
    found = blocks(
        "<ol start='3'><li>three<ul><li>inner</li></ul></li><li value='7'><p>seven</p><p>more</p></li></ol>"
        "<ol type='a'><li>x</li></ol><ol><li>1. own number</li></ol>"
    )
    assert [(b.kind.value, b.indent, b.text) for b in found] == [
        ("list_item", 0, "3. three"),
        ("list_item", 1, "inner"),
        ("list_item", 0, "7. seven"),
        ("paragraph", 0, "more"),
        ("list_item", 0, "a. x"),
        ("list_item", 0, "1. own number"),
    ]


def test_definition_lists_indent_the_definition() -> None:
    found = blocks("<dl><dt>term</dt><dd>meaning</dd></dl>")
    assert [(b.kind.value, b.indent, b.text) for b in found] == [
        ("list_item", 0, "term"),
        ("list_item", 1, "meaning"),
    ]


STANZAS = (
    "<div class='poem'><div class='stanza'><span>one<br></span><span>two<br></span></div>"
    "<div class='stanza'><span>three</span></div></div>"
)
LINES = (
    "<div class='poetry'><div class='stanza'><div class='line'>one</div><div class='line'>two</div></div>"
    "<div class='stanza'><div class='line'>three</div></div></div>"
)


@pytest.mark.parametrize(
    "poem",
    [
        STANZAS,
        LINES,
        "<blockquote class='verse'><p>one<br>two</p><p>three</p></blockquote>",
        "<p class='poem'>one<br>two<br><br>three</p>",
    ],
)
def test_verse_keeps_its_lines_and_stanzas(poem: str) -> None:
    assert kinds(poem) == [("verse", "one\ntwo"), ("verse", "three")]


def test_a_stanza_without_a_class_is_known_by_its_lines() -> None:
    lines = [
        "The tide goes out beyond the wall,",
        "And leaves the harbour bare,",
        "The gulls come down to rule it all,",
        "And nobody is there.",
    ]
    assert kinds(f"<p>{'<br/>'.join(lines)}</p>") == [("verse", "\n".join(lines))]


def test_an_address_is_no_verse() -> None:
    assert kinds("<p>Dr A. Smith<br>12 Harbour Road<br>Leeds<br>England</p>")[0][0] == "paragraph"


def test_code_keeps_its_lines_and_spaces() -> None:
    assert kinds("<pre><code>def f():\n    return <b>1</b>\n</code></pre>") == [
        ("code", "def f():\n    return 1")
    ]


def test_a_table_has_cells_and_rows_and_its_caption_before_it() -> None:
    table = (
        "<table><caption>Ships</caption><tr><th>Name<th colspan=2>Size</tr>"
        "<tr><td rowspan=2>Ann<td>1 <td><p>2</p></tr><tr><td>3<td>4<br>5</tr></table>"
    )
    assert kinds(table) == [("caption", "Ships"), ("table", "Name\tSize\t\nAnn\t1\t2\n\t3\t4 5")]


def test_formatting_in_a_table_stands_where_its_cell_does() -> None:
    (block,) = blocks("<table><tr><td> a </td><td> <b>bold</b> </td></tr></table>")
    assert block.text == "a\tbold"
    assert marked(block, InlineKind.STRONG) == ["bold"]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td><p>one</p><p>two</p></td></tr></table>",
        "<table><tr><td>&nbsp;</td><td><h2>Head</h2><p>one</p><p>two</p></td></tr></table>",
        "<table role='presentation'><tr><td><p>one</p></td><td><p>two</p></td></tr></table>",
    ],
)
def test_a_table_that_lays_out_the_page_is_none(table: str) -> None:
    assert [k for k in kinds(table) if k[1].strip()] == [("paragraph", "one"), ("paragraph", "two")]


def test_pictures_have_their_descriptions_and_captions() -> None:
    found = kinds("<figure><img src='x.png' alt='A ship'><figcaption>The ship at sea</figcaption></figure>")
    assert found == [("image", "A ship"), ("caption", "The ship at sea")]


def test_a_picture_stands_before_or_after_its_paragraph_as_it_does_on_the_page() -> None:
    before, after = "<img src='a.png' alt='A ship'>", "<img src='b.png' alt='A boat'>"
    assert kinds(f"<p>{before}The text.</p>") == [("image", "A ship"), ("paragraph", "The text.")]
    (block,) = walk(f"<p>The text. {after}</p>")[0].blocks
    assert block.text == "The text. A boat"


def test_a_capital_drawn_as_a_picture_is_its_letter() -> None:
    assert kinds("<p><img src='t.png' alt='T'>he day</p>") == [("paragraph", "The day")]


def test_an_icon_that_comes_again_and_again_is_left_out() -> None:
    found = kinds("<p>a</p>" + "<p><img src='i.png' alt='Tip icon'> text</p>" * 5)
    assert sum("Tip icon" in text for _, text in found) == 2


def test_a_kept_picture_names_its_file() -> None:
    (section,) = walk("<img src='pic.png' alt='A ship'>", picture=lambda src: f"kept-{src}")
    assert section.blocks == [Block(BlockKind.IMAGE, "A ship", (), 0, "kept-pic.png")]


def test_inline_formatting_becomes_spans() -> None:
    (block,) = blocks(
        "<p><i>a</i> <strong>b</strong> <code>c</code> <del>d</del> <a href='http://x.org/'>e</a></p>"
    )
    assert block.text == "a b c d e"
    assert [(block.text[i.start : i.end], i.kind.value, i.target) for i in block.inlines] == [
        ("a", "emphasis", ""),
        ("b", "strong", ""),
        ("c", "code", ""),
        ("d", "strike", ""),
        ("e", "link", "http://x.org/"),
    ]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//evil.org/x"]
)
def test_a_harmful_link_is_text_alone(address: str) -> None:
    (block,) = blocks(f"<p><a href='{address}'>go</a></p>")
    assert (block.text, block.inlines) == ("go", ())


def test_printed_pages_are_marked_and_their_numbers_no_text() -> None:
    (block,) = blocks("<p>one <span class='pagenum' id='Page_12'>[Pg 12]</span>two</p>")
    assert block.text == "one two"
    assert [(i.start, i.target) for i in block.inlines if i.kind is InlineKind.PAGE] == [(4, "12")]


def test_a_page_break_between_paragraphs_marks_the_next_one() -> None:
    first, second = blocks("<p>one</p><div role='doc-pagebreak' aria-label='xii'></div><p>two</p>")
    assert not [i for i in first.inlines if i.kind is InlineKind.PAGE]
    assert [(i.start, i.target) for i in second.inlines] == [(0, "xii")]


def test_what_is_hidden_or_no_text_is_left_out() -> None:
    page = (
        "<script>var a</script><style>p{}</style><nav><a href='#x'>Menu</a></nav><p hidden>h</p>"
        "<p style='display: none'>n</p><template><p>t</p></template><p>kept</p><!-- c -->"
        "<p>a<!-- c -->b</p><noscript><p>ns</p></noscript>"
    )
    assert kinds(page) == [("paragraph", "kept"), ("paragraph", "ab")]


NOTE = "<p>Text<sup><a id='r1' href='#n1'>1</a></sup> goes on.</p><h2>Next</h2><p>after</p>"


@pytest.mark.parametrize(
    "note",
    [
        "<hr><p id='n1'><a href='#r1'>1</a>. The note.</p>",
        "<div class='footnotes'><ol><li id='n1'><p>The note. <a href='#r1'>↩</a></p></li></ol></div>",
        "<aside class='footnote' id='n1' hidden><p>1 The note.</p></aside>",
        "<p><a id='n1' href='#r1'>[1]</a> The note.</p>",
        "<dl><dt id='n1'><a href='#r1'>[1]</a></dt><dd>The note.</dd></dl>",
    ],
)
def test_a_footnote_ends_the_section_that_mentions_it(note: str) -> None:
    first, *others = walk(NOTE + note)
    assert first.blocks[0].text == "Text[1] goes on."
    assert [i.target for i in first.blocks[0].inlines if i.kind is InlineKind.LINK]
    assert " ".join(b.text for b in first.blocks[1:]) == "[1] The note."
    assert {b.kind for b in first.blocks[1:]} == {BlockKind.FOOTNOTE}
    assert all("The note" not in b.text for s in others for b in s.blocks)


def test_a_note_of_several_paragraphs_stays_together() -> None:
    notes = "<div class='footnotes'><p id='n1'><a href='#r1'>1</a> The note.</p><p>More of it.</p></div>"
    assert [b.text for b in walk(NOTE + notes)[0].blocks[1:]] == ["[1] The note.", "More of it."]


def test_a_note_that_nobody_mentions_stays_where_it_is() -> None:
    assert kinds("<p>a</p><aside class='footnote' id='n9'><p>Lonely.</p></aside><p>b</p>") == [
        ("paragraph", "a"),
        ("footnote", "Lonely."),
        ("paragraph", "b"),
    ]


def test_links_to_chapters_are_no_footnotes() -> None:
    found = kinds(
        "<p><a href='#c1'>1</a></p><p><a href='#c2'>2</a></p><p id='c1'>First text</p><p id='c2'>Second</p>"
    )
    assert found == [("paragraph", t) for t in ("1", "2", "First text", "Second")]


def test_a_section_that_held_only_notes_is_gone() -> None:
    sections = walk(NOTE + "<h2>Notes</h2><ol><li id='n1'>The note.</li></ol>")
    assert [s.title for s in sections] == [None, "Next"]


def test_named_entities_are_characters_in_xhtml() -> None:
    root = parse_xhtml(
        b"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>"
        b"caf&eacute;&nbsp;&unknown; A&B</p></body></html>"
    )
    assert root is not None
    assert "".join(map(str, root.itertext())) == "café\xa0&unknown; A&B"


def test_broken_xhtml_is_read_as_html() -> None:
    root = parse_xhtml(b"<html><head><title/></head><body><p>one<p>two <b>bold</p><a id='x'/> end</body>")
    assert root is not None
    assert "".join(map(str, root.itertext())) == "onetwo bold end"


def test_an_entity_bomb_expands_to_nothing() -> None:
    bomb = b"<!DOCTYPE r [<!ENTITY a 'ha'>" + b"".join(
        b"<!ENTITY b%d '%s'>" % (n, b"&b%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(9)
    )
    root = parse_xml(bomb + b"]><r>x&b8;y</r>")
    assert root is not None
    assert len("".join(map(str, root.itertext()))) < 20


def test_an_external_entity_is_not_fetched() -> None:
    root = parse_xml(b"<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><r>x&e;y</r>")
    assert root is not None
    assert "".join(map(str, root.itertext())) == "x&e;y"


@pytest.mark.parametrize("tags", ["div", "em", "blockquote", "ul li", "table tr td", "a"])
def test_ten_thousand_nested_elements_are_read_in_a_moment(tags: str) -> None:
    names = tags.split()
    opening = "".join(f"<{name} href='#a'>" if name == "a" else f"<{name}>" for name in names)
    closing = "".join(f"</{name}>" for name in reversed(names))
    started = time.perf_counter()
    found = kinds("<p>start</p>" + opening * 10_000 + "deep" + closing * 10_000 + "<p>end</p>")
    assert [text for _, text in found] == ["start", "deep", "end"]
    assert time.perf_counter() - started < 5


def test_ten_thousand_open_elements_within_paragraphs_take_no_square_of_time() -> None:
    started = time.perf_counter()
    assert len(blocks("<p>x<b><i>" * 10_000)) == 10_000
    assert time.perf_counter() - started < 5
