"""Whether a bare number is a year: it must show it by the words beside it, and count nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.language.lexicon import lexicon, word_set
from studyapp.language.time.tokens import Kind

if TYPE_CHECKING:
    from studyapp.language.time.tokens import Line

_BEFORE_YEAR = word_set(
    "in of since after before by from until till during through throughout year around late early "
    "christmas easter"
)
_BORN = word_set("born died b d founded established est fl killed built opened")
_MADE = word_set(
    "built rebuilt made written begun born died founded established dated painted composed completed "
    "erected published created introduced invented abandoned from until in to"
)
_DETERMINERS = word_set("the a an its his her their our my your this that")
_YEAR_VERBS = word_set(
    "saw was brought marked witnessed began ended proved became opened found is would will had did"
)
_CAN_BE_MANY = word_set("was is has as his its this thus us always perhaps across plus versus")
_MEASURES = word_set(
    "of man men woman women child people person metre meter mile kilometre kilometer km kg m ft foot "
    "feet yard acre ton tonne percent year month week day hour minute second crown pound dollar euro "
    "franc mark rouble cent word page seat horse troop soldier worker strong times square cubic light "
    "hundred thousand million billion degree"
)
_NOT_COUNTED = word_set(
    "of second mark m year"
)  # measures that may follow a year: "in 1848 of", "1848 second"
_AMOUNTS = word_set(
    "army force population total crew garrison maximum minimum average height length weight number "
    "sum cost price fine reward distance altitude speed edition majority membership staff crowd "
    "audience team range circulation depth budget loan debt value score fleet out tens hundreds "
    "thousands"
)
_CHANGES = word_set(
    "rose fell grew increased decreased dropped expanded climbed declined jumped ranged ranging "
    "rising falling growing increase rise decrease drop risen fallen grown soared shrank reduced "
    "raised numbers"
)
_PAGES = word_set(
    "p pp page pages no nos number numbers line lines verse verses isbn issn tel phone fax room rooms lot"
)
_EARLY = range(100, 1000)
_AFTER_YEAR = word_set(
    "and when where while by to with at as after under for following during he she they his the"
)
_CLOSERS = word_set(") ] , ; : – — -")


def is_year(line: Line, first: int, end: int, previous_end: int) -> bool:
    """Tell whether tokens `first` up to, not including, `end` show that they are a year.

    `previous_end` is the token after the date before, as "1603, 1625 and 1665" go on from one another.
    """
    before = line.word(first - 1)
    if before in _PAGES or _is_amount(line, first):
        return False
    if before in ("(", "["):
        return line.word(end) in _CLOSERS and not _is_source(line, end)
    if before in _DETERMINERS or _is_possessive(line, first):
        return _is_attribute(line, end)
    if before in _BEFORE_YEAR or _is_after_life(line, first) or _is_limit(line, first):
        return not _counts(line, end) or _opens_sentence(line, first, end)
    return (
        _goes_on(line, first, end, previous_end)
        or _is_second_attribute(line, first, end)
        or _is_subject(line, first, end)
    )


def is_early_year(line: Line, at: int) -> bool:
    """Tell whether a number of three digits is a year: "in 712," but not "in 712 ships"."""
    token = line.token(at)
    is_led = line.word(at - 1) in ("in", "year") and line.token(at).kind is Kind.NUMBER
    after = line.token(at + 1)
    is_closed = after.kind is Kind.NONE or (
        after.kind is Kind.MARK and after.lower not in ("%", "$", "£", "€")
    )
    return is_led and token.value in _EARLY and (is_closed or after.lower in _AFTER_YEAR)


def is_year_about(line: Line, first: int, end: int) -> bool:
    """Tell whether "about 1850", "around 1850" is a year: "built about 1850", not "about 1850 ships"."""
    word, before = line.word(first), line.word(first - 1)
    if word in ("c", "ca", "circa"):
        return True
    return (word == "around" or before in _MADE) and not _counts(line, end)


def is_span(line: Line, first: int, end: int) -> bool:
    """Tell whether two bare numbers with something between are years: no pages, prices or changes."""
    before = line.word(first - 1)
    pointed = line.word(first - 2) if before == "." else before
    is_change = before == "from" and any(line.word(first - back) in _CHANGES for back in (2, 3, 4))
    return pointed not in _PAGES and not is_change and not _counts(line, end)


def _opens_sentence(line: Line, first: int, end: int) -> bool:
    """Tell whether "In 1848 workers rose" opens a sentence; "In 1500 cases" has a round number."""
    is_first = line.token(first - 1).text[0].isupper() and line.token(first - 2).kind in (
        Kind.NONE,
        Kind.MARK,
    )
    is_exact = line.token(first).value % 50 != 0
    return is_first and is_exact and line.word(end) not in _MEASURES


def _is_source(line: Line, end: int) -> bool:
    """Tell whether a page follows a number in brackets: "(1994, 23)" gives a source, no time."""
    return line.word(end) in (",", ":") and (
        line.token(end + 1).kind is Kind.NUMBER or line.word(end + 1) in _PAGES
    )


def _is_limit(line: Line, first: int) -> bool:
    """Tell whether "up to" or "prior to" leads to a number that is too exact for an amount."""
    is_led = line.word(first - 1) == "to" and line.word(first - 2) in ("up", "prior")
    return is_led and line.token(first).value % 50 != 0


def _goes_on(line: Line, first: int, end: int, previous_end: int) -> bool:
    """Tell whether a number continues a list of years: "1603, 1625 and 1665", "in 1914 or 1915"."""
    is_near = previous_end and first - previous_end <= 2
    between = [token.lower for token in line.tokens[previous_end:first]] if is_near else []
    if between in (["and"], ["or"], [",", "and"], [",", "or"]):
        return not _counts(line, end)
    return between == [","] and line.word(end) in ("and", "or", ",", "") and not _counts(line, end)


def _is_amount(line: Line, first: int) -> bool:
    """Tell whether an amount is given: "an army of 2000", "from 1200 to 1500" after "rose"."""
    if line.word(first - 1) == "of":
        return line.word(first - 2) in _AMOUNTS
    return line.word(first - 1) in ("from", "by", "to") and line.word(first - 2) in _CHANGES


def _is_possessive(line: Line, first: int) -> bool:
    return line.word(first - 1) == "s" and line.word(first - 2) in ("'", "’")


def _is_attribute(line: Line, end: int) -> bool:
    """Tell whether a number after "the" is a year before a noun: not "the 2019 soldiers"."""
    token = line.token(end)
    singular = token.lower.removesuffix("s")
    if token.kind is not Kind.WORD or not token.text[0].isalpha() or {token.lower, singular} & _MEASURES:
        return False
    is_persons = singular in lexicon().cues.person_nouns or singular.endswith(
        ("er", "or", "ist", "man", "ian")
    )
    return not (is_persons and token.text[0].islower() and singular != token.lower)


def _is_second_attribute(line: Line, first: int, end: int) -> bool:
    """Tell whether an adjective stands before the year of a noun: "the acclaimed 1922 film"."""
    is_led = line.word(first - 2) in _DETERMINERS
    is_adjective = lexicon().classes.get(line.word(first - 1), "").startswith("J")
    return is_led and is_adjective and _is_attribute(line, end) and not _is_plural(line.word(end))


def _is_subject(line: Line, first: int, end: int) -> bool:
    """Tell whether a number opens a clause as a year does: "1989 saw the fall"."""
    opens = first == 0 or line.word(first - 1) in (".", ";", ",", "and", "but", "that", "while")
    return opens and line.word(end) in _YEAR_VERBS and not _counts(line, end)


def _is_after_life(line: Line, first: int) -> bool:
    """Tell whether "born", "d." and the like stand in front, in brackets."""
    back = first - 1 - (line.word(first - 1) in (".", "in"))
    return line.word(back) in _BORN and any(line.word(back - step) == "(" for step in range(1, 8))


def _counts(line: Line, at: int) -> bool:
    """Tell whether what follows a number is what it counts: "in 1500 cases", "by 1848 rural parishes"."""
    token = line.token(at)
    if token.kind is not Kind.WORD or not token.text[0].islower():
        return token.kind is Kind.NUMBER and not token.glued
    if _is_plural(token.lower):
        return True
    classes = lexicon().classes.get(token.lower, "")
    following = line.token(at + 1)
    return (
        classes == "J"
        and following.kind is Kind.WORD
        and following.text[0].islower()
        and _is_plural(following.lower)
    )


def _is_plural(word: str) -> bool:
    if word in _MEASURES:
        return word not in _NOT_COUNTED
    if word in _CAN_BE_MANY or word.endswith("ss"):
        return False
    classes = lexicon().classes.get(word)
    if classes:
        return classes.startswith("P")
    is_verb = lexicon().classes.get(word.removesuffix("s"), "N")[0] in "VDB"  # "in 2025 founds no league"
    return word.endswith("s") and not is_verb
