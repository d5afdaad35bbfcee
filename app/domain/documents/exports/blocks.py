"""Blocks of text below a step's title, as every format sets them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.documents.exports.runs import Run

Line = tuple[Run, ...]


class Look(StrEnum):
    """How a block is set."""

    TEXT = "text"
    OUTPUT = "output"  # as a program wrote it
    LIST = "list"  # each line is a point of its own


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text; `first` is the number of a list's first point, None where its points have none."""

    look: Look
    lines: tuple[Line, ...]
    first: int | None = None

    @property
    def points(self) -> Iterable[tuple[str, Line]]:
        """The lines of a list, each with what stands before it."""
        for number, line in enumerate(self.lines):
            yield ("•" if self.first is None else f"{self.first + number}."), line


def plainly(look: Look, lines: Iterable[str]) -> Block:
    """A block of lines that have nothing in them but text."""
    return Block(look, tuple((Run(line),) for line in lines))
