"""Which status a video may go to from which, and what its stages make of it."""

from collections.abc import Mapping
from enum import StrEnum


class VideoStatus(StrEnum):
    """The life of a video as a whole."""

    UPLOADING = "uploading"
    PROCESSING = "processing"
    DONE = "done"
    FAILED = "failed"
    ABORTED = "aborted"


class StageState(StrEnum):
    """The life of one stage."""

    PENDING = "pending"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"


ARROWS: Mapping[VideoStatus, frozenset[VideoStatus]] = {
    VideoStatus.UPLOADING: frozenset({VideoStatus.PROCESSING, VideoStatus.FAILED, VideoStatus.ABORTED}),
    VideoStatus.PROCESSING: frozenset({VideoStatus.DONE, VideoStatus.FAILED}),
    # A person may start a stage again.
    VideoStatus.DONE: frozenset({VideoStatus.PROCESSING}),
    VideoStatus.FAILED: frozenset({VideoStatus.PROCESSING}),
    VideoStatus.ABORTED: frozenset(),
}

STAGES = ("finalize", "probe", "thumbnails", "frames", "text", "document")

# A stage cannot be worth running when one of these did not succeed.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "finalize": (),
    "probe": ("finalize",),
    "thumbnails": ("probe",),
    "frames": ("probe",),
    "text": ("frames",),
    "document": ("text",),
}

# Without these there is nothing to watch, so their failure is the video's.
ESSENTIAL = frozenset({"finalize", "probe"})

ENDED = frozenset({StageState.DONE, StageState.FAILED, StageState.SKIPPED})


def sources_of(target: VideoStatus) -> list[VideoStatus]:
    """The statuses from which `target` may be reached."""
    return [source for source, targets in ARROWS.items() if target in targets]


def dependents(stage: str) -> list[str]:
    """The stages that need `stage`, directly or not, in pipeline order."""
    found: list[str] = []
    for name in STAGES:
        if any(need == stage or need in found for need in NEEDS[name]):
            found.append(name)
    return found


def verdict(states: Mapping[str, StageState]) -> VideoStatus | None:
    """What the stages say about the video: done, failed, or None while some are under way."""
    if any(states.get(name) == StageState.FAILED for name in ESSENTIAL):
        return VideoStatus.FAILED
    if all(states.get(name) in ENDED for name in STAGES):
        return VideoStatus.DONE
    return None
