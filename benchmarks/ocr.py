"""Reading screens: both engines beside one plain pass of Tesseract, on the same pages, whose every line is known.

    python -m benchmarks.ocr [--pages]

The pages are drawn by Chromium and go through VP9 and JPEG, as frames do (support/screens.py). A known line is found
where what was read in its place says the same but for a sign in ten; a line that was read is right where that much of
it stands there. Signs wrong are of what was found. All read on one thread; seconds are a processor's.
"""

import argparse
import os
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytesseract
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from app.domain.documents.words import Box, Line, Word
from app.ocr.choice import engine_of
from app.ocr.engine import Pixels
from app.ocr.reader import the_reader
from app.ocr.screens import Screens
from benchmarks.support.screens import Screen, screens

_SAME = 90.0
Read = Callable[[Pixels], list[Line]]


@dataclass
class Score:
    """What a way of reading has found so far."""

    known: int = 0
    found: int = 0
    read: int = 0
    right: int = 0
    wrong_signs: int = 0
    signs: int = 0
    seconds: float = 0.0

    def row(self, name: str) -> str:
        """The figures of one way."""
        recall, precision = self.found / max(1, self.known), self.right / max(1, self.read)
        return f"{name:22}{recall:8.3f}{precision:11.3f}{self.wrong_signs / max(1, self.signs):9.4f}"


def judged(score: Score, screen: Screen, lines: list[Line]) -> list[str]:
    """Adds one page to the score; returns what was missed and what was made up."""
    wrong = []
    for text, box in screen.lines:
        there = _beside([(line.text, line.box) for line in lines], box)
        score.known += 1
        if fuzz.partial_ratio(text, there) >= _SAME and len(there) >= 0.9 * len(text):
            score.found += 1
            part = fuzz.partial_ratio_alignment(text, there)
            assert part is not None
            score.wrong_signs += Levenshtein.distance(text, there[part.dest_start : part.dest_end])
            score.signs += len(text)
        else:
            wrong.append(f"missed {text!r}: {there!r}")
    for line in lines:
        there = _beside(screen.lines, line.box)
        score.read += 1
        if len(there) >= 0.8 * len(line.text) and fuzz.partial_ratio(line.text, there) >= _SAME:
            score.right += 1
        else:
            wrong.append(f"made up {line.text!r}: {there!r}")
    return wrong


def _beside(lines: list[tuple[str, Box]], place: Box) -> str:
    """What stands on the rows of a box and within its width, from left to right."""
    there = [
        (box.left, text)
        for text, box in lines
        if min(box.bottom, place.bottom) - max(box.top, place.top) > 0.4 * min(box.height, place.height)
        and box.left < place.right
        and place.left < box.right
    ]
    return " ".join(text for _, text in sorted(there))


def plain(grey: Pixels) -> list[Line]:
    """Tesseract as people call it: one picture, its own layout analysis, nothing done before or after."""
    table = pytesseract.image_to_data(grey, output_type=pytesseract.Output.DICT)
    lines: dict[tuple[int, ...], list[Word]] = {}
    for number, text in enumerate(table["text"]):
        if float(table["conf"][number]) >= 0 and text.strip():
            place = tuple(int(table[name][number]) for name in ("block_num", "par_num", "line_num"))
            box = Box(*(float(table[name][number]) for name in ("left", "top", "width", "height")))
            lines.setdefault(place, []).append(Word(text.strip(), box, float(table["conf"][number])))
    return [Line(tuple(words)) for words in lines.values()]


def processor() -> float:
    """Seconds of a processor that we, what we have started, and the reader have used."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + the_reader().processor


def main() -> None:
    """Prints recall, precision, wrong signs and seconds a page, and with --pages what each got wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", action="store_true", help="say of every page what was missed or made up")
    told = parser.parse_args().pages
    os.environ["OMP_THREAD_LIMIT"] = "1"
    every = list(screens())
    ways: dict[str, Read] = {"plain Tesseract": plain}
    for name in ("ppocr", "tesseract"):
        engine = engine_of(name, "en")
        engine.read(every[0].grey)  # what is warm in a worker is warm here
        ways[name] = lambda grey, engine=engine: list(engine.read(grey).lines)  # type: ignore[misc]
    # As the worker does it: of each page what differs from those before it, of which three are alike.
    screens_read = Screens(engine_of("ppocr", "en"))
    ways["ppocr, what changed"] = lambda grey: list(screens_read.read(grey).lines)
    print(f"{len(every)} pages of {every[0].grey.shape[1]} x {every[0].grey.shape[0]}")
    print(f"{'':22}{'recall':>8}{'precision':>11}{'signs':>9}{'s / page':>10}{'MB':>6}")
    for name, read in ways.items():
        score, wrong, memory = Score(), [], 0
        for screen in every:
            before = processor()
            lines = read(screen.grey)
            score.seconds += processor() - before
            wrong += [f"    {screen.name}: {each}" for each in judged(score, screen, lines)]
            memory = the_reader().memory // 2**20
        held = "" if name.startswith("plain") else f"{memory:6}"
        print(f"{score.row(name)}{score.seconds / len(every):10.2f}{held}")
        if told:
            print("\n".join(wrong))


if __name__ == "__main__":
    main()
