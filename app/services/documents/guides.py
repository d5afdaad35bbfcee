"""A video's guide as files tell it: its steps, each with what there is to show."""

from dataclasses import replace

from sqlalchemy import func, select

from app.db.models import DocumentStep, Video
from app.db.unit_of_work import UnitOfWork
from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.exports.guide import MOST_STEPS, Guide, GuideStep, shown_text
from app.domain.documents.words import Box
from app.domain.labels import readable


def read(work: UnitOfWork, video: Video, language: str) -> Guide:
    """The guide, told in a language as far as words are ours; without steps where there is none."""
    mine = DocumentStep.video_id == video.id
    rows = work.scalars(select(DocumentStep).where(mine).order_by(DocumentStep.index).limit(MOST_STEPS)).all()
    count = len(rows)
    if count == MOST_STEPS:
        count = work.scalar(select(func.count()).select_from(DocumentStep).where(mine)) or 0
    steps = tuple(_step(number, row) for number, row in enumerate(rows, 1))
    guide = Guide(readable(video.title) or "", video.created_at, video.duration, language, steps)
    return replace(guide, left_out=count - len(steps))


def _step(number: int, row: DocumentStep) -> GuideStep:
    return GuideStep(
        number=number,
        timestamp=row.timestamp,
        title=readable(row.title) or "",
        lines=shown_text(row.text),
        kind=Kind(row.kind) if row.kind else None,
        label=readable(row.label or "") or "",
        target=Box(*row.target) if row.target else None,
        pointer=(row.pointer[0], row.pointer[1]) if row.pointer else None,
        strength=row.strength,
        picture=row.image_key,
    )
