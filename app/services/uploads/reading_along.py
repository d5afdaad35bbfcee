"""Who reads a recording while it is made is asked to from here, beside the copies that it reads; docs/adr/0037.

A part cannot be read before the recording is an object, so what is read are the copies of what was no part yet. They
stay until they were read, as far as that is not far behind: then the reading is over, and goes on at the end.
"""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, func, literal, or_, select
from sqlalchemy.dialects.postgresql import insert

from app import jobs
from app.db.models import FrameText, LiveReading, Upload, Video
from app.db.unit_of_work import transaction
from app.domain import times
from app.domain.pipeline.states import Source
from app.domain.uploads.states import UploadState
from app.settings import settings
from app.storage import keys
from app.storage.s3 import get_store

# Bytes of copies that wait for a reader: many minutes of a screen, and no more than that of disk for each recording.
MOST_BEHIND = 32 * 1024 * 1024


def ask(video_ids: Collection[UUID]) -> None:
    """Has these recordings read on, of which something new was copied; nobody is asked twice for one.

    Of those that are no recordings of a screen, whoever reads finds out.
    """
    if not video_ids or not settings().read_while_recording:
        return
    now, asked = func.now(), timedelta(seconds=times.READ_ALONG_ASKED)
    rows = select(Video.id, literal(uuid4().hex), now).where(Video.id.in_(video_ids), Video.deleted_at.is_(None))
    rows = rows.where(Video.mime_type.like("video/webm%"), Video.source == Source.RECORDING)
    new = insert(LiveReading).from_select(["video_id", "run", "asked_at"], rows)
    unasked = or_(LiveReading.asked_at.is_(None), LiveReading.asked_at < now - asked)
    free = or_(LiveReading.lease_until.is_(None), LiveReading.lease_until < now)
    again = new.on_conflict_do_update(
        index_elements=[LiveReading.video_id],
        set_={"asked_at": now},
        where=~LiveReading.is_over & unasked & free,
    ).returning(LiveReading.video_id)
    with transaction() as work:
        for video_id in work.scalars(again):
            jobs.read_along(video_id)


def needs_from(video_id: UUID) -> int | None:
    """From which byte on copies are needed by who reads along; None where nobody does."""
    query = select(LiveReading.needs_from).where(LiveReading.video_id == video_id, ~LiveReading.is_over)
    with transaction() as work:
        return work.scalar(query)


def is_needed(stop: int, cursor: int, needed: int | None) -> bool:
    """Whether a copy that ends at `stop` stays though parts hold it, `needed` being what `needs_from` says."""
    return needed is not None and stop > needed and cursor - stop < MOST_BEHIND


def forget(video_id: UUID) -> None:
    """Leaves nothing that was read of a recording that was thrown away.

    Whoever still reads it finds its row gone, and removes what it has stored meanwhile.
    """
    aborted = select(Upload.id).where(Upload.video_id == video_id, Upload.state == UploadState.ABORTED)
    mine = LiveReading.video_id == video_id
    with transaction() as work:
        if work.scalar(delete(LiveReading).where(mine, aborted.exists()).returning(LiveReading.run)) is None:
            return
        work.execute(delete(FrameText).where(FrameText.video_id == video_id))
    get_store().delete_prefix(keys.live_prefix(video_id))
    get_store().delete_prefix(keys.all_of_kind(video_id, keys.FRAMES))
