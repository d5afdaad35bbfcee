"""Makes the pictures that edits of a guide need: another moment, or one in which something cannot be read any more.

Until a picture is there, readers see none: what was blurred is not shown for want of a worker. The unblurred one is
kept beside it, for the owner and for the next edit.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

import structlog
from sqlalchemy import CursorResult, func, select, update

from app import events, jobs, once
from app.db.models import FrameText, GuidePicture, Video
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain import times
from app.errors import StageSkipped
from app.media import process
from app.media.ffmpeg import still_args
from app.media.pictures import BadPicture, Region, blurred, fit_jpeg
from app.services.documents.shown import MOST_ATTEMPTS
from app.services.pipeline import outputs, source_media
from app.storage import keys
from app.storage.s3 import MissingObject, get_store

log = structlog.get_logger()

_LONGEST = 1280
_LIMITS = process.Limits(seconds=180)
_WAITED = timedelta(seconds=30)
_ASKED_AT_ONCE = 100
# Seconds: a kept frame is that of a moment which was chosen by it.
_SAME_MOMENT = 0.001


def run(video_id: UUID) -> None:
    """Makes what is missing. Safe to run twice, late, or beside itself: what another one has made stays."""
    try:
        for digest in _missing(video_id):
            _make(video_id, digest)
    except StageSkipped as reason:
        log.info("no pictures made", video_id=str(video_id), reason=str(reason))


def ask_for_waiting() -> int:
    """Asks for pictures that wait; returns for how many videos."""
    waiting = GuidePicture.shown_key.is_(None), GuidePicture.attempts < MOST_ATTEMPTS
    query = select(GuidePicture.video_id).where(*waiting, GuidePicture.created_at < func.now() - _WAITED)
    with transaction() as work:
        ids = set(work.scalars(query.order_by(GuidePicture.created_at).limit(_ASKED_AT_ONCE)))
    asked = once.may_ask_for([(f"retouch:{video_id}", times.FAIR_TIME) for video_id in ids], _ASKED_AT_ONCE)
    for what in asked:
        jobs.retouch_guide(UUID(what.removeprefix("retouch:")))
    return len(asked)


def _missing(video_id: UUID) -> Sequence[str]:
    waiting = GuidePicture.shown_key.is_(None), GuidePicture.attempts < MOST_ATTEMPTS
    query = select(GuidePicture.digest).where(GuidePicture.video_id == video_id, *waiting)
    with transaction() as work:
        return work.scalars(query.order_by(GuidePicture.created_at, GuidePicture.digest)).all()


def _make(video_id: UUID, digest: str) -> None:
    mine = GuidePicture.video_id == video_id, GuidePicture.digest == digest
    with transaction() as work:
        # Counted first: one that kills the worker is tried no more than others.
        tried = update(GuidePicture).where(*mine, GuidePicture.shown_key.is_(None))
        row = work.scalar(tried.values(attempts=GuidePicture.attempts + 1).returning(GuidePicture))
        source = _source(work, row) if row is not None else None
    if row is None:
        return
    try:
        plain = _plain(video_id, source, row.moment)
        shown = blurred(plain, cast(list[Region], row.blurs)) if row.blurs else plain
    except (MissingObject, BadPicture, process.ProcessFailed) as error:
        log.warning("picture of a step not made", video_id=str(video_id), error=str(error))
        return
    with outputs.making(video_id, keys.RETOUCHED) as output:
        _publish(output, digest, shown, plain if row.blurs else None)


def _source(work: UnitOfWork, row: GuidePicture) -> str | None:
    """An image that shows it; None where it has to be taken from the video."""
    if row.source_key is not None or row.moment is None:
        return row.source_key
    near = func.abs(FrameText.timestamp - row.moment) < _SAME_MOMENT
    return work.scalar(select(FrameText.frame_key).where(FrameText.video_id == row.video_id, near).limit(1))


def _plain(video_id: UUID, source: str | None, moment: float | None) -> bytes:
    """The JPEG without anything done to it. Raises MissingObject, BadPicture, ProcessFailed."""
    if source is not None:
        return fit_jpeg(get_store().get(source), _LONGEST)
    picture = source_media.with_picture(video_id)
    # The last frame begins before the end.
    at = min(moment or 0.0, max(0.0, picture.duration - 0.1))
    with source_media.downloaded(picture.s3_key) as path:
        return fit_jpeg(process.run(still_args(picture.on_disk(path), at, _LONGEST), _LIMITS), _LONGEST)


def _publish(output: outputs.Output, digest: str, shown: bytes, plain: bytes | None) -> None:
    """Stores the picture, and the one without blurs where it has some."""
    shown_key = keys.retouched(output.video_id, output.run)
    plain_key = keys.unretouched(output.video_id, output.run) if plain is not None else None
    get_store().put(shown_key, shown, "image/jpeg")
    if plain is not None and plain_key is not None:
        get_store().put(plain_key, plain, "image/jpeg")

    def make_it_the_steps(work: UnitOfWork) -> None:
        mine = GuidePicture.video_id == output.video_id, GuidePicture.digest == digest
        made = update(GuidePicture).where(*mine, GuidePicture.shown_key.is_(None))
        done = work.execute(made.values(shown_key=shown_key, plain_key=plain_key))
        if cast(CursorResult[Any], done).rowcount == 0:
            # Nobody wants it any more, or somebody was quicker.
            outputs.retire(work, [shown_key])
            return
        video = work.get_one(Video, output.video_id)
        events.video_changed(video.id, video.owner_id)
        jobs.index_video(video.id)

    outputs.publish(output, make_it_the_steps)
