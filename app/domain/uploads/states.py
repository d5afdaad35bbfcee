"""The states an upload goes through, and what its tracks are called."""

from enum import StrEnum


class UploadState(StrEnum):
    """Where an upload is: taking bytes, being made an object of, an object, or thrown away."""

    OPEN = "open"
    FINISHING = "finishing"
    COMPLETED = "completed"
    ABORTED = "aborted"


class TrackName(StrEnum):
    """Which stream of a video it is: the only one of a recording or a file, or one of a recording with two."""

    MAIN = "main"
    VIDEO = "video"
    AUDIO = "audio"


# Those whose bytes are still on their way.
ACTIVE = (UploadState.OPEN, UploadState.FINISHING)
