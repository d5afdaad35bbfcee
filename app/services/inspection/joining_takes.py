"""Makes one recording of a recorder that was started more than once: its takes joined, seekable to the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

import structlog
from sqlalchemy import select

from app import events
from app.db.models import Video
from app.db.patience import persistent
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain import takes
from app.domain.takes import Step
from app.domain.webm import Take, WebmIndexer
from app.errors import StageSkipped, VideoFlowError
from app.media import process
from app.media.ffmpeg import concat_args, concat_list, even_out_args
from app.services.pipeline import outputs, source_media
from app.services.uploads import outcome, webm_index
from app.storage import keys
from app.storage.s3 import get_store

log = structlog.get_logger()

_BLOCK = 1024 * 1024
# Copying takes seconds; encoding an hour of 1080p on a busy machine may take more than one.
_LIMITS = process.Limits(seconds=2.5 * 3600)

Report = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Recording:
    """The video as far as joining needs it."""

    owner_id: UUID
    s3_key: str
    mime_type: str
    takes: list[dict[str, Any]] | None


@dataclass(frozen=True, slots=True)
class Joined:
    """The file made of the takes. `size` is bytes, `duration` seconds."""

    key: str
    size: int
    duration: float
    mime_type: str
    takes: int


class _Overtaken(Exception):
    """Another run has joined the takes meanwhile."""


class _NoTakes(Exception):
    """The recording is no WebM after all: it stays as it was sent."""


def run(video_id: UUID, report: Report) -> bool:
    """Puts the joined takes in the recording's place; False where there is nothing to join. Safe to repeat.

    Where its index was lost (`app/services/uploads/webm_index.py`) the takes are found in the recording itself, and a
    single one is written anew, too: only that makes it seekable.

    The joined file gets a name of its own, and the commit that makes it the recording also clears `takes`: a run that
    was lost before leaves the recording as it was. The recording as it was sent goes once no URL reads it.
    Raises StorageError and ProcessFailed, both retryable, and StageSkipped where the video was deleted.
    """
    recording = _load(video_id)
    if recording.takes is None:
        return False
    try:
        with outputs.making(video_id, keys.JOINED) as output:
            joined = _join(output, recording, recording.takes, report)
            _publish(output, recording, joined)
    except _Overtaken:
        return True
    except _NoTakes:
        return False
    log.info("takes joined", video_id=str(video_id), takes=joined.takes, seconds=round(joined.duration, 3))
    events.video_changed(video_id, recording.owner_id)
    report(1.0)
    return True


def _join(output: outputs.Output, recording: Recording, ranges: Sequence[dict[str, Any]], report: Report) -> Joined:
    with source_media.downloaded(recording.s3_key) as original:
        report(0.1)
        files, found = _split(original, ranges or _found(original))
        report(0.2)
        steps = takes.plan(found)
        even = _even_out(files, steps, lambda share: report(0.2 + 0.6 * share))
        target = _concatenate(even, steps)
        report(0.9)
        copied = all(step.copies for step in steps)
        mime_type = recording.mime_type if copied else takes.mime_type(steps)
        key = keys.joined(output.video_id, output.run, mime_type)
        get_store().upload_file(key, target, mime_type)
        return Joined(key, target.stat().st_size, sum(step.seconds for step in steps), mime_type, len(steps))


def _found(original: Path) -> Sequence[dict[str, Any]]:
    with original.open("rb") as source:
        ranges = webm_index.takes_in(source)
    if not ranges:
        raise _NoTakes
    return ranges


def _split(original: Path, ranges: Sequence[dict[str, Any]]) -> tuple[list[Path], list[Take]]:
    """A file for each take, and what is in it. Raises VideoFlowError `not_a_video` where no frame is."""
    found: list[tuple[Path, Take]] = []
    with original.open("rb") as source:
        for number, each in enumerate(ranges):
            path = original.with_name(f"take-{number:03d}.webm")
            work = _cut(source, each["start"], each["stop"], path)
            if work.filled:
                found.append((path, work))
    if not found:
        raise VideoFlowError("not_a_video", "The recording holds no picture and no sound.", http_status=422)
    return [path for path, _ in found], [work for _, work in found]


def _even_out(files: Sequence[Path], steps: Sequence[Step], report: Report) -> list[Path]:
    """Brings every take to the same tracks, in files that know how long they are."""
    whole = sum(step.seconds for step in steps) or 1.0
    before = 0.0
    even = []
    for path, step in zip(files, steps, strict=True):
        target = path.with_suffix(".mkv")
        for line in process.lines(even_out_args(path, step, target), _LIMITS):
            name, _, value = line.partition("=")
            if name == "out_time_us" and value.isdigit():
                report((before + min(int(value) / 1e6, step.seconds)) / whole)
        before += step.seconds
        path.unlink()
        even.append(target)
    return even


def _concatenate(files: Sequence[Path], steps: Sequence[Step]) -> Path:
    entries = [(path.name, step.seconds) for path, step in zip(files, steps, strict=True)]
    listing = files[0].with_name("takes.ffconcat")
    listing.write_text(concat_list(entries))
    target = listing.with_name("joined")
    process.run(concat_args(listing, target, takes.is_webm(steps)), _LIMITS)
    return target


def _cut(source: BinaryIO, start: int, stop: int, path: Path) -> Take:
    """Copies bytes [start, stop) into a file of their own and says what they are."""
    indexer = WebmIndexer()
    source.seek(start)
    with path.open("wb") as file:
        while block := source.read(min(_BLOCK, stop - start)):
            file.write(block)
            indexer.push(block)
            start += len(block)
    return indexer.result().takes[0]


@persistent
def _load(video_id: UUID) -> Recording:
    query = select(Video.owner_id, Video.s3_key, Video.mime_type, Video.takes).where(Video.id == video_id)
    with transaction() as work:
        row = work.execute(query).one_or_none()
    if row is None:
        raise StageSkipped("The video was deleted.")
    return Recording(row.owner_id, row.s3_key, row.mime_type, row.takes)


def _publish(output: outputs.Output, recording: Recording, joined: Joined) -> None:
    """Raises _Overtaken where the recording is no longer what was joined."""

    def replace(work: UnitOfWork) -> None:
        is_replaced = outcome.record(
            work,
            output.video_id,
            Video.s3_key == recording.s3_key,
            Video.takes.is_not(None),
            s3_key=joined.key,
            size=joined.size,
            duration=joined.duration,
            mime_type=joined.mime_type,
            seekable=True,
            takes=None,
        )
        if not is_replaced:
            raise _Overtaken
        outputs.retire(work, [recording.s3_key])

    outputs.publish(output, replace)
