"""Socket to S3: MB/s and processor seconds per GB, beside boto3's upload_file of the same bytes into the same server.

    python -m benchmarks.ingest [--megabytes 512] [--rounds 3]

Ours counts from the first frame to `finished`, when the object can be played; the processor time is that of the
web server and the uploads worker (the sending client is the browser's place and is left out). boto3's is the whole
process. The S3 server's own time is in neither.
"""

import argparse
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.queues import SimpleQueue
from pathlib import Path

import boto3
from botocore.config import Config

from benchmarks.support.frames import BINARY, masked_frame
from scripts.client import OPENING, THREE_SECONDS, Client, UploadSocket
from scripts.resources import usage
from scripts.stack import Stack

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """One transfer: seconds on the wall and on the processor."""

    wall: float
    cpu: float


def main() -> None:
    """Runs both in turn and prints medians and ratios."""
    options = _options()
    size = options.megabytes * MB
    with Stack.temporary() as stack, tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "recording"
        _fill(source, size)
        stack.start_services()
        stack.migrate()
        stack.start_app("web", "uploads")
        stack.wait_ready()
        client = Client.register(stack.urls["web"])
        ours: list[Run] = []
        theirs: list[Run] = []
        for _ in range(options.rounds + 1):
            ours.append(_socket(stack, client, source))
            theirs.append(_boto3(stack, source))
        _report(ours[1:], theirs[1:], size)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=512)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def _fill(path: Path, size: int) -> None:
    block = os.urandom(8 * MB)
    with path.open("wb") as file:
        for start in range(0, size, len(block)):
            file.write(block[: size - start])
        file.seek(0)
        file.write(OPENING)


def _socket(stack: Stack, client: Client, source: Path) -> Run:
    started = client.start("video/mp4")
    before = _server_cpu(stack)
    wall, _ = _measured(_send, client.url, started, source)
    run = Run(wall, _server_cpu(stack) - before)
    client.call("DELETE", f"/video/{started['video_id']}?forever=true")
    return run


def _boto3(stack: Stack, source: Path) -> Run:
    return Run(*_measured(_upload_file, dict(stack.env), source))


def _measured(work: Callable[..., None], *args: object) -> tuple[float, float]:
    """Runs `work` in a process of its own; returns its seconds on the wall and on the processor."""
    context = multiprocessing.get_context("spawn")
    results: SimpleQueue[tuple[float, float]] = context.SimpleQueue()
    process = context.Process(target=_timed, args=(results, work, args))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"{work.__name__} failed")
    return results.get()


def _timed(results: SimpleQueue[tuple[float, float]], work: Callable[..., None], args: tuple[object, ...]) -> None:
    begin, cpu = time.monotonic(), time.process_time()
    work(*args)
    results.put((time.monotonic() - begin, time.process_time() - cpu))


def _send(url: str, started: dict[str, str], source: Path) -> None:
    with _LightSocket(url, started) as upload, source.open("rb") as file:
        while piece := file.read(THREE_SECONDS):
            upload.send(piece)
        upload.finish()


class _LightSocket(UploadSocket):
    """Masks as quickly as a browser does: websocket-client's own way takes a processor that the server needs."""

    def _write(self, piece: bytes) -> None:
        self._ws.sock.sendall(masked_frame(BINARY, piece))


def _server_cpu(stack: Stack) -> float:
    return sum(usage(stack.pid(name)).cpu for name in ("web", "uploads"))


def _upload_file(env: dict[str, str], source: Path) -> None:
    client = boto3.client(
        "s3",
        endpoint_url=env["S3_ENDPOINT_URL"],
        region_name="us-east-1",
        aws_access_key_id=env["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=env["AWS_SECRET_ACCESS_KEY"],
        config=Config(signature_version="s3v4"),
    )
    client.upload_file(str(source), env["S3_BUCKET"], "benchmark/recording")


def _report(ours: list[Run], theirs: list[Run], size: int) -> None:
    speed = [statistics.median(size / MB / run.wall for run in runs) for runs in (ours, theirs)]
    cpu = [statistics.median(run.cpu * 1000 * MB / size for run in runs) for runs in (ours, theirs)]
    print(f"{size // MB} MB, {len(ours)} rounds in turn after one to warm up; medians")
    print(f"{'':24}{'VideoFlow':>12}{'upload_file':>14}{'ratio':>8}")
    print(f"{'MB/s':24}{speed[0]:12.1f}{speed[1]:14.1f}{speed[0] / speed[1]:8.2f}")
    print(f"{'processor s per GB':24}{cpu[0]:12.2f}{cpu[1]:14.2f}{cpu[0] / cpu[1]:8.2f}")


if __name__ == "__main__":
    main()
