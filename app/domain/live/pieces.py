"""What a stream that is watched is cut into. Values, and what whoever cuts promises."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a player must have before any frame of one take: what one start of a recorder wrote.

    `mime` names container and codecs as Media Source Extensions ask for them; `begins` is where the take lies on the
    recording's timeline, in seconds, and what its own clock is moved by.
    """

    number: int
    mime: str
    data: bytes
    begins: float


@dataclass(slots=True)
class Piece:
    """Bytes from `start` of the stream on: whole frames. `time` is the second of the recording's timeline at which a
    player can begin with them; None where they go on from the piece before.
    """

    start: int
    data: bytes
    take: Beginning
    time: float | None = None
    framed: bytes | None = field(default=None, compare=False)
    """As a frame of a socket; whoever asks first makes it."""

    @property
    def stop(self) -> int:
        """The offset behind its last byte."""
        return self.start + len(self.data)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a player can begin: byte `offset` of the stream, in a take, at second `time` of the recording."""

    take: Beginning
    offset: int
    time: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which bytes, [start, stop), are the frames of a take as far as it has come; `following` is where those of the
    next take begin (None: there is none).
    """

    take: Beginning
    start: int
    stop: int
    following: int | None


class Cutter(Protocol):
    """Takes a stream's bytes as they come; where they were cut never changes what comes out."""

    @property
    def unusable(self) -> str | None:
        """Why nothing can be watched of this stream; None where it can, as far as is known."""

    @property
    def edge(self) -> float:
        """Up to which second of the recording's timeline there are frames."""

    def push(self, data: bytes) -> list[Piece]:
        """The pieces that are certain now. Raises for no content whatever."""

    def place(self, time: float) -> Place | None:
        """The last place at or before `time` at which a player can begin; the first one where there is none before."""

    def bounds(self, offset: int) -> Bounds | None:
        """Of the take whose frames lie at `offset`; None where none is known to."""
