"""The upload socket of the running product: gunicorn, gevent, two web workers."""

import hashlib
import json
import random
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import requests
import websocket

from scripts.client import JSON, OPENING, Client, Refused, UploadSocket
from scripts.stack import Stack

MIB = 1024 * 1024
FIXTURES = Path(__file__).parents[1] / "fixtures"
CLUSTER = bytes.fromhex("1f43b675")


def content(size: int) -> bytes:
    """Bytes in which every place looks different."""
    return OPENING + random.Random(3).randbytes(size - len(OPENING))


def stored_hash(playback_url: str) -> str:
    """SHA-256 of the object. What is no recording is played only until its probe says so; its URL stays good."""
    digest = hashlib.sha256()
    with requests.get(playback_url, stream=True, timeout=60) as answer:
        answer.raise_for_status()
        for block in answer.iter_content(1024 * 1024):
            digest.update(block)
    return digest.hexdigest()


@contextmanager
def raw(started: JSON, url: str) -> Iterator[websocket.WebSocket]:
    """A socket without any manners: it neither waits for acknowledgements nor reads."""
    target = f"{url.replace('http', 'ws', 1)}/ws/upload/{started['video_id']}?token={started['upload_token']}"
    socket = websocket.create_connection(target, timeout=60, skip_utf8_validation=True)
    try:
        yield socket
    finally:
        socket.shutdown()


def hear(socket: websocket.WebSocket) -> JSON:
    """The next message, or the close frame, which is answered; but for `stored`, which comes when S3 has something."""
    while True:
        opcode, data = socket.recv_data()
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            return {"type": "close", "code": int.from_bytes(data[:2], "big")}
        message: JSON = json.loads(data)
        if message["type"] != "stored":
            return message


def test_a_client_that_ignores_the_window_loses_nothing(stack: Stack, api: Client) -> None:
    """Invariants 2 and 3: it is slowed down by TCP, and every frame arrives."""
    data = content(40 * MIB)
    started = api.start()
    with raw(started, api.url) as socket:
        for start in range(0, len(data), MIB // 2):
            socket.send_binary(data[start : start + MIB // 2])
        socket.send(json.dumps({"type": "finish", "size": len(data)}))
        while (message := hear(socket))["type"] != "finished":
            assert message["type"] in {"ready", "ack"}, message
        assert hear(socket) == {"type": "close", "code": 1000}
    assert stored_hash(message["playback_url"]) == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("behind", [0, 8], ids=["alone", "with more frames behind it"])
def test_a_chunk_that_is_too_large_is_told_so(api: Client, behind: int) -> None:
    """Invariant 8: also a client that is still sending hears the error and the close code."""
    started = api.start()
    with raw(started, api.url) as socket:
        assert hear(socket)["type"] == "ready"
        socket.send_binary(OPENING)
        assert hear(socket) == {"type": "ack", "offset": len(OPENING)}
        socket.send_binary(bytes(started["max_chunk"] + 1))
        for _ in range(behind):
            socket.send_binary(bytes(MIB))
        error, close = hear(socket), hear(socket)
    assert (error["type"], error["code"]) == ("error", "chunk_too_large")
    assert close == {"type": "close", "code": 4413}
    with UploadSocket(api.url, started) as again:
        assert again.offset == len(OPENING)


def test_a_newer_connection_takes_over_whichever_worker_it_meets(api: Client) -> None:
    """Invariant 2: connections spread over the web workers, and the newest alone writes."""
    started = api.start()
    sockets: list[UploadSocket] = []
    data = content(12 * 1000)
    with ExitStack() as opened:
        for index in range(12):
            sockets.append(opened.enter_context(UploadSocket(api.url, started)))
            assert sockets[-1].offset == index * 1000
            sockets[-1].send(data[index * 1000 : (index + 1) * 1000])
            sockets[-1].settle()
        for older in sockets[:-1]:
            with pytest.raises((Refused, websocket.WebSocketException)) as ended:
                older.command(type="finish", size=1)
                while True:
                    older.receive()
            if isinstance(ended.value, Refused):
                assert ended.value.code == "superseded"
        url = sockets[-1].finish()["playback_url"]
    assert stored_hash(url) == hashlib.sha256(data).hexdigest()


def test_sockets_are_told_when_the_server_goes_away(stack: Stack, api: Client) -> None:
    """Invariant 1: 1012 means reconnect, and what was acknowledged is there."""
    started = api.start()
    with ExitStack() as opened:
        sockets = [
            opened.enter_context(UploadSocket(api.url, each)) for each in [*(api.start() for _ in range(5)), started]
        ]
        sockets[-1].send(OPENING)
        sockets[-1].settle()
        stack.signal("web", signal.SIGTERM)
        for socket in sockets:
            with pytest.raises(Refused) as closed:
                while True:
                    socket.receive()
            assert closed.value.status == 1012
    stack.stop_one("web")
    stack.start("web")
    with UploadSocket(api.url, started) as again:
        assert again.offset == len(OPENING)
        again.send(b"678")
        url = again.finish()["playback_url"]
    assert stored_hash(url) == hashlib.sha256(OPENING + b"678").hexdigest()


def test_both_transports_and_their_end_give_one_object(api: Client) -> None:
    """Invariant 2: a recorder may change its transport in the middle."""
    data = (FIXTURES / "webm" / "chromium-vp8-opus.webm").read_bytes()
    started = api.start()
    with UploadSocket(api.url, started) as socket:
        socket.send(data[:20_000])
        socket.settle()
    headers = {"Upload-Offset": "20000"}
    answer = api.call("POST", f"/video/chunk/{started['video_id']}", data=data[20_000:40_000], headers=headers)
    assert answer == {"offset": 40_000, "stored": 0}
    with UploadSocket(api.url, started) as socket:
        assert socket.offset == 40_000
        socket.send(data[40_000:])
        socket.settle()
    assert api.finish_by_rest(started, len(data))["status"] == "processing"
    video = api.wait_for(started["video_id"], lambda video: video["playback"] is not None)
    stored = requests.get(video["playback"]["url"], timeout=60).content
    # The head is made anew, with the index in it.
    assert stored.endswith(data[data.index(CLUSTER) :])
