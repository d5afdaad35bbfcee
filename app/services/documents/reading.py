"""Reads the document of a video: its steps and the text seen on screen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import ARRAY, Function, String, func, select, true

from app.db import standing, visible
from app.db.models import FrameText, Stage, Video
from app.db.unit_of_work import transaction
from app.domain.access import Action, Asker, Holder, holder_of
from app.domain.pipeline.states import StageState
from app.services.access import videos as access
from app.services.documents import shown
from app.services.documents.shown import ShownStep


@dataclass(frozen=True, slots=True)
class Guide:
    """The state of a document and its steps in order, as people have edited them.

    `holder` is for whom its pictures are.
    `unread` are the scripts that stood on its screens and that nobody here reads, by name.
    """

    state: StageState
    steps: list[ShownStep]
    holder: Holder | None
    unread: list[str]


def document(video_id: UUID, who: Asker) -> Guide:
    """What the recording wrote about itself. Raises VideoFlowError `not_found`, to a guest `gone` (404)."""
    query = (
        select(Video, standing.about(who), Stage.state, _unread_scripts(video_id))
        .join(Stage, (Stage.video_id == Video.id) & (Stage.name == "document"))
        .where(Video.id == video_id, visible.may(who, Action.SEE))
    )
    with transaction() as work:
        row = work.execute(query).one_or_none()
        if row is None:
            raise access.refusal(who, "video")
        video, found, state, unread = row
        steps = shown.steps(work, video_id)
        return Guide(StageState(state), steps, holder_of(who, standing.facts(video, who, found)), unread)


def _unread_scripts(video_id: UUID) -> Function[list[str]]:
    """One array: the names of scripts on the frames that were not read, each once."""
    place = func.jsonb_array_elements(FrameText.unread).table_valued("value").render_derived(name="place")
    script = place.c.value.op("->>")("script")
    named = select(script).select_from(FrameText).join(place, true()).where(FrameText.video_id == video_id)
    return func.array(named.distinct().order_by(script).scalar_subquery(), type_=ARRAY(String))


@dataclass(frozen=True, slots=True)
class TextOnScreen:
    """What could be read from `timestamp` to `end` (seconds)."""

    timestamp: float
    end: float
    text: str


def texts(video_id: UUID, who: Asker) -> list[TextOnScreen]:
    """Text on screen, by time; a text that stays is one entry. Raises VideoFlowError `not_found`, to a guest `gone`."""
    with transaction() as work:
        access.find(work, who, Action.SEE, video_id)
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
