"""A video's guide as files tell it: its steps as people have edited them, each with what there is to show."""

from app.db.models import Video
from app.db.unit_of_work import UnitOfWork
from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.exports.guide import MOST_STEPS, Guide, GuideStep, shown_prose, shown_text
from app.domain.labels import readable
from app.services.documents import shown
from app.services.documents.shown import ShownStep


def read(work: UnitOfWork, video: Video, language: str) -> Guide:
    """The guide, told in a language as far as words are ours; without steps where there is none."""
    rows = shown.steps(work, video.id)
    steps = tuple(_step(number, row) for number, row in enumerate(rows[:MOST_STEPS], 1))
    title = readable(video.title) or ""
    return Guide(title, video.created_at, video.duration, language, steps, left_out=len(rows) - len(steps))


def _step(number: int, row: ShownStep) -> GuideStep:
    step, source = row.step, row.source
    return GuideStep(
        number=number,
        timestamp=step.timestamp,
        title=readable(step.title) or "",
        lines=() if step.is_markdown else shown_text(step.text),
        prose=shown_prose(step.text) if step.is_markdown else None,
        kind=Kind(source.kind) if source and source.kind else None,
        label=readable((source.label if source else None) or "") or "",
        target=step.target,
        pointer=step.pointer,
        strength=source.strength if source else None,
        picture=row.image_key,
    )
