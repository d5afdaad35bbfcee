"""The only place where a video's status changes."""

from uuid import UUID

from sqlalchemy import delete, select, update

from app.db.models import Video, VideoEvent
from app.db.unit_of_work import FOR_CHANGE, UnitOfWork
from app.domain.notifications.kinds import News
from app.domain.pipeline.states import VideoStatus, sources_of
from app.services.notifications import telling

# A stage may be started again as often as somebody likes.
_KEPT = 50
# What its owner is told of.
_TOLD = {VideoStatus.DONE: News.READY, VideoStatus.FAILED: News.FAILED}


def change_status(work: UnitOfWork, video_id: UUID, target: VideoStatus, reason: str, **values: object) -> UUID | None:
    """Moves a video to `target` if an arrow leads there, and records why.

    Returns the owner's id, or None where the video is not in a status from which `target` can be reached:
    another process got there first. `values` are further columns to set in the same statement.

    1. The row is locked and read anew, so that the event names the status it really came from.
    2. It moves only along an arrow of domain/pipeline/states.py; whoever comes second moves nothing.
    3. The event says why, and old ones make room: a video that is started again for years keeps a bounded story.
    """
    previous = work.get(Video, video_id, with_for_update=FOR_CHANGE, populate_existing=True)
    if previous is None:
        return None
    source = previous.status
    changed = (
        update(Video)
        .where(Video.id == video_id, Video.status.in_(sources_of(target)))
        .values(status=target, **values)
        .returning(Video.owner_id)
    )
    owner_id = work.scalar(changed)
    if owner_id is not None:
        if target in _TOLD and target != _told_last(work, video_id):
            telling.tell_of_end(work, owner_id, video_id, _TOLD[target])
        work.add(VideoEvent(video_id=video_id, from_status=source, to_status=target, reason=reason))
        _forget_old(work, video_id)
    return owner_id


def _told_last(work: UnitOfWork, video_id: UUID) -> str | None:
    """How it ended before, if it did: one that is made again and ends as it had is no news."""
    ends = VideoEvent.video_id == video_id, VideoEvent.to_status.in_(_TOLD)
    return work.scalar(select(VideoEvent.to_status).where(*ends).order_by(VideoEvent.id.desc()).limit(1))


def _forget_old(work: UnitOfWork, video_id: UUID) -> None:
    """Keeps the newest changes of a video."""
    mine = select(VideoEvent.id).where(VideoEvent.video_id == video_id)
    work.flush()
    work.execute(delete(VideoEvent).where(VideoEvent.id.in_(mine.order_by(VideoEvent.id.desc()).offset(_KEPT))))
