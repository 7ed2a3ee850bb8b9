"""Events and agreements with a head word in small letters: "Syrian civil war", "G20 summit"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind, MentionForm
from studyapp.language.lexicon import lexicon
from studyapp.language.names import Name

if TYPE_CHECKING:
    from studyapp.language.model.reading import Reading
    from studyapp.language.sentences import Sentence

_MODIFYING_KINDS = (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.PLACE, ActorKind.GROUP)
_YEARS = range(1000, 2100)


def with_small_heads(sentence: Sentence, reading: Reading, names: list[Name]) -> list[Name]:
    """Return the names in order, those that modify a small head word grown into the event or agreement."""
    cues = lexicon().cues
    words = sentence.words
    grown: dict[int, Name] = {}
    for at, word in enumerate(words):
        if word in cues.event_small or word in cues.agreement_small:
            kind = ActorKind.EVENT if word in cues.event_small else ActorKind.AGREEMENT
            first = _first_word(words, at, kind, names)
            definite = kind is ActorKind.AGREEMENT and words[at - 1].lower() == "the" and at > 0
            goes_on = reading.relations[at] == "compound"  # "the Varnish war effort"
            if (first < at or definite) and not goes_on:
                grown[at] = _compound(sentence, first, at + 1, kind)
    if not grown:
        return names
    covered = [(name.start, name.end) for name in grown.values()]
    kept = [n for n in names if not any(start < n.end and n.start < end for start, end in covered)]
    return sorted([*kept, *grown.values()], key=lambda name: name.start)


def _first_word(words: list[str], at: int, kind: ActorKind, names: list[Name]) -> int:
    """Return the first word of the compound with its head at `at`, or `at` when nothing names it."""
    cues = lexicon().cues
    first = at
    if kind is ActorKind.EVENT and words[at - 1] in cues.event_modifiers and at:
        first -= 1
    for name in names:
        if name.last == first and (_modifies(name) if name.listed else first == at and name.kind is None):
            return name.first
    if kind is ActorKind.AGREEMENT and first == at and at > 1:
        if words[at - 1].isdigit() and int(words[at - 1]) in _YEARS:
            return at - 1
        if words[at - 1] in cues.agreement_modifiers and _is_definite(words, at - 1):
            return at - 1
    return at


def _is_definite(words: list[str], at: int) -> bool:
    """Tell whether "the" stands before a word, with at most one word between ("the broad trade pact")."""
    return "the" in (word.lower() for word in words[max(0, at - 2) : at])


def _modifies(name: Name) -> bool:
    listed = name.listed
    return listed is not None and (
        listed.form in (MentionForm.DEMONYM, MentionForm.ACRONYM) or listed.kind in _MODIFYING_KINDS
    )


def _compound(sentence: Sentence, first: int, last: int, kind: ActorKind) -> Name:
    start, end = sentence.spans[first][0], sentence.spans[last - 1][1]
    text = " ".join(sentence.literal(first, last).split())
    return Name(start, end, first, last, text, kind=kind)
