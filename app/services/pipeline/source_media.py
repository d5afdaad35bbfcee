"""The recording a stage works on: its row as far as stages need it, and its bytes on disk for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.db.models import Video
from app.db.patience import persistent
from app.db.unit_of_work import transaction
from app.domain.uploads.containers import Container
from app.errors import StageSkipped, VideoFlowError
from app.media.ffmpeg import Shown
from app.media.look import Look, look
from app.media.probe.streams import Played
from app.media.scratch import scratch_folder, sweep_scratch
from app.settings import settings
from app.storage import originals
from app.storage.s3 import get_store


@dataclass(frozen=True, slots=True)
class Picture:
    """What the probe found out about a recording that has a picture: pixels as shown, seconds, which stream it is.

    `played` is that with the sounds.
    """

    video_id: UUID
    s3_key: str
    container: Container
    width: int
    height: int
    duration: float
    stream: int
    look: Look
    played: Played

    def on_disk(self, path: Path) -> Shown:
        """The picture, once its file is there."""
        return Shown(path, self.container, self.stream, self.width, self.height, self.look)


@dataclass(frozen=True, slots=True)
class Sound:
    """What the probe found out about a recording that has sound only: seconds, and which stream it is."""

    s3_key: str
    container: Container
    duration: float
    stream: int


@dataclass(frozen=True, slots=True)
class Probed:
    """Where a recording is that was examined, with a picture or without, and which of its tracks are played."""

    s3_key: str
    container: Container
    played: Played


def stored_key(video_id: UUID) -> str:
    """Where the recording's bytes are. Raises StageSkipped where the video was deleted meanwhile."""
    return _video(video_id)[0]


def with_picture(video_id: UUID) -> Picture:
    """The probed recording. Raises StageSkipped where it is gone or has only sound; `not_probed`, retryable."""
    found = picture_or_sound(video_id)
    if isinstance(found, Sound):
        raise StageSkipped("The recording has sound only.")
    return found


def untouched(video_id: UUID) -> Picture:
    """The picture that was recorded, also where something in it is covered by now. Raises as `with_picture` does."""
    with transaction() as work:
        kept = work.scalar(select(Video.original).where(Video.id == video_id))
    if kept is None:
        return with_picture(video_id)
    media, coded = kept["media"], kept["media"]["video"]
    size = kept["width"], kept["height"], kept["duration"]
    return Picture(
        video_id, kept["key"], Container(media["container"]), *size, coded["index"], look(coded), _played(media)
    )


def picture_or_sound(video_id: UUID) -> Picture | Sound:
    """The probed recording. Raises StageSkipped where it is gone; `not_probed`, retryable."""
    s3_key, media, width, height, duration = _video(video_id)
    if media is None:
        raise _not_probed()
    container, seconds, coded = Container(media["container"]), duration or 0.0, media["video"]
    if not media["has_video"] or width is None or height is None:
        return Sound(s3_key, container, seconds, media["audio"]["index"])
    return Picture(video_id, s3_key, container, width, height, seconds, coded["index"], look(coded), _played(media))


def probed(video_id: UUID) -> Probed:
    """The probed recording. Raises StageSkipped where it is gone; `not_probed`, retryable."""
    s3_key, media, *_ = _video(video_id)
    if media is None:
        raise _not_probed()
    return Probed(s3_key, Container(media["container"]), _played(media))


@contextmanager
def downloaded(s3_key: str) -> Iterator[Path]:
    """The recording as a file for as long as the body runs, in a folder of its own to work in.

    It is one that other stages on this machine read, too, and may not be changed: what has its name in the folder only
    points to it. Raises StorageError, DiskFull.
    """
    with scratch_folder(Path(settings().scratch_dir)) as folder, originals.shared(s3_key) as shared:
        path = folder / "original"
        if shared:
            path.symlink_to(shared)
        else:
            get_store().download(s3_key, path)
        yield path


def tidy() -> None:
    """Removes from this machine what nobody reads any more, and what tasks have left that were killed."""
    originals.of_this_machine().tidy()
    sweep_scratch(Path(settings().scratch_dir))


def _played(media: dict[str, Any]) -> Played:
    """What the probe decided; before it knew of several sounds there was the one."""
    picture, sound = media["video"], media["audio"]
    chosen = sound["index"] if sound else None
    further = tuple(each["index"] for each in media.get("sounds", ()) if each["index"] != chosen)
    return Played(picture["index"] if picture else None, chosen, further)


def _not_probed() -> VideoFlowError:
    return VideoFlowError("not_probed", "The recording was not examined yet.", http_status=409, retryable=True)


@persistent
def _video(video_id: UUID) -> tuple[str, dict[str, Any] | None, int | None, int | None, float | None]:
    with transaction() as work:
        video = work.get(Video, video_id)
        if video is None or video.deleted_at is not None:
            raise StageSkipped("The video was deleted.")
        return video.s3_key, video.media, video.width, video.height, video.duration
