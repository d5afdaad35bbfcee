"""Who may watch a recording while it is made, and which of its streams that is; asked again while they stay."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import case, select

from app.db import visible
from app.db.models import Upload, Video
from app.db.unit_of_work import transaction
from app.domain.access import Action, Asker
from app.domain.pipeline.states import Source
from app.domain.uploads.states import TrackName, UploadState
from app.errors import VideoFlowError
from app.services.access import videos as access

# Of a recording with two tracks the picture is watched; what belongs together is found out at its end.
_FIRST = case((Upload.track == TrackName.MAIN, 0), (Upload.track == TrackName.VIDEO, 1), else_=2)


@dataclass(frozen=True, slots=True)
class Watched:
    """The stream that is watched."""

    video_id: UUID
    upload_id: UUID


def enter(video_id: UUID, who: Asker) -> Watched:
    """What somebody watches. Raises VideoFlowError `not_found`, to a guest `gone` (404); `not_live` (409) where nothing
    is recorded now, or it is a file on its way.
    """
    query = select(Upload.id).where(Upload.video_id == video_id, Upload.state == UploadState.OPEN)
    with transaction() as work:
        video = access.find(work, who, Action.WATCH, video_id)
        upload_id = None
        if video.source != Source.FILE:
            upload_id = work.scalar(query.where(Upload.direct.is_(False)).order_by(_FIRST).limit(1))
    if upload_id is None:
        raise VideoFlowError("not_live", "This video is not being recorded now.", 409)
    return Watched(video_id, upload_id)


def may_stay(video_id: UUID, who: Asker) -> bool:
    """Whether they may still watch it."""
    query = select(Video.id).where(Video.id == video_id, visible.may(who, Action.WATCH))
    with transaction() as work:
        return work.scalar(query) is not None
