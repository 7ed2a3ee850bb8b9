"""Words of a sentence as Universal Dependencies cuts them: "do" "n't", "state" "-" "owned"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Abbreviations whose full stop is their own; names of months and weekdays among them only before a number.
_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|St|Sen|Gov|Gen|Rep|Prof|Rev|Capt|Col|Lt|Sgt|Maj|Hon|Pres|Jr|Sr|Inc|Ltd|Co|Corp|Bros|Mt|Ft"
    "|vs|etc|approx|ca|cf|No|Nos|Vol|Fig|ed|eds|pp|dept|est"
)
_ENDINGS = r"[nN]['’][tT]\b|['’](?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M)\b"
_MARKS = "\u00ad\u200c\u200d\u0300-\u036f"  # inside words, no letters: soft hyphen, joiners, accents
_WORD = re.compile(
    rf"""
    (?:https?://|www\.)[^\s<>"]*[^\s<>".,;:!?)\]'’]          # addresses
    |[\w.+-]+@[\w-]+(?:\.[\w-]+)+
    |(?:[^\W\d_]\.){{2,}}                                     # U.S., J.R.
    |(?:{_ABBREVIATIONS})\.(?=\s*[\w(,;]|$)
    |[A-HJ-UWYZ]\.(?=\s?[A-Z][\w.])                          # an initial; I, V and X are numerals
    |\d+(?:[.,:]\d+)*(?:st|nd|rd|th|['’]?s)?(?![^\W_])       # 1979, 1,200, 28th, 1990s, 10:30
    |{_ENDINGS}
    |[cC]an(?=not\b)
    |(?:(?![nN]['’][tT]\b)[\w{_MARKS}])+                      # a word, O'Brien
     (?:['’](?!(?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M|t|T)\b)(?:[^\W\d_]|[{_MARKS}])+)*
    |\.{{2,}}|(?P<sign>[-!?*=_~#$<>])(?P=sign)+
    |\S
    """,
    re.VERBOSE,
)


def find_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open spans of the words and signs of a text, in order; white space lies between."""
    for match in _WORD.finditer(text):
        yield match.span()
