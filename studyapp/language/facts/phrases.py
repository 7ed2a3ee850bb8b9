"""The noun phrases of a sentence that may tell something: what a cloze may leave out beside names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.language.facts.kinds import phrase_start
from studyapp.language.lexicon import word_set
from studyapp.text.terms import telling

if TYPE_CHECKING:
    from studyapp.domain.facts import Part
    from studyapp.language.facts.view import View

_TELLING_HEADS = ("obj", "nsubj", "nsubj:pass", "obl", "nmod", "root", "obl:agent", "conj", "appos")
_LOOSE = word_set(
    "various certain different other new many most such several important specific particular main major"
    " common similar given additional early separate whole entire significant primary interesting typical"
    " key few more less same own associated following previous large small great high low good bad"
)  # they say which one, not what kind
_MOST_WORDS, _MOST = 4, 4
_RARE_WORD = 0.6


def telling_phrases(view: View, first: int, last: int) -> tuple[Part, ...]:
    """Return the phrases of two words or more, and single words that few texts have; no names.

    Where there are many, those stay that the text sets off as terms, and the rarest.
    """
    found = [
        (begin, at + 1)
        for at in range(first, last)
        if view.universal[at] == "NOUN" and view.relations[at] in _TELLING_HEADS and view.name_at(at) is None
        and (begin := _begin(view, first, at, last)) is not None
    ]  # fmt: skip
    best = sorted(found, key=lambda span: -_weight(view, *span))[:_MOST]
    return tuple(view.part(*span) for span in sorted(best))


def _begin(view: View, first: int, at: int, last: int) -> int | None:
    """Return where the phrase of a noun begins; None where it tells nothing, or is part of a longer one."""
    begin = max(phrase_start(view.heads, view.relations, at), first)
    while begin < at and view.lower[begin] in _LOOSE:
        begin += 1
    is_plain = all(word.isalpha() for word in view.words[begin : at + 1])
    is_of_part = begin > first and begin <= view.heads[begin - 1] < at  # "two" of "two way street"
    is_glued = begin > first and (view.tags[begin - 1] == "HYPH" or view.universal[begin - 1] == "ADV")
    goes_on = (
        is_of_part or is_glued or (at + 1 < last and view.tags[at + 1] in ("HYPH", "POS", "NN", "NNS", "NNP"))
    )
    if not is_plain or goes_on or at + 1 - begin > _MOST_WORDS:
        return None
    return begin if at > begin or _is_telling_word(view, at) else None


def _is_telling_word(view: View, at: int) -> bool:
    return telling(view.words[at]) >= _RARE_WORD or view.kinds.terms.is_term(view.words[at])


def _weight(view: View, begin: int, end: int) -> float:
    phrase = " ".join(view.words[begin:end])
    return view.kinds.terms.is_term(phrase) + telling(phrase)
