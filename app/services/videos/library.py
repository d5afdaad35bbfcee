"""Videos: start, look at, list, change, delete."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import Update, func, or_, select, update

from app import events, jobs
from app.db import queries, visible
from app.db.models import Upload, Video, VideoEvent
from app.db.queries import VideoView
from app.db.unit_of_work import FOR_CHANGE, UnitOfWork, transaction
from app.domain.access import Action, Asker, Caller
from app.domain.pipeline.states import VideoStatus
from app.domain.uploads.states import UploadState
from app.domain.workspace.audit import Kind
from app.errors import VideoFlowError, not_found
from app.services.access import videos as access
from app.services.accounts import defaults, quota
from app.services.ingest import connections
from app.services.pipeline import stages
from app.services.playback import signed_urls
from app.services.uploads.default_titles import NOBODY, Reader, What, default_title
from app.services.workspace import audit
from app.services.workspace.audit import About
from app.settings import settings
from app.storage import keys
from app.storage.spool import get_spool

DEFAULT_MIME_TYPE = "video/webm"


@dataclass(frozen=True, slots=True)
class VideoPage:
    """Some videos and, where there are more, the cursor for the next ones."""

    items: list[VideoView]
    next_cursor: str | None


def start(owner_id: UUID, title: str | None, mime_type: str | None, reader: Reader = NOBODY) -> UUID:
    """Makes a video that waits for its first byte; returns its id. `reader` is for a title of ours.

    Raises VideoFlowError `quota_exceeded` (413), `too_many_uploads` (429), `invalid_time_zone` (400).
    """
    video_id = uuid4()
    kind = mime_type or DEFAULT_MIME_TYPE
    key = keys.original(video_id, kind)
    with transaction() as work:
        default = default_title(work, owner_id, What.RECORDING, reader)
        ahead = quota.admit(work, owner_id)
        work.add(
            Video(
                id=video_id,
                owner_id=owner_id,
                title=title or default,
                title_is_ours=not title,
                s3_key=key,
                mime_type=kind,
                visibility=defaults.visibility(work, owner_id),
            )
        )
        work.flush()
        work.add(Upload(video_id=video_id, s3_key=key, host=settings().host_id, set_aside=ahead))
        work.add(VideoEvent(video_id=video_id, to_status=VideoStatus.UPLOADING, reason="recording started"))
        stages.create_all(work, video_id)
    events.video_changed(video_id, owner_id)
    return video_id


def view(video_id: UUID, who: Asker) -> VideoView:
    """Raises VideoFlowError `not_found` (404), also for what they may not see; to a guest `gone`."""
    with transaction() as work:
        found = queries.video_view(work, video_id, who)
    if found is None:
        raise access.refusal(who, "video")
    return found


def spooled_end(found: VideoView) -> int:
    """How many bytes of an upload have arrived, as far as this host knows."""
    return get_spool().end(found.upload_id, found.stored) if found.upload_id else found.stored


def page(
    caller: Caller,
    text: str | None,
    status: str | None,
    limit: int,
    cursor: str | None,
    scope: queries.Scope = queries.Scope.MINE,
) -> VideoPage:
    """Videos the caller may see, newest first. Raises VideoFlowError `invalid_cursor` (400)."""
    before = _read_cursor(cursor) if cursor else None
    with transaction() as work:
        found = queries.video_page(work, caller, limit + 1, text, status, before, scope)
    items = found[:limit]
    more = _write_cursor(items[-1].video) if len(found) > limit else None
    return VideoPage(items, more)


def rename(video_id: UUID, caller: Caller, title: str) -> None:
    """Raises VideoFlowError `not_found` (404), `not_allowed` (403)."""
    change(video_id, caller, title, None)


def change(video_id: UUID, caller: Caller, title: str | None, visibility: str | None) -> None:
    """Another title, or for whom it is, or both. Raises VideoFlowError `not_found` (404), `not_allowed` (403)."""
    needed = [Action.CHANGE] if title is not None else []
    needed += [Action.SHARE] if visibility is not None else []
    theirs = Video.id == video_id, *(visible.may(caller, action) for action in needed)
    with transaction() as work:
        video = work.scalar(select(Video).where(*theirs).with_for_update(**FOR_CHANGE))
        if video is None:
            raise access.why_not(work, caller, video_id)
        if visibility is not None and visibility != video.visibility:
            seen = {"before": video.visibility, "after": visibility}
            audit.note(work, Kind.VISIBILITY_CHANGED, caller.user_id, About(video_id, video.title), **seen)
            video.visibility = visibility
        if title is not None:
            video.title_is_ours = False
        if title is not None and title != video.title:
            video.title = title
            jobs.index_video(video_id)
        events.video_changed(video_id, video.owner_id)


def discard(video_id: UUID, caller: Caller, forever: bool = False) -> None:
    """Puts a video into the trash. What lies there already, and what nothing has come of, goes for good, and so does
    everything with `forever` or without TRASH_DAYS. Raises VideoFlowError `not_found` (404), `not_allowed` (403).
    """
    there = Video.id == video_id, visible.may(caller, Action.DELETE)
    open_still = select(Upload.id).where(Upload.video_id == Video.id, Upload.state == UploadState.OPEN)
    unfinished = or_(open_still.exists(), Video.status == VideoStatus.ABORTED)
    with transaction() as work:
        found = work.execute(select(Video.trashed_at, unfinished.label("unfinished")).where(*there)).one_or_none()
        if found is None:
            raise access.why_not(work, caller, video_id)
    if forever or found.unfinished or found.trashed_at is not None or not settings().trash_days:
        delete(video_id, caller)
        return
    with transaction() as work:
        kept = update(Video).where(*there, Video.trashed_at.is_(None)).values(trashed_at=func.now())
        owner_id = _noted(work, Kind.VIDEO_TRASHED, caller, kept)
        events.video_changed(video_id, owner_id, gone=True)


def restore(video_id: UUID, caller: Caller) -> None:
    """Takes a video out of the trash. Raises VideoFlowError `not_found` (404) for what is not in the caller's."""
    theirs = Video.id == video_id, visible.may(caller, Action.RESTORE)
    with transaction() as work:
        owner_id = _noted(work, Kind.VIDEO_RESTORED, caller, update(Video).where(*theirs).values(trashed_at=None))
        events.video_changed(video_id, owner_id)


def delete(video_id: UUID, caller: Caller) -> None:
    """Takes a video away for good; a task removes its objects. Raises VideoFlowError `not_found` (404)."""
    there = (Video.id == video_id, visible.may(caller, Action.DELETE))
    with transaction() as work:
        open_still = select(Upload.track).join(Video, Video.id == Upload.video_id)
        tracks = work.scalars(open_still.where(*there, Upload.state == UploadState.OPEN)).all()
    for track in tracks:
        connections.abort(video_id, caller, track=track)
    with transaction() as work:
        # Of two who delete at once, one finds it.
        owner_id = _noted(work, Kind.VIDEO_DELETED, caller, update(Video).where(*there).values(deleted_at=func.now()))
        jobs.purge_video(video_id)
        events.video_changed(video_id, owner_id, gone=True)


def playback_state(video_id: UUID, caller: Caller) -> tuple[str, str | None]:
    """The status and, once it can be played, the URL. Raises VideoFlowError `not_found` (404)."""
    query = select(Video.status, Video.playable, Video.s3_key, Video.mime_type)
    with transaction() as work:
        video = work.execute(query.where(Video.id == video_id, visible.may(caller, Action.RECORD))).one_or_none()
    if video is None:
        raise not_found("video")
    return video.status, signed_urls.sign(video.s3_key, video.mime_type.split(";")[0]).url if video.playable else None


def _noted(work: UnitOfWork, kind: Kind, caller: Caller, changed: Update) -> UUID:
    """Changes the one video, and says so in the log; returns whose it is. Raises VideoFlowError `not_found` (404)."""
    row = work.execute(changed.returning(Video.id, Video.title, Video.owner_id)).one_or_none()
    if row is None:
        raise not_found("video")
    audit.note(work, kind, caller.user_id, About(row.id, row.title))
    owner_id: UUID = row.owner_id
    return owner_id


def _write_cursor(video: Video) -> str:
    position = json.dumps([video.created_at.isoformat(), str(video.id)])
    return base64.urlsafe_b64encode(position.encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[datetime, UUID]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        moment, video_id = json.loads(base64.urlsafe_b64decode(padded))
        # In UTC, because PostgreSQL takes fewer time zones than Python does.
        return datetime.fromisoformat(moment).astimezone(UTC), UUID(video_id)
    except (ValueError, TypeError, AttributeError, OverflowError, binascii.Error):
        raise VideoFlowError("invalid_cursor", "The cursor is not one that a list gave.", 400) from None
