"""The kinds of mail that somebody can have or not have. What they themselves asked for comes always. Pure."""

from enum import StrEnum


class Kind(StrEnum):
    """What a mail is about."""

    COMMENTS = "comments"  # somebody said something about a video of theirs
    SHARES = "shares"  # somebody named them for a video
    RECORDINGS = "recordings"  # a recording of theirs is ready, or failed


# Of somebody who chose nothing: what others did. That a recording is ready its page says.
USUAL = (Kind.COMMENTS, Kind.SHARES)


def wanted(kinds: list[str]) -> list[str]:
    """Each once, in one order."""
    return [kind.value for kind in Kind if kind in kinds]
