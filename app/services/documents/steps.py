"""Stage `document`: writes the guide out of what changed on the screen, and of the text on it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from uuid import UUID, uuid4

from sqlalchemy import delete, select, update

from app import jobs
from app.db.models import DocumentStep, FrameText, Video
from app.db.patience import persistent
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.documents.evidence.changes import Change, box_to_json
from app.domain.documents.evidence.changes import from_json as changes_from_json
from app.domain.documents.naming import name_of
from app.domain.documents.steps import Screen, Step, build_steps
from app.domain.documents.words_json import from_json
from app.media.pictures import fit_jpeg
from app.services.documents import editions, marks
from app.services.pipeline import outputs, source_media
from app.storage import keys
from app.storage.s3 import get_store

_LONGEST = 1280
# Pictures that are fetched, made and stored at the same time: most of it is waiting for the store.
_AT_ONCE = 4


def run(video_id: UUID, report: Callable[[float], None]) -> None:
    """Replaces the video's steps; a recording without text gets none. Raises StageSkipped for sound only."""
    picture = source_media.with_picture(video_id)
    screens, changes = _found(video_id)
    steps = build_steps(screens, changes, picture.width / picture.height, marks.told(video_id))
    with outputs.making(video_id, keys.STEPS) as output:
        images = _stored_images(output, steps, report)
        _publish(output, steps, images)
    jobs.index_video(video_id)
    report(1.0)


@persistent
def _found(video_id: UUID) -> tuple[list[Screen], list[Change]]:
    query = (
        select(FrameText.timestamp, FrameText.end, FrameText.words, FrameText.frame_key, FrameText.changes)
        .where(FrameText.video_id == video_id)
        .order_by(FrameText.timestamp, FrameText.id)
    )
    with transaction() as work:
        rows = work.execute(query).all()
    screens = [Screen(start, end, tuple(from_json(words or [])), key) for start, end, words, key, _ in rows]
    changes = [change for *_, stored in rows for change in changes_from_json(stored or [])]
    return screens, sorted(changes, key=lambda change: change.start)


def _stored_images(output: outputs.Output, steps: list[Step], report: Callable[[float], None]) -> list[str]:
    """The steps' frames under names of their own, at the size they are shown."""
    names = [keys.step_image(output.video_id, output.run, index) for index in range(len(steps))]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        stored = [
            pool.submit(copy_context().run, _store_image, step, name) for step, name in zip(steps, names, strict=True)
        ]
        for number, each in enumerate(stored, start=1):
            each.result()
            report(number / (len(steps) + 1))
    return names


def _store_image(step: Step, name: str) -> None:
    store = get_store()
    store.put(name, fit_jpeg(store.get(step.picture), _LONGEST), "image/jpeg")


def _publish(output: outputs.Output, steps: list[Step], images: list[str]) -> None:
    video_id = output.video_id

    def replace(work: UnitOfWork) -> None:
        before = delete(DocumentStep).where(DocumentStep.video_id == video_id).returning(DocumentStep.image_key)
        outputs.retire(work, work.scalars(before))
        rows = [_row(video_id, index, step, key) for index, (step, key) in enumerate(zip(steps, images, strict=True))]
        work.add_all(rows)
        if not editions.reread(work, video_id, [editions.as_machine_step(row) for row in rows]):
            _name(work, video_id, steps)

    outputs.publish(output, replace)


def _name(work: UnitOfWork, video_id: UUID, steps: list[Step]) -> None:
    name = name_of(steps)
    if name:
        unnamed = update(Video).where(Video.id == video_id, Video.title_is_ours)
        work.execute(unnamed.values(title=name))


def _row(video_id: UUID, index: int, step: Step, key: str) -> DocumentStep:
    return DocumentStep(
        id=uuid4(),
        video_id=video_id,
        index=index,
        timestamp=step.timestamp,
        title=step.title,
        text=step.text,
        image_key=key,
        kind=step.kind,
        label=step.label,
        target=box_to_json(step.target),
        pointer=[round(step.pointer.x, 4), round(step.pointer.y, 4)] if step.pointer else None,
        strength=step.strength,
    )
