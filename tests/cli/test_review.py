from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from studyapp.cli import reviewing as verbs
from studyapp.cli.arguments import _verb
from studyapp.cli.keys import END, Keys
from studyapp.cli.output import complain
from studyapp.cli.review_arguments import add_review_verbs
from studyapp.cli.wording import interval
from studyapp.domain.errors import KnownError
from studyapp.domain.reviews import StaleCardError
from studyapp.runtime.clock import now
from studyapp.services import reviewing as service
from studyapp.services.library import Library, open_library
from tests.conftest import made_document
from tests.services.test_reviewing import card_of, made_cards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., tuple[int, Any, str]]

OUTCOMES = ["again", "hard", "good", "easy"]
REVIEW_KEYS = {
    "id",
    "rating",
    "at",
    "phase_before",
    "phase_after",
    "stability_before",
    "stability_after",
    "elapsed_days",
    "scheduled_days",
    "duration_ms",
}


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser()
    add_review_verbs(partial(_verb, made.add_subparsers(dest="verb")))
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with a document and three cards."""
    library = open_library(tmp_path / "library", now)
    library.add_document(made_document(), sha256="a" * 64, path=None)
    made_cards(library, 3)
    library.close()
    return tmp_path / "library"


@pytest.fixture
def run(folder: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a verb as the command line's root does; return status, parsed JSON (or text), standard error."""

    def _run(*arguments: str, as_json: bool = True) -> tuple[int, Any, str]:
        options = parser().parse_args([*arguments, *(["--json"] if as_json else [])])
        try:
            shape, text, status = verbs.VERBS[options.verb](options, folder)
        except KnownError as error:
            shape, text, status = None, "", 1
            complain(error.sentence)
        out, err = capfd.readouterr()
        return status, json.loads(json.dumps(shape)) if as_json else out + text, err

    return _run


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    """The same library, opened to look into it."""
    opened = open_library(folder, now, writable=False)
    yield opened
    opened.close()


def test_due_gives_the_queue_with_its_outcomes(run: Run) -> None:
    status, shape, _ = run("due")
    assert status == 0
    assert (shape["new"], shape["learning"], shape["review"]) == (3, 0, 0)
    assert [card["front"] for card in shape["cards"]] == [f"Who closed gate {n}?" for n in range(3)]
    for card in shape["cards"]:
        assert set(card) == {"id", "front", "outcomes"}
        assert list(card["outcomes"]) == OUTCOMES
        assert card["outcomes"]["good"]["interval_days"] == pytest.approx(10 / 1440)
        assert card["outcomes"]["easy"]["due_at"].endswith("Z")
    of_one = run("due", "--document", "Salt")[1]
    assert [card["id"] for card in of_one["cards"]] == [card["id"] for card in shape["cards"]]
    assert run("due", "--document", "nowhere")[0] == 1


def test_due_for_people(run: Run) -> None:
    _, text, _ = run("due", as_json=False)
    assert "1 Again 1m   2 Hard 6m   3 Good 10m   4 Easy" in text
    assert text.endswith("3 new · 0 learning · 0 due")


def test_answer_grades_a_card_at_the_time_given(run: Run, library: Library) -> None:
    status, shape, _ = run("answer", "3", "good", "--at", "2026-05-01T12:00:00Z")
    assert status == 0
    assert set(shape) == {"card", "review"}
    assert set(shape["review"]) >= REVIEW_KEYS
    assert shape["card"]["id"] == "3"
    assert shape["card"]["state"] == shape["review"]["phase_after"] == "learning"
    assert shape["review"]["at"] == "2026-05-01T12:00:00.000Z"
    assert shape["review"]["phase_before"] == "new"
    assert shape["review"]["stability_before"] is None
    _, shape, _ = run("answer", "3", "3", "--at", "2026-05-01T12:10:00+00:00")
    assert shape["card"]["state"] == "review"
    _, shape, _ = run("answer", "3", "AGAIN", "--at", "2026-05-04T23:00:00+02:00")
    assert shape["review"]["elapsed_days"] == 3
    assert shape["card"]["state"] == "relearning"
    assert card_of(library, "3").memory.lapses == 1
    assert [step.name for step in library.history()[:3]] == ["Grade “Who closed gate 0?”"] * 3


@pytest.mark.parametrize(
    "wrong",
    [
        ("answer", "1", "perfect"),
        ("answer", "1", "5"),
        ("answer", "1"),
        ("answer", "1", "good", "--at", "yesterday"),
        ("answer", "1", "good", "--at", "0001-01-01T00:00:00Z"),
        ("answer", "1", "good", "--at", "9999-12-31T23:59:59Z"),
    ],
)
def test_wrong_usage_ends_with_2(run: Run, wrong: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*wrong)
    assert caught.value.code == 2


@pytest.mark.parametrize("card", ["99", "x", "", "1; DROP TABLE card", "\udcff"])
def test_a_card_that_is_not_there_is_a_known_error(run: Run, card: str) -> None:
    status, _, err = run("answer", card, "good")
    assert status == 1
    assert err.startswith("There is no card ")


def converse(run: Run, monkeypatch: pytest.MonkeyPatch, text: str, *more: str) -> str:
    """Hold a review over lines of standard input and return what it said."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    status, said, err = run("review", *more, as_json=False)
    assert (status, err) == (0, "")
    return str(said)


def test_a_review_over_lines(run: Run, monkeypatch: pytest.MonkeyPatch, library: Library) -> None:
    said = converse(run, monkeypatch, "\n4\n\n1\nq\n")
    assert said.index("Who closed gate 0?") < said.index("Queen Odile 0\n") < said.index("4 Easy")
    assert "“Queen Odile 0 closed the gate.” — The Salt Road" in said
    assert "Today: 2 reviews, 2 new cards, 0 minutes." in said
    assert [card_of(library, c).memory.phase.value for c in "321"] == ["review", "learning", "new"]


def test_keys_that_mean_nothing_are_ignored_and_enter_is_good(
    run: Run, monkeypatch: pytest.MonkeyPatch, library: Library
) -> None:
    converse(run, monkeypatch, "1\nx\n7\n \nz\n0\n\n")  # 1 before the answer is shown does nothing
    assert card_of(library, "3").memory.interval_days == pytest.approx(10 / 1440)
    assert card_of(library, "2").memory.reviews == 0


def test_undo_in_a_review_also_on_the_last_screen_and_no_further(
    run: Run, monkeypatch: pytest.MonkeyPatch, library: Library
) -> None:
    said = converse(run, monkeypatch, "\n4\n\n4\n\n4\nu\nu\n\nu\nu\n")
    assert "Nothing more to review now." in said
    assert said.count("Undone: Grade") == 3
    assert said.count("Nothing to undo here.") == 1
    assert [card_of(library, c).memory.reviews for c in "321"] == [0, 0, 0]
    assert library.history()[0].name == "Make cards"


def test_a_review_of_an_empty_queue_ends_at_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    converse(run, monkeypatch, "\n4\n" * 3 + "q\n")
    assert "Nothing more to review now." in converse(run, monkeypatch, "")


def test_a_card_whose_document_is_gone_and_signs_that_a_terminal_obeys(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_library(folder, now)
    library.remove_document("1")
    made_cards(library, 1, document_id="0", front="\x1b[2JWho? <b>{}</b>\x07\u009b")
    library.close()
    said = converse(run, monkeypatch, "\nq\n")
    assert "[2JWho? <b>0</b>" in said
    assert not {"\x1b", "\x07", "\u009b"} & set(said)
    assert "— a document that is no longer in the library" in said


def test_a_review_with_json_says_its_summary_alone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n2\n"))
    status, shape, err = run("review")
    assert status == 0
    assert (shape["reviews"], shape["hard"], shape["new_learned"]) == (1, 1, 1)
    assert "Who closed gate 0?" in err


def test_a_card_that_changes_while_it_is_shown_is_asked_again(
    run: Run, monkeypatch: pytest.MonkeyPatch, library: Library
) -> None:
    real, refused = service.answer, [StaleCardError("The study day changed.", "It comes again.")]

    def answer(*args: Any, **named: Any) -> object:
        if refused:
            raise refused.pop()
        return real(*args, **named)

    monkeypatch.setattr(service, "answer", answer)
    said = converse(run, monkeypatch, "\n4\n\n4\nq\n")
    assert said.count("Who closed gate 0?") == 2
    assert "The study day changed. It comes again." in said
    assert card_of(library, "3").memory.reviews == 1


@pytest.mark.parametrize(
    ("days", "shown"),
    [(0.0001, "1m"), (5.5 / 1440, "6m"), (0.25, "6h"), (1, "1d"), (30, "30d"), (46, "2mo"), (498, "1.4y")],
)
def test_intervals_are_short(days: float, shown: str) -> None:
    assert interval(days) == shown


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Make standard input a terminal; give the end at which a person types."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "r") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        yield ours
    os.close(ours)


def test_keys_of_a_terminal_come_one_by_one_and_it_is_left_as_it_was(terminal: int) -> None:
    import termios

    before = termios.tcgetattr(sys.stdin)
    with closing(Keys()) as keys:
        assert termios.tcgetattr(sys.stdin) != before
        os.write(terminal, b" \r4Ux\xe9\x04")
        assert [keys.read() for _ in range(7)] == ["\n", "\n", "4", "u", "x", "\ufffd", END]
    assert termios.tcgetattr(sys.stdin) == before


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_review_in_a_terminal_takes_single_keys(folder: Path, library: Library) -> None:
    import pty

    ours, theirs = pty.openpty()
    script = (
        "import argparse, pathlib, sys; from studyapp.cli import reviewing;"
        "options = argparse.Namespace(document=None, query=None, json=False);"
        "reviewing.review(options, pathlib.Path(sys.argv[1]))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(folder)], stdin=theirs, stdout=subprocess.PIPE
    )
    try:
        before = os.read(process.stdout.fileno(), 65536) if process.stdout else b""
        os.write(ours, b" 4 3q")  # without any Enter
        out, _ = process.communicate(timeout=30)
    finally:
        process.kill()
        os.close(ours)
        os.close(theirs)
    assert process.returncode == 0
    assert b"Who closed gate 0?" in before + out
    assert [card_of(library, c).memory.phase.value for c in "321"] == ["review", "learning", "new"]
