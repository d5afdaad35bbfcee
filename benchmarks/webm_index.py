"""Indexing a recording while it passes: MB/s, beside ffprobe reading the packets of the same file.

    python -m benchmarks.webm_index [--megabytes 300] [--rounds 3]

The files are real recordings repeated to the size asked for: a screen in 720p, whose frames are kilobytes, and a
small camera picture, whose frames are a few hundred bytes: the hardest case, since only headers cost anything.
Ours reads parts of 8 MiB from the file, as an upload worker does; the time is for reading and indexing together.
Memory is what the peak grew by after the first two parts. ffprobe lists time, flags and position of each packet:
the least one needs for an index.
"""

import argparse
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.webm import WebmIndexer, build_head
from tests.support.webm_stretch import write_stretched

MB = 1_000_000
PART = 8 << 20
RECORDINGS = Path(__file__).parents[1] / "tests" / "fixtures" / "webm"
SOURCES = {"screen 1280x720": "chromium-screen-vp9.webm", "camera 320x240": "chromium-vp9-opus.webm"}


@dataclass(frozen=True, slots=True)
class Indexed:
    """What one pass of ours found; sizes in bytes, times in seconds."""

    duration: float
    cues: int
    head: int
    head_seconds: float
    state: int


def main() -> None:
    """Measures each source and prints medians and ratios."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        for name, source in SOURCES.items():
            path = Path(folder) / source
            _write(RECORDINGS / source, options.megabytes * MB, path)
            _measure(name, path, options.rounds)
            path.unlink()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def _write(source: Path, size: int, target: Path) -> None:
    data = source.read_bytes()
    indexer = WebmIndexer()
    indexer.push(data)
    write_stretched(data, indexer.result().duration * size / len(data), target)


def _measure(name: str, path: Path, rounds: int) -> None:
    size = path.stat().st_size / MB
    _index(path, limit=2 * PART)
    before = _peak_kib()
    ours = statistics.median(_seconds(lambda: _index(path)) for _ in range(rounds))
    grown = _peak_kib() - before
    theirs = statistics.median(_seconds(lambda: _ffprobe(path)) for _ in range(rounds))
    found = _index(path)
    print(f"{name}: {size:.0f} MB, {found.duration / 3600:.2f} h")
    print(f"  ours     {size / ours:7.0f} MB/s   {ours:6.2f} s   peak memory grew by {grown / 1024:.1f} MiB")
    print(f"  ffprobe  {size / theirs:7.0f} MB/s   {theirs:6.2f} s")
    print(f"  ratio    {theirs / ours:7.1f}")
    print(f"  {found.cues} cues, head {found.head:,} B in {found.head_seconds * 1000:.1f} ms, state {found.state:,} B")


def _index(path: Path, limit: int = 1 << 62) -> Indexed:
    indexer = WebmIndexer()
    with path.open("rb", buffering=0) as file:
        while indexer.total_size < limit and (part := file.read(PART)):
            indexer.push(part)
    start = time.perf_counter()
    index = indexer.result()
    head = build_head(index)
    seconds = time.perf_counter() - start
    return Indexed(index.duration, len(index.cues), len(head), seconds, len(indexer.to_bytes()))


def _ffprobe(path: Path) -> None:
    entries = "packet=stream_index,pts_time,flags,pos"
    command = ["ffprobe", "-v", "error", "-show_entries", entries, "-of", "csv=p=0", str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _peak_kib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
