"""How far the parser of one document has come: plain values, so that another worker can go on."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from app.domain.webm.blocks import Block
from app.domain.webm.model import Damage

NO_END: Final = 1 << 62
"""Stands for the end of a master of unknown size."""

_DAMAGE_KEPT: Final = 16
_ELEMENTS_GRANTED: Final = 1_000_000
_BYTES_AN_ELEMENT: Final = 16


class Level(IntEnum):
    """Where the next element is expected."""

    TOP = 0
    SEGMENT = 1
    CLUSTER = 2
    GROUP = 3
    RESYNC = 4
    """After damage: looking for the next Cluster."""
    ENDED = 5
    """Behind a Segment of known size."""
    UNSUPPORTED = 6


@dataclass(slots=True)
class Progress:
    """Offsets count bytes from the start of the stream; `offset` is the first byte not dealt with yet."""

    base: int
    """Where this document starts."""
    offset: int
    level: Level = Level.TOP
    skip: int = 0
    """Bytes of the current element still to pass over."""
    carry: bytes = b""
    """The first bytes, from `offset` on, of a header that is not complete yet."""
    element_start: int = 0
    """Where the element being passed over or collected starts, or where damage began."""
    collecting: int = 0
    """ID of the element being collected, 0 for none."""
    collect_left: int = 0
    collected: bytearray = field(default_factory=bytearray)
    """It, header included, as far as it has arrived."""

    elements: int = 0
    """Elements read one by one: all but SimpleBlocks."""

    segment_data: int = 0
    segment_end: int = NO_END
    head_length: int | None = None
    cue_track: int = 0
    unknown_size_clusters: bool = False
    has_cues: bool = False
    has_cues_behind: bool = False

    cluster_start: int = 0
    cluster_end: int = NO_END
    timestamp: int | None = None
    """The current Cluster's Timestamp, in ticks."""
    last_timestamp: int = 0
    """The Timestamp before it."""
    awaited: int = 0
    """Track whose first block in this Cluster decides whether the Cluster gets a cue; 0 once it is decided."""
    group_end: int = 0
    group_start: int = 0
    group_duration: int | None = None
    group_refers: bool = False
    """The BlockGroup has a ReferenceBlock: its frame is not a keyframe (RFC 9559, ReferenceBlock)."""
    block: Block | None = None
    """The block whose payload is still arriving."""

    unsupported: str | None = None
    damage: list[Damage] = field(default_factory=list)
    damage_count: int = 0

    @property
    def clean_end(self) -> int:
        """Where the last whole element ends. A BlockGroup counts as one."""
        if self.level is Level.GROUP:
            return self.group_start
        if self.skip or self.collecting or self.level is Level.RESYNC:
            return self.element_start
        return self.offset

    def note(self, offset: int, reason: str) -> None:
        """Remembers damage; only the first few places are kept, hostile input must not fill the memory."""
        self.damage_count += 1
        if len(self.damage) < _DAMAGE_KEPT:
            self.damage.append(Damage(offset, reason))

    def count_element(self) -> None:
        """Gives up on a stream that is nearly all headers.

        A recording has a few elements a Cluster beside its SimpleBlocks. Millions of empty ones could only be meant
        to keep a worker busy: reading them is a thousand times slower than passing over frames.
        """
        self.elements += 1
        if self.elements > _ELEMENTS_GRANTED + (self.offset - self.base) // _BYTES_AN_ELEMENT:
            self.refuse("there are more elements than any recording has")

    def refuse(self, reason: str) -> None:
        """Gives up: nothing after this can make the document usable."""
        self.unsupported = f"{reason} (at byte {self.offset})"
        self.level = Level.UNSUPPORTED
        self.carry = b""
