"""Keeps the WebM index of an upload while its parts pass, and says which head makes the object seekable."""

from dataclasses import dataclass
from io import BufferedIOBase, RawIOBase
from typing import Any

from app.domain.webm import CannotRewrite, WebmIndex, WebmIndexer, build_head

_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class NewHead:
    """Bytes that go in place of the first `replaces` bytes of the recording; `duration` is seconds."""

    data: bytes
    replaces: int
    duration: float


def state_after(state: bytes | None, body: RawIOBase | BufferedIOBase) -> bytes:
    """The index's state once it has seen the bytes that `body` holds from here on, too.

    A stream that is no WebM is told from its first bytes, and then nothing more is read.
    """
    indexer = WebmIndexer.from_bytes(state) if state else WebmIndexer()
    while not indexer.refused and (block := body.read(_BLOCK)):
        indexer.push(block)
    return indexer.to_bytes()


def as_sent() -> bytes:
    """The state of a stream that keeps its head whatever it is: no byte of it is looked at."""
    indexer = WebmIndexer()
    indexer.push(bytes(64))
    return indexer.to_bytes()


def is_webm(state: bytes | None) -> bool:
    """Whether the bytes seen so far may become seekable by a new head."""
    return state is not None and WebmIndexer.from_bytes(state).unsupported is None


def new_head(state: bytes | None) -> NewHead | None:
    """The head for everything the index has seen, or None where the recording must stay as it was sent."""
    if state is None:
        return None
    index = WebmIndexer.from_bytes(state).result()
    try:
        replaces = _replaced(index)
        data = build_head(index)
        # Never shorter than what it replaces: S3 would refuse a first part that shrank below its limit.
        return NewHead(data if len(data) >= replaces else build_head(index, replaces), replaces, index.duration)
    except CannotRewrite:
        return None


def takes(state: bytes | None) -> list[dict[str, Any]] | None:
    """Which bytes, [start, stop), each start of the recorder wrote; None where it was started once.

    A take's stop leaves out an element that was cut off. One in which no frame arrived whole is left out.
    """
    indexer = WebmIndexer.from_bytes(state) if state else WebmIndexer()
    index = indexer.result()
    if indexer.refused or not index.restarts:
        return None
    return [{"start": each.offset, "stop": each.clean_end} for each in index.takes if each.filled] or None


def _replaced(index: WebmIndex) -> int:
    if index.head_length is None:
        raise CannotRewrite("there is no Cluster")
    return index.head_length
