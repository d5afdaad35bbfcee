"""Stage `document`: writes the guide out of the text on screen."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, select

from app import jobs
from app.db.models import DocumentStep, FrameText
from app.db.patience import persistent
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.documents.steps import Screen, Step, build_steps
from app.domain.documents.words_json import from_json
from app.media.pictures import fit_jpeg
from app.media.scratch import scratch_folder
from app.services.pipeline import outputs, source_media
from app.settings import settings
from app.storage import keys
from app.storage.s3 import get_store

_LONGEST = 1280


def run(video_id: UUID, report: Callable[[float], None]) -> None:
    """Replaces the video's steps; a recording without text gets none. Raises StageSkipped for sound only."""
    source_media.with_picture(video_id)
    steps = build_steps(_screens(video_id))
    with outputs.making(video_id, keys.STEPS) as output:
        images = _stored_images(output, steps, report)
        _publish(output, steps, images)
    jobs.index_video(video_id)
    report(1.0)


@persistent
def _screens(video_id: UUID) -> list[Screen]:
    query = (
        select(FrameText.timestamp, FrameText.end, FrameText.words, FrameText.frame_key)
        .where(FrameText.video_id == video_id)
        .order_by(FrameText.timestamp)
    )
    with transaction() as work:
        rows = work.execute(query).all()
    return [Screen(start, end, tuple(from_json(words or [])), key) for start, end, words, key in rows]


def _stored_images(output: outputs.Output, steps: list[Step], report: Callable[[float], None]) -> list[str]:
    """The steps' frames under names of their own, at the size they are shown."""
    store, images = get_store(), []
    with scratch_folder(Path(settings().scratch_dir)) as folder:
        path = folder / "frame.jpg"
        for index, step in enumerate(steps):
            store.download(step.picture, path)
            images.append(keys.step_image(output.video_id, output.run, index))
            store.put(images[-1], fit_jpeg(path.read_bytes(), _LONGEST), "image/jpeg")
            report((index + 1) / (len(steps) + 1))
    return images


def _publish(output: outputs.Output, steps: list[Step], images: list[str]) -> None:
    video_id = output.video_id

    def replace(work: UnitOfWork) -> None:
        before = delete(DocumentStep).where(DocumentStep.video_id == video_id).returning(DocumentStep.image_key)
        outputs.retire(work, work.scalars(before))
        work.add_all(
            DocumentStep(
                video_id=video_id,
                index=index,
                timestamp=step.timestamp,
                title=step.title,
                text=step.text,
                image_key=key,
            )
            for index, (step, key) in enumerate(zip(steps, images, strict=True))
        )

    outputs.publish(output, replace)
