"""The rule of app/domain/access as SQL: which videos somebody may do something with.

Every query over videos on somebody's behalf takes its condition from here; no other module compares a video's owner,
whom it is for, or whether a link has ended.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, false, func, or_, select, true, union_all

from app.db.models import Annotation, Named, Share, Video
from app.domain.access import RIGHTS, Action, Asker, Caller, Guest, Player, Right, Role, Standing, may_make
from app.domain.access.rights import COLLEAGUES_IN, COMMENTING, GUESTS_IN, NAMED_IN, STAYING, VISITORS_IN


def may(who: Asker, action: Action) -> ColumnElement[bool]:
    """True for the videos that they may do this with; the same as app.domain.access.may."""
    if isinstance(who, Player) and who.holder is not None:
        allowed = true() if action in RIGHTS[Standing.PLAYER] else false()
        return and_(_is_player(who), allowed, may(who.holder, action))
    ways = list(_ways(who, action))
    there = [_reaching(standing, way) for standing, way in ways if standing is not Standing.DISCARDER]
    in_trash = [way for standing, way in ways if standing is Standing.DISCARDER]
    return and_(
        Video.deleted_at.is_(None),
        or_(
            and_(Video.trashed_at.is_(None), or_(false(), *there)),
            and_(Video.trashed_at.is_not(None), or_(false(), *in_trash)),
        ),
    )


def _ways(who: Asker, action: Action) -> Iterator[tuple[Standing, ColumnElement[bool]]]:
    """The standings that allow it. All ways of being named are one question, which is asked of one index once."""
    allowing = [standing for standing, rights in RIGHTS.items() if action in rights]
    yield from ((standing, _HOLDS[standing](who)) for standing in allowing if standing not in _NAMED_AS)
    if rights := [_NAMED_AS[standing] for standing in allowing if standing in _NAMED_AS]:
        yield Standing.NAMED, _is_named(who, rights)


def _reaching(standing: Standing, way: ColumnElement[bool]) -> ColumnElement[bool]:
    """The way, closed while the video is withheld for all but those who stay."""
    return way if standing in STAYING else and_(way, Video.withheld.is_(False))


def may_take_back(who: Asker) -> ColumnElement[bool]:
    """True for the annotations that they may remove: their own, and all of a video that they moderate.

    The query joins the video.
    """
    person = _person(who)
    if person is None:
        return may(who, Action.MODERATE)
    own = and_(Video.deleted_at.is_(None), Video.trashed_at.is_(None), Annotation.author_id == person)
    return or_(own, may(who, Action.MODERATE))


def may_rewrite(who: Asker) -> ColumnElement[bool]:
    """True for the annotations that they may change: their own, where they may say something. The query joins the
    video.
    """
    person = _person(who)
    return and_(Annotation.author_id == person, may(who, Action.COMMENT)) if person else false()


def owned_by(user_id: UUID) -> ColumnElement[bool]:
    """True for the videos that are a person's own: what their library lists."""
    return and_(kept_for(user_id), Video.trashed_at.is_(None))


def trashed_by(user_id: UUID) -> ColumnElement[bool]:
    """True for what lies in a person's trash."""
    return and_(kept_for(user_id), Video.trashed_at.is_not(None))


def kept_for(user_id: UUID) -> ColumnElement[bool]:
    """True for the videos of a person that take room, the trash included: what their quota counts."""
    return and_(Video.owner_id == user_id, Video.deleted_at.is_(None))


def belongs_to(person_id: SQLColumnExpression[UUID] | SQLColumnExpression[UUID | None]) -> ColumnElement[bool]:
    """True for the videos of whom a row is about, in a query over people: it is on nobody's behalf."""
    return Video.owner_id == person_id


def shared_with(user_id: UUID) -> ColumnElement[bool]:
    """True for the videos that a person was named for, and may see."""
    named = Video.id.in_(select(Named.video_id).where(Named.user_id == user_id))
    return and_(named, may(Caller(user_id, Role.VIEWER), Action.SEE), Video.owner_id != user_id)


def of_the_workspace() -> ColumnElement[bool]:
    """True for the videos that everybody with an account may see."""
    there = and_(Video.deleted_at.is_(None), Video.trashed_at.is_(None), Video.withheld.is_(False))
    return and_(Video.visibility.in_(COLLEAGUES_IN), there)


def reachable(who: Caller) -> Select[UUID]:
    """The ids of all videos that somebody may do anything with, and maybe of others: found by indexes alone.

    Some come twice. For whoever asks how many there are at most; the rule itself is `may`.
    """
    own = select(Video.id).where(Video.owner_id == who.user_id)
    named = select(Named.video_id).where(Named.user_id == who.user_id)
    ids = union_all(own, named, select(Video.id).where(of_the_workspace())).subquery()
    return select(ids.c[0])


def is_open() -> ColumnElement[bool]:
    """True for the links that have not ended. The query is about shares."""
    return and_(Share.revoked_at.is_(None), or_(Share.expires_at.is_(None), Share.expires_at > func.now()))


def is_for_links() -> ColumnElement[bool]:
    """True for the videos that links open."""
    there = and_(Video.deleted_at.is_(None), Video.trashed_at.is_(None), Video.withheld.is_(False))
    return and_(Video.visibility.in_(GUESTS_IN), there)


def _person(who: Asker) -> UUID | None:
    return who.user_id if isinstance(who, Caller) and who.only_video is None else None


def _is_owner(who: Asker) -> ColumnElement[bool]:
    person = _person(who)
    return Video.owner_id == person if person else false()


def _is_maker(who: Asker) -> ColumnElement[bool]:
    return _is_owner(who) if isinstance(who, Caller) and may_make(who.role) else false()


def _is_recorder(who: Asker) -> ColumnElement[bool]:
    if isinstance(who, Caller) and who.only_video is not None and may_make(who.role):
        return and_(Video.id == who.only_video, Video.owner_id == who.user_id)
    return false()


def _is_player(who: Asker) -> ColumnElement[bool]:
    return Video.id == who.video_id if isinstance(who, Player) else false()


def _is_named(who: Asker, rights: Collection[Right]) -> ColumnElement[bool]:
    person = _person(who)
    if person is None:
        return false()
    named = select(Named.id).where(Named.video_id == Video.id, Named.user_id == person, Named.right.in_(rights))
    return and_(Video.visibility.in_(NAMED_IN), named.correlate(Video).exists())


def _is_colleague(who: Asker) -> ColumnElement[bool]:
    return Video.visibility.in_(COLLEAGUES_IN) if _person(who) else false()


def _is_caretaker(who: Asker) -> ColumnElement[bool]:
    return _is_colleague(who) if isinstance(who, Caller) and who.role == Role.ADMIN else false()


def _has_link(who: Asker, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    if not isinstance(who, Guest):
        return false()
    share = select(Share.id).where(Share.id == who.share_id, Share.video_id == Video.id, is_open(), *conditions)
    here = and_(Video.id == who.video_id, Video.visibility.in_(GUESTS_IN))
    return and_(here, share.correlate(Video).exists())


def _is_guest(who: Asker) -> ColumnElement[bool]:
    return _has_link(who)


def _is_guest_commenter(who: Asker) -> ColumnElement[bool]:
    return _has_link(who, Share.right.in_(COMMENTING))


def _is_guest_editor(who: Asker) -> ColumnElement[bool]:
    return _has_link(who, Share.right == Right.EDIT)


def _is_guest_saver(who: Asker) -> ColumnElement[bool]:
    return _has_link(who, Share.downloads.is_(True))


def _is_visitor(who: Asker) -> ColumnElement[bool]:
    narrowed = isinstance(who, Player) or (isinstance(who, Caller) and who.only_video is not None)
    return false() if narrowed else Video.visibility.in_(VISITORS_IN)


_NAMED_AS: Mapping[Standing, Right] = MappingProxyType(
    {
        Standing.NAMED: Right.VIEW,
        Standing.NAMED_COMMENTER: Right.COMMENT,
        Standing.NAMED_EDITOR: Right.EDIT,
    }
)
_HOLDS: Mapping[Standing, Callable[[Asker], ColumnElement[bool]]] = MappingProxyType(
    {
        Standing.OWNER: _is_owner,
        Standing.MAKER: _is_maker,
        Standing.DISCARDER: _is_owner,
        Standing.RECORDER: _is_recorder,
        Standing.PLAYER: _is_player,
        Standing.COLLEAGUE: _is_colleague,
        Standing.CARETAKER: _is_caretaker,
        Standing.GUEST: _is_guest,
        Standing.GUEST_COMMENTER: _is_guest_commenter,
        Standing.GUEST_EDITOR: _is_guest_editor,
        Standing.GUEST_SAVER: _is_guest_saver,
        Standing.VISITOR: _is_visitor,
    }
)
