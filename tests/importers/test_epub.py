"""EPUB 2 and 3: metadata, contents as the section tree, notes across files, pictures, what is left out."""

from __future__ import annotations

import base64

from studyapp.domain.documents import BlockKind, InlineKind, target_place
from studyapp.importers.epub import parse_epub
from studyapp.importers.source import Source
from tests.importers.epub_writer import make_epub, nav, outline, read, texts, xhtml

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TWO = {
    "one.xhtml": xhtml("<h1>Chapter One</h1><p>It begins.</p>"),
    "two.xhtml": xhtml("<h1>Chapter Two</h1><p>It goes on.</p>"),
}
TWO_ENTRIES = "<li><a href='one.xhtml'>Chapter One</a></li><li><a href='two.xhtml'>Chapter Two</a></li>"


def test_the_package_describes_the_book() -> None:
    document = read(make_epub(TWO, contents=TWO_ENTRIES))
    assert (document.title, document.authors, document.language) == ("The Book", ("Ann Author",), "en-GB")
    assert (document.format, document.published, document.warnings) == ("epub", "2021-03-09", ())


def test_only_authors_are_authors() -> None:
    metadata = (
        "<dc:title id='s'>Sub</dc:title><meta refines='#s' property='title-type'>subtitle</meta>"
        "<dc:title id='t'>Main</dc:title><meta refines='#t' property='title-type'>main</meta>"
        "<dc:creator id='a'>Ann</dc:creator><meta refines='#a' property='role'>aut</meta>"
        "<dc:creator id='b'>Bob</dc:creator><meta refines='#b' property='role'>ill</meta>"
    )
    document = read(make_epub(TWO, metadata=metadata))
    assert (document.title, document.authors) == ("Main", ("Ann",))


def test_an_entry_and_its_heading_are_one_section() -> None:
    document = read(make_epub(TWO, contents=TWO_ENTRIES))
    assert outline(document) == [(1, "Chapter One"), (1, "Chapter Two")]
    assert texts(document) == ["It begins.", "It goes on."]


def test_the_contents_of_epub_2_are_read_too() -> None:
    ncx = (
        "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><navMap>"
        "<navPoint id='p'><navLabel><text>Part</text>"
        "</navLabel><content src='one.xhtml'/><navPoint id='c'><navLabel><text>Chapter Two</text></navLabel>"
        "<content src='two.xhtml'/></navPoint></navPoint></navMap></ncx>"
    )
    assert outline(read(make_epub(TWO, ncx=ncx))) == [(1, "Part"), (2, "Chapter Two")]


def test_a_part_without_text_stands_over_its_chapters() -> None:
    files = {"part.xhtml": xhtml("<h1>Part One</h1>"), **TWO}
    contents = f"<li><a href='part.xhtml'>Part One</a><ol>{TWO_ENTRIES}</ol></li>"
    assert outline(read(make_epub(files, contents=contents))) == [
        (1, "Part One"),
        (2, "Chapter One"),
        (2, "Chapter Two"),
    ]


def test_a_part_that_leads_nowhere_begins_with_its_first_chapter() -> None:
    contents = f"<li><span>Part One</span><ol>{TWO_ENTRIES}</ol></li>"
    assert outline(read(make_epub(TWO, contents=contents)))[0] == (1, "Part One")


def test_headings_inside_a_file_split_it_below_its_entry() -> None:
    body = "<h2>Chapter One</h2><p>a</p><h3>First</h3><p>b</p><h5>Deep</h5><p>c</p><h3>Second</h3><p>d</p>"
    document = read(
        make_epub({"one.xhtml": xhtml(body)}, contents="<li><a href='one.xhtml'>Chapter One</a></li>")
    )
    assert outline(document) == [(1, "Chapter One"), (2, "First"), (3, "Deep"), (2, "Second")]


def test_an_entry_in_the_middle_of_a_file_begins_a_section_there() -> None:
    body = "<p>Before.</p><h2>One</h2><p>a</p><p id='mid'>Here it turns.</p><p>b</p>"
    contents = "<li><a href='one.xhtml'>Start</a></li><li><a href='one.xhtml#mid'>The turn</a></li>"
    document = read(make_epub({"one.xhtml": xhtml(body)}, contents=contents))
    assert [(s.title, [b.text for b in s.blocks]) for s in document.sections] == [
        ("Start", ["Before."]),
        ("One", ["a"]),
        ("The turn", ["Here it turns.", "b"]),
    ]


def test_a_title_on_several_lines_is_one_title() -> None:
    body = "<h2>I</h2><p class='title'>The Harbour</p><p>text</p>"
    document = read(
        make_epub({"one.xhtml": xhtml(body)}, contents="<li><a href='one.xhtml'>I: The Harbour</a></li>")
    )
    assert outline(document) == [(1, "I: The Harbour")]
    assert texts(document) == ["text"]


def test_what_a_heading_says_beyond_its_entry_is_kept() -> None:
    body = "<h2>Chapter I. In which it begins</h2><p>text</p>"
    document = read(
        make_epub({"one.xhtml": xhtml(body)}, contents="<li><a href='one.xhtml'>Chapter I</a></li>")
    )
    assert outline(document) == [(1, "Chapter I")]
    assert [(b.kind, b.text) for b in document.sections[0].blocks] == [
        (BlockKind.HEADING, "In which it begins"),
        (BlockKind.PARAGRAPH, "text"),
    ]


def test_an_entry_whose_place_is_gone_finds_its_heading() -> None:
    body = "<h2>First</h2><p>a</p><h2>Second</h2><p>b</p>"
    contents = "<li><a href='one.xhtml#lost1'>First</a></li><li><a href='one.xhtml#lost2'>Second</a></li>"
    document = read(make_epub({"one.xhtml": xhtml(body)}, contents=contents))
    assert [(s.level, s.title, s.blocks[0].text) for s in document.sections] == [
        (1, "First", "a"),
        (1, "Second", "b"),
    ]


def test_an_entry_that_leads_into_the_head_begins_its_file() -> None:
    files = {"one.xhtml": xhtml("<h1>One and\nall</h1><p>a</p>", head="<meta id='top'/>"), **TWO}
    contents = "<li><a href='one.xhtml#top'>The First</a></li><li><a href='two.xhtml'>Chapter Two</a></li>"
    assert outline(read(make_epub(files, contents=contents)))[0] == (1, "The First")


def test_an_entry_that_leads_nowhere_does_not_begin_its_file() -> None:
    body = "<h1 id='a'>First</h1><p>a</p><h1 id='c'>Third</h1><p>c</p>"
    entries = (("a", "First"), ("b", "Second"), ("c", "Third"))
    contents = "".join(f"<li><a href='one.xhtml#{place}'>{label}</a></li>" for place, label in entries)
    document = read(make_epub({"one.xhtml": xhtml(body)}, contents=contents))
    assert outline(document) == [(1, "First"), (1, "Third")]


def test_text_before_the_first_entry_is_kept() -> None:
    files = {"motto.xhtml": xhtml("<p>A motto.</p>"), **TWO}
    document = read(make_epub(files, contents=TWO_ENTRIES))
    assert outline(document)[0] == (0, None)
    assert texts(document)[0] == "A motto."


def test_a_book_without_contents_has_its_headings() -> None:
    assert outline(read(make_epub(TWO))) == [(1, "Chapter One"), (1, "Chapter Two")]


def test_a_chapter_in_two_files_goes_on_in_the_second() -> None:
    files = {**TWO, "three.xhtml": xhtml("<p>Still chapter two.</p>")}
    document = read(make_epub(files, contents=TWO_ENTRIES))
    assert [b.text for b in document.sections[-1].blocks] == ["It goes on.", "Still chapter two."]


PRINTED = (
    "<h1>Contents</h1><p><a href='one.xhtml'>Chapter One</a> 1</p>"
    "<p><a href='two.xhtml'>Chapter Two</a> 9</p>"
)


def test_printed_contents_and_an_unnamed_title_page_are_left_out() -> None:
    title = "<h1>Title Page</h1><p>The Book by Ann Author</p>"
    files = {"title.xhtml": xhtml(title), "toc.xhtml": xhtml(PRINTED), **TWO}
    document = read(make_epub(files, contents=TWO_ENTRIES))
    assert outline(document) == [(1, "Chapter One"), (1, "Chapter Two")]


def test_printed_contents_that_the_contents_name_stay_whole() -> None:
    contents = "<li><a href='toc.xhtml'>Contents</a></li>" + TWO_ENTRIES
    document = read(make_epub({"toc.xhtml": xhtml(PRINTED), **TWO}, contents=contents))
    assert outline(document) == [(1, "Contents"), (1, "Chapter One"), (1, "Chapter Two")]
    assert [block.text for block in document.sections[0].blocks] == ["Chapter One 1", "Chapter Two 9"]


def test_a_navigation_that_names_itself_is_a_page_of_the_book() -> None:
    contents = "<li><a href='nav.xhtml'>Contents</a></li>" + TWO_ENTRIES
    navigation = nav(contents)
    opf_items = '<item id="own" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    document = read(make_epub({"nav.xhtml": navigation, **TWO}, items=opf_items))
    assert outline(document) == [(1, "Contents"), (1, "Chapter One"), (1, "Chapter Two")]
    assert "Chapter Two" in texts(document)


def test_a_contents_list_that_the_guide_finds_within_a_chapter_does_not_hide_the_chapter() -> None:
    guide = '<guide><reference type="toc" href="one.xhtml#list"/></guide>'
    data = make_epub(TWO, closing=guide)
    assert "It begins." in texts(read(data))


def test_a_title_page_that_the_contents_name_stays() -> None:
    files = {"title.xhtml": xhtml("<h1>The Book</h1><p>by Ann Author</p>"), **TWO}
    contents = "<li><a href='title.xhtml'>Title Page</a></li>" + TWO_ENTRIES
    assert outline(read(make_epub(files, contents=contents)))[0] == (1, "Title Page")


def test_an_index_is_no_contents_list() -> None:
    index = "<h1>Index</h1>" + "".join(
        f"<p><a href='{name}#p{n}'>word {n}</a></p>" for n in range(6) for name in ("two.xhtml", "one.xhtml")
    )
    document = read(make_epub({**TWO, "index.xhtml": xhtml(index)}, contents=TWO_ENTRIES))
    assert sum("word" in text for text in texts(document)) == 12


def test_the_navigation_in_the_spine_is_no_text() -> None:
    opf_items = ""
    data = make_epub({**TWO, "extra.xhtml": xhtml("<p>End.</p>")}, contents=TWO_ENTRIES, items=opf_items)
    assert not any("Chapter One" in text for text in texts(read(data)))


ENDNOTES = xhtml(
    "<section epub:type='endnotes'><h2>Notes</h2><ol><li id='n1'><p>First note. <a href='one.xhtml#r1' "
    "epub:type='backlink'>↩</a></p></li><li id='n2'><p>Second note. <a "
    "href='two.xhtml#r2'>↩</a></p></li></ol></section>"
)


def test_endnotes_go_to_the_sections_that_mention_them() -> None:
    files = {
        "one.xhtml": xhtml(
            "<h1>Chapter One</h1><p>A<a epub:type='noteref' id='r1' href='notes.xhtml#n1'>1</a>.</p>"
        ),
        "two.xhtml": xhtml("<h1>Chapter Two</h1><p>B<sup><a id='r2' href='notes.xhtml#n2'>2</a></sup>.</p>"),
        "notes.xhtml": ENDNOTES,
    }
    contents = TWO_ENTRIES + "<li><a href='notes.xhtml'>Notes</a></li>"
    document = read(make_epub(files, contents=contents))
    assert [(s.title, [b.text for b in s.blocks]) for s in document.sections] == [
        ("Chapter One", ["A[1].", "[1] First note."]),
        ("Chapter Two", ["B[2].", "[2] Second note."]),
        ("Notes", []),
    ]
    link = next(i for i in document.sections[1].blocks[0].inlines if i.kind is InlineKind.LINK)
    assert target_place(link.target) == (1, 1)


def test_a_reference_in_brackets_gets_no_others() -> None:
    files = {
        "one.xhtml": xhtml(
            "<h1>Chapter One</h1><p>A [<a epub:type='noteref' id='r1' href='notes.xhtml#n1'>1</a>].</p>"
        ),
        "notes.xhtml": ENDNOTES,
    }
    document = read(make_epub(files, contents="<li><a href='one.xhtml'>Chapter One</a></li>"))
    assert document.sections[0].blocks[0].text == "A [1]."


def test_a_link_to_another_chapter_leads_there() -> None:
    files = {**TWO, "one.xhtml": xhtml("<h1>Chapter One</h1><p>See <a href='two.xhtml'>the second</a>.</p>")}
    document = read(make_epub(files, contents=TWO_ENTRIES))
    (link,) = document.sections[0].blocks[0].inlines
    assert target_place(link.target) == (1, -1)


def test_printed_pages_come_from_the_page_list() -> None:
    body = "<h1>Chapter One</h1><p>a <a id='x9'></a>b</p>"
    page_list = "<nav epub:type='page-list'><ol><li><a href='one.xhtml#x9'>9</a></li></ol></nav>"
    navigation = xhtml(
        f"<nav epub:type='toc'><ol><li><a href='one.xhtml'>Chapter One</a></li></ol></nav>{page_list}"
    )
    item = "<item id='n' href='n.xhtml' media-type='application/xhtml+xml' properties='nav'/>"
    data = make_epub({"one.xhtml": xhtml(body)}, items=item, extra={"book/n.xhtml": navigation})
    (block,) = read(data).sections[0].blocks
    assert [(i.start, i.target) for i in block.inlines if i.kind is InlineKind.PAGE] == [(2, "9")]


def test_pictures_and_the_cover_are_kept() -> None:
    body = (
        "<h1>Chapter One</h1><p><img src='pic.png' alt='A dot'/></p><p><img "
        "src='http://x.org/a.png' alt='Far away'/></p>"
    )
    item = "<item id='c' href='pic.png' media-type='image/png' properties='cover-image'/>"
    source = Source("b.epub", make_epub({"one.xhtml": xhtml(body), "pic.png": PIXEL}, items=item))
    document = parse_epub(source)
    first, second = document.sections[0].blocks
    assert (first.text, first.image) == ("A dot", document.cover)
    assert source.pictures.kept == {document.cover: PIXEL}
    assert (second.text, second.image) == ("Far away", "")


def test_the_frame_of_project_gutenberg_is_removed() -> None:
    head = (
        "<section class='pg-boilerplate pgheader' id='pg-header'><h2>The "
        "Project Gutenberg eBook of X</h2></section>"
    )
    foot = (
        "<section class='pg-boilerplate' id='pg-footer'><h2>THE FULL PROJECT "
        "GUTENBERG LICENSE</h2><p>Terms.</p></section>"
    )
    files = {"one.xhtml": xhtml(head + "<h1>Chapter One</h1><p>Text.</p>" + foot)}
    document = read(
        make_epub(
            files,
            contents=(
                "<li><a href='one.xhtml#pg-header'>Header</a></li><li><a "
                "href='one.xhtml'>Chapter One</a></li>"
            ),
        )
    )
    assert texts(document) == ["Text."]


def test_the_older_frame_of_project_gutenberg_is_removed() -> None:
    body = (
        "<p>The Project Gutenberg EBook of X</p><p>*** START OF THIS PROJECT GUTENBERG EBOOK X ***</p>"
        "<p>Produced by Some Body</p><h1>Chapter One</h1><p>Text.</p>"
        "<p>*** END OF THIS PROJECT GUTENBERG EBOOK X ***</p><p>Section 1. General Terms of Use</p>"
    )
    assert texts(read(make_epub({"one.xhtml": xhtml(body)}))) == ["Text."]


def test_progress_rises_to_its_end() -> None:
    seen: list[float] = []
    parse_epub(Source("b.epub", make_epub(TWO, contents=TWO_ENTRIES), on_progress=seen.append))
    assert seen == sorted(seen)
    assert seen[-1] == 1


def test_the_numbers_of_lines_in_a_poem_are_left_out() -> None:
    numbered = (
        '<p>Son of man,<span class="lnum">20</span></p><p>You cannot say<span class="linenum">21</span></p>'
    )
    document = read(make_epub({"a.xhtml": xhtml(f'<div class="poem">{numbered}</div>')}))
    assert texts(document) == ["Son of man,\nYou cannot say"]


def test_the_number_of_a_note_that_is_missing_is_raised() -> None:
    link = "<a href='endnotes.xhtml#note-36' epub:type='noteref'>36</a>"
    document = read(make_epub({"one.xhtml": xhtml(f"<h1>One</h1><p>Chwolson.{link} The rest.</p>")}))
    (block,) = document.sections[0].blocks
    assert block.text == "Chwolson.³⁶ The rest."
    assert not block.inlines
