"""One window at a time: a second start hands its paths to the first and ends."""

from __future__ import annotations

import contextlib
import getpass
import hashlib
import json
import logging
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

PATIENCE: Final = 5000
"""Milliseconds in which the first window must take the paths."""
BETWEEN: Final = 0.05
"""Seconds between two tries to reach it."""
LONGEST: Final = 100
"""Bytes of a socket's path; systems take 104 and more."""
LIMIT: Final = 1 << 20
"""The longest message, in bytes; anybody who writes more is none of ours."""


class SingleInstance(QObject):
    """The right to be the one window over a folder of state.

    Use: ``claim()``; when it is refused, ``hand_over(paths)`` and end; else ``listen()`` as soon as there is
    an application. The first window hears of others by `paths_received`, with an empty list when somebody
    just started the program again.
    """

    paths_received = Signal(object)

    def __init__(self, state: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        digest = hashlib.sha256(f"{getpass.getuser()}\0{state.absolute()}".encode()).hexdigest()[:16]
        self._name = _address(f"newsfold-{digest}", state)
        with contextlib.suppress(PermissionError):
            state.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(state / "window.lock"))
        # The lock of a dead process is taken over at once; that of a living one never grows stale.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Become the one window; false when another one is.

        Where nothing may be written there is no lock, and every start opens a window of its own.
        """
        if self._lock.tryLock(0):
            # Only the holder of the lock gets here, so a socket that lies about is a dead one's.
            QLocalServer.removeServer(self._name)
        elif self._lock.error() is QLockFile.LockError.LockFailedError:
            return False
        return True

    def listen(self) -> None:
        """Hear from now on what others hand over; where that cannot be had, this window still works."""
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        if not self._server.listen(self._name):
            log.info("later starts cannot be heard: %s", self._server.errorString())

    def hand_over(self, paths: Sequence[Path]) -> bool:
        """Give the first window these paths (made absolute); false when it does not answer.

        One that has just been started listens only when there is an application. Where there was none here,
        this object is of no more use afterwards: whoever finds the window gone begins with another.
        """
        message = json.dumps([str(path.absolute()) for path in paths]).encode() + b"\n"
        with _application():
            end = time.monotonic() + PATIENCE / 1000
            while not (taken := self._sent(message)) and time.monotonic() < end and not self._is_free():
                time.sleep(BETWEEN)
        return taken

    def _is_free(self) -> bool:
        """Say whether the other window has gone."""
        free = self._lock.tryLock(0)
        if free:
            self._lock.unlock()
        return free

    def _sent(self, message: bytes) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(PATIENCE):
            return False
        socket.write(message)
        taken = socket.waitForBytesWritten(PATIENCE) and socket.waitForReadyRead(PATIENCE)
        socket.disconnectFromServer()
        return bool(taken)

    def release(self) -> None:
        """Let the next one in."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    @Slot()
    def _on_connection(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(self._on_message)

    @Slot()
    def _on_message(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket):
            return
        if not socket.canReadLine():
            if socket.bytesAvailable() > LIMIT:
                socket.abort()
            return
        try:
            paths = json.loads(bytes(socket.readLine().data()))
        except ValueError:
            return
        if isinstance(paths, list) and all(isinstance(path, str) for path in paths):
            socket.write(b"taken\n")
            socket.flush()
            self.paths_received.emit(paths)


@contextlib.contextmanager
def _application() -> Iterator[None]:
    """Have an application, which sockets need, and none afterwards where there was none."""
    own = None if QCoreApplication.instance() else QCoreApplication([])
    yield
    if own is not None:
        own.shutdown()


def _address(name: str, state: Path) -> str:
    """Return where to listen: where nobody else may write, on Windows by name.

    In the user's runtime folder where there is one, else beside the lock; a socket's path must not be long.
    """
    if os.name == "nt":
        return name
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and os.access(runtime, os.W_OK):
        return str(Path(runtime) / name)
    beside = os.path.abspath(state / "window.socket")  # noqa: PTH100 - links stay as they are
    return beside if len(os.fsencode(beside)) <= LONGEST else str(Path(tempfile.gettempdir()) / name)
