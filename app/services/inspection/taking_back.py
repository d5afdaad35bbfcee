"""Takes back what was made of a recording before the scanner found something in it."""

from uuid import UUID

from sqlalchemy import delete, func, update

from app.db.models import (
    DocumentExport,
    DocumentStep,
    EditedGuide,
    FrameText,
    GuideEdit,
    GuidePicture,
    Stage,
    Video,
)
from app.db.unit_of_work import UnitOfWork
from app.domain.pipeline.states import ENDED, StageState

_SCANS = ("scan", "vet")


def take_back(work: UnitOfWork, video_id: UUID) -> None:
    """Leaves a condemned video nothing to show, and nothing to do, in the transaction that condemns it.

    Its objects are removed by whoever condemned it, and again by each stage that was still making some: from now on
    `outputs.held` lets none of them publish.
    """
    beside = update(Video).where(Video.id == video_id).values(delivered_run_id=None, storyboard=None, preview_key=None)
    work.execute(beside.values(poster_key=None, first_still_key=None, download_key=None))
    for table in (DocumentStep, FrameText, EditedGuide, GuideEdit, GuidePicture, DocumentExport):
        work.execute(delete(table).where(table.video_id == video_id))
    open_still = Stage.video_id == video_id, Stage.state.not_in(ENDED), Stage.name.not_in(_SCANS)
    ended = {"state": StageState.SKIPPED, "error_code": "not_run", "error_message": "the scanner found something"}
    work.execute(update(Stage).where(*open_still).values(**ended, updated_at=func.now(), ended_at=func.now()))
