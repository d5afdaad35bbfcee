"""The states an upload goes through, which of them follows which, and what its tracks are called."""

from collections.abc import Mapping
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


ARROWS: Mapping[UploadState, frozenset[UploadState]] = {
    UploadState.OPEN: frozenset({UploadState.FINISHING, UploadState.ABORTED}),
    # What was finished may still turn out to be lost, or no video.
    UploadState.FINISHING: frozenset({UploadState.COMPLETED, UploadState.ABORTED}),
    # The tracks of a video go some time after it was compiled.
    UploadState.COMPLETED: frozenset({UploadState.ABORTED}),
    UploadState.ABORTED: frozenset(),
}

# Those whose bytes are still on their way.
ACTIVE = (UploadState.OPEN, UploadState.FINISHING)


def sources_of(target: UploadState) -> list[UploadState]:
    """The states from which `target` may be reached."""
    return [source for source, targets in ARROWS.items() if target in targets]
