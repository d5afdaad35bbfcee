"""Gives one person's videos to another: what somebody leaves who leaves."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, func, select, update

from app import events
from app.db import visible
from app.db.models import Named, Upload, User, Video
from app.db.unit_of_work import FOR_CHANGE, transaction
from app.domain.access import may_make
from app.domain.pipeline.states import VideoStatus
from app.domain.uploads.states import ACTIVE
from app.domain.workspace.audit import Kind
from app.errors import VideoFlowError, not_found
from app.services.workspace import audit
from app.services.workspace.audit import About

# In one go: whoever asks goes on while some are left.
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Moved:
    """So many changed hands, so many are left for the next go, so many stay: they are still being recorded."""

    moved: int
    left: int
    unfinished: int


def transfer(from_id: UUID, to_id: UUID, by: UUID) -> Moved:
    """Moves up to AT_ONCE videos, with their links, names and comments; what lies in the trash, too.

    1. What is still recorded or sent stays: whoever sends it could go on no longer.
    2. Whoever gets them is no longer named for them. Their quota is not asked: an administrator wants this.
    3. Pages that show one look again, and tell whoever may see it no more that it is gone.

    Raises VideoFlowError `not_found` (404), `cannot_receive` (409).
    """
    theirs = visible.kept_for(from_id), Video.status != VideoStatus.ABORTED
    sending = select(Upload.id).where(Upload.video_id == Video.id, Upload.state.in_(ACTIVE)).correlate(Video).exists()
    with transaction() as work:
        people = {row.id: row for row in work.scalars(select(User).where(User.id.in_((from_id, to_id))))}
        if from_id not in people or to_id not in people:
            raise not_found("person")
        _require_maker(people[to_id], from_id)
        some = select(Video.id).where(*theirs, ~sending).order_by(Video.id).limit(AT_ONCE)
        ids = list(work.scalars(some.with_for_update(**FOR_CHANGE)))
        work.execute(update(Video).where(Video.id.in_(ids)).values(owner_id=to_id))
        work.execute(delete(Named).where(Named.video_id.in_(ids), Named.user_id == to_id))
        unfinished = work.scalar(select(func.count()).where(*theirs, sending)) or 0
        left = (work.scalar(select(func.count()).where(*theirs)) or 0) - unfinished
        if ids:
            about = About(from_id, people[from_id].email)
            audit.note(work, Kind.VIDEOS_TRANSFERRED, by, about, to=people[to_id].email, videos=len(ids))
        for video_id in ids:
            events.publish(events.video_channel(video_id), {"video_id": str(video_id), "gone": False})
    return Moved(len(ids), left, unfinished)


def _require_maker(person: User, from_id: UUID) -> None:
    if person.id == from_id or person.disabled_at is not None or not may_make(person.role):
        words = "Videos go to somebody else, whose account is open and for recording."
        raise VideoFlowError("cannot_receive", words, 409)
