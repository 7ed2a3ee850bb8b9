"""Characters → words: joined by the gaps between them, in logical order also where they run right to left."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from studyapp.importers.pdf.direction import RIGHT_TO_LEFT
from studyapp.importers.pdf.layout import Style, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studyapp.importers.pdf.characters import Character

# A wider gap between two characters is a space. TeX shrinks a space to 0.22 em; kerning stays under 0.1 em.
SPACE_EMS = 0.16
# Where PDFium takes a gap for a space too, a smaller one is enough.
HINTED_SPACE_EMS = 0.09
# Characters that follow each other may overlap by this much: kerning, italics, accents set over letters.
OVERLAP_EMS = 0.6
# Characters of one word stand on one line to within this; superscripts are raised by 0.3 em and more.
LINE_EMS = 0.12
# A print of the same letters within this part of their size is made for boldness or as a shadow.
TWIN_EMS = 0.15
TWIN_ROWS = 8.0  # words are looked up by their height, in points
# A change of size within a word makes another word (a superscript), small capitals do not.
_SIZE_RATIO = 0.78
_ACCENTS = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "˜": "\u0303", "¯": "\u0304", "˘": "\u0306",
    "˙": "\u0307", "¨": "\u0308", "˚": "\u030a", "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327", "˛": "\u0328",
}  # fmt: skip
_DOTLESS = {"ı": "i", "ȷ": "j"}
_NUMBER_PARTS = ("EN", "AN", "ES", "CS", "ET")
_LAM = "ل"


def find_words(characters: Iterable[Character]) -> list[Word]:
    """Return the words in the order in which the file has them."""
    words: list[Word] = []
    run: list[Character] = []
    pinned = hinted = False
    for character in characters:
        if character.text == " ":
            # A space without width is one that PDFium takes a gap for.
            hinted = character.right <= character.left
            if run and not hinted:
                words.append(_word(run, pinned=pinned))
                run, pinned, hinted = [], True, False
            continue
        if run and (
            not _continues(run[-1], character)
            or (hinted and character.left - run[-1].right > HINTED_SPACE_EMS * character.font.size)
        ):
            words.append(_word(run, pinned=pinned))
            run, pinned = [], hinted
        hinted = False
        if run and _is_printed_twice(run[-1], character):
            continue
        run.append(character)
    if run:
        words.append(_word(run, pinned=pinned))
    return _without_twins(words)


def _is_printed_twice(before: Character, character: Character) -> bool:
    """Whether the letter is the one before, printed again by another text object."""
    return (
        before.text == character.text
        and before.font.number != character.font.number
        and abs(before.left - character.left) < TWIN_EMS * character.font.size
    )


def _without_twins(words: Iterable[Word]) -> list[Word]:
    """Return the words, those once that are printed twice in nearly the same place."""
    kept: list[Word] = []
    printed: dict[tuple[str, int], list[Word]] = {}
    for word in words:
        if not word.text:
            continue
        near = TWIN_EMS * word.size
        row = int(word.base / TWIN_ROWS)
        others = (o for at in (row - 1, row, row + 1) for o in printed.get((word.text, at), ()))
        if any(abs(o.left - word.left) < near and abs(o.base - word.base) < near for o in others):
            continue
        printed.setdefault((word.text, row), []).append(word)
        kept.append(word)
    return kept


def _continues(before: Character, character: Character) -> bool:
    ems = before.font.size
    if before.font is not character.font:
        ems = max(ems, character.font.size)
        is_other_size = min(before.font.size, character.font.size) < _SIZE_RATIO * ems
        if is_other_size and not (before.text.isupper() and character.text.isupper()):
            return False
    if abs(character.base - before.base) > LINE_EMS * ems:
        return False
    if character.left == before.left and before.font is character.font:
        return True  # parts of one ligature
    forward = character.left - before.right
    if -OVERLAP_EMS * ems <= forward < SPACE_EMS * ems and character.left >= before.left - 0.2 * ems:
        return True
    backward = before.left - character.right
    is_turned = unicodedata.bidirectional(character.text[0]) not in ("L", "EN")
    return is_turned and -OVERLAP_EMS * ems / 2 <= backward < SPACE_EMS * ems


def _word(run: list[Character], *, pinned: bool) -> Word:
    if any(c.text in _ACCENTS for c in run):
        run = _with_accents(run)
    if run[0].left > run[-1].left:  # signs and numbers as they are read from right to left
        run.sort(key=lambda c: c.left)
    text = "".join(c.text for c in run)
    if not text.isascii():
        if any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for c in text):
            text = _logical_text(run)
        text = unicodedata.normalize("NFC", text)
    first, last = run[0], run[-1]
    if first.font is last.font and first.left <= last.left:
        return Word(text, first.left, last.right, first.base, first.font.size, first.font.style, pinned)
    style = Style(first.font.style & run[len(run) // 2].font.style & last.font.style)
    left, right = min(c.left for c in run), max(c.right for c in run)
    return Word(text, left, right, first.base, max(c.font.size for c in run), style, pinned)


def _with_accents(run: Sequence[Character]) -> list[Character]:
    """Return the characters with each accent that is printed over a letter joined to it."""
    joined: list[Character] = []
    waiting: Character | None = None
    for character in run:
        if waiting is not None and character.text.isalpha() and _overlap(waiting, character):
            letter = _DOTLESS.get(character.text, character.text)
            joined[-1] = character._replace(text=letter + _ACCENTS[waiting.text])
            waiting = None
            continue
        waiting = None
        before = joined[-1] if joined else None
        if character.text in _ACCENTS:
            if before is not None and before.text.isalpha() and _overlap(character, before):
                letter = _DOTLESS.get(before.text, before.text)
                joined[-1] = before._replace(text=letter + _ACCENTS[character.text])
                continue
            waiting = character
        joined.append(character)
    return joined


def _overlap(accent: Character, letter: Character) -> bool:
    width = min(accent.right - accent.left, letter.right - letter.left)
    shared = min(accent.right, letter.right) - max(accent.left, letter.left)
    return width > 0 and shared > 0.5 * width


def _logical_text(run: Sequence[Character]) -> str:
    """Return a word with right-to-left letters in the order in which it is read."""
    clusters: list[list[Character]] = []
    for character in run:
        if clusters and abs(character.left - clusters[-1][0].left) < 0.01:
            clusters[-1].append(character)  # parts of one ligature
        else:
            clusters.append([character])
    clusters.sort(key=lambda cluster: -(cluster[0].left + cluster[0].right))
    parts = [_ligature_text(cluster) for cluster in clusters]
    logical: list[str] = []
    numbers: list[str] = []
    for part in parts:
        kind = unicodedata.bidirectional(part[0])
        if kind in ("L", "EN", "AN") or (numbers and kind in _NUMBER_PARTS):
            numbers.append(part)
            continue
        logical += reversed(numbers)
        numbers = []
        logical.append(part)
    return "".join([*logical, *reversed(numbers)])


def _ligature_text(parts: Sequence[Character]) -> str:
    """Return the letters of a ligature; PDFium turns those of some files round with their line.

    The Arabic ones begin with a lam as a rule: one that ends with it is turned.
    """
    text = "".join(part.text for part in parts)
    return text[::-1] if text.endswith(_LAM) and not text.startswith(_LAM) else text
