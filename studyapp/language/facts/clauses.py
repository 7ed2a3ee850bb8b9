"""Clauses with a finite verb and a subject: the parts of which most facts are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studyapp.language.facts.commitments import commitment_of
from studyapp.language.facts.moments import time_of, timed_words
from studyapp.language.facts.rests import rest_words
from studyapp.language.facts.subjects import SUBJECTS, find_subject, subject_words
from studyapp.language.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.language.facts.view import Commitment, View
    from studyapp.language.time.finding import Dated

_FINITE = word_set("VBD VBP VBZ MD")
_VERB_GROUP = ("aux", "aux:pass", "cop")
_LIMITS = word_set("some many most certain few several rare")  # "for some goods, price matters": not for all
_LIMITING = word_set(
    "often sometimes usually rarely seldom generally typically mostly frequently occasionally almost"
    " nearly only normally commonly hardly scarcely barely never always partly"
)  # "birds usually fly" says less than "birds fly", so the word is part of the relation
_MANNERS = word_set("way time reason moment extent degree manner place point case")
_AFTER_COPULA = word_set("not n't n’t never")
_BESIDE_NOUN = ("acl", "appos", "parataxis", "punct", "nsubj", "cop", "mark", "aux", "advcl", "obl", "case")


class Clause(NamedTuple):
    """A clause: its predicate, the head word of its subject, ranges of words, and what hangs on it.

    `verb` is the group of verbs ("was founded"), `rest` what follows it (empty as (n, n)).
    """

    predicate: int
    subject_head: int
    subject: tuple[int, int]
    verb: tuple[int, int]
    rest: tuple[int, int]
    commitment: Commitment
    time: Dated | None
    is_copular: bool


def find_clauses(view: View) -> Iterator[Clause]:
    """Yield the clauses of a sentence in order."""
    for predicate, universal in enumerate(view.universal):
        is_copular = view.child(predicate, "cop") is not None
        if universal == "VERB" or is_copular:
            clause = _clause(view, predicate, is_copular=is_copular)
            if clause is not None:
                yield clause


def _clause(view: View, predicate: int, *, is_copular: bool) -> Clause | None:
    head = find_subject(view, predicate)
    verb = _verb_group(view, predicate, is_copular=is_copular)
    if head is None or verb is None or _is_limited(view, predicate):
        return None
    if _tells_how(view, predicate) or _has_gap(view, predicate):
        return None
    subject = subject_words(view, head, verb)
    commitment = commitment_of(view, predicate)
    if subject is None or commitment is None:
        return None
    time = time_of(view, predicate)
    in_front = next((dated for dated in view.times if subject[0] in timed_words(view, dated)), None)
    if in_front is not None:  # the tree adds it to the subject: "In 1888 van Gogh left"
        subject = view.trimmed(timed_words(view, in_front).stop, subject[1])
        time = time or in_front
    relative = _relative_object(view, predicate)
    if relative is not None:
        rest = _antecedent(view, predicate, relative)
    else:
        rest = rest_words(view, predicate, verb, time, is_copular=is_copular)
    if rest is None or subject[0] >= subject[1] or _begins_no_subject(view, subject[0]):
        return None
    if _runs_on(view, subject, verb, time):
        return None
    return Clause(predicate, head, subject, verb, rest, commitment, time, is_copular)


def _begins_no_subject(view: View, first: int) -> bool:
    """Tell whether a phrase is none of which something is said: "with salt", "or Varn", "as many people"."""
    return view.universal[first] in ("ADP", "CCONJ") or view.lower[first] == "as"


def _runs_on(view: View, subject: tuple[int, int], verb: tuple[int, int], time: Dated | None) -> bool:
    """Tell whether a subject goes on before the verb: "Varn's sank", "the war after his fall in 1294"."""
    last = subject[1]
    if last >= verb[0]:
        return False
    is_timed = time is not None and last in timed_words(view, time)
    return view.tags[last] == "POS" or (is_timed and "ADP" in view.universal[slice(*subject)])


def _is_limited(view: View, predicate: int) -> bool:
    """Tell whether what stands before a clause says that it holds only for some: "In many cases, ..."."""
    return any(
        index < predicate
        and view.relations[index] == "obl"
        and any(view.lower[i] in _LIMITS for i in view.children[index])
        for index in view.children[predicate]
    )


def _tells_how(view: View, predicate: int) -> bool:
    """Tell whether a clause only says which way, time or reason is meant: "the way salt is made"."""
    is_relative = view.relations[predicate] in ("acl", "acl:relcl")
    return is_relative and view.lemmas[view.heads[predicate]] in _MANNERS


def _has_gap(view: View, predicate: int) -> bool:
    """Tell whether a relative clause leaves its thing out: "that many like to read", "the role X plays"."""
    if view.relations[predicate] != "acl:relcl":
        return False
    before = [index for index in view.subtree(predicate) if index < predicate]
    relatives = [index for index in before if view.tags[index] in ("WDT", "WP", "WP$", "WRB")]
    return not relatives or any(view.heads[index] != predicate for index in relatives)


def _relative_object(view: View, predicate: int) -> int | None:
    """Return the "which" or "what" that a verb is done to and that stands before it, or None."""
    return next(
        (
            index
            for index in view.children[predicate]
            if view.tags[index] in ("WDT", "WP") and view.relations[index] not in (*SUBJECTS, "nmod:poss")
        ),
        None,
    )


def _antecedent(view: View, predicate: int, relative: int) -> tuple[int, int] | None:
    """Return "the pact" of "the pact that Varn signed"; None where the verb's object stays unclear."""
    # A verb without an object may have its relative as an adjunct in the tree: "that they concluded in 2025".
    is_object = view.relations[relative] == "obj" or view.relations[relative] == "obl:unmarked"
    if view.relations[predicate] != "acl:relcl" or not is_object:
        return None
    if view.child(predicate, "xcomp", "ccomp") or "as" in view.lower[predicate + 1 : predicate + 2]:
        return None  # "which Varn describes as a retreat" says more than that
    first, last = view.phrase(view.heads[predicate], *_BESIDE_NOUN)
    return (first, last) if first < last else None


def _verb_group(view: View, predicate: int, *, is_copular: bool) -> tuple[int, int] | None:
    """Return the words of the finite verb group, auxiliaries to verb (or copula); no subject between."""
    group = [i for i in view.children[predicate] if view.relations[i] in _VERB_GROUP and i < predicate]
    last = predicate
    if is_copular:
        copula = view.child(predicate, "cop")
        if copula is None or copula > predicate:
            return None
        last = copula
    else:
        group.append(predicate)
    if not any(view.tags[index] in _FINITE for index in group):
        return None
    first = min(group)
    while first and view.lower[first - 1] in _LIMITING and view.heads[first - 1] == predicate:
        first -= 1
    if any(view.relations[index] in SUBJECTS for index in range(first, last + 1)):
        return None
    after = last + 1
    while after < len(view.words) and view.relations[after] == "compound:prt" and view.heads[after] == last:
        after += 1  # "set up"
    while is_copular and after < predicate and view.lower[after] in _AFTER_COPULA:
        after += 1
    return first, after
