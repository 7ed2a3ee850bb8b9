"""The address of a passage: a link that can be kept anywhere and opens there again.

`studyapp://LIBRARY/DOCUMENT?place=SECTION.BLOCK.START-BLOCK.END&quote=…&prefix=…&suffix=…&title=…`: the place
finds it in the text as it was, the quote in a newer one, the title in a copy in another library.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from studyapp.domain.errors import KnownError
from studyapp.domain.places import Place, QuoteSelector

SCHEME = "studyapp"
LONGEST_QUOTE = 300
"""Characters; of a longer passage the address names the beginning."""
_LONGEST = 8_000
_PLACE = re.compile(r"(\d{1,9})\.(\d{1,9})\.(\d{1,9})-(\d{1,9})\.(\d{1,9})")


class Address(NamedTuple):
    """A passage of a document of a library, by place and by what it says."""

    library_id: str
    document_id: str
    title: str
    place: Place
    quote: QuoteSelector


def is_address(text: str) -> bool:
    """Say whether a text means to be an address."""
    return text.strip().lower().startswith(f"{SCHEME}:")


def render_address(address: Address) -> str:
    """Return an address as text, all in ASCII."""
    place, said = address.place, address.quote
    values = {
        "place": f"{place.section}.{place.block}.{place.start}-{place.end_block}.{place.end}",
        "quote": said.exact,
        "prefix": said.prefix,
        "suffix": said.suffix,
        "title": address.title,
    }
    return f"{SCHEME}://{address.library_id}/{address.document_id}?{urlencode(values, quote_via=quote)}"


def parse_address(text: str) -> Address:
    """Read an address. KnownError with a sentence when it is none, or damaged."""
    wrong = KnownError("This is no address of a passage.", "It begins with studyapp:// and was copied whole.")
    if len(text) > _LONGEST or not is_address(text):
        raise wrong
    try:
        parts = urlsplit(text.strip())
        values = {name: found[0] for name, found in parse_qs(parts.query, strict_parsing=True).items()}
    except ValueError:
        raise wrong from None
    found = _PLACE.fullmatch(values.get("place", ""))
    document_id = parts.path.removeprefix("/")
    if found is None or not document_id:
        raise wrong
    try:
        place = Place(*map(int, found.groups()))
    except ValueError:
        raise wrong from None
    said = QuoteSelector(values.get("quote", ""), values.get("prefix", ""), values.get("suffix", ""))
    return Address(parts.netloc, document_id, values.get("title", ""), place, said)
