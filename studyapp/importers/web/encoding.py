"""The encoding of a page: what it says is believed when its bytes allow it."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

# Where a page has to say its encoding; pages with long comments say it later.
HEAD_BYTES = 8_192
SAMPLE_BYTES = 200_000
# Of the characters beyond ASCII, those that may be damaged in UTF-8 that was cut or patched.
DAMAGED_PART = 0.2
_NUL_PART = 0.2

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAID = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{2,40})", re.IGNORECASE)
# What the HTML standard reads these names as: they are used for their larger relatives.
_MEANT = {
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "iso8859-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    "big5": "big5hkscs",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
}
_ESCAPED = ("iso-2022-jp", "iso-2022-kr", "hz-gb-2312", "hz")


def decode_page(data: bytes) -> str:
    """Return the text of a page: by its byte order mark, as UTF-8 if it is that, as it says, else guessed."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    said = [_known(m[1]) for m in _SAID.finditer(data[:HEAD_BYTES])]
    escaped = next((e for e in said if e in _ESCAPED), "")
    if escaped and (b"\x1b" in data or b"~{" in data):
        return data.decode(escaped, "replace")
    wide = _without_mark(data)
    if wide:
        return data.decode(wide, "replace")
    whole = data.decode("utf-8", "replace")
    damaged = whole.count("\ufffd")
    if damaged <= DAMAGED_PART * sum(1 for c in whole if c > "\x7f"):
        return whole
    for encoding in said:
        try:
            if encoding and encoding != "utf-8":
                return data.decode(encoding)
        except UnicodeError:
            continue
    guess = from_bytes(data[:SAMPLE_BYTES]).best()
    return data.decode(guess.encoding if guess else "cp1252", "replace")


def _without_mark(data: bytes) -> str:
    """Return the encoding of two bytes a character that the zero bytes show; "" for any other."""
    head = data[:HEAD_BYTES]
    even, odd = (head[at::2].count(0) > _NUL_PART * len(head) for at in (0, 1))
    if even == odd:
        return ""
    return "utf-16-be" if even else "utf-16-le"


def _known(name: bytes) -> str:
    """Return the encoding that a page names, as it is to be read; "" for an unknown name."""
    said = name.decode("ascii").lower()
    meant = _MEANT.get(said, said)
    try:
        found = codecs.lookup(meant).name
        "".encode(found)
    except (LookupError, ValueError):
        return ""
    return meant if meant in _ESCAPED else found
