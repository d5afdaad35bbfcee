"""A guide that people may have edited: what the reading wrote, and what they made of it. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from app.domain.documents.words import Box

MOST_STEPS = 500


class Part(StrEnum):
    """What of a step a person can set. What nobody has set follows the reading."""

    TITLE = "title"
    TEXT = "text"
    PICTURE = "picture"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class MachineStep:
    """A step as the reading wrote it; `picture` is the key of its image, the box and the point are shares of that.

    Its id is new with each run.
    """

    id: UUID
    timestamp: float
    title: str
    text: str
    picture: str | None = None
    kind: str | None = None
    label: str | None = None
    target: Box | None = None
    pointer: tuple[float, float] | None = None
    strength: float | None = None


@dataclass(frozen=True, slots=True)
class GuideStep:
    """A step as it stands now.

    `sources` are the steps of the reading that it stands for: none where a person added it, several where some were
    merged; the first one is what it follows. `edited` says which parts people have set. `picture` is an image of the
    reading's, unless somebody chose another `moment` (seconds); `blurs` are regions of it that nobody may read.
    `conflicts` are parts of which the reading says something else by now than it did when they were set. `is_gone`
    where the reading has not found the step again. A text that somebody set is Markdown, the reading's is plain.
    """

    id: UUID
    timestamp: float
    title: str
    text: str
    picture: str | None = None
    moment: float | None = None
    target: Box | None = None
    pointer: tuple[float, float] | None = None
    blurs: tuple[Box, ...] = ()
    hidden: bool = False
    edited: frozenset[Part] = field(default_factory=frozenset)
    conflicts: frozenset[Part] = field(default_factory=frozenset)
    is_gone: bool = False
    sources: tuple[MachineStep, ...] = ()

    @property
    def source(self) -> MachineStep | None:
        """What it follows."""
        return self.sources[0] if self.sources else None

    @property
    def is_touched(self) -> bool:
        """Whether there is anything in it that only a person knows."""
        return bool(self.edited or self.hidden or self.blurs or not self.sources)

    @property
    def is_markdown(self) -> bool:
        """How its text is to be read."""
        return Part.TEXT in self.edited or not self.sources


@dataclass(frozen=True, slots=True)
class Guide:
    """All steps in their order, hidden ones too. No two have the same id."""

    steps: tuple[GuideStep, ...]

    def step(self, step_id: UUID) -> GuideStep | None:
        """The step with that id."""
        return next((step for step in self.steps if step.id == step_id), None)

    @property
    def ids(self) -> tuple[UUID, ...]:
        """In their order."""
        return tuple(step.id for step in self.steps)

    @property
    def shown(self) -> tuple[GuideStep, ...]:
        """What readers see."""
        return tuple(step for step in self.steps if not step.hidden)

    @property
    def sources(self) -> Iterator[MachineStep]:
        """Every step of the reading that one of them stands for."""
        return (source for step in self.steps for source in step.sources)


def unedited(step: MachineStep, step_id: UUID | None = None) -> GuideStep:
    """A step that nobody has touched, under the reading's id unless it has one already."""
    return GuideStep(
        id=step_id or step.id,
        timestamp=step.timestamp,
        title=step.title,
        text=step.text,
        picture=step.picture,
        target=step.target,
        pointer=step.pointer,
        sources=(step,),
    )


def as_written(steps: Iterable[MachineStep]) -> Guide:
    """A guide that nobody has edited yet."""
    return Guide(tuple(unedited(step) for step in steps))
