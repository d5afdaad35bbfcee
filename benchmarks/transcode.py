"""The transcode stage from end to end, beside the bare ffmpeg command that makes the same ladder from a local file.

    python -m benchmarks.transcode [--seconds 180] [--rounds 3] [--source recording.webm] [--piece 30]

The source is a real 720p recording, repeated to the length asked for. Ours downloads it from S3, looks at it, encodes
every rung and the sound, uploads all segments, and makes and uploads the MP4; the bare command writes HLS to the disk,
with the same encoder settings. Then the same video in pieces, with one worker and with two. Each worker is a process
of its own; CPU is theirs and their ffmpeg's, not the S3 server's. Medians; the ways take turns.
"""

import argparse
import multiprocessing
import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

from app.domain.transcode.ladder import Rung
from benchmarks.support.streams import CAMERA
from scripts.stack import Stack
from tests.support.webm_stretch import write_stretched

_CONTEXT = multiprocessing.get_context("spawn")
_SEGMENT = 4


@dataclass(slots=True)
class Way:
    """A way to make the ladder, and what it took: seconds on the clock, and seconds of all processors."""

    name: str
    run: Callable[[], tuple[float, float]]
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def measure(self) -> None:
        """Runs it once."""
        wall, cpu = self.run()
        self.wall.append(wall)
        self.cpu.append(cpu)

    @property
    def medians(self) -> tuple[float, float]:
        """Wall time and CPU time."""
        return statistics.median(self.wall), statistics.median(self.cpu)


def main() -> None:
    """Measures and prints the table."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="videoflow-transcode-") as folder, Stack.temporary() as stack:
        source = Path(folder) / "source.webm"
        write_stretched(options.source.read_bytes(), options.seconds, source)
        stack.start_services()
        stack.migrate()
        os.environ.update(stack.env | {"SEGMENT_SECONDS": str(_SEGMENT), "PIECE_SECONDS": "3600"})
        video_id = _in_process(_prepare, source)
        ways = [
            Way("bare ffmpeg", lambda: _bare(source, Path(folder))),
            Way("ours", lambda: _stage(video_id, 1, 3600)),
            Way("ours, in pieces, 1 worker", lambda: _stage(video_id, 1, options.piece)),
            Way("ours, in pieces, 2 workers", lambda: _stage(video_id, 2, options.piece)),
        ]
        for _ in range(options.rounds):
            for way in ways:
                way.measure()
    _print(ways, source_seconds=options.seconds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--piece", type=float, default=30, help="PIECE_SECONDS of the split runs")
    parser.add_argument("--source", type=Path, default=CAMERA, help="a WebM")
    return parser.parse_args()


def _print(ways: list[Way], source_seconds: float) -> None:
    wall, cpu = ways[0].medians
    print(f"{source_seconds:.0f} s of video, {os.cpu_count()} cores, median of {len(ways[0].wall)}")
    print(f"{'':28}{'wall s':>8}{'ratio':>8}{'CPU s':>8}{'ratio':>8}{'times real time':>17}")
    for way in ways:
        own_wall, own_cpu = way.medians
        figures = f"{own_wall:8.1f}{own_wall / wall:8.2f}{own_cpu:8.1f}{own_cpu / cpu:8.2f}"
        print(f"{way.name:28}{figures}{source_seconds / own_wall:17.1f}")


def _cpu() -> float:
    """Processor seconds of this process and of the programs it ran."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _measured(work: Callable[[], object]) -> tuple[float, float]:
    before, begun = _cpu(), time.perf_counter()
    work()
    return time.perf_counter() - begun, _cpu() - before


# ---- ours, in processes of their own


def _stage(video_id: UUID, workers: int, piece_seconds: float) -> tuple[float, float]:
    """Workers are there before the message comes, so their start does not count. The first one runs the stage."""
    os.environ["PIECE_SECONDS"] = str(piece_seconds)
    # As the product starts its workers: one for each core, and then one thread for each encoder.
    os.environ["TRANSCODE_THREADS"] = "1" if workers > 1 else str(os.cpu_count())
    ready, results = _CONTEXT.Barrier(workers), _CONTEXT.SimpleQueue()
    tasks = [_work, *[_help] * (workers - 1)]
    jobs = [_CONTEXT.Process(target=_worker, args=(task, video_id, ready, results)) for task in tasks]
    for job in jobs:
        job.start()
    took = [results.get() for _ in jobs]
    for job in jobs:
        job.join()
    return max(wall for wall, _ in took), sum(cpu for _, cpu in took)


def _worker(task: Callable[[UUID], None], video_id: UUID, ready: Any, results: Any) -> None:
    from app import create_app
    from app.extensions import db

    with create_app().app_context():
        db.engine.connect().close()
        ready.wait()
        results.put(_measured(lambda: task(video_id)))


def _work(video_id: UUID) -> None:
    from app.services.transcode import stage as transcode_stage

    transcode_stage.run(video_id, lambda progress: None)


def _help(video_id: UUID) -> None:
    from app.services.transcode import stage as transcode_stage

    # A worker of the product is told by a message; this one looks.
    while (run_id := _under_way(video_id)) is None:
        time.sleep(0.05)
    transcode_stage.help_out(run_id)


def _under_way(video_id: UUID) -> UUID | None:
    from sqlalchemy import select

    from app.db.models import TranscodeRun
    from app.db.unit_of_work import transaction

    with transaction() as work:
        query = select(TranscodeRun.id).where(TranscodeRun.video_id == video_id, TranscodeRun.state == "making")
        return work.scalar(query)


def _in_process(function: Callable[[Path], UUID], source: Path) -> UUID:
    with _CONTEXT.Pool(1) as pool:
        return pool.apply(function, (source,))


def _prepare(source: Path) -> UUID:
    """A probed video whose original is this file."""
    from app import create_app
    from app.services.accounts import sign_ins
    from app.services.inspection import probing
    from app.services.pipeline import source_media
    from app.services.videos import library
    from app.storage.s3 import get_store

    with create_app().app_context():
        get_store().initialise(os.environ["PUBLIC_URL"])
        owner = sign_ins.register("somebody@example.org", "correct horse battery", "Somebody").user.id
        video_id = library.start(owner, "A recording", "video/webm")
        get_store().upload_file(source_media.stored_key(video_id), source, "video/webm")
        probing.run(video_id, lambda progress: None)
        return video_id


# ---- the bare command


def _bare(source: Path, folder: Path) -> tuple[float, float]:
    """The same ladder with the same encoder settings in one command, into files."""
    from app.config import load
    from app.domain.transcode import ladder
    from app.domain.uploads.containers import Container
    from app.media.probe.survey import survey

    found = survey(source, Container.WEBM)
    rate = ladder.output_rate(found.gaps)
    rungs = ladder.rungs(found.width, found.height, rate)
    argv = bare_args(source, rungs, rate, load().transcode_preset, folder / "bare")
    (folder / "bare").mkdir(exist_ok=True)
    return _measured(lambda: subprocess.run(argv, check=True))


def bare_args(source: Path, rungs: list[Rung], rate: Fraction, preset: str, folder: Path) -> list[str]:
    """What the manuals show: split, scale, encode, one HLS muxer for all."""
    splits = "".join(f"[s{n}]" for n in range(len(rungs)))
    scales = ";".join(f"[s{n}]scale={rung.width}:{rung.height}[r{n}]" for n, rung in enumerate(rungs))
    outputs = []
    for n, rung in enumerate(rungs):
        outputs += ["-map", f"[r{n}]", f"-maxrate:v:{n}", str(rung.max_bits), f"-bufsize:v:{n}", str(2 * rung.max_bits)]
    names = " ".join(f"v:{n},agroup:sound,name:{rung.name}" for n, rung in enumerate(rungs))
    return [
        *("ffmpeg", "-nostdin", "-v", "error", "-y", "-i", str(source)),
        *("-filter_complex", f"[0:v]fps={rate},split={len(rungs)}{splits};{scales}", *outputs, "-map", "0:a:0?"),
        *("-c:v", "libx264", "-preset", preset, "-crf", "23", "-bf", "0", "-profile:v", "high", "-pix_fmt", "yuv420p"),
        *("-sc_threshold", "0", "-force_key_frames", f"expr:gte(t,n_forced*{_SEGMENT})", "-c:a", "aac", "-b:a", "128k"),
        *("-ac", "2", "-f", "hls", "-hls_time", str(_SEGMENT), "-hls_playlist_type", "vod"),
        *("-hls_segment_type", "fmp4", "-hls_flags", "independent_segments", "-master_pl_name", "master.m3u8"),
        *("-var_stream_map", f"{names} a:0,agroup:sound,name:sound"),
        *("-hls_segment_filename", str(folder / "%v-%d.m4s"), str(folder / "%v.m3u8")),
    ]


if __name__ == "__main__":
    main()
