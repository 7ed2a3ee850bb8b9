"""Offices: in front of a name, beside it between commas, after "was" or "became"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind
from studyapp.domain.facts import FactKind
from studyapp.language.facts.moments import timed_words
from studyapp.language.lexicon import lexicon, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studyapp.domain.facts import Fact
    from studyapp.language.facts.clauses import Clause
    from studyapp.language.facts.view import Known, View

_MOST_WORDS = 14
_BECOMING = word_set("become elect appoint name make crown proclaim nominate serve remain")
_NAMING = word_set("elect appoint name make crown proclaim nominate")  # who does it holds no office by it
_NOT_OF_OFFICE = (
    "appos", "acl", "parataxis", "conj", "cc", "punct", "nsubj", "cop", "case", "advcl", "obl",
)  # fmt: skip
_CALLINGS = word_set(
    "poet novelist composer painter writer author philosopher engineer physicist chemist historian economist"
    " architect lawyer banker analyst journalist reporter"
)  # nobody holds them
_NOWADAYS = word_set("now currently still")  # no part of what the office is called
_TITLES = word_set("prince princess sheikh sir lord lady dr mr mrs ms dr. mr. mrs. ms.")
_WITHIN = ("-", "of", "for", "the")
_QUOTES = ("“", "”", '"', "‘")
_OWNERS = (ActorKind.COUNTRY, ActorKind.ORGANISATION)


def find_offices(view: View, clauses: Iterable[Clause]) -> Iterator[Fact]:
    """Yield who holds which office, and who belongs to which organisation."""
    for known in view.names:
        if known.kind is not ActorKind.PERSON:
            continue
        subject = view.part(known.first, known.last)
        for office in (_in_front(view, known), _beside(view, known)):
            if office is not None and not _is_cut(view, *office, known):
                yield view.fact(FactKind.OFFICE, subject, "holds", view.part(*office))
        if organisation := _organisation(view, known):
            yield view.fact(FactKind.OFFICE, subject, "belongs to", view.part(*organisation))
    for clause in clauses:
        yield from _held(view, clause)


def _is_cut(view: View, first: int, last: int, holder: Known) -> bool:
    """Tell whether an office goes on beyond its words, or another name stands between it and its holder."""
    is_half = view.tags[max(first - 1, 0)] == "HYPH" or view.lower[last : last + 1] in (["of"], ["for"])
    return is_half or bool(view.names_in(holder.last, first) or view.names_in(last, holder.first))


def is_office(view: View, index: int) -> bool:
    """Tell whether a word is the head of an office ("minister", "co-founder")."""
    word = view.lower[index].rstrip(".")
    if view.lemmas[index] in _CALLINGS:
        return False
    return word in lexicon().cues.office_nouns or view.lemmas[index] in lexicon().cues.office_nouns


def _in_front(view: View, known: Known) -> tuple[int, int] | None:
    """Return the office that stands right before a name, its country or organisation included."""
    last = known.first
    first = last
    while first and _is_of_title(view, first - 1, known):
        first -= 1
    while first < last and view.lower[first] in _WITHIN:
        first += 1
    while last - first > 1 and view.lower[last - 1] in _TITLES:
        last -= 1  # "Foreign Minister Prince"
    if first == last or not any(is_office(view, i) for i in range(first, last)):
        return None
    is_owned = any(n.kind in _OWNERS for n in view.names_in(first, last))
    is_full = " " in known.name.text and view.words[first][0].isupper()
    first += view.lower[first] in ("then", "under") or view.lower[first] in _NOWADAYS
    return (first, last) if (is_owned or is_full) and not view.is_vague(first, last) else None


def _is_of_title(view: View, index: int, known: Known) -> bool:
    """Tell whether a word belongs to what stands before a name as its title: "Russian Foreign Minister"."""
    is_inner = view.lower[index] in _WITHIN
    if view.universal[index] not in ("NOUN", "PROPN", "ADJ", "PART") and not is_inner:
        return False
    return any(known.first <= above < known.last for above in view.ancestors(index))


def _beside(view: View, known: Known) -> tuple[int, int] | None:
    """Return the office in an apposition after a name, or before one that stands between commas."""
    for index in range(known.first, known.last):
        for child in view.children[index]:
            if view.relations[child] == "appos" and child >= known.last and is_office(view, child):
                return _owned(view, child, known)
    head = next(
        (i for i in range(known.first, known.last) if view.heads[i] not in range(known.first, known.last)), -1
    )
    beside = head >= 0 and view.relations[head] in ("appos", "flat", "nmod:desc", "compound")
    if beside and view.heads[head] < known.first and is_office(view, view.heads[head]):
        return _owned(view, view.heads[head], known)
    return None


def _owned(view: View, head: int, holder: Known | None = None) -> tuple[int, int] | None:
    """Return the phrase of an office without article and holder, if it says whose office it is."""
    first, last = view.phrase(head, *_NOT_OF_OFFICE)
    if holder is not None and head < holder.first < last:
        first, last = view.trimmed(first, holder.first)
    if first >= last or view.lower[first] in ("a", "an") or last - first > _MOST_WORDS:
        return None
    if any(word in _QUOTES for word in view.words[max(first - 4, 0) : last]):
        return None  # "called himself “Norton I, Emperor”"
    first += view.lower[first] in _NOWADAYS
    first += view.lower[first] == "the"
    timed = [index for dated in view.times for index in timed_words(view, dated)]
    last = min((index for index in timed if first < index < last), default=last)
    if first >= last or view.is_vague(first, last) or view.has_pronoun(first, last):
        return None
    is_owned = bool(view.names_in(first, last)) or any(
        view.universal[i] == "PROPN" and not is_office(view, i) for i in range(first, last)
    )
    no_person = not any(n.kind is ActorKind.PERSON for n in view.names_in(first, last))
    return (first, last) if is_owned and no_person else None


def _organisation(view: View, known: Known) -> tuple[int, int] | None:
    """Return the organisation in "NAME of the ORGANISATION"."""
    for index in range(known.first, known.last):
        for child in view.children[index]:
            case = view.child(child, "case")
            if view.relations[child] == "nmod" and case is not None and view.lower[case] == "of":
                owner = view.name_at(child)
                if owner is not None and owner.kind is ActorKind.ORGANISATION and owner.first >= known.last:
                    return owner.first, owner.last
    return None


def _held(view: View, clause: Clause) -> Iterator[Fact]:
    """Yield "X was president of Y", "X became president of Y in 1990", "X was elected president"."""
    known = view.name_at(clause.subject_head)
    if known is None or known.kind is not ActorKind.PERSON:
        return
    office = _predicate_office(view, clause)
    if office is None:
        return
    found = _owned(view, office)
    if found is not None and found[0] >= clause.verb[1]:
        time = clause.time.period if clause.time is not None else None
        relation = view.sentence.literal(*clause.verb)
        subject = view.part(known.first, known.last)
        yield view.fact(
            FactKind.OFFICE, subject, relation, view.part(*found), time=time, commitment=clause.commitment
        )


def _predicate_office(view: View, clause: Clause) -> int | None:
    if clause.is_copular:
        return clause.predicate if is_office(view, clause.predicate) else None
    lemma = view.lemmas[clause.predicate]
    if lemma not in _BECOMING or (lemma in _NAMING and view.child(clause.predicate, "aux:pass") is None):
        return None
    return next(
        (
            index
            for index in view.children[clause.predicate]
            if view.relations[index] in ("xcomp", "obj", "obl")
            and index >= clause.verb[1]
            and is_office(view, index)
        ),
        None,
    )
