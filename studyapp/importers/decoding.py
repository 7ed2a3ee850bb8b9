"""From bytes to Unicode text: encodings, line ends, characters without meaning."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from studyapp.domain.errors import UnreadableDocumentError

SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive, or a file made of one (such as EPUB or DOCX)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
# The longer mark first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_ENDS = re.compile("\r\n?|[\u2028\u0085\x0b]")
_PARAGRAPH_END = "\u2029"
# Controls without a meaning in text (two of them mark hits in snippets), and what Unicode keeps for programs.
_WITHOUT_MEANING = re.compile("[\x01-\x08\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
# In Western European languages up to about a tenth of the letters have an accent.
HIGH_PART = 0.2
# Of the signs beyond ASCII, those that stand where they do in text.
PLAUSIBLE_PART = 0.9
_HIGH = re.compile("[^\x00-\x7f]")
# A letter with an accent next to another letter or as a word, not a capital inside a word; typed punctuation.
_PLAUSIBLE = re.compile(
    r"(?<=[A-Za-z])[ß-öø-ÿœšž]|[À-ÖØ-öø-ÿŒœŠšŽž](?=[a-zß-öø-ÿ]|\b)|[‘’“”–—…•«»¡¿§°£€©®™ºª½¼¾·×\xa0\xad†‡]"
)
# Letters of ISO-8859-2 (š, ž, ť, ś, ą, ź, ł, ż) as Windows-1252 shows them: signs within words.
_CENTRAL = re.compile(r"[¹¾¶](?=[a-zß-ÿ])|(?<=[a-zß-ÿ])[¹¾»¶±¼³¿](?=[a-zß-ÿ])")
_LEAST_CENTRAL = 2
_JAPANESE = (b"\x1b$B", b"\x1b$@")  # ISO-2022-JP: all of it is ASCII, told by its escapes
_WESTERN = "Windows-1252 (Western European)"
_GUESSED = "The text is not UTF-8 and was read as {}: check its accented letters."
# In less than about a line of text no detector can tell one encoding from another.
GUESS_BYTES = 60
_SAVE_AS_UTF8 = "Open it in a text editor, save it as UTF-8, and import it again."


def decode_text(data: bytes, *, name: str) -> str:
    """Return the text of the bytes: UTF-8, or what its byte order mark says.

    Raises UnreadableDocumentError for a binary file and for bytes that the encoding does not allow.
    """
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            raise UnreadableDocumentError(
                f"“{name}” is not a text: it is {kind}.", "Choose a Markdown or plain text file."
            )
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        if b"\x00" in data and not mark:
            raise _not_text(name) from error
        raise UnreadableDocumentError(
            f"“{name}” is not valid {encoding[:6].rstrip('-').upper()}: the byte at position "
            f"{error.start + len(mark)} cannot be read.",
            _SAVE_AS_UTF8,
        ) from error
    return normalise_text(text, name=name)


def decode_plain(data: bytes, *, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a plain text file, and a warning when its encoding had to be guessed.

    What is not valid UTF-8 is read as Windows-1252 when that makes words of it, else in the encoding that its
    letters speak for. Raises as `decode_text` does.
    """
    if any(escape in data for escape in _JAPANESE):
        with suppress(UnicodeDecodeError):
            return normalise_text(data.decode("iso2022_jp"), name=name), ()
    try:
        return decode_text(data, name=name), ()
    except UnreadableDocumentError:
        guessed = _decode_central(data) or _decode_western(data) or _decode_by_letters(data)
        if guessed is None:
            raise
    text, encoding = guessed
    return normalise_text(text, name=name), (_GUESSED.format(encoding),)


def _decode_by_letters(data: bytes) -> tuple[str, str] | None:
    """Return text and encoding as a detector guesses them; None for what is short, binary or marked."""
    if len(data) < GUESS_BYTES or _is_marked(data):
        return None
    from charset_normalizer import from_bytes  # noqa: PLC0415 (few texts need it)

    best = from_bytes(data).best()
    if best is None or _WITHOUT_MEANING.search(str(best)) or "\x00" in str(best):
        return None
    return str(best), best.encoding.replace("_", "-").upper()


def _is_marked(data: bytes) -> bool:
    return any(data.startswith(mark) for mark in (*(m for m, _ in _MARKS), *(s for s, _ in SIGNATURES)))


def _decode_central(data: bytes) -> tuple[str, str] | None:
    """Return text and encoding where the bytes are ISO-8859-2: Windows-1250 has its š, ž and ś below 0xA0."""
    western = data.decode("latin-1")
    if _is_marked(data) or any(0x80 <= byte < 0xA0 for byte in data):
        return None
    is_latin = len(_HIGH.findall(western)) <= HIGH_PART * len(western)
    is_central = is_latin and len(_CENTRAL.findall(western)) >= _LEAST_CENTRAL
    return (data.decode("iso8859_2"), "ISO-8859-2") if is_central else None


def _decode_western(data: bytes) -> tuple[str, str] | None:
    """Return text and encoding where the bytes are plausible as Windows-1252, else None.

    Plausible: no control characters, few signs beyond ASCII, and most of those letters among letters, or the
    quotation marks and dashes of typed text.
    """
    if _is_marked(data):
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    if "\x00" in text or _WITHOUT_MEANING.search(text):
        return None
    high = len(_HIGH.findall(text))
    good = len(_PLAUSIBLE.findall(text))
    is_text = high <= HIGH_PART * len(text) and good >= PLAUSIBLE_PART * high
    return (text, _WESTERN) if is_text else None


def normalise_text(text: str, *, name: str) -> str:
    """Return the text with line feeds as its only line ends, without characters that mean nothing.

    Raises UnreadableDocumentError for NUL characters and when only white space is left.
    """
    if "\x00" in text:
        raise _not_text(name)
    plain = _WITHOUT_MEANING.sub("", _LINE_ENDS.sub("\n", text).replace(_PARAGRAPH_END, "\n\n"))
    if not plain.strip("\ufeff \t\n\f\xa0\u200b"):
        raise UnreadableDocumentError(
            f"“{name}” holds nothing but white space." if text else f"“{name}” is empty.",
            "Choose a file with text in it.",
        )
    return plain.removeprefix("\ufeff")


def _not_text(name: str) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        f"“{name}” is not a text: it contains NUL bytes, as binary or damaged files do.",
        "Choose a Markdown or plain text file, or save this one again as UTF-8.",
    )
