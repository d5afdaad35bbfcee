"""Reads the document of a video: its steps and the text seen on screen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from app.db import visible
from app.db.models import DocumentStep, FrameText, Stage, Video
from app.db.unit_of_work import transaction
from app.domain.access import Action, Caller
from app.domain.pipeline.states import StageState
from app.errors import not_found
from app.services.access import videos as access


def document(video_id: UUID, caller: Caller) -> tuple[StageState, list[DocumentStep]]:
    """The state of the document and its steps in order. Raises `not_found` (404)."""
    with transaction() as work:
        state = work.scalar(
            select(Stage.state)
            .join(Video, Video.id == Stage.video_id)
            .where(Stage.video_id == video_id, Stage.name == "document", visible.may(caller, Action.SEE))
        )
        if state is None:
            raise not_found("video")
        steps = work.scalars(select(DocumentStep).where(DocumentStep.video_id == video_id).order_by(DocumentStep.index))
        return StageState(state), list(steps)


@dataclass(frozen=True, slots=True)
class TextOnScreen:
    """What could be read from `timestamp` to `end` (seconds)."""

    timestamp: float
    end: float
    text: str


def texts(video_id: UUID, caller: Caller) -> list[TextOnScreen]:
    """Text on screen, by time; a text that stays is one entry. Raises `not_found` (404)."""
    with transaction() as work:
        access.find(work, caller, Action.SEE, video_id)
        rows = work.scalars(
            select(FrameText).where(FrameText.video_id == video_id, FrameText.text != "").order_by(FrameText.timestamp)
        )
        return _merged(TextOnScreen(row.timestamp, row.end, row.text) for row in rows)


def _merged(entries: Iterable[TextOnScreen]) -> list[TextOnScreen]:
    """Frames are kept for other reasons than new text, so neighbours may say the same."""
    merged: list[TextOnScreen] = []
    for entry in entries:
        if merged and merged[-1].text == entry.text:
            merged[-1] = replace(merged[-1], end=entry.end)
        else:
            merged.append(entry)
    return merged
