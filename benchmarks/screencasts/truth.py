"""What a filmed session shows and what somebody did in it. Boxes are shares of the frame, times are seconds."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of text that stood at `box` (left, top, width, height) from `start` to `end`."""

    text: str
    box: Rectangle
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class DoneStep:
    """Something a guide tells: done at `time`, over at `end`.

    `names` are the words any of which names the right thing, `titles` what a person would write; an `optional` step may
    be told or left out.
    """

    time: float
    end: float
    kind: str
    names: tuple[str, ...]
    titles: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything about a film."""

    scene: str
    language: str
    width: int
    height: int
    duration: float
    lines: tuple[ShownLine, ...]
    steps: tuple[DoneStep, ...]

    def at(self, time: float) -> list[ShownLine]:
        """The lines on screen at a time."""
        return [line for line in self.lines if line.start <= time < line.end]


def save(truth: Truth, path: Path) -> None:
    """Writes it as JSON."""
    path.write_text(json.dumps(asdict(truth), ensure_ascii=False, indent=1))


def load(path: Path) -> Truth:
    """Reads it back."""
    found = json.loads(path.read_text())
    lines = tuple(ShownLine(each["text"], tuple(each["box"]), each["start"], each["end"]) for each in found["lines"])
    steps = tuple(
        DoneStep(**{**each, "names": tuple(each["names"]), "titles": tuple(each["titles"])}) for each in found["steps"]
    )
    return Truth(**{**found, "lines": lines, "steps": steps})
