"""What stands around a name in its sentence and says what the name means."""

from __future__ import annotations

from enum import IntFlag

from studyapp.domain.actors import ActorKind
from studyapp.language.lexicon import lexicon, word_set

_MOST_OFFICE_WORDS = 6
_MEETING = word_set("met married succeeded")
_LOCATIVE = word_set("in at near outside throughout across")
_LANGUAGE_BEFORE = word_set("in into speak speaks spoke speaking spoken learn learned translated")
_LANGUAGE_AFTER = word_set("language word words accent grammar dialect phrase")
_QUOTES = ("“", '"', "‘", "'")


class Cue(IntFlag):
    """What stands around a name and says what it is."""

    TITLE = 1
    SPEAKS = 2
    WHO = 4
    LOCATIVE = 8
    BEFORE_COUNTRY = 16  # "X, Japan"
    ARTICLE = 32
    FIRST = 64  # first word of the sentence: its capital says nothing
    POSSESSIVE = 128
    OFFICE = 256  # "X, the ... minister"


def cues_around(words: list[str], at: int, end: int, *, titled: bool) -> Cue:
    """Return what stands around the name in words `at` to `end`; `titled` when a title is in front."""
    cues = lexicon().cues
    before = words[at - 1].lower() if at else ""
    after = [*words[end : end + 3], "", "", ""]
    found = Cue(0)
    if titled:
        found |= Cue.TITLE
    if at == 0 or words[at - 1] in _QUOTES:
        found |= Cue.FIRST
    if after[0] in cues.person_verbs or (before in cues.person_verbs and at > 1) or before in _MEETING:
        found |= Cue.SPEAKS
    if after[0] == "," and _office_follows(words, end + 1):
        found |= Cue.OFFICE
    if after[0] == "who" or (after[0] == "," and after[1] in ("who", "whose")):
        found |= Cue.WHO
    if before in _LOCATIVE:
        found |= Cue.LOCATIVE
    listed = lexicon().listed.get(after[1])
    if after[0] == "," and before in _LOCATIVE and listed and listed.kind is ActorKind.COUNTRY:
        found |= Cue.BEFORE_COUNTRY
    if before == "the":
        found |= Cue.ARTICLE
    if after[0] in ("'s", "’s", "'", "’"):
        found |= Cue.POSSESSIVE
    return found


def _office_follows(words: list[str], at: int) -> bool:
    """Tell whether an office stands between commas from word `at`."""
    for word in words[at : at + _MOST_OFFICE_WORDS]:
        if word in ",.;":
            return False
        if word.lower() in lexicon().cues.office_nouns:
            return True
    return False


def is_language(words: list[str], at: int, end: int) -> bool:
    """Tell whether a demonym means a language ("in French", "the Welsh word")."""
    after = words[end].lower() if end < len(words) else "."
    if after in _LANGUAGE_AFTER:
        return True
    before = words[at - 1].lower() if at else ""
    followed = after[0].isalpha() and lexicon().classes.get(after, "N")[0] in "NPJGB"
    return before in _LANGUAGE_BEFORE and not followed
