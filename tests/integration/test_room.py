"""A room of the running product: gunicorn, gevent, two web workers, which hear each other through Redis."""

from contextlib import ExitStack
from pathlib import Path

from scripts.client import Client
from scripts.resources import tree
from scripts.stack import Stack
from tests.support.live import Socket


def sockets_of(stack: Stack) -> list[int]:
    """How many connections each web worker has."""
    folders = [Path(f"/proc/{pid}/fd") for pid in tree(stack.pid("web")) if pid != stack.pid("web")]
    return [sum("socket:" in str(link.readlink()) for link in folder.iterdir()) for folder in folders]


def heard(socket: Socket, count: int) -> dict[str, list[float]]:
    """The places of so many strokes, by who drew them."""
    found: dict[str, list[float]] = {}
    for _ in range(count):
        told = socket.hear_until("stroke")
        found.setdefault(told["from"], []).append(told["points"][0][0])
    return found


def test_everybody_hears_everybody_whichever_worker_they_met(stack: Stack, api: Client) -> None:
    video = api.start()["video_id"]
    idle = sockets_of(stack)
    with ExitStack() as opened:
        sockets = [opened.enter_context(Socket.of_room(stack.urls["web"], video, token=api.token)) for _ in range(12)]
        peers = [socket.hear_until("welcome")["peer"] for socket in sockets]
        # The kernel gave some to each.
        busy = [now > before + 1 for now, before in zip(sockets_of(stack), idle, strict=True)]
        assert busy.count(True) >= 2
        for number in range(20):
            for socket in sockets[:3]:
                socket.say(type="stroke", phase="points", id="s", points=[[number / 20, 0.5]])
        drawn = {peer: [number / 20 for number in range(20)] for peer in peers[:3]}
        assert [heard(socket, 60) for socket in sockets] == [drawn] * 12
        made = api.call("POST", "/annotations/", json={"video_id": video, "timestamp": 0, "content": "Here"})
        assert [socket.hear_until("changed")["item"] for socket in sockets] == [made] * 12
