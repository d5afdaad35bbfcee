"""Stage `document`: writes the guide out of the text on screen."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, select

from app.db.models import DocumentStep, FrameText
from app.db.patience import persistent
from app.db.unit_of_work import transaction
from app.domain.documents.steps import Screen, Step, build_steps
from app.domain.documents.words_json import from_json
from app.media.pictures import fit_jpeg
from app.media.scratch import scratch_folder
from app.services.pipeline import source_media
from app.settings import settings
from app.storage import keys
from app.storage.s3 import get_store

_LONGEST = 1280


def run(video_id: UUID, report: Callable[[float], None]) -> None:
    """Replaces the video's steps; a recording without text gets none. Raises StageSkipped for sound only."""
    source_media.with_picture(video_id)
    steps = build_steps(_screens(video_id))
    images: list[str] = []
    with scratch_folder(Path(settings().scratch_dir)) as folder:
        for index, step in enumerate(steps):
            images.append(_stored_image(video_id, index, step, folder / "frame.jpg"))
            report((index + 1) / (len(steps) + 1))
    _replace(video_id, steps, images)
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


def _stored_image(video_id: UUID, index: int, step: Step, path: Path) -> str:
    """The step's frame under a name of its own, at the size it is shown."""
    store = get_store()
    store.download(step.picture, path)
    key = keys.step_image(video_id, index)
    store.put(key, fit_jpeg(path.read_bytes(), _LONGEST), "image/jpeg")
    return key


@persistent
def _replace(video_id: UUID, steps: list[Step], images: list[str]) -> None:
    with source_media.held(video_id) as work:
        work.execute(delete(DocumentStep).where(DocumentStep.video_id == video_id))
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
