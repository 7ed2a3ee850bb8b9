"""What is not the text: contents lists, repeated captions, author cards, invitations to share and comment.

Only general signs count: the shape of lines and the few words that such parts always have.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studyapp.importers.plain.forms import FormKind, form_of, is_contents_word
from studyapp.importers.plain.looks import is_rule, is_stopped
from studyapp.importers.plain.numerals import to_number
from studyapp.importers.plain.prose import is_prose
from studyapp.importers.plain.vocabulary import BUTTONS, INVITATIONS, PROFILE_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studyapp.importers.plain.lines import Unit

# What a list of contents is called in warnings.
CONTENTS = "a printed list of contents"
# Units of a printed contents list, at most, and characters of an entry (chapter synopses are long).
CONTENTS_UNITS = 1500
ENTRY_CHARACTERS = 1200
# Part of a contents list's lines that return as lines of the text, or end in a page number.
ENTRY_PART = 0.5
# Key-value lines that make a card, and those among them that tell about a person or an account.
CARD_LINES = 3
CARD_KEYS = 2
# Words of a line that is still a caption or a label and no sentence.
SHORT_WORDS = 15
# After the last prose, related posts and comments take up at most this part of the text.
TAIL_PART = 0.4

_ENTRY_END = re.compile(r"(?:\s*\.(?:\s*\.)+|\s{2,}|\t)\s*(?:\d+|[ivxlcIVXLC]+)\s*$")
_WORDS = re.compile(r"\w+")
_PAIR = re.compile(r"\s*(?:[-*•·‣◦▪]\s*)?(?P<key>[^\W\d_][\w -]{0,24}?)\s*:\s*(?P<value>\S.*)?$")
_INVITATION = re.compile("|".join(sorted(INVITATIONS)), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part that is not the text: what it is, in the words of a warning, and its units."""

    what: str
    units: tuple[int, ...]


def find_boilerplate(units: Sequence[Unit]) -> list[LeftOut]:
    """Return the parts of the text that are to be left out, each unit at most once."""
    found = [*_contents(units), *_strewn(units)]
    taken = {number for part in found for number in part.units}
    found.extend(_tail(units, taken))
    return found


def line_key(text: str) -> str:
    """Return what two lines have in common that say the same: words without case and page number."""
    return " ".join(_WORDS.findall(_ENTRY_END.sub("", text).casefold()))


def without_number(key: str) -> str:
    """Return the key without the numbers before it, which a list and the text may count differently."""
    words = key.split()
    while words and to_number(words[0]):
        words.pop(0)
    return " ".join(words)


def _contents(units: Sequence[Unit]) -> Iterator[LeftOut]:
    """Yield the contents lists, with entries or without."""
    counts: Counter[str] = Counter()
    heads = [n for n, unit in enumerate(units) if len(unit.lines) == 1 and is_contents_word(unit.text)]
    if not heads:
        return
    for unit in units:
        counts.update({line_key(line.raw) for line in unit.lines} | {line_key(unit.text)})
    reached = -1
    for head in heads:
        if head <= reached:
            continue
        end = _contents_end(units, head, counts)
        reached = max(end - 1, head)
        if end > head + 1:
            yield LeftOut(CONTENTS, tuple(range(head, end)))
        elif head + 1 == len(units) or is_prose(units[head + 1]) or form_of(units[head + 1].text) is not None:
            yield LeftOut("a contents list without contents", (head,))


def _contents_end(units: Sequence[Unit], head: int, counts: Counter[str]) -> int:
    """Return the unit after the last entry."""
    if head + 1 >= len(units):
        return head + 1
    first = line_key(units[head + 1].lines[0].raw)
    keys = {first, _label_key(first), without_number(first)} - {""}
    end, entries, lines = head + 1, 0, 0
    for number in range(head + 1, min(head + CONTENTS_UNITS, len(units))):
        unit = units[number]
        own = {line_key(line.raw) for line in unit.lines[:1]} | {line_key(unit.text)}
        label = form_of(unit.text)
        if label is not None and label.kind == FormKind.LABEL:
            own |= {key.partition(" ")[2] for key in own}  # “1. Harbours” in the list, “Chapter 1. Harbours”
        if number + 1 < len(units) and is_prose(units[number + 1]):
            own |= {without_number(key) for key in own}
        if number > head + 1 and own & keys:
            return number if entries >= ENTRY_PART * lines else head + 1
        if is_contents_word(unit.text) or len(unit.text) > ENTRY_CHARACTERS:
            break
        is_entry = [_is_entry(line.raw, counts) for line in unit.lines]
        if is_prose(unit) and not any(is_entry) and counts[line_key(unit.text)] < 2:
            break
        entries += sum(is_entry)
        lines += len(unit.lines)
        if any(is_entry) and sum(is_entry) >= ENTRY_PART * len(unit.lines):
            end = number + 1
    listed = sum(len(unit.lines) for unit in units[head + 1 : end])
    # A single line after the word may be the first heading of the text itself.
    return end if listed >= 2 and entries >= ENTRY_PART * listed else head + 1


def _label_key(key: str) -> str:
    words = key.split()
    form = form_of(" ".join(words[:2]).title()) if len(words) > 2 else None
    return " ".join(words[:2]) if form is not None and form.kind == FormKind.LABEL else ""


def _is_entry(raw: str, counts: Counter[str]) -> bool:
    if _ENTRY_END.search(raw.strip()):
        return True
    key = line_key(raw)
    if counts[key] > 1:
        return True
    words = key.split()
    return any(counts[" ".join(words[cut:])] > 0 for cut in (1, 2, 3) if cut < len(words)) or (
        bool(_label_key(key)) and counts[_label_key(key)] > 0
    )


def _strewn(units: Sequence[Unit]) -> Iterator[LeftOut]:
    """Yield the buttons of a page that stand alone between paragraphs."""
    lone = tuple(
        n
        for n, unit in enumerate(units)
        if len(unit.lines) == 1 and unit.text.rstrip(":").casefold() in BUTTONS and unit.text[0].isupper()
    )
    if lone and any(is_prose(unit) for unit in units):
        yield LeftOut("buttons of a web page", lone)


def _tail(units: Sequence[Unit], taken: set[int]) -> Iterator[LeftOut]:
    """Yield what follows the text: what comes after the last prose, or after a late invitation."""
    last = max((n for n, unit in enumerate(units) if is_prose(unit) and not _pairs(unit)), default=None)
    if last is None:
        return
    start = _invitation_start(units, last)
    tail = [n for n in range(start, len(units)) if n not in taken]
    cards = _cards(units, tail)
    repeated = Counter(units[n].text for n in tail if _is_short(units[n]) and not is_rule(units[n].text))
    captions = {n for n in tail if repeated[units[n].text] > 1} - cards
    invited = next((n for n in tail if _INVITATION.match(units[n].text)), len(units))
    ending = {n for n in tail if n >= invited} - cards - captions
    gone = cards | captions | ending
    first = min(gone, default=len(units))
    # Short lines between what is left out belong to it: names of accounts, labels with nothing behind them.
    strays = {n for n in tail if n > first and _is_short(units[n])} - gone
    for what, part in (
        ("an author card", cards),
        ("repeated captions", captions),
        ("invitations to share, comment or read on", ending),
        ("labels without text", strays),
    ):
        if part:
            yield LeftOut(what, tuple(sorted(part)))


def _invitation_start(units: Sequence[Unit], last: int) -> int:
    """Return where the tail begins: after the last prose, or at an invitation with teasers below it."""
    sizes = [len(unit.text) for unit in units]
    total = sum(sizes)
    after = 0
    start = last + 1
    for number in range(len(units) - 1, -1, -1):
        after += sizes[number]
        if after > TAIL_PART * total:
            break
        if _is_short(units[number]) and _INVITATION.match(units[number].text):
            start = min(start, number)
    return start


def _is_short(unit: Unit) -> bool:
    return (
        len(unit.lines) == 1
        and unit.words <= SHORT_WORDS
        and (not is_stopped(unit.text) or bool(_INVITATION.match(unit.text)))
    )


def _pairs(unit: Unit) -> list[tuple[str, str]]:
    """Return the keys and values of a unit all of whose lines are pairs."""
    matches = [_PAIR.match(line.text) for line in unit.lines]
    return [(m["key"].casefold(), m["value"] or "") for m in matches if m] if all(matches) else []


def _cards(units: Sequence[Unit], tail: Sequence[int]) -> set[int]:
    """Return the units of cards: key-value lines about a person or an account, with the labels above them."""
    cards: set[int] = set()
    labels: set[int] = set()
    for run in _pair_runs(units, tail):
        pairs = [pair for number in run for pair in _pairs(units[number])]
        filled = [key for key, value in pairs if value]
        if len(filled) >= CARD_LINES and sum(key in PROFILE_KEYS for key in filled) >= CARD_KEYS:
            cards.update(run)
        elif not filled:
            labels.update(run)
    if not cards:
        return set()
    first = min(cards)
    above = {n for n in labels if n + 1 in cards or n > first}
    return cards | above


def _pair_runs(units: Sequence[Unit], tail: Sequence[int]) -> Iterator[list[int]]:
    """Yield runs of units that are key-value lines and follow each other without an empty line."""
    run: list[int] = []
    for number in tail:
        pairs = _pairs(units[number])
        if run and (not pairs or units[number].gap or number != run[-1] + 1):
            yield run
            run = []
        if pairs:
            run.append(number)
    if run:
        yield run
