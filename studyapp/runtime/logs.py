"""The log file: what happened, without the person's text."""

from __future__ import annotations

import logging
import time
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from studyapp.domain.errors import KnownError

if TYPE_CHECKING:
    from pathlib import Path

LOG_BYTES = 1_000_000
LOG_FILES = 3  # the present one and two before it


def start_log(folder: Path) -> logging.Handler:
    """Write the records of all loggers, from INFO on, to `studyapp.log` in the folder, times in UTC.

    Returns the handler, for `stop_log`. Raises KnownError when the file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "studyapp.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES - 1, encoding="utf-8"
        )
    except OSError as error:
        raise KnownError(f"The log cannot be written: {error.strerror or error}.") from error
    formatter = logging.Formatter(
        "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S"
    )
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler


def stop_log(handler: logging.Handler) -> None:
    """Close the log file that `start_log` opened."""
    logging.getLogger().removeHandler(handler)
    handler.close()
