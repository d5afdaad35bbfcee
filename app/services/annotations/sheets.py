"""Sheets of what was said, as rows (app/services/exports): a video has one of each language, for all who may save it.

1. Whoever asks gets the sheet there is, as long as it says what is said now; or hears how far it is.
2. Otherwise it is made: only this is counted. One that says something else goes.
3. There are frames of the video on it: it is for who may save the video, and its address asks that again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Select, delete, select
from sqlalchemy.dialects.postgresql import insert

from app import jobs
from app.db import standing, visible
from app.db.models import AnnotationSheet, Video
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.access import Action, Asker, Holder, holder_of
from app.domain.annotations.exports.sheet import Sheet
from app.domain.annotations.exports.sheet import sheet as made_of
from app.errors import VideoFlowError
from app.services.access import videos as access
from app.services.annotations import exported
from app.services.exports.rows import ACTIVE, Queue, let_go
from app.storage import keys

# It is made again in seconds.
_KEPT = timedelta(days=1)
# An address that was just given must not lead nowhere.
_LEAST_LEFT = timedelta(hours=6)
# For so long whoever looks on is told that it failed; who asks later has it tried again.
_TOLD = timedelta(seconds=30)

QUEUE = Queue(
    rows=AnnotationSheet,
    lock=7_305,
    # Each takes a core of those that make posters.
    at_once=2,
    key=lambda row, run: keys.annotation_sheet(row.video_id, run),
    send=lambda row_id: jobs.make_sheet(row_id),
    kept=lambda: _KEPT,
)


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A sheet, how far it is, and for whom addresses of it are made; `title` is the video's."""

    row: AnnotationSheet
    title: str
    holder: Holder | None


def ask(video_id: UUID, who: Asker, language: str, count: Callable[[], None]) -> SheetFile:
    """The sheet, or how far it is; `count` is called before one is made, and raises where that is too often.

    Raises VideoFlowError `not_found`, to a guest `gone` (404), `not_allowed` (403) for who may not save the video,
    `nothing_said` (409), and what `count` raises.
    """
    video, holder = _find(video_id, who)
    with transaction() as work:
        row = work.scalar(_mine(video_id, language))
    if row is not None and row.state in ACTIVE:
        # Whoever waits asks again and again: all that was said is not read for that.
        return SheetFile(row, video.title, holder)
    sheet = _sheet(video, who, language)
    if row is not None and _is_still_good(row, sheet):
        return SheetFile(row, video.title, holder)
    count()
    with transaction() as work:
        return SheetFile(_begin(work, sheet, video_id), video.title, holder)


def sheet_of(video: Video, who: Asker, language: str) -> Sheet:
    """All that is said about it, for somebody who may see it."""
    return made_of(video.title, video.created_at, language, exported.said(video.id, who))


def _find(video_id: UUID, who: Asker) -> tuple[Video, Holder | None]:
    query = select(Video, standing.about(who)).where(Video.id == video_id, visible.may(who, Action.DOWNLOAD))
    with transaction() as work:
        found = work.execute(query).one_or_none()
        if found is None:
            raise access.why_not(work, who, video_id)
    return found[0], holder_of(who, standing.facts(found[0], who, found[1]))


def _sheet(video: Video, who: Asker, language: str) -> Sheet:
    sheet = sheet_of(video, who, language)
    if not sheet.entries:
        raise VideoFlowError("nothing_said", "Nobody has said anything about this video.", 409)
    return sheet


def _mine(video_id: UUID, language: str) -> Select[AnnotationSheet]:
    return select(AnnotationSheet).where(AnnotationSheet.video_id == video_id, AnnotationSheet.language == language)


def _is_still_good(row: AnnotationSheet, sheet: Sheet) -> bool:
    now = datetime.now(UTC)
    if row.fingerprint != sheet.fingerprint:
        return False
    if row.state == "failed":
        return row.touched_at > now - _TOLD
    return row.expires_at is not None and row.expires_at > now + _LEAST_LEFT


def _begin(work: UnitOfWork, sheet: Sheet, video_id: UUID) -> AnnotationSheet:
    """A new row in place of the one before. Of two who ask at once, one begins it, and both have it."""
    mine = _mine(video_id, sheet.language)
    before = work.scalar(mine.with_for_update())
    if before is not None:
        if before.state in ACTIVE:
            return before
        let_go(work, before.s3_key)
        work.execute(delete(AnnotationSheet).where(AnnotationSheet.id == before.id))
    row_id = uuid4()
    row = {"id": row_id, "video_id": video_id, "language": sheet.language, "fingerprint": sheet.fingerprint}
    work.execute(insert(AnnotationSheet).values(row).on_conflict_do_nothing())
    found = work.scalars(mine).one()
    if found.id == row_id:
        jobs.make_sheet(row_id)
    return found


def ask_for_waiting() -> int:
    """Asks for sheets that wait, or whose worker was lost; returns how many messages were sent."""
    return QUEUE.ask_for_waiting()


def forget() -> int:
    """Drops the rows of sheets that are over, or that failed as long ago; returns how many."""
    return QUEUE.forget()
