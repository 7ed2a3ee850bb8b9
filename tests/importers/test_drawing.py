"""Drawings (SVG) of books: kept where they can be shown as they are, else only described."""

from __future__ import annotations

import base64

import pytest

from studyapp.importers.drawing import plain_drawing
from studyapp.importers.epub import parse_epub
from studyapp.importers.source import Source
from tests.importers.epub_writer import make_epub, xhtml
from tests.importers.test_epub import PIXEL


def drawing(inside: str, head: str = "viewBox='0 0 60 40'") -> bytes:
    """Return a drawing."""
    links = "xmlns:xlink='http://www.w3.org/1999/xlink'"
    return (
        f"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' {links} {head}>{inside}</svg>".encode()
    )


def test_a_drawing_is_kept_as_a_picture_without_what_acts_in_it() -> None:
    shape = "<script>alert(1)</script><path onclick='x()' d='M 0,0 9,9 Z'/><title>A line</title>"
    item = "<item id='c' href='map.svg' media-type='image/svg+xml' properties='cover-image'/>"
    files = {"one.xhtml": xhtml("<h1>One</h1><p><img src='map.svg' alt='A map'/></p>")}
    source = Source("b.epub", make_epub({**files, "map.svg": drawing(shape)}, items=item))
    document = parse_epub(source)
    (block,) = document.sections[0].blocks
    assert (block.text, block.image) == ("A map", document.cover)
    assert document.cover.endswith(".svg")
    kept = source.pictures.kept[document.cover]
    assert b'width="60" height="40"' in kept
    assert b"<path" in kept
    assert not any(word in kept for word in (b"script", b"onclick", b"alert", b"A line"))


def test_lettering_that_stands_beside_its_text_is_left_out() -> None:
    files = {"one.xhtml": xhtml("<h1>One</h1><p>By Ann.</p><img src='title.svg' alt=''/>")}
    source = Source("b.epub", make_epub({**files, "title.svg": drawing("<path d='M 0,0 9,9 Z'/>")}))
    (block,) = parse_epub(source).sections[0].blocks
    assert (block.text, block.image) == ("By Ann.", "")


@pytest.mark.parametrize(
    "data",
    [
        drawing(""),  # nothing is drawn
        drawing("<path d='M 0,0 9,9'/>", head=""),  # of no size
        drawing("<path d='M 0,0 9,9'/>", head="viewBox='0 0 nan 5'"),
        drawing("<path d='M 0,0 9,9'/>", head="width='1e9' height='5'"),
        drawing("<path d='M 0,0 9,9'/><foreignObject><p>half of it</p></foreignObject>"),
        drawing("<image xlink:href='file:///etc/passwd' width='9' height='9'/>"),
        drawing("<image xlink:href='http://x.org/a.png' width='9' height='9'/>"),
        drawing("<path d='M 0,0 9,9'/><use xlink:href='other.svg#a'/>"),
        drawing("<g id='a'><path d='M 0,0 9,9'/><use href='#b'/></g><g id='b'><use href='#a'/></g>"),
        drawing("<g>" * 80 + "<path d='M 0,0 9,9'/>" + "</g>" * 80),
        drawing("<path d='M 0,0 9,9'/>" * 60_000),
        drawing("<g id='a'>" + "<path d='M 0,0 9,9'/>" * 600 + "</g>" + "<use href='#a'/>" * 600),
        b"<svg",
        b"no drawing",
    ],
    ids=lambda data: data[60:110].decode(),
)
def test_a_drawing_that_reaches_out_or_multiplies_is_only_described(data: bytes) -> None:
    assert plain_drawing(data) == b""


def test_what_a_drawing_holds_and_uses_of_its_own_stays() -> None:
    dot = "data:image/png;base64," + base64.b64encode(PIXEL).decode()
    inside = f"<defs><path id='a' d='M 0,0 9,9'/></defs><use href='#a'/><image xlink:href='{dot}'/>"
    kept = plain_drawing(drawing(inside, head="width='2in' height='96'"))
    assert dot.encode() in kept
    assert b'width="192" height="96"' in kept
