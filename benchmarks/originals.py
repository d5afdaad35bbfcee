"""What the whole pipeline of a recording reads from the object store, and how long it takes.

    python -m benchmarks.originals [--megabytes 200] [--seconds 100] [--rate MB/s] [--piece 25]

The recording is H.264 of a camera's bit rate, sent as a recorder does. Between the product and its object store stands
a proxy that counts, and that lets all readers together have no more than `--rate`. Time is from the end of the
recording until the last stage has ended.
"""

import argparse
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.support.meter import Meter
from scripts.client import Client
from scripts.stack import Stack

MB = 1_000_000
_PATIENCE_SECONDS = 1800.0
_CHUNK = 4 * MB


@dataclass(frozen=True, slots=True)
class Took:
    """Bytes of the recording, bytes read of it and of all else, and seconds."""

    size: int
    original: int
    other: int
    seconds: float


def main() -> None:
    """Measures and prints a line."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="videoflow-originals-") as folder, Stack.temporary() as stack:
        source = make_recording(Path(folder) / "recording.mp4", options.megabytes * MB, options.seconds)
        stack.start_services()
        stack.migrate()
        target = int(stack.urls["s3"].rpartition(":")[2])
        with Meter(target, options.rate * MB if options.rate else float("inf")) as meter:
            stack.env |= {"S3_ENDPOINT_URL": meter.url, "PIECE_SECONDS": str(options.piece), "CLAMD": ""}
            stack.start_app()
            stack.wait_ready()
            took = measure(Client.register(stack.urls["web"]), meter, source)
    rate = f"{options.rate:g} MB/s" if options.rate else "unbounded"
    print(f"recording {took.size / MB:.0f} MB, {options.seconds:g} s; network {rate}")
    print(f"read of the recording {took.original / MB:.0f} MB ({took.original / took.size:.2f} times its size)")
    print(f"read of all else      {took.other / MB:.0f} MB")
    print(f"from the end to the last stage {took.seconds:.1f} s")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=100)
    parser.add_argument("--rate", type=float, default=0, help="MB/s that all readers have together; 0: no bound")
    parser.add_argument("--piece", type=float, default=25, help="PIECE_SECONDS: more pieces have more helpers")
    return parser.parse_args()


def make_recording(target: Path, size: int, seconds: float) -> Path:
    """A fragmented MP4 of about so many bytes, its picture too noisy to need less."""
    bits = str(int(size * 8 / seconds))
    picture = f"testsrc2=size=1280x720:rate=30:duration={seconds},noise=alls=60:allf=t"
    argv = ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", picture]
    argv += ["-f", "lavfi", "-i", f"sine=duration={seconds}", "-c:a", "aac", "-c:v", "libx264", "-preset", "ultrafast"]
    argv += ["-pix_fmt", "yuv420p", "-bf", "0", "-g", "60", "-b:v", bits, "-minrate", bits, "-maxrate", bits]
    argv += ["-bufsize", bits, "-x264-params", "nal-hrd=cbr", "-movflags", "+frag_keyframe+empty_moov"]
    subprocess.run([*argv, str(target)], check=True)
    return target


def measure(client: Client, meter: Meter, source: Path) -> Took:
    """Sends the recording and waits until every stage has ended. Raises AssertionError where one has failed."""
    started = client.start("video/mp4")
    size = client.send_by_rest(started, _chunks(source))
    meter.read.clear()
    begun = time.monotonic()
    client.finish_by_rest(started, size)
    video = client.wait_for(started["video_id"], lambda shown: shown["status"] in {"done", "failed"}, _PATIENCE_SECONDS)
    seconds = time.monotonic() - begun
    assert video["status"] == "done", video["error"]
    return Took(size, meter.read["original"], meter.read["other"], seconds)


def _chunks(source: Path) -> Iterator[bytes]:
    with source.open("rb") as file:
        while block := file.read(_CHUNK):
            yield block


if __name__ == "__main__":
    main()
