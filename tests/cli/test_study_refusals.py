"""What the verbs of study refuse, what they do while another process writes, and what they import."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.analyses import Analysis
from studyapp.language.version import OFF, OFF_HINT, OFF_SENTENCE
from studyapp.language.wire import encode_analysis
from studyapp.runtime.import_process import ImportProcess
from studyapp.runtime.lock import LibraryLock
from studyapp.services.analysing import keep_analysis
from tests.cli.study_running import analyses_of, make_run
from tests.cli.study_texts import NEWS
from tests.services.study_cases import study_analysis, study_document

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.study_running import Run


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The command line on a library of its own."""
    return make_run(tmp_path, monkeypatch, capfdbinary)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """The file of the news."""
    path = tmp_path / "news.md"
    path.write_text(NEWS, encoding="utf-8")
    return path


@pytest.fixture
def study(run: Run, news: Path) -> Run:
    """The command line on a library in which the news are document 1."""
    assert run("import", str(news))[0] == 0
    return run


@pytest.mark.parametrize(
    "arguments",
    [
        ["actors", "9"],
        ["facts", "nowhere"],
        ["cards", ""],
        ["cards", "9", "--drafts"],
        ["accept", "9"],
        ["accept", "1", "--card", "x"],
        ["discard", "x"],
        ["discard", "\udcff"],
        ["card", "edit", "99", "--front", "x"],
        ["card", "delete", "x"],
        ["card", "add", "1", "--quote", "Dorn", "--front", "x"],
        ["card", "add", "1", "--quote", "never written", "--front", "x"],
        ["card", "add", "1", "--quote", "", "--front", "x"],
        ["card", "add", "1", "--quote", "limits the export", "--front", " "],
        ["export", "tsv", "-o", "x", "nowhere"],
        ["answer", "99", "good"],
        ["due", "--document", "9"],
    ],
)
def test_what_is_not_there_or_fits_twice_is_one_sentence(study: Run, arguments: list[str]) -> None:
    status, out, err = study(*arguments)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["actors"],
        ["accept", "1", "--min-quality", "2"],
        ["accept", "1", "--limit", "0"],
        ["accept", "1", "--min-quality", "nan"],
        ["card", "add", "1", "--quote", "x"],
        ["card"],
        ["export", "docx", "-o", "x"],
        ["export", "tsv", "-o", "x", "--all"],
        ["actors", "1", "2"],
        ["answer", "1", "great"],
    ],
)
def test_wrong_usage_is_2(run: Run, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(*arguments)
    assert left.value.code == 2


def test_while_another_process_writes_only_reading_verbs_work(study: Run, tmp_path: Path) -> None:
    draft = study("cards", "1", "--drafts")[1][0]["id"]
    study("accept", "1", "--limit", "1")
    (card,) = study("cards", "1")[1]
    lock = LibraryLock(tmp_path / "library" / "library.lock")
    lock.acquire("the window")
    try:
        for verb in (["actors", "1"], ["facts", "1"], ["cards", "1", "--drafts"], ["cards", "1"], ["due"]):
            assert study(*verb)[0] == 0, verb
        assert study("export", "tsv", "-o", str(tmp_path / "out.txt"))[0] == 0
        for verb in (
            ["accept", "1"], ["discard", draft], ["card", "delete", card["id"]],
            ["card", "edit", card["id"], "--suspend"], ["answer", card["id"], "good"],
        ):  # fmt: skip
            status, out, err = study(*verb)
            assert (status, out, err.count("\n")) == (1, "", 1), verb
            assert "the window" in err
    finally:
        lock.release()


def test_version_imports_nothing_of_study_and_its_verbs_no_qt(tmp_path: Path, news: Path) -> None:
    script = (
        "import sys, studyapp.__main__ as m\n"
        "status = m.main(sys.argv[1:])\n"
        "print(status, *sorted({n.split('.')[0] for n in sys.modules}), file=sys.stderr)\n"
    )
    environment = os.environ | {
        "STUDYAPP_LIBRARY": str(tmp_path / "l"),
        "XDG_CACHE_HOME": str(tmp_path / "c"),
    }
    for arguments, banned in (
        (["--version"], {"fsrs", "sentencex", "json", "argparse", "sqlite3"}),
        (["analyze", str(news), "--json"], {"PySide6", "sentencex", "markdown_it", "whoosh"}),
        (["list", "--json"], {"PySide6", "sentencex", "markdown_it"}),
    ):
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments],
            env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stderr.startswith("0 ")
        assert not banned & set(done.stderr.split())
        assert not arguments[1:] or len(json.loads(done.stdout)) >= 0


def test_a_reading_verb_waits_for_the_analysis_that_the_window_makes(
    tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from studyapp.cli import session, studying
    from studyapp.domain.errors import LibraryInUseError
    from studyapp.runtime.clock import now
    from studyapp.services.library import open_library

    monkeypatch.setattr(session, "PATIENCE_S", 0.1)
    folder = tmp_path / "library"
    library = open_library(folder, now)
    _, record = library.add_document(study_document(), sha256="b" * 64, path=None)
    lock = LibraryLock(folder / "library.lock")
    lock.acquire("the window")
    try:
        monkeypatch.setattr(studying, "ANALYSIS_PATIENCE_S", 0.3)
        with pytest.raises(LibraryInUseError), studying._analysed(folder, record.id):
            pass
        keep_analysis(library, record.id, study_analysis())
        with studying._analysed(folder, record.id) as (_, found):
            assert found.id == record.id
    finally:
        lock.release()
        library.close()


@pytest.mark.parametrize("verb", [("actors", "1"), ("facts", "1"), ("cards", "1", "--drafts")])
def test_without_the_model_a_verb_says_that_analysis_is_off(
    study: Run, news: Path, monkeypatch: pytest.MonkeyPatch, verb: tuple[str, ...]
) -> None:
    off = encode_analysis(Analysis(OFF, (), (), (), (OFF_SENTENCE,)))
    monkeypatch.setattr(ImportProcess, "analyse", lambda *_: off)
    status, out, err = study(*verb)
    assert (status, out) == (1, "")
    assert err == f"{OFF_SENTENCE} {OFF_HINT}\n"
    status, (shape,), _ = analyses_of(study, news)
    assert status == 0
    assert shape["sections"]
    assert OFF_SENTENCE in shape["warnings"]
