"""People in one room: how soon everybody sees what others draw, and whether all of it comes.

    python -m benchmarks.live [--people 200] [--drawing 20] [--seconds 20] [--workers 2]

Everybody is in the room of one video, over the web server's processes as the kernel spreads them. Those who draw send a
message at 60 Hz with three points each, and a cursor at 30 Hz. Each message says when it was due: latency counts from
then until it was read, also by those in other processes, on every tenth connection; strokes are counted on all.

One more takes what comes in gulps, with pauses of half a second (`slow`): it has to get every stroke, too, or be sent
away to come back (4408). The load shares this machine's processors with the server; what it used itself is said beside.
"""

import argparse
import asyncio
import json
import re
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from benchmarks.support.frames import TEXT, Upgraded
from scripts.client import Client
from scripts.resources import usage
from scripts.stack import Stack

STROKE_HZ, CURSOR_HZ = 60, 30
_ROOMS_EACH = 15
_CONNECT_AT_ONCE = 20
_SETTLE_SECONDS = 2.0
_STROKE = re.compile(rb'"phase":"points","id":"(\d+)-(\d+)"')
# A gulp of the slow one, and its pause.
_GULP_SECONDS, _PAUSE_SECONDS = 0.05, 0.5


@dataclass(slots=True)
class Tally:
    """What was seen; latencies in seconds."""

    sent: int = 0
    latencies: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)


class Person(Upgraded):
    """One connection; those that are `sampled` say how late each stroke was."""

    def __init__(self, host: str, path: str, tally: Tally, sampled: bool) -> None:
        self.welcome = asyncio.Event()
        self.strokes = self.bytes = 0
        self._tally, self._sampled = tally, sampled
        super().__init__(host, path, self._told, tally.codes.append)

    def _handle(self, opcode: int, payload: bytes) -> None:
        if opcode != TEXT or not self.welcome.is_set():
            super()._handle(opcode, payload)
            return
        self.bytes += len(payload)
        if not self._sampled:
            self.strokes += payload.count(b'"phase":"points"')
            return
        now = time.monotonic_ns() // 1000
        found = _STROKE.findall(payload)
        self.strokes += len(found)
        self._tally.latencies += [(now - int(due)) / 1e6 for _, due in found]

    def _told(self, messages: Any) -> None:
        for each in messages if isinstance(messages, list) else [messages]:
            if each.get("type") == "welcome":
                self.welcome.set()

    async def gulp(self) -> None:
        """Reads now and then."""
        while self._transport and not self._transport.is_closing():
            self._transport.pause_reading()
            await asyncio.sleep(_PAUSE_SECONDS)
            self._transport.resume_reading()
            await asyncio.sleep(_GULP_SECONDS)


def main() -> None:
    """Fills a room, draws, and prints what came of it."""
    options = _options()
    with Stack.temporary() as stack:
        stack.env["WEB_WORKERS"] = str(options.workers)
        stack.start_services()
        stack.migrate()
        stack.start_app("web")
        stack.wait_ready()
        asyncio.run(_run(stack, options))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--drawing", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args()


async def _run(stack: Stack, options: argparse.Namespace) -> None:
    tally = Tally()
    people, slow = await _fill(stack.urls["web"], options.people, tally)
    gulping = asyncio.create_task(slow.gulp())
    await asyncio.sleep(_SETTLE_SECONDS)
    web, own = usage(stack.pid("web")).cpu, time.process_time()
    redis = usage(stack.pid("redis")).cpu
    await asyncio.gather(*(_draw(each, n, options.seconds, tally) for n, each in enumerate(people[: options.drawing])))
    used = [usage(stack.pid("web")).cpu - web, usage(stack.pid("redis")).cpu - redis, time.process_time() - own]
    await asyncio.sleep(_SETTLE_SECONDS)
    _report(options, tally, people, slow, used)
    gulping.cancel()
    for each in (*people, slow):
        each.hang_up()


async def _fill(url: str, count: int, tally: Tally) -> tuple[list[Person], Person]:
    owner = Client.register(url)
    video = owner.start()["video_id"]
    owner.call("PATCH", f"/video/{video}", json={"visibility": "workspace"})
    clients = [Client.register(url) for _ in range(count // _ROOMS_EACH + 1)]
    place = urlsplit(url)
    people: list[Person] = []
    for n in range(count + 1):
        path = f"/ws/annotations/{video}?token={clients[n % len(clients)].token}"
        each = Person(place.netloc, path, tally, sampled=n % 10 == 0 and n < count)
        await asyncio.get_running_loop().create_connection(lambda each=each: each, place.hostname, place.port)
        people.append(each)
        if len(people) % _CONNECT_AT_ONCE == 0:
            await asyncio.gather(*(asyncio.wait_for(each.welcome.wait(), 30) for each in people))
    await asyncio.gather(*(asyncio.wait_for(each.welcome.wait(), 30) for each in people))
    return people[:-1], people[-1]


async def _draw(person: Person, number: int, seconds: float, tally: Tally) -> None:
    begin = time.monotonic() + number / 1000
    for turn in range(round(seconds * STROKE_HZ)):
        due = begin + turn / STROKE_HZ
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        tally.late.append(time.monotonic() - due)
        x = turn % 1000 / 1000
        points = [[x, 0.1], [x, 0.15], [x, 0.2]]
        person.say(type="stroke", phase="points", id=f"{number}-{round(due * 1e6)}", points=points)
        tally.sent += 1
        if turn % (STROKE_HZ // CURSOR_HZ) == 0:
            person.say(type="cursor", x=x, y=0.5)


def _report(options: argparse.Namespace, tally: Tally, people: list[Person], slow: Person, used: list[float]) -> None:
    lost = sum(tally.sent - each.strokes for each in people)
    web, redis, own = (100 * each / options.seconds for each in used)
    print(f"{options.people} people, {options.drawing} drawing at {STROKE_HZ} Hz, {options.seconds:.0f} s")
    print(f"strokes sent {tally.sent}, told {sum(each.strokes for each in people)}, lost {lost}")
    print(f"latency p50 {_at(tally.latencies, 50)}, p95 {_at(tally.latencies, 95)}, p99 {_at(tally.latencies, 99)} ms")
    print(f"sent late p50 {_at(tally.late, 50)}, p99 {_at(tally.late, 99)} ms (the load itself)")
    print(f"processor: web {web:.0f} %, Redis {redis:.0f} %, the load {own:.0f} % of one core")
    print(f"to each {people[0].bytes / options.seconds / 1000:.0f} kB/s; the slow one: {slow.strokes} strokes")
    print(f"close codes meanwhile: {json.dumps(tally.codes)}")


def _at(values: list[float], per_cent: int) -> str:
    ordered = sorted(values) or [0.0]
    return f"{1000 * ordered[min(len(ordered) - 1, len(ordered) * per_cent // 100)]:.1f}"


if __name__ == "__main__":
    main()
