"""Stage `thumbnails`: the poster, a still that shows what the recording is about."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

from app.db.models import Video
from app.db.unit_of_work import UnitOfWork
from app.errors import VideoFlowError
from app.media import process
from app.media.ffmpeg import still_args
from app.media.pictures import BadPicture, liveliness
from app.services.pipeline import outputs, source_media
from app.storage import keys
from app.storage.s3 import get_store

_LONGEST = 1280
_MOMENTS = (0.1, 0.3, 0.5, 0.7, 0.9)
# A live recording has no index: ffmpeg reads it up to the moment. What it is about shows early enough.
_WITHIN_SECONDS = 600.0
_LIMITS = process.Limits(seconds=180)


def run(video_id: UUID, report: Callable[[float], None]) -> None:
    """Stores the liveliest of a few stills as the poster. Raises VideoFlowError `no_frames`, for good."""
    picture = source_media.with_picture(video_id)
    with source_media.downloaded(picture.s3_key) as path:
        report(0.2)
        poster = _liveliest(_stills(path, picture, report))
    with outputs.making(video_id, keys.POSTER) as output:
        key = keys.poster(video_id, output.run)
        get_store().put(key, poster, "image/jpeg")
        _publish(output, key)
    report(1.0)


def _publish(output: outputs.Output, key: str) -> None:

    def replace(work: UnitOfWork) -> None:
        video = work.get_one(Video, output.video_id)
        outputs.retire(work, [video.poster_key])
        video.poster_key = key

    outputs.publish(output, replace)


def _stills(path: Path, picture: source_media.Picture, report: Callable[[float], None]) -> Iterator[bytes]:
    length, shown = min(picture.duration, _WITHIN_SECONDS), picture.on_disk(path)
    for number, share in enumerate((*_MOMENTS, 0.0), start=1):
        try:
            yield process.run(still_args(shown, share * length, _LONGEST), _LIMITS)
        except process.ProcessFailed as error:
            # A damaged stretch costs one candidate; a killed ffmpeg is another matter.
            if not error.blames_input:
                raise
        report(0.2 + 0.7 * number / (len(_MOMENTS) + 1))


def _liveliest(stills: Iterator[bytes]) -> bytes:
    ranked: list[tuple[float, bytes]] = []
    for still in stills:
        try:
            ranked.append((liveliness(still), still))
        except BadPicture:
            continue  # no frame at that moment
    if not ranked:
        raise VideoFlowError("no_frames", "No picture of the recording can be shown.", http_status=422)
    return max(ranked, key=lambda item: item[0])[1]
