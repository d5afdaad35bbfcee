"""TCP proxies whose connections can be cut: the network between a browser and the web server."""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"
BLOCK = 64 * 1024
POLL_SECONDS = 0.2
SHAKE_SECONDS = 5.0


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
                server = self._reach(client)
            except OSError:
                return False
            self._open |= {client, server}
        threading.Thread(target=self._serve, args=(client, server), daemon=True).start()
        return True

    def _reach(self, client: socket.socket) -> socket.socket:
        """A connection to what the client wants; raises OSError where there is none."""
        return socket.create_connection((HOST, self._server_port))

    def _serve(self, client: socket.socket, server: socket.socket) -> None:
        answers = threading.Thread(target=_pump, args=(server, client), daemon=True)
        answers.start()
        _pump(client, server)
        answers.join()
        with self._lock:
            self._open -= {client, server}
        client.close()
        server.close()


class CuttableSocks(CuttableProxy):
    """The same as a SOCKS 5 proxy (RFC 1928), which reaches every port of this machine and nothing else."""

    def __init__(self) -> None:
        super().__init__(server_port=0)

    def _reach(self, client: socket.socket) -> socket.socket:
        client.settimeout(SHAKE_SECONDS)
        methods = _read(client, 2)[1]
        _read(client, methods)
        client.sendall(b"\x05\x00")
        kind = _read(client, 4)[3]
        _read(client, {1: 4, 4: 16}.get(kind) or _read(client, 1)[0])
        port = int.from_bytes(_read(client, 2))
        server = socket.create_connection((HOST, port))
        client.sendall(b"\x05\x00\x00\x01" + bytes(6))
        client.settimeout(None)
        return server


def _read(source: socket.socket, size: int) -> bytes:
    data = source.recv(size, socket.MSG_WAITALL)
    if len(data) < size:
        raise ConnectionError("the client went away")
    return data


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while block := source.recv(BLOCK):
            target.sendall(block)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
