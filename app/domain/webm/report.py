"""Turns what a document's parser knows into the Take its callers see."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.webm.clocks import TrackClock
from app.domain.webm.document import DocumentParser
from app.domain.webm.model import Cue, Take, Track


def take_of(parser: DocumentParser, end: int) -> Take:
    """The take the parser has read, which `end` (an offset in the stream) ends.

    What the parser goes on changing is copied: the take is kept while the next one is read.
    """
    progress, structure = parser.progress, parser.structure
    scale = structure.head.timestamp_scale
    return Take(
        offset=progress.base,
        end=end,
        clean_end=progress.clean_end,
        media_end=min(end, progress.segment_end),
        head_length=progress.head_length,
        segment_data=progress.segment_data,
        head=replace(structure.head),
        tracks=structure.tracks,
        filled=frozenset(number for number, clock in structure.clocks.items() if clock.started),
        start=_start(structure.clocks, scale),
        duration=max((clock.end_ns(scale) for clock in structure.clocks.values()), default=0) / 1e9,
        picture_until_ns=_picture_until(structure.clocks, structure.tracks, scale),
        cues=_cues(parser),
        unknown_size_clusters=progress.unknown_size_clusters,
        has_cues=progress.has_cues,
        has_cues_behind=progress.has_cues_behind,
        unsupported=progress.unsupported,
        damage=tuple(replace(damage) for damage in progress.damage),
        damage_count=progress.damage_count,
    )


def _start(clocks: dict[int, TrackClock], scale: int) -> float:
    return min((clock.first for clock in clocks.values() if clock.started), default=0) * scale / 1e9


def _picture_until(clocks: dict[int, TrackClock], tracks: Sequence[Track], scale: int) -> int | None:
    pictures = [clocks[track.number] for track in tracks if track.kind == "video" and track.number in clocks]
    return max((max(clock.recent) * scale for clock in pictures if clock.recent), default=None)


def _cues(parser: DocumentParser) -> Sequence[Cue]:
    track = parser.progress.cue_track
    found = parser.structure.cues
    return tuple(Cue(time, track, position) for time, position in zip(found.times, found.positions, strict=True))
