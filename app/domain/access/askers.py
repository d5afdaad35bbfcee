"""Who may ask for a video, and how a token names them. Pure."""

from dataclasses import dataclass
from typing import Union
from uuid import UUID


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
class Guest:
    """Whoever opened a link. `session` tells one visit from another, `email` is what they said of themselves, and
    `lock` is what the link wanted to be told when they came.
    """

    share_id: UUID
    video_id: UUID
    session: str = ""
    email: str | None = None
    lock: str = ""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Anybody: without an account and without a link."""


NOBODY = Visitor()


@dataclass(frozen=True, slots=True)
class Player:
    """Whoever holds the playback token of a video; `holder` is for whom it was made, None where that was its owner."""

    video_id: UUID
    holder: Union["Caller", Guest, Visitor, None] = None


Asker = Caller | Guest | Visitor | Player
Holder = Caller | Guest | Visitor


def written(holder: Holder) -> str:
    """How tokens and signed addresses name whom they are for."""
    match holder:
        case Caller(user_id=user_id):
            return f"u.{user_id}"
        case Guest(share_id=share_id, video_id=video_id):
            return f"s.{share_id}.{video_id}"
        case _:
            return "v"


def read(text: str) -> Holder | None:
    """Whom it names; None for what names nobody."""
    kind, *ids = text.split(".")
    try:
        found = [UUID(each) for each in ids]
    except ValueError:
        return None
    match kind, found:
        case "u", [user_id]:
            # No more than every role may: addresses are for watching and saving.
            return Caller(user_id, role="viewer")
        case "s", [share_id, video_id]:
            return Guest(share_id, video_id)
        case "v", []:
            return NOBODY
        case _:
            return None
