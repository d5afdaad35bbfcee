"""Emoji under what somebody said: each person puts each of them there once."""

from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from app import events
from app.db import layers
from app.db.models import Annotation, AnnotationReaction
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.access import Action, Caller, Guest
from app.domain.annotations.emoji import is_emoji
from app.errors import VideoFlowError, not_found
from app.services.access import videos as access
from app.services.annotations import shown
from app.services.annotations.shown import Shown

# Different ones under one annotation: what is shown below a line of text.
MOST = 20


def add(annotation_id: int, who: Caller | Guest, emoji: str) -> Shown:
    """Again, it changes nothing. Raises VideoFlowError `not_found` (404), `not_allowed` (403), `not_an_emoji` (400),
    `too_many_reactions` (409).
    """
    if not is_emoji(emoji):
        raise VideoFlowError("not_an_emoji", "A reaction is one emoji.", 400)
    with transaction() as work:
        video_id, owner_id = _held(work, annotation_id, who)
        others = AnnotationReaction.annotation_id == annotation_id, AnnotationReaction.emoji != emoji
        if (work.scalar(select(func.count(AnnotationReaction.emoji.distinct())).where(*others)) or 0) >= MOST:
            raise VideoFlowError("too_many_reactions", f"There are {MOST} different reactions already.", 409)
        row = insert(AnnotationReaction).values(annotation_id=annotation_id, emoji=emoji, **_person(who))
        work.execute(row.on_conflict_do_nothing())
        events.video_changed(video_id, owner_id)
        return shown.one(work, annotation_id)


def remove(annotation_id: int, who: Caller | Guest, emoji: str) -> Shown:
    """Again, it changes nothing. Raises VideoFlowError `not_found` (404), `not_allowed` (403)."""
    with transaction() as work:
        video_id, owner_id = _held(work, annotation_id, who)
        gone = delete(AnnotationReaction).where(AnnotationReaction.annotation_id == annotation_id)
        work.execute(gone.where(AnnotationReaction.emoji == emoji).filter_by(**_person(who)))
        events.video_changed(video_id, owner_id)
        return shown.one(work, annotation_id)


def _held(work: UnitOfWork, annotation_id: int, who: Caller | Guest) -> tuple[UUID, UUID]:
    """The video it is about, held, and whose that is."""
    video_id = work.scalar(select(Annotation.video_id).where(Annotation.id == annotation_id))
    if video_id is None:
        raise access.refusal(who, "annotation") if isinstance(who, Guest) else not_found("annotation")
    video = access.find(work, who, Action.COMMENT, video_id, what="annotation")
    layers.hold(work, [video_id])
    if work.scalar(select(Annotation.id).where(Annotation.id == annotation_id)) is None:
        raise not_found("annotation")
    return video_id, video.owner_id


def _person(who: Caller | Guest) -> dict[str, object]:
    if isinstance(who, Guest):
        return {"guest": f"{who.share_id}.{who.session}"}
    return {"user_id": who.user_id}
