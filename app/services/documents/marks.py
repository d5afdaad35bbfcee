"""What is told while recording: kept until the guide is written, and as long as the video."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from app.db.models import RecordingMark, Upload, Video
from app.db.patience import persistent
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.access import Action, Caller
from app.domain.documents.evidence.changes import box_to_json
from app.domain.documents.evidence.marks import GRACE, MOST_MARKS, SLACK, Mark, MarkKind
from app.domain.documents.words import Box
from app.domain.uploads.states import UploadState
from app.errors import VideoFlowError
from app.services.access import videos as access
from app.settings import settings


def add(video_id: UUID, caller: Caller, marks: Sequence[tuple[UUID, Mark]]) -> int:
    """Keeps marks, each with its teller's id; returns how many were new. All of them, or none.

    Taken while the recording runs, and for GRACE seconds more. Raises VideoFlowError: `not_found` (404), `not_allowed`
    (403), `aborted` (409), `already_finished` (409), `outside_video` (400), `too_many_marks` (409).
    """
    with transaction() as work:
        # Held, so that two batches at once are counted one after the other.
        video = access.find(work, caller, Action.RECORD, video_id, hold=True)
        _require_open(work, video_id)
        _require_inside(video, marks)
        new = insert(RecordingMark).values([_row(video_id, mark_id, mark) for mark_id, mark in marks])
        added = len(work.scalars(new.on_conflict_do_nothing().returning(RecordingMark.id)).all())
        count = select(func.count()).select_from(RecordingMark).where(RecordingMark.video_id == video_id)
        if (work.scalar(count) or 0) > MOST_MARKS:
            raise VideoFlowError(
                "too_many_marks", f"A recording has at most {MOST_MARKS} marks.", 409, details={"most": MOST_MARKS}
            )
    return added


@persistent
def told(video_id: UUID) -> list[Mark]:
    """What was told of a recording, by time."""
    query = select(RecordingMark).where(RecordingMark.video_id == video_id)
    with transaction() as work:
        rows = work.scalars(query.order_by(RecordingMark.at, RecordingMark.id)).all()
    return [_mark(row) for row in rows]


def _require_open(work: UnitOfWork, video_id: UUID) -> None:
    uploads = work.execute(select(Upload.state, Upload.touched_at).where(Upload.video_id == video_id)).all()
    states = {upload.state for upload in uploads}
    if UploadState.OPEN in states:
        return
    if states <= {UploadState.ABORTED}:
        raise VideoFlowError("aborted", "This recording was thrown away.", 409)
    last = max(upload.touched_at for upload in uploads)
    if datetime.now(UTC) - last > timedelta(seconds=GRACE):
        raise VideoFlowError("already_finished", "This recording was finished.", 409)


def _require_inside(video: Video, marks: Sequence[tuple[UUID, Mark]]) -> None:
    # Of one that is still recorded nobody knows the end, but that it may not be longer than any.
    length = settings().max_video_seconds if video.duration is None else video.duration
    if max(mark.at for _, mark in marks) > length + SLACK:
        words = "The video is over before that moment."
        raise VideoFlowError("outside_video", words, 400, details={"duration": length})


def _row(video_id: UUID, mark_id: UUID, mark: Mark) -> dict[str, object]:
    return {
        "video_id": video_id,
        "id": mark_id,
        "at": mark.at,
        "kind": mark.kind.value,
        "role": mark.role,
        "name": mark.name,
        "within": mark.within,
        "is_on": mark.is_on,
        "box": box_to_json(mark.box),
        "note": mark.note,
    }


def _mark(row: RecordingMark) -> Mark:
    box = Box(*row.box) if row.box else None
    return Mark(row.at, MarkKind(row.kind), row.role, row.name, row.within, row.is_on, box, row.note)
