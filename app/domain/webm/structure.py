"""What each element means where it stands: the levels of a Matroska document (RFC 9559 section 5)."""

from collections.abc import Callable
from typing import Final

from app.domain.webm import blocks, ids
from app.domain.webm.clocks import TrackClock
from app.domain.webm.cues import CueList
from app.domain.webm.ebml import UNKNOWN_SIZE, EbmlError, ElementHeader, read_uint
from app.domain.webm.head import read_ebml_header, read_info, read_tracks
from app.domain.webm.model import Head, Track
from app.domain.webm.progress import NO_END, Level, Progress

MAX_HEAD_BYTES: Final = 4 << 20
"""A first part of 5 MiB, S3's smallest, must be able to hold everything before the first Cluster."""
MAX_COLLECTED_BYTES: Final = 256 << 10
MAX_ELEMENT_BYTES: Final = 32 << 20
"""No frame and no metadata of a recording is larger; a larger size is damage, and would hide what follows it."""

_MAX_TICKS: Final = 1 << 53
_EXTRAS: Final = frozenset({ids.TAGS, ids.CHAPTERS, ids.ATTACHMENTS})
_COLLECTED: Final = _EXTRAS | {ids.INFO, ids.TRACKS}

Handler = Callable[[ElementHeader, bytes, int, int], int]


class Structure:
    """Reads one element header after another and keeps what an index needs.

    `element` is called with the bytes that start at `progress.offset`; it answers how many of them it used, or 0
    when it needs to see more, and leaves in `progress` what to pass over or to collect. It raises EbmlError for
    anything that does not belong where it stands.
    """

    def __init__(self, progress: Progress, cues: CueList, audio_cue_interval_ns: int) -> None:
        self.progress = progress
        self.head = Head()
        self.tracks: tuple[Track, ...] = ()
        self.cues = cues
        self.audio_cue_interval_ns = audio_cue_interval_ns
        self.clocks: dict[int, TrackClock] = {}
        self.fast_clocks: list[TrackClock | None] = [None] * (blocks.MAX_FAST_TRACK + 1)
        """Clocks by track number, of the tracks seen already: for blocks.walk."""
        self._handlers: dict[Level, Handler] = {
            Level.TOP: self._at_top,
            Level.SEGMENT: self._at_segment,
            Level.CLUSTER: self._at_cluster,
            Level.GROUP: self._at_group,
        }

    def element(self, header: ElementHeader, buf: bytes, pos: int, end: int) -> int:
        """Takes the element whose header stands at buf[pos]."""
        used = self._handlers[self.progress.level](header, buf, pos, end)
        if used and header.id != ids.SIMPLE_BLOCK:
            self.progress.count_element()
        return used

    def close_ended(self) -> None:
        """Counts the block that just ended, and leaves every master whose end is reached."""
        progress = self.progress
        if progress.level is Level.GROUP and progress.offset >= progress.group_end:
            self._close_group()
        if progress.level is Level.CLUSTER:
            if progress.block is not None:
                self._count(progress.block)
                progress.block = None
            if progress.offset >= progress.cluster_end:
                progress.level = Level.SEGMENT
        if progress.level is Level.SEGMENT and progress.offset >= progress.segment_end:
            progress.level = Level.ENDED

    def collected(self, element_id: int, header_length: int, raw: bytes) -> None:
        """Takes an element of the head that has arrived whole."""
        data = raw[header_length:]
        if element_id == ids.EBML_HEADER:
            read_ebml_header(self.head, data)
        elif element_id == ids.INFO:
            read_info(self.head, data)
        elif element_id == ids.TRACKS:
            self.tracks = read_tracks(data)
            self.head.tracks_raw = raw
        else:
            self.head.extras += raw

    def use_clocks(self, clocks: dict[int, TrackClock]) -> None:
        """Puts the tracks' clocks in place."""
        self.clocks = clocks
        for number, clock in clocks.items():
            if clock.started and number < len(self.fast_clocks):
                self.fast_clocks[number] = clock

    # Levels.

    def _at_top(self, header: ElementHeader, buf: bytes, pos: int, end: int) -> int:
        progress = self.progress
        if not self.head.doc_type:
            return self._collect(header, buf, pos)
        if header.id == ids.SEGMENT:
            progress.segment_data = progress.offset + header.length
            progress.segment_end = NO_END if header.size == UNKNOWN_SIZE else progress.segment_data + header.size
            progress.level = Level.SEGMENT
            return header.length
        if header.id in ids.GLOBAL:
            return self._pass_over(header, NO_END)
        raise EbmlError("no Segment follows the EBML header")

    def _at_segment(self, header: ElementHeader, buf: bytes, pos: int, end: int) -> int:
        progress = self.progress
        if header.id == ids.CLUSTER:
            return self._open_cluster(header)
        if header.id not in ids.LEVEL_1 and header.id not in ids.GLOBAL:
            raise EbmlError(f"element {header.id:#x} does not belong inside a Segment")
        if header.id == ids.CUES:
            progress.has_cues = True
            progress.has_cues_behind = progress.has_cues_behind or progress.head_length is not None
        if progress.head_length is None and header.id in _COLLECTED:
            return self._collect(header, buf, pos)
        return self._pass_over(header, progress.segment_end)

    def _at_cluster(self, header: ElementHeader, buf: bytes, pos: int, end: int) -> int:
        progress = self.progress
        if header.id == ids.SIMPLE_BLOCK:
            return self._read_block(header, buf, pos, end, progress.cluster_end)
        if header.id == ids.TIMESTAMP:
            return self._read_timestamp(header, buf, pos, end)
        if header.id == ids.BLOCK_GROUP:
            return self._open_group(header)
        if header.id in ids.CLUSTER_PASSED_OVER:
            return self._pass_over(header, progress.cluster_end)
        if header.id in ids.LEVEL_1 and progress.cluster_end == progress.segment_end:
            # A Cluster of unknown size ends at the first element that belongs to its parent (RFC 8794 section 6.2).
            progress.level = Level.SEGMENT
            return self._at_segment(header, buf, pos, end)
        raise EbmlError(f"element {header.id:#x} does not belong inside a Cluster")

    def _at_group(self, header: ElementHeader, buf: bytes, pos: int, end: int) -> int:
        progress = self.progress
        if header.id == ids.BLOCK and progress.block is None:
            return self._read_block(header, buf, pos, end, progress.group_end)
        if header.id == ids.BLOCK_DURATION:
            value = self._read_number(header, buf, pos, end, progress.group_end)
            if value is None:
                return 0
            progress.group_duration = value
            return header.length + header.size
        used = self._pass_over(header, progress.group_end)
        progress.group_refers = progress.group_refers or header.id == ids.REFERENCE_BLOCK
        return used

    # Masters.

    def _open_cluster(self, header: ElementHeader) -> int:
        progress = self.progress
        if progress.head_length is None:
            self._finish_head()
        end = progress.offset + header.length + header.size
        if header.size == UNKNOWN_SIZE:
            progress.unknown_size_clusters = True
            end = progress.segment_end
        if end > progress.segment_end:
            progress.note(progress.offset, "a Cluster runs past the end of its Segment")
            end = progress.segment_end
        progress.cluster_start = progress.offset
        progress.cluster_end = end
        progress.timestamp = None
        progress.awaited = progress.cue_track
        progress.level = Level.CLUSTER
        return header.length

    def _finish_head(self) -> None:
        """Checks, at the first Cluster, that the head has what a player needs, and picks the track to seek by."""
        if not self.head.tracks_raw:
            raise EbmlError("no Tracks come before the first Cluster")
        by_kind = [track for kind in ("video", "audio") for track in self.tracks if track.kind == kind]
        if not by_kind:
            raise EbmlError("there is neither a video nor an audio track")
        self.progress.cue_track = by_kind[0].number
        self.progress.head_length = self.progress.offset - self.progress.base
        self.use_clocks({track.number: TrackClock(track.default_duration_ns) for track in self.tracks})

    def _open_group(self, header: ElementHeader) -> int:
        progress = self.progress
        self._check_fits(header, progress.cluster_end)
        progress.group_start = progress.offset
        progress.group_end = progress.offset + header.length + header.size
        progress.group_duration = None
        progress.group_refers = False
        progress.level = Level.GROUP
        return header.length

    def _close_group(self) -> None:
        progress = self.progress
        progress.level = Level.CLUSTER
        if progress.block is not None:
            progress.block.keyframe = not progress.group_refers
            progress.block.duration = progress.group_duration

    # Elements.

    def _read_block(self, header: ElementHeader, buf: bytes, pos: int, end: int, parent_end: int) -> int:
        self._check_fits(header, parent_end)
        read = blocks.read_block_header(buf, pos + header.length, end, header.size)
        if read is None:
            return 0
        self.progress.block, length = read
        self.progress.element_start = self.progress.offset
        self.progress.skip = header.size - length
        return header.length + length

    def _read_timestamp(self, header: ElementHeader, buf: bytes, pos: int, end: int) -> int:
        progress = self.progress
        value = self._read_number(header, buf, pos, end, progress.cluster_end)
        if value is None:
            return 0
        if value > _MAX_TICKS:
            raise EbmlError("a Cluster's Timestamp is not believable")
        if value < progress.last_timestamp:
            progress.note(progress.cluster_start, "a Cluster's Timestamp goes back")
        progress.timestamp = progress.last_timestamp = value
        return header.length + header.size

    def _read_number(self, header: ElementHeader, buf: bytes, pos: int, end: int, parent_end: int) -> int | None:
        self._check_fits(header, parent_end)
        if header.size > 8:
            raise EbmlError("an unsigned integer is longer than eight bytes")
        data = pos + header.length
        return read_uint(buf[data : data + header.size]) if data + header.size <= end else None

    def _pass_over(self, header: ElementHeader, parent_end: int) -> int:
        self._check_fits(header, parent_end)
        self.progress.element_start = self.progress.offset
        self.progress.skip = header.size
        return header.length

    def _collect(self, header: ElementHeader, buf: bytes, pos: int) -> int:
        progress = self.progress
        self._check_fits(header, progress.segment_end)
        if header.size + len(self.head.extras) > MAX_COLLECTED_BYTES:
            raise EbmlError("the head is too large")
        progress.element_start = progress.offset
        progress.collecting = header.id
        progress.collect_left = header.size
        progress.collected = bytearray(buf[pos : pos + header.length])
        return header.length

    def _check_fits(self, header: ElementHeader, parent_end: int) -> None:
        """Raises EbmlError unless the element is of known, believable size and ends inside its parent."""
        progress = self.progress
        if header.size == UNKNOWN_SIZE:
            raise EbmlError(f"element {header.id:#x} may not have an unknown size")
        after = progress.offset + header.length + header.size
        if after > parent_end:
            raise EbmlError(f"element {header.id:#x} runs past the end of its parent")
        if progress.head_length is None and after > progress.base + MAX_HEAD_BYTES:
            raise EbmlError("the head is too large")
        if header.size > MAX_ELEMENT_BYTES:
            raise EbmlError(f"element {header.id:#x} is too large to be believed")

    # Blocks.

    def _count(self, block: blocks.Block) -> None:
        """Takes a block that has arrived whole: a cut one plays in no player."""
        progress = self.progress
        clock = self.clocks.get(block.track)
        if progress.timestamp is None:
            progress.note(progress.element_start, "a block comes before its Cluster's Timestamp")
            return
        if clock is None:
            return
        time = progress.timestamp + block.offset
        clock.add(time, self.head.timestamp_scale, block.frames, block.duration)
        if block.track < len(self.fast_clocks):
            self.fast_clocks[block.track] = clock
        if block.track == progress.awaited:
            progress.awaited = 0
            self._offer_cue(block, max(time, 0))

    def _offer_cue(self, block: blocks.Block, time: int) -> None:
        """Makes the Cluster a cue if a decoder can start at it.

        Only the first block of the cue's track may decide: a player that lands on a Cluster whose first video
        block is no keyframe drops frames until the next one, and Chromium then never reports the seek as done.
        """
        progress = self.progress
        useful = block.keyframe if self._has_video() else self._is_far_from_last_cue(time)
        if useful:
            self.cues.offer(time, progress.cluster_start - progress.segment_data)

    def _has_video(self) -> bool:
        return any(track.kind == "video" for track in self.tracks)

    def _is_far_from_last_cue(self, time: int) -> bool:
        """Every audio frame is a start; one cue in a while is enough."""
        times = self.cues.times
        return not times or (time - times[-1]) * self.head.timestamp_scale >= self.audio_cue_interval_ns
