"""Part 1 with the head that makes the object seekable, in place of the head it came with."""

import io
from dataclasses import dataclass

import structlog

from app.services.uploads import spilling, webm_index
from app.services.uploads.cursor import Slice
from app.services.uploads.webm_index import NewHead
from app.storage.s3 import ObjectStore
from app.storage.spool import get_spool

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class FirstPart:
    """The bytes of part 1 as S3 shall have them; they begin with `head`."""

    head: NewHead
    body: bytes


def find(current: Slice, state: bytes | None) -> FirstPart | None:
    """Part 1 with the head for everything that the index `state` has seen.

    Costs one part, whatever the recording's length. None where the recording keeps the head it came with, and plays:
    it is not of a kind that we rewrite, or these bytes are in S3 alone, because the machine that had them was lost.
    """
    head = webm_index.new_head(state)
    if head is None or head.replaces > current.first_stop:
        return None
    sent = _as_sent(current)
    if sent is None:
        log.warning("no new head: the first part is neither spooled nor copied", upload_id=str(current.upload_id))
        return None
    return FirstPart(head, head.data + sent[head.replaces :])


def of_whole(sent: bytes, state: bytes | None) -> FirstPart | None:
    """The same for a recording that is all in `sent`."""
    head = webm_index.new_head(state)
    return FirstPart(head, head.data + sent[head.replaces :]) if head else None


def send(store: ObjectStore, key: str, s3_upload_id: str, body: bytes) -> str:
    """Uploads part 1; returns its ETag. Needs no application context, so that a thread can do it."""
    return store.upload_part(key, s3_upload_id, 1, io.BytesIO(body), len(body))


def _as_sent(current: Slice) -> bytes | None:
    """From the spool, or where this machine took over, from its copy in S3."""
    try:
        with get_spool().reader(current.upload_id, 0, current.first_stop) as body:
            return body.read()
    except FileNotFoundError:
        return spilling.first_part(current)
