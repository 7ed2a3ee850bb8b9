"""A text that states nothing to learn gives no drafts, or few."""

from __future__ import annotations

import pytest

from studyapp.flashcards.levels import DEFAULT_QUALITY
from studyapp.worker import find
from tests.language.texts import made_sections

ESSAY = (
    "We often believe that we know what we want. Perhaps we do not. To live well is to ask what moves us.",
    "Some say that all of this is vain. They may be right, but who could bear to think so for a day?",
    "The heart has its own reasons, and it keeps them to itself.",
)
POEM = ("The wind went over the silent hill, and the night came down like a bird on the mill.",)
CONTENTS = ("Chapter I. The Beginning. Chapter II. The Middle. Chapter III. The End. Index.",)


@pytest.mark.parametrize("text", [ESSAY, POEM, CONTENTS])
def test_nothing_is_shown(text: tuple[str, ...]) -> None:
    drafts = find(made_sections(text), "en", on_progress=lambda _: None).drafts
    assert [draft.front for draft in drafts if draft.is_among(DEFAULT_QUALITY)] == []


def test_of_a_text_with_facts_something_is_shown() -> None:
    text = ("Anna Feld was born in Bergen in 1722. In 1751 she founded the Norwegian Steel Company (NSC).",)
    drafts = find(made_sections(text), "en", on_progress=lambda _: None).drafts
    assert any(draft.is_among(DEFAULT_QUALITY) for draft in drafts)
