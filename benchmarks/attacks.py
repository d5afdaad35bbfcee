"""Recorders while somebody attacks: how long their acknowledgements take, beside none, in one run.

    python -m benchmarks.attacks [--recorders 20] [--seconds 30] [--attacks "none,logins,..."]
                                [--caddy /usr/bin/caddy]

The attacks, each from fifty addresses of this machine's own network:
    logins    200 sign-ins a second with a wrong password
    bodies    10,000 connections with a head that promises a body, and no body
    chunks    the same as chunks of recordings, which nobody is signed in for
    heads     10,000 connections with half a head, a byte more now and then
    sockets   2,000 WebSockets that nobody is signed in for, opened again and again
    bombs     JSON of a mebibyte that nests a million levels deep, ten a second
While each goes on, somebody else asks for a page and for their videos once a second: the last columns. The limits are
those of a server on the internet (LIMITS_FACTOR 1). Attackers, recorders and server share this machine's processors:
"late" is how long after their time chunks were sent, which the server has no part in and the acknowledgements contain.
Five minutes of the two that hold connections: --seconds 300 --attacks bodies,sockets. With --caddy everything goes
through the proxy that docker-compose puts before the product.
"""

import argparse
import asyncio
import contextlib
import json
import multiprocessing
import random
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.support.crowd import Plan, Tally, run
from benchmarks.support.labelled import Labelled
from benchmarks.support.proxied import behind
from benchmarks.support.streams import SCREEN
from scripts.client import Client
from scripts.stack import Stack

BYTES_PER_SECOND = 100_000
PERIOD = 1.0
CHUNK = int(BYTES_PER_SECOND * PERIOD)
# All recorders of a run are one person's.
_RECORDERS = "start.person=100000/hour; videos.person=100000/day; uploads.person=100000 at once; "
_RECORDERS += "sockets.person=100000 at once; sockets.address=100000 at once"
ADDRESSES = [f"127.1.0.{n + 1}" for n in range(50)]
CONTEXT = multiprocessing.get_context("spawn")
Counts = Counter[str]


def main() -> None:
    """Runs each attack once and prints a line for it."""
    options = _options()
    stream = Labelled(SCREEN, int(options.seconds * BYTES_PER_SECOND))
    with tempfile.TemporaryDirectory(prefix="videoflow-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL may have to run as another account, and must get in
        with Stack(Path(folder), durable=True) as stack:
            stack.env |= {"LIMITS_FACTOR": "1", "LIMITS": _RECORDERS, "TRUSTED_PROXIES": "1" if options.caddy else "0"}
            stack.start_services()
            stack.migrate()
            stack.start_app("web", "uploads", "default", "beat")
            stack.wait_ready()
            with behind(options.caddy, stack) as url:
                _all(options, stream, Client.register(url))


def _all(options: argparse.Namespace, stream: Labelled, client: Client) -> None:
    print(f"{options.recorders} recorders at {BYTES_PER_SECOND // 1000} kB/s, {options.seconds:.0f} s each")
    print(
        f"{'attack':10}{'ack p50':>9}{'p99':>9}{'max ms':>9}{'late p99':>10}{'page p50':>10}{'max ms':>9}"
        f"{'failed':>8}  answers"
    )
    for name in options.attacks:
        _round(name, options.recorders, stream, client)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recorders", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--caddy", type=Path, help="this proxy before it, with deploy/proxy/Caddyfile")
    parser.add_argument("--attacks", type=lambda text: text.split(","), default=list(ATTACKS))
    return parser.parse_args()


def _round(name: str, recorders: int, stream: Labelled, client: Client) -> None:
    recordings = [client.start() for _ in range(recorders)]
    url = client.url
    attack, attacker = _start(_attack, name, url)
    visit, visitor = _start(_visit, url, client.token)
    tally, crowd = _start(_record, Plan(url, CHUNK, PERIOD), stream, recordings)
    figures: Tally = tally.recv()
    for pipe in (attack, visit):
        pipe.send("stop")
    answers, (visits, failed) = attack.recv(), visit.recv()
    for process in (attacker, visitor, crowd):
        process.join()
    acks, pages = sorted(figures.acks), sorted(visits) or [0.0]
    told = ", ".join(f"{count} × {what}" for what, count in answers.most_common(5))
    late = sorted(figures.late)
    row = [acks[len(acks) // 2], acks[int(len(acks) * 0.99)], acks[-1]]
    times = "".join(f"{1000 * value:9.1f}" for value in row) + f"{1000 * late[int(len(late) * 0.99)]:10.1f}"
    print(f"{name:10}{times}{1000 * pages[len(pages) // 2]:10.1f}{1000 * pages[-1]:9.1f}{failed:8}  {told}", flush=True)
    if figures.problems:
        print(f"  recorders: {figures.problems[:3]}", flush=True)


def _start(work: Callable[..., None], *arguments: Any) -> tuple[Connection, BaseProcess]:
    ours, theirs = CONTEXT.Pipe()
    process = CONTEXT.Process(target=work, args=(theirs, *arguments), name=work.__name__)
    process.start()
    return ours, process


# ---- those who use it, each in a process of its own ------------------------------------------------------------------


def _record(pipe: Connection, plan: Plan, stream: Labelled, recordings: list[dict[str, str]]) -> None:
    pipe.send(run(plan, stream, recordings, lambda phase: None))


def _visit(pipe: Connection, url: str, token: str) -> None:
    """A page and a list of videos each second, over a new connection each."""
    import requests

    times, failed = [], 0
    while not pipe.poll():
        begun = time.monotonic()
        try:
            requests.get(url, timeout=30).raise_for_status()
            requests.get(f"{url}/video/", headers={"Authorization": f"Bearer {token}"}, timeout=30).raise_for_status()
            times.append(time.monotonic() - begun)
        except requests.RequestException:
            failed += 1
        time.sleep(max(0.0, 1.0 - (time.monotonic() - begun)))
    pipe.send((times, failed))


# ---- those who attack it ---------------------------------------------------------------------------------------------


def _attack(pipe: Connection, name: str, url: str) -> None:
    pipe.send(asyncio.run(_until_told(pipe, ATTACKS[name], urlsplit(url))))


async def _until_told(pipe: Connection, attack: Callable[[Any, Counts], Awaitable[None]], url: Any) -> Counts:
    counts: Counts = Counter()
    task = asyncio.ensure_future(attack(url, counts))
    while not pipe.poll():
        await asyncio.sleep(0.2)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    return counts


def _head(url: Any, method: str, path: str, **headers: str) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {url.netloc}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


async def _connect(url: Any) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection(url.hostname, url.port, local_addr=(random.choice(ADDRESSES), 0))


async def _ask(url: Any, counts: Counts, data: bytes) -> None:
    """One request; its status is counted."""
    try:
        reader, writer = await _connect(url)
        writer.write(data)
        line = await asyncio.wait_for(reader.readline(), 30)
        counts[line.split(b" ")[1].decode() if line else "hung up"] += 1
        writer.close()
    except (OSError, TimeoutError) as problem:
        counts[type(problem).__name__] += 1


async def _steadily(rate: float, ask: Callable[[], Awaitable[None]]) -> None:
    """Asks at a rate, whether answers come or not."""
    asked: set[asyncio.Future[None]] = set()
    due = time.monotonic()
    while True:
        future = asyncio.ensure_future(ask())
        asked.add(future)
        future.add_done_callback(asked.discard)
        due += 1 / rate
        await asyncio.sleep(max(0.0, due - time.monotonic()))


async def _hold(url: Any, counts: Counts, count: int, opening: bytes, drip: bytes) -> None:
    """Keeps so many connections open that have sent `opening`; one that ends is opened again."""

    async def one() -> None:
        while True:
            try:
                reader, writer = await asyncio.open_connection(
                    url.hostname, url.port, local_addr=(random.choice(ADDRESSES), 0)
                )
                counts["opened"] += 1
                writer.write(opening)
                while True:
                    with contextlib.suppress(TimeoutError):
                        line = await asyncio.wait_for(reader.read(64), 9)
                        counts[line.split(b" ")[1].decode() if b" " in line else "turned out"] += 1
                        break
                    writer.write(drip)
                writer.close()
            except OSError as problem:
                counts[type(problem).__name__] += 1
            await asyncio.sleep(1 + random.random())

    await asyncio.gather(*(one() for _ in range(count)))


async def _none(url: Any, counts: Counts) -> None:
    await asyncio.sleep(1e9)


async def _logins(url: Any, counts: Counts) -> None:
    def one() -> Awaitable[None]:
        body = json.dumps({"email": f"{random.randrange(500)}@example.org", "password": "guess"}).encode()
        head = _head(url, "POST", "/auth/login", Content_Type="application/json", Content_Length=str(len(body)))
        return _ask(url, counts, head + body)

    await _steadily(200, one)


async def _bombs(url: Any, counts: Counts) -> None:
    body = b"[" * (1024 * 1024)
    head = _head(url, "POST", "/auth/login", Content_Type="application/json", Content_Length=str(len(body)))
    await _steadily(10, lambda: _ask(url, counts, head + body))


async def _bodies(url: Any, counts: Counts) -> None:
    head = _head(url, "POST", "/auth/login", Content_Type="application/json", Content_Length="1000")
    await _hold(url, counts, 10_000, head, b"")


async def _chunks(url: Any, counts: Counts) -> None:
    path = "/video/chunk/11111111-1111-4111-8111-111111111111"
    head = _head(url, "POST", path, Content_Type="application/octet-stream", Content_Length="1000000")
    await _hold(url, counts, 10_000, head, b"")


async def _heads(url: Any, counts: Counts) -> None:
    await _hold(url, counts, 10_000, b"POST /auth/login HTTP/1.1\r\nHost: x\r\nX: ", b"y")


async def _sockets(url: Any, counts: Counts) -> None:
    path = "/ws/upload/11111111-1111-4111-8111-111111111111"
    upgrade = {"Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec_WebSocket_Version": "13"}
    head = _head(url, "GET", path, Upgrade="websocket", Connection="Upgrade", **upgrade)
    await _hold(url, counts, 2_000, head, b"")


ATTACKS: dict[str, Callable[[Any, Counts], Awaitable[None]]] = {
    "none": _none,
    "logins": _logins,
    "bodies": _bodies,
    "chunks": _chunks,
    "heads": _heads,
    "sockets": _sockets,
    "bombs": _bombs,
}


if __name__ == "__main__":
    main()
