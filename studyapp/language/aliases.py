"""Which forms of a document name the same actor: surnames, first names, acronyms, definite heads."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import ActorKind, MentionForm
from studyapp.language.kinds import Form, decide_kind
from studyapp.language.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PARTICLES = ("al-", "el-", "ul-", "Al-", "El-")
# A single word that stands much more often than its one full name may be another person's.
LEAST_FULL_NAMES = 3
MOST_AFTER_ONE_FULL_NAME = 20
_NUMERALS = frozenset("IVXLC")


class Identity(NamedTuple):
    """The actor that a form names, before it has mentions."""

    name: str
    kind: ActorKind


def join_forms(forms: Mapping[str, Form], explained: Mapping[str, str]) -> dict[str, Identity]:
    """Return the identity of each form that names someone; `explained` has the acronyms' expansions."""
    kinds = {text: kind for text, form in forms.items() if (kind := _kind(form)) is not None}
    found = {text: Identity(text, kind) for text, kind in kinds.items()}
    for text in forms:
        if listed := lexicon().listed.get(text):
            found[text] = Identity(listed.name, listed.kind)
    found |= _join_persons(forms, kinds)
    found |= _join_acronyms(found, explained)
    found |= _join_heads(forms, found)
    return {text: identity for text, identity in found.items() if not _is_bare_head(identity.name)}


def _kind(form: Form) -> ActorKind | None:
    return None if form.text in lexicon().listed else decide_kind(form)


def _join_persons(forms: Mapping[str, Form], kinds: Mapping[str, ActorKind]) -> dict[str, Identity]:
    """Join the full names with the same first and last word, then surnames and first names of one bearer."""
    full: dict[tuple[str, str], list[str]] = defaultdict(list)
    for text, kind in kinds.items():
        words = text.split()
        if kind is ActorKind.PERSON and len(words) > 1:
            full[words[0], _surname(words)].append(text)
    by_last: dict[str, set[str]] = defaultdict(set)
    by_first: dict[str, set[str]] = defaultdict(set)
    found: dict[str, Identity] = {}
    for (first, last), texts in full.items():
        name = max(texts, key=lambda text: (forms[text].count, len(text)))
        by_last[last].add(name)
        if not set(last.split()[-1]) <= _NUMERALS:  # Odo III is not the Odo of the whole book
            by_first[first].add(name)
        found |= {text: Identity(name, ActorKind.PERSON) for text in texts}
    for text in forms:
        word = _bare(text)
        bearers = by_last.get(word) or (by_first.get(word) if _may_be_first_name(text, kinds) else None)
        if " " in text or not _may_be_person(text, kinds) or not bearers or len(bearers) > 1:
            continue
        name = next(iter(bearers))
        if forms[name].count >= LEAST_FULL_NAMES or forms[text].count <= MOST_AFTER_ONE_FULL_NAME:
            found[text] = Identity(name, ActorKind.PERSON)
    return found


def _may_be_person(text: str, kinds: Mapping[str, ActorKind]) -> bool:
    listed = lexicon().listed.get(text)
    if listed is not None:
        return listed.kind is ActorKind.PLACE and listed.form is MentionForm.NAME
    return kinds.get(text) in (None, ActorKind.PERSON, ActorKind.OTHER, ActorKind.PLACE)


def _may_be_first_name(text: str, kinds: Mapping[str, ActorKind]) -> bool:
    return text not in lexicon().listed and (
        kinds.get(text) is ActorKind.PERSON or text in lexicon().given_names
    )


def _surname(words: list[str]) -> str:
    last = words[-1]
    return " ".join(words[-2:]) if set(last) <= _NUMERALS else _bare(last)


def _bare(word: str) -> str:
    return word[3:] if word.startswith(_PARTICLES) else word


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
            named = {i for i in found.values() if i.name != text and i.name.lower().split()[-1] == text}
            if len(named) == 1:
                joined[text] = next(iter(named))
    return joined


def _is_bare_head(text: str) -> bool:
    return text in lexicon().cues.agreement_small
