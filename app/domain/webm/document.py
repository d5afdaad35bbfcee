"""Parses one EBML document as its bytes arrive, keeping headers only."""

from typing import Final

from app.domain.webm import blocks, ids
from app.domain.webm.ebml import UNKNOWN_SIZE, EbmlError, read_header, vint_width
from app.domain.webm.progress import NO_END, Level
from app.domain.webm.structure import Structure

_LOOKAHEAD: Final = 64
"""Twice what any one step needs to see: an element header (12), then a block header or a number (12)."""
_EBML_ID: Final = ids.EBML_HEADER.to_bytes(4, "big")
_CLUSTER_ID: Final = ids.CLUSTER.to_bytes(4, "big")
_CLUSTER_PROOF: Final = 14
"""Bytes that tell a Cluster from chance: its header (12) and its first child's ID and size."""


class DocumentParser:
    """A push parser for one document; `push` takes any number of bytes and never raises for their content.

    The work is linear in the bytes pushed, and the memory is bounded whatever they say: payloads are passed over
    by arithmetic, elements of the head are collected up to a cap, cues are thinned. After damage behind the first
    Cluster it looks for the next Cluster and goes on there; damage before it makes the document unsupported.
    """

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.progress = structure.progress

    def push(self, data: bytes, start: int, end: int) -> None:
        """Takes the next bytes of the document: data[start:end]."""
        pos = start
        while pos < end:
            if self.progress.carry:
                pos = self._through_carry(data, pos, end)
                continue
            used = self._advance(data, pos, end)
            if not used:
                self.progress.carry = data[pos:end]
                return
            pos += used

    def _through_carry(self, data: bytes, pos: int, end: int) -> int:
        """Finishes the header that began in earlier bytes; answers where in `data` to go on."""
        # The carried bytes are joined with as few new ones as any step needs to see. Either the step uses all of them
        # and a bit of the new bytes, where we go on; or it needs more still, and everything joined is carried on.
        carry = self.progress.carry
        joined = carry + data[pos : min(end, pos + _LOOKAHEAD)]
        self.progress.carry = b""
        at = 0
        while at < len(carry):
            used = self._advance(joined, at, len(joined))
            if not used:
                self.progress.carry = joined[at:]
                return pos + len(joined) - len(carry)
            at += used
        return pos + at - len(carry)

    def _advance(self, buf: bytes, pos: int, end: int) -> int:
        """Deals with some bytes from `pos` on, where the stream's `offset` is; 0 means more bytes are needed."""
        # 1. A payload is passed over by arithmetic, however long it is: its bytes are not looked at.
        # 2. An element of the head is collected until it is whole, and read then.
        # 3. Blocks in a row take the fast way as long as they are plain; anything else goes step by step.
        # 4. At an element's last byte the masters that end with it are closed, all of them at once.
        progress = self.progress
        if progress.skip:
            used = min(progress.skip, end - pos)
            progress.skip -= used
        elif progress.collecting:
            used = self._collect(buf, pos, end)
        else:
            used = self._walk(buf, pos, end) or self._step(buf, pos, end)
        progress.offset += used
        if used and not progress.skip:
            if progress.collecting and not progress.collect_left:
                self._take_collected()
            self.structure.close_ended()
        return used

    def _walk(self, buf: bytes, pos: int, end: int) -> int:
        progress = self.progress
        if progress.level is not Level.CLUSTER or progress.timestamp is None:
            return 0
        inside = min(end, pos + progress.cluster_end - progress.offset)
        fast = self.structure.fast_clocks
        return blocks.walk(buf, pos, inside, progress.timestamp, fast, progress.awaited) - pos

    def _step(self, buf: bytes, pos: int, end: int) -> int:
        level = self.progress.level
        if level is Level.RESYNC:
            return self._resync(buf, pos, end)
        if level is Level.UNSUPPORTED:
            return end - pos
        if level is Level.ENDED:
            return self._trail(end - pos)
        if level is Level.TOP and not self._may_be_ebml(buf, pos, end):
            self.progress.refuse("this is not EBML")
            return end - pos
        try:
            header = read_header(buf, pos, end)
            return self.structure.element(header, buf, pos, end) if header else 0
        except EbmlError as error:
            return self._damaged(str(error), buf, pos, end)

    def _may_be_ebml(self, buf: bytes, pos: int, end: int) -> bool:
        """False as soon as the first byte that no EBML header has is seen (RFC 8794 section 8.1)."""
        return bool(self.structure.head.doc_type) or _EBML_ID.startswith(buf[pos : min(end, pos + len(_EBML_ID))])

    def _collect(self, buf: bytes, pos: int, end: int) -> int:
        progress = self.progress
        used = min(progress.collect_left, end - pos)
        progress.collected += buf[pos : pos + used]
        progress.collect_left -= used
        return used

    def _take_collected(self) -> None:
        progress = self.progress
        element_id, raw = progress.collecting, bytes(progress.collected)
        id_width = vint_width(raw[0])
        progress.collecting = 0
        progress.collected = bytearray()
        try:
            self.structure.collected(element_id, id_width + vint_width(raw[id_width]), raw)
        except EbmlError as error:
            progress.refuse(str(error))

    def _trail(self, length: int) -> int:
        """Passes over bytes behind a Segment of known size."""
        if self.progress.offset == self.progress.segment_end:
            self.progress.note(self.progress.offset, "bytes follow the end of the Segment")
        return length

    # Damage.

    def _damaged(self, reason: str, buf: bytes, pos: int, end: int) -> int:
        progress = self.progress
        if progress.head_length is None:
            progress.refuse(reason)
            return end - pos
        progress.note(progress.offset, reason)
        progress.element_start = progress.offset
        progress.level = Level.RESYNC
        progress.block = None
        return self._resync(buf, pos, end)

    def _resync(self, buf: bytes, pos: int, end: int) -> int:
        """Passes over bytes until a believable Cluster begins."""
        # A frame may hold the ID by chance, so what stands behind it is looked at as well; and each time it was nothing
        # counts as an element, which are counted, so that hostile bytes cannot make this long work.
        found = buf.find(_CLUSTER_ID, pos, end)
        if found < 0:
            return max(0, end - pos - len(_CLUSTER_ID) + 1)
        if found > pos:
            return found - pos
        if end - pos < _CLUSTER_PROOF:
            return 0
        if not _is_believable_cluster(buf, pos, end):
            self.progress.count_element()
            return 1
        self._resume()
        header = read_header(buf, pos, end)
        return self.structure.element(header, buf, pos, end) if header else 0

    def _resume(self) -> None:
        progress = self.progress
        if progress.damage_count == len(progress.damage):
            progress.damage[-1].resumed_at = progress.offset
        # Sizes written before the damage need not be right behind it.
        progress.segment_end = NO_END
        progress.level = Level.SEGMENT


def _is_believable_cluster(buf: bytes, pos: int, end: int) -> bool:
    """Whether a Cluster's header is followed by a Timestamp, which should come first (RFC 9559, Timestamp)."""
    try:
        header = read_header(buf, pos, end)
    except EbmlError:
        return False
    if header is None or (header.size != UNKNOWN_SIZE and header.size > 1 << 40):
        return False
    first, size = buf[pos + header.length], buf[pos + header.length + 1]
    return (first == ids.TIMESTAMP and 0x81 <= size <= 0x88) or (first == ids.CRC32 and size == 0x84)
