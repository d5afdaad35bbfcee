"""From `finish` to a video that plays and seeks, beside the usual way to make a recording seekable.

    python -m benchmarks.finish [--rounds 5] [--cases "1 min,1 h 1.1 GB"]

Real clusters, repeated, go through the upload socket as fast as the server takes them. In a recording of that length
the parts are in S3 long before the end, so `finish` is sent once all but the last, unfilled part is there; the column
"at once" is without that wait: storing what lags behind is then in it. The time runs until a player has what it
needs: the message `finished` with a URL, then that URL's first MiB, with Duration and Cues, by a ranged GET. Each
object is checked afterwards: the right duration, a cue every few seconds to the end, a seek of ffprobe to 90 %.

The usual way: download, `ffmpeg -c copy`, upload, of the same bytes with the head they came with, from and to the
same S3 server, in turn with ours. Medians. The workers of later stages do not run, so that they take no time from
either.
"""

import argparse
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import boto3
from botocore.config import Config

from app.domain.uploads.parts import part_size
from benchmarks.support import dense, seekable
from benchmarks.support.streams import CAMERA, MB
from scripts.client import JSON, Client, UploadSocket
from scripts.stack import Stack
from tests.support.webm_stretch import stretched_seconds, write_stretched

CHUNK_SECONDS = 3
PART_BYTES = 8 << 20
DRAIN_SECONDS = 120.0
_HEADING = f"{'':12}{'MB':>7}{'finished':>10}{'seekable':>10}{'at once':>10}{'usual way':>11}{'ratio':>8}"


@dataclass(slots=True)
class Case:
    """A recording of about `seconds`, made of `source`, and what was measured of it, in seconds."""

    name: str
    source: Path
    seconds: float
    rounds: int
    length: float = 0.0
    """Its true duration."""
    size: int = 0
    told: list[float] = field(default_factory=list)
    live: list[float] = field(default_factory=list)
    at_once: list[float] = field(default_factory=list)
    usual: list[float] = field(default_factory=list)


def main() -> None:
    """Measures each case and prints the table."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="videoflow-finish-") as folder, Stack.temporary() as stack:
        cases = _cases(dense.make(Path(folder) / "dense.webm"), options)
        stack.env["PART_BYTES"] = str(PART_BYTES)
        stack.start_services()
        stack.migrate()
        stack.start_app("web", "uploads", "default")
        stack.wait_ready()
        client = Client.register(stack.urls["web"])
        _measure(stack, client, Case("warm-up", CAMERA, 60, 2), Path(folder))
        print(f"medians, seconds\n{_HEADING}", flush=True)
        for case in cases:
            _measure(stack, client, case, Path(folder))
            print(_row(case), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9, help="at most, of each case; the long ones have fewer")
    parser.add_argument("--cases", help="names, separated by commas (default: all)")
    return parser.parse_args()


def _cases(dense_source: Path, options: argparse.Namespace) -> list[Case]:
    cases = [
        Case("1 min", CAMERA, 60, 9),
        Case("10 min", CAMERA, 600, 7),
        Case("1 h 310 MB", CAMERA, 3600, 3),
        Case("1 h 1.1 GB", dense_source, 3600, 3),
    ]
    chosen = options.cases.split(",") if options.cases else [case.name for case in cases]
    for case in cases:
        case.rounds = min(case.rounds, options.rounds)
    return [case for case in cases if case.name in chosen]


def _measure(stack: Stack, client: Client, case: Case, folder: Path) -> None:
    """Ours both ways and the usual one in turn, `rounds` times."""
    recording = folder / "recording.webm"
    _write(case, recording)
    for _ in range(case.rounds):
        told, live = _ours(client, case, recording, settle=True)
        case.told.append(told)
        case.live.append(live)
        case.at_once.append(_ours(client, case, recording, settle=False)[1])
        case.usual.append(_usual(stack, recording, folder))


def _write(case: Case, target: Path) -> None:
    data = case.source.read_bytes()
    case.size = write_stretched(data, case.seconds, target)
    case.length = stretched_seconds(data, case.seconds)


def _ours(client: Client, case: Case, recording: Path, settle: bool) -> tuple[float, float]:
    """Returns the seconds from `finish` to `finished`, and to a head with Duration and Cues."""
    started = client.start("video/webm;codecs=vp9,opus")
    with UploadSocket(client.url, started) as upload, recording.open("rb") as file:
        while piece := file.read(int(case.size / case.length * CHUNK_SECONDS)):
            upload.send(piece)
        upload.settle()
        if settle:
            client.wait_for(started["video_id"], _is_drained, DRAIN_SECONDS)
            # Until what the last part set off is over, too.
            time.sleep(0.5)
        begin = time.perf_counter()
        url = upload.finish()["playback_url"]
        told = time.perf_counter() - begin
        head = seekable.read_head(url)
        ready = time.perf_counter() - begin
    seekable.check(url, head, case.length)
    client.call("DELETE", f"/video/{started['video_id']}?forever=true")
    return told, ready


def _is_drained(video: JSON) -> bool:
    """Whether no full part waits any more."""
    upload = video["upload"]
    return bool(upload["offset"] - upload["stored"] < part_size(1 + upload["stored"] // PART_BYTES, PART_BYTES))


def _usual(stack: Stack, recording: Path, folder: Path) -> float:
    """Seconds to download, remux and upload the recording as it was sent."""
    client = boto3.client(
        "s3",
        endpoint_url=stack.env["S3_ENDPOINT_URL"],
        region_name="us-east-1",
        aws_access_key_id=stack.env["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=stack.env["AWS_SECRET_ACCESS_KEY"],
        config=Config(signature_version="s3v4"),
    )
    bucket, sent, made = stack.env["S3_BUCKET"], "benchmark/sent.webm", "benchmark/made.webm"
    client.upload_file(str(recording), bucket, sent)
    fetched, remuxed = folder / "fetched.webm", folder / "remuxed.webm"
    begin = time.perf_counter()
    client.download_file(bucket, sent, str(fetched))
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", str(fetched), "-c", "copy", str(remuxed)], check=True)
    client.upload_file(str(remuxed), bucket, made)
    seconds = time.perf_counter() - begin
    for key in (sent, made):
        client.delete_object(Bucket=bucket, Key=key)
    client.close()
    return seconds


def _row(case: Case) -> str:
    told, live, at_once, usual = map(statistics.median, (case.told, case.live, case.at_once, case.usual))
    figures = f"{case.size / MB:7.0f}{told:10.3f}{live:10.3f}{at_once:10.3f}{usual:11.2f}{usual / live:8.1f}"
    spread = f"   seekable {min(case.live):.3f} to {max(case.live):.3f}, {len(case.live)} rounds"
    return f"{case.name:12}{figures}{spread}"


if __name__ == "__main__":
    main()
