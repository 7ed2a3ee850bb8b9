"""HTML: the article and not the page around it, whole documents, metadata, encodings, harmful pages."""

from __future__ import annotations

import logging
import socket
import time

import pytest

from studyapp.domain.documents import Block, BlockKind, InlineKind, ParsedDocument
from studyapp.domain.errors import UnreadableDocumentError
from studyapp.importers.sections import RawSection
from studyapp.importers.source import Source
from studyapp.importers.web import parse_web
from studyapp.importers.web.article import ArticleText, keep_article
from studyapp.importers.web.encoding import decode_page
from studyapp.importers.web.remarks import is_remark

SENTENCES = (
    "The harbour of the old town was built when the river still reached the walls of the lower castle.",
    "Merchants from the northern islands paid their dues in salt, and the council wrote every payment down.",
    "When the river moved its bed, the ships had to anchor in the bay and the goods came in by cart.",
    "A new quay was planned three times, and three times the money was spent on the repair of the walls.",
)
FURNITURE_HEAD = (
    "<header><a href='/'>Home</a></header><nav><ul><li><a href='/a'>News</a></li>"
    "<li><a href='/b'>Sport</a></li></ul>"
    "</nav><div class='sidebar'><h3>Most read</h3><ul><li><a href='/1'>Ten "
    "harbours to see</a></li></ul></div>"
)
FURNITURE_FOOT = (
    "<div class='related'><h2>Related</h2><p><a href='/2'>Why rivers move</a></p></div>"
    "<form><input name='q'><button>Subscribe now</button></form><footer><p>© 2024 "
    "The Paper. All rights reserved.</p></footer>"
)
ARTICLE = (
    f"<article><h1>The lost harbour</h1><p>{SENTENCES[0]} <a href='/map'>A map</a> shows it.</p>"
    f"<h2>The dues</h2><p>{SENTENCES[1]}</p><ul><li>{SENTENCES[2]}</li>"
    "<li>Salt in sacks and barrels</li></ul>"
    f"<blockquote><p>{SENTENCES[3]}</p></blockquote>"
    "<table><tr><th>Year</th><th>Ships</th></tr><tr><td>1402</td><td>31</td></tr></table>"
    f"<pre>dues = 3 * salt</pre><p>{' '.join(SENTENCES)}</p><figure>"
    "<img src='http://x.org/q.jpg' alt='The quay'>"
    f"<figcaption>The quay today</figcaption></figure><p>{SENTENCES[2]} {SENTENCES[1]}</p></article>"
)
HEAD = (
    "<title>The lost harbour | The Paper</title><meta property='og:title' content='The lost harbour'>"
    "<meta property='og:site_name' content='The Paper'>"
    "<link rel='canonical' href='https://paper.example/a/1'>"
    "<meta property='article:published_time' content='2024-03-09T10:00:00Z'><meta "
    "name='author' content='By Ann Author and Bob Writer'>"
)


def page(body: str, *, head: str = HEAD) -> str:
    return f"<!DOCTYPE html><html lang='en-GB'><head>{head}</head><body>{body}</body></html>"


def read(text: str | bytes) -> ParsedDocument:
    return parse_web(Source("saved page.html", text.encode() if isinstance(text, str) else text))


def texts(document: ParsedDocument) -> list[str]:
    return [block.text for section in document.sections for block in section.blocks]


@pytest.fixture(scope="module")
def article() -> ParsedDocument:
    return read(page(FURNITURE_HEAD + ARTICLE + FURNITURE_FOOT))


def test_the_page_around_the_article_is_left_out(article: ParsedDocument) -> None:
    whole = "\n".join(texts(article))
    for sentence in SENTENCES:
        assert sentence in whole
    for other in ("Home", "Sport", "Ten harbours", "Why rivers move", "Subscribe", "All rights reserved"):
        assert other not in whole


def test_the_article_keeps_its_structure(article: ParsedDocument) -> None:
    assert [(s.level, s.title) for s in article.sections] == [(0, None), (1, "The dues")]
    kinds = [b.kind for b in article.sections[1].blocks]
    assert kinds[:6] == [
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTE,
        BlockKind.TABLE,
        BlockKind.CODE,
    ]
    assert tuple(
        b.text for b in article.sections[1].blocks if b.kind in (BlockKind.IMAGE, BlockKind.CAPTION)
    ) == ("The quay", "The quay today")


def test_the_page_describes_the_article(article: ParsedDocument) -> None:
    assert (article.title, article.authors) == ("The lost harbour", ("Ann Author", "Bob Writer"))
    assert (article.language, article.published, article.format) == ("en-GB", "2024-03-09", "html")


def test_links_are_relative_to_the_address_of_the_page(article: ParsedDocument) -> None:
    links = [i.target for i in article.sections[0].blocks[0].inlines if i.kind is InlineKind.LINK]
    assert links == ["https://paper.example/map"]


def test_embedded_data_names_the_authors() -> None:
    data = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Data title", '
        '"author": [{"name": "Cleo Clerk"}], "datePublished": "2023-05-06"}]}</script><title>Other</title>'
    )
    document = read(page("<p>Text.</p>", head=data))
    assert (document.title, document.authors, document.published) == (
        "Data title",
        ("Cleo Clerk",),
        "2023-05-06",
    )


@pytest.mark.parametrize(
    "data", ["[" * 5000, "{", '{"@type": 3, "author": {"name": 4}}', "null", '[{"@type": ["Article"]}]']
)
def test_broken_embedded_data_says_nothing(data: str) -> None:
    document = read(
        page("<p>Text.</p>", head=f"<script type='application/ld+json'>{data}</script><title>T</title>")
    )
    assert (document.title, document.authors) == ("T", ())


def test_a_page_that_is_a_document_is_kept_whole() -> None:
    chapters = "".join(
        f"<h2>Chapter {n}</h2><p>{SENTENCES[n % 4]}</p><ul><li>item {n}</li></ul>"
        f"<p><a href='#x{n}'>{n}</a></p>"
        f"<dl><dt>term {n}</dt><dd>meaning {n}</dd></dl>"
        for n in range(1, 30)
    )
    document = read(
        page(f"<h1>A small book</h1><p>Preface.</p>{chapters}", head="<title>A small book</title>")
    )
    assert document.title == "A small book"
    assert [s.title for s in document.sections] == [None, *(f"Chapter {n}" for n in range(1, 30))]
    assert all(f"{word} {n}" in texts(document) for n in range(1, 30) for word in ("item", "term", "meaning"))


def test_a_page_of_which_the_libraries_find_next_to_nothing_is_kept_whole() -> None:
    words = "".join(f"<li>{n} entry of a list</li>" for n in range(400))
    document = read(page(f"<nav>a</nav><form></form><ul>{words}</ul>", head="<title>List</title>"))
    assert sum("entry of a list" in text for text in texts(document)) >= 390


def test_a_data_picture_is_kept_and_a_remote_one_is_not() -> None:
    pixel = "R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
    source = Source(
        "p.html",
        page(
            f"<p>a</p><img src='data:image/gif;base64,{pixel}' alt='A dot'><img "
            f"src='https://x.org/a.gif' alt='Far'>"
        ).encode(),
    )
    document = parse_web(source)
    pictures = [b for s in document.sections for b in s.blocks if b.kind is BlockKind.IMAGE]
    assert [(b.text, bool(b.image)) for b in pictures] == [("A dot", True), ("Far", False)]
    assert list(source.pictures.kept) == [pictures[0].image]


def test_nothing_is_fetched_logged_or_run(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    body = (
        "<script src='http://x.org/a.js'>document.write('evil')</script>"
        "<link rel=stylesheet href='http://x.org/s.css'>"
        f"<iframe src='http://x.org'></iframe><object data='file:///etc/passwd'>"
        f"</object><p onload='x()'>{SENTENCES[0]}</p>"
    )
    with caplog.at_level(logging.DEBUG):
        document = read(page(FURNITURE_HEAD + body + FURNITURE_FOOT))
    assert SENTENCES[0] in texts(document)
    assert "evil" not in "".join(texts(document))
    assert not [r for r in caplog.records if r.levelno >= logging.WARNING]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "vbscript:x", "data:text/html,a"]
)
def test_only_web_and_mail_links_lead_outside(address: str) -> None:
    document = read(page(f"<p>Text <a href='{address}'>there</a> <a href='mailto:a@b.org'>mail</a></p>"))
    assert [i.target for i in document.sections[0].blocks[0].inlines] == ["mailto:a@b.org"]


def test_footnotes_of_a_page_are_linked() -> None:
    body = (
        "<h2>A</h2><p>Text.<sup id='cite_ref-1'><a href='#cite_note-1'>[1]</a></sup></p><h2>References</h2>"
        "<ol><li id='cite_note-1'><b><a href='#cite_ref-1'>^</a></b> A source.</li></ol>"
    )
    document = read(page(body))
    assert [(s.title, [b.text for b in s.blocks]) for s in document.sections] == [
        ("A", ["Text.[1]", "[1] A source."])
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<meta charset=utf-8><p>café".encode(), "café"),
        ("<meta charset=iso-8859-1><p>“café”".encode("cp1252"), "“café”"),
        (
            "<meta charset=utf-8><p>Das Mädchen grüßt die Brüder über die Straße".encode("cp1252"),
            "Mädchen grüßt",
        ),
        ("<meta charset=iso-8859-1><p>café €".encode(), "café €"),
        ("<meta charset=shift_jis><p>日本語の文字".encode("shift_jis"), "日本語の文字"),
        ("<meta charset=windows-1251><p>Привет, мир".encode("cp1251"), "Привет, мир"),
        ("\ufeff<meta charset=iso-8859-1><p>naïve".encode("utf-8"), "naïve"),
        ("\ufeff<p>wide naïve".encode("utf-16-le"), "wide naïve"),
        ("<p>wide without a mark".encode("utf-16-be"), "wide without a mark"),
        ("<meta charset=utf-8><p>café and more é è ü ö".encode() + b"\xe9", "café and more"),
        (b"<meta charset=no-such-thing><p>plain", "plain"),
        (b"<meta charset=rot13><p>plain", "plain"),
    ],
)
def test_encodings_that_are_named_missing_or_lied_about(data: bytes, expected: str) -> None:
    assert expected in decode_page(data)


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04"])
def test_another_format_under_the_name_of_a_page_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match="not a web page"):
        read(data)


@pytest.mark.parametrize("data", [b"<html></html>", b"   ", b"<script>a</script>", b"\x00\x00\x00"])
def test_a_page_without_text_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError):
        read(data)


@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "section", "font"])
def test_ten_thousand_nested_elements_in_a_page(tag: str) -> None:
    started = time.perf_counter()
    body = FURNITURE_HEAD + f"<{tag}>" * 10_000 + SENTENCES[0] + f"</{tag}>" * 10_000 + FURNITURE_FOOT
    assert SENTENCES[0] in " ".join(texts(read(page(body))))
    assert time.perf_counter() - started < 10


def test_the_heading_of_a_box_in_the_article_makes_no_section() -> None:
    def section(title: str | None, *texts: str) -> RawSection:
        return RawSection(title, 2 if title else 0, [Block(BlockKind.PARAGRAPH, text) for text in texts])

    sections = [
        section(None, SENTENCES[0]),
        section("Read more here", "An offer", "Another offer", SENTENCES[1]),
        section("The dues", SENTENCES[2]),
    ]
    kept = keep_article(sections, ArticleText([*SENTENCES, "The dues"]))
    assert [(s.title, [b.text for b in s.blocks]) for s in kept] == [
        (None, [SENTENCES[0], SENTENCES[1]]),
        ("The dues", [SENTENCES[2]]),
    ]


def test_remarks_to_the_visitor_are_left_out_of_the_article() -> None:
    remarks = (
        "<p>ADVERTISEMENT</p>",
        "<p>Share this on WhatsApp</p>",
        "<p>Read more: <a href='/3'>How the quay was paid for</a></p>",
        "<p>12 comments</p>",
    )
    body = "".join(f"<p>{text}</p>{remark}" for text, remark in zip(SENTENCES, remarks, strict=True))
    document = read(
        page(f"{FURNITURE_HEAD}<article><h1>The lost harbour</h1>{body}</article>{FURNITURE_FOOT}")
    )
    assert texts(document) == list(SENTENCES)


@pytest.mark.parametrize(
    "text",
    [
        "Share this with nobody, said the pilot, or the dues will rise.",
        "Read more books!",
        "Comments on salt",
    ],
)
def test_text_that_begins_as_a_remark_does_is_text(text: str) -> None:
    assert not is_remark(Block(BlockKind.PARAGRAPH, text))
