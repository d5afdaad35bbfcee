"""A TCP proxy whose connections can be cut: the network between a browser and the web server."""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"
BLOCK = 64 * 1024
POLL_SECONDS = 0.2


class CuttableProxy:
    """Passes bytes on between its own `port` and a server's on this machine, except while it is cut."""

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._listener = socket.create_server((HOST, 0))
        self._listener.settimeout(POLL_SECONDS)
        self.port: int = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._is_cut = False
        self._ended = False
        self.refused = 0
        self._acceptor = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Self:
        self._acceptor.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended = True
        self.cut()
        self._acceptor.join()
        self._listener.close()

    def cut(self) -> None:
        """Ends every connection, and each new one at once, until `mend`."""
        with self._lock:
            self._is_cut = True
            for end in self._open:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Lets new connections through again."""
        with self._lock:
            self._is_cut = False

    def _accept(self) -> None:
        while not self._ended:
            try:
                client, _ = self._listener.accept()
            except TimeoutError:
                continue
            if not self._connect(client):
                self.refused += 1
                client.close()

    def _connect(self, client: socket.socket) -> bool:
        with self._lock:
            if self._is_cut:
                return False
            try:
                server = socket.create_connection((HOST, self._server_port))
            except OSError:
                return False
            self._open |= {client, server}
        threading.Thread(target=self._serve, args=(client, server), daemon=True).start()
        return True

    def _serve(self, client: socket.socket, server: socket.socket) -> None:
        answers = threading.Thread(target=_pump, args=(server, client), daemon=True)
        answers.start()
        _pump(client, server)
        answers.join()
        with self._lock:
            self._open -= {client, server}
        client.close()
        server.close()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while block := source.recv(BLOCK):
            target.sendall(block)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
