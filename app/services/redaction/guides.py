"""What people made of a guide, while something in its video is covered: their words stay, without the secrets.

1. With the new recording: secrets go from the guide as it stands, from the name that it gave the video, and from what
   was told of pressed elements; versions
   before it, which say them, go; and so do pictures that were made of what was recorded.
2. Steps whose picture was one of those get the same moment of the new recording.
3. Once that was read again: the pictures that the guide needs are made of it.
"""

import re
from dataclasses import replace
from uuid import UUID

from sqlalchemy import delete, select

from app.db.models import EditedGuide, GuideEdit, GuidePicture, RecordingMark, Video
from app.db.unit_of_work import UnitOfWork
from app.domain.documents.editing.guide import Guide, GuideStep
from app.domain.documents.editing.pictures import wish
from app.domain.documents.editing.stored import guide_from_json, guide_to_json
from app.domain.redaction.scrubbing import scrubbed
from app.services.documents import editions
from app.services.pipeline import outputs


def scrub(work: UnitOfWork, video: Video, found: re.Pattern[str] | None) -> None:
    """Steps 1 and 2."""
    pictures = delete(GuidePicture).where(GuidePicture.video_id == video.id)
    gone = work.execute(pictures.returning(GuidePicture.shown_key, GuidePicture.plain_key)).all()
    outputs.retire(work, [key for row in gone for key in row])
    work.execute(delete(GuideEdit).where(GuideEdit.video_id == video.id))
    row = work.get(EditedGuide, video.id)
    if row is not None:
        guide = guide_from_json(scrubbed(row.steps, found) if found else row.steps)
        row.steps = guide_to_json(Guide(tuple(_of_the_moment(step) for step in guide.steps)))
    if found:
        video.title = scrubbed(video.title, found) if video.title_is_ours else video.title
        for mark in work.scalars(select(RecordingMark).where(RecordingMark.video_id == video.id)):
            mark.name, mark.within, mark.note = (scrubbed(each, found) for each in (mark.name, mark.within, mark.note))


def want_pictures(work: UnitOfWork, video_id: UUID) -> None:
    """Step 3."""
    if work.get(EditedGuide, video_id) is not None:
        editions.want_pictures(work, video_id, editions.current(work, video_id).guide)


def _of_the_moment(step: GuideStep) -> GuideStep:
    """The step with a picture that can be made again."""
    wanted = wish(step)
    return replace(step, moment=step.timestamp) if wanted is not None and wanted.moment is None else step
