"""Word documents: styles as the tree, lists with numbers, tables, notes, accepted changes, bad files."""

from __future__ import annotations

import base64
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.documents import BlockKind, InlineKind, ParsedDocument, target_place
from studyapp.domain.errors import UnreadableDocumentError
from studyapp.importers.source import Source
from studyapp.importers.word import parse_word
from studyapp.importers.word.document import OLE

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PIXEL = base64.b64decode("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==")
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'
    for key, name, more in (
        ("Titel", "Title", ""),
        ("berschrift1", "heading 1", ""),
        ("berschrift2", "heading 2", ""),
        ("Mine", "My heading", '<w:basedOn w:val="berschrift2"/>'),
        ("Outlined", "Outlined", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
        ("Zitat", "Quote", ""),
        ("Kode", "Source Code", ""),
        ("Caption", "caption", ""),
        ("TOC1", "toc 1", ""),
        ("Bullets", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'),
    )
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>Core title</dc:title><dc:creator>Ann Author; Bob Writer</dc:creator>"
    "<dc:language>de-DE</dc:language>"
    "<dcterms:created>2022-02-03T04:05:06Z</dcterms:created></cp:coreProperties>"
)


def p(text: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = text if text.startswith("<") else run(text)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, number: int, level: int = 0) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def make_docx(
    body: str, *, notes: str = "", relations: str = "", files: Mapping[str, bytes] | None = None
) -> bytes:
    linked = "".join(
        f'<Relationship Id="{kind}" Type="{RELATION}/{kind}" Target="{kind}.xml"/>'
        for kind in ("styles", "numbering", "footnotes")
    )
    parts: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"<Relationships>{linked}{relations}</Relationships>",
        "word/styles.xml": f"<w:styles {NAMES}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMES}>{NUMBERING}</w:numbering>",
        "word/footnotes.xml": f"<w:footnotes {NAMES}>{notes}</w:footnotes>",
        "docProps/core.xml": CORE,
        **(files or {}),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def read(body: str, *, notes: str = "", relations: str = "") -> ParsedDocument:
    return parse_word(Source("paper.docx", make_docx(body, notes=notes, relations=relations)))


def kinds(document: ParsedDocument) -> list[tuple[str, int, str]]:
    return [(b.kind.value, b.indent, b.text) for s in document.sections for b in s.blocks]


def test_heading_styles_are_the_tree_whatever_their_identifiers() -> None:
    body = (
        p("Intro")
        + p("One", "berschrift1")
        + p("a")
        + p("Two", "Mine")
        + p("b")
        + p("Three", "Outlined")
        + p("c")
    )
    assert [(s.level, s.title) for s in read(body).sections] == [
        (0, None),
        (1, "One"),
        (2, "Two"),
        (3, "Three"),
    ]


def test_the_file_describes_itself() -> None:
    document = read(p("Text"))
    assert (document.title, document.authors) == ("Core title", ("Ann Author", "Bob Writer"))
    assert (document.language, document.published, document.format) == ("de-DE", "2022-02-03", "docx")


def test_the_title_style_is_the_title_and_no_block() -> None:
    document = read(p("The real title", "Titel") + p("Text"))
    assert (document.title, kinds(document)) == ("The real title", [("paragraph", 0, "Text")])


def test_bold_paragraphs_are_no_sections() -> None:
    document = read(p(run("Looks like a heading", "<w:b/>")) + p("Text"))
    assert [s.title for s in document.sections] == [None]


def test_lists_go_on_counting_as_word_does() -> None:
    body = (
        item("a", 1)
        + item("in", 1, 1)
        + item("in2", 1, 1)
        + p("Between.")
        + item("b", 1)
        + item("x", 3)
        + p("c", "Bullets")
    )
    assert kinds(read(body)) == [
        ("list_item", 0, "1. a"),
        ("list_item", 1, "a) in"),
        ("list_item", 1, "b) in2"),
        ("paragraph", 0, "Between."),
        ("list_item", 0, "2. b"),
        ("list_item", 0, "5. x"),
        ("list_item", 0, "c"),
    ]


def test_a_table_with_merged_cells() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    wide, begins, goes_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell("Name") + cell("Size", wide),
        cell("Ann", begins) + cell("1") + cell("2"),
        cell("hidden", goes_on) + cell("3") + cell("4"),
    )
    body = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    assert kinds(read(body)) == [("table", 0, "Name\tSize\t\nAnn\t1\t2\n\t3\t4")]


def test_quotes_code_and_captions_by_their_styles() -> None:
    body = p("q", "Zitat") + p("x = 1", "Kode") + p("  y", "Kode") + p("Figure 1", "Caption") + p("t")
    assert kinds(read(body)) == [
        ("quote", 0, "q"),
        ("code", 0, "x = 1\n  y"),
        ("caption", 0, "Figure 1"),
        ("paragraph", 0, "t"),
    ]


def test_footnotes_end_their_section() -> None:
    note = f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + run(" The note."))}</w:footnote>'
    separator = f'<w:footnote w:type="separator" w:id="0">{p("<w:r><w:separator/></w:r>")}</w:footnote>'
    body = (
        p("One", "berschrift1")
        + p(run("Text") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("."))
        + p("Two", "berschrift1")
        + p("End")
    )
    document = read(body, notes=separator + note)
    assert [(s.title, [b.text for b in s.blocks]) for s in document.sections] == [
        ("One", ["Text[1].", "[1] The note."]),
        ("Two", ["End"]),
    ]
    assert document.sections[0].blocks[1].kind is BlockKind.FOOTNOTE
    (link,) = document.sections[0].blocks[0].inlines
    assert target_place(link.target) == (0, 1)


def test_tracked_changes_are_accepted() -> None:
    body = (
        p(run("kept ") + f"<w:ins>{run('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>")
        + p(run("first "), properties="<w:rPr><w:del/></w:rPr>")
        + p("joined")
        + f"<w:moveFrom>{p('moved away')}</w:moveFrom>"
    )
    assert kinds(read(body)) == [("paragraph", 0, "kept new"), ("paragraph", 0, "first joined")]


def test_formatting_links_and_bookmarks() -> None:
    relations = (
        f'<Relationship Id="h" Type="{RELATION}/hyperlink" Target="https://x.org/" TargetMode="External"/>'
    )
    body = (
        p(
            run("b", "<w:b/>")
            + run(" n", '<w:b w:val="0"/>')
            + f'<w:hyperlink r:id="h">{run(" out")}</w:hyperlink>'
        )
        + p(f'<w:hyperlink w:anchor="there">{run("in")}</w:hyperlink>')
        + p('<w:bookmarkStart w:name="there"/>' + run("place"))
    )
    document = read(body, relations=relations)
    first, second, _ = document.sections[0].blocks
    assert [(first.text[i.start : i.end].strip(), i.kind, i.target) for i in first.inlines] == [
        ("b", InlineKind.STRONG, ""),
        ("out", InlineKind.LINK, "https://x.org/"),
    ]
    assert [target_place(i.target) for i in second.inlines] == [(0, 2)]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd"])
def test_a_harmful_link_is_text_alone(address: str) -> None:
    relations = f'<Relationship Id="h" Type="{RELATION}/hyperlink" Target="{address}" TargetMode="External"/>'
    document = read(p(f'<w:hyperlink r:id="h">{run("go")}</w:hyperlink>'), relations=relations)
    assert document.sections[0].blocks[0].inlines == ()


def test_pictures_are_kept_with_their_descriptions() -> None:
    drawing = '<w:r><w:drawing><wp:docPr descr="A dot"/><a:blip r:embed="i"/></w:drawing></w:r>'
    remote = '<w:r><w:drawing><wp:docPr descr="Far away"/><a:blip r:embed="j"/></w:drawing></w:r>'
    relations = (
        f'<Relationship Id="i" Type="{RELATION}/image" Target="media/a.gif"/>'
        f'<Relationship Id="j" Type="{RELATION}/image" Target="http://x.org/a.gif" TargetMode="External"/>'
    )
    data = make_docx(p(drawing) + p(remote), relations=relations, files={"word/media/a.gif": PIXEL})
    source = Source("p.docx", data)
    first, second = parse_word(source).sections[0].blocks
    assert (first.text, source.pictures.kept[first.image]) == ("A dot", PIXEL)
    assert (second.text, second.image) == ("Far away", "")


def test_the_contents_and_hidden_text_are_left_out() -> None:
    toc = (
        f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{p('One 1')}</w:sdtContent></w:sdt>"
    )
    body = toc + p("One 1", "TOC1") + p(run("seen") + run("unseen", "<w:vanish/>"))
    assert kinds(read(body)) == [("paragraph", 0, "seen")]


def test_text_boxes_and_formulas_are_text() -> None:
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{p('boxed')}</w:txbxContent>"
        f"</mc:Choice><mc:Fallback><w:txbxContent>{p('boxed')}</w:txbxContent>"
        f"</mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = p(run("around") + box) + p("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>")
    assert kinds(read(body)) == [
        ("paragraph", 0, "around"),
        ("paragraph", 0, "boxed"),
        ("paragraph", 0, "a+b"),
    ]


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        parse_word(Source("paper.docx", data))
    return caught.value.sentence


def test_an_older_and_a_locked_file_are_said_to_be_that() -> None:
    assert "older format" in refusal(OLE + b"\x00" * 600)
    assert "password" in refusal(OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"))


@pytest.mark.parametrize("part", [0.1, 0.6, 0.99])
def test_a_truncated_file_says_so(part: float) -> None:
    data = make_docx(p("Text"))
    assert "damaged" in refusal(data[: int(len(data) * part)])


def test_a_file_without_a_body_says_so() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/other.xml", "<a/>")
    assert "missing" in refusal(stream.getvalue())
    assert "no text" in refusal(make_docx(""))


def test_a_zip_bomb_is_refused() -> None:
    assert "unpack" in refusal(make_docx("", files={"word/document.xml": b" " * 60_000_000}))


def test_entities_do_nothing() -> None:
    evil = (
        f"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY l 'lol'>]><w:document {NAMES}><w:body>"
        f"{p('a&x;b&l;')}</w:body></w:document>"
    )
    data = make_docx("", files={"word/document.xml": evil.encode()})
    assert kinds(parse_word(Source("p.docx", data))) == [("paragraph", 0, "a&x;b&l;")]


@pytest.mark.parametrize(
    ("opening", "closing"), [("<w:ins>", "</w:ins>"), ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")]
)
def test_nesting_is_read_as_deep_as_it_goes(opening: str, closing: str) -> None:
    assert "deep" in kinds(read(opening * 500 + p("deep") + closing * 500 + p("end")))[0][2]
    with pytest.raises(UnreadableDocumentError):
        read(opening * 10_000 + p("deep") + closing * 10_000)


def test_a_formula_is_written_in_a_line() -> None:
    def part(name: str, text: str) -> str:
        return f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>"

    square = f"<m:sSup>{part('e', 'b')}{part('sup', '2')}</m:sSup>"
    limits = part("sub", "i") + part("sup", "n")
    total = f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr>{limits}{part('e', 'x')}</m:nary>"
    body = p(
        f"<m:oMath><m:f><m:num>{square}</m:num>{part('den', '2a')}</m:f><m:r><m:t>=</m:t></m:r>"
        f"<m:rad><m:deg/>{part('e', 'c')}</m:rad></m:oMath>"
    )
    body += p(f"<m:oMath>{total}</m:oMath>")
    assert [text for _, _, text in kinds(read(body))] == ["b²/(2a) = √c", "∑ᵢⁿ x"]


def test_lowered_figures_are_characters() -> None:
    lowered = run("2", "<w:vertAlign w:val='subscript'/>")
    assert kinds(read(p(run("H") + lowered + run("O")))) == [("paragraph", 0, "H₂O")]
