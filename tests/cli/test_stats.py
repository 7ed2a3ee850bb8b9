"""`stats`, parts by a query, and the keys of the terminal review."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from studyapp.cli.main import main
from studyapp.runtime.clock import now
from studyapp.services.library import open_library
from tests.conftest import made_document
from tests.services.test_reviewing import card_of, made_cards

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    library = open_library(tmp_path / "library", now)
    _, record = library.add_document(made_document(), sha256="a" * 64, path=None)
    made_cards(library, 4, document_id=record.id)
    library.close()
    return tmp_path / "library"


def run(folder: Path, *arguments: str) -> int:
    return main(["--library", str(folder), *arguments])


def converse(folder: Path, monkeypatch: pytest.MonkeyPatch, typed: str, *more: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert run(folder, "review", *more) == 0


def test_stats_have_their_shape(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "answer", "1", "easy", "--json") == 0
    capsys.readouterr()
    assert run(folder, "stats", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["today"]["reviews"] == told["today"]["easy"] == 1
    assert told["states"] == {"new": 3, "learning": 0, "young": 1, "mature": 0, "suspended": 0}
    assert [day["due"] for day in told["forecast"]["days"]].count(1) == 1
    assert told["forecast"]["backlog"] == 0
    assert [one["period"] for one in told["retention"]] == [
        "today",
        "yesterday",
        "week",
        "month",
        "year",
        "all",
    ]
    assert told["retention"][0]["total"] is None
    assert {"calendar", "hours", "retrievability", "added", "reading", "streak_days"} <= told.keys()
    assert run(folder, "stats") == 0
    assert "3 new, 0 learning, 1 young" in capsys.readouterr().out
    assert run(folder, "stats", "--document", "nothing of the kind") == 1


def test_a_part_by_a_query(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "due", "--query", "prop:reviews=0 -is:suspended", "--json") == 0
    assert json.loads(capsys.readouterr().out)["new"] == 4
    assert run(folder, "due", "--query", "is:leech", "--json") == 0
    assert json.loads(capsys.readouterr().out)["cards"] == []
    assert run(folder, "due", "--query", "is:nonsense") == 1


def test_the_windows_keys(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    converse(folder, monkeypatch, "*\nf\ni\nj\n-\n@\ne\nWho?\nNobody\n\n3\nu\nq\n")
    said = capsys.readouterr().out
    for words in (
        "New: the next in the order of its text",
        "Change tags of card.  u takes it back",
        "flag red · marked",
        "Bury card.",
        "Suspend card.",
        "Edit card.",
        "Undone: Grade “Who?”",
    ):
        assert words in said, words
    library = open_library(folder, now, writable=False)
    cards = [card_of(library, str(number)) for number in range(1, 5)]
    library.close()
    assert {card.flag for card in cards} == {0, 1}
    assert [card.suspended for card in cards].count(True) == 1
    assert [card.front for card in cards].count("Who?") == 1


def test_every_verb_is_known_at_the_start() -> None:
    from studyapp.__main__ import VERBS
    from studyapp.cli.arguments import build_parser

    parser = build_parser()
    verbs = next(action.choices for action in parser._actions if action.dest == "verb")
    assert set(verbs or ()) <= VERBS
