"""What a line may be besides a heading: a rule, an item, a sentence, a caption, a date, part of a program."""

from __future__ import annotations

import re

from studyapp.importers.plain.vocabulary import AGENCIES, CONJUNCTIONS, CREDITS, MAKERS

# A rule has at least so many characters.
RULE_CHARACTERS = 3

_RULE = re.compile(r"([=\-~^*_#+–—'`])\1+$|[+|*][-=_]{3,}[+|*]$|([-=~*+_]{2})\2+[-=~*+_]?$")
_WRAPPING = re.compile(
    r"(?P<sign>[_*=~]{1,3}|[-:+#|]{2,5}(?=\s))\s*(?P<framed>.+?)\s*(?P=sign)$|\[\s+(?P<inside>.+?)\s+\]$"
)
_BULLET = re.compile(r"(?:[-*•·‣◦▪o+>–—]|\(?(?:\d{1,3}|[a-z])[.)])\s+\S")
_SIGNS = re.compile(
    r"https?:|www\.|\S@\S+\.\w|[{}<>|=\\]|;$|^[-–—\[(]|\w/\d|\S {3,}\S|\.{4,}|…{2}|"
    r"^[#$%&/>@*+]|^\W*$|->|^\d+[:.]\d\d\b|[$£€] ?\d"
)
# After a number a title may have signs that no other heading has.
_NUMBERED_SIGNS = re.compile(r"[{}|\\]|;$|\S {3,}\S|\.{4,}|…{2}|^\W*$|->")
# A speech that goes on after its quotation, or is cut off; and sentences that end within one.
_QUOTED = re.compile(
    r"^[\"'“‘«].*[,.!?—–-][\"'”’»] [\w(]|[—–-][\"'”’»]$|"
    r"…$|。$|\.[\"'”’»)\]]+$|[,:!?][\"'”’»)]+$|^[\"“].*[^\"”]$"
)
_IDENTIFIER = re.compile(
    r"^(?:\S+ )?\S*(?:\w_\w|[a-z][A-Z]\w*\(|\(\)|::)\S*$|^[\w-]+: \S+$|^\S+(?: \S+)?!$|^\S+(?: [a-z]\S*)?\?$"
)
# Stage directions, questions, postscripts, names of speakers in italics.
_NOTE = re.compile(r"(?:re-?)?enter\b|exit\b|exeunt\b|[QA]\s*[:.]|p\.?\s?s\.|_[^_]+\._\s", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:fig(?:ure)?|table|illustration|plate|image|photo|map)\b\.?\s*(?:\d|[ivx]+\b|:)", re.IGNORECASE
)
# Who made a picture or wrote a text: “By R. J. H.”, “Words by Pierpont”, “Mark Stout/Getty Images”.
_CREDIT = re.compile(
    rf"(?:(?i:{'|'.join(sorted(MAKERS))})\s+)?(?i:by):?\s+[A-Z]|"
    rf"(?i:{'|'.join(sorted(CREDITS))})(?: ?[:/]|\s+(?:by|of)\s)|"
    rf"©|.*\b(?:{'|'.join(sorted(AGENCIES))})\b"
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    r"(?:\w+,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:"
    + _MONTHS
    + r")[a-z]*|(?:"
    + _MONTHS
    + r")[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?\b)"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}",
    re.IGNORECASE,
)
_ATTRIBUTED = re.compile(r"[—–] ?\w(?!.*[—–]$)|[>$] \w")
_STOPPED = re.compile(r"[.!?…。！？][\"'”’»)\]_*]*$")
_OPEN_END = re.compile(r"(?:[,;:&—–-]|\b(?:and|or|the|of|a|an|to|in|with))$")


def is_rule(text: str) -> bool:
    """Return whether the line is a rule: one sign or two repeated, or the edge of a box."""
    return len(text) >= RULE_CHARACTERS and _RULE.fullmatch(text) is not None


def is_bullet(text: str) -> bool:
    """Return whether the line begins as an item of a list does."""
    return _BULLET.match(text) is not None


def is_stopped(text: str) -> bool:
    """Return whether the text ends as a sentence does."""
    return _STOPPED.search(text) is not None


def is_program(text: str) -> bool:
    """Return whether the line has signs that only programs, settings and addresses have."""
    return _NUMBERED_SIGNS.search(text) is not None or is_identifier(text) or "=" in text


def is_identifier(text: str) -> bool:
    """Return whether the line is a name in a program, a key with its value, a call or a cry."""
    return _IDENTIFIER.search(text) is not None


def has_signs(text: str, *, numbered: bool = False) -> bool:
    """Return whether the line has signs that no heading has; one with a deep number may have more of them."""
    return (_NUMBERED_SIGNS if numbered else _SIGNS).search(text) is not None


def is_quoted(text: str) -> bool:
    """Return whether the line is speech, or ends within a quotation or a bracket."""
    return _QUOTED.search(text) is not None


def is_attributed(text: str) -> bool:
    """Return whether the line says whose words stand above, or is quoted itself: “— Anna”, “> it was”."""
    return _ATTRIBUTED.match(text) is not None


def is_open(text: str) -> bool:
    """Return whether the line ends where no title does: at a comma, a dash, an article."""
    return _OPEN_END.search(text) is not None


def is_remark(text: str) -> bool:
    """Return whether the line is a caption, a date, a stage direction or the like."""
    return any(pattern.match(text) for pattern in (_CAPTION, _NOTE, _DATE))


def is_caption(text: str) -> bool:
    """Return whether the line begins as the caption of a figure or a table does."""
    return _CAPTION.match(text) is not None


def is_credit(text: str) -> bool:
    """Return whether the line says who wrote, translated or photographed something."""
    return _CREDIT.match(text) is not None


def is_date(text: str) -> bool:
    """Return whether the line begins with a date."""
    return _DATE.match(text) is not None


def goes_on(question: str) -> bool:
    """Return whether a question begins as one does that goes on from what was said before it."""
    return question.split(maxsplit=1)[0].strip(",").casefold() in CONJUNCTIONS


def unwrap(text: str) -> str:
    """Return the line without the signs of emphasis around it."""
    match = _WRAPPING.match(text)
    return match["framed"] or match["inside"] if match else text
