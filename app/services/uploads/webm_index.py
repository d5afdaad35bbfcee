"""Keeps the WebM index of an upload while its parts pass, and says which head makes the object seekable.

What was saved may be of other code: from before a deploy, or, after a roll-back, from newer code. Nothing here raises
for that. A state of an earlier version is upgraded as it is read (`app/domain/webm/versions.py`). One that this code
cannot read is not trusted: the index is made anew where the spool still has what it had seen. Else it is lost, and
the recording is stored as it was sent; once it is whole, the probe finds out what it is, and makes it seekable.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BufferedIOBase, RawIOBase
from typing import Any

import structlog

from app.domain.webm import CannotRewrite, WebmIndex, WebmIndexer, build_head
from app.services.uploads.cursor import Slice
from app.storage.spool import get_spool

log = structlog.get_logger()

_BLOCK = 1024 * 1024

Body = RawIOBase | BufferedIOBase


@dataclass(frozen=True, slots=True)
class NewHead:
    """Bytes that go in place of the first `replaces` bytes of the recording; `duration` is seconds."""

    data: bytes
    replaces: int
    duration: float


@dataclass(frozen=True, slots=True)
class Seen:
    """The first `size` bytes of a stream, which a state is of; `reopen` raises FileNotFoundError if some are gone."""

    size: int
    reopen: Callable[[], Body]


def go_on(current: Slice, state: bytes | None, body: Body, start: int) -> bytes | None:
    """The index's state of an upload once it has seen what `body` holds from `start` on. Of a file none is kept."""
    if not current.recorded:
        return state
    return state_after(state, body, Seen(start, lambda: get_spool().reader(current.upload_id, 0, start)))


def state_after(state: bytes | None, body: Body, seen: Seen) -> bytes:
    """The index's state once it has seen the bytes that `body` holds from here on, too, behind those `seen`.

    A stream that is no WebM is told from its first bytes, and then nothing more is read.
    """
    return _push(_continued(state, seen), body).to_bytes()


def as_sent() -> bytes:
    """The state of a stream that keeps its head whatever it is: no byte of it is looked at."""
    indexer = WebmIndexer()
    indexer.push(bytes(64))
    return indexer.to_bytes()


def is_webm(state: bytes | None) -> bool:
    """Whether the bytes seen so far may become seekable by a new head. True where only other code can say so."""
    indexer = _read(state)
    return indexer.unsupported is None if indexer else state is not None


def is_lost(state: bytes | None) -> bool:
    """Whether nothing is known of the stream, though an index was kept."""
    indexer = _read(state)
    return indexer.lost if indexer else state is not None


def is_empty(state: bytes | None) -> bool:
    """Whether no frame was seen of a WebM: a recorder that was stopped at once writes its head alone."""
    indexer = _read(state)
    if indexer is None or indexer.lost or indexer.refused:
        return False
    return not any(take.filled for take in indexer.result().takes)


def new_head(state: bytes | None) -> NewHead | None:
    """The head for everything the index has seen, or None where the recording must stay as it was sent."""
    indexer = _read(state)
    if indexer is None:
        return None
    index = indexer.result()
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
    indexer = _read(state)
    return _takes(indexer) if indexer else None


def takes_in(body: Body) -> list[dict[str, Any]]:
    """The same for a whole recording of which no index is kept, also for one start. Empty where it is no WebM."""
    indexer = _push(WebmIndexer(), body)
    return [] if indexer.refused else _ranges(indexer.result())


def _takes(indexer: WebmIndexer) -> list[dict[str, Any]] | None:
    index = indexer.result()
    if indexer.refused or not index.restarts:
        return None
    return _ranges(index) or None


def _ranges(index: WebmIndex) -> list[dict[str, Any]]:
    return [{"start": each.offset, "stop": each.clean_end} for each in index.takes if each.filled]


def _push(indexer: WebmIndexer, body: Body) -> WebmIndexer:
    while not indexer.refused and (block := body.read(_BLOCK)):
        indexer.push(block)
    return indexer


def _continued(state: bytes | None, seen: Seen) -> WebmIndexer:
    """The index of the bytes `seen`, whatever has become of its state."""
    # 1. A state is of exactly these bytes; of a stream that is no WebM it has seen the first ones only.
    # 2. Else they are read once more: while a recording is in its first part, all of them are in the spool.
    # 3. Else nobody knows, and what comes behind them alone would say nothing.
    indexer = _read(state) if state or seen.size else WebmIndexer()
    if indexer and (indexer.refused or indexer.total_size == seen.size):
        return indexer
    try:
        with seen.reopen() as body:
            return _push(WebmIndexer(), body)
    except FileNotFoundError:
        log.warning("the index of a recording is lost", bytes=seen.size)
        return WebmIndexer.of_lost()


def _read(state: bytes | None) -> WebmIndexer | None:
    """None where this code cannot read it."""
    try:
        return WebmIndexer.from_bytes(state) if state else None
    except ValueError as error:
        log.warning("the state of an index is not trusted", reason=str(error))
        return None


def _replaced(index: WebmIndex) -> int:
    if index.head_length is None:
        raise CannotRewrite("there is no Cluster")
    return index.head_length
