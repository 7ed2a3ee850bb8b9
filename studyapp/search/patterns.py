"""Regular expressions over texts as they are written, with a limit on the time that they may take."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import regex

from studyapp.domain.errors import QueryError
from studyapp.domain.places import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

LENGTH_LIMIT: Final = 500  # code points of an expression
TIME_LIMIT_S: Final = 2.0  # for all texts that one query looks at
MARKS_S: Final = 0.1  # for the marks of one text
MOST_MARKS: Final = 1_000  # in one text
_RECURSION: Final = regex.compile(
    r"(?<!\\)\(\?(?:R|[0-9]|&|P>)"
)  # it may take all memory before its time is up
_TOO_SLOW: Final = "This regular expression takes too long."


class Pattern:
    """A regular expression; small and capital letters are alike unless it says (?-i:…).

    Raises QueryError with the place in the query where the expression goes wrong.
    """

    def __init__(self, source: str, position: int) -> None:
        self.source = source
        self._position = position
        if len(source) > LENGTH_LIMIT:
            raise QueryError(
                f"A regular expression has at most {LENGTH_LIMIT} characters.", position + LENGTH_LIMIT
            )
        if recursion := _RECURSION.search(source):
            raise QueryError("An expression cannot contain itself here.", position + recursion.start())
        try:
            self._compiled = regex.compile(source, regex.IGNORECASE | regex.VERSION0, cache_pattern=False)
        except (regex.error, RecursionError, OverflowError, MemoryError) as error:
            at = position + (getattr(error, "pos", None) or 0)
            raise QueryError(
                f"The regular expression is not right: {getattr(error, 'msg', error)}.", at
            ) from error

    def watch(self) -> Watch:
        """Begin to look at texts."""
        return Watch(self._compiled, self._position)

    def marks(self, text: str) -> Iterator[Mark]:
        """Yield where the expression is in a text; nothing where that takes too long."""
        try:
            for count, found in enumerate(self._compiled.finditer(text, timeout=MARKS_S, concurrent=True)):
                if count >= MOST_MARKS:
                    return
                if found.end() > found.start():
                    yield Mark(found.start(), found.end())
        except (TimeoutError, MemoryError):
            return


class Watch:
    """One look at many texts, which together may take only so long."""

    def __init__(self, compiled: regex.Pattern[str], position: int) -> None:
        self._compiled = compiled
        self._position = position
        self._end = time.monotonic() + TIME_LIMIT_S

    def is_in(self, text: str) -> bool:
        """Whether a text holds the expression, which must not be empty there; QueryError when time is up."""
        left = self._end - time.monotonic()
        try:
            if left > 0:
                found = self._compiled.search(text, timeout=left, concurrent=True)
                if found is None or found.end() > found.start():
                    return found is not None
                return any(
                    found.end() > found.start()
                    for found in self._compiled.finditer(text, timeout=left, concurrent=True)
                )
        except (TimeoutError, MemoryError):
            pass
        raise QueryError(_TOO_SLOW, self._position)
