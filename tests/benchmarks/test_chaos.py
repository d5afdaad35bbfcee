"""What the chaos runs rely on: a comparison that sees every loss, results that add up, a recorder's links."""

import json
import re
import socket
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha1
from pathlib import Path
from threading import Thread

from benchmarks import chaos
from benchmarks.support import proof, report, results
from benchmarks.support.links import SocketLink
from benchmarks.support.rounds import Outcome
from benchmarks.support.streams import CAMERA, head_length, recording
from scripts.client import Client

SENT = recording(CAMERA, 200_000)
HEAD = head_length(SENT)


def test_the_sent_bytes_behind_any_head_are_no_loss() -> None:
    found = proof.compare(SENT, SENT, len(SENT))
    assert (found.lost, found.foreign, found.new_head) == (0, 0, False)


def test_bytes_that_are_missing_at_the_end_are_lost_as_far_as_they_were_promised() -> None:
    assert proof.compare(SENT, SENT[:-1000], len(SENT)).lost == 1000
    assert proof.compare(SENT, SENT[:-1000], len(SENT) - 400).lost == 600
    assert proof.compare(SENT, SENT[:-1000], len(SENT) - 1000).lost == 0


def test_a_changed_repeated_or_missing_byte_is_seen_wherever_it_is() -> None:
    for place in (HEAD + 500, 100_000, len(SENT) - 1):
        changed = SENT[:place] + bytes([SENT[place] ^ 1]) + SENT[place + 1 :]
        rest = len(SENT) - place
        assert (proof.compare(SENT, changed, len(SENT)).lost, proof.compare(SENT, changed, 0).foreign) == (rest, rest)
    repeated = proof.compare(SENT, SENT + SENT[-10:], len(SENT))
    assert (repeated.lost, repeated.foreign) == (0, 10)
    assert proof.compare(SENT, SENT[:100_000] + SENT[100_007:], len(SENT)).lost >= 7


def test_rounds_of_several_runs_add_up(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "results"
    assert results.load(path) == []
    rounds = [
        Outcome("reload", 1, 0.5, recordings=3, sent=2_000_000, troubles=Counter({"1012": 2}), recoveries=[0.5]),
        Outcome("reload", 2, 1.1, recordings=3, sent=3_000_000, lost=7, problems=["something"]),
    ]
    for each in rounds:
        results.append(path, each)
    assert results.load(path) == rounds
    *_, reload, total = report.table(results.load(path)).splitlines()
    for row in (reload, total):
        assert [cell.strip() for cell in row.split("|")][2:7] == ["2", "6", "5", "7", "1"]


def test_the_fault_with_the_fewest_rounds_comes_next() -> None:
    plan = list(chaos._plan(["reload", "gone"], 2, 10, Counter(reload=2)))
    assert plan == [("gone", 10), ("gone", 11), ("reload", 10), ("reload", 11)]


READY = json.dumps({"type": "ready", "offset": 0, "stored": 0, "window": 4}).encode()
STORED = json.dumps({"type": "stored", "offset": 5}).encode()
# RFC 6455, section 5.2: the first byte of a whole message, and of a ping.
TEXT, PING = b"\x81", b"\x89"


@contextmanager
def upload_server(*frames: tuple[bytes, bytes]) -> Iterator[int]:
    """Sends these frames to the one client that comes, then nothing. Yields its port."""

    def serve(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(
                _accepting(connection) + b"".join(kind + bytes([len(data)]) + data for kind, data in frames)
            )
            while connection.recv(1024):
                pass

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=serve, args=(listener,))
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


def _accepting(connection: socket.socket) -> bytes:
    """Reads a client's handshake; returns the answer (RFC 6455, section 4.2.2)."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += connection.recv(1)
    key = re.search(rb"Sec-WebSocket-Key: (\S+)", head)
    assert key
    accept = b64encode(sha1(key[1] + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
    upgrade = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    return upgrade + b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"


def test_a_ping_does_not_keep_a_recorder_from_sending() -> None:
    with upload_server((PING, b""), (TEXT, READY), (PING, b""), (TEXT, STORED), (PING, b"")) as port:
        link = SocketLink(Client(f"http://127.0.0.1:{port}", "", {}), {"video_id": "x", "upload_token": "y"})
        heard = []
        while not heard:
            heard = list(link.answers(5.0, 5.0))
        assert heard == [(None, 0, 5)]
        assert not link.heard_finished(0.2), "nothing comes but pings"
        link.hang_up()
