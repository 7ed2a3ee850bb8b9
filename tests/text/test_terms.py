"""Phrases that a text sets off, and how rare words are."""

from __future__ import annotations

import pytest

from studyapp.domain.documents import Block, BlockKind, Inline, InlineKind, Section
from studyapp.text.rarity import rarity
from studyapp.text.terms import Terms, telling, term_key


def test_rare_words_tell_and_plain_ones_do_not() -> None:
    assert rarity("the") == rarity("system") == 0
    assert 0 < rarity("immune") < rarity("acidophile") == 1
    assert telling("immune system") == rarity("immune")
    assert telling("3,000") == 0


@pytest.mark.parametrize(
    ("phrase", "key"),
    [
        ("The Payroll Taxes", "payroll tax"),
        ("theories", "theory"),
        ("virus", "virus"),
        ("boxes", "box"),
        ("", ""),
    ],
)
def test_a_phrase_is_known_by_its_singular_without_an_article(phrase: str, key: str) -> None:
    assert term_key(phrase) == key


def test_short_bold_phrases_and_headings_are_terms() -> None:
    text = "An income tax is paid. No more than five words in bold are a term."
    bold = (Inline(3, 13, InlineKind.STRONG), Inline(23, 60, InlineKind.STRONG))
    blocks = (Block(BlockKind.HEADING, "The state of the Sales Tax"), Block(BlockKind.PARAGRAPH, text, bold))
    terms = Terms([Section("Kinds of taxes", 1, blocks)])
    assert terms.is_marked("income taxes")
    assert terms.is_headed("sales tax")
    assert terms.is_term("taxes")
    assert not terms.is_marked(text[23:60])
    assert not terms.is_term("ax")
    assert not terms.is_headed("")
    assert terms.marked_in("All income taxes are paid by income.") == 1
    assert Terms().marked_in("All income taxes") == 0
