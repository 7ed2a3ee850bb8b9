"""Small documents of our own text, typeset by other programs, against their text."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.documents import BlockKind, InlineKind
from tests.importers.pdf_texts import blocks_of, read

if TYPE_CHECKING:
    from types import ModuleType

CASES = Path(__file__).parent / "pdf_cases"
SCORER = Path(__file__).parents[1] / "scores" / "score_pdf.py"


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_pdf", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "f1", "order"), [("columns", 0.995, 0.97), ("right_to_left", 0.97, 0.95)])
def test_words_and_their_order(scorer: ModuleType, name: str, f1: float, order: float) -> None:
    score = scorer.score_file(CASES / f"{name}.pdf")
    assert score.f1 >= f1, (score.missed, score.invented)
    assert score.order >= order


def test_what_the_typesetter_did_is_undone(scorer: ModuleType) -> None:
    """Ligatures, parted words, running heads, notes, and a paragraph over a page's end."""
    document = read((CASES / "columns.pdf").read_bytes())
    text = scorer.document_text(document)
    assert "Annals" not in text
    assert "official flag" in text
    assert {"difficult", "regulations", "investigation", "well", "known"} <= set(scorer.words_of(text))
    assert [(s.level, s.title) for s in document.sections if s.title] == [
        (1, "The Office of the Harbour"),
        (2, "Fees and Dues"),
        (2, "The Affair of the Lantern"),
        (1, "After the Office"),
    ]
    kinds = [block.kind for block in blocks_of(document)]
    assert kinds.count(BlockKind.LIST_ITEM) == 3
    assert kinds.count(BlockKind.FOOTNOTE) == 2
    night = next(block for block in blocks_of(document) if block.text.startswith("One night in November"))
    assert night.text.endswith("compensation for the inconvenience.")
    assert [i.target for i in night.inlines if i.kind is InlineKind.PAGE] == ["2"]
    assert [night.text[i.start : i.end] for i in night.inlines if i.kind is InlineKind.LINK] == ["[2]"]


def test_brackets_and_ligatures_of_right_to_left_text(scorer: ModuleType) -> None:
    text = scorer.document_text(read((CASES / "right_to_left.pdf").read_bytes()))
    assert "(מהן שתיים ריקות)" in text
    assert "والكتاب" not in text
    assert "ثلاث سفن" in text
    assert "John Smith" in text
