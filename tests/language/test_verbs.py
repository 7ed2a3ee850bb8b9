from __future__ import annotations

import pytest

from studyapp.language.verbs import base_form


@pytest.mark.parametrize(
    ("past", "base"),
    [("met", "meet"), ("Signed", "sign"), ("collapsed", "collapse"), ("carried", "carry"),
     ("stopped", "stop"),
     ("went", "go"), ("intervened", "intervene"), ("opened", "open"),
     ("annexed", "annex"), ("taken", "take")],
)  # fmt: skip
def test_base_form(past: str, base: str) -> None:
    assert base_form(past) == base


@pytest.mark.parametrize("word", ["table", "", "zzqed", "in"])
def test_what_is_no_past_form_has_no_base(word: str) -> None:
    assert base_form(word) is None
