"""What points out of a sentence: pronouns whose name is not in it, "that pact", "here", "a year ago"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind
from studyapp.language.facts.subjects import SUBJECTS
from studyapp.language.lexicon import word_set

if TYPE_CHECKING:
    from studyapp.language.facts.view import View

_POINTING = word_set("this these those such former latter aforementioned")
_ELSEWHERE = word_set(
    "here there now today currently recently ago later earlier previously soon yesterday tomorrow elsewhere"
)
_OTHERS = word_set("other others another one ones same")
_PEOPLE, _HIS = word_set("he she him her"), word_set("his her")
_OWN, _MINE = word_set("our my your"), word_set("i we you us me mine ours yours")
_CLAUSES = ("advcl", "acl", "ccomp", "xcomp", "conj", "parataxis", "csubj")


def points_out(view: View, first: int, last: int) -> bool:
    """Tell whether a word needs what was said before: a pronoun, "that pact", "the latter", "a year ago"."""
    end = view.sentence.spans[last - 1][1]
    if any(dated.is_relative and dated.period.start < end for dated in view.times):
        return True
    words = (at for at in range(first, last) if at not in view.meant and view.name_at(at) is None)
    if any(view.lemmas[at] == "do" and view.lower[at + 1 : at + 2] == ["so"] for at in range(first, last)):
        return True
    return any(_word_points_out(view, first, at) for at in words) or (
        view.lower[first] == "both" and "and" not in view.lower[first:last]
    )


def _word_points_out(view: View, first: int, at: int) -> bool:
    word, tag = view.lower[at], view.tags[at]
    if tag == "PRP" and not word.endswith(("self", "selves")):
        return word in _MINE or _is_of_main(view, at) or not _has_referent(view, first, at)
    if tag == "PRP$":
        return word in _OWN or not _has_referent(view, first, at)
    if word in _POINTING and not _is_said_after(view, at):
        return view.universal[at] in ("PRON", "DET", "ADJ") and view.relations[at] != "mark"
    if word == "that":
        return view.relations[at] == "det"
    if word in _ELSEWHERE:
        return view.universal[at] in ("ADV", "PRON")
    return word in _OTHERS and view.universal[at] != "NUM" and view.lower[at + 1 : at + 2] != ["of"]


def _is_said_after(view: View, at: int) -> bool:
    """Tell whether what is pointed at follows: "such as salt", "those that the council collects"."""
    after = view.lower[at + 1 : at + 2]
    if view.lower[at] == "such":
        return after == ["as"]
    return (
        view.lower[at] == "those" and after != [] and after[0] in ("that", "who", "whose", "of", "in", "with")
    )


def _is_of_main(view: View, at: int) -> bool:
    """Tell whether a pronoun stands in the main clause, whose names it cannot mean: "Varn lost men to it"."""
    while view.heads[at] >= 0:
        if view.relations[at].split(":")[0] in _CLAUSES:
            return False
        at = view.heads[at]
    return True


def _has_referent(view: View, first: int, at: int) -> bool:
    """Tell whether a pronoun comes after a name that it can mean; "it" and "their", also after a subject."""
    known = [*view.names_in(first, at), *(known for index, known in view.meant.items() if index < at)]
    people = {one.kind is ActorKind.PERSON for one in known}
    if view.lower[at] in _PEOPLE | _HIS:
        return True in people
    return False in people or any(view.relations[i] in SUBJECTS for i in range(first, at))
