"""Screens of a made-up program and what changes between them, as shares of the frame, for the guide's tests."""

from dataclasses import dataclass, field
from typing import Any

from app.domain.documents.evidence.changes import Change, Pointer
from app.domain.documents.steps import Screen, Step, build_steps
from app.domain.documents.words import Box, Line, Word
from tests.domain.writing import line

WIDTH, HEIGHT = 1280, 720


def on_frame(text: str, left: float, top: float, size: float = 14) -> Line:
    """A line whose place is given in pixels of a frame of 1280 x 720."""
    return Line(tuple(Word(each.text, _share(each.box), each.confidence) for each in line(text, left, top, size).words))


def box(left: float, top: float, width: float, height: float) -> Box:
    """A rectangle given in pixels."""
    return _share(Box(left, top, width, height))


def _share(each: Box) -> Box:
    return Box(each.left / WIDTH, each.top / HEIGHT, each.width / WIDTH, each.height / HEIGHT)


EVERYWHERE = box(0, 0, WIDTH, HEIGHT)


@dataclass
class Film:
    """A recording that is made scene by scene: each begins with a change, five seconds after the one before."""

    screens: list[Screen] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def shows(self, *lines: Line) -> "Film":
        """The first screen."""
        self.screens.append(Screen(0.0, 5.0, lines, "frame 0"))
        return self

    def then(self, *lines: Line, at: tuple[float, float] | None = None, where: Box = EVERYWHERE, **more: Any) -> "Film":
        """Another screen, after the pointer rested `at` a place (pixels) and something changed `where`."""
        start = 5.0 * len(self.screens)
        shape = more.pop("shape", "hand")
        pointer = Pointer(at[0] / WIDTH, at[1] / HEIGHT, shape) if at else None
        told = {"pointer": pointer, "rested": 1.0 if at else 0.0, "picture": f"before {start:g}" if at else "", **more}
        self.changes.append(Change(start - 0.25, start, start, (where,), **told))
        self.screens.append(Screen(start, start + 5.0, lines, f"frame {start:g}"))
        return self

    @property
    def guide(self) -> list[Step]:
        """Its steps."""
        return build_steps(self.screens, self.changes)

    @property
    def outline(self) -> list[tuple[float, str, str]]:
        """When, what kind, which title."""
        return [(step.timestamp, step.kind.value, step.title) for step in self.guide]
