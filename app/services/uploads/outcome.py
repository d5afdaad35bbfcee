"""What is known of a video's object: the only place that says its size, and whether it plays and is seekable."""

from typing import Any, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import ColumnElement, case, update

from app.db.models import Video
from app.db.unit_of_work import UnitOfWork
from app.domain.pipeline.states import Source
from app.media.clamd import Verdict


class Known(TypedDict, total=False):
    """Columns of the video; what is left out stays as it is. `size` is bytes, `duration` seconds, the rest pixels."""

    size: int | None
    playable: bool | ColumnElement[bool]
    seekable: bool | ColumnElement[bool]
    ended_early: bool
    s3_key: str
    mime_type: str
    duration: float
    width: int | None
    height: int | None
    media: dict[str, object]
    takes: list[dict[str, Any]] | None
    scan_verdict: str
    scan_detail: str | None


def record(work: UnitOfWork, video_id: UUID, *still: ColumnElement[bool], **known: Unpack[Known]) -> bool:
    """Writes down what was found out, where `still` holds of the video; returns whether it does.

    Asked to let a file play, it does so only for one that was scanned and is not infected: before, it is for nobody
    to see.
    """
    values: dict[str, Any] = dict(known)
    if "playable" in known:
        values["playable"] = _may_be_seen() & known["playable"]
    changed = update(Video).where(Video.id == video_id, *still).values(**values).returning(Video.id)
    return work.scalar(changed) is not None


def _may_be_seen() -> ColumnElement[bool]:
    unscanned = Video.scan_verdict.is_(None)
    return case((unscanned, Video.source != Source.FILE), else_=Video.scan_verdict != Verdict.INFECTED)
