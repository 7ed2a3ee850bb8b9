"""Clauses with a named subject before a simple past ("joined") or a passive of the past ("was founded")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import ActorKind, MentionForm
from studyapp.language.facts.guards import is_speech
from studyapp.language.facts.view import NOUN_PHRASE, SUBJECT
from studyapp.language.lexicon import lexicon, word_set
from studyapp.language.verbs import is_simple_past

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.language.facts.view import View

_OPENERS = word_set("when while whereas although though because where since if after before until")
_ENDERS = word_set(
    "while whereas although though because where when which who whom whose but and so or yet as after before"
)
_ENDERS_WITHOUT_COMMA = word_set("while whereas although because")
_TIME_WORDS = (["after"], ["before"], ["until"], ["since"])
_PASSIVES = word_set("was were")
# What may stand beside a subject, apart from it: "(NGTB)", ", a port in Norway,", ", who was ill,".
_BESIDE = rf"(?:\.Q\.)?(?:,(?:{NOUN_PHRASE}(?:[IGc]{NOUN_PHRASE})*|W[^,;:.]+),)?"
_SUBJECT = re.compile(rf"({SUBJECT}){_BESIDE}R?")
_ANOTHER_VERB = re.compile(r"cR?[DBZXbh]")


class Clause(NamedTuple):
    """Words of a clause, each end not included: its subject, its verb in one word or two, all of it."""

    start: int
    subject_end: int
    verb: int
    verb_end: int
    end: int


def find_clause(view: View, start: int, least_end: int = 0) -> Clause | None:
    """Return the clause whose named subject starts at `start`, or None; it ends not before `least_end`."""
    start = _after_adverb(view, start)
    for verb, verb_end in _verbs(view, start):
        subject = _SUBJECT.fullmatch(view.classes, start, verb)
        if subject is not None:
            named = _name_beside(view, subject.end(1), verb) or (start, subject.end(1))
            clause = Clause(*named, verb, verb_end, _end(view, verb_end, least_end))
            return clause if _is_named(view, clause) and _happens(view, clause) else None
    return None


def clause_start(view: View, at: int) -> int:
    """Return the first word of the clause that holds word `at`."""
    for index in range(at - 1, -1, -1):
        word, before = view.lower[index], view.lower[index - 1] if index else ""
        if word in (";", ":", "—", "–"):
            return index + 1
        if word in _OPENERS and view.classes[index + 1 : index + 2] not in ("", "M", "G"):
            return index + 1
        if word in ("and", "but") and before == ",":
            return index + 1
    return 0


def before_another_verb(view: View, first: int, last: int) -> int:
    """Return where "and" with another verb starts between two words, or `last`."""
    match = _ANOTHER_VERB.search(view.classes, first, last)
    return match.start() if match else last


def _verbs(view: View, start: int) -> Iterator[tuple[int, int]]:
    """Yield where a finite verb of the past may stand: one word, or "was" and a participle right after it."""
    for index in range(start + 1, len(view.words)):
        beside = view.classes[index - 1] == "," and is_simple_past(view.lower[index])
        if view.classes[index] == "D" or beside:
            yield index, index + 1
        elif view.lower[index] in _PASSIVES and index + 1 < len(view.words):
            yield index, index + 2


def _name_beside(view: View, first: int, last: int) -> tuple[int, int] | None:
    """Return the person's name between commas that stands beside a subject: "the mayor, Odo Varn, ..."."""
    for known in view.names_in(first, last):
        if known.kind is ActorKind.PERSON and view.lower[first] == view.lower[known.last] == ",":
            return (known.first, known.last) if known.first == first + 1 else None
    return None


def _is_named(view: View, clause: Clause) -> bool:
    """Tell whether a subject says who or what it is: "a Varnish ship" does not."""
    if view.lower[clause.start] in ("a", "an"):
        named = view.names_in(clause.start, clause.subject_end)
        if all(k.name.listed and k.name.listed.form is MentionForm.DEMONYM for k in named):
            return False
    return view.is_named(clause.start, clause.subject_end) and not _is_two_phrases(view, clause)


def _is_two_phrases(view: View, clause: Clause) -> bool:
    """Tell whether a subject after a time word is two: "After | the war Ada Lorn founded ..."."""
    if view.lower[clause.start - 1 : clause.start] not in _TIME_WORDS:
        return False
    cues = lexicon().cues
    return any(
        view.classes[index - 1 : index + 1] == "NQ"
        and view.lower[index - 1] not in cues.person_nouns
        and view.lower[index - 1] not in cues.office_nouns
        for index in range(clause.start + 1, clause.subject_end)
    )


def _happens(view: View, clause: Clause) -> bool:
    """Tell whether a verb says that something happened: not what someone says, and not how something is."""
    verb = view.lower[clause.verb_end - 1]
    if verb == "did" or is_speech(verb):
        return False
    if clause.verb_end - clause.verb == 1:
        return True
    if verb == "born":  # "the sons of Varn were born": who?
        named = view.names_in(clause.start, clause.subject_end)
        return [(known.first, known.last) for known in named] == [(clause.start, clause.subject_end)]
    cues = lexicon().cues
    is_adjective = verb in cues.states or lexicon().classes.get(verb, "").startswith("J")
    is_participle = verb in cues.participles or verb.endswith("ed")
    return not is_adjective and (is_participle or view.classes[clause.verb_end - 1] == "B")


def _after_adverb(view: View, start: int) -> int:
    start += view.words[start : start + 1] in (["“"], ['"'])
    adverb = re.match(r"R,|R(?=[AQ])", view.classes[start:])
    return start + (adverb.end() if adverb and view.lower[start] != "only" else 0)


def _end(view: View, start: int, least_end: int) -> int:
    """Return where the clause ends: before a comma with a new clause, or at the end of the sentence."""
    lower = view.lower
    for index in range(max(start, least_end), len(lower)):
        if lower[index] in ".;:!?—–(":
            return index
        following = lower[index + 1 : index + 2]
        if lower[index] == "," and (
            following[:1] and (following[0] in _ENDERS or view.classes[index + 1] in "WGO")
        ):
            return index
        if lower[index] in _ENDERS_WITHOUT_COMMA:
            return index
    return len(lower)
