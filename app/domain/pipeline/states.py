"""Which status a video may go to from which, and what its stages make of it."""

from collections.abc import Collection, Mapping
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


# What something is still done with, and what came to nothing.
UNSETTLED = (VideoStatus.UPLOADING, VideoStatus.PROCESSING)
ENDED_BADLY = (VideoStatus.FAILED, VideoStatus.ABORTED)
# Stages that somebody may have to look after.
WATCHED = (StageState.PENDING, StageState.RUNNING, StageState.FAILED)


class Source(StrEnum):
    """Where a video came from; it decides which stages it goes through."""

    RECORDING = "recording"
    FILE = "file"
    SESSION = "session"


# What each stage needs: it is not worth running when one of these did not succeed, as far as the video goes through it
# at all. The order of the stages, everybody's plan and the canvas follow from this table; a new stage is an entry here.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "finalize": (),
    "scan": ("finalize",),
    "compile": (),
    "redact": ("finalize", "scan", "compile"),
    "probe": ("finalize", "scan", "compile", "redact"),
    "vet": ("finalize",),
    "thumbnails": ("probe",),
    "storyboard": ("probe",),
    "transcode": ("probe",),
    "frames": ("probe",),
    "text": ("frames",),
    "document": ("text",),
    "reopen": ("redact", "thumbnails", "storyboard", "transcode", "document"),
}

# How an object comes to be depends on where it comes from, and when it is scanned: a file before anybody sees it, a
# recording beside all else, as its link plays at once. What is made of tracks is encoded anew. All other stages are for
# every video.
_ONLY_FOR: Mapping[str, frozenset[Source]] = {
    "finalize": frozenset({Source.RECORDING, Source.FILE}),
    "scan": frozenset({Source.FILE}),
    "vet": frozenset({Source.RECORDING}),
    "compile": frozenset({Source.SESSION}),
    # Only where somebody asked for it: something is covered, and others see the video again once all was made anew.
    "redact": frozenset(),
    "reopen": frozenset(),
}
REDACTION = ("redact", "reopen")

# Without these there is nothing to watch, so their failure is the video's.
ESSENTIAL = frozenset({"finalize", "scan", "compile", "probe"})

ENDED = frozenset({StageState.DONE, StageState.FAILED, StageState.SKIPPED})


def sources_of(target: VideoStatus) -> list[VideoStatus]:
    """The statuses from which `target` may be reached."""
    return [source for source, targets in ARROWS.items() if target in targets]


def in_order(needs: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Every stage after those it needs, and otherwise as the table has them. Raises ValueError for a circle."""
    ordered: list[str] = []
    while len(ordered) < len(needs):
        ready = (name for name in needs if name not in ordered and set(needs[name]) <= set(ordered))
        found = next(ready, None)
        if found is None:
            raise ValueError(f"stages that need each other: {sorted(set(needs) - set(ordered))}")
        ordered.append(found)
    return tuple(ordered)


STAGES = in_order(NEEDS)
PLANS: Mapping[Source, tuple[str, ...]] = {
    source: tuple(name for name in STAGES if source in _ONLY_FOR.get(name, Source)) for source in Source
}


def dependents(stage: str) -> list[str]:
    """The stages that need `stage`, directly or not, in pipeline order."""
    found: list[str] = []
    for name in STAGES:
        if any(need == stage or need in found for need in NEEDS[name]):
            found.append(name)
    return found


def followers(names: Collection[str]) -> dict[str | None, list[str]]:
    """Which of these stages come directly after which, in pipeline order; under None, those that come first.

    A stage that needs several comes after each of them, and is begun after the last: only then is it ready.
    """
    found: dict[str | None, list[str]] = {}
    for name in (name for name in STAGES if name in names):
        needs = [need for need in NEEDS[name] if need in names]
        # What another need waits for has been waited for with it.
        direct = [need for need in needs if not set(dependents(need)) & set(needs)]
        for before in direct or (None,):
            found.setdefault(before, []).append(name)
    return found


def is_ready(stage: str, states: Mapping[str, StageState]) -> bool:
    """Whether all that a stage needs is done; `states` has the stages that the video goes through."""
    return all(states[need] == StageState.DONE for need in NEEDS[stage] if need in states)


def verdict(states: Mapping[str, StageState], is_condemned: bool = False) -> VideoStatus | None:
    """What the stages of a video say about it: done, failed, or None while some are under way.

    One in which the scanner found something has failed, whatever became of the rest.
    """
    if is_condemned or any(states.get(name) == StageState.FAILED for name in ESSENTIAL):
        return VideoStatus.FAILED
    if states and all(state in ENDED for state in states.values()):
        return VideoStatus.DONE
    return None
