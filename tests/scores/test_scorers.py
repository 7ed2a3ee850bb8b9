"""The scorers can tell right from wrong: each finds what was left out and what was made up."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    import pytest

TEXT = """---
title: The Salt Road
---

# Of Salt

```
# no heading
```

The Ferry
=========

Words of the ferry.

> # a quoted heading

## A [link](#x) and a note[^1]

[^1]: The note.
"""


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def test_the_plain_reading_of_markdown_knows_headings_from_the_rest() -> None:
    assert load("score_markdown").plain_headings(TEXT) == ["of salt", "the ferry", "a link and a note"]


def test_the_headings_of_markdown_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    assert load("score_markdown").score(tmp_path / "a.md") == (3, 3, [])


def test_a_missed_heading_of_markdown_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scorer = load("score_markdown")
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(scorer, "found_headings", lambda _path: ["of salt"])
    assert scorer.score(tmp_path / "a.md") == (3, 1, ["the ferry", "a link and a note"])


def test_words_and_headings_of_a_word_document_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.importers.test_word import make_docx, p

    scorer = load("score_word")
    path = tmp_path / "a.docx"
    path.write_bytes(make_docx(p("Of Salt", "berschrift1") + p("The ferry crossed the river all day.")))
    score = scorer.score(path)
    assert (score.words, score.headings) == (1.0, True)
    monkeypatch.setattr(scorer, "read_plainly", lambda _path: (scorer.Counter({"ferry": 2}), ["of sugar"]))
    score = scorer.score(path)
    assert score.words < 0.5
    assert (score.missed, score.invented) == (["of sugar"], ["of salt"])
