"""Asks a virus scanner, clamd, about a stream of bytes by its INSTREAM command (clamd(8)).

Its own client, because the protocol is small and the one on PyPI was last released in 2014:
a command, blocks with their length before them, an empty block; then one line says what was found.
"""

import socket
import struct
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum

from app.errors import VideoFlowError

# libclamav scans no file of 2 GiB or more, whatever its settings (clamd.conf(5), MaxFileSize).
MOST_BYTES = 2 * 1024**3 - 1
_LONGEST_ANSWER = 4096
_CONNECT_SECONDS = 10.0
# What it says instead of a name when it gave up at one of its limits (AlertExceedsMax in clamd.conf).
_LIMIT_ALERT = "Heuristics.Limits.Exceeded"


class Verdict(StrEnum):
    """What came out of a scan."""

    CLEAN = "clean"
    INFECTED = "infected"
    TOO_LARGE = "too_large"
    NO_ENGINE = "no_engine"


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict and, for what was found, its name."""

    verdict: Verdict
    detail: str | None = None


class ScannerAway(VideoFlowError):
    """The engine does not answer, or not as it should; it may later."""

    def __init__(self, reason: str) -> None:
        super().__init__("scanner_unavailable", "The virus scanner does not answer.", 503, retryable=True)
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.message} ({self.reason})"

    def __reduce__(self) -> tuple[type["ScannerAway"], tuple[str]]:
        return (type(self), (self.reason,))


def scan(address: str, blocks: Iterable[bytes], seconds: float) -> Finding:
    """Streams the blocks to the engine at `unix:/path` or `host:port`, holding one of them at a time.

    `seconds` is how long all of it may take. Raises ScannerAway, and whatever `blocks` raises.
    """
    deadline = time.monotonic() + seconds
    with _connected(address) as link:
        try:
            link.sendall(b"zINSTREAM\0")
            for block in blocks:
                _send(link, block, deadline)
            _send(link, b"", deadline)
        except (BrokenPipeError, ConnectionResetError):
            # It stops to listen at its StreamMaxLength; what it said then is there to be read.
            pass
        except OSError as error:
            raise ScannerAway(str(error)) from error
        return read_answer(_answer(link, deadline))


def read_answer(line: str) -> Finding:
    """What the engine's line means. Raises ScannerAway for an error of its own."""
    said = line.removeprefix("stream:").strip()
    if said == "OK":
        return Finding(Verdict.CLEAN)
    if "size limit exceeded" in said:
        return Finding(Verdict.TOO_LARGE)
    name, _, found = said.rpartition(" ")
    if found == "FOUND" and name:
        if name.startswith(_LIMIT_ALERT):
            return Finding(Verdict.TOO_LARGE, name)
        return Finding(Verdict.INFECTED, name)
    raise ScannerAway(said or "it said nothing")


@contextmanager
def _connected(address: str) -> Iterator[socket.socket]:
    try:
        link = _connect(address)
    except (OSError, ValueError) as error:
        raise ScannerAway(str(error)) from error
    try:
        yield link
    finally:
        with suppress(OSError):
            link.close()


def _connect(address: str) -> socket.socket:
    if address.startswith("unix:"):
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(_CONNECT_SECONDS)
        try:
            link.connect(address.removeprefix("unix:"))
        except OSError:
            link.close()
            raise
        return link
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), _CONNECT_SECONDS)


def _send(link: socket.socket, block: bytes, deadline: float) -> None:
    _allow(link, deadline)
    link.sendall(struct.pack("!L", len(block)))
    if block:
        link.sendall(block)


def _answer(link: socket.socket, deadline: float) -> str:
    said = b""
    try:
        while not said.endswith(b"\0") and len(said) < _LONGEST_ANSWER:
            _allow(link, deadline)
            piece = link.recv(_LONGEST_ANSWER)
            if not piece:
                break
            said += piece
    except OSError as error:
        raise ScannerAway(str(error)) from error
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()


def _allow(link: socket.socket, deadline: float) -> None:
    left = deadline - time.monotonic()
    if left <= 0:
        raise ScannerAway("it took too long")
    link.settimeout(left)
