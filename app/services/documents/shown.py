"""A guide as readers see it: what the reading wrote, or what people made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.db.models import EditedGuide, GuidePicture
from app.db.unit_of_work import UnitOfWork
from app.domain.documents.editing.guide import GuideStep, MachineStep, unedited
from app.domain.documents.editing.pictures import wish
from app.domain.documents.editing.stored import guide_from_json
from app.services.documents.editions import machine_steps

Pictures = Mapping[str, GuidePicture]

# So often it is tried to make a picture.
MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step with the key of the picture that is shown; None while there is none (yet, where it `is_making`).

    `step_id` is the reading's row, where nobody has edited the guide.
    """

    index: int
    step: GuideStep
    image_key: str | None
    is_making: bool = False
    step_id: UUID | None = None

    @property
    def source(self) -> MachineStep | None:
        """What it follows."""
        return self.step.source


def steps(work: UnitOfWork, video_id: UUID) -> list[ShownStep]:
    """The guide of a video, in its order, without what is hidden."""
    row = work.get(EditedGuide, video_id)
    if row is None:
        written = [unedited(each) for each in machine_steps(work, video_id)]
        return [ShownStep(index, step, step.picture, step_id=step.id) for index, step in enumerate(written)]
    made = pictures(work, video_id)
    shown = enumerate(guide_from_json(row.steps).shown)
    return [ShownStep(index, step, image_key(step, made), is_making(step, made)) for index, step in shown]


def pictures(work: UnitOfWork, video_id: UUID) -> dict[str, GuidePicture]:
    """The pictures that are made for edited steps, by what they are known by."""
    rows = work.scalars(select(GuidePicture).where(GuidePicture.video_id == video_id))
    return {row.digest: row for row in rows}


def image_key(step: GuideStep, made: Pictures) -> str | None:
    """What is shown: never a picture without the blurs that it is to have."""
    wanted = wish(step)
    if wanted is None:
        return step.picture
    row = made.get(wanted.digest)
    return row.shown_key if row else None


def is_making(step: GuideStep, made: Pictures) -> bool:
    """Whether its picture is still to come."""
    wanted = wish(step)
    row = made.get(wanted.digest) if wanted else None
    return row is not None and row.shown_key is None and row.attempts < MOST_ATTEMPTS
