from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from studyapp.__main__ import main
from studyapp.runtime.lock import LibraryLock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, Any, str]]

HIT_KEYS = {
    "kind",
    "id",
    "document_id",
    "title",
    "section",
    "section_title",
    "block",
    "start",
    "end",
    "end_block",
    "marks",
    "snippet",
    "score",
}

HARBOUR = """---
title: The Harbour of Teln
authors: [M. Orsk]
language: en
---

Teln lies on the Grey Sea. 😀 It never freezes.

## Trade: Salt and Timber

Merchants of **Teln** sold salt to Varn. They bought timber.

### Guilds

- The salt guild
- The timber guild

## Decline

The harbour of Teln silted up, and the merchants left.
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command on a library of its own; return status, parsed JSON (or text), standard error."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("STUDYAPP_LIBRARY", str(tmp_path / "library"))

    def _run(*arguments: str, as_json: bool = True) -> tuple[int, Any, str]:
        status = main([*arguments, "--json"] if as_json else [*arguments])
        out, err = capfdbinary.readouterr()
        text = out.decode()
        return status, json.loads(text) if as_json and text else text, err.decode()

    return _run


@pytest.fixture
def harbour(tmp_path: Path, run: Run) -> Path:
    """A file with a made-up text, already imported as document 1."""
    path = tmp_path / "harbour.md"
    path.write_text(HARBOUR, encoding="utf-8")
    assert run("import", str(path))[0] == 0
    return path


def test_import_list_and_show_have_their_shapes(run: Run, harbour: Path) -> None:
    _, listed, _ = run("list")
    assert len(listed) == 1
    assert set(listed[0]) == {
        "id", "title", "authors", "language", "words", "sections", "imported_at", "cards", "due", "notes",
    }  # fmt: skip
    assert (listed[0]["title"], listed[0]["authors"]) == ("The Harbour of Teln", ["M. Orsk"])
    _, shown, _ = run("show", listed[0]["id"])
    assert [(s["index"], s["level"], s["title"]) for s in shown["sections"]] == [
        (0, 0, None),
        (1, 1, "Trade: Salt and Timber"),
        (2, 2, "Guilds"),
        (3, 1, "Decline"),
    ]
    assert shown["sections"][0]["blocks"] == [
        {"index": 0, "kind": "paragraph", "text": "Teln lies on the Grey Sea. 😀 It never freezes."}
    ]
    assert [b["kind"] for b in shown["sections"][2]["blocks"]] == ["list_item", "list_item"]
    assert listed[0]["words"] == sum(s["words"] for s in shown["sections"])
    _, one, _ = run("show", "harbour", "--section", "3")
    assert [s["title"] for s in one["sections"]] == ["Decline"]


def test_the_same_file_twice_is_recognised(run: Run, harbour: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.md"
    copy.write_bytes(harbour.read_bytes())
    status, answer, _ = run("import", str(harbour), str(copy))
    assert status == 0
    assert [(one["status"], one["id"]) for one in answer["imported"]] == [("duplicate", "1")] * 2
    assert len(run("list")[1]) == 1


def test_a_folder_is_imported_with_one_list_of_failures(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.md").write_text("# A\n\ntext of a", encoding="utf-8")
    (folder / "deep" / "b.md").write_text("text of b", encoding="utf-8")
    (folder / "empty.md").write_bytes(b"")
    (folder / ".hidden.md").write_text("no", encoding="utf-8")
    status, answer, err = run("import", str(folder), str(tmp_path / "gone.md"))
    assert status == 1
    assert [one["title"] for one in answer["imported"]] == ["A", "b"]
    assert [one["path"] for one in answer["failed"]] == [str(folder / "empty.md"), str(tmp_path / "gone.md")]
    assert all(one["error"].endswith(".") for one in answer["failed"])
    assert err.count("\n") == 2


def test_search_gives_every_matching_block_title_and_note_with_marks(run: Run, harbour: Path) -> None:
    run("annotate", "1", "--quote", "It never freezes", "--note", "Teln as a winter port")
    _, found, _ = run("search", "teln")
    hits = found["hits"]
    assert found["total"] == len(hits) == 4
    assert {(h["kind"], h["section"], h["block"]) for h in hits} == {
        ("text", 0, 0), ("text", 1, 0), ("text", 3, 0), ("note", 0, 0),
    }  # fmt: skip
    for hit in hits:
        assert set(hit) >= HIT_KEYS
        assert "\u0002Teln\u0003" in hit["snippet"]
        assert (hit["start"], hit["end"]) == (hit["marks"][0]["start"], hit["marks"][0]["end"])
    assert [h["score"] for h in hits] == sorted((h["score"] for h in hits), reverse=True)
    assert run("search", "decline")[1]["hits"][0]["kind"] == "title"
    assert run("search", "teln", "--in", "notes")[1]["total"] == 1
    assert run("search", "teln", "--limit", "1")[1]["total"] == 4
    assert run("search", '"merchants left"')[1]["total"] == 1
    assert run("search", "merchants -timber")[1]["total"] == 1
    assert run("search", "merch* NOT salt")[1]["total"] == 1
    assert run("search", "freezes OR timber")[1]["total"] == 4
    nothing = run("search", "harbuor")[1]
    assert (nothing["total"], nothing["suggestion"]) == (0, "harbour")


def test_the_index_is_rebuilt_when_it_is_gone_or_torn(run: Run, harbour: Path, tmp_path: Path) -> None:
    assert run("search", "silted")[1]["total"] == 1
    segments = [p for p in (tmp_path / "xdg_cache_home").rglob("*") if p.is_file()]
    assert segments
    for path in segments:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert run("search", "silted")[1]["total"] == 1
    for path in sorted((tmp_path / "xdg_cache_home").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert run("search", "silted")[1]["total"] == 1


def test_notes_are_kept_edited_deleted_and_undone(run: Run, harbour: Path) -> None:
    status, note, _ = run(
        "annotate", "1", "--quote", "sold salt", "--note", "why?", "--colour", "sky", "--tag", "trade"
    )
    assert status == 0
    assert (note["section"], note["block"], note["start"], note["end"]) == (1, 0, 18, 27)
    assert (note["quote"], note["colour"], note["tags"], note["state"]) == (
        "sold salt", "sky", ["trade"], "anchored",
    )  # fmt: skip
    _, edited, _ = run("note", "edit", note["id"], "--note", "because")
    assert edited["note"] == "because"
    assert [n["note"] for n in run("notes")[1]] == ["because"]
    run("note", "delete", note["id"])
    assert run("notes", "1")[1] == []
    _, undone, _ = run("undo", "2")
    assert undone == {"undone": ["Delete note", "Edit note"]}
    assert [n["note"] for n in run("notes")[1]] == ["why?"]
    run("redo")
    assert [n["note"] for n in run("notes")[1]] == ["because"]
    _, history, _ = run("history")
    assert [s["name"] for s in history] == ["Edit note", "Write note", "Import “The Harbour of Teln”"]
    assert history[0]["at"].endswith("Z")
    assert run("check")[1] == {"ok": True, "findings": []}


def test_a_quote_in_several_places_is_refused_with_the_places(run: Run, harbour: Path) -> None:
    status, _, err = run("annotate", "1", "--quote", "Teln")
    assert status == 1
    assert "3 places: section 0" in err
    assert run("annotate", "1", "--quote", "Teln", "--prefix", "harbour of")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["show", "nothing"], "No document"),
        (["show", "1", "--section", "99"], "has no section 99"),
        (["note", "delete", "77"], "There is no note 77"),
        (["note", "edit", "x"], "There is no note x"),
        (["annotate", "1", "--quote", "never written"], "does not stand"),
        (["search", "NOT"], ""),
        (["search", "x", "--in", "sea"], "cannot be searched"),
    ],
)
def test_known_errors_are_one_sentence_and_status_1(
    run: Run, harbour: Path, arguments: list[str], sentence: str
) -> None:
    status, output, err = run(*arguments)
    assert (status, output) == (1, "")
    assert sentence in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


@pytest.mark.parametrize("arguments", [["show"], ["annotate", "1"], ["search", "x", "--limit", "0"]])
def test_wrong_usage_is_status_2(run: Run, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(*arguments)
    assert left.value.code == 2


def test_writing_is_refused_while_the_window_has_the_library_and_reading_works(
    run: Run, harbour: Path, tmp_path: Path
) -> None:
    lock = LibraryLock(tmp_path / "library" / "library.lock")
    lock.acquire("the window")
    try:
        status, _, err = run("annotate", "1", "--quote", "sold salt")
        assert status == 1
        assert "the window" in err
        assert run("list")[0] == 0
        assert run("search", "salt")[1]["total"] == 3
    finally:
        lock.release()


def test_people_get_lines_without_json(run: Run, harbour: Path) -> None:
    assert "The Harbour of Teln" in run("list", as_json=False)[1]
    assert "# [3] Decline" in run("show", "1", as_json=False)[1]
    assert "Did you mean" in run("search", "harbuor", as_json=False)[1]
    assert "No notes yet." in run("notes", as_json=False)[1]
    assert "The Harbour of Teln › Decline" in run("search", "silted", as_json=False)[1]
    assert run("remove", "1", as_json=False)[1].startswith("Removed")
    assert "The library is empty." in run("list", as_json=False)[1]
    assert "Undone: Remove" in run("undo", as_json=False)[1]


def test_a_bug_is_reported_with_status_70(run: Run, harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studyapp.services.library.Library.documents", lambda _: 1 / 0)
    status, output, err = run("list")
    assert (status, output) == (70, "")
    assert "ZeroDivisionError" in err


def test_an_interruption_is_a_word_even_before_the_verb_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("studyapp.cli.main.build_parser", interrupt)
    assert main(["list"]) == 1
    assert capsys.readouterr() == ("", "Cancelled.\n")


def test_a_note_cannot_hold_the_signs_of_a_mark(run: Run, harbour: Path) -> None:
    run("annotate", "1", "--quote", "sold salt", "--note", "\x02why\x03 this")
    assert run("search", "this")[1]["hits"][0]["snippet"] == "why \x02this\x03"


def test_notes_on_a_section_and_the_document_and_notes_by_tag(run: Run, harbour: Path) -> None:
    whole = run("annotate", "1", "--note", "on all", "--tag", "salt")[1]
    assert (whole["target"], whole["quote"], whole["section"], whole["state"]) == (
        "document",
        None,
        None,
        "anchored",
    )
    part = run("annotate", "1", "--section", "0", "--note", "on the part", "--colour", "rose")[1]
    assert (part["target"], part["quote"], part["section"], part["block"]) == ("section", None, 0, 0)
    run("annotate", "1", "--quote", "sold salt", "--tag", "salt", "--tag", "trade")
    assert [note["id"] for note in run("notes")[1]] == [whole["id"], part["id"], "3"]
    assert [note["id"] for note in run("notes", "1", "--tag", "salt")[1]] == [whole["id"], "3"]
    assert [note["id"] for note in run("notes", "--tag", "salt", "--tag", "trade")[1]] == ["3"]
    assert [note["id"] for note in run("notes", "--colour", "rose")[1]] == [part["id"]]
    assert run("search", "all", "--in", "notes")[1]["hits"][0]["id"] == whole["id"]
    assert run("annotate", "1", "--section", "99", "--note", "x")[0] == 1
    with pytest.raises(SystemExit, match="2"):
        run("annotate", "1", "--section", "0")
    assert run("check")[1]["ok"]


def test_a_language_that_no_file_names_is_null(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plain.md").write_text("Some text.", encoding="utf-8")
    run("import", str(tmp_path / "plain.md"))
    assert run("list")[1][0]["language"] is None
    assert run("show", "1")[1]["language"] is None


def test_the_command_line_never_imports_qt_and_version_imports_nothing_heavy(tmp_path: Path) -> None:
    script = (
        "import sys, studyapp.__main__ as m\n"
        "status = m.main(sys.argv[1:])\n"
        "print(status, *sorted({n.split('.')[0] for n in sys.modules}), file=sys.stderr)\n"
    )
    environment = {
        **os.environ,
        "STUDYAPP_LIBRARY": str(tmp_path / "l"),
        "XDG_CACHE_HOME": str(tmp_path / "c"),
    }
    for arguments, banned in [
        (["--version"], {"PySide6", "whoosh", "sqlite3", "argparse", "markdown_it"}),
        (["list"], {"PySide6", "whoosh", "markdown_it"}),
        (["search", "x"], {"PySide6", "markdown_it"}),
    ]:
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments],
            env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stderr.startswith("0 ")
        assert not banned & set(done.stderr.split())
