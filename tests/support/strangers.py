"""What a stranger on the same machine gets to see: which ports are open, what each says to somebody without a key."""

import os
import socket
import ssl
import struct
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_LISTENS = "0A"
_PATIENCE = 0.5
_MOST = 1 << 20
_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
_HEADERS, _DATA, _SETTINGS = 1, 0, 4
_END_STREAM, _END_HEADERS = 1, 4


def open_ports(pids: Iterable[int]) -> set[int]:
    """The TCP ports on which these processes and their children listen."""
    sockets = {inode for pid in _family(set(pids)) for inode in _sockets(pid)}
    return {port for inode, port in _listening() if inode in sockets}


def command_lines(pids: Iterable[int]) -> list[str]:
    """What any account may read of these processes and their children (proc(5))."""
    found = []
    for pid in _family(set(pids)):
        with suppress(OSError):
            found.append(Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


def _family(pids: set[int]) -> set[int]:
    parents = {int(entry.name): _parent(entry) for entry in Path("/proc").iterdir() if entry.name.isdigit()}
    while more := {pid for pid, parent in parents.items() if parent in pids} - pids:
        pids |= more
    return pids


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _sockets(pid: int) -> Iterator[str]:
    with suppress(OSError):
        for handle in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                name = os.readlink(handle)
                if name.startswith("socket:["):
                    yield name[8:-1]


def _listening() -> Iterator[tuple[str, int]]:
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == _LISTENS:
                yield fields[9], int(fields[1].rpartition(":")[2], 16)


def says(port: int, sent: bytes, tls: bool = False, alpn: str | None = None) -> bytes:
    """Everything that a port answers to these bytes; nothing where it does not listen to us."""
    try:
        with socket.create_connection(("127.0.0.1", port), _PATIENCE) as plain:
            link = _stranger(alpn).wrap_socket(plain) if tls else plain
            with link:
                link.sendall(sent)
                return _all_of(link)
    except OSError:
        return b""


def _stranger(alpn: str | None) -> ssl.SSLContext:
    """Trusts everybody, and shows no certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if alpn:
        context.set_alpn_protocols([alpn])
    return context


def _all_of(link: socket.socket) -> bytes:
    link.settimeout(_PATIENCE)
    heard = b""
    with suppress(OSError):
        while len(heard) < _MOST and (piece := link.recv(65536)):
            heard += piece
    return heard


def get(port: int, path: str, tls: bool = False) -> tuple[int, bytes]:
    """Status and body of one GET as a page of another origin would send it; 0 where the answer is no HTTP."""
    head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\nConnection: close\r\n\r\n"
    answer = says(port, head.encode(), tls)
    if not answer.startswith(b"HTTP/1."):
        return 0, answer
    return int(answer.split(b" ", 2)[1]), answer.partition(b"\r\n\r\n")[2]


def call(port: int, method: str, message: bytes, tls: bool = False) -> bytes:
    """What a gRPC method answers, frames and all (RFC 9113): messages are in it as they are."""
    headers = {
        ":method": "POST",
        ":scheme": "http",
        ":path": method,
        ":authority": "localhost",
        "content-type": "application/grpc",
        "te": "trailers",
    }
    block = b"".join(b"\0" + _text(name) + _text(value) for name, value in headers.items())
    body = struct.pack("!BL", 0, len(message)) + message
    frames = _frame(_SETTINGS, 0, 0, b"") + _frame(_HEADERS, _END_HEADERS, 1, block)
    return says(port, _PREFACE + frames + _frame(_DATA, _END_STREAM, 1, body), tls, alpn="h2")


def _text(text: str) -> bytes:
    return bytes([len(text)]) + text.encode()


def _frame(kind: int, flags: int, stream: int, payload: bytes) -> bytes:
    return struct.pack("!L", len(payload))[1:] + struct.pack("!BBL", kind, flags, stream) + payload


def field(number: int, text: str) -> bytes:
    """A string in a protobuf message."""
    return bytes([number << 3 | 2]) + _text(text)
