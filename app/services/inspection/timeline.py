"""One timeline for each recording: what was recorded in pieces is joined, and clocks are made to start at zero.

Made once, before anything else is found out: durations, limits, pieces, stills, guides and comments all speak of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import select

from app import events
from app.db.models import Video
from app.db.patience import persistent
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.pipeline.states import Source
from app.domain.uploads.containers import Container
from app.errors import StageSkipped
from app.media.probe.examine import NotMedia, container_of
from app.services.inspection import joining, straightening
from app.services.pipeline import outputs, source_media
from app.services.uploads import outcome
from app.services.uploads.outcome import Known
from app.storage import keys
from app.storage.s3 import get_store

log = structlog.get_logger()

# Seconds. A recorder may have its first picture late; a file has no reason to.
_LATEST = {Source.FILE: 0.5}
_LATEST_RECORDED = 5.0

Report = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Recording:
    """The video as far as this needs it."""

    owner_id: UUID
    s3_key: str
    mime_type: str
    source: Source
    takes: list[dict[str, Any]] | None


@dataclass(frozen=True, slots=True)
class Mended:
    """The file that takes the recording's place. `duration` is seconds, None where it is not known yet."""

    path: Path
    mime_type: str
    duration: float | None


class _Overtaken(Exception):
    """Another run has put its own there meanwhile."""


def run(video_id: UUID, report: Report) -> bool:
    """Puts a file with one timeline in the recording's place; False where it is one already. Safe to repeat.

    The file gets a name of its own, and the commit that makes it the recording also clears `takes`: a run that was lost
    before leaves the recording as it was. A recording as it was sent goes once no URL reads it; a file that somebody
    sent stays beside what was made of it.
    Raises StorageError and ProcessFailed, both retryable, and StageSkipped where the video was deleted.

    1. The recording is read from the worker's own copy, and written anew only where it has to be.
    2. The new file is stored under a name that no run used before, and listed as garbage until somebody commits it.
    3. The commit compares what was read with what is there: where another run came first, this one's file goes.
    """
    recording = _load(video_id)
    with source_media.downloaded(recording.s3_key) as original:
        report(0.1)
        mended = _mended(original, recording, lambda share: report(0.1 + 0.8 * share))
        if mended is None:
            return False
        try:
            with outputs.making(video_id, keys.JOINED) as output:
                key = keys.joined(video_id, output.run, mended.mime_type)
                get_store().upload_file(key, mended.path, mended.mime_type)
                _publish(output, recording, mended, key)
        except _Overtaken:
            return True
    log.info("timeline mended", video_id=str(video_id), seconds=mended.duration, mime_type=mended.mime_type)
    events.video_changed(video_id, recording.owner_id)
    report(1.0)
    return True


def _mended(original: Path, recording: Recording, report: Report) -> Mended | None:
    """The file to put in the recording's place; None where that is as it should be, or is none: the probe says so."""
    try:
        container = container_of(original)
    except NotMedia:
        return None
    ranges = _takes(original, container, recording)
    # A single one is written anew, too, where its index was lost: only that makes it seekable.
    if len(ranges) > 1 or (ranges and recording.takes is not None):
        joined = joining.join(original, container, ranges, report)
        return Mended(joined.path, joined.mime_type or recording.mime_type, joined.seconds)
    straight = straightening.straighten(original, container, _LATEST.get(recording.source, _LATEST_RECORDED))
    return Mended(straight.path, straight.mime_type, None) if straight else None


def _takes(original: Path, container: Container, recording: Recording) -> list[joining.Range]:
    """The takes, where they were not counted while it came in; where that index was lost, the list of them is empty."""
    if recording.takes is None and recording.source is not Source.FILE and "webm" in recording.mime_type:
        return []
    known = [(each["start"], each["stop"]) for each in recording.takes or ()]
    return known or joining.takes_of(original, container)


@persistent
def _load(video_id: UUID) -> Recording:
    columns = (Video.owner_id, Video.s3_key, Video.mime_type, Video.source, Video.takes)
    query = select(*columns).where(Video.id == video_id)
    with transaction() as work:
        row = work.execute(query).one_or_none()
    if row is None:
        raise StageSkipped("The video was deleted.")
    return Recording(row.owner_id, row.s3_key, row.mime_type, Source(row.source), row.takes)


def _publish(output: outputs.Output, recording: Recording, mended: Mended, key: str) -> None:
    """Raises _Overtaken where the recording is no longer what was mended."""
    known: Known = {"s3_key": key, "size": mended.path.stat().st_size, "mime_type": mended.mime_type}
    known |= {"seekable": True, "takes": None}
    if mended.duration is not None:
        known["duration"] = mended.duration
    is_file = recording.source is Source.FILE

    def replace(work: UnitOfWork) -> None:
        if not outcome.record(work, output.video_id, Video.s3_key == recording.s3_key, **known):
            raise _Overtaken
        if not is_file:
            outputs.retire(work, [recording.s3_key])

    outputs.publish(output, replace)
