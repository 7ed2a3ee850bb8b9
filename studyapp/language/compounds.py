"""Events and agreements with a head word in small letters: "Syrian civil war", "G20 summit"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind, MentionForm
from studyapp.language.lexicon import lexicon
from studyapp.language.names import Name
from studyapp.language.surroundings import Cue

if TYPE_CHECKING:
    from studyapp.language.sentences import Sentence

_MODIFYING_KINDS = (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.PLACE, ActorKind.GROUP)
_NOUN_CLASSES = ("N", "P")
_YEARS = range(1000, 2100)


def with_small_heads(sentence: Sentence, names: list[Name]) -> list[Name]:
    """Return the names in order, those that modify a small head word grown into the event or agreement."""
    cues = lexicon().cues
    words = sentence.words
    grown: dict[int, Name] = {}
    for at, word in enumerate(words):
        if word in cues.event_small or word in cues.agreement_small:
            kind = ActorKind.EVENT if word in cues.event_small else ActorKind.AGREEMENT
            first = _first_word(words, at, kind, names)
            definite = kind is ActorKind.AGREEMENT and words[at - 1].lower() == "the" and at > 0
            if (first < at or definite) and not _goes_on(words, at):
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
        if name.last == first and name.listed and _modifies(name):
            return name.first
        if name.last == first and first == at and name.kind is None and not name.listed:
            return name.first
    if kind is ActorKind.AGREEMENT and first == at and at > 1:
        if words[at - 1].isdigit() and int(words[at - 1]) in _YEARS:
            return at - 1
        if words[at - 1] in cues.agreement_modifiers and _is_definite(words, at - 1):
            return at - 1
    return at


def _is_definite(words: list[str], at: int) -> bool:
    before = [word.lower() for word in words[max(0, at - 2) : at]]
    if not before:
        return False
    is_adjective = lexicon().classes.get(before[-1], "").startswith("J")
    return before[-1] == "the" or (is_adjective and before[0] == "the")


def _modifies(name: Name) -> bool:
    listed = name.listed
    return listed is not None and (
        listed.form in (MentionForm.DEMONYM, MentionForm.ACRONYM) or listed.kind in _MODIFYING_KINDS
    )


def _goes_on(words: list[str], at: int) -> bool:
    """Tell whether a noun follows, so that the word is no head ("the Varnish war effort")."""
    after = words[at + 1] if at + 1 < len(words) else "."
    return after.islower() and lexicon().classes.get(after, "").startswith(_NOUN_CLASSES)


def _compound(sentence: Sentence, first: int, last: int, kind: ActorKind) -> Name:
    start, end = sentence.spans[first][0], sentence.spans[last - 1][1]
    text = " ".join(sentence.words[first:last])
    return Name(start, end, first, last, text, Cue(0), None, kind)
