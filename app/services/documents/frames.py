"""Stage `frames`: keeps the frames of a recording on which something readable has changed, and what changed."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete

from app.db.models import FrameText
from app.db.unit_of_work import UnitOfWork
from app.domain.documents.evidence.changes import Change, to_json
from app.errors import VideoFlowError
from app.ocr.frames import KeptFrame, Sample, samples
from app.ocr.watched import WATCHED_RATE, watched
from app.ocr.watcher import Seen
from app.services.pipeline import outputs, source_media
from app.storage import keys
from app.storage.s3 import get_store


@dataclass(slots=True)
class _Found:
    """Kept frames, by when they came to be and what they are stored as, and the changes between them."""

    frames: list[tuple[float, str]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def changes_of(self, number: int) -> list[Change]:
        """Those that led to a frame, or came while nothing new was to be read."""
        starts = [since for since, _ in self.frames]
        return [each for each in self.changes if max(0, bisect_right(starts, each.end) - 1) == number]


def run(video_id: UUID, report: Callable[[float], None]) -> None:
    """Stores the kept frames and replaces their rows, still without text.

    Raises StageSkipped for a recording of sound only; VideoFlowError `no_frames`, for good, where a
    picture is announced and none can be decoded.
    """
    picture = source_media.with_picture(video_id)
    with outputs.making(video_id, keys.FRAMES) as output:
        with source_media.downloaded(picture.s3_key) as path:
            found = _stored(output, watched(_sampled(path, picture, report)))
        if not found.frames:
            raise VideoFlowError("no_frames", "No picture of the recording can be shown.", http_status=422)
        _publish(output, found, picture.duration)
    report(1.0)


def _sampled(path: Path, picture: source_media.Picture, report: Callable[[float], None]) -> Iterator[Sample]:
    for sample in samples(picture.on_disk(path), picture.duration, WATCHED_RATE):
        yield sample
        report(min(0.99, sample.time / picture.duration) if picture.duration else 0.0)


def _stored(output: outputs.Output, found: Iterator[KeptFrame | Seen]) -> _Found:
    """Writes the pictures as they come, so that none is kept in memory."""
    kept = _Found()
    for each in found:
        if isinstance(each, KeptFrame):
            key = keys.frame_image(output.video_id, output.run, round(each.since * 1000))
            get_store().put(key, each.jpeg(), "image/jpeg")
            kept.frames.append((each.since, key))
        else:
            kept.changes.append(_with_picture(output, each))
    kept.frames.sort()
    return kept


def _with_picture(output: outputs.Output, seen: Seen) -> Change:
    """The change with its picture: only what was pressed is shown as it was before."""
    if seen.change.pointer is None:
        return seen.change
    key = keys.before_image(output.video_id, output.run, round(seen.change.before * 1000))
    get_store().put(key, seen.before_jpeg(), "image/jpeg")
    return replace(seen.change, picture=key)


def _publish(output: outputs.Output, found: _Found, duration: float) -> None:
    video_id, ends = output.video_id, [since for since, _ in found.frames[1:]] + [duration]

    def replace_rows(work: UnitOfWork) -> None:
        before = delete(FrameText).where(FrameText.video_id == video_id).returning(FrameText.frame_key)
        outputs.retire(work, work.scalars(before))
        work.add_all(
            FrameText(
                video_id=video_id,
                timestamp=since,
                end=max(since, end),
                frame_key=key,
                changes=to_json(found.changes_of(number)),
            )
            for number, ((since, key), end) in enumerate(zip(found.frames, ends, strict=True))
        )

    outputs.publish(output, replace_rows)
