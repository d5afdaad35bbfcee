"""What it costs to have every chunk on the disk before it is acknowledged: SPOOL_FSYNC=chunk beside never.

    python -m benchmarks.fsync [--chunks 400] [--rounds 3] [--folder DIR]

One web server after the other takes the same chunks (150 kB, three seconds at 50 kB/s) from one recorder that waits for
each acknowledgement, then from four recorders at once that fill their windows. The figure depends on the disk below
--folder as on nothing else.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from scripts.client import Client, UploadSocket
from scripts.stack import Stack

MB = 1_000_000
CHUNK = 150_000
RECORDERS = 4
WARM_UP = 20
POLICIES = ("never", "chunk")
_BYTES = os.urandom(CHUNK)


@dataclass
class Figures:
    """Of one policy: seconds from a chunk to its acknowledgement, and bytes a second of each round."""

    acks: list[float] = field(default_factory=list)
    speeds: list[float] = field(default_factory=list)


def main() -> None:
    """Runs both in turn and prints medians and ratios."""
    options = _options()
    figures = {policy: Figures() for policy in POLICIES}
    with tempfile.TemporaryDirectory(prefix="videoflow-", dir=options.folder) as folder:
        Path(folder).chmod(0o755)  # PostgreSQL may have to run as another account, and must get in
        with Stack(Path(folder), durable=True) as stack:
            stack.start_services()
            stack.migrate()
            for _ in range(options.rounds):
                for policy in POLICIES:
                    _round(stack, policy, options.chunks, figures[policy])
    _report(figures, options.chunks)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chunks", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="a directory on the disk to be measured")
    return parser.parse_args()


def _round(stack: Stack, policy: str, chunks: int, figures: Figures) -> None:
    stack.env["SPOOL_FSYNC"] = policy
    stack.start("web")
    client = Client.register(stack.urls["web"])
    figures.acks += _one_by_one(client, chunks)
    figures.speeds.append(_side_by_side(client, chunks))
    stack.stop_one("web")


def _one_by_one(client: Client, chunks: int) -> list[float]:
    """Seconds each chunk took to be acknowledged, after some that warm up."""
    seconds = []
    with UploadSocket(client.url, client.start("video/mp4")) as upload:
        for _ in range(WARM_UP + chunks):
            begun = time.perf_counter()
            upload.send(_BYTES)
            upload.settle()
            seconds.append(time.perf_counter() - begun)
    return seconds[WARM_UP:]


def _side_by_side(client: Client, chunks: int) -> float:
    """Bytes a second of all recorders together, until the last chunk is acknowledged."""

    def send(_: int) -> None:
        with UploadSocket(client.url, client.start("video/mp4")) as upload:
            for _ in range(chunks):
                upload.send(_BYTES)
            upload.settle()

    begun = time.perf_counter()
    with ThreadPoolExecutor(RECORDERS) as pool:
        list(pool.map(send, range(RECORDERS)))
    return RECORDERS * chunks * CHUNK / (time.perf_counter() - begun)


def _report(figures: dict[str, Figures], chunks: int) -> None:
    print(f"chunks of {CHUNK // 1000} kB, {chunks} a recorder, {len(figures['never'].speeds)} rounds in turn")
    print(f"{'':32}{'never':>10}{'chunk':>10}{'ratio':>8}")
    acks = [sorted(each.acks) for each in figures.values()]
    _row("acknowledged, p50, ms", [_quantile(each, 0.5) * 1000 for each in acks])
    _row("acknowledged, p99, ms", [_quantile(each, 0.99) * 1000 for each in acks])
    _row(f"MB/s, {RECORDERS} recorders at once", [statistics.median(each.speeds) / MB for each in figures.values()])


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[int(len(ordered) * share)]


def _row(what: str, values: Sequence[float]) -> None:
    never, chunk = values
    print(f"{what:32}{never:10.2f}{chunk:10.2f}{chunk / never:8.2f}")


if __name__ == "__main__":
    main()
