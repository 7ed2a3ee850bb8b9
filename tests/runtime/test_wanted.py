"""What one start hands to another arrives as it was, and nothing else is taken for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.runtime.wanted import Wanted, decode, encode

NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1).filter(
    lambda name: name not in {".", ".."}
)


@given(st.lists(NAMES, max_size=3), st.none() | st.text(), st.none() | st.integers(0, 10**6))
def test_what_is_handed_over_arrives(names: list[str], document: str | None, section: int | None) -> None:
    files = tuple(Path("/", name) for name in names)
    line = encode(Wanted("library", files, document, section))
    assert line.count(b"\n") == 1
    assert decode(line) == Wanted(None, files, document, section)


def test_files_are_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert decode(encode(Wanted(files=(Path("a.md"),)))).files == (tmp_path / "a.md",)


@pytest.mark.parametrize(
    "line",
    [b"", b"\n", b"{}", b"[1]", b"null", b"\xff", json.dumps({"files": [1], "document": None}).encode()],
)
def test_another_line_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        decode(line)


@given(st.binary(max_size=60))
def test_any_bytes_are_a_request_or_refused(line: bytes) -> None:
    try:
        decode(line)
    except ValueError:
        return
    pytest.fail("these bytes are no request")
