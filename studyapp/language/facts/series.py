"""Lists after a colon: "There are three stages of growth: seed, shoot, and tree"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.facts import FactKind
from studyapp.language.facts.commitments import commitment_of
from studyapp.language.facts.pointing import points_out
from studyapp.language.facts.subjects import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.domain.facts import Fact
    from studyapp.language.facts.view import View

_ITEMS = range(2, 8)
_MOST_OF_ITEM = 6  # words
_FINITE = ("VBP", "VBZ", "VBD")
_NO_ITEMS = ("ADV", "VERB", "AUX", "PRON", "SCONJ")


def find_series(view: View) -> Iterator[Fact]:
    """Yield the list that a sentence ends with, owned by all that stands before its colon."""
    if view.words.count(":") != 1:
        return
    colon = view.words.index(":")
    items = _items(view, colon + 1)
    said = _said(view, colon)
    if said is None or len(items) not in _ITEMS or points_out(view, 0, colon):
        return
    subject, verb = said
    root = next((index for index, head in enumerate(view.heads) if head < 0), 0)
    commitment = commitment_of(view, root)
    if commitment is None or view.has_pronoun(0, len(view.words)):
        return
    whole = view.part(items[0][0], items[-1][1])
    parts = tuple(view.part(*item) for item in items)
    relation = view.sentence.literal(verb[0], colon + 1)
    yield view.fact(FactKind.LIST, view.part(*subject), relation, whole, items=parts, commitment=commitment)


def _said(view: View, colon: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return what the list belongs to, and the words that join them; of "there are" what there is."""
    root = next((index for index, head in enumerate(view.heads) if head < 0), len(view.words))
    subject = view.child(root, *SUBJECTS)
    if root >= colon or subject is None or subject >= colon:
        return None
    expletive = view.child(root, "expl")
    if expletive is not None:
        is_there = expletive == 0 and view.lower[:1] == ["there"] and view.tags[1] in _FINITE and root == 1
        is_counted = view.child(subject, "nummod") is not None and subject > 1
        return ((2, colon), (1, 2)) if is_there and is_counted else None
    verb = next((at for at in range(colon) if view.tags[at] in (*_FINITE, "MD") and at > subject), None)
    counts = any(view.universal[at] == "NUM" for at in range(colon))
    is_first = min(view.subtree(subject)) == 0
    return ((0, verb), (verb, colon)) if verb is not None and is_first and counts else None


def _items(view: View, first: int) -> list[tuple[int, int]]:
    """Return the members of a list, from after its colon to the end; none where they are no plain nouns."""
    last = len(view.words)
    while last > first and not view.words[last - 1][-1].isalnum():
        last -= 1
    found, begin = list[tuple[int, int]](), first
    for at in range(first, last + 1):
        if at == last or view.words[at] == "," or view.lower[at] == "and":
            if begin < at:
                found.append((begin, at))
            begin = at + 1
    is_plain = all(
        end - start <= _MOST_OF_ITEM
        and view.universal[end - 1] in ("NOUN", "PROPN")
        and not any(view.universal[i] in _NO_ITEMS or view.words[i] in ("(", ";") for i in range(start, end))
        for start, end in found
    )
    return found if is_plain and "and" in view.lower[first:last] else []
