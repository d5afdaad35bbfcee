"""Cuts a WebM stream as it comes, by the index that is made of it (app/domain/webm).

1. The index says up to where frames are whole, and which clusters begin with a picture that needs no other. A cluster
   for which that is still open is held back until its first picture has begun: so a place to begin is never missed.
2. What is certain is cut at those clusters; the rest waits for more bytes.
3. Where the stream is damaged, or begins in the middle, nothing comes until the next such cluster.
4. A recorder that was started again begins a take: other clocks and another head, behind the takes before it.
"""

from bisect import bisect_left, bisect_right
from typing import Final

from app.domain.live.pieces import Beginning, Bounds, Piece, Place
from app.domain.webm import WebmIndexer
from app.domain.webm.document import DocumentParser
from app.domain.webm.header import live_head
from app.domain.webm.model import Track
from app.domain.webm.progress import Level, Progress
from app.domain.webm.report import take_of

_CODECS: Final = {
    "V_VP8": "vp8",
    "V_VP9": "vp9",
    # Main profile, any level: a player reads the rest off the stream.
    "V_AV1": "av01.0.15M.08",
    "V_MPEG4/ISO/AVC": "avc1.640033",
    "A_OPUS": "opus",
    "A_VORBIS": "vorbis",
}


class WebmCutter:
    """A Cutter. With an `index` of what came before, the bytes from `index.total_size` on are pushed."""

    def __init__(self, index: WebmIndexer | None = None) -> None:
        self._index = index or WebmIndexer()
        self._held = bytearray()
        self._from = self._index.total_size
        # Whether the next byte follows what was given out.
        self._goes_on = False
        self._last_cue = -1
        self._damage = 0
        self._ended = 0.0
        self._beginnings: list[Beginning] = []
        self._number = 0
        # A state that was kept has seen these takes end.
        self._pass_ended_takes()
        self._damage = self._parser.progress.damage_count

    @property
    def unusable(self) -> str | None:
        """Why nothing can be watched of this stream."""
        return self._index.unsupported

    @property
    def edge(self) -> float:
        """Up to which second there are frames."""
        parser = self._parser
        scale = parser.structure.head.timestamp_scale
        return self._ended + max((clock.end_ns(scale) for clock in parser.structure.clocks.values()), default=0) / 1e9

    def push(self, data: bytes) -> list[Piece]:
        """The pieces that are certain now."""
        self._index.push(data)
        if self.unusable:
            self._held.clear()
            return []
        self._held += data
        pieces = self._cut()
        while self._number + 1 < len(self._index.parsers):
            self._pass_take()
            pieces += self._cut()
        return pieces

    def place(self, time: float) -> Place | None:
        """The last place at or before `time` at which a player can begin."""
        found: Place | None = None
        for beginning, parser in self._takes():
            cues, tick = parser.structure.cues, _tick(parser)
            before = bisect_right(cues.times, (time - beginning.begins) / tick) if time >= beginning.begins else 0
            number = max(0, before - 1)
            if cues.times and (before or found is None):
                offset = parser.progress.segment_data + cues.positions[number]
                found = Place(beginning, offset, beginning.begins + cues.times[number] * tick)
        return found

    def bounds(self, offset: int) -> Bounds | None:
        """Of the take whose frames lie at `offset`."""
        takes = self._takes()
        for number, (beginning, parser) in enumerate(takes):
            if _frames(parser) <= offset < self._end_of(parser):
                following = _frames(takes[number + 1][1]) if number + 1 < len(takes) else None
                return Bounds(beginning, _frames(parser), self._end_of(parser), following)
        return None

    # ---- cutting -----------------------------------------------------------------------------------------------------

    @property
    def _parser(self) -> DocumentParser:
        return self._index.parsers[self._number]

    def _end_of(self, parser: DocumentParser) -> int:
        return _certain(parser.progress) if parser is self._index.parsers[-1] else parser.progress.clean_end

    def _cut(self) -> list[Piece]:
        """What is certain of the current take."""
        parser = self._parser
        if parser.progress.head_length is None or parser.progress.unsupported:
            return []
        beginning, pieces = self._beginning(), list[Piece]()
        self._notice_damage(parser.progress)
        at: float | None = None
        for time, position in _cues(parser, max(self._last_cue + 1, self._from)):
            self._give(pieces, beginning, position, at)
            self._last_cue, self._goes_on = position, True
            at = beginning.begins + time
        self._give(pieces, beginning, self._end_of(parser), at)
        return pieces

    def _give(self, pieces: list[Piece], beginning: Beginning, stop: int, time: float | None) -> None:
        """Gives out what is held before `stop`, or drops it."""
        if stop <= self._from:
            return
        if self._goes_on:
            data = bytes(self._held[: stop - self._from])
            pieces.append(Piece(self._from, data, beginning, time))
        self._drop(stop)

    def _drop(self, upto: int) -> None:
        if upto > self._from:
            del self._held[: upto - self._from]
            self._from = upto

    def _notice_damage(self, progress: Progress) -> None:
        """After damage a player begins anew, behind it."""
        if progress.damage_count == self._damage and progress.level is not Level.RESYNC:
            return
        self._damage, self._goes_on = progress.damage_count, False
        last = progress.damage[-1] if progress.damage else None
        self._last_cue = max(self._last_cue, last.offset if last else progress.offset)
        if progress.level is Level.RESYNC:
            self._drop(min(progress.offset, self._from + len(self._held)))

    # ---- takes -------------------------------------------------------------------------------------------------------

    def _pass_ended_takes(self) -> None:
        while self._number + 1 < len(self._index.parsers):
            self._pass_take()

    def _pass_take(self) -> None:
        """Goes on to the next take."""
        self._beginning()
        before, following = self._index.parsers[self._number], self._index.parsers[self._number + 1]
        self._ended += take_of(before, following.progress.base).duration
        self._drop(min(following.progress.base, self._from + len(self._held)))
        self._number += 1
        self._goes_on, self._last_cue, self._damage = False, -1, 0

    def _beginning(self) -> Beginning:
        """The current take's, made once its head is known."""
        if len(self._beginnings) == self._number:
            structure = self._parser.structure
            self._beginnings.append(
                Beginning(self._number, _mime(structure.tracks), live_head(structure.head), self._ended)
            )
        return self._beginnings[self._number]

    def _takes(self) -> list[tuple[Beginning, DocumentParser]]:
        """Those with frames."""
        if self._parser.progress.head_length is not None:
            self._beginning()
        pairs = zip(self._beginnings, self._index.parsers, strict=False)
        return [(beginning, parser) for beginning, parser in pairs if parser.progress.head_length is not None]


def _certain(progress: Progress) -> int:
    """Up to where frames are whole, and it is known whether a player can begin with their cluster."""
    if progress.level in (Level.CLUSTER, Level.GROUP) and progress.awaited:
        return min(progress.clean_end, progress.cluster_start)
    return progress.clean_end


def _frames(parser: DocumentParser) -> int:
    return parser.progress.base + (parser.progress.head_length or 0)


def _tick(parser: DocumentParser) -> float:
    return parser.structure.head.timestamp_scale / 1e9


def _cues(parser: DocumentParser, least: int) -> list[tuple[float, int]]:
    """When and where in the stream, from byte `least` on, a player can begin. After hours every other one is left out
    (CueList).
    """
    cues, data, tick = parser.structure.cues, parser.progress.segment_data, _tick(parser)
    first = bisect_left(cues.positions, least - data)
    return [(cues.times[at] * tick, data + cues.positions[at]) for at in range(first, len(cues.positions))]


def _mime(tracks: tuple[Track, ...]) -> str:
    kind = "video" if any(track.kind == "video" for track in tracks) else "audio"
    codecs = ",".join(_CODECS.get(track.codec, track.codec) for track in tracks if track.kind in ("video", "audio"))
    return f'{kind}/webm; codecs="{codecs}"'
