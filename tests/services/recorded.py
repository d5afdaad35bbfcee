"""Videos for the tests of stages: a row, and bytes in storage, as finalize leaves them."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update

from app.db.models import DocumentStep, FrameText, Garbage, Video
from app.db.unit_of_work import transaction
from app.services.inspection import probing
from app.services.videos import library
from app.settings import settings
from app.storage.s3 import get_store

FIXTURES = Path(__file__).parents[1] / "fixtures"
MEDIA = FIXTURES / "media"
GUIDE = MEDIA / "guide.webm"
SOUND_ONLY = FIXTURES / "webm" / "chromium-opus.webm"


def recorded(owner_id: UUID, content: bytes | Path, mime_type: str = "video/webm") -> UUID:
    """A video whose original holds these bytes, or this file's."""
    video_id = library.start(owner_id, "A recording", mime_type)
    data = content.read_bytes() if isinstance(content, Path) else content
    get_store().put(row(video_id).s3_key, data, mime_type)
    return video_id


# What the probe wrote down about an object's bytes, by their digest.
_found: dict[str, dict[str, Any]] = {}
_FACTS = ("duration", "size", "width", "height", "media", "playable", "seekable")


def examined(video_id: UUID) -> UUID:
    """Has the probe look at a video; bytes that it saw before in this run get the same facts again, as they cost it a
    second of decoding each time. Returns the video's id.
    """
    key = row(video_id).s3_key
    digest = hashlib.sha256(b"".join(get_store().blocks(key, 1024 * 1024))).hexdigest()
    if digest in _found:
        with transaction() as work:
            work.execute(update(Video).where(Video.id == video_id).values(_found[digest]))
        return video_id
    probing.run(video_id, quiet)
    after = row(video_id)
    # What was written anew under another name has other bytes, too.
    if after.s3_key == key:
        _found[digest] = {name: getattr(after, name) for name in _FACTS}
    return video_id


def row(video_id: UUID) -> Video:
    """The video as it is now."""
    with transaction() as work:
        return work.get_one(Video, video_id)


def frames_of(video_id: UUID) -> list[FrameText]:
    """Its kept frames, by time."""
    query = select(FrameText).where(FrameText.video_id == video_id).order_by(FrameText.timestamp, FrameText.id)
    with transaction() as work:
        return list(work.scalars(query))


def steps_of(video_id: UUID) -> list[DocumentStep]:
    """Its steps, in order."""
    query = select(DocumentStep).where(DocumentStep.video_id == video_id).order_by(DocumentStep.index)
    with transaction() as work:
        return list(work.scalars(query))


def fetched(key: str, folder: Path) -> bytes:
    """An object's bytes."""
    path = folder / "object"
    get_store().download(key, path)
    return path.read_bytes()


def forget(video_id: UUID) -> None:
    """Deletes the row, as a person does while a stage still works."""
    with transaction() as work:
        work.execute(delete(Video).where(Video.id == video_id))


def garbage_is_due() -> None:
    """To the code, the longest time has passed that anything may stay which nobody wants."""
    with transaction() as work:
        work.execute(update(Garbage).values(due_at=func.now() - timedelta(seconds=1)))


def scratch_is_empty() -> bool:
    """Whether stages left nothing on disk."""
    return not list(Path(settings().scratch_dir).glob("task-*"))


def quiet(progress: float) -> None:
    """Nobody listens to the progress."""
    assert 0 <= progress <= 1


class Reports(list[float]):
    """Remembers what a stage reported."""

    def __call__(self, progress: float) -> None:
        self.append(progress)

    @property
    def are_orderly(self) -> bool:
        """Never back, never outside 0 to 1, and 1 at the end."""
        return list(self) == sorted(self) and self[0] >= 0 and self[-1] == 1.0
