"""The library's file and its connections: one that writes, and a read-only one for each thread that reads.

Invariant: everything is written inside `Database.transaction()`, which commits whole or leaves no trace.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from studyapp.storage import undo
from studyapp.storage.failures import plain_failures
from studyapp.storage.migrate import check_version, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_NAME = "library.sqlite"
_BUSY_TIMEOUT_S = 5.0


class Database:
    """An open library file. `writable` libraries are migrated and may be changed; others only read."""

    def __init__(
        self, path: Path, *, writable: bool = True, factory: type[sqlite3.Connection] = sqlite3.Connection
    ) -> None:
        self.path = path
        self._factory = factory
        self._writing = threading.RLock()
        self._readers = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._immutable = False
        self._writer: sqlite3.Connection | None = None
        self._watched = False
        with plain_failures(path):
            try:
                if writable:
                    self._writer = self._open_writer()
                else:
                    self._check_readable()
            except BaseException:
                self.close()
                raise

    @property
    def writable(self) -> bool:
        """Whether this library may be changed."""
        return self._writer is not None

    def version(self) -> int:
        """Return the schema version, 0 for a file without a schema."""
        return check_version(self.reading(), self.path)

    def reading(self) -> sqlite3.Connection:
        """Return this thread's read-only connection."""
        connection: sqlite3.Connection | None = getattr(self._readers, "connection", None)
        if connection is None:
            mode = "mode=ro&immutable=1" if self._immutable else "mode=ro"
            connection = self._connect(f"{self.path.absolute().as_uri()}?{mode}")
            connection.execute("PRAGMA query_only = ON")
            self._readers.connection = connection
        return connection

    @contextmanager
    def query(self) -> Iterator[sqlite3.Connection]:
        """Give this thread's read-only connection; what goes wrong with the file becomes a sentence."""
        with plain_failures(self.path):
            yield self.reading()

    @contextmanager
    def transaction(self, *, recorded: bool = False) -> Iterator[sqlite3.Connection]:
        """Give the read-write connection for one transaction: committed at the end, else rolled back.

        `recorded`: steps of undo are written or taken back in it.
        """
        if self._writer is None:
            msg = "this library was opened to read only"
            raise RuntimeError(msg)
        with self._writing, plain_failures(self.path):
            connection = self._writer
            if recorded and not self._watched:  # not before: a window opens before its first frame
                undo.watch(connection)
                self._watched = True
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.OperationalError):  # SQLite itself rolls back when the disk is full
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close every connection, of whichever thread; the last one folds the WAL into the file."""
        for connection in reversed(self._opened):
            connection.close()
        self._opened.clear()
        self._readers = threading.local()
        self._writer = None

    def _connect(self, uri: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri,
            uri=True,
            timeout=_BUSY_TIMEOUT_S,
            isolation_level=None,
            check_same_thread=False,  # each is used by one thread; only close() comes from another
            factory=self._factory,
        )
        self._opened.append(connection)
        return connection

    def _open_writer(self) -> sqlite3.Connection:
        connection = self._connect(f"{self.path.absolute().as_uri()}?mode=rwc")
        check_version(connection, self.path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection, self.path)
        return connection

    def _check_readable(self) -> None:
        """Open once to read; a WAL database on a read-only mount opens only as immutable."""
        try:
            check_version(self.reading(), self.path)
        except sqlite3.OperationalError:
            self._readers = threading.local()
            self._immutable = True
            check_version(self.reading(), self.path)
