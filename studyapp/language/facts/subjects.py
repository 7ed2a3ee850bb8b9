"""Subjects of clauses: where they stand, and whether they say who or what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.actors import MentionForm
from studyapp.language.lexicon import word_set

if TYPE_CHECKING:
    from studyapp.language.facts.clauses import Clause
    from studyapp.language.facts.view import View

SUBJECTS = ("nsubj", "nsubj:pass")
MOST_SUBJECT_WORDS = 16
_MOST_JOINTS = 4  # verbs that are joined to one another and share a subject
_BESIDE = word_set(
    "parataxis dep discourse reparandum case nsubj cop mark aux advcl obl punct",
)
_BESIDE_IF_APART = ("acl", "appos", "nmod")
_RELATIVES = word_set("which who that")
_FREE_DETERMINERS = word_set("a an")
_NO_GENERIC = word_set(
    "people person thing things others part number way one some something someone reason problem point case"
    " fact kind sort rest result question answer example time year day lot everything everyone anyone critics"
    " analysts officials observers experts researchers scientists scholars sources authorities man men woman"
    " women participants results findings figure table chapter section"
)  # what follows them holds of some that the text had in mind, not of a kind


def find_subject(view: View, predicate: int) -> int | None:
    """Return the head of the subject: its own, that of the verb it is joined to, or the one of "which"."""
    subjects = sum(view.relations[index] in SUBJECTS for index in view.children[predicate])
    if view.child(predicate, "expl") is not None or subjects > 1:
        return None  # "there were", "it is true that"; two subjects: the tree is wrong somewhere
    at, is_passive = predicate, view.child(predicate, "aux:pass") is not None
    for _ in range(_MOST_JOINTS):
        own = view.child(at, *SUBJECTS)
        if own is not None:
            is_relative = view.lower[own] in _RELATIVES and view.tags[own] in ("WDT", "WP")
            return _named_antecedent(view, at, own) if is_relative else own
        if view.child(at, "csubj", "expl", "csubj:pass") is not None or view.relations[at] != "conj":
            return None
        at = view.heads[at]
        if view.tags[predicate] == "VBP" and view.tags[at] in ("VBD", "VBZ"):
            return None  # "he registered a house and rent": a noun that the tree takes for a verb
        if is_passive is not (view.child(at, "aux:pass") is not None):
            return None
    return None


def _named_antecedent(view: View, verb: int, relative: int) -> int | None:
    """Return the name that "who" or "which" stands for; only some of a kind are meant by a common noun."""
    noun = view.heads[verb]
    if view.relations[verb] != "acl:relcl":
        return None
    beside = [index for index in view.children[noun] if view.relations[index] == "appos" and index < relative]
    is_beside = view.relations[noun] == "appos" and view.child(noun, "det") is not None
    above = [view.heads[noun]] if is_beside else []
    return next((index for index in (noun, *beside, *above) if view.name_at(index)), None)


def subject_words(view: View, head: int, verb: tuple[int, int]) -> tuple[int, int] | None:
    """Return the words of a subject with all that limits it; None where they are not all in one place."""
    dropped = [index for index in view.children[head] if _stands_beside(view, index)]
    inside = view.subtree(head, dropped)
    first, last = view.run(inside, head)
    if any(not first <= i < last and view.universal[i] != "PUNCT" for i in inside):
        return None
    first, last = view.trimmed(first, last)
    if first >= last or (last > verb[0] and first < verb[1]) or view.tags[max(first - 1, 0)] == "HYPH":
        return None
    if last < verb[0] and view.universal[last] == "PROPN":  # a name that the tree takes for something else
        return None
    return None if any(_is_open(view, index, verb) for index in dropped) else (first, last)


def _is_open(view: View, index: int, verb: tuple[int, int]) -> bool:
    """Tell whether an apposition runs right into the verb: without a sign at its end it is none."""
    inside = view.subtree(index)
    return (
        view.relations[index] == "appos"
        and verb[0] - 1 in inside
        and verb[1] - 1 not in inside
        and (view.universal[verb[0] - 1] != "PUNCT")
    )


def _stands_beside(view: View, index: int) -> bool:
    plain = view.relations[index].split(":")[0]
    return plain in _BESIDE or (plain in _BESIDE_IF_APART and view.is_apart(index))


def says_who(view: View, clause: Clause) -> bool:
    """Tell whether a subject says who or what it is: by a name, or generally ("Enzymes", "A catalyst is")."""
    first, last = clause.subject
    if view.is_vague(first, last) or view.has_pronoun(first, last) or last - first > MOST_SUBJECT_WORDS:
        return False
    if first in view.meant:
        return True
    named = view.names_in(first, last)
    if named:
        only_demonym = all(k.name.listed and k.name.listed.form is MentionForm.DEMONYM for k in named)
        return not (view.lower[first] in _FREE_DETERMINERS and only_demonym)
    return is_generic(view, clause)


def is_generic(view: View, clause: Clause) -> bool:
    """Tell whether a subject without a name means a kind: bare, or after "a", in the present tense."""
    head = clause.subject_head
    if view.universal[head] not in ("NOUN", "PROPN") or view.lower[head] in _NO_GENERIC:
        return False
    if any(view.tags[i] == "VBD" or view.lower[i] in ("was", "were") for i in range(*clause.verb)):
        return False
    if any(view.tags[i] == "JJS" or view.relations[i] == "appos" for i in view.children[head]):
        return False  # "newest recruit"
    is_perfect = any(view.lemmas[i] == "have" for i in range(*clause.verb))
    if is_perfect and view.tags[head] == "NNS":
        return False  # "sales have fallen": some that the text had in mind
    determiner = view.child(head, "det", "nmod:poss", "nummod")
    if determiner is None:
        return view.tags[head] in ("NN", "NNS", "NNP")
    return (view.lower[determiner] in _FREE_DETERMINERS and clause.is_copular) or view.is_kind(head)
