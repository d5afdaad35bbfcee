"""The rule as a function.

1. Whoever asks *stands* in some ways to a video: as its owner, as somebody named, by a token or a link made for it.
2. How far a standing reaches is the video's visibility; what lies in the trash has none but its owner's, and nor has
   what is withheld while something in it is being covered.
3. RIGHTS says what each standing allows.
4. `may`: the video was not deleted, and one of the standings allows it.

app/db/visible.py says the standings once more as SQL, for queries over many videos, and takes the rights from here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from uuid import UUID

from app.domain.access.askers import Asker, Caller, Guest, Holder, Player
from app.domain.access.rights import (
    COLLEAGUES_IN,
    COMMENTING,
    GUESTS_IN,
    MAKERS,
    NAMED_IN,
    RIGHTS,
    STAYING,
    VISITORS_IN,
    Action,
    Right,
    Role,
    Standing,
)


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """A link of a video; `ended` where it was revoked or is over."""

    right: str
    downloads: bool = False
    ended: bool = False


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """What the rule looks at. `named` are people's rights by their id, `links` those of the video by theirs."""

    id: UUID
    owner_id: UUID
    deleted: bool
    trashed: bool = False
    visibility: str = "private"
    named: Mapping[UUID, str] = field(default_factory=dict)
    links: Mapping[UUID, LinkFacts] = field(default_factory=dict)
    withheld: bool = False


_IN_THE_TRASH = (Standing.DISCARDER,)
_OUTSIDE = tuple(standing for standing in Standing if standing not in _IN_THE_TRASH)
# While something in it is being covered it is for its owner alone, and for players that were opened for them.
_WITHHELD = tuple(standing for standing in _OUTSIDE if standing in STAYING)


def may(who: Asker, action: Action, video: VideoFacts) -> bool:
    """Whether they may do this with the video."""
    return action in rights_of(who, video)


def rights_of(who: Asker, video: VideoFacts) -> frozenset[Action]:
    """Everything they may do with it: all that each way in which they stand to it lets them.

    A player that was opened for somebody may do what players may, as long as that one may, too.
    """
    if video.deleted:
        return frozenset()
    if isinstance(who, Player) and who.holder is not None:
        as_player = RIGHTS[Standing.PLAYER] if _is_player(who, video) else frozenset()
        return as_player & rights_of(who.holder, video)
    return frozenset().union(*(RIGHTS[standing] for standing in standings(who, video)))


def may_take_back(who: Asker, author_id: UUID | None, video: VideoFacts) -> bool:
    """Whether they may remove what the author said about the video: their own words, whatever else they may, or all
    where they moderate. A guest's words have no author.
    """
    own = author_id is not None and _is_person(who) == author_id
    return (own and not video.deleted and not video.trashed) or may(who, Action.MODERATE, video)


def may_rewrite(who: Asker, author_id: UUID | None, video: VideoFacts) -> bool:
    """Whether they may change what the author said about the video: their own words, while they may say any."""
    own = author_id is not None and _is_person(who) == author_id
    return own and may(who, Action.COMMENT, video)


def holder_of(who: Asker, video: VideoFacts) -> Holder | None:
    """For whom addresses of the video's objects are made, which end with their right; an owner's end by time alone."""
    owns = standings(who, video) & {Standing.OWNER, Standing.RECORDER}
    return None if owns or isinstance(who, Player) else who


def may_make(role: str) -> bool:
    """Whether somebody of this role may begin a video."""
    return role in MAKERS


def standings(who: Asker, video: VideoFacts) -> frozenset[Standing]:
    """All ways in which they stand to the video."""
    there = _IN_THE_TRASH if video.trashed else _WITHHELD if video.withheld else _OUTSIDE
    return frozenset(standing for standing in there if _HOLDS[standing](who, video))


def _is_person(who: Asker) -> UUID | None:
    """The person who asks with all that they may; an upload token is not them."""
    return who.user_id if isinstance(who, Caller) and who.only_video is None else None


def _is_owner(who: Asker, video: VideoFacts) -> bool:
    return _is_person(who) == video.owner_id


def _is_maker(who: Asker, video: VideoFacts) -> bool:
    return _is_owner(who, video) and isinstance(who, Caller) and may_make(who.role)


def _is_recorder(who: Asker, video: VideoFacts) -> bool:
    if not isinstance(who, Caller) or not may_make(who.role):
        return False
    return who.only_video == video.id and who.user_id == video.owner_id


def _is_player(who: Asker, video: VideoFacts) -> bool:
    return isinstance(who, Player) and who.video_id == video.id


def _right_of(who: Asker, video: VideoFacts) -> str | None:
    person = _is_person(who)
    return video.named.get(person) if person and video.visibility in NAMED_IN else None


def _is_named(*rights: Right) -> Callable[[Asker, VideoFacts], bool]:
    return lambda who, video: _right_of(who, video) in rights


def _is_colleague(who: Asker, video: VideoFacts) -> bool:
    return _is_person(who) is not None and video.visibility in COLLEAGUES_IN


def _is_caretaker(who: Asker, video: VideoFacts) -> bool:
    return _is_colleague(who, video) and isinstance(who, Caller) and who.role == Role.ADMIN


def _link_of(who: Asker, video: VideoFacts) -> LinkFacts | None:
    if not isinstance(who, Guest) or who.video_id != video.id or video.visibility not in GUESTS_IN:
        return None
    link = video.links.get(who.share_id)
    return link if link and not link.ended else None


def _is_guest(who: Asker, video: VideoFacts) -> bool:
    return _link_of(who, video) is not None


def _is_guest_commenter(who: Asker, video: VideoFacts) -> bool:
    link = _link_of(who, video)
    return link is not None and link.right in COMMENTING


def _is_guest_editor(who: Asker, video: VideoFacts) -> bool:
    link = _link_of(who, video)
    return link is not None and link.right == Right.EDIT


def _is_guest_saver(who: Asker, video: VideoFacts) -> bool:
    link = _link_of(who, video)
    return link is not None and link.downloads


def _is_visitor(who: Asker, video: VideoFacts) -> bool:
    narrowed = isinstance(who, Player) or (isinstance(who, Caller) and who.only_video is not None)
    return not narrowed and video.visibility in VISITORS_IN


_HOLDS: Mapping[Standing, Callable[[Asker, VideoFacts], bool]] = MappingProxyType(
    {
        Standing.OWNER: _is_owner,
        Standing.MAKER: _is_maker,
        Standing.DISCARDER: _is_owner,
        Standing.RECORDER: _is_recorder,
        Standing.PLAYER: _is_player,
        Standing.NAMED: _is_named(Right.VIEW),
        Standing.NAMED_COMMENTER: _is_named(Right.COMMENT),
        Standing.NAMED_EDITOR: _is_named(Right.EDIT),
        Standing.COLLEAGUE: _is_colleague,
        Standing.CARETAKER: _is_caretaker,
        Standing.GUEST: _is_guest,
        Standing.GUEST_COMMENTER: _is_guest_commenter,
        Standing.GUEST_EDITOR: _is_guest_editor,
        Standing.GUEST_SAVER: _is_guest_saver,
        Standing.VISITOR: _is_visitor,
    }
)
