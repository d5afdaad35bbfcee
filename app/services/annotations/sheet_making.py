"""Makes a sheet of what was said: takes the frames out of the video one after the other, and writes it beside them."""

from pathlib import Path
from uuid import UUID

import structlog
from sqlalchemy import select, update

from app import pulse
from app.db.models import AnnotationSheet, Video
from app.db.unit_of_work import transaction
from app.domain.access import Caller
from app.domain.annotations.exports.sheet import Sheet
from app.errors import StageSkipped
from app.media import process
from app.media.ffmpeg import still_args
from app.media.guides import sheet as paper
from app.media.guides.marked import Shown
from app.media.pictures import BadPicture, decode_colour
from app.media.scratch import scratch_folder
from app.services.annotations import sheets
from app.services.exports import attempts
from app.services.exports.rows import Claim
from app.services.pipeline import source_media
from app.services.pipeline.source_media import Picture
from app.settings import settings
from app.storage.s3 import get_store

log = structlog.get_logger()

_LONGEST = 1280
_LIMITS = process.Limits(seconds=180)
# Of the whole, so much is taking the frames.
_FRAMES_SHARE = 0.9
# The last frame begins before the end.
_BEFORE_END = 0.1


def run(row_id: UUID) -> None:
    """Makes it, unless somebody does, and asks for the next one. Safe to run twice, late, or beside itself.

    Raises what an attempt raised whose fault was not the object store's.
    """
    attempts.run(sheets.QUEUE, row_id, _store)


def _store(mine: Claim, sign: pulse.Pulse) -> int:
    """Returns how many bytes the file has. Raises StorageError; StageSkipped where it is nobody's any more."""
    video, sheet = _asked_for(mine.id)
    with scratch_folder(Path(settings().scratch_dir)) as folder:
        frames = _frames(video.id, sheet, folder, sign)
        path = folder / "sheet.pdf"
        paper.write(sheet, frames, path)
        get_store().upload_file(mine.key, path, "application/pdf")
        return path.stat().st_size


def _asked_for(row_id: UUID) -> tuple[Video, Sheet]:
    """What to write: what is said now, whatever it was when somebody asked. All who may see the video see all of it."""
    query = select(AnnotationSheet, Video).join(Video, Video.id == AnnotationSheet.video_id)
    with transaction() as work:
        found = work.execute(query.where(AnnotationSheet.id == row_id, Video.deleted_at.is_(None))).one_or_none()
    if found is None:
        raise StageSkipped("The video is gone.")
    row, video = found
    sheet = sheets.sheet_of(video, Caller(video.owner_id), row.language)
    with transaction() as work:
        as_it_is = update(AnnotationSheet).where(AnnotationSheet.id == row_id)
        work.execute(as_it_is.values(fingerprint=sheet.fingerprint))
    return video, sheet


def _frames(video_id: UUID, sheet: Sheet, folder: Path, sign: pulse.Pulse) -> dict[int, Shown]:
    """By the ids of what begins a thread; of a recording without a picture there are none."""
    found = source_media.picture_or_sound(video_id)
    if not isinstance(found, Picture):
        return {}
    frames: dict[int, Shown] = {}
    with source_media.downloaded(found.s3_key) as source:
        for number, (root, _) in enumerate(sheet.entries, 1):
            at = min(root.timestamp, max(0.0, found.duration - _BEFORE_END))
            if frame := _frame(found, source, at, folder / f"{root.id}.jpg"):
                frames[root.id] = frame
            sign.report(_FRAMES_SHARE * number / len(sheet.entries))
    return frames


def _frame(picture: Picture, source: Path, at: float, target: Path) -> Shown | None:
    try:
        data = process.run(still_args(picture.on_disk(source), at, _LONGEST), _LIMITS)
        height, width = decode_colour(data).shape[:2]
    except (process.ProcessFailed, BadPicture) as error:
        log.warning("frame left out", at=at, error=str(error))
        return None
    target.write_bytes(data)
    return Shown(target, width, height)
