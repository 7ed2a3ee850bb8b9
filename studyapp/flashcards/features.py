"""What the ranker looks at in a candidate: each feature a number, most of them 0 or 1."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind, MentionForm
from studyapp.domain.cards import CardKind
from studyapp.domain.facts import FactKind, Period
from studyapp.flashcards.candidate import is_person
from studyapp.flashcards.rules import words
from studyapp.flashcards.surroundings import features_around
from studyapp.flashcards.term_features import term_features

if TYPE_CHECKING:
    from studyapp.domain.facts import Fact
    from studyapp.flashcards.candidate import Candidate
    from studyapp.flashcards.cast import Cast, Named

_YEAR = re.compile(r"\b1\d{3}\b|\b20\d\d\b|\b[Ii]n [1-9]\d\d\b(?=[,.;?]|$)|\b\d+ (?:BC|AD)\b|century")
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_DEFINITE = re.compile(r"\b[Tt]he (?!\[)(?:[a-z]+(?: [a-z]+)?)(?! of\b)")
_SMALL_DEFINITE = re.compile(
    r"\b[Tt]he [a-z]+(?:['’]s\b|(?=\?|\.|,)|(?= (?:in|on|at|to|for|with|by|from|against|after|before|and)\b))"
)
_OPENS_ON = re.compile(
    r"(?:however|but|and|then|later|meanwhile|this|these|that|those|such|he|she|it|they|his|her|its|their|also|so"
    r"|instead|therefore|thus|here|there|now|today)\b",
    re.IGNORECASE,
)


def _set_of(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_LIGHT = _set_of(
    "is are was were be been has have had made make makes took take takes got get gets gave give gives did do"
    " does said says called call calls used use uses became become came come comes went go goes tried try"
)
_VAGUE_NOUNS = _set_of(
    "meeting talks agreement accord deal plan programme program project group move decision attack work idea"
    " report term problem issue question role part system place thing way time support effort course site war"
    " language country city town company firm government state army king president people man woman word"
    " words name book"
)
_LIFE = _set_of(
    "die died born founded established opened killed executed married elected signed abolished conquered"
    " collapsed invaded defeated crowned abdicated surrendered published discovered invented built completed"
)
_PASSING = re.compile(
    r"\b(?:is|are|was|were) \w+ing\b|\b(?:has|have) (?:been|\w+ed)\b|\b(?:will|plans?|expects?|hopes?)\b"
)
_ADDRESSED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\b")
_ASKS_OBJECT = (
    "acronym",
    "affiliation",
    "definition",
    "holder",
    "list",
    "list item",
    "office",
)  # it is not in the front
_SINGLE = re.compile(
    r"\b(?:first|last|only|largest|biggest|greatest|smallest|highest|oldest|longest|most|best)\b"
)
_DATE_BEFORE_NOUN = re.compile(r"\b[Tt]he \[(?:year|month|date)\] \w")
_ROW = re.compile(r"\], [A-Z][\w ]*,? (?:and|or)\b|, \[[^\]]*\],")
_QUOTED_GAP = re.compile(r"[“\"]\[[^\]]*\][”\"]")
_PLAIN_NOUNS = _set_of(
    "team song route winds cuts points people men women technology opportunity resources legacy interest"
    " question piece number kind type result results position power powers ability chance rise path fact case"
    " points game season services service money cost costs week investigation announcement response day days"
    " area areas"
)
_COMMON_POSITIONS = _set_of(
    "professor correspondent researcher spokesman spokeswoman spokesperson reporter analyst editor scientist"
    " representative commander aide adviser advisor officer lawyer attorney fellow lecturer consultant"
)
_OF_PEOPLE = re.compile(r"\b[A-Z]\w+(?:an|ish|ese|ch) \[")
_LONG_WORD = 9  # letters
_TOPIC = 0.08  # of all mentions: what the text is about is no riddle
_EARLY, _LATE = 0.1, 0.8
_PRESENT = re.compile(r"(?:is|are|has|have|\w+(?<!s)s)$")


def features(candidate: Candidate, cast: Cast) -> dict[str, float]:
    """Return the features of a candidate that are not 0; the names are those of the ranker's weights."""
    fact, front = candidate.fact, candidate.front
    asked, answered = words(front), words(candidate.answer)
    names = _names_left(candidate, cast)
    meant = cast.meant(fact) != ""
    verbs = fact.relation.split() or [""]
    found: dict[str, float] = {
        "bias": 1.0,
        f"template {candidate.template}": 1.0,
        "words of the front": min(len(asked), 30) / 10,
        "a short front": len(asked) < 6,
        "a very short front": len(asked) < 4,
        "a long front": len(asked) > 20,
        "words of the answer": min(len(answered), 12) / 4,
        "a long answer": len(answered) > 8,
        "a year in the front": bool(_YEAR.search(front)),
        "a day without its year": bool(_MONTH.search(front)) and not _YEAR.search(front),
        "names in the front": min(len(names) + meant, 4),
        "no name in the front": not names and not meant,
        f"no name in the front, {candidate.template}": not names and not meant,
        "a person meant": meant and fact.subject is not None and is_person(fact.subject),
        "a thing meant": meant and fact.subject is not None and not is_person(fact.subject),
        "numbers in the front": min(sum(word[0].isdigit() for word in asked), 3),
        "bare definites": min(len(_SMALL_DEFINITE.findall(front)), 3),
        "definites": min(len(_DEFINITE.findall(front)), 4),
        "vague nouns": min(sum(word in _VAGUE_NOUNS for word in asked), 3),
        "possessives": sum(word in ("its", "their", "his", "her") for word in asked),
        "a light verb": verbs[0] in _LIGHT and len(verbs) == 1,
        "a perfect": bool({"has", "have", "had"}.intersection(verbs[:-1])),
        "present tense": bool(_PRESENT.search(verbs[0])) and verbs[0] not in ("was", "has"),
        "reported": fact.attribution is not None,
        "opens on what was said": bool(_OPENS_ON.match(fact.sentence)),
        "share of the sentence": min(len(asked) / max(len(words(fact.sentence)), 1), 1.2),
        "a quotation": any(sign in fact.sentence for sign in '“"'),
        "joined answer": candidate.template != "list item" and _is_joined(candidate),
        "a superlative": bool(_SINGLE.search(front)),
        "a position of many": candidate.template in ("office", "holder") and _has_common_position(fact),
        "an event of a life": bool(_LIFE.intersection(words(fact.relation or front))),
    }
    found |= _of_text(candidate, cast)
    found |= term_features(candidate, cast)
    found |= _of_end(fact)
    found |= _of_subject(candidate, cast)
    found |= _of_answer(candidate, cast)
    found |= _of_object(candidate, names)
    found |= features_around(candidate, cast)
    return {name: float(value) for name, value in found.items() if value}


def _of_text(candidate: Candidate, cast: Cast) -> dict[str, float]:
    """Return what the kind of the text makes of it: in news little is known again without its year."""
    is_dated = bool(_YEAR.search(candidate.front)) or isinstance(candidate.answers[0], Period)
    return {
        "a reporting text": cast.reporting,
        "a reporting text, no year": 0.0 if is_dated else cast.reporting,
        "a dated text": cast.dated,
        "a passing state": not is_dated and bool(_PASSING.search(candidate.front)),
        "an address": bool(_ADDRESSED.search(candidate.front)),
    }


def _of_end(fact: Fact) -> dict[str, float]:
    """Return how a sentence goes on after what is told: cut short, a claim may lack what makes it true."""
    parts = [part for part in (fact.subject, fact.object, fact.time, *fact.items) if part is not None]
    tail = fact.sentence[max((part.end for part in parts), default=0) - fact.place.start :].lstrip("”\")' ")
    is_claim = fact.kind in (FactKind.EVENT, FactKind.STATEMENT, FactKind.QUANTITY, FactKind.DEFINITION)
    return {
        "cut at a sign": is_claim and tail[:1] in (",", ";", ":", "—", "–", "("),
        "cut within": is_claim and tail[:1].isalnum(),
    }


def _of_object(candidate: Candidate, names: list[Named]) -> dict[str, float]:
    whole, template = candidate.fact.object, candidate.template
    if template in _ASKS_OBJECT:
        return {}
    if whole is None:
        return {"no object": 1.0, f"no object, {template}": 1.0}
    there = [named for named in names if whole.start <= named.start]
    exact = bool(there) or any(c.isdigit() for c in whole.text)
    opens_on = whole.text.partition(" ")[0].casefold()
    return {
        "a name in the object": bool(there),
        f"nothing exact in the object, {template}": not exact,
        "an indefinite object without a name": opens_on in ("a", "an", "some") and not there,
        "a definite object without a name": opens_on == "the" and not there,
        f"a year in the front, {template}": bool(_YEAR.search(candidate.front)),
        f"the object opens on the, {template}": opens_on == "the",
    }


def _names_left(candidate: Candidate, cast: Cast) -> list[Named]:
    """Return the mentions of the fact that still stand in the front: not those of the answer."""
    fact = candidate.fact
    parts = [part for part in (fact.subject, fact.object) if part is not None]
    taken = [(part.start, part.end) for part in candidate.answers]
    return [
        named
        for part in parts
        for named in cast.within(fact, part.start, part.end)
        if not any(start < named.end and named.start < end for start, end in taken)
    ]


def _of_subject(candidate: Candidate, cast: Cast) -> dict[str, float]:
    subject = candidate.fact.subject
    if subject is None:
        return {}
    head = cast.head_of(candidate.fact, subject)
    if head is None:
        named = bool(cast.within(candidate.fact, subject.start, subject.end))
        return {"a subject about a name": named, "a subject without a name": not named}
    is_answer = any(part.start == head.start for part in candidate.answers)
    return {
        "salience of the subject": head.actor.salience,
        "a key subject": head.actor.key,
        f"subject {head.actor.kind.value}": 1.0,
        "a person by one name": head.actor.kind is ActorKind.PERSON
        and " " not in head.actor.name
        and not is_answer,
    }


def _of_answer(candidate: Candidate, cast: Cast) -> dict[str, float]:
    first = candidate.answers[0]
    named = next(iter(cast.within(candidate.fact, first.start, first.end)), None)
    exact = bool(cast.within(candidate.fact, first.start, first.end)) or any(c.isdigit() for c in first.text)
    tells = candidate.template in ("definition", "office", "why", "cause")
    found: dict[str, float] = {
        f"nothing exact in the answer, {candidate.template}": tells and not exact,
        f"a bare definite in the answer, {candidate.template}": tells
        and bool(_SMALL_DEFINITE.search(f"{first.text}.")),
        "a number as answer": candidate.answer[:1].isdigit() and not _YEAR.search(candidate.answer),
        "the answer in the title case": candidate.answer[:1].isupper(),
        f"precision {getattr(first, 'precision', '')}": hasattr(first, "precision"),
    }
    if "[" in candidate.front and candidate.template != "list item":  # its row is what it asks
        found |= _of_gap(candidate, cast)
    if candidate.template.startswith("sentence "):
        at = candidate.front.find("[") / max(len(candidate.front), 1)
        found |= {"the gap at the beginning": at < _EARLY, "the gap at the end": at > _LATE}
    if named is not None and candidate.template in ("who", "cloze name", "sentence name"):
        found |= {
            f"answer {named.actor.kind.value}": 1.0,
            "salience of the answer": named.actor.salience,
            "a key answer": named.actor.key,
            "an acronym as answer": named.form is MentionForm.ACRONYM,
            "mentions of the answer": min(len(named.actor.mentions), 10) / 10,
            "the topic as answer": cast.share_of(named.actor) > _TOPIC,
        }
    return found


def _has_common_position(fact: Fact) -> bool:
    return fact.object is not None and bool(_COMMON_POSITIONS.intersection(words(fact.object.text)))


def _of_gap(candidate: Candidate, cast: Cast) -> dict[str, float]:
    """Return what stands about a gap, and how much its words tell: a term, or what any word could be."""
    front, answered = candidate.front, words(candidate.answer)
    is_phrase = candidate.template in ("sentence phrase", "cloze phrase")
    return {
        "a date before its noun": bool(_DATE_BEFORE_NOUN.search(front)),
        "a people before the gap": bool(_OF_PEOPLE.search(front)),
        "one of a row": bool(_ROW.search(front)),
        "the answer in quotes": bool(_QUOTED_GAP.search(front)),
        "a long word in the answer": is_phrase and any(len(word) >= _LONG_WORD for word in answered),
        "a plain word as answer": is_phrase and any(word in _PLAIN_NOUNS | _VAGUE_NOUNS for word in answered),
        "the answer is said again": is_phrase and cast.sayings(candidate.answer) > 1,
        "a subject is asked": candidate.kind is CardKind.CLOZE
        and front.find("[") < len("The [")
        and is_phrase,
    }


def _is_joined(candidate: Candidate) -> bool:
    """Tell whether the gap is one of several side by side: any of them could be meant."""
    beside = zip(pairwise([*candidate.front.split(), ""]), strict=False)
    return any(
        ("[" in one and other in ("and", "or")) or (one in ("and", "or") and "[" in other)
        for ((one, other),) in beside
    )
