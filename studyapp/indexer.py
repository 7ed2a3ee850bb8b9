"""The index process: it alone writes the search index while a window is open.

It is started as `studyapp --indexer LIBRARY CACHE`, with the folders of a library and of the caches. Each
line on standard input asks for a refresh; the answer is a JSON line:

    {"refreshed": 0 | 1 | 2}        (`services.searching.Refreshed`)
    {"error": {"sentence": str, "hint": str}}

It reads the library and never writes it; the window forgets what the index has taken in. It ends at once
when standard input closes, also in the middle of a refresh: an index that was not finished is finished or
made anew by the next one. A bug ends it with a traceback on standard error.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from studyapp.domain.errors import KnownError
from studyapp.runtime.clock import now
from studyapp.runtime.limits import give_way
from studyapp.services.library import open_library
from studyapp.services.searching import SearchService

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Refresh the index as often as it is asked for; return the exit status."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the program that started it
    give_way()
    folder, cache = map(Path, arguments)
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, requests), daemon=True).start()
    with closing(open_library(folder, now, writable=False)) as library:
        search = SearchService(library, cache)
        while True:
            requests.get()
            _say(_refresh(search))


def _refresh(search: SearchService) -> dict[str, object]:
    try:
        return {"refreshed": int(search.refresh())}
    except KnownError as error:
        return {"error": {"sentence": error.sentence, "hint": error.hint}}


def _say(answer: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _read(lines: BinaryIO, requests: queue.SimpleQueue[bytes]) -> None:
    """Pass the requests on, and end the process when nobody can ask any more."""
    for line in lines:
        requests.put(line)
    os._exit(0)
