"""A thousand recorders at once: how long acknowledgements take, what is lost, and what it costs.

    python -m benchmarks.concurrency [--recorders 1000] [--seconds 120] [--spill 15] [--compare 100]

Each recorder sends its own version of a real WebM stream at 50 kB/s in chunks of 3 s over its own socket, through the
real stack: web server, spool, copies to S3, PostgreSQL that syncs, finish, S3. The load generator runs beside it on
the same processors. The workers that make pictures, renditions and texts afterwards are not started.
"""

import argparse
import multiprocessing
import random
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import requests

from benchmarks.support.crowd import Plan, Tally, run
from benchmarks.support.labelled import Labelled
from benchmarks.support.sampling import Sample, Sampler, machine
from benchmarks.support.streams import SCREEN, head_length
from scripts.client import Client
from scripts.stack import Stack

MB = 1_000_000
BYTES_PER_SECOND = 50_000
PERIOD = 3.0
CHUNK = int(BYTES_PER_SECOND * PERIOD)
APP = ("web", "uploads", "default", "beat")
SERVICES = ("postgres", "redis", "s3")
# More than any head that is written here has.
_HEAD_BYTES = 64 * 1024


def main() -> None:
    """Runs it once and prints the figures; ends with status 1 where a byte is missing."""
    options = _options()
    stream = Labelled(SCREEN, int(options.seconds * BYTES_PER_SECOND))
    with tempfile.TemporaryDirectory(prefix="videoflow-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL may have to run as another account, and must get in
        with Stack(Path(folder), durable=True) as stack:
            stack.env["SPILL_SECONDS"] = str(options.spill)
            stack.start_services()
            stack.migrate()
            stack.start_app(*APP)
            stack.wait_ready()
            client = Client.register(stack.urls["web"])
            with ThreadPoolExecutor(8) as pool:
                recordings = list(pool.map(lambda _: client.start(), range(options.recorders)))
            tally = _measure(stack, stream, recordings)
            lost, compared = _verify(client, stream, recordings, options.compare)
    print(f"bytes lost: {lost}; sizes of {len(recordings)} objects and contents of {compared} compared")
    if lost or tally.problems:
        raise SystemExit("\n".join(tally.problems[:20]) or "bytes are missing")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recorders", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--spill", type=float, default=15.0, help="SPILL_SECONDS")
    parser.add_argument("--compare", type=int, default=100, help="how many objects are read back whole")
    return parser.parse_args()


def _measure(stack: Stack, stream: Labelled, recordings: list[dict[str, Any]]) -> Tally:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    plan = Plan(stack.urls["web"], CHUNK, PERIOD)
    process = context.Process(target=_generate, args=(theirs, plan, stream, recordings), name="recorders")
    process.start()
    assert process.pid is not None
    pids = {name: stack.pid(name) for name in (*APP, *SERVICES)} | {"(recorders)": process.pid}
    with Sampler(pids, 2.0) as sampler:
        before = sampler.look()
        assert ours.recv() == "connecting"
        assert ours.recv() == "recording"
        begun, machine_begun = sampler.look(), machine()
        assert ours.recv() == "finishing"
        ended, machine_ended = sampler.look(), machine()
        tally: Tally = ours.recv()
        after = sampler.look()
        process.join()
    _report(tally, len(recordings))
    _report_processes(sampler, (before, begun, ended, after))
    busy, idle, waiting = (b - a for a, b in zip(machine_begun, machine_ended, strict=True))
    whole = busy + idle + waiting
    print(f"all processors together: {busy / whole:.0%} busy, {waiting / whole:.0%} waiting for the disk")
    return tally


def _generate(pipe: Connection, plan: Plan, stream: Labelled, recordings: list[dict[str, str]]) -> None:
    pipe.send(run(plan, stream, recordings, pipe.send))


def _report(tally: Tally, recorders: int) -> None:
    print(f"{recorders} recorders, {len(tally.acks)} chunks, {tally.sent / MB:,.0f} MB, {tally.reconnects} reconnects")
    print(f"{'milliseconds':44}{'p50':>9}{'p99':>9}{'max':>9}")
    _row("chunk due → acknowledged", tally.acks, 1000)
    _row("chunk due → sent (the generator's own delay)", tally.late, 1000)
    _row("connect → ready, 20 at a time", tally.connects, 1000)
    print(f"{'seconds':44}{'p50':>9}{'p99':>9}{'max':>9}")
    _row("chunk due → in S3, too", tally.copied, 1)
    _row("finish → playable, all at once", tally.playable, 1)


def _row(what: str, values: Sequence[float], scale: float) -> None:
    ordered = sorted(values) or [0.0]
    p50, p99 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    print(f"{what:44}{p50 * scale:9.1f}{p99 * scale:9.1f}{ordered[-1] * scale:9.1f}")


def _report_processes(sampler: Sampler, moments: Sequence[Sample]) -> None:
    before, begun, ended, after = moments
    print(f"{'':14}{'MB before':>10}{'peak':>8}{'after':>8}{'processor: recording':>24}{'finishing':>12}")
    for name in before.memory:
        shares = [
            (until.cpu[name] - since.cpu[name]) / (until.at - since.at)
            for since, until in ((begun, ended), (ended, after))
        ]
        megabytes = [value / MB for value in (before.memory[name], sampler.peak(name), after.memory[name])]
        print(f"{name:14}{megabytes[0]:10.0f}{megabytes[1]:8.0f}{megabytes[2]:8.0f}{shares[0]:24.0%}{shares[1]:12.0%}")


def _verify(client: Client, stream: Labelled, recordings: list[dict[str, Any]], compare: int) -> tuple[int, int]:
    """How many bytes behind the heads are missing or wrong, and how many objects were read whole."""
    chosen = set(random.Random(len(recordings)).sample(range(len(recordings)), min(compare, len(recordings))))
    with ThreadPoolExecutor(4) as pool:
        lost = sum(
            pool.map(lambda item: _lost(client, stream, item[0], item[1], item[0] in chosen), enumerate(recordings))
        )
    return lost, len(chosen)


def _lost(client: Client, stream: Labelled, number: int, started: dict[str, Any], whole: bool) -> int:
    expected = len(stream) - stream.head
    playback = client.video(started["video_id"])["playback"]
    if playback is None:
        return expected
    with requests.Session() as session:
        wanted = {} if whole else {"Range": f"bytes=0-{_HEAD_BYTES - 1}"}
        answer = session.get(playback["url"], headers=wanted, timeout=60)
        answer.raise_for_status()
        size = len(answer.content) if whole else int(answer.headers["Content-Range"].rpartition("/")[2])
    head = head_length(answer.content)
    missing = abs(expected - (size - head))
    if not missing and whole and sha256(memoryview(answer.content)[head:]).hexdigest() != stream.digest(number):
        return expected
    return missing


if __name__ == "__main__":
    main()
