"""Stage `frames`: keeps the frames of a recording on which something readable has changed, and what changed.

Where it was read along while it was made (along.py), it goes on from there: what was found then is found again by
nobody, and what this stage leaves is what it would have left from the beginning.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, select, update

from app.db.models import FrameText, LiveReading
from app.db.unit_of_work import UnitOfWork
from app.domain.documents.evidence.changes import from_json, to_json
from app.domain.uploads.containers import Container
from app.errors import VideoFlowError
from app.ocr.frames import Sample, samples
from app.ocr.watched import WATCHED_RATE, Watch
from app.services.documents import along_row
from app.services.documents.along_progress import Facts
from app.services.documents.kept_frames import Found, grouped
from app.services.pipeline import outputs, source_media
from app.services.pipeline.outputs import Output
from app.services.pipeline.source_media import Picture
from app.storage import keys
from app.storage.s3 import get_store


@dataclass(slots=True)
class _Begun:
    """A watch, and where what it finds is stored."""

    output: Output
    watch: Watch = field(default_factory=Watch)


def run(video_id: UUID, report: Callable[[float], None]) -> None:
    """Stores the kept frames and their rows, still without text but for what was read along.

    Raises StageSkipped for a recording of sound only; VideoFlowError `no_frames`, for good, where a
    picture is announced and none can be decoded.
    """
    picture = source_media.with_picture(video_id)
    if begun := _read_along(picture):
        _finish(begun, picture, report)
    else:
        with outputs.making(video_id, keys.FRAMES) as output:
            _finish(_Begun(output), picture, report)
    get_store().delete_prefix(keys.live_prefix(video_id))
    report(1.0)


def _read_along(picture: Picture) -> _Begun | None:
    """What was made of the recording while it came, if the probe has found that same recording."""
    held = along_row.take_over(picture.video_id)
    if held is None or held.s3_key != picture.s3_key or picture.container is not Container.WEBM:
        return None
    progress = along_row.progress(held)
    facts = Facts(picture.stream, picture.width, picture.height, picture.look)
    if progress is None or progress.facts != facts or not progress.watch.samples:
        return None
    return _Begun(held.output, progress.watch) if outputs.go_on(held.output) else None


def _finish(begun: _Begun, picture: Picture, report: Callable[[float], None]) -> None:
    found = Found()
    with source_media.downloaded(picture.s3_key) as path:
        for sample in _sampled(path, picture, begun.watch.samples, report):
            found.store(begun.output, begun.watch.observe(sample))
    found.store(begun.output, begun.watch.close())
    found.frames.sort()
    _publish(begun.output, found, picture.duration)


def _sampled(path: Path, picture: Picture, first: int, report: Callable[[float], None]) -> Iterator[Sample]:
    for sample in samples(picture.on_disk(path), picture.duration, WATCHED_RATE, first):
        yield sample
        report(min(0.99, sample.time / picture.duration) if picture.duration else 0.0)


def _publish(output: Output, found: Found, duration: float) -> None:
    """Raises VideoFlowError `no_frames`."""
    mine = FrameText.video_id == output.video_id

    def make_rows(work: UnitOfWork) -> None:
        others = delete(FrameText).where(mine, ~FrameText.frame_key.startswith(output.prefix, autoescape=True))
        outputs.retire(work, work.scalars(others.returning(FrameText.frame_key)))
        # Again, where a run that published nothing has been here.
        known = {row.frame_key: row for row in work.scalars(select(FrameText).where(mine))}
        work.add_all(_row(output.video_id, since, key) for since, key in found.frames if key not in known)
        work.flush()
        _settle(work, output.video_id, found, duration)
        work.execute(delete(LiveReading).where(LiveReading.video_id == output.video_id))

    outputs.publish(output, make_rows)


def _row(video_id: UUID, since: float, key: str) -> FrameText:
    return FrameText(video_id=video_id, timestamp=since, end=since, frame_key=key, changes=[])


def _settle(work: UnitOfWork, video_id: UUID, found: Found, duration: float) -> None:
    """Says of every row when it ends, and which changes are its own, now that all are known."""
    columns = FrameText.id, FrameText.timestamp, FrameText.changes
    order = FrameText.timestamp, FrameText.frame_key
    rows = work.execute(select(*columns).where(FrameText.video_id == video_id).order_by(*order)).all()
    if not rows:
        raise VideoFlowError("no_frames", "No picture of the recording can be shown.", http_status=422)
    starts = [row.timestamp for row in rows]
    changes = [each for row in rows for each in from_json(row.changes or [])] + found.changes
    settled = zip(rows, [*starts[1:], duration], grouped(starts, changes), strict=True)
    values = [{"id": row.id, "end": max(row.timestamp, end), "changes": to_json(own)} for row, end, own in settled]
    work.execute(update(FrameText), values)
