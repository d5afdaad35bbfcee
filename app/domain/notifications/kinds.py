"""What people can be told of, and which of it they chose to be told of. What they themselves asked for comes always.
Pure.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What somebody can have or not have: in the app, by mail."""

    COMMENTS = "comments"  # somebody said something about a video of theirs
    REPLIES = "replies"  # somebody went on with a thread that they said something in
    MENTIONS = "mentions"  # somebody named them in what they said
    SHARES = "shares"  # somebody named them for a video
    RECORDINGS = "recordings"  # a recording of theirs is ready, or failed


class News(StrEnum):
    """What happened."""

    COMMENT = "comment"
    REPLY = "reply"
    MENTION = "mention"
    SHARE = "share"
    READY = "ready"
    FAILED = "failed"


KIND_OF: Mapping[News, Kind] = MappingProxyType(
    {
        News.COMMENT: Kind.COMMENTS,
        News.REPLY: Kind.REPLIES,
        News.MENTION: Kind.MENTIONS,
        News.SHARE: Kind.SHARES,
        News.READY: Kind.RECORDINGS,
        News.FAILED: Kind.RECORDINGS,
    }
)
# Of which there is one a person and video: the newest.
ENDS = (News.READY, News.FAILED)
# Mails of somebody who chose nothing: what others did. That a recording is ready its page says.
USUAL = (Kind.COMMENTS, Kind.REPLIES, Kind.MENTIONS, Kind.SHARES)


def wanted(kinds: list[str]) -> list[str]:
    """Each once, in one order."""
    return [kind.value for kind in Kind if kind in kinds]
