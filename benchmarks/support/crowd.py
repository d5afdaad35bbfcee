"""Many recorders at once in one process: each sends its chunks when they are due, keeps to the window, and finishes.

Latency counts from the moment a chunk was due, not from when it was sent, so that neither a full window nor a late
sender hides anything.
"""

import asyncio
import gc
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from benchmarks.support.frames import Upgraded
from benchmarks.support.labelled import Labelled

CONNECT_AT_ONCE = 20
CONNECT_SECONDS = 30.0
FINISH_SECONDS = 300.0
_BACKOFF_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Plan:
    """What every recorder does. `period` is seconds between chunks of `chunk` bytes."""

    url: str
    chunk: int
    period: float


@dataclass(slots=True)
class Tally:
    """What was seen. Times are seconds; `late` is how long after its time a chunk was sent."""

    connects: list[float] = field(default_factory=list)
    acks: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    copied: list[float] = field(default_factory=list)
    """From when a chunk was due until the server said that S3 has it."""
    playable: list[float] = field(default_factory=list)
    """From `finish` until `finished`."""
    sent: int = 0
    reconnects: int = 0
    problems: list[str] = field(default_factory=list)


class Recorder:
    """One recording over one socket after another."""

    def __init__(self, number: int, started: dict[str, str], plan: Plan, stream: Labelled, tally: Tally) -> None:
        self._number, self._started, self._plan, self._stream, self._tally = number, started, plan, stream, tally
        self._link: Upgraded | None = None
        self._offset = self._window = 0
        self._in_flight: deque[float] = deque()
        self._uncopied: deque[tuple[int, float]] = deque()
        self._finished = False
        self._changed = asyncio.Event()

    async def connect(self) -> None:
        """Opens the socket and waits for `ready`. Raises OSError or TimeoutError."""
        address = urlsplit(self._plan.url)
        path = f"/ws/upload/{self._started['video_id']}?token={self._started['upload_token']}"
        begun = time.monotonic()
        self._window = 0
        self._in_flight.clear()
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(CONNECT_SECONDS):
            _, self._link = await loop.create_connection(
                lambda: Upgraded(address.netloc, path, self._hear, self._lose),
                address.hostname or "",
                address.port or 80,
            )
            await self._until(lambda: self._window > 0 or self._link is None)
        if self._link is None:
            raise ConnectionError("refused")
        self._tally.connects.append(time.monotonic() - begun)

    async def record(self, begin: float) -> None:
        """Sends everything; the first chunk is due at `begin` (monotonic seconds)."""
        while self._offset < len(self._stream) or self._in_flight:
            if self._link is None:
                await self._reconnect()
            elif self._offset < len(self._stream) and len(self._in_flight) < self._window:
                due = begin + self._offset // self._plan.chunk * self._plan.period
                if (pause := due - time.monotonic()) > 0:
                    await asyncio.sleep(pause)
                else:
                    self._send(due)
            else:
                await self._change()

    async def finish(self) -> None:
        """Ends the recording and waits until it plays. Raises TimeoutError."""
        begun = time.monotonic()
        async with asyncio.timeout(FINISH_SECONDS):
            while not self._finished:
                if self._link is None:
                    await self._reconnect()
                if self._link is not None:
                    self._link.say(type="finish", size=len(self._stream))
                await self._until(lambda: self._finished or self._link is None)
        self._tally.playable.append(time.monotonic() - begun)

    def _send(self, due: float) -> None:
        assert self._link is not None
        stop = min(self._offset + self._plan.chunk, len(self._stream))
        self._tally.late.append(time.monotonic() - due)
        self._link.send(self._stream.read(self._number, self._offset, stop))
        self._tally.sent += stop - self._offset
        self._offset = stop
        self._in_flight.append(due)
        self._uncopied.append((stop, due))

    def _hear(self, message: dict[str, Any]) -> None:
        now = time.monotonic()
        match message["type"]:
            case "ack":
                self._tally.acks.append(now - self._in_flight.popleft())
            case "stored":
                while self._uncopied and self._uncopied[0][0] <= message["offset"]:
                    self._tally.copied.append(now - self._uncopied.popleft()[1])
            case "ready":
                self._offset, self._window = message["offset"], message["window"]
            case "finished":
                self._finished = bool(message["playback_url"])
            case _:
                self._tally.problems.append(f"recorder {self._number}: {message}")
        self._changed.set()

    def _lose(self, code: int) -> None:
        self._link = None
        if not self._finished and code != 1012:
            self._tally.problems.append(f"recorder {self._number}: closed with {code}")
        self._changed.set()

    async def _reconnect(self) -> None:
        self._tally.reconnects += 1
        try:
            await self.connect()
        except (OSError, TimeoutError):
            await asyncio.sleep(_BACKOFF_SECONDS)

    async def _change(self) -> None:
        self._changed.clear()
        await self._changed.wait()

    async def _until(self, done: Callable[[], bool]) -> None:
        while not done():
            await self._change()


def run(plan: Plan, stream: Labelled, recordings: list[dict[str, str]], phase: Callable[[str], None]) -> Tally:
    """All of it: connect, record for as long as the stream is, then finish all at once. `phase` hears what begins."""
    gc.disable()  # its pauses would be taken for the server's
    return asyncio.run(_run(plan, stream, recordings, phase))


async def _run(plan: Plan, stream: Labelled, recordings: list[dict[str, str]], phase: Callable[[str], None]) -> Tally:
    tally = Tally()
    crowd = [Recorder(number, each, plan, stream, tally) for number, each in enumerate(recordings)]
    phase("connecting")
    doors = asyncio.Semaphore(CONNECT_AT_ONCE)
    await asyncio.gather(*(_enter(each, doors) for each in crowd))
    phase("recording")
    begin = time.monotonic() + 1.0
    spread = plan.period / len(crowd)
    await asyncio.gather(*(each.record(begin + number * spread) for number, each in enumerate(crowd)))
    phase("finishing")
    await asyncio.gather(*(_finish(each, tally) for each in crowd))
    return tally


async def _enter(recorder: Recorder, doors: asyncio.Semaphore) -> None:
    async with doors:
        await recorder.connect()


async def _finish(recorder: Recorder, tally: Tally) -> None:
    try:
        await recorder.finish()
    except TimeoutError:
        tally.problems.append("a recording did not come to its end in time")
