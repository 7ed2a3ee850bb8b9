"""Which forms name the same actor: surnames, first names, acronyms, short forms, definite heads."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import ActorKind, MentionForm
from studyapp.language.forms import Form, decide_kind
from studyapp.language.lexicon import lexicon, look_up, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PARTICLES = ("al-", "el-", "ul-", "Al-", "El-")
# A single word that stands much more often than its one full name may be another person's.
LEAST_FULL_NAMES = 3
MOST_AFTER_ONE_FULL_NAME = 20
_LEAST_OF_ITSELF = 5  # mentions
_BARE_LAWS = ("Act", "Code", "Protocol")
_NUMERALS = frozenset("IVXLC")
_COMPANY_ENDS = word_set(
    "inc. inc ltd. ltd corp. corp co. co plc llc ag gmbh sa s.a. group holdings company corporation"
)
_PERSON_ENDS = word_set("jr. jr sr. sr ii iii iv")


class Identity(NamedTuple):
    """The actor that a form names, before it has mentions."""

    name: str
    kind: ActorKind


def join_forms(forms: Mapping[str, Form], explained: Mapping[str, str]) -> dict[str, Identity]:
    """Return the identity of each form that names someone; `explained` has the acronyms' expansions."""
    listed = {text for text, form in forms.items() if form.is_listed}
    kinds = {
        text: kind
        for text, form in forms.items()
        if text not in listed and (kind := decide_kind(form)) is not None
    }
    found = {text: Identity(text, kind) for text, kind in kinds.items()}
    for text in listed:
        if (known := look_up(text)) is not None:
            found[text] = Identity(known.name, known.kind)
    found |= _join_spellings(found)
    found |= _join_persons(forms, kinds, listed)
    found |= _join_organisations(forms, found)
    found |= _join_acronyms(found, explained)
    found |= _join_heads(forms, found)
    return {text: identity for text, identity in found.items() if not _is_bare_head(identity.name)}


def _join_spellings(found: Mapping[str, Identity]) -> dict[str, Identity]:
    """Join forms that differ in their capitals or in hyphens alone to the first of them."""
    first: dict[tuple[str, ActorKind], Identity] = {}
    joined = {}
    for text, identity in found.items():
        key = (identity.name.casefold().replace("-", " ").replace("‐", " "), identity.kind)
        joined[text] = first.setdefault(key, identity)
    return joined


def _join_persons(
    forms: Mapping[str, Form], kinds: Mapping[str, ActorKind], listed: set[str]
) -> dict[str, Identity]:
    """Join the full names with the same first and last word, then surnames and first names of one bearer."""
    full: dict[tuple[str, str], list[str]] = defaultdict(list)
    for text, kind in kinds.items():
        words = _person_words(text)
        if kind is ActorKind.PERSON and len(words) > 1:
            full[words[0], _surname(words)].append(text)
    _join_initials(full)
    by_last: dict[str, set[str]] = defaultdict(set)
    by_first: dict[str, set[str]] = defaultdict(set)
    found: dict[str, Identity] = {}
    for (first, last), texts in full.items():
        name = max(texts, key=lambda text: (forms[text].count, len(text)))
        for tail in _tails(max(texts, key=len), last):
            by_last[tail].add(name)
        if not set(last.split()[-1]) <= _NUMERALS:  # Odo III is not the Odo of the whole book
            by_first[first].add(name)
        found |= {text: Identity(name, ActorKind.PERSON) for text in texts}
    topic = next((found[text].name for text in forms if text in found), None)  # the person named first
    for text in forms:
        if text in found or not _may_be_person(text, kinds, listed):
            continue
        bearers = by_last.get(_bare(text)) or (
            by_first.get(text) if kinds.get(text) is ActorKind.PERSON else None
        )
        bearer = _bearer(bearers or set(), forms)
        if bearer is None or _is_before(text, bearer, forms):
            continue
        is_sure = forms[bearer].count >= LEAST_FULL_NAMES or bearer == topic
        if is_sure or forms[text].count <= MOST_AFTER_ONE_FULL_NAME:
            found[text] = Identity(bearer, ActorKind.PERSON)
    return found


def _bearer(bearers: set[str], forms: Mapping[str, Form]) -> str | None:
    """Return whom a surname alone names: its only bearer, or the one that is named first and most often."""
    first = next((name for name in forms if name in bearers), None)
    if first is None or len(bearers) == 1:
        return first
    others = max(forms[name].count for name in bearers if name != first)
    return first if forms[first].count > others else None


def _is_before(text: str, bearer: str, forms: Mapping[str, Form]) -> bool:
    """Tell whether a name alone is what a text is about, and its bearer named once later: a crater."""
    order = list(forms)
    is_first = order.index(text) < order.index(bearer)
    return is_first and forms[bearer].count == 1 and forms[text].count >= _LEAST_OF_ITSELF


def _person_words(text: str) -> list[str]:
    words = text.split()
    while len(words) > 1 and words[-1].lower().strip(",") in _PERSON_ENDS and not set(words[-1]) <= _NUMERALS:
        words = words[:-1]
    return [word.strip(",") for word in words]


def _join_initials(full: dict[tuple[str, str], list[str]]) -> None:
    """Put "J. Varn" with the one "John Varn"."""
    for first, last in list(full):
        initial = first.rstrip(".")
        if len(initial) == 1:
            longer = [key for key in full if key[1] == last and key[0] != first and key[0][0] == initial]
            if len(longer) == 1:
                full[longer[0]] += full.pop((first, last))


def _tails(name: str, last: str) -> set[str]:
    """Return the ends of a full name that may stand for it: the surname, and it with what is before it."""
    words = _person_words(name)
    return {last} | {" ".join(words[start:]) for start in range(1, len(words))}


def _may_be_person(text: str, kinds: Mapping[str, ActorKind], listed: set[str]) -> bool:
    if text in listed:
        known = look_up(text)
        return known is not None and known.kind is ActorKind.PLACE and known.form is MentionForm.NAME
    return kinds.get(text) in (
        None,
        ActorKind.PERSON,
        ActorKind.OTHER,
        ActorKind.PLACE,
        ActorKind.ORGANISATION,
    )


def _surname(words: list[str]) -> str:
    last = words[-1]
    return " ".join(words[-2:]) if set(last) <= _NUMERALS else _bare(last)


def _bare(word: str) -> str:
    return word[3:] if word.startswith(_PARTICLES) else word


def _join_organisations(forms: Mapping[str, Form], found: Mapping[str, Identity]) -> dict[str, Identity]:
    """Join "Varn" to the one "Varn Group": an organisation's name without what says that it is a company."""
    joined = {}
    for text, identity in found.items():
        words = text.split()
        if identity.kind is ActorKind.ORGANISATION and len(words) > 1 and words[-1].lower() in _COMPANY_ENDS:
            short = " ".join(words[:-1]).rstrip(",")
            if short in forms and found.get(short, identity).kind in (
                ActorKind.ORGANISATION,
                ActorKind.OTHER,
            ):
                joined[short] = identity
    return joined


def _join_acronyms(found: Mapping[str, Identity], explained: Mapping[str, str]) -> dict[str, Identity]:
    """Give an acronym its expansion's identity: an organisation, if nothing says otherwise."""
    joined: dict[str, Identity] = {}
    for short, long in explained.items():
        known = found.get(long)
        if known is None or known.kind in (ActorKind.OTHER, ActorKind.PERSON):
            known = Identity(long, ActorKind.ORGANISATION)
        joined |= {long: known, short: known}
    return joined


def _join_heads(forms: Iterable[str], found: Mapping[str, Identity]) -> dict[str, Identity]:
    """Let "the treaty" name the one agreement of the document whose head word is "treaty"."""
    joined = {}
    for text in forms:
        if _is_bare_head(text):
            head = text.lower()
            named = {i for i in found.values() if i.name != text and i.name.lower().split()[-1] == head}
            if len(named) == 1:
                joined[text] = next(iter(named))
    return joined


def _is_bare_head(text: str) -> bool:
    return text.lower() in lexicon().cues.agreement_small or text in _BARE_LAWS
