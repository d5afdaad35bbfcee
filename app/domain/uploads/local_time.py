"""Where somebody's clock hangs."""

from datetime import tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LONGEST_ZONE_NAME = 64
"""Twice as long as any that there is, in characters."""


def zone(name: str) -> tzinfo:
    """The time zone of an IANA name, such as Europe/Vienna. Raises ValueError for any other text."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        # OSError: the name of a folder of zones, or one that no file system takes.
        raise ValueError("this is not the name of a time zone") from error
