"""The log keeps what happened; the report of a bug keeps the person's text out."""

from __future__ import annotations

import logging
import re
import sqlite3
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.errors import KnownError
from studyapp.runtime.crash import report
from studyapp.runtime.logs import LOG_BYTES, start_log, stop_log

if TYPE_CHECKING:
    from pathlib import Path


def caught(error: BaseException, cause: BaseException | None = None) -> BaseException:
    with pytest.raises(type(error)) as info:
        raise error from cause
    return info.value


def test_records_go_to_the_file_with_utc_times(tmp_path: Path) -> None:
    level = logging.getLogger().level
    handler = start_log(tmp_path / "logs")
    logging.getLogger("studyapp.test").info("imported %d sections", 12)
    logging.getLogger("studyapp.test").debug("unseen")
    stop_log(handler)
    logging.getLogger().setLevel(level)
    text = (tmp_path / "logs" / "studyapp.log").read_text("utf-8")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z INFO studyapp\.test: imported 12 sections\n", text)


def test_the_log_does_not_grow_without_end(tmp_path: Path) -> None:
    level = logging.getLogger().level
    handler = start_log(tmp_path)
    for _ in range(5 * LOG_BYTES // 100_000):
        logging.getLogger("studyapp.test").info("x" * 100_000)
    stop_log(handler)
    logging.getLogger().setLevel(level)
    assert len(list(tmp_path.iterdir())) == 3


def test_a_log_that_cannot_be_written_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KnownError, match="The log cannot be written: "):
        start_log(tmp_path / "file" / "logs")


def test_a_report_names_versions_places_and_types() -> None:
    text = report(
        caught(AttributeError("'NoneType' object has no attribute 'title'"), KeyError("my secret note"))
    )
    assert text.startswith("studyapp ")
    assert "Python 3." in text
    assert text.index("builtins.KeyError\n") < text.index("builtins.AttributeError: 'NoneType' object")
    assert re.search(r"test_reports\.py:\d+ in caught: raise error from cause", text)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("my secret note"),
        KeyError("my secret note"),
        KnownError("“my secret note” is empty."),
        FileNotFoundError(2, "No such file", "/home/me/my secret note.md"),
        UnicodeDecodeError("utf-8", b"my secret note", 0, 1, "reason"),
    ],
)
def test_a_report_keeps_the_persons_text_out(error: Exception) -> None:
    text = report(caught(error))
    assert "secret" not in text
    assert type(error).__name__ in text


def test_a_report_keeps_what_names_code_alone() -> None:
    assert "no such column: x" in report(caught(sqlite3.OperationalError("no such column: x")))
    assert "[28] No space left" in report(caught(OSError(28, "No space left", "/home/me/x")))


def test_a_report_of_a_circle_of_causes_ends() -> None:
    first, second = ValueError(), TypeError()
    first.__cause__, second.__cause__ = second, first
    assert report(first).count("builtins.") == 2
