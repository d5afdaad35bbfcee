"""A video's guide as files tell it: its steps as people have edited them, each with what there is to show."""

from app.db.models import Video
from app.db.unit_of_work import UnitOfWork
from app.domain.documents.editing.guide import Part
from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.exports.guide import MOST_STEPS, Guide, GuideStep, shown_prose, shown_text
from app.domain.documents.exports.headings import heading
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
    kind = Kind(source.kind) if source and source.kind else None
    label = _shown(source.label if source else None)
    title = _shown(step.title)
    return GuideStep(
        number=number,
        timestamp=step.timestamp,
        # What a person called it stays.
        title=title if Part.TITLE in step.edited else heading(title, kind, label),
        lines=() if step.is_markdown else shown_text(step.text),
        prose=shown_prose(step.text) if step.is_markdown else None,
        kind=kind,
        label=label,
        target=step.target,
        pointer=step.pointer,
        strength=source.strength if source else None,
        picture=row.image_key,
    )


def _shown(text: str | None) -> str:
    return readable(text or "") or ""
