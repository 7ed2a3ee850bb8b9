"""What a line looks like: the forms that headings have, whatever the place where the line stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from unicodedata import normalize

from studyapp.importers.plain.looks import (
    goes_on,
    has_signs,
    is_bullet,
    is_date,
    is_identifier,
    is_open,
    is_quoted,
    is_remark,
    is_stopped,
    unwrap,
)
from studyapp.importers.plain.numerals import ORDINAL_WORDS, ROMAN, to_number
from studyapp.importers.plain.vocabulary import CALLOUTS, CONTENTS, LABELS, NAMES, PARTICLES

# A heading is hardly ever longer than a line and a half of typed text, or than a sentence has words.
HEADING_CHARACTERS = 130
HEADING_WORDS = 20
# Part of the words in a title of a few words that begin with a capital (particles and the like not counted).
TITLE_CASE_PART = 0.65
# A heading set as a sentence has at most so many words; one that asks, or ends with a full stop, fewer.
SENTENCE_WORDS = 12
QUESTION_WORDS = 8
STOPPED_WORDS = 12
# A title after a number without a point is no longer, in characters: else it is a sentence with a figure.
UNSTOPPED_CHARACTERS = 60
# Part of the letters that are capitals in a line set in capitals.
CAPITALS_PART = 0.9
# A line is looked at by several modules in turn: so many of the last answers are kept.
CACHED_LINES = 20_000
# A heading after a number of several parts, if it ends with a full stop, has at most so many words.
CLAUSE_WORDS = 8
# A question after such a number may go over several lines, in characters.
QUESTION_CHARACTERS = 300
# A heading with a colon has at most so many words.
COLON_WORDS = 12
# A title may begin with a word in quotation marks.
QUOTES = "\"'“‘«„"
# Lines with numbers of so many parts are headings one below the other; others are a list.
DEEP_PARTS = 2
# A second line shorter than this many characters is no beginning of a paragraph.
PARAGRAPH_LINE_CHARACTERS = 40
# Below a title stand so many lines of a paragraph with it, or one as long as this, in characters.
PARAGRAPH_LINES = 3
LINE_CHARACTERS = 70


class FormKind(StrEnum):
    """The forms of headings, from the surest to the weakest."""

    OUTLINE = "outline"  # ** Title, where a text marks its headings so
    UNDERLINED = "underlined"
    LABEL = "label"  # CHAPTER I, Part Two
    NUMBERED = "numbered"  # 2.1 Harbours, Appendix B. Tables
    NAMED = "named"  # Preface, References
    ORDINAL = "ordinal"  # a lone IV or 12
    CAPITALS = "capitals"
    TITLE = "title"  # Most Words Begin with a Capital
    STOPPED = "stopped"  # The Same with a Full Stop, as Old Books Have It.
    SENTENCE = "sentence"  # Words as in a sentence, without its full stop


# The rank of capitals with a colon after them.
COLON_RANK = "colon"
WEAK_KINDS = (FormKind.TITLE, FormKind.SENTENCE, FormKind.STOPPED)
TITLE_KINDS = (*WEAK_KINDS, FormKind.CAPITALS)
MARK_KINDS = (FormKind.OUTLINE, FormKind.LABEL, FormKind.NUMBERED, FormKind.UNDERLINED, FormKind.ORDINAL)


@dataclass(frozen=True, slots=True)
class Form:
    """A form with what orders it: `rank` tells forms of one kind apart, `number` is the count it carries."""

    kind: FormKind
    rank: str = ""
    number: tuple[int, ...] = ()
    bare: bool = False  # a label or number with no title of its own
    emphasised: bool = False  # set between signs of emphasis


_ACCENTS = re.compile(r"[\u0300-\u036f]")
_LABEL_RANKS = {word: rank for rank, words in enumerate(LABELS) for word in words}
_ROMAN_LOWER = ROMAN.replace("IVXLC", "ivxlc").translate(str.maketrans("IVXLC", "ivxlc"))
_LABELLED = re.compile(
    r"(?P<label>[^\W\d]+\.?|§)\s+(?:the\s+)?(?P<number>\d+(?:\.\d+)*|"
    + ROMAN
    + "|"
    + _ROMAN_LOWER
    + r"|[^\W\d]+(?:-[^\W\d]+)?)"
    r"(?P<end>\s*[.:—–-]|$|\s)\s*(?P<title>.*)$"
)
_ORDINAL_LABEL = re.compile(
    r"(?:the\s+)?(?P<number>[^\W\d]+)\s+(?P<label>[^\W\d]+)\.?\s*(?:[:—–-]\s*(?P<title>.*))?$", re.I
)
_CJK_LABEL = re.compile(r"第\s*[\d〇一二三四五六七八九十百千]+\s*(?P<unit>[部卷編编章回話话節节])")
_NUMBERED = re.compile(
    r"(?:(?:Appendix|Annex)\s+|\((?=\w{1,4}\)))?(?P<number>(?:\d{1,3}|[A-Z]|[a-z](?=\)))(?:\.\d{1,3}){0,5}|"
    + ROMAN
    + r")(?P<stop>[.):]?)(?P<space>\s+)(?P<title>\S.*)$"
)
# The list of contents may list itself.
_LIST_PAGE = re.compile(r" (?:\d{1,2}|[ivx]{1,4})$")
_DEEP_QUESTION = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,5}[.):]?\s+\S.*\?$")
_LONE = re.compile(r"[\[(*—–-]*\s*(?P<number>\d{1,3}|" + ROMAN + r")\s*[.\])*—–-]*$")
# Words that sentences have, and titles have not.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|shall|must|may|will|can|should|do|does|did)\b", re.I
)


def is_numbered_question(text: str) -> bool:
    """Return whether the text is a number and a question, as in lists of questions and answers."""
    return text.endswith("?") and _NUMBERED.match(text) is not None


@lru_cache(maxsize=CACHED_LINES)
def form_of(text: str) -> Form | None:
    """Return the form of heading that the line has, or None when it has none."""
    line = unwrap(text) if len(text) <= QUESTION_CHARACTERS else ""
    if not line or (
        (len(line) > HEADING_CHARACTERS or len(line.split()) > HEADING_WORDS)
        and not _DEEP_QUESTION.match(line)
    ):
        return None
    emphasised = line != text
    stopped = emphasised and line.endswith(".")
    if stopped:
        line = line[:-1]
    sure = _sure_form(line) or _colon_form(line)
    if sure is not None:
        return sure
    if is_remark(line) or has_signs(line) or is_open(line):
        return None
    form = _cased_form(line)
    if form is None:
        return None
    kind = FormKind.STOPPED if stopped and form.kind in WEAK_KINDS else form.kind
    return replace(form, kind=kind, emphasised=emphasised)


def _sure_form(line: str) -> Form | None:
    if _CJK_LABEL.match(line):
        return Form(FormKind.LABEL, "4")
    name = line.strip(" .:").casefold()
    plain = _unaccented(line)
    if (
        (name in NAMES or (plain != line and plain.strip(" .:").casefold() in NAMES))
        and not line.endswith(":")
        and line[:1].isupper()
    ):
        return Form(FormKind.NAMED, "capitals" if is_set_in_capitals(line) else "")
    label = _label(line) or (_label(plain) if plain != line else None)
    if label is not None:
        return label
    lone = _LONE.match(line)
    if lone:
        roman = not lone["number"].isdigit()
        return Form(FormKind.ORDINAL, "roman" if roman else "digits", (to_number(lone["number"]),), bare=True)
    return _numbered(line)


def _unaccented(text: str) -> str:
    """Return the text without accents: Latin is printed with and without signs of length."""
    return text if text.isascii() else _ACCENTS.sub("", normalize("NFD", text))


def _colon_form(line: str) -> Form | None:
    """Return the form of a line in capitals with a colon, as READMEs and listings have them."""
    words = line.removesuffix(":")
    if words == line or len(words.split()) > COLON_WORDS or words.casefold() in CALLOUTS:
        return None
    is_heading = words[:1].isupper() and is_set_in_capitals(words) and not has_signs(words)
    return Form(FormKind.CAPITALS, COLON_RANK) if is_heading else None


def _label(line: str) -> Form | None:
    """Return the form of `CHAPTER IV. Of Harbours`, `Part Two`, `The Third Act`."""
    match = _LABELLED.match(line) or None
    word = match["label"].casefold().rstrip(".") if match else ""
    if match is None or word not in _LABEL_RANKS:
        match = _ORDINAL_LABEL.match(line)
        if match is None or match["number"].casefold() not in ORDINAL_WORDS:
            return None
        word = match["label"].casefold()
        if word not in _LABEL_RANKS:
            return None
    number = tuple(to_number(part) for part in match["number"].split("."))
    if not all(number) or (line[0] != "§" and not line[0].isupper()):
        return None
    title = (match["title"] or "").strip()
    if title and not _is_label_title(title, match.groupdict().get("end") or ""):
        return None
    return Form(FormKind.LABEL, str(_LABEL_RANKS[word]), number, bare=not title)


def _is_label_title(title: str, end: str) -> bool:
    """Return whether the words after a label are its title, and not the rest of a sentence."""
    marked = bool(end.strip())
    return (marked or title[0].isupper() or not title[0].isalnum()) and (
        not is_stopped(title) or title.count(".") <= 1
    )


def _numbered(line: str) -> Form | None:
    match = _NUMBERED.match(line.removesuffix(":") if is_set_in_capitals(line) else line)
    if match is None:
        return None
    title, number, appendix = match["title"], match["number"], line.startswith(("Appendix", "Annex"))
    deep = "." in number
    if has_signs(title, numbered=deep):
        return None
    quoted = title[0] in QUOTES
    if not (title.lstrip(QUOTES)[:1].isupper() or deep) or (quoted and is_stopped(title)):
        return None
    stopped = is_stopped(title) and not _is_stopped_title(title, deep=deep)
    if stopped or is_open(title) or is_date(line):
        return None
    letter = number[0].isalpha()
    if (
        not match["stop"]
        and not appendix
        and (
            (letter and "." not in number)
            or ("." not in number and len(title) > UNSTOPPED_CHARACTERS and len(match["space"]) < 2)
        )
    ):
        return None
    return _numbered_form(number)


def _numbered_form(number: str) -> Form:
    """Return the form of a numbered heading, each part of the number counted as digits, numeral or letter."""
    first, *deeper = number.split(".")
    is_roman = len(first) > 1 or first in ("I", "V", "X")
    rank = "digits" if first.isdigit() else "roman" if is_roman else "letter" if first.isupper() else "small"
    value = ord(first.casefold()) - ord("a") + 1 if rank in ("letter", "small") else to_number(first)
    return Form(FormKind.NUMBERED, rank, (value, *(int(part) for part in deeper)))


def _is_stopped_title(title: str, *, deep: bool) -> bool:
    """Return whether a title after a number ends with a full stop and is a title all the same."""
    if is_set_in_capitals(title) or title.endswith("?"):
        return True
    is_clause = deep and len(title.split()) <= CLAUSE_WORDS and not _FINITE.search(title)
    return (is_clause or is_title_case(title)) and _is_plain_stop(title)


def _cased_form(line: str) -> Form | None:
    first = next((c for c in line if c.isalnum()), "")
    if not (first.isupper() or (first.isdigit() and any(c.isalpha() for c in line)) or _uncased(first)):
        return None
    if is_set_in_capitals(line):
        return None if is_identifier(line) else Form(FormKind.CAPITALS)
    if is_bullet(line) or is_quoted(line) or is_identifier(line):
        return None
    return _lower_form(line)


def _lower_form(line: str) -> Form | None:
    """Return the form of a line that is not in capitals."""
    if is_title_case(line):
        if not line.endswith(".") or line.endswith(" etc."):
            return Form(FormKind.TITLE)
        return Form(FormKind.STOPPED) if _is_plain_stop(line) else None
    if line.endswith("?") and goes_on(line):
        return None
    limit = QUESTION_WORDS if line.endswith("?") else SENTENCE_WORDS
    is_short = len(line.split()) <= limit and not line.endswith((".", "!"))
    return Form(FormKind.SENTENCE) if is_short else None


def _is_plain_stop(line: str) -> bool:
    """Return whether the line's only sentence end is its last sign, and it has a few words."""
    words = line.split()
    return (
        len(words) <= STOPPED_WORDS
        and line[0] not in "\"'“‘"
        and not re.search(r"[!?;]|[a-z]{3,}\. |\.\.$", line)
    )


def _uncased(character: str) -> bool:
    return character.isalpha() and character.lower() == character.upper()


def is_set_in_capitals(line: str) -> bool:
    """Return whether the letters of the line are capitals, all but a few."""
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 2 and sum(c.isupper() for c in letters) >= CAPITALS_PART * len(letters)


def is_title_case(line: str) -> bool:
    """Return whether most words of the line begin with a capital, small words not counted."""
    words = [w for w in re.findall(r"[^\W\d_][\w'’.-]*", line) if w.casefold() not in PARTICLES]
    if not words:
        return False
    capitals = sum(str(word)[0].isupper() for word in words)
    return capitals >= TITLE_CASE_PART * len(words)


def may_open_paragraph(first: str, second: str, *, short: bool, lines: int) -> bool:
    """Return whether the first of two lines may be a heading that no empty line parts from its paragraph."""
    if is_contents_word(first):
        return True
    form, following = form_of(first), form_of(second)
    if form is None:
        return False
    if following is not None and following.kind == form.kind:
        is_list = following.rank == form.rank and len(form.number) < DEEP_PARTS
        return short and not is_list
    is_above_count = following is not None and following.kind in (FormKind.LABEL, FormKind.NUMBERED)
    if not (short or is_above_count or is_numbered_question(first)):
        return False
    if form.kind in (FormKind.TITLE, FormKind.SENTENCE):
        return len(second) > (PARAGRAPH_LINE_CHARACTERS if lines >= PARAGRAPH_LINES else LINE_CHARACTERS)
    return form.kind != FormKind.ORDINAL


def is_finite(text: str) -> bool:
    """Return whether the text has a word that sentences have, and titles have not."""
    return _FINITE.search(text) is not None


def is_contents_word(text: str) -> bool:
    """Return whether the line is the heading of a list of contents."""
    words = " ".join(unwrap(text).strip(" .:").casefold().split())
    return words in CONTENTS or _LIST_PAGE.sub("", words) in CONTENTS
