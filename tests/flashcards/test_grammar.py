"""Questions that are read back: only what shows a finite verb with its subject is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from studyapp.domain.facts import FactKind
from studyapp.flashcards.drafting import make_drafts
from studyapp.flashcards.grammar import sound
from tests.flashcards.fact_cases import base_form, make_fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.domain.cards import Draft


class Tree(NamedTuple):
    tags: list[str]
    universal: list[str]
    heads: list[int]
    relations: list[str]


GOOD = Tree(
    ["IN", "WDT", "NN", "VBD", "NNP", "VB"],
    ["ADP", "DET", "NOUN", "AUX", "PROPN", "VERB"],
    [2, 2, 5, 5, 5, -1],
    ["case", "det", "obl", "aux", "nsubj", "root"],
)


def drafts() -> tuple[Draft, ...]:
    fact = make_fact(
        FactKind.EVENT, "Ada Lorn met Brem Oslak in 1922.", subject="Ada Lorn", relation="met",
        object_="Brem Oslak", year="1922",
    )  # fmt: skip
    return tuple(draft for draft in make_drafts([fact], base_form) if draft.template == "when")


@pytest.mark.parametrize(
    ("tree", "kept"),
    [
        (GOOD, True),
        (GOOD._replace(universal=[*GOOD.universal[:5], "NOUN"]), False),  # no verb at the root
        (GOOD._replace(tags=["IN", "WDT", "NN", "NN", "NNP", "VB"]), False),  # nothing finite
        (GOOD._replace(relations=["case", "det", "obl", "aux", "obj", "root"]), False),  # no subject
        (GOOD._replace(tags=[*GOOD.tags[:5], "VBD"]), False),  # "did Ada met"
    ],
)
def test_a_question_is_kept_when_its_tree_shows_what_is_meant(tree: Tree, *, kept: bool) -> None:
    (draft,) = drafts()
    assert list(sound([draft], lambda texts: [tree] * len(texts))) == ([draft] if kept else [])


def test_a_gap_is_read_back_with_its_answer_and_order_is_kept() -> None:
    (draft,) = drafts()
    read: list[str] = []

    def parse(texts: Sequence[str]) -> list[Tree]:
        read.extend(texts)
        return [GOOD] * len(texts)

    cloze = draft._replace(id="b", template="cloze name", front="[person] met Brem Oslak.", answer="Ada Lorn")
    framed = draft._replace(id="c", template="acronym", front="What does VWA stand for?")
    assert list(sound([framed, cloze, draft], parse)) == [framed, cloze, draft]
    assert read == ["Ada Lorn met Brem Oslak.", draft.front]  # what has a frame of its own is not read
