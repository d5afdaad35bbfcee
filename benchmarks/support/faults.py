"""The faults: each strikes at a world and its recorders, lasts a while, and is over when the function returns."""

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from operator import attrgetter

from app.domain import times
from benchmarks.support.proxy import Proxy
from benchmarks.support.recorder import Recorder
from benchmarks.support.world import World
from scripts.resources import tree

Strike = Callable[[World, list[Recorder], random.Random], None]
_GLANCE_SECONDS = 0.01


@dataclass(frozen=True, slots=True)
class Fault:
    """`what` is said in tables.

    `small_disk`: it needs a spool that can be filled up. `ends_early`: no recorder comes back. `slow`: the recordings
    take so long that what is no part yet gets copied meanwhile. `outage`: it strikes while the whole product runs and
    something is transcoded and read.
    """

    what: str
    strike: Strike
    small_disk: bool = False
    ends_early: bool = False
    slow: bool = False
    outage: bool = False


def _kill(name: str, shortest: float, longest: float) -> Strike:
    """SIGKILL to a process and its children; a supervisor has it up again some seconds later."""

    def strike(world: World, recorders: list[Recorder], rng: random.Random) -> None:
        world.stack.kill(name)
        time.sleep(rng.uniform(shortest, longest))
        world.stack.start(name)

    return strike


def _nothing(world: World, recorders: list[Recorder], rng: random.Random) -> None:
    """For comparison."""


def _kill_web_worker(world: World, recorders: list[Recorder], rng: random.Random) -> None:
    _, *workers = tree(world.stack.pid("web"))
    with suppress(ProcessLookupError):
        os.kill(rng.choice(workers), signal.SIGKILL)


def _terminate_web(world: World, recorders: list[Recorder], rng: random.Random) -> None:
    world.stack.restart("web")


def _wipe_redis(world: World, recorders: list[Recorder], rng: random.Random) -> None:
    """Everything queued is lost, also what was under way."""
    world.stack.kill("redis")
    for path in (world.stack.logs.parent / "redis").iterdir():
        if path.name != "redis.conf":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    time.sleep(rng.uniform(0.0, 2.0))
    world.stack.start("redis")


def _s3_errors(world: World, recorders: list[Recorder], rng: random.Random) -> None:
    world.s3.answer_errors()
    time.sleep(rng.uniform(2.0, 10.0))
    world.s3.heal()


def _s3_slow(world: World, recorders: list[Recorder], rng: random.Random) -> None:
    world.s3.slow_down()
    time.sleep(rng.uniform(3.0, 10.0))
    world.s3.heal()


def _away(line: Callable[[World], Proxy]) -> Strike:
    """Everybody is hung up on, or else nobody hears a word any more; after OUTAGE it is back."""

    def strike(world: World, recorders: list[Recorder], rng: random.Random) -> None:
        (line(world).refuse if rng.random() < 0.5 else line(world).cut)()
        time.sleep(times.OUTAGE)
        line(world).heal()

    return strike


def _fill_disk(world: World, recorders: list[Recorder], rng: random.Random) -> None:
    """Somebody else's file takes all the room there is, and what gets free, for as long as it lies there."""
    ballast = world.spool / "ballast"
    until = time.monotonic() + rng.uniform(2.0, 6.0)
    size = 0
    with ballast.open("wb") as file:
        while time.monotonic() < until:
            disk = os.statvfs(world.spool)
            room = disk.f_bavail * disk.f_frsize
            # A chunk that takes some of it meanwhile makes this fail as a whole: the next glance sees what is left.
            with suppress(OSError):
                if room:
                    os.posix_fallocate(file.fileno(), size, room)
                    size += room
            time.sleep(_GLANCE_SECONDS)
    ballast.unlink()


def _cut_network(world: World, recorders: list[Recorder], rng: random.Random) -> None:
    """Every eighth cut lasts a minute. After half of them the old connections stay dead without anybody being told."""
    world.network.cut()
    time.sleep(60.0 if rng.random() < 0.125 else rng.uniform(1.0, 10.0))
    world.network.heal(forget=rng.random() < 0.5)


def _reload(world: World, recorders: list[Recorder], rng: random.Random) -> None:
    for recorder in recorders:
        recorder.reload(rng.uniform(0.1, 3.0))


def _vanish(world: World, recorders: list[Recorder], rng: random.Random) -> None:
    for recorder in recorders:
        recorder.vanish()


def _freeze_uploads(world: World, recorders: list[Recorder], rng: random.Random) -> None:
    """The worker stands still for longer than its lease; another one goes on; then it wakes up where it was."""
    world.stack.signal("uploads", signal.SIGSTOP)
    world.stack.start("uploads-2")
    time.sleep(rng.uniform(31.0, 36.0))
    world.stack.signal("uploads", signal.SIGCONT)
    time.sleep(1.0)
    world.stack.stop_one("uploads-2")


def _lose_host(world: World, recorders: list[Recorder], rng: random.Random) -> None:
    """The machine that takes chunks is gone with its spool, and another one goes on from what was copied."""
    world.lose_host()
    for recorder in recorders:
        recorder.lose_unstored()
    time.sleep(rng.uniform(0.0, 3.0))
    world.replace_host()


_DATABASE: Callable[[World], Proxy] = attrgetter("database")
_BROKER: Callable[[World], Proxy] = attrgetter("broker")

FAULTS: dict[str, Fault] = {
    "none": Fault("nothing, for comparison", _nothing),
    "web-kill": Fault("web server: SIGKILL to all of it", _kill("web", 0.0, 3.0)),
    "web-worker-kill": Fault("web server: SIGKILL to one of its workers", _kill_web_worker),
    "web-term": Fault("web server: SIGTERM, then started anew", _terminate_web),
    "uploads-kill": Fault("uploads worker: SIGKILL", _kill("uploads", 0.0, 3.0)),
    "uploads-frozen": Fault("uploads worker: stands still beyond its lease", _freeze_uploads),
    "beat-kill": Fault("beat: SIGKILL", _kill("beat", 0.0, 3.0)),
    "redis-kill": Fault("Redis: SIGKILL, back with its data", _kill("redis", 0.0, 3.0)),
    "redis-wiped": Fault("Redis: SIGKILL, back without its data", _wipe_redis),
    "postgres-kill": Fault("PostgreSQL: SIGKILL", _kill("postgres", 0.0, 3.0)),
    "postgres-away": Fault("PostgreSQL: away for 30 s, under a transcode and an OCR", _away(_DATABASE), outage=True),
    "redis-away": Fault("Redis: away for 30 s, under a transcode and an OCR", _away(_BROKER), outage=True),
    "s3-kill": Fault("S3: SIGKILL, away for 1 to 30 s", _kill("s3", 1.0, 30.0)),
    "s3-errors": Fault("S3: answers 500 for 2 to 10 s", _s3_errors),
    "s3-slow": Fault("S3: 0.5 MB/s a connection for 3 to 10 s", _s3_slow),
    "disk-full": Fault("spool: its disk full for 2 to 6 s", _fill_disk, small_disk=True),
    "network-cut": Fault("network: no byte for 1 to 60 s", _cut_network),
    "host-lost": Fault("machine: lost with its spool, another takes over", _lose_host, slow=True),
    "reload": Fault("browser: page killed and opened again", _reload),
    "gone": Fault("browser: killed, never comes back", _vanish, ends_early=True),
}
