"""How well a guide and a reading tell what a film shows: pure, from what was told and what is true.

1. Steps are aligned in order of time, so that as many as possible of those that must be told find one within
   TOLERANCE seconds of when they were done; among equals, the one that names the thing.
2. A step that may be told or left out counts neither way.
3. Lines that stood there for a second must be found; whatever is read must stand there, but for a clock's time, which
   counts neither way: it is of no session.
4. Titles are judged where a step was found: whether they name the right thing, and whether a person would write them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from benchmarks.screencasts.truth import DoneStep, ShownLine

TOLERANCE = 2.0
# What a line must be on screen for (seconds) to be worth reading, and how far a reading may lag behind.
_READABLE = 1.0
_SLACK = 0.6
_SAME_LINE = 90.0
# A sign or two of a title may be read wrong.
_SAME_TITLE = 90.0
_DUPLICATE_SECONDS = 10.0
_CLOCK = re.compile(r"\d\d:\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Told:
    """A step as a guide tells it; `kind` is empty where the guide knows none."""

    time: float
    title: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines that were read of what stood on screen from `start` to `end`."""

    start: float
    end: float
    lines: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """Counts of some films; they add up."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    same_kind: int = 0
    named: int = 0
    as_a_person: int = 0
    duplicates: int = 0
    lines: int = 0
    lines_found: int = 0
    read: int = 0
    read_right: int = 0
    signs: int = 0
    wrong_signs: int = 0

    def add(self, other: "Tally") -> None:
        """Adds another film's counts."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def recall(self) -> float:
        """Steps found of those that must be told."""
        return _share(self.found.total(), self.wanted.total())

    @property
    def precision(self) -> float:
        """Steps told that are steps."""
        return _share(self.right.total(), self.told.total())

    @property
    def f1(self) -> float:
        """Of both."""
        return _harmonic(self.recall, self.precision)

    def f1_of(self, kind: str) -> float:
        """Recall of steps of this kind, with the precision of steps told as such; recall alone without kinds."""
        recall = _share(self.found[kind], self.wanted[kind])
        return _harmonic(recall, _share(self.right[kind], self.told[kind])) if self.told[kind] else recall


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def score_steps(done: Sequence[DoneStep], told: Sequence[Told]) -> Tally:
    """The counts of one guide."""
    tally = Tally()
    pairs = aligned(done, told)
    tally.wanted.update(step.kind for step in done if not step.optional)
    matched = {mine: done[theirs] for theirs, mine in pairs}
    for number, step in enumerate(told):
        truth = matched.get(number)
        if truth is not None and truth.optional:
            continue
        tally.told[step.kind] += 1
        if truth is None:
            tally.duplicates += _repeats(number, told, matched)
            continue
        tally.found[truth.kind] += 1
        tally.right[step.kind] += 1
        tally.same_kind += step.kind == truth.kind
        tally.named += names(step.title, truth)
        tally.as_a_person += reads_well(step.title, truth)
    return tally


def aligned(done: Sequence[DoneStep], told: Sequence[Told]) -> list[tuple[int, int]]:
    """Pairs (index in `done`, index in `told`), in order, that match best."""

    @cache
    def best(left: int, right: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if left == len(done) or right == len(told):
            return 0.0, ()
        choices = [best(left + 1, right), best(left, right + 1)]
        worth = _worth(done[left], told[right])
        if worth > 0:
            gained, pairs = best(left + 1, right + 1)
            choices.append((gained + worth, ((left, right), *pairs)))
        return max(choices, key=lambda choice: choice[0])

    return list(best(0, 0)[1])


def _worth(step: DoneStep, told: Told) -> float:
    distance = max(step.time - told.time, told.time - step.end, 0.0)
    if distance > TOLERANCE:
        return 0.0
    return (1.0 if step.optional else 10.0) + names(told.title, step) * 0.5 - distance * 0.05


def names(title: str, step: DoneStep) -> bool:
    """Whether the title has the words that name the thing, whatever else it says."""
    return any(
        fuzz.partial_ratio(_plain(name), _plain(title)) >= _SAME_TITLE for name in step.names if _fits(name, title)
    )


def reads_well(title: str, step: DoneStep) -> bool:
    """Whether a person would write it."""
    return any(fuzz.ratio(_plain(each), _plain(title)) >= _SAME_TITLE for each in step.titles)


def _fits(name: str, title: str) -> bool:
    # A title that is shorter than the name is only a piece of it.
    return len(_plain(title)) >= 0.9 * len(_plain(name))


def _repeats(number: int, told: Sequence[Told], matched: dict[int, DoneStep]) -> bool:
    """Whether a step that is none says again what another one nearby says."""
    mine = told[number]
    return any(
        other != number
        and abs(step.time - mine.time) <= _DUPLICATE_SECONDS
        and _plain(step.title) == _plain(mine.title)
        for other, step in enumerate(told)
    )


def score_lines(shown: Sequence[ShownLine], readings: Sequence[Reading]) -> Tally:
    """The counts of one reading: each line once, however often it was read."""
    tally = Tally()
    for line in shown:
        if line.end - line.start < _READABLE or not _plain(line.text):
            continue
        texts = [text for each in readings if _meets(each, line, 0.0) for text in each.lines]
        tally.lines += 1
        tally.lines_found += _has(line.text, texts)
        tally.signs += len(line.text)
        tally.wrong_signs += _errors(line.text, texts)
    for text, reading in _distinct(readings):
        near = [line.text for line in shown if _meets(reading, line, _SLACK)]
        tally.read += 1
        tally.read_right += _has(text, near)
    return tally


def _distinct(readings: Iterable[Reading]) -> Iterable[tuple[str, Reading]]:
    """Every text from when it was read first; but for a clock's, which is there, and which nobody has to read."""
    before: set[str] = set()
    for reading in readings:
        fresh = (text for text in reading.lines if text not in before and _plain(text))
        yield from ((text, reading) for text in fresh if not _CLOCK.fullmatch(text))
        before = set(reading.lines)


def _meets(reading: Reading, line: ShownLine, slack: float) -> bool:
    return reading.start - slack < line.end and line.start < reading.end + slack


def _has(text: str, others: Sequence[str]) -> bool:
    """Whether a line is among others, also as a part of a longer one or with its parts as lines of their own."""
    mine = _plain(text)
    plain = [_plain(each) for each in others]
    return any(fuzz.ratio(mine, each) >= _SAME_LINE or (len(mine) > 2 and mine in each) for each in plain) or (
        len(mine) > 12 and any(len(each) > 5 and each in mine for each in plain)
    )


def _errors(text: str, others: Sequence[str]) -> int:
    mine = " ".join(text.split())
    if mine in others:
        return 0
    whole = [Levenshtein.distance(mine, each) for each in others]
    part = [round(len(mine) * (1 - fuzz.partial_ratio(mine, each) / 100)) for each in others if len(each) > len(mine)]
    return min([len(mine), *whole, *part])


def _plain(text: str) -> str:
    kept = "".join(sign if sign.isalnum() or sign.isspace() else "" for sign in text.casefold())
    return " ".join(kept.split())
