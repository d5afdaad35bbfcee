"""A frame that is made once and sent to many. The server's are not masked (RFC 6455, section 5.1): all are the same."""

from app.domain.rooms.backlog import Batch

_TEXT_AND_LAST, _BYTES_AND_LAST = 0x81, 0x82


def text_frame(text: str) -> bytes:
    """The text as one whole frame (RFC 6455, section 5.2)."""
    return _frame(_TEXT_AND_LAST, text.encode())


def binary_frame(data: bytes) -> bytes:
    """The bytes as one whole frame."""
    return _frame(_BYTES_AND_LAST, data)


def _frame(first: int, data: bytes) -> bytes:
    size = len(data)
    if size < 126:
        return bytes((first, size)) + data
    if size < 65536:
        return bytes((first, 126)) + size.to_bytes(2, "big") + data
    return bytes((first, 127)) + size.to_bytes(8, "big") + data


def framed(batch: Batch) -> bytes:
    """The batch as a frame with a JSON array; whoever asks first makes it."""
    if batch.framed is None:
        batch.framed = text_frame(f"[{','.join(line.text for line in batch.lines)}]")
    return batch.framed
