"""One recording in as many versions as there are recorders: no two send the same bytes, and one is kept in memory."""

from bisect import bisect_left
from hashlib import sha256
from pathlib import Path

from app.domain.webm import ebml, ids
from benchmarks.support.streams import endless, head_length

_LABEL_BYTES = 16


class Labelled:
    """A live recording of at most `size` bytes with a Void element behind each cluster: a recorder's number.

    Players and indexers skip Void elements (RFC 8794, section 11.3.1), so every version is a real recording.
    """

    def __init__(self, path: Path, size: int) -> None:
        empty = _void(_LABEL_BYTES)
        stream = bytearray()
        self._labels: list[int] = []
        for piece in endless(path, size):
            if len(stream) + len(piece) + len(empty) + _LABEL_BYTES > size:
                break
            stream += piece
            if len(stream) > len(piece):  # the first piece is the head
                self._labels.append(len(stream) + len(empty))
                stream += empty + bytes(_LABEL_BYTES)
        self._stream = bytes(stream)
        self.head = head_length(self._stream)
        """Bytes before the first cluster."""

    def __len__(self) -> int:
        return len(self._stream)

    def read(self, recorder: int, start: int, stop: int) -> bytearray:
        """Bytes [start, stop) of one recorder's version."""
        data = bytearray(self._stream[start:stop])
        for index in range(bisect_left(self._labels, start - _LABEL_BYTES + 1), bisect_left(self._labels, stop)):
            at = self._labels[index] - start
            label = f"{recorder:08d}{index:08d}".encode()
            low, high = max(at, 0), min(at + _LABEL_BYTES, len(data))
            data[low:high] = label[low - at : high - at]
        return data

    def digest(self, recorder: int) -> str:
        """SHA-256 of everything behind the head of one recorder's version."""
        return sha256(self.read(recorder, self.head, len(self))).hexdigest()


def _void(size: int) -> bytes:
    """The head of a Void element whose body has `size` bytes."""
    return ebml.encode_id(ids.VOID) + ebml.encode_size(size)
