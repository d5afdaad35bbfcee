"""Finds where an EBML document starts, anywhere in a byte stream: even inside a frame that was cut short."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from app.domain.webm import ids
from app.domain.webm.ebml import MAX_HEADER_BYTES, EbmlError, read_header

_EBML_ID: Final = ids.EBML_HEADER.to_bytes(4, "big")
_SEGMENT_ID: Final = ids.SEGMENT.to_bytes(4, "big")
_DOC_TYPE: Final = re.compile(rb"\x42\x82[\x84-\x90](?:webm|matroska)")
_LONGEST_HEADER: Final = 128
"""Recorders write 31 to 35 bytes."""
_STRIDE: Final = 4096
_FALSE_STARTS_GRANTED: Final = 10_000
"""In a terabyte of random frames there would be 256."""


class Piece(NamedTuple):
    """The bytes buf[start:end] of the stream; `starts_document` says that a document begins with them."""

    buf: bytes
    start: int
    end: int
    starts_document: bool


class Splitter:
    """Passes a stream through, cut at every EBML header that is really one.

    A recorder killed in the middle of a frame and started again leaves that frame's size pointing far into the
    next document. Reading elements alone would jump over the new header, so this looks at all bytes. Random data
    contains the header's ID once in 4 GiB; a DocType and a Segment in the right places tell chance from fact.
    """

    def __init__(self, held: bytes = b"", false_starts: int = 0) -> None:
        self.held = held
        """Bytes kept back because they may begin a header; fewer than 150."""
        self.false_starts = false_starts
        """How often the ID stood there for nothing."""

    @property
    def gave_up(self) -> bool:
        """Whether it stopped looking: there were so many false starts that somebody put them there."""
        return self.false_starts > _FALSE_STARTS_GRANTED

    def give_up(self) -> None:
        """Stops looking for further documents."""
        self.false_starts = _FALSE_STARTS_GRANTED + 1

    def split(self, data: bytes) -> Iterator[Piece]:
        """The pieces of what was held and of `data`, but for what is held from now on."""
        # What is held is joined with one stride of the new bytes, not with all of them: a part would be copied whole
        # for the sake of three bytes. Once nothing is held, the rest is looked at in place.
        pos = 0
        while pos < len(data):
            if self.held:
                buf = self.held + data[pos : pos + _STRIDE]
                pos += _STRIDE
                yield from self._cut(buf, 0, len(buf))
            else:
                start, pos = pos, len(data)
                yield from self._cut(data, start, pos)

    def _cut(self, buf: bytes, start: int, end: int) -> Iterator[Piece]:
        # 1. What may be the first bytes of an ID at the end is held: only the next ones tell.
        # 2. Each place with the ID is judged. One that cannot be judged yet is held, with all that lies behind it.
        # 3. A document's begin ends the piece before it; an ID that stood there by chance is counted, since somebody
        #    could write nothing else to keep us busy.
        # 4. The last piece is what is left in front of the bytes that are held.
        begins = False
        hold = end if self.gave_up else _partial_id(buf, start, end)
        for at in _candidates(buf, start, end):
            if self.gave_up:
                break
            verdict = _is_document(buf, at, end)
            if verdict is None:
                hold = at
                break
            if verdict:
                yield Piece(buf, start, at, begins)
                start, begins = at, True
            else:
                self.false_starts += 1
        self.held = buf[hold:end]
        if start < hold:
            yield Piece(buf, start, hold, begins)


def _candidates(buf: bytes, start: int, end: int) -> Iterator[int]:
    # Searching backward is more than twice as fast in CPython, and nearly every part holds none.
    last = buf.rfind(_EBML_ID, start, end)
    at = start - 1
    while at < last:
        at = buf.find(_EBML_ID, at + 1, end)
        yield at


def _partial_id(buf: bytes, start: int, end: int) -> int:
    """Where the ID begins that the end of the bytes cuts off; `end` when none does."""
    for length in (3, 2, 1):
        if end - length >= start and buf[end - length : end] == _EBML_ID[:length]:
            return end - length
    return end


def _is_document(buf: bytes, at: int, end: int) -> bool | None:
    """Whether an EBML header with a Segment behind it stands at `at`; None while bytes are missing."""
    if end - at < MAX_HEADER_BYTES:
        return None
    try:
        header = read_header(buf, at, end)
    except EbmlError:
        return False
    if header is None or not 0 < header.size <= _LONGEST_HEADER:
        return False
    behind = at + header.length + header.size
    if behind + len(_SEGMENT_ID) > end:
        return None
    return buf.startswith(_SEGMENT_ID, behind) and _DOC_TYPE.search(buf, at, behind) is not None
