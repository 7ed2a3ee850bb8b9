"""What single units of a text look like, in numbers; `features` puts them beside what stands around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studyapp.importers.plain.forms import FormKind, is_finite, is_set_in_capitals, is_title_case
from studyapp.importers.plain.looks import (
    goes_on,
    has_signs,
    is_attributed,
    is_bullet,
    is_caption,
    is_credit,
    is_date,
    is_identifier,
    is_open,
    is_program,
    is_quoted,
    is_rule,
    is_stopped,
)
from studyapp.importers.plain.prose import is_broken
from studyapp.importers.plain.vocabulary import CALLOUTS, PARTICLES

if TYPE_CHECKING:
    from studyapp.importers.plain.forms import Form
    from studyapp.importers.plain.lines import Unit

# No heading has more lines, characters or words; the longest are questions.
CANDIDATE_LINES = 3
CANDIDATE_CHARACTERS = 160
CANDIDATE_WORDS = 25
# Of a line that is not set in, the distance from the middle is not counted.
CENTRED_INDENT = 4
FAR = 99

_KINDS = {kind: number for number, kind in enumerate(FormKind)}
_RANKS = ("digits", "roman", "letter", "small", "capitals", "colon")
_PRONOUN = re.compile(r"\b(?:I|I'm|you|he|she|we|they|it|me|him|us|your|my)\b")
# A count with the signs about it, and perhaps a word before it.
_LEAD = re.compile(
    r"(?:[^\W\d]{1,12}\.? )?[^\w\s]{0,2} ?"
    r"(?:\d{1,4}(?:\.\d+)*|[IVXLC]+(?=\W|$)(?! [a-z])|[A-Za-z](?=[.):\]]))"
    r"[^\w\s]{0,2}(?: [-–—:](?= ))?"
)
_COUNT = re.compile(r"\d+|\b[ivxlc]+\b|\b[a-z]\b(?=[.):\]])")
_SPEECH = re.compile(r"[\"“”«»]")


class Look(NamedTuple):
    """What any unit looks like to its neighbours."""

    words: float
    lines: float
    prose: float
    short: float  # one line that may be a heading
    stopped: float
    colon: float
    bullet: float
    indent: float
    broken: float
    lower: float
    capitals: float
    form: float
    rule: float


def is_candidate(unit: Unit, form: Form | None, *, prose: bool) -> bool:
    """Return whether the unit may be a heading: short, unquoted, with letters, and in a form or no prose.

    A question may be one in any case.
    """
    text = unit.text
    return (
        (form is not None or not prose or text.endswith("?"))
        and not is_attributed(text)
        and len(unit.lines) <= CANDIDATE_LINES
        and len(text) <= CANDIDATE_CHARACTERS
        and unit.words <= CANDIDATE_WORDS
        and any(c.isalnum() for c in text)
    )


def look_of(unit: Unit, form: Form | None, *, prose: bool, candidate: bool) -> Look:
    """Return what the unit looks like."""
    text = unit.text
    first = unit.lines[0]
    return Look(
        words=unit.words,
        lines=len(unit.lines),
        prose=prose,
        short=candidate and not prose and len(unit.lines) == 1,
        stopped=is_stopped(text),
        colon=text.endswith(":"),
        bullet=is_bullet(first.text),
        indent=first.indent,
        broken=is_broken(unit),
        lower=text[:1].islower(),
        capitals=candidate and is_set_in_capitals(text),
        form=form_number(form),
        rule=is_rule(text),
    )


def form_number(form: Form | None) -> float:
    """Return the place of the form's kind among all, or -1."""
    return -1.0 if form is None else float(_KINDS[form.kind])


def lead_of(text: str) -> str:
    """Return how a line begins and ends without what differs: “0 -” for “07 - Oars”, “step 0:” for labels.

    Of a line without a count its signs are left, and whether it is in capitals.
    """
    match = _LEAD.match(text)
    begins = (
        _COUNT.sub("0", match.group().strip().casefold()) if match else "" if text[0].isalnum() else text[0]
    )
    return f"{begins}|{is_set_in_capitals(text)}|{text[-1] if not text[-1].isalnum() else ''}"


def own_facts(unit: Unit, form: Form | None, width: int) -> dict[str, float]:
    """Return what the words, signs and letters of a candidate say."""
    text = unit.text
    tokens = text.split()
    letters = [c for c in text if c.isalpha()]
    line = unit.lines[0]
    middle = abs(line.indent + len(line.text) / 2 - width / 2)
    return {
        "characters": len(text),
        "fullness": len(unit.lines[-1].text) / max(1, width),
        "off centre": middle if line.indent >= CENTRED_INDENT else FAR,
        "page break": unit.page_break,
        "attached": unit.attached,
        "outline": unit.outline,
        "underlined": bool(unit.underlined),
        "ends .": text.endswith("."),
        "ends ?": text.endswith("?"),
        "ends !": text.endswith("!"),
        "ends , or ;": text.endswith((",", ";")),
        "ends )": text.endswith((")", "]")),
        "ends dash": text.endswith(("-", "—", "–")),
        "upper first": text[0].isupper(),
        "digit first": text[0].isdigit(),
        "sign first": not text[0].isalnum(),
        "capital letters": sum(c.isupper() for c in letters) / max(1, len(letters)),
        "title case": is_title_case(text),
        "capital words": sum(token[0].isupper() for token in tokens) / len(tokens),
        "commas": text.count(","),
        "stops": text.count("."),
        "colon inside": ":" in text[:-1],
        "digits": sum(c.isdigit() for c in text) / len(text),
        "finite": is_finite(text),
        "pronoun": _PRONOUN.search(text) is not None,
        "speech": _SPEECH.search(text) is not None,
        "particles": sum(token.casefold() in PARTICLES for token in tokens) / len(tokens),
        "date": is_date(text),
        "caption": is_caption(text),
        "credit": is_credit(text),
        "quoted": is_quoted(text),
        "identifier": is_identifier(text),
        "program": is_program(text),
        "signs": has_signs(text),
        "open": is_open(text),
        "goes on": goes_on(text),
        "callout": text.rstrip(":").casefold() in CALLOUTS,
        "few names": len(tokens) <= 3 and text.istitle(),
        "rank": _RANKS.index(form.rank) if form is not None and form.rank in _RANKS else -1,
        "depth": len(form.number) if form is not None else -1,
        "number": min(form.number[0], 400) if form is not None and form.number else -1,
        "bare": form.bare if form is not None else -1,
        "emphasised": form.emphasised if form is not None else -1,
    }
