"""The one window of a library: a second start hands over what it is asked for, and ends.

Who holds the library's lock listens, so a socket that is there before is a dead process's, to be replaced.
"""

from __future__ import annotations

import os
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from studyapp.runtime.wanted import decode, encode

if TYPE_CHECKING:
    from studyapp.runtime.wanted import Wanted

_CONNECT_MS, _ANSWER_MS = 500, 5000  # the answer waits for what the window is doing
_DONE = b"ok\n"
_MOST_BYTES = 1024 * 1024


def door_name(folder: Path) -> str:
    """Return the name of the socket for a library's folder: a path where sockets are files."""
    name = f"studyapp-{sha256(os.fsencode(folder.resolve())).hexdigest()[:24]}"
    if sys.platform == "win32":
        return name
    return str(Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir(), name))


def hand_over(folder: Path, wanted: Wanted) -> bool:
    """Give what is wanted to the window that has this library; say whether it has taken it."""
    name = door_name(folder)
    if not _is_ours(name):
        return False
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_CONNECT_MS):
        return False
    socket.write(encode(wanted))
    answer = b""
    while len(answer) < len(_DONE) and socket.waitForReadyRead(_ANSWER_MS):
        answer += socket.readAll().data()
    socket.close()
    return answer == _DONE


class Door(QObject):
    """Listens for other starts on the same library."""

    wanted = Signal(object)  # Wanted

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._name = door_name(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def open(self) -> bool:
        """Listen, in place of a dead process; say whether that could be."""
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _welcome(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setParent(self)
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _MOST_BYTES:
                socket.abort()
            return
        try:
            wanted = decode(bytes(socket.readLine().data()))
        except ValueError:
            socket.abort()
            return
        socket.write(_DONE)
        socket.flush()
        self.wanted.emit(wanted)


def _is_ours(name: str) -> bool:
    """Say whether a socket is this person's own: in a shared folder others could have made one."""
    if sys.platform == "win32":
        return True
    try:
        return os.lstat(name).st_uid == os.getuid()
    except OSError:
        return False
