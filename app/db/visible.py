"""The rule of app/domain/access.py as SQL: which videos somebody may do something with.

Every query over videos on somebody's behalf takes its condition from here; no other module compares a video's owner.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, false, or_

from app.db.models import Annotation, Video
from app.domain.access import RIGHTS, Action, Asker, Caller, Player, Standing


def may(who: Asker, action: Action) -> ColumnElement[bool]:
    """True for the videos that they may do this with; the same as app.domain.access.may."""
    ways = [_HOLDS[standing](who) for standing, rights in RIGHTS.items() if action in rights]
    return and_(Video.deleted_at.is_(None), or_(false(), *ways))


def may_take_back(who: Caller) -> ColumnElement[bool]:
    """True for the annotations that they may remove: their own, and all of a video that they moderate.

    The query joins the video.
    """
    if who.only_video is not None:
        return false()
    own = and_(Video.deleted_at.is_(None), Annotation.author_id == who.user_id)
    return or_(own, may(who, Action.MODERATE))


def owned_by(user_id: UUID) -> ColumnElement[bool]:
    """True for the videos that are a person's own: what their library lists, and what their quota counts."""
    return and_(Video.owner_id == user_id, Video.deleted_at.is_(None))


def belongs_to(person_id: SQLColumnExpression[UUID]) -> ColumnElement[bool]:
    """True for the videos of whom a row is about, in a query over people: it is on nobody's behalf."""
    return Video.owner_id == person_id


def _is_owner(who: Asker) -> ColumnElement[bool]:
    if isinstance(who, Caller) and who.only_video is None:
        return Video.owner_id == who.user_id
    return false()


def _is_recorder(who: Asker) -> ColumnElement[bool]:
    if isinstance(who, Caller) and who.only_video is not None:
        return and_(Video.id == who.only_video, Video.owner_id == who.user_id)
    return false()


def _is_player(who: Asker) -> ColumnElement[bool]:
    return Video.id == who.video_id if isinstance(who, Player) else false()


_HOLDS: Mapping[Standing, Callable[[Asker], ColumnElement[bool]]] = MappingProxyType(
    {Standing.OWNER: _is_owner, Standing.RECORDER: _is_recorder, Standing.PLAYER: _is_player}
)
