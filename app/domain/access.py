"""Who may do what with a video: the one table that HTTP, sockets, events, tokens and queries ask alike.

1. Whoever asks *stands* in some ways to a video: as its owner, or by a token made for it.
2. RIGHTS says what each standing allows.
3. `may`: the video was not deleted, and one of the standings allows it.

app/db/visible.py says the standings once more as SQL, for queries over many videos, and takes the rights from here. A
further way to reach a video (a link, a share, a role) is a further Standing: a line of RIGHTS, its test here, and its
SQL there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID


class Action(StrEnum):
    """What can be done with a video."""

    SEE = "see"  # its page and what happens to it, its guide, the text on its screen, what people said
    WATCH = "watch"  # its playlists and pictures for scrubbing
    DOWNLOAD = "download"
    COMMENT = "comment"
    MODERATE = "moderate"  # take back what others said
    RECORD = "record"  # send its bytes, end them, throw away what is not finished
    CHANGE = "change"  # its title
    RETRY = "retry"  # start a stage again, compile
    DELETE = "delete"


class Standing(StrEnum):
    """How somebody may stand to a video."""

    OWNER = "owner"
    RECORDER = "recorder"
    PLAYER = "player"


RIGHTS: Mapping[Standing, frozenset[Action]] = MappingProxyType(
    {
        Standing.OWNER: frozenset(Action),
        Standing.RECORDER: frozenset({Action.RECORD}),
        Standing.PLAYER: frozenset({Action.WATCH}),
    }
)


@dataclass(frozen=True, slots=True)
class Caller:
    """The person a request acts for. An upload token narrows it to recording one video.

    `sign_in_id` is the sign-in that the request came with; None where the product acts for somebody by itself.
    """

    user_id: UUID
    role: str = "member"
    sign_in_id: UUID | None = None
    only_video: UUID | None = None


@dataclass(frozen=True, slots=True)
class Player:
    """Whoever holds the playback token of a video: nobody in particular."""

    video_id: UUID


Asker = Caller | Player


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """What the rule looks at."""

    id: UUID
    owner_id: UUID
    deleted: bool


def may(who: Asker, action: Action, video: VideoFacts) -> bool:
    """Whether they may do this with the video."""
    return not video.deleted and any(action in RIGHTS[standing] for standing in standings(who, video))


def may_take_back(who: Caller, author_id: UUID, video: VideoFacts) -> bool:
    """Whether they may remove what the author said about the video: their own words, or all where they moderate."""
    own = who.only_video is None and who.user_id == author_id and not video.deleted
    return own or may(who, Action.MODERATE, video)


def standings(who: Asker, video: VideoFacts) -> frozenset[Standing]:
    """All ways in which they stand to the video."""
    return frozenset(standing for standing, holds in _HOLDS.items() if holds(who, video))


def _is_owner(who: Asker, video: VideoFacts) -> bool:
    return isinstance(who, Caller) and who.only_video is None and who.user_id == video.owner_id


def _is_recorder(who: Asker, video: VideoFacts) -> bool:
    return isinstance(who, Caller) and who.only_video == video.id and who.user_id == video.owner_id


def _is_player(who: Asker, video: VideoFacts) -> bool:
    return isinstance(who, Player) and who.video_id == video.id


_HOLDS: Mapping[Standing, Callable[[Asker, VideoFacts], bool]] = MappingProxyType(
    {Standing.OWNER: _is_owner, Standing.RECORDER: _is_recorder, Standing.PLAYER: _is_player}
)
