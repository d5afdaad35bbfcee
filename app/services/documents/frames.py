"""Stage `frames`: keeps the frames of a recording on which something readable has changed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete

from app.db.models import FrameText
from app.db.unit_of_work import UnitOfWork
from app.errors import VideoFlowError
from app.ocr.frames import KeptFrame, Sample, samples, worth_reading
from app.services.pipeline import outputs, source_media
from app.storage import keys
from app.storage.s3 import get_store


def run(video_id: UUID, report: Callable[[float], None]) -> None:
    """Stores the kept frames and replaces their rows, still without text.

    Raises StageSkipped for a recording of sound only; VideoFlowError `no_frames`, for good, where a
    picture is announced and none can be decoded.
    """
    picture = source_media.with_picture(video_id)
    with outputs.making(video_id, keys.FRAMES) as output:
        with source_media.downloaded(picture.s3_key) as path:
            kept = [_stored(output, frame) for frame in worth_reading(_sampled(path, picture, report))]
        if not kept:
            raise VideoFlowError("no_frames", "No picture of the recording can be shown.", http_status=422)
        _publish(output, kept, picture.duration)
    report(1.0)


def _sampled(path: Path, picture: source_media.Picture, report: Callable[[float], None]) -> Iterator[Sample]:
    for sample in samples(picture.on_disk(path), picture.duration):
        yield sample
        report(min(0.99, sample.time / picture.duration) if picture.duration else 0.0)


def _stored(output: outputs.Output, frame: KeptFrame) -> tuple[float, str]:
    key = keys.frame_image(output.video_id, output.run, round(frame.since * 1000))
    get_store().put(key, frame.jpeg(), "image/jpeg")
    return frame.since, key


def _publish(output: outputs.Output, kept: list[tuple[float, str]], duration: float) -> None:
    video_id, ends = output.video_id, [since for since, _ in kept[1:]] + [duration]

    def replace(work: UnitOfWork) -> None:
        before = delete(FrameText).where(FrameText.video_id == video_id).returning(FrameText.frame_key)
        outputs.retire(work, work.scalars(before))
        work.add_all(
            FrameText(video_id=video_id, timestamp=since, end=max(since, end), frame_key=key)
            for (since, key), end in zip(kept, ends, strict=True)
        )

    outputs.publish(output, replace)
