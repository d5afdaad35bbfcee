"""What it costs to make a guide of an hour of 720p, beside reading a frame a second; or how soon one is there.

    python -m benchmarks.autodoc [--minutes 10]
    python -m benchmarks.autodoc --live [--minutes 10] [--speed 1]

The film is filmed sessions one after the other, dense with text and things that happen, coded as a recorder does.

The first goes through the film as the stages do, in one process: how many frames are decoded, how many samples are
compared, how many are kept, and of those which share of the pixels is read. Seconds are a processor's, ffmpeg's and the
reader's with them, and scaled to an hour; the table says what was measured. The naive ways read every second's frame of
two minutes, one with the same engine, one with plain Tesseract.

The second records the film through the product, in chunks of three seconds, `speed` times as fast as it plays: how long
it takes from the stop until the guide is complete, and how long chunks waited to be acknowledged, beside the same
recording read at its end.
"""

import argparse
import os
import resource
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pytesseract import image_to_string

from app.domain.uploads.containers import Container
from app.media import confined
from app.media.ffmpeg import Shown
from app.media.look import look
from app.media.pictures import decode_grey
from app.media.probe.examine import MediaFacts, examine
from app.media.probe.packets import packets
from app.ocr.choice import engine_of
from app.ocr.engine import OcrEngine, Pixels, Reading
from app.ocr.frames import KeptFrame, Sample, samples
from app.ocr.reader import the_reader
from app.ocr.screens import Screens
from app.ocr.sharpened import together
from app.ocr.watched import WATCHED_RATE, watched
from benchmarks.support.long_film import film
from scripts.client import Client, UploadSocket
from scripts.stack import Stack

_NAIVE_SECONDS = 120
_CHUNK_SECONDS = 3
_HOUR = 3600


@dataclass(slots=True)
class Cost:
    """What a way cost over `seconds` of film: seconds of a processor and of a clock."""

    seconds: float
    processor: float = 0.0
    wall: float = 0.0
    parts: dict[str, float] = field(default_factory=dict)
    counts: dict[str, float] = field(default_factory=dict)

    def row(self, name: str) -> str:
        """The figures, scaled to an hour."""
        hour = _HOUR / self.seconds
        return (
            f"{name:18}{self.seconds / 60:10.1f}{self.wall * hour:12.0f}{self.processor * hour:12.0f}"
            f"{self.processor * 60 / self.seconds:14.2f}"
        )


class _Counting:
    """Reads, and counts the pixels."""

    def __init__(self, engine: OcrEngine) -> None:
        self._engine = engine
        self.pixels = self.cuts = 0

    def read(self, grey: Pixels) -> Reading:
        """As the engine does."""
        self.pixels += grey.size
        self.cuts += 1
        return self._engine.read(grey)


def processor() -> float:
    """Seconds of a processor that we, what we have started, and the reader have used."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + the_reader().processor


def _sampled(path: Path, facts: MediaFacts, rate: float) -> Iterator[Sample]:
    assert facts.video is not None
    video = facts.video
    shown = Shown(path, Container.WEBM, video.index, video.width, video.height, look(video.details))
    return samples(shown, facts.duration, rate)


def ours(path: Path) -> Cost:
    """The stages' own way."""
    facts = examine(path)
    assert facts.video is not None
    engine = _Counting(engine_of("ppocr", "en, de, fr"))
    screens, cost = Screens(engine), Cost(facts.duration)
    begun, at, looked = time.monotonic(), processor(), 0.0
    counts = Counter[str]()
    for same, picture in together(_pictures(_counted(_sampled(path, facts, WATCHED_RATE), cost), counts)):
        before = processor()
        screens.read(picture)
        looked += processor() - before
        counts["kept"] += len(same)
        counts["read"] += 1
    compared = int(cost.counts["compared"])
    cost.wall, cost.processor = time.monotonic() - begun, processor() - at
    cost.parts = {"reading": looked, "decoding and comparing": cost.processor - looked}
    decoded = sum(1 for packet in packets(path, Container.WEBM, [facts.video.index]) if packet.is_shown)
    frame = facts.video.width * facts.video.height
    cost.counts = {
        "frames decoded": decoded,
        "samples compared": compared,
        "frames kept": counts["kept"],
        "frames read, those that only become sharper once": counts["read"],
        "changes told": counts["changes"],
        "cuts read": engine.cuts,
        "screens' worth of pixels read": round(engine.pixels / frame, 1),
    }
    return cost


def _pictures(sampled: Iterator[Sample], counts: Counter[str]) -> Iterator[tuple[KeptFrame, Pixels]]:
    """What is kept, as it is read."""
    for found in watched(sampled):
        if isinstance(found, KeptFrame):
            yield found, decode_grey(found.jpeg())
        else:
            counts["changes"] += 1


def _counted(sampled: Iterator[Sample], cost: Cost) -> Iterator[Sample]:
    for sample in sampled:
        cost.counts["compared"] = cost.counts.get("compared", 0) + 1
        yield sample


def naive(path: Path, read: Callable[[Pixels], object]) -> Cost:
    """Every second's frame, all of it."""
    facts = examine(path)
    cost = Cost(min(_NAIVE_SECONDS, facts.duration))
    begun, at = time.monotonic(), processor()
    for sample in _sampled(path, facts, 1):
        if sample.time >= cost.seconds:
            break
        read(sample.luma)
    cost.wall, cost.processor = time.monotonic() - begun, processor() - at
    return cost


@dataclass(slots=True)
class Live:
    """A recording through the product: seconds each chunk waited, and from the stop until what was there."""

    acks: list[float] = field(default_factory=list)
    playable: float = 0.0
    document: float = 0.0
    behind: float = 0.0

    def row(self, name: str) -> str:
        """The figures."""
        p50, p99 = (1000 * value for value in (statistics.median(self.acks), _percentile(self.acks, 0.99)))
        return f"{name:26}{p50:10.1f}{p99:10.1f}{self.playable:12.2f}{self.document:12.2f}"


def _percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def record(client: Client, path: Path, seconds: float, speed: float) -> Live:
    """Sends a film as fast as that, stops, and waits for its guide."""
    data, found = path.read_bytes(), Live()
    started = client.start()
    size = max(1, round(len(data) * _CHUNK_SECONDS / seconds))
    with UploadSocket(client.url, started) as socket:
        begun = time.monotonic()
        for number, start in enumerate(range(0, len(data), size)):
            time.sleep(max(0.0, begun + number * _CHUNK_SECONDS / speed - time.monotonic()))
            sent = time.monotonic()
            socket.send(data[start : start + size])
            socket.settle()
            found.acks.append(time.monotonic() - sent)
        stopped = time.monotonic()
        socket.finish()
    found.playable = time.monotonic() - stopped
    video_id = str(started["video_id"])
    while client.call("GET", f"/video/{video_id}/document")["state"] not in ("done", "failed", "skipped"):
        time.sleep(0.05)
    found.document = time.monotonic() - stopped
    steps = len(client.call("GET", f"/video/{video_id}/document")["steps"])
    print(f"  {steps} steps; stages: {_stages(client, video_id)}", flush=True)
    return found


def _stages(client: Client, video_id: str) -> str:
    return ", ".join(f"{stage['name']} {stage['state']}" for stage in client.video(video_id)["stages"])


def live(path: Path, speed: float, only_document: bool) -> None:
    """Both recordings, one after the other."""
    seconds = examine(path).duration
    print(f"{seconds / 60:.1f} min of 720p, sent {speed:g} times as fast as it plays")
    print(f"{'':26}{'ack p50 ms':>10}{'p99 ms':>10}{'plays s':>12}{'guide s':>12}")
    for name, setting in (("read while recorded", "true"), ("read at the end", "false")):
        with Stack.temporary() as stack:
            stack.env |= {"READ_WHILE_RECORDING": setting}
            stack.start_services()
            stack.migrate()
            stack.start_app(
                "web", "uploads", "default", "media", "ocr", "beat", *(() if only_document else ("transcode",))
            )
            stack.wait_ready()
            client = Client.register(stack.urls["web"])
            found = record(client, path, seconds, speed)
            print(found.row(name), flush=True)
            with suppress(OSError):
                print("  turns:", stack.tail("ocr").count("ocr.along"))


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--live", action="store_true")
    parser.add_argument("--speed", type=float, default=1)
    parser.add_argument("--without-renditions", action="store_true", help="of --live: no worker makes renditions")
    wanted = parser.parse_args()
    os.environ["OMP_THREAD_LIMIT"] = "1"
    path = film(wanted.minutes * 60)
    if wanted.live:
        live(path, wanted.speed, wanted.without_renditions)
        return
    # Behind walls a program's processor time is nobody's once it has ended.
    confined.is_apart = _without_walls
    compare(path)


def _without_walls() -> bool:
    return False


def compare(path: Path) -> None:
    """Ours and the naive ways."""
    print(f"{'of an hour':18}{'min filmed':>10}{'wall s':>12}{'cpu s':>12}{'cpu s / min':>14}")
    found = ours(path)
    print(found.row("ours"), flush=True)
    for name, value in found.counts.items():
        print(f"    {name}: {value} in {found.seconds / 60:.1f} min, {value * _HOUR / found.seconds:.0f} in an hour")
    for name, value in found.parts.items():
        print(f"    {name}: {value * 60 / found.seconds:.2f} cpu s a minute")
    for name, read in (("naive", engine_of("ppocr", "en, de, fr").read), ("plain Tesseract", image_to_string)):
        beside = naive(path, read)
        print(beside.row(name), flush=True)
        ratio = beside.processor / beside.seconds / (found.processor / found.seconds)
        print(f"    {ratio:.1f} times ours; {beside.seconds / 60:.1f} min of it, scaled")


if __name__ == "__main__":
    main()
