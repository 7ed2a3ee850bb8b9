"""Terms: what a text defines, names, lists, and which phrases after "the" mean a kind."""

from __future__ import annotations

import pytest

from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind, Section
from studyapp.domain.facts import FactKind
from studyapp.language.engine import analyse
from tests.language.texts import analysed


def definitions(*blocks: str) -> set[tuple[str, str, str]]:
    """Return what terms are, as subject, relation and object."""
    return {
        (fact.subject.text, fact.relation, fact.object.text)
        for fact in analysed(tuple(blocks)).facts
        if fact.kind is FactKind.DEFINITION and fact.subject is not None and fact.object is not None
    }


def lists(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return the lists of a sentence, as owner, relation and items."""
    return [
        (fact.subject.text, fact.relation, tuple(item.text for item in fact.items))
        for fact in analysed((text,)).facts
        if fact.kind is FactKind.LIST and fact.subject is not None
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The lake is full of alkaliphiles, microorganisms that grow best in soda.",
            ("alkaliphiles", "are", "microorganisms that grow best in soda"),
        ),
        (
            "Peptic ulcers (or stomach ulcers) are painful sores on the stomach.",
            ("Peptic ulcers", "are also called", "stomach ulcers"),
        ),
        (
            "Religious experience refers to the conviction of a link with the gods.",
            ("Religious experience", "refers to", "the conviction of a link with the gods"),
        ),
    ],
)
def test_what_stands_beside_a_term_says_what_it_is(text: str, said: tuple[str, str, str]) -> None:
    assert said in definitions(text)


@pytest.mark.parametrize(
    "text",
    [
        "The captain met sailors, men that had come from the north.",  # no term
        "Alkaliphiles, these microorganisms of the lake, grow well.",  # points away
        "The word may refer to a link with the gods of the sea.",  # hedged
        "It is found by naturally occurring creatinine, a molecule produced by muscle metabolism.",
        "Some object to it (the argument is that mandatory vaccinations are a violation of all liberties).",
        "The Ottomans made one, Bursa, the capital of a state in the north.",  # made it one
        "Large clusters are actually denser stars than those in the north of the galaxy.",  # compares
    ],
)
def test_what_says_too_little_defines_nothing(text: str) -> None:
    assert definitions(text) == set()


def test_a_long_definition_is_whole() -> None:
    text = (
        "Telecommuting is an option that allows employees to work from home by a computer that is linked with"
        " an office, a headquarters, or a group of colleagues elsewhere in Norway."
    )
    long = text.replace(" elsewhere", "")
    assert [subject for subject, _, _ in definitions(long)] == ["Telecommuting"]
    assert definitions(text) == set()  # "elsewhere" needs to be known


def test_a_list_after_a_colon() -> None:
    assert lists("One turn of the cycle consists of two phases: interphase and the mitotic phase.") == [
        ("One turn of the cycle", "consists of two phases:", ("interphase", "the mitotic phase"))
    ]
    assert lists("This turn of the cycle consists of two phases: interphase and the mitotic phase.") == []
    assert lists("One turn of the cycle has two aims: to divide cells, and to grow.") == []


def wholes(*blocks: Block) -> list[str]:
    """Return the sentences that stand by themselves."""
    facts = analyse([Section("Part", 1, blocks)], "en").facts
    return [fact.object.text for fact in facts if not fact.relation and fact.object is not None]


def test_what_the_text_sets_off_is_a_kind() -> None:
    text = "The limit order sets a price for the whole market of stocks each day."
    plain = Block(BlockKind.PARAGRAPH, text)
    bold = plain._replace(inlines=(Inline(4, 15, InlineKind.STRONG),))
    assert wholes(plain) == []
    assert wholes(bold) == [text.rstrip(".")]


def test_what_was_brought_in_before_is_no_kind() -> None:
    said = "The cytoskeleton carries the parts of a cell from end to end with each wave of salt."
    assert wholes(Block(BlockKind.PARAGRAPH, said)) != []
    before = f"Some cells have a cytoskeleton. {said}"
    assert said.rstrip(".") not in wholes(Block(BlockKind.PARAGRAPH, before))
