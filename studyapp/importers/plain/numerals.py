"""Numbers as headings write them: digits, Roman numerals, words, letters."""

from __future__ import annotations

import re

from studyapp.importers.plain.vocabulary import CARDINALS, ORDINALS, OTHER_ORDINALS

ROMAN = r"(?=[IVXLC])(?:C{0,3}(?:XC|XL|L?X{0,4}))(?:IX|IV|V?I{0,4})"
_ROMAN_ONLY = re.compile(ROMAN)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_TENS = {"thirty": 30, "forty": 40, "fifty": 50}
ORDINAL_WORDS = {word: value for value, word in enumerate(ORDINALS.split(), start=1)}
ORDINAL_WORDS |= {word: value for value, words in OTHER_ORDINALS.items() for word in words}
_WORDS = {word: value for value, word in enumerate(CARDINALS.split(), start=1)} | ORDINAL_WORDS | _TENS


def to_number(text: str) -> int:
    """Return the value of digits, a Roman numeral, a number word or a letter; 0 when it is none."""
    folded = text.casefold()
    if folded.isdecimal():
        return int(folded)
    if folded in _WORDS:
        return _WORDS[folded]
    if text and _ROMAN_ONLY.fullmatch(text.upper()):
        return _roman(text.upper())
    parts = [_WORDS.get(part, 0) for part in folded.split("-")]
    if len(parts) > 1:
        return sum(parts) if all(parts) else 0
    return ord(folded) - ord("a") + 1 if len(folded) == 1 and "a" <= folded <= "z" else 0


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
