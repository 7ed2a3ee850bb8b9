"""Bytes become text, or each kind of bad input gets its own sentence."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.domain.errors import UnreadableDocumentError
from studyapp.importers.decoding import decode_text, normalise_text
from studyapp.importers.detect import parse_file, parse_pasted_text
from studyapp.importers.source import Source

if TYPE_CHECKING:
    from studyapp.domain.documents import ParsedDocument

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256))


def texts(document: ParsedDocument) -> list[str]:
    return [block.text for section in document.sections for block in section.blocks]


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.md", "“a.md” is empty."),
        (codecs.BOM_UTF8, "a.md", "“a.md” is empty."),
        (b" \r\n\t\n\x0c ", "a.md", "“a.md” holds nothing but white space."),
        ("\u00a0\u200b\n".encode(), "a.txt", "“a.txt” holds nothing but white space."),
        (PNG, "a.md", "“a.md” is not a text: it is a PNG picture."),
        (b"PK\x03\x04rest", "a.txt", "“a.txt” is not a text: it is a ZIP archive, or a file made of one"),
        (b"ab\x00cd", "a.md", "“a.md” is not a text: it contains NUL bytes"),
        (b"\x00\xff\xfe\x81", "a.md", "“a.md” is not a text: it contains NUL bytes"),
        (b"caf\xe9 au lait", "a.md", "“a.md” is not valid UTF-8: the byte at position 3 cannot be read."),
        (b"\xef\xbb\xbfab\xff", "a.md", "“a.md” is not valid UTF-8: the byte at position 5 cannot be read."),
        (b"\xff\xfea\x00b", "a.md", "“a.md” is not valid UTF-16: the byte at position 4 cannot be read."),
        (b"text", "a.odt", "“a.odt” cannot be imported: files of the kind “.odt” are not supported."),
        (b"---\ntitle: A\n---\n", "a.md", "“a.md” contains no text."),
    ],
)
def test_bad_input_gets_its_own_sentence(data: bytes, name: str, sentence: str) -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        parse_file(Source(name, data))
    assert caught.value.sentence.startswith(sentence)
    assert caught.value.hint


@pytest.mark.parametrize("name", ["a.md", "a.MD", "a.markdown", "a.mdown"])
def test_markdown_is_known_by_its_suffix(name: str) -> None:
    assert parse_file(Source(name, b"*a*")).format == "markdown"


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.text", "README"])
def test_other_text_is_plain(name: str) -> None:
    document = parse_file(Source(name, b"# *a*"))
    assert (document.format, texts(document)) == ("text", ["# *a*"])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_names_the_encoding(encoding: str) -> None:
    assert texts(parse_file(Source("a.txt", "Žluťoučký 東京 👩".encode(encoding)))) == ["Žluťoučký 東京 👩"]


def test_utf_16_of_the_other_byte_order_is_read() -> None:
    assert decode_text(codecs.BOM_UTF16_BE + "aé".encode("utf-16-be"), name="a.md") == "aé"


def test_all_line_ends_are_line_feeds() -> None:
    assert decode_text("a\r\nb\rc\u2028d\x85e\u2029f".encode(), name="a.md") == "a\nb\nc\nd\ne\n\nf"


def test_characters_without_meaning_are_dropped() -> None:
    assert decode_text("a\x02b\x03c\x1bd\ufdd0\uffffe\tf".encode(), name="a.md") == "abcde\tf"


def test_half_a_surrogate_in_pasted_text_does_no_harm() -> None:
    assert texts(parse_pasted_text("a \ud800 b", name="Pasted text")) == ["a ? b"]


def test_pasted_text_is_markdown_titled_by_its_name() -> None:
    document = parse_pasted_text("*a*", name="Pasted text")
    assert (document.title, document.format, texts(document)) == ("Pasted text", "markdown", ["a"])


@given(st.binary(max_size=300))
def test_any_bytes_are_a_document_or_a_sentence(data: bytes) -> None:
    for name in ("a.md", "a.txt"):
        try:
            document = parse_file(Source(name, data))
        except UnreadableDocumentError:
            continue
        assert document.sections


@given(st.text(max_size=100).filter(lambda text: "\x00" not in text))
def test_normalising_twice_changes_nothing(text: str) -> None:
    try:
        once = normalise_text(text, name="a")
    except UnreadableDocumentError:
        return
    assert normalise_text(once, name="a").lstrip("\ufeff") == once.lstrip("\ufeff")


WESTERN = "Die Fähre über den Fluß war schön – und “billig”, sagte die Großmutter, für drei Franc."


def test_text_in_windows_1252_is_read_with_a_warning() -> None:
    document = parse_file(Source("a.txt", WESTERN.encode("cp1252")))
    assert texts(document) == [WESTERN]
    assert document.warnings[0].startswith("The text is not UTF-8 and was read as Windows-1252")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Паром ходил через реку весь день, и пассажиры ждали на берегу до темноты.", "cp1251"),
        ("Паром ходил через реку весь день, и пассажиры ждали на берегу до темноты.", "koi8-r"),
        ("Přívoz jezdil přes řeku celý den a cestující čekali na břehu. Žluťoučký kůň.", "cp1250"),
        ("Žluťoučký kůň přešel řeku. Toho rána vyšlo slunce pozdě, a lodě pluly k břehům.", "iso8859-2"),
        ("Łodzie wypłynęły ku wyspom. Nikt nie wiedział, kiedy wrócą rybacy. Świt był chłodny.", "iso8859-2"),
        ("Το πλοίο διέσχιζε το ποτάμι όλη μέρα και οι επιβάτες περίμεναν στην όχθη.", "iso8859-7"),
        ("渡船整天渡河，乘客在岸边等到天黑。粮食价格上涨了。渡船又来了，乘客上船回家。", "gb18030"),
        ("The ferry crossed the river all day and people waited for it.", "utf-16-le"),
    ],
)
def test_text_in_another_usual_encoding_is_read_with_a_warning(text: str, encoding: str) -> None:
    document = parse_file(Source("a.txt", text.encode(encoding)))
    assert texts(document) == [text]
    assert document.warnings[0].startswith("The text is not UTF-8 and was read as ")


def test_japanese_told_by_its_escapes_is_read() -> None:
    text = "渡し船は一日中川を渡り、乗客は岸で待っていた。"
    assert texts(parse_file(Source("a.txt", text.encode("iso2022_jp")))) == [text]


def test_text_in_utf_8_is_read_without_a_warning() -> None:
    assert parse_file(Source("a.txt", WESTERN.encode())).warnings == ()


@pytest.mark.parametrize(
    "data",
    [
        "Паром ходил через реку".encode("cp1251"),
        "渡し船は川を".encode("shift_jis"),
        b"ab\x81c",
        b"\x01\xe9\x02abc",
    ],
)
def test_a_little_text_that_windows_1252_makes_no_words_of_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match="not valid UTF-8"):
        parse_file(Source("a.txt", data))
