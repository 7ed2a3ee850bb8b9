"""Analysis through the real import process: whole answers, limits, cancelling, death, and what is next."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from studyapp.domain.analyses import Analysis
from studyapp.domain.errors import CancelledError, UnreadableDocumentError
from studyapp.domain.facts import FactKind
from studyapp.importers.detect import parse_file
from studyapp.importers.source import Source
from studyapp.importers.wire import encode_section
from studyapp.language.model.reading import THREADS
from studyapp.language.version import OFF, OFF_SENTENCE
from studyapp.language.wire import decode_analysis
from studyapp.runtime.import_process import ANALYSIS_LIMIT_S, ImportProcess
from studyapp.worker import ANALYSIS_CPU_S, find
from tests.conftest import made_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX's")
LETTERS = "abdeghiklmnoprstuvyz"


@pytest.fixture
def process() -> Iterator[ImportProcess]:
    kept = ImportProcess()
    yield kept
    kept.close()


def sections_of(*texts: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return sections as they go over the wire: one for each tuple of paragraphs."""
    return [encode_section(section) for section in made_document(texts=texts).sections]


def analyse(
    process: ImportProcess,
    sections: list[dict[str, Any]],
    *,
    language: str = "en",
    on_progress: Callable[[float], None] = lambda _: None,
    cancelled: threading.Event | None = None,
) -> Analysis:
    asked: dict[str, Any] = {"name": "The Ports", "language": language, "section_count": len(sections)}
    answer = process.analyse(asked, sections, on_progress, cancelled or threading.Event())
    return decode_analysis(answer)


def parse(process: ImportProcess, folder: Path, text: str = "Some text.") -> dict[str, Any]:
    asked: dict[str, Any] = {
        "path": None,
        "text": text,
        "name": "Pasted",
        "password": "",
        "originals": str(folder),
        "pictures": str(folder / "pictures"),
        "known": [],
    }
    return process.parse(asked, lambda _: None, threading.Event())


def name_of(number: int) -> str:
    """Return a name of two invented words, another for each number."""
    a, b = LETTERS[number % 20], LETTERS[number // 20 % 20]
    return f"{a.upper()}{b}rano V{b}{a}lmek"


def long_text() -> list[dict[str, Any]]:
    """A text whose analysis takes some seconds."""
    paragraph = " ".join(
        f"In the spring {name_of(n)} met the guild in the old town in {1500 + n}." for n in range(40)
    )
    return sections_of(*((paragraph,) * 4 for _ in range(20)))


def test_many_findings_arrive_whole_and_with_progress(process: ImportProcess) -> None:
    sentences = tuple(f"{name_of(n)} founded the school of the old town in {1500 + n}." for n in range(400))
    seen: list[float] = []
    found = analyse(process, sections_of(sentences, sentences[:5]), on_progress=seen.append)
    assert len(found.actors) > 200
    assert len({actor.id for actor in found.actors}) == len(found.actors)
    assert len(found.facts) > 380
    assert len(found.drafts) > 200
    assert len({draft.id for draft in found.drafts}) == len(found.drafts)
    assert {draft.fact_id for draft in found.drafts} <= {fact.id for fact in found.facts}
    assert seen == sorted(seen) != []
    assert all(0 <= part <= 1 for part in seen)


def test_the_same_process_parses_and_analyses_in_turn(process: ImportProcess, tmp_path: Path) -> None:
    process.start()
    pid = process.pid
    sections = sections_of(("The Velm Water Authority (VWA) closed the locks in the old town.",))
    for _ in range(2):
        assert parse(process, tmp_path)
        assert FactKind.ACRONYM in {fact.kind for fact in analyse(process, sections).facts}
    assert process.pid == pid


def test_a_text_without_sections_is_analysed(process: ImportProcess) -> None:
    found = analyse(process, [])
    assert (found.actors, found.facts, found.drafts) == ((), (), ())
    assert analyse(process, sections_of(())).actors == ()


@pytest.mark.parametrize("language", ["de", "xx", "zz-Qaaa", "\ud800", "x" * 10_000])
def test_an_unknown_language_is_a_warning(process: ImportProcess, language: str) -> None:
    found = analyse(process, sections_of(("Ada Lorn met Brem Oslak in 1931.",)), language=language)
    assert (found.actors, found.facts, found.drafts) == ((), (), ())
    assert len(found.warnings) == 1
    assert found.warnings[0].endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "The guild of Ada Lorn met in the old town, and it paid for the ships. " * 250,
        "The guild of Ada Lorn met in the old town and paid for the ships, " * 250,
        "Ada " * 4_000,
        "(" * 2_500 + ")" * 2_500,
        '"' * 5_000,
        "a" * 1_000_000,
        "1.2." * 10_000,
    ],
    ids=["sentences", "one sentence", "names", "brackets", "quotes", "one word", "numbers"],
)
def test_a_long_block_is_analysed_in_bounded_time(process: ImportProcess, text: str) -> None:
    begin = time.monotonic()
    found = analyse(process, sections_of(("The text of the old town is in the next block.", text)))
    assert time.monotonic() - begin < 60
    for actor in found.actors:
        assert len(actor.name) < 1000


def test_very_many_sections_are_analysed(process: ImportProcess) -> None:
    texts = [(f"In the old town {name_of(n)} met the guild of the river.",) for n in range(600)]
    found = analyse(process, sections_of(*texts))
    mentioned = {mention.section for actor in found.actors for mention in actor.mentions}
    assert max(mentioned) == 599


def test_cancelling_ends_the_analysis_at_once_and_nothing_else(
    process: ImportProcess, tmp_path: Path
) -> None:
    cancelled = threading.Event()
    at: list[float] = []
    pids: list[int | None] = []

    def cancel(part: float) -> None:
        if part > 0.05 and not at:
            at.append(time.monotonic())
            pids.append(process.pid)
            cancelled.set()

    with pytest.raises(CancelledError, match=r"The analysis of “The Ports” was cancelled\."):
        analyse(process, long_text(), on_progress=cancel, cancelled=cancelled)
    assert time.monotonic() - at[0] < 0.5
    assert process.pid is None
    assert parse(process, tmp_path)["document"]["title"] == "Pasted"
    assert process.pid not in pids
    assert analyse(process, sections_of(("Ada Lorn met Brem Oslak in the old town in 1931.",))).facts


@POSIX
def test_a_process_killed_in_the_middle_is_one_sentence_and_the_next_works(
    process: ImportProcess, tmp_path: Path
) -> None:
    killed: list[int] = []

    def kill(part: float) -> None:
        if part > 0.05 and not killed and process.pid is not None:
            killed.append(process.pid)
            os.kill(process.pid, signal.SIGKILL)

    with pytest.raises(UnreadableDocumentError) as caught:
        analyse(process, long_text(), on_progress=kill)
    assert caught.value.sentence == "“The Ports” could not be analysed: the analysis stopped unexpectedly."
    assert parse(process, tmp_path)["document"]["title"] == "Pasted"
    assert analyse(process, sections_of(("Ada Lorn met Brem Oslak in the old town in 1931.",))).facts


def test_a_bug_in_the_engine_breaks_one_analysis_only(tmp_path: Path) -> None:
    program = (
        "import os, sys, studyapp.worker as w\n"
        "sys.stderr = open(os.devnull, 'w')\n"
        "find = w.find\n"
        "def broken(sections, language, **more):\n"
        "    return 1 / 0 if language == 'broken' else find(sections, language, **more)\n"
        "w.find = broken\n"
        "raise SystemExit(w.main())\n"
    )
    process = ImportProcess([sys.executable, "-c", program])
    try:
        with pytest.raises(UnreadableDocumentError, match="could not be analysed"):
            analyse(process, sections_of(("text",)), language="broken")
        assert parse(process, tmp_path)["document"]["title"] == "Pasted"
        assert analyse(process, sections_of(("text",))).facts == ()
    finally:
        process.close()


def test_without_its_model_the_analysis_is_off_and_parsing_goes_on(tmp_path: Path) -> None:
    program = (
        "import sys, types, studyapp.worker as w\n"
        "from studyapp.domain.errors import KnownError\n"
        "from studyapp.language.version import OFF_HINT, OFF_SENTENCE\n"
        "def analyse(sections, language, **more):\n"
        "    raise KnownError(OFF_SENTENCE, OFF_HINT)\n"
        "engine = types.ModuleType('studyapp.language.engine')\n"
        "engine.analyse = engine.read_back = analyse\n"
        "sys.modules[engine.__name__] = engine\n"
        "raise SystemExit(w.main())\n"
    )
    process = ImportProcess([sys.executable, "-c", program])
    try:
        found = analyse(process, sections_of(("Ada Lorn met Brem Oslak in 1931.",)))
        assert found == Analysis(OFF, (), (), (), (OFF_SENTENCE,))
        assert parse(process, tmp_path)["document"]["title"] == "Pasted"
    finally:
        process.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
def test_an_analysis_that_eats_memory_gets_a_sentence_and_the_process_lives() -> None:
    program = (
        "import studyapp.worker as w\n"
        "w.MEMORY_BYTES = 1_600_000_000\n"
        "find = w.find\n"
        "def eat(sections, language, **more):\n"
        "    eaten = [bytearray(10_000_000) for _ in range(300 * (language == 'eat'))]\n"
        "    return find(sections, language, **more)\n"
        "w.find = eat\n"
        "raise SystemExit(w.main())\n"
    )
    process = ImportProcess([sys.executable, "-c", program])
    try:
        with pytest.raises(UnreadableDocumentError, match="could not be analysed: it needs more memory"):
            analyse(process, sections_of(("text",)), language="eat")
        pid = process.pid
        assert analyse(process, sections_of(("text",))).facts == ()
        assert process.pid == pid
    finally:
        process.close()


@pytest.mark.parametrize("cut", [1, 20, None])
def test_input_that_ends_in_the_middle_of_a_request_ends_the_process_quietly(cut: int | None) -> None:
    section = json.dumps(sections_of(("text",))[0]).encode() + b"\n"
    asked = {"analyse": {"name": "The Ports", "language": "en", "section_count": 3}}
    done = subprocess.run(
        [sys.executable, "-m", "studyapp", "--worker"],
        input=json.dumps(asked).encode() + b"\n" + section + section[:cut],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_an_analysis_may_use_as_much_of_the_processor_as_the_window_waits_for() -> None:
    assert ANALYSIS_CPU_S >= ANALYSIS_LIMIT_S * THREADS


def test_marks_of_notes_are_read_by_nobody_and_stay_in_the_sentence() -> None:
    text = "In 1492 Ferdinand of Aragon conquered Granada[^1], and Spain was one.\n\n[^1]: So it is told.\n"
    sections = parse_file(Source("war.md", text.encode())).sections
    drafts = find(sections, "en", on_progress=lambda _: None).drafts
    assert drafts
    assert not any("[1]" in draft.front + draft.answer for draft in drafts)
    assert {draft.sources[0].sentence for draft in drafts} == {
        "In 1492 Ferdinand of Aragon conquered Granada[1], and Spain was one."
    }
