"""A recording or a file that fits in one part: it is put as it is, in one request, and no multipart upload is opened.

Most recordings are so short, and while many end in one moment each request to S3 that is saved is time somebody waits.
"""

import io
from dataclasses import replace

from app.domain.uploads.openings import OPENING_BYTES
from app.domain.uploads.parts import PlannedPart, part_size
from app.services.uploads import cursor, first_part, webm_index
from app.services.uploads.cursor import Slice
from app.services.uploads.draining import object_type
from app.services.uploads.webm_index import NewHead
from app.settings import settings
from app.storage.s3 import MissingObject, get_store
from app.storage.spool import get_spool


def put(current: Slice, owner: str) -> tuple[Slice, NewHead | None] | None:
    """Makes the object of bytes that are all here, with their new head; returns the upload then, and that head.

    None where the bytes are to go as parts: there are too many, a multipart upload is open, the part was planned
    otherwise, another worker stored it meanwhile, or its bytes are not here. Raises MissingObject where an earlier run
    has put it: nothing is left to be made, and its caller looks for the object.

    1. The part is planned and its cursor moved like any other's, so that who looks on sees no difference.
    2. The object comes first and the cursor after it: a run that dies in between puts the same bytes again.
    3. A worker that lost its lease puts the same bytes, too; of a video that was purged meanwhile it finds no row,
       whereupon its caller removes what it has put.
    """
    if current.s3_upload_id is not None:
        return None
    if current.cursor and current.cursor == current.size:
        raise MissingObject(f"{current.key} was put before")
    part = _planned(current)
    sent = _spooled(current, part) if part else None
    if part is None or sent is None:
        return None
    state = webm_index.go_on(current, current.index_state, io.BytesIO(sent), 0)
    first = first_part.of_whole(sent, state)
    kind = object_type(current, sent[:OPENING_BYTES])
    etag = get_store().put(current.key, first.body if first else sent, kind)
    moved = cursor.advance(current, part, etag, state, owner, None)
    return (replace(moved.now, mime_type=kind), first.head if first else None) if moved else None


def _planned(current: Slice) -> PlannedPart | None:
    """All of it as one part, where it fits in and was not planned otherwise."""
    size = current.size or 0
    if current.cursor or not 0 < size <= room(current):
        return None
    part = cursor.plan(current.upload_id, PlannedPart(1, 0, size))
    return part if part.stop == size else None


def _spooled(current: Slice, part: PlannedPart) -> bytes | None:
    """Its bytes, where they are here."""
    try:
        with get_spool().reader(current.upload_id, part.start, part.stop) as body:
            return body.read()
    except FileNotFoundError:
        return None


def has_none(current: Slice) -> bool:
    """Whether nobody can have opened a multipart upload for it: it ended before there was enough for a part."""
    return not current.direct and current.size is not None and current.size < settings().part_bytes


def room(current: Slice) -> int:
    """How many bytes the next part takes."""
    return part_size(current.number, settings().part_bytes)
