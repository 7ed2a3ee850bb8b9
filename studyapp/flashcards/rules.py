"""The rules that every draft keeps. A candidate that breaks one is no draft; the rule's name says why."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from studyapp.domain.cards import CardKind
from studyapp.domain.facts import FactKind, Period
from studyapp.flashcards.candidate import is_person
from studyapp.flashcards.fragments import owned_by_nobody, points_at_a_figure, unfinished, within_a_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.flashcards.candidate import Candidate

MAX_FRONT_WORDS = 30
MAX_ANSWER_WORDS = 20
MAX_ITEMS = 7  # Wozniak's rules: no sets; longer ones are not recalled

_WORD = re.compile(r"[^\W_]+(?:['’\-‐‑][^\W_]+)*")


def _set_of(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Words whose referent is outside the question. Possessives (its, their) are not among them: in a clause
# with a named subject they point back to it.
_POINTERS = _set_of(
    "it he she they them him we us you this these those such here there former latter ours theirs"
)
_POSSESSIVES = _set_of("its their his her our my your")
_NO_NOUNS = _set_of(
    "in at on to for with from by of and or but as into after before during that who which when a an the one"
)
_OF_THINGS, _OF_PEOPLE = _set_of("its"), _set_of("his her")
_GAP = re.compile(r"\[[^\]]*\]")
_NAMED = re.compile(
    r"(?<!^)\b[A-Z][\w’'-]*|\[[^\]]*\]|\d{4}"
    r"|^(?!(?:After|Before|When|While|As|If|Since|Although|Though|Because|Until|Once|The|An?|In|On|At|By|For|From|With|To)\b)"
    r"[A-Z][\w-]+"
)
_REFERRING = re.compile(r"\b(?:it|he|she|they|him|them)\b")
_FLOATING = re.compile(
    r"\b(?:next|following|previous|preceding|same|last|this|past|coming) (?:\w+ )?"
    r"(?:day|night|morning|evening|week|weekend|month|year|decade|century|spring|summer|autumn|winter)s?\b"
    r"(?! of\b)"
    r"|\b(?:days?|weeks?|months?|years?|decades?) (?:later|earlier|ago|before(?=[,.;?]|$))"
    r"|\b(?:yesterday|today|tomorrow|recently|currently|earlier in|later in|so far)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1\d{3}|20\d\d)\b")
_SIGNS = _set_of(
    "not no never neither nor none without hardly scarcely barely cannot may might could would should perhaps"
    " possibly probably likely allegedly reportedly apparently seemingly supposedly almost nearly"
)
_DOUBTS = _set_of("doubt doubts doubted disputed uncertain unclear contested")
_NAMES = frozenset({FactKind.OFFICE, FactKind.ACRONYM})
_CLAUSES = frozenset({FactKind.EVENT, FactKind.LIST})  # the whole clause is asked
_OF_KINDS = ("sentence phrase", "sentence term", "definition", "cause")
_ROW_GOES_ON = re.compile(
    r", (?:(?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*, )*(?:[A-Z][\w’'-]*,? )?(?:and|or) (?:the )?[A-Z]"
)
_PART = re.compile(r"(?:(?<=\w )[A-Z][\w-]*|\d(?:st|nd|rd|th)|[’']s|\w-) ?$")  # "the 1st | Guards Brigade"
_OF_TERMS = ("term", "other name", "sentence term")  # what it is asked by says what is meant
_NUMBERED = re.compile(r"[ -]\d")
_RANKS = _set_of("first last only youngest oldest able enough one")
_NOT_HELD = _set_of(
    "former ex late would-be fake so-called self-proclaimed self-styled alleged designate elect"
)


def broken_rule(candidate: Candidate) -> str | None:
    """Return the name of the first rule that the candidate breaks, None when it keeps them all."""
    return next((name for name, broken in _RULES.items() if broken(candidate)), None)


def words(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return [word.casefold() for word in _WORD.findall(text)]


def stands_in(answer: str, front: str) -> bool:
    """Say whether the answer's words stand in the front one after the other."""
    sought, asked = words(answer), words(front)
    return bool(sought) and any(
        asked[i : i + len(sought)] == sought for i in range(len(asked) - len(sought) + 1)
    )


def _not_literal(candidate: Candidate) -> bool:
    fact, at = candidate.fact, candidate.fact.place.start
    return not candidate.answers or any(
        not part.text.strip() or fact.sentence[part.start - at : part.end - at] != part.text
        for part in candidate.answers
    )


def _answer_in_question(candidate: Candidate) -> bool:
    return any(stands_in(part.text, candidate.front) for part in candidate.answers)


def _has_pointer(candidate: Candidate) -> bool:
    front = _GAP.sub("thing", _without_referred(candidate))
    asked = [word.casefold() for word in _WORD.findall(front) if not _is_capitals(word)]  # "US" is no "us"
    alone = (b in _NO_NOUNS and a in _POSSESSIVES for a, b in pairwise([*asked, "in"]))  # "met her in Velm"
    as_written = pairwise(["", *_WORD.findall(front)])
    myself = (b == "I" and not a[:1].isupper() for a, b in as_written)  # after a name it is a numeral
    return bool(
        _POINTERS.intersection(asked) or _POSSESSIVES.intersection(asked[:1]) or any(alone) or any(myself)
    )


def _without_referred(candidate: Candidate) -> str:
    """Return the front; of a whole sentence without the "it" or "he" that comes after a name, or the gap."""
    if candidate.fact.relation:
        return candidate.front
    named = _NAMED.search(candidate.front)
    after = named.end() if named else len(candidate.front)
    return candidate.front[:after] + _REFERRING.sub("", candidate.front[after:])


def _answer_points(candidate: Candidate) -> bool:
    """Say whether the answer needs what was said before: "to support the strikers there"."""
    pointers = _POINTERS - {"former", "such"}  # "former envoy to Kyiv"
    return any(
        word.casefold() in pointers for word in _WORD.findall(candidate.answer) if not _is_capitals(word)
    )


def _is_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _other_owner(candidate: Candidate) -> bool:
    """Say whether "its" or "his" in the front belongs to someone else than the subject, who is not named."""
    subject, asked = candidate.fact.subject, set(words(candidate.front))
    if candidate.template == "cause" and asked & _POSSESSIVES:
        return True  # "What led to its spread?": whose, the answer alone would say
    if subject is None or subject.actor_id is None:
        return False
    return bool(asked & (_OF_THINGS if is_person(subject) else _OF_PEOPLE))


def _second_time(candidate: Candidate) -> bool:
    """Say whether a question for a time tells another year already: "rose from 2 in 1865 to 6"."""
    is_asked = isinstance(candidate.answers[0], Period) and candidate.kind is CardKind.QUESTION
    return is_asked and _YEAR.search(candidate.front) is not None


def _floating_time(candidate: Candidate) -> bool:
    """Say whether a time in the front needs the text: "the following year", "three weeks later"."""
    return _FLOATING.search(candidate.front) is not None


def _sign_lost(candidate: Candidate) -> bool:
    """Say whether a negation or hedge on what is asked is missing from the front and the answer.

    It may stand between the parts, or before them: "Perhaps A met B in 1922"; a doubt, also after them.
    Names (of an office, of an acronym) are true whatever the sentence around them says.
    """
    fact = candidate.fact
    if fact.kind in _NAMES or candidate.template == "date":  # the date is left out of the whole sentence
        return False
    parts = [part for part in (fact.subject, fact.object, fact.time, *fact.items) if part is not None]
    at = fact.place.start
    first = 0 if fact.kind in _CLAUSES else min(part.start for part in parts) - at
    clause = fact.sentence[first : max(part.end for part in parts) - at]
    lost = _signs(clause) | _DOUBTS.intersection(words(fact.sentence))
    return bool(lost.difference(words(f"{candidate.front} {candidate.answer}")))


def _signs(text: str) -> frozenset[str]:
    """Return the words that deny or hedge; "May" is the month."""
    return _SIGNS.intersection(word.casefold() for word in _WORD.findall(text) if word != "May")


def _vague(candidate: Candidate) -> bool:
    """Say whether no name stands in the front: nobody would know a year later what is meant."""
    if candidate.template in _OF_TERMS or (candidate.template in _OF_KINDS and (" " in candidate.answer)):
        return False  # a term, or what brings it about, says itself what is meant
    return not any(
        word[:1].isupper() or any(c.isdigit() for c in word)
        for i, word in enumerate(_WORD.findall(candidate.front))
        if i > 0 or candidate.kind not in {CardKind.QUESTION, CardKind.REVERSED}
    )


def _office_not_held(candidate: Candidate) -> bool:
    office = candidate.fact.object
    return (
        candidate.fact.kind is FactKind.OFFICE
        and office is not None
        and bool(_NOT_HELD.intersection(words(office.text)))
    )


def _half_a_name(candidate: Candidate) -> bool:
    """Say whether the number of what is asked about is left out: "State Route" of "State Route 99"."""
    fact = candidate.fact
    if fact.subject is None or candidate.template not in ("definition", "who", "term", "other name"):
        return False
    at = fact.place.start
    is_after_part = not is_person(fact.subject) and _PART.search(fact.sentence[: fact.subject.start - at])
    return bool(is_after_part) or _NUMBERED.match(fact.sentence, fact.subject.end - at) is not None


def _no_reason(candidate: Candidate) -> bool:
    """Say whether "to ..." tells no aim but which one is meant: "the first to lead two teams"."""
    is_why = candidate.template == "why" and candidate.answer.startswith("to ")
    return is_why and bool(_RANKS.intersection(words(candidate.front)))


def _breaks_off(candidate: Candidate) -> bool:
    """Say whether a claim ends within a bracket, or a row of names: "plants of Ford, Toyota and Holden"."""
    fact = candidate.fact
    if not fact.relation or fact.object is None:
        return False
    ends = {fact.object.end, max(part.end for part in candidate.answers)}
    goes_on = any(_ROW_GOES_ON.match(fact.sentence, end - fact.place.start) for end in ends)
    return goes_on or fact.object.text.count("(") != fact.object.text.count(")")


_RULES: dict[str, Callable[[Candidate], bool]] = {
    "the answer is not in the sentence": _not_literal,
    "the answer stands in the question": _answer_in_question,
    "a pronoun without its referent": _has_pointer,
    "a pronoun in the answer": _answer_points,
    "a possessive without its owner": _other_owner,
    "a time that needs the text": _floating_time,
    "another year in a question for the time": _second_time,
    "a negation or hedge is lost": _sign_lost,
    "a negation or hedge is the answer": lambda c: c.kind is CardKind.CLOZE and bool(_signs(c.answer)),
    "no name in the question": _vague,
    "an office that is not held": _office_not_held,
    "half of a name": _half_a_name,
    "a part of a word": within_a_word,
    "a claim that breaks off": _breaks_off,
    "a figure that is not there": points_at_a_figure,
    "a deed without its end": unfinished,
    "an owner who is not named": owned_by_nobody,
    "a reason that is none": _no_reason,
    "the question is too long": lambda c: len(words(c.front)) > MAX_FRONT_WORDS,
    "the answer is too long": lambda c: (
        c.kind is not CardKind.LIST and len(words(c.answer)) > MAX_ANSWER_WORDS
    ),
    "too many items": lambda c: len(c.answers) > MAX_ITEMS,
}
