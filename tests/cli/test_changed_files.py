"""A file that changes, and the trash, from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.test_cli import HARBOUR, harbour, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, Any, str]]

__all__ = ["harbour", "run"]

NEWER = HARBOUR.replace("## Decline", "## Growth\n\nFor a hundred years it grew.\n\n## Decline").replace(
    "They bought timber.", "They bought wood."
)
PLACE = ("section", "section_title", "block", "start", "end_block", "end")


def status_of(answer: tuple[int, Any, str]) -> list[tuple[str, str]]:
    assert answer[0] == 0, answer
    return [(one["status"], one["id"]) for one in answer[1]["imported"]]


def test_a_changed_file_updates_its_document_and_says_which_notes_lost_their_passage(
    run: Run, harbour: Path
) -> None:
    run("annotate", "1", "--quote", "the merchants left", "--note", "why?")
    run("annotate", "1", "--quote", "They bought timber.")
    run("annotate", "1", "--quote", "It never freezes.")
    harbour.write_text(NEWER.replace(" It never freezes.", ""), encoding="utf-8")
    answer = run("import", str(harbour))
    assert status_of(answer) == [("updated", "1")]
    assert "for these notes, which are detached: 3." in answer[2]
    notes = {note["id"]: note for note in run("notes")[1]}
    assert (notes["1"]["section"], notes["1"]["section_title"]) == (4, "Decline")
    assert notes["2"]["quote"] == "They bought wood."
    assert notes["3"]["state"] == "detached"
    assert [notes["3"][key] for key in PLACE] == [None] * 6
    assert notes["3"]["quote"] == "It never freezes."
    assert "(detached)" in run("notes", as_json=False)[1]
    assert len(run("list")[1]) == 1
    assert {hit["id"] for hit in run("search", "why")[1]["hits"]} == {"1"}
    assert run("search", "hundred")[1]["total"] == 1
    run("undo")
    assert [note["state"] for note in run("notes")[1]] == ["anchored"] * 3
    assert run("search", "hundred")[1]["total"] == 0


def test_what_is_told_is_done_with_a_changed_file(run: Run, harbour: Path) -> None:
    harbour.write_text(NEWER, encoding="utf-8")
    assert status_of(run("import", str(harbour), "--on-change", "skip")) == [("skipped", "1")]
    assert status_of(run("import", str(harbour), "--on-change", "both")) == [("new", "2")]
    assert status_of(run("import", str(harbour), "--on-change", "update")) == [("duplicate", "2")]


def test_a_newer_text_from_another_file_comes_in_beside_unless_told(run: Run, tmp_path: Path) -> None:
    text = "# Chronicle\n\n" + "\n\n".join(
        f"In the year {year} the council of Teln met, and it resolved to deepen the harbour."
        for year in range(9)
    )
    for name in ("chronicle.md", "chronicle-new.md", "chronicle-last.md"):
        (tmp_path / name).write_text(f"{text}\n\n{name}", encoding="utf-8")
    assert status_of(run("import", str(tmp_path / "chronicle.md"))) == [("new", "1")]
    assert status_of(run("import", str(tmp_path / "chronicle-new.md"))) == [("new", "2")]
    last = str(tmp_path / "chronicle-last.md")
    assert status_of(run("import", last, "--on-change", "skip"))[0][0] == "skipped"
    assert status_of(run("import", last, "--on-change", "update"))[0][0] == "updated"


def test_a_note_is_attached_by_hand(run: Run, harbour: Path) -> None:
    run("annotate", "1", "--quote", "It never freezes.")
    harbour.write_text(HARBOUR.replace("It never freezes.", "Ice is not known there."), encoding="utf-8")
    run("import", str(harbour))
    status, note, _ = run("note", "attach", "1", "--quote", "Ice is not known there.")
    assert (status, note["state"], note["quote"]) == (0, "anchored", "Ice is not known there.")
    assert run("note", "attach", "1", "--quote", "pepper")[0] == 1
    assert run("note", "attach", "7", "--quote", "Ice")[0] == 1
    assert run("note", "attach", "1", "--quote", "the", "--prefix", "and")[1]["section_title"] == "Decline"
    assert run("history")[1][0]["name"] == "Attach note"


def test_what_is_removed_is_listed_and_put_back(run: Run, harbour: Path) -> None:
    run("annotate", "1", "--quote", "sold salt", "--note", "why?")
    run("card", "add", "1", "--quote", "timber.", "--front", "What?")
    shown = run("notes")[1], run("cards", "1")[1], run("show", "1")[1]
    for arguments in (("note", "delete", "1"), ("card", "delete", "1"), ("remove", "1")):
        assert run(*arguments)[0] == 0
    removed = run("trash")[1]
    assert [(one["noun"], one["title"]) for one in removed] == [
        ("document", "The Harbour of Teln"), ("card", "What?"), ("note", "why?"),
    ]  # fmt: skip
    assert all(set(one) == {"id", "noun", "title", "removed_at"} for one in removed)
    assert "document: The Harbour of Teln" in run("trash", as_json=False)[1]
    status, _, err = run("trash", "restore", removed[2]["id"])
    assert status == 1
    assert "Restore the document first" in err
    for one in removed:
        assert run("trash", "restore", one["id"])[1] == one
    assert (run("notes")[1], run("cards", "1")[1], run("show", "1")[1]) == shown
    assert run("trash")[1] == []
    assert "empty" in run("trash", as_json=False)[1]
    assert run("trash", "restore", "99")[0] == 1


def test_wrong_words_are_wrong_usage(run: Run, harbour: Path) -> None:
    for arguments in (
        ("import", str(harbour), "--on-change", "ask"),
        ("trash", "burn"),
        ("trash", "restore"),
        ("note", "attach", "1"),
    ):
        with pytest.raises(SystemExit) as left:
            run(*arguments)
        assert left.value.code == 2


def test_cards_stay_with_their_history_when_their_passage_goes(run: Run, harbour: Path) -> None:
    run("card", "add", "1", "--quote", "sold salt", "--front", "What did they do?")
    run("card", "add", "1", "--quote", "silted up", "--front", "What happened?")
    run("answer", "1", "good")
    harbour.write_text(NEWER.replace("Merchants of **Teln** sold salt to Varn. ", ""), encoding="utf-8")
    assert status_of(run("import", str(harbour))) == [("updated", "1")]
    lost, kept = run("cards", "1")[1]
    assert lost["state"] == "learning"
    assert [lost["sources"][0][key] for key in PLACE] == [None] * 6
    assert "sold salt" in lost["sources"][0]["sentence"]
    assert (kept["sources"][0]["section"], kept["sources"][0]["start"]) == (4, 20)
    assert len(run("due")[1]["cards"]) == 2
