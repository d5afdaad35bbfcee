"""Cuts fragmented MP4 as recorders write it, while it comes (ISO/IEC 14496-12, 8.8).

1. `ftyp` and `moov` are what a player needs first; they come again where a recorder was started again, whose clock then
   begins anew behind what was there.
2. A `moof` and the `mdat` behind it are a piece: a player can begin with it where its first picture needs no other.
3. A stream of which only the head is known, and then bytes from somewhere in it, is taken up at the next `moof`.
"""

import struct
from bisect import bisect_right
from typing import Final

from app.domain.live import mp4_boxes as boxes
from app.domain.live.mp4_boxes import Head
from app.domain.live.pieces import Beginning, Bounds, Piece, Place

_HEADER: Final = 8
# A fragment is what came between two keyframes; nothing that is recorded is as large.
MOST_BYTES: Final = 32 << 20
_PASSED_OVER: Final = frozenset({b"free", b"skip", b"styp", b"sidx", b"emsg", b"prft", b"mfra", b"uuid", b"wide"})
# What reading a box raises that is cut short, or has not in it what belongs there.
_BAD: Final = (boxes.BadBox, struct.error, IndexError, KeyError, StopIteration)


class Mp4Cutter:
    """A Cutter. With a `head` (ftyp and moov) the bytes from `offset` on are pushed, wherever in the stream that is."""

    def __init__(self, head: bytes = b"", offset: int = 0) -> None:
        self._held = bytearray()
        self._from = offset
        self._lost = bool(head)
        self._unusable: str | None = None
        self._opened = bytearray()
        self._head: Head | None = None
        self._takes: list[Beginning] = []
        # Of each take: where its frames begin and end, and the places to begin at.
        self._bounds: list[tuple[int, int]] = []
        self._places: list[Place] = []
        self._edge = 0.0
        self._fragment: tuple[bytes, int] | None = None
        if head:
            self._opened += head
            try:
                self._open(boxes.boxes(head, b"moov"), offset)
            except _BAD as error:
                self._refuse(error)

    def resumed(self, opening: bytes, offset: int) -> "Mp4Cutter":
        """One that goes on at `offset` of the same stream, which begins with `opening`: the head, and some more."""
        self.push(opening)
        return Mp4Cutter(self._takes[0].data if self._takes else b"", offset)

    @property
    def unusable(self) -> str | None:
        """Why nothing can be watched of this stream."""
        return self._unusable

    @property
    def edge(self) -> float:
        """Up to which second there are frames."""
        return self._edge

    def push(self, data: bytes) -> list[Piece]:
        """The pieces that are certain now."""
        pieces: list[Piece] = []
        if self._unusable:
            return pieces
        self._held += data
        try:
            while self._step(pieces):
                pass
        except _BAD as error:
            self._refuse(error)
        return pieces

    def place(self, time: float) -> Place | None:
        """The last place at or before `time` at which a player can begin."""
        after = bisect_right(self._places, time, key=lambda place: place.time)
        return self._places[max(0, after - 1)] if self._places else None

    def bounds(self, offset: int) -> Bounds | None:
        """Of the take whose frames lie at `offset`."""
        for number, (start, stop) in enumerate(self._bounds):
            if start <= offset < stop:
                following = self._bounds[number + 1][0] if number + 1 < len(self._bounds) else None
                return Bounds(self._takes[number], start, stop, following)
        return None

    def _step(self, pieces: list[Piece]) -> bool:
        """Deals with the next box; returns whether there was a whole one."""
        if self._lost and not self._find():
            return False
        if len(self._held) < _HEADER:
            return False
        size, kind = struct.unpack_from(">I4s", self._held)
        if not _HEADER <= size <= MOST_BYTES:
            raise boxes.BadBox("a box has a size that no recorder writes")
        if len(self._held) < size:
            return False
        box, start = bytes(self._held[:size]), self._from
        del self._held[:size]
        self._from += size
        self._take(kind, box, start, pieces)
        return True

    def _find(self) -> bool:
        """Drops what comes before the next fragment."""
        at = boxes.find_fragment(self._held)
        drop = max(0, len(self._held) - boxes.FRAGMENT_PROOF) if at is None else at
        del self._held[:drop]
        self._from += drop
        self._lost = at is None
        return at is not None

    def _take(self, kind: bytes, box: bytes, start: int, pieces: list[Piece]) -> None:
        if kind == b"ftyp":
            self._opened[:] = box
        elif kind == b"moov":
            self._opened += box
            self._open(box, self._from)
        elif kind == b"moof":
            self._fragment = box, start
        elif kind == b"mdat" and self._fragment is not None:
            moof, begun = self._fragment
            self._fragment = None
            pieces.append(self._piece(moof, moof + box, begun))
        elif kind not in _PASSED_OVER:
            raise boxes.BadBox(f"a box {kind!r} stands where none belongs")

    def _refuse(self, error: Exception) -> None:
        self._unusable = str(error) or "a box is cut short"
        self._held.clear()

    def _open(self, moov: bytes, behind: int) -> None:
        """Begins a take."""
        self._head = boxes.head(moov)
        self._takes.append(Beginning(len(self._takes), self._head.mime, bytes(self._opened), self._edge))
        self._bounds.append((behind, behind))

    def _piece(self, moof: bytes, data: bytes, start: int) -> Piece:
        if self._head is None:
            raise boxes.BadBox("a fragment comes before the head")
        take, found = self._takes[-1], boxes.fragment(moof, self._head)
        self._bounds[-1] = (self._bounds[-1][0], start + len(data))
        self._edge = max(self._edge, take.begins + found.end)
        if not found.opens:
            return Piece(start, data, take)
        place = Place(take, start, take.begins + found.start)
        self._places.append(place)
        return Piece(start, data, take, place.time)
