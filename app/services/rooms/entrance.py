"""Who comes into a room, as whom, and what they may do there; asked again while they stay."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.db import layers, visible
from app.db.models import AnnotationLayer, User, Video
from app.db.unit_of_work import transaction
from app.domain.access import Action, Asker, Caller
from app.services.access import videos as access

NAMELESS = "Guest"


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody who may come in: what others see of them, and of which version the layer is."""

    name: str
    user_id: UUID | None
    may_comment: bool
    version: int


def enter(video_id: UUID, who: Asker, name: str | None) -> Entry:
    """Lets somebody in. A guest is called what they say. Raises VideoFlowError `not_found`, to a guest `gone` (404)."""
    person = who.user_id if isinstance(who, Caller) else None
    with transaction() as work:
        access.find(work, who, Action.SEE, video_id)
        told = work.scalar(select(User.name).where(User.id == person)) if person else name
        comments = work.scalar(select(Video.id).where(Video.id == video_id, visible.may(who, Action.COMMENT)))
        version, _ = layers.version(work, video_id)
    return Entry(told or NAMELESS, person, comments is not None, version)


def rights(video_id: UUID, who: Asker) -> tuple[bool, bool]:
    """Whether they may still see the video, and comment on it."""
    columns = visible.may(who, Action.SEE).label("sees"), visible.may(who, Action.COMMENT).label("comments")
    with transaction() as work:
        row = work.execute(select(*columns).where(Video.id == video_id)).one_or_none()
    return (bool(row.sees), bool(row.comments)) if row else (False, False)


def versions(video_ids: list[UUID]) -> dict[UUID, int]:
    """The numbers of the last changes, of those about which anything was said."""
    query = select(AnnotationLayer.video_id, AnnotationLayer.version).where(AnnotationLayer.video_id.in_(video_ids))
    with transaction() as work:
        return {row[0]: row[1] for row in work.execute(query)}
