"""What a video is called whose person gave it no name: what it is, and when it began by their clock."""

from datetime import UTC, datetime, tzinfo

from app.domain.uploads import local_time
from app.errors import VideoFlowError


def default_title(what: str, time_zone: str | None) -> str:
    """`what` "of" now, in a time zone by its IANA name, or in UTC. Raises VideoFlowError `invalid_time_zone` (400)."""
    return f"{what} of {local_time.written(datetime.now(UTC), require_zone(time_zone))}"


def require_zone(name: str | None) -> tzinfo | None:
    """The time zone of that name. Raises VideoFlowError `invalid_time_zone` (400)."""
    try:
        return local_time.zone(name) if name is not None else None
    except ValueError:
        message = "The time zone is not one of the IANA's, such as Europe/Vienna."
        raise VideoFlowError("invalid_time_zone", message) from None
