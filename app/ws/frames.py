"""A frame that is made once and sent to many. The server's are not masked (RFC 6455, section 5.1): all are the same."""

from app.domain.rooms.backlog import Batch

_TEXT_AND_LAST = 0x81


def text_frame(text: str) -> bytes:
    """The text as one whole frame (RFC 6455, section 5.2)."""
    data = text.encode()
    size = len(data)
    if size < 126:
        return bytes((_TEXT_AND_LAST, size)) + data
    if size < 65536:
        return bytes((_TEXT_AND_LAST, 126)) + size.to_bytes(2, "big") + data
    return bytes((_TEXT_AND_LAST, 127)) + size.to_bytes(8, "big") + data


def framed(batch: Batch) -> bytes:
    """The batch as a frame with a JSON array; whoever asks first makes it."""
    if batch.framed is None:
        batch.framed = text_frame(f"[{','.join(line.text for line in batch.lines)}]")
    return batch.framed
