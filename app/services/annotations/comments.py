"""Annotations: say something about a moment, list what was said, take it back."""

from uuid import UUID

from sqlalchemy import Select, delete, select, tuple_
from sqlalchemy.orm import joinedload

from app import events, jobs
from app.db import visible
from app.db.models import Annotation, Video
from app.db.unit_of_work import transaction
from app.domain.access import Action, Asker, Caller, Guest
from app.errors import VideoFlowError, not_found
from app.services.access import videos as access
from app.services.notifications import comment_mails
from app.settings import settings

# The last frame begins before the duration, and clients round: this much past the end is still the end.
END_SLACK_SECONDS = 0.5


def create(
    video_id: UUID, who: Caller | Guest, timestamp: float, content: str, kind: str, name: str | None = None
) -> Annotation:
    """Adds an annotation. The text is kept as it is: pages show it as text, never as markup. A guest has a `name`.

    Raises VideoFlowError `not_found` (404; to a guest `gone`), `not_allowed` (403) or `outside_video` (400).
    """
    with transaction() as work:
        video = access.find(work, who, Action.COMMENT, video_id)
        # Of one that is still recorded nobody knows the end, but that it may not be longer than any.
        length = settings().max_video_seconds if video.duration is None else video.duration
        if timestamp > length + END_SLACK_SECONDS:
            raise VideoFlowError(
                "outside_video", "The video is over before that moment.", 400, details={"duration": length}
            )
        row = Annotation(video_id=video_id, timestamp=timestamp, content=content, type=kind)
        if isinstance(who, Guest):
            row.share_id, row.guest_name, row.guest_email = who.share_id, name, who.email
        else:
            row.author_id = who.user_id
        work.add(row)
        work.flush()
        if isinstance(who, Guest) or not access.owns(who.user_id, video):
            comment_mails.note(work, video_id, row.id)
        jobs.index_video(video_id)
        created = work.scalars(_with_author().where(Annotation.id == row.id)).one()
    events.video_changed(video_id, video.owner_id)
    return created


def listing(
    video_id: UUID, who: Asker, limit: int, after: tuple[float, int] | None = None
) -> tuple[list[Annotation], tuple[float, int] | None]:
    """Annotations by their time in the video, and the position to go on from. Raises `not_found` (404)."""
    query = _with_author().where(Annotation.video_id == video_id)
    if after:
        query = query.where(tuple_(Annotation.timestamp, Annotation.id) > after)
    query = query.order_by(Annotation.timestamp, Annotation.id).limit(limit + 1)
    with transaction() as work:
        access.find(work, who, Action.SEE, video_id)
        rows = list(work.scalars(query))
    more = (rows[limit - 1].timestamp, rows[limit - 1].id) if len(rows) > limit else None
    return rows[:limit], more


def remove(annotation_id: int, caller: Caller) -> None:
    """Its author may, and whoever moderates the video. Raises `not_found` (404)."""
    with transaction() as work:
        row = work.execute(
            select(Annotation.video_id, Video.owner_id)
            .join(Video, Video.id == Annotation.video_id)
            .where(Annotation.id == annotation_id, visible.may_take_back(caller))
        ).one_or_none()
        if row is None:
            raise not_found("annotation")
        work.execute(delete(Annotation).where(Annotation.id == annotation_id))
        jobs.index_video(row.video_id)
    events.video_changed(row.video_id, row.owner_id)


def _with_author() -> Select[Annotation]:
    return select(Annotation).options(joinedload(Annotation.author))
