"""When in a video something is said: never after its end."""

from app.db.models import Video
from app.errors import VideoFlowError
from app.settings import settings

# The last frame begins before the duration, and clients round: this much past the end is still the end.
END_SLACK_SECONDS = 0.5


def require(video: Video, timestamp: float, end: float | None) -> None:
    """Raises VideoFlowError `outside_video` or `ends_before` (400) for what is no span of the video; in seconds."""
    # Of one that is still recorded nobody knows the end, but that it may not be longer than any.
    length = settings().max_video_seconds if video.duration is None else video.duration
    if max(timestamp, end or 0.0) > length + END_SLACK_SECONDS:
        details = {"duration": length}
        raise VideoFlowError("outside_video", "The video is over before that moment.", 400, details=details)
    if end is not None and end < timestamp:
        raise VideoFlowError("ends_before", "It would end before it begins.", 400)
