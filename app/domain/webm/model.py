"""What an index says about a stream: takes, tracks, cue points, damage. Values only."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple


class Cue(NamedTuple):
    """A place to seek to: `time` in ticks of the take's TimestampScale, `position` of the Cluster in bytes
    from the start of the Segment's data (RFC 9559, CueTime and CueClusterPosition)."""

    time: int
    track: int
    position: int


@dataclass(frozen=True, slots=True)
class Track:
    """A TrackEntry (RFC 9559, Tracks) without its UID, which every recorder invents anew.

    Two takes whose tracks are equal can be decoded by one decoder.
    """

    number: int
    kind: str
    """video, audio, subtitle or other."""
    codec: str
    default_duration_ns: int | None = None
    codec_private: bytes = b""
    width: int | None = None
    height: int | None = None
    sample_rate: float | None = None
    channels: int | None = None


@dataclass(slots=True)
class Damage:
    """Bytes at `offset` (from the start of the stream) that could not be read as the format asks.

    `resumed_at` is the offset of the Cluster at which indexing went on, None when it did not or had not to.
    """

    offset: int
    reason: str
    resumed_at: int | None = None


@dataclass(slots=True)
class Head:
    """What stands before the first Cluster and must survive a rewrite."""

    doc_type: str = ""
    doc_type_version: int = 1
    doc_type_read_version: int = 1
    timestamp_scale: int = 1_000_000
    """Nanoseconds in a tick."""
    declared_duration: float | None = None
    """The Duration element as found, in ticks."""
    info_kept: bytes = b""
    """DateUTC, Title and SegmentUUID elements as found."""
    tracks_raw: bytes = b""
    """The Tracks element, ID and size included."""
    extras: bytes = b""
    """Tags, Chapters and Attachments elements that stood before the first Cluster."""


@dataclass(frozen=True, slots=True)
class Take:
    """One EBML document of the stream: what one start() of a recorder wrote. Offsets count from the stream's start."""

    offset: int
    end: int
    """Where the next take or the stream ends it."""
    clean_end: int
    """Where its last whole element ends: smaller than `end` when it was cut in the middle of one."""
    media_end: int
    """Where its Segment ends: smaller than `end` when bytes follow a Segment of known size."""
    head_length: int | None
    """Bytes before its first Cluster; None while there is no Cluster."""
    segment_data: int
    """Where the Segment's data starts; cue positions count from here."""
    head: Head
    tracks: tuple[Track, ...]
    filled: frozenset[int]
    """Numbers of the tracks that have a block; empty where the recorder was gone before its first frame."""
    start: float
    """The earliest of the tracks' first block times, in seconds."""
    duration: float
    """Where its last block ends, in seconds of its own clock."""
    picture_until_ns: int | None
    """When its latest picture came, in nanoseconds of that clock; None where it has none."""
    cues: Sequence[Cue]
    unknown_size_clusters: bool
    has_cues: bool
    """It brought Cues of its own."""
    has_cues_behind: bool
    """They stand behind the first Cluster, where a new head cannot replace them."""
    unsupported: str | None
    damage: tuple[Damage, ...]
    damage_count: int
    """All damage met; `damage` keeps only the first few."""

    @property
    def truncated(self) -> bool:
        """Whether it ends in the middle of an element."""
        return self.clean_end < self.end

    @property
    def seekable(self) -> bool:
        """Whether it has Duration and Cues already: a finished file rather than a live recording."""
        return self.has_cues and bool(self.head.declared_duration)


@dataclass(frozen=True, slots=True)
class Restart:
    """A further EBML document in the stream: the recorder was started again at `offset`."""

    offset: int
    same_tracks: bool
    """Whether its tracks equal those of the take before, so that they can be joined without transcoding."""


@dataclass(frozen=True, slots=True)
class WebmIndex:
    """Everything known about the stream so far. `takes` is never empty and is in stream order."""

    takes: tuple[Take, ...]
    total_size: int

    @property
    def unsupported(self) -> str | None:
        """Why the stream cannot be indexed, None when it can."""
        return next((take.unsupported for take in self.takes if take.unsupported), None)

    @property
    def restarts(self) -> tuple[Restart, ...]:
        """Every take but the first."""
        return tuple(Restart(after.offset, before.tracks == after.tracks) for before, after in pairwise(self.takes))

    @property
    def head_length(self) -> int | None:
        """Bytes before the first Cluster of the first take: what a new head replaces."""
        return self.takes[0].head_length

    @property
    def duration(self) -> float:
        """Seconds; the sum over all takes when the recorder was restarted."""
        return sum(take.duration for take in self.takes)

    @property
    def cues(self) -> Sequence[Cue]:
        """The cue points of the first take."""
        return self.takes[0].cues

    @property
    def damage(self) -> tuple[Damage, ...]:
        """The damage of every take, in stream order."""
        return tuple(damage for take in self.takes for damage in take.damage)
