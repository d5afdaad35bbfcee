"""Guides as files, as rows (app/services/exports): a video has one of each format and language, for all who save it.

1. Whoever asks gets the file there is, as long as it says what the guide says now; or hears how far it is.
2. Otherwise it is made: only this is counted. A file of another guide goes, and so does an attempt at one.
3. Its address is signed for whom it is given to, and asks the rule again each time it is used.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Select, delete, select
from sqlalchemy.dialects.postgresql import insert

from app import jobs
from app.db import standing, visible
from app.db.models import DocumentExport, Video
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.access import Action, Asker, Holder, holder_of
from app.domain.documents.exports.formats import KINDS, Format
from app.domain.documents.exports.guide import Guide
from app.errors import VideoFlowError
from app.services.access import videos as access
from app.services.documents import guides
from app.services.exports.rows import ACTIVE, Queue, let_go
from app.storage import keys

# It is made again in seconds.
_KEPT = timedelta(days=1)
# An address that was just given must not lead nowhere.
_LEAST_LEFT = timedelta(hours=6)
# For so long whoever looks on is told that it failed; who asks later has it tried again.
_TOLD = timedelta(seconds=30)

QUEUE = Queue(
    rows=DocumentExport,
    lock=7_304,
    # Each takes a thread of the workers that do everything else, too, and some of a core.
    at_once=2,
    key=lambda export, run: keys.guide_file(export.video_id, run, KINDS[Format(export.format)].extension),
    send=lambda export_id: jobs.export_guide(export_id),
    kept=lambda: _KEPT,
)


@dataclass(frozen=True, slots=True)
class GuideFile:
    """A guide's file, how far it is, and for whom addresses of it are made; `title` is the video's."""

    row: DocumentExport
    title: str
    holder: Holder | None


def ask(video_id: UUID, who: Asker, format: Format, language: str, count: Callable[[], None]) -> GuideFile:
    """The file, or how far it is; `count` is called before one is made, and raises where that is too often.

    Raises VideoFlowError `not_found`, to a guest `gone` (404), `not_allowed` (403) for who may not save the video,
    `no_guide` (409) where there are no steps, and what `count` raises.
    """
    with transaction() as work:
        video, holder = _find(work, video_id, who)
        row = work.scalar(_mine(video_id, format, language))
        guide = None if row is not None and row.state in ACTIVE else _guide(work, video, language)
        if row is not None and (guide is None or _is_still_good(row, guide)):
            return GuideFile(row, video.title, holder)
    count()
    with transaction() as work:
        video, holder = _find(work, video_id, who)
        row = _begin(work, _guide(work, video, language), video_id, format)
        return GuideFile(row, video.title, holder)


def _find(work: UnitOfWork, video_id: UUID, who: Asker) -> tuple[Video, Holder | None]:
    query = select(Video, standing.about(who)).where(Video.id == video_id, visible.may(who, Action.DOWNLOAD))
    found = work.execute(query).one_or_none()
    if found is None:
        raise access.why_not(work, who, video_id)
    return found[0], holder_of(who, standing.facts(found[0], who, found[1]))


def _guide(work: UnitOfWork, video: Video, language: str) -> Guide:
    guide = guides.read(work, video, language)
    if not guide.steps:
        raise VideoFlowError("no_guide", "This recording has no guide that could be saved.", 409)
    return guide


def _mine(video_id: UUID, format: Format, language: str) -> Select[DocumentExport]:
    return select(DocumentExport).where(
        DocumentExport.video_id == video_id, DocumentExport.format == format, DocumentExport.language == language
    )


def _is_still_good(row: DocumentExport, guide: Guide) -> bool:
    now = datetime.now(UTC)
    if row.fingerprint != guide.fingerprint:
        return False
    if row.state == "failed":
        return row.touched_at > now - _TOLD
    return row.expires_at is not None and row.expires_at > now + _LEAST_LEFT


def _begin(work: UnitOfWork, guide: Guide, video_id: UUID, format: Format) -> DocumentExport:
    """A new row in place of the one before. Of two who ask at once, one begins it, and both have it."""
    mine = _mine(video_id, format, guide.language)
    before = work.scalar(mine.with_for_update())
    if before is not None:
        if before.state in ACTIVE:
            return before
        let_go(work, before.s3_key)
        work.execute(delete(DocumentExport).where(DocumentExport.id == before.id))
    export_id = uuid4()
    row = {"id": export_id, "video_id": video_id, "format": format, "language": guide.language}
    work.execute(insert(DocumentExport).values(row | {"fingerprint": guide.fingerprint}).on_conflict_do_nothing())
    found = work.scalars(mine).one()
    if found.id == export_id:
        jobs.export_guide(export_id)
    return found


def ask_for_waiting() -> int:
    """Asks for exports that wait, or whose worker was lost; returns how many messages were sent."""
    return QUEUE.ask_for_waiting()


def forget() -> int:
    """Drops the rows of exports that are over, or that failed as long ago; returns how many."""
    return QUEUE.forget()
