"""What follows the verb of a clause: its objects and adjuncts, up to its time or to a new clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.language.facts.moments import timed_words
from studyapp.language.lexicon import word_set

if TYPE_CHECKING:
    from studyapp.language.facts.view import View
    from studyapp.language.time.finding import Dated

MOST_REST_WORDS = 25
_REST = word_set("obj iobj obl xcomp ccomp advmod compound nmod expl")
_NOT_OF_NOUN = word_set("advcl parataxis nsubj punct mark")
_DASHES = ("—", "–", "-", "--")  # a hyphen has a tag of its own
_NEW_CLAUSE = word_set(
    "because although though while whereas when where since until till after before once if unless so without"
    " to despite lest whereby whether in"
)
_CONTROLLING = word_set(
    "allow enable permit help force require cause order ask tell urge invite encourage persuade teach"
    " train compel appoint elect need want try begin start continue lead prompt instruct"
)  # verbs whose thought is whole only with the "to ..." after them
_BEFORE_GERUNDS = word_set("with by in for from on of about into against at")
_ASIDES = word_set("however though too therefore instead moreover meanwhile respectively")
_DEGREES = {
    "so": ("that", "as"), "too": ("to", "for"), "enough": ("to", "for", "that"), "such": ("that", "as"),
    "as": ("as",), "only": ("to",),
}  # fmt: skip


def rest_words(
    view: View, predicate: int, verb: tuple[int, int], time: Dated | None, *, is_copular: bool
) -> tuple[int, int] | None:
    """Return what follows the verb, empty as (n, n); None where it breaks off in the midst of a thought."""
    inside = _inside(view, predicate, verb[1], is_copular=is_copular)
    timed = timed_words(view, time) if time else range(0)
    first = verb[1]
    while first in timed:  # "was founded in 1984 by four captains"
        first += 1
    last = first
    while (
        last < len(view.words)
        and last not in timed
        and not _is_break(view, last)
        and (last in inside or _is_inner_sign(view, last, inside))
    ):
        last += 1
    if _breaks_off(view, first, last, timed) or _lacks_its_aim(view, predicate, last):
        return None
    if "according" in view.lower[first:last]:
        last = view.lower.index("according", first)
    if ":" in view.words[first:last] and last < len(view.words) and view.universal[last] != "PUNCT":
        last = view.words.index(":", first)  # a list that breaks off
    first, last = view.trimmed(first, last)
    while last - first > 1 and view.lower[last - 1] in _ASIDES and view.lower[last - 2] == ",":
        first, last = view.trimmed(first, last - 1)
    return (first, max(first, last)) if last - first <= MOST_REST_WORDS else None


def _inside(view: View, predicate: int, start: int, *, is_copular: bool) -> set[int]:
    """Return the words that belong to what is said of the subject."""
    inside: set[int] = set()
    if is_copular:
        left_out = [
            i
            for i in view.children[predicate]
            if i < start or not (_belongs_to_noun(view, i) or _completes(view, predicate, i))
        ]
        inside |= view.subtree(predicate, left_out)
    for index in view.children[predicate]:
        if index >= start and (_is_of_rest(view, index)):
            inside |= view.subtree(index, [i for i in view.children[index] if _is_left_out(view, i)])
    return inside


def _is_of_rest(view: View, index: int) -> bool:
    """Tell whether a branch of the verb is told with it: objects, adjuncts, "crying", "with lying"."""
    if view.relations[index].split(":")[0] in _REST:
        return True
    if view.relations[index] != "advcl" or view.is_apart(index):
        return False
    mark = view.child(index, "mark")
    if mark is None:
        return view.tags[index] in ("VBG", "VBN", "JJ")
    return view.tags[index] == "VBG" and view.lower[mark] in _BEFORE_GERUNDS


def _completes(view: View, predicate: int, index: int) -> bool:
    """Tell whether "to ..." stands right after an adjective: "is likely to fall"."""
    return (
        view.universal[predicate] == "ADJ"
        and view.lower[predicate + 1 : predicate + 2] == ["to"]
        and min(view.subtree(index)) == predicate + 1
    )


def _belongs_to_noun(view: View, index: int) -> bool:
    """Tell whether a branch of a predicate noun is part of its phrase, not a clause of the sentence."""
    if view.relations[index] in ("conj", "cc"):
        return view.universal[index] != "VERB" and view.child(index, "nsubj", "cop") is None
    return view.relations[index].split(":")[0] not in _NOT_OF_NOUN


def _is_left_out(view: View, index: int) -> bool:
    """Tell whether a branch can be left out: set apart by signs, and no list."""
    relation = view.relations[index].split(":")[0]
    if relation in ("parataxis", "discourse"):
        return True
    if relation == "appos" and view.child(index, "conj") is not None:
        return False
    return relation in ("acl", "advcl", "appos") and view.is_apart(index)


def _is_inner_sign(view: View, index: int, inside: set[int]) -> bool:
    """Tell whether a sign lies within the rest: a comma of a list, a hyphen, a bracket."""
    is_sign = view.universal[index] in ("PUNCT", "SYM", "CCONJ") and view.words[index] not in (";", ":")
    return is_sign and index + 1 in inside


def _is_break(view: View, index: int) -> bool:
    """Tell whether a dash stands here, and no hyphen."""
    return view.words[index] in _DASHES and view.tags[index] != "HYPH"


def _breaks_off(view: View, first: int, last: int, timed: range) -> bool:
    """Tell whether the words after a rest belong to it, although the tree puts them elsewhere."""
    if last >= len(view.words) or last in timed:
        return False
    if first < last and view.universal[first] == "CCONJ":  # "in 1848 and 1849"
        return True
    following = view.lower[last]
    if any(following in _DEGREES.get(view.lower[i], ()) for i in range(first, last)):
        return True
    if view.universal[last] in ("PUNCT", "SYM", "CCONJ"):
        is_glued = last > first and view.sentence.spans[last - 1][1] == view.sentence.spans[last][0]
        return view.tags[last] == "HYPH" or (is_glued and view.words[last] in _DASHES)
    return following not in _NEW_CLAUSE and view.relations[last] != "mark"


def _lacks_its_aim(view: View, predicate: int, last: int) -> bool:
    """Tell whether "to ..." follows what needs it: "allowed Varn | to leave", "likelier | to fall"."""
    needs = view.lemmas[predicate] in _CONTROLLING or view.universal[predicate] == "ADJ"
    return needs and view.lower[last : last + 1] == ["to"]
