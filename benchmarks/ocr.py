"""Reading a screen recording: our frames and our contrast, beside Tesseract on every sampled frame as it is.

    python -m benchmarks.ocr [recording.webm truth.json]

Without arguments it reads tests/fixtures/media/guide.webm, all of whose words are known. Recall is the share
of the known words that are found while they are on screen. Both ways run Tesseract on one thread.
"""

import json
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytesseract

from app.domain.documents.reading_order import read_lines
from app.media.ffmpeg import Shown
from app.media.look import look
from app.media.pictures import decode_grey
from app.media.probe.examine import examine
from app.ocr.engine import TesseractEngine, words_from
from app.ocr.frames import Pixels, Sample, samples, worth_reading

MEDIA = Path(__file__).resolve().parents[1] / "tests" / "fixtures" / "media"


@dataclass(frozen=True)
class Result:
    """What a way of reading found: (time in the recording, words) by frame; and the seconds it took."""

    name: str
    found: list[tuple[float, set[str]]]
    seconds: float
    in_tesseract: float

    def recall(self, scenes: Iterable[dict[str, Any]], duration: float) -> float:
        """The share of the scenes' words that were read between a scene's start and the next one's."""
        every = list(scenes)
        ends = [scene["start"] for scene in every[1:]] + [duration]
        hits = total = 0
        for scene, end in zip(every, ends, strict=True):
            # A frame belongs to a scene until half a second into the next: sampling sees no finer.
            during = [words for at, words in self.found if scene["start"] <= at < end + 0.5]
            wanted = {word for line in scene["lines"] for word in line.split()}
            hits += len(wanted & set().union(*during))
            total += len(wanted)
        return hits / total


def sampled(path: Path) -> tuple[list[Sample], float]:
    """Every sample of the recording, and the recording's duration."""
    facts = examine(path)
    if facts.video is None:
        raise SystemExit("the recording has no picture")
    video = facts.video
    shown = Shown(path, facts.container, video.index, video.width, video.height, look(video.details))
    return list(samples(shown, facts.duration)), facts.duration


def ours(frames: list[Sample]) -> Result:
    """Change detection, then the engine as the worker uses it, JPEG and all."""
    engine, found, reading, started = TesseractEngine(), [], 0.0, time.perf_counter()
    for kept in worth_reading(frames):
        picture = decode_grey(kept.jpeg())
        begun = time.perf_counter()
        words = engine.read(picture)
        reading += time.perf_counter() - begun
        found.append((kept.since, {word.text for line in read_lines(words) for word in line.words}))
    return Result("ours", found, time.perf_counter() - started, reading)


def plain(frames: list[Sample]) -> Result:
    """Tesseract on every sample, untouched, with its default layout analysis."""
    found, started = [], time.perf_counter()
    for sample in frames:
        found.append((sample.time, {word.text for word in words_from(tesseract(sample.luma))}))
    seconds = time.perf_counter() - started
    return Result("plain", found, seconds, seconds)


def tesseract(picture: Pixels) -> dict[str, list[Any]]:
    """Tesseract's table of words."""
    table: dict[str, list[Any]] = pytesseract.image_to_data(picture, output_type=pytesseract.Output.DICT)
    return table


def main(arguments: list[str]) -> None:
    """Prints both ways, and their ratio."""
    recording, truth = map(Path, arguments or [str(MEDIA / "guide.webm"), str(MEDIA / "guide.json")])
    frames, duration = sampled(recording)
    scenes = json.loads(truth.read_text())["scenes"]
    print(f"{recording.name}: {duration:.1f} s, {len(frames)} frames sampled")
    results = [ours(frames), plain(frames)]
    print(f"{'':8}{'frames read':>12}{'seconds':>10}{'OCR s/frame':>13}{'recall':>9}")
    for result in results:
        read, recall = len(result.found), result.recall(scenes, duration)
        each = result.in_tesseract / read
        print(f"{result.name:8}{read:12}{result.seconds:10.2f}{each:13.3f}{recall:9.3f}")
    print(f"ratio   plain / ours: {results[1].seconds / results[0].seconds:.1f} in time")


if __name__ == "__main__":
    main(sys.argv[1:])
