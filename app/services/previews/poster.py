"""Stage `thumbnails`: the poster, which shows what the recording is about, and the still a player begins with.

Of a video the poster is the liveliest of a few stills; of sound alone it is a picture of the sound.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.db.models import Video
from app.db.unit_of_work import UnitOfWork
from app.errors import VideoFlowError
from app.media import process, waveform
from app.media.ffmpeg import Shown, loudness_args, still_args
from app.media.pictures import BadPicture, liveliness
from app.services.pipeline import outputs, source_media
from app.storage import keys
from app.storage.s3 import get_store

_LONGEST = 1280
_MOMENTS = (0.1, 0.3, 0.5, 0.7, 0.9)
# A live recording has no index: ffmpeg reads it up to the moment. What it is about shows early enough.
_WITHIN_SECONDS = 600.0
_LIMITS = process.Limits(seconds=180)
# All of a sound is decoded; that is some hundred times as quick as listening to it, and less on a busy machine.
_SHARE_OF_LENGTH = 0.1

Report = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class _Made:
    """JPEGs: the poster, and the picture at 0:00 where it can be shown."""

    poster: bytes
    first: bytes | None


def run(video_id: UUID, report: Report) -> None:
    """Stores the poster and the first still. Raises VideoFlowError `no_frames`, for good."""
    recording = source_media.picture_or_sound(video_id)
    with source_media.downloaded(recording.s3_key) as path:
        report(0.2)
        if isinstance(recording, source_media.Sound):
            made = _Made(_heard(path, recording), None)
        else:
            made = _seen(path, recording, report)
    with outputs.making(video_id, keys.POSTER) as output:
        poster, first = keys.poster(video_id, output.run), keys.first_still(video_id, output.run)
        get_store().put(poster, made.poster, "image/jpeg")
        if made.first:
            get_store().put(first, made.first, "image/jpeg")
        _publish(output, poster, first if made.first else None)
    report(1.0)


def _publish(output: outputs.Output, poster: str, first: str | None) -> None:

    def replace(work: UnitOfWork) -> None:
        video = work.get_one(Video, output.video_id)
        outputs.retire(work, [video.poster_key])
        video.poster_key, video.first_still_key = poster, first

    outputs.publish(output, replace)


def _heard(path: Path, sound: source_media.Sound) -> bytes:
    argv = loudness_args(path, sound.container, sound.stream, waveform.RATE)
    limits = process.Limits(seconds=_LIMITS.seconds + _SHARE_OF_LENGTH * sound.duration)
    blocks = process.blocks(argv, limits, waveform.block_bytes(sound.duration))
    return waveform.poster(_whole(blocks), sound.duration)


def _whole(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """A sound that breaks off has what came before; a killed ffmpeg is another matter."""
    try:
        yield from blocks
    except process.ProcessFailed as error:
        if not error.blames_input:
            raise


def _seen(path: Path, picture: source_media.Picture, report: Report) -> _Made:
    """Raises VideoFlowError `no_frames` where no moment has a picture."""
    length, shown = min(picture.duration, _WITHIN_SECONDS), picture.on_disk(path)
    first = _still(shown, 0.0)
    ranked = [first] if first else []
    for number, share in enumerate(_MOMENTS, start=1):
        report(0.2 + 0.7 * number / (len(_MOMENTS) + 1))
        still = _still(shown, share * length)
        ranked += [still] if still else []
    if not ranked:
        raise VideoFlowError("no_frames", "No picture of the recording can be shown.", http_status=422)
    return _Made(max(ranked)[1], first[1] if first else None)


def _still(shown: Shown, at: float) -> tuple[float, bytes] | None:
    """How lively a still is, and the JPEG; None where there is no frame at that moment, or none that can be shown."""
    try:
        still = process.run(still_args(shown, at, _LONGEST), _LIMITS)
        return liveliness(still), still
    except BadPicture:
        return None
    except process.ProcessFailed as error:
        # A damaged stretch costs one candidate; a killed ffmpeg is another matter.
        if not error.blames_input:
            raise
        return None
