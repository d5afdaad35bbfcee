"""Stage `storyboard`: small pictures for scrubbing, in sheets, and a short moving preview for the library."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog

from app.db.models import Video
from app.db.unit_of_work import UnitOfWork
from app.domain.playback import storyboard
from app.domain.playback.storyboard import Storyboard
from app.errors import VideoFlowError
from app.media import process
from app.media.ffmpeg import preview_args, sample_args
from app.media.pictures import sheets
from app.media.probe.survey import survey
from app.services.pipeline import outputs, source_media
from app.storage import keys
from app.storage.s3 import get_store

log = structlog.get_logger()

# A live recording has no index: ffmpeg reads it up to the moment. What it is about shows early enough.
_WITHIN_SECONDS = 600.0
_PREVIEW_LIMITS = process.Limits(seconds=180)
_PREVIEW_WIDTH = 400
# Decoding all of an hour takes a few minutes on a busy machine.
_LEAST_SECONDS = 300.0

Report = Callable[[float], None]


def run(video_id: UUID, report: Report) -> None:
    """Stores sheets and preview. Raises VideoFlowError `no_frames`."""
    picture = source_media.with_picture(video_id)
    with outputs.making(video_id, keys.STORYBOARD) as output:
        made, preview = _made(picture, output.run, report)
        _publish(output, made, preview)
    report(1.0)


def _made(picture: source_media.Picture, name: str, report: Report) -> tuple[dict[str, Any], str | None]:
    """The storyboard as its row has it, and where the preview is, if one could be made."""
    with source_media.downloaded(picture.s3_key) as path:
        report(0.1)
        preview = _preview(path, picture, name)
        report(0.25)
        made = _sprites(path, picture, name, report)
    return made, preview


def _sprites(path: Path, picture: source_media.Picture, name: str, report: Report) -> dict[str, Any]:
    board = storyboard.plan(picture.duration, picture.width, picture.height)
    stored: list[str] = []
    last = board.count
    for number, (sheet, held) in enumerate(sheets(_pictures(path, picture, board, report), board)):
        key = keys.sprite(picture.video_id, name, number)
        get_store().put(key, sheet, "image/jpeg")
        stored.append(key)
        last = number * board.a_sheet + held
    if not stored:
        raise VideoFlowError("no_frames", "No picture of the recording can be shown.", http_status=422)
    # A file that breaks off has fewer pictures than its header promises.
    return asdict(board) | {"run": name, "count": last, "sprites": stored}


def _pictures(path: Path, picture: source_media.Picture, board: Storyboard, report: Report) -> Iterator[bytes]:
    """Raw I420 pictures of the storyboard, in order."""
    found = survey(path, picture.container, picture.played)
    times = [at - found.origin for at in found.keyframes]
    only_keys = storyboard.keyframes_suffice(times, picture.duration, board.interval)
    size = (board.width, board.height)
    argv = sample_args(picture.on_disk(path), size, 1 / board.interval, only_keys)
    limits = process.Limits(seconds=max(_LEAST_SECONDS, picture.duration))
    try:
        for number, block in enumerate(process.blocks(argv, limits, board.width * board.height * 3 // 2)):
            if number >= board.count:
                # The sampler holds the last picture a little longer than the video lasts.
                continue
            yield block
            report(0.25 + 0.7 * (number + 1) / board.count)
    except process.ProcessFailed as error:
        # A damaged end costs the pictures after it; a killed ffmpeg is another matter.
        if not error.blames_input:
            raise


def _preview(path: Path, picture: source_media.Picture, name: str) -> str | None:
    """Where the moving preview is; None where none could be made, which is no reason to go without pictures."""
    target = path.with_name("preview.mp4")
    moments = storyboard.preview_moments(min(picture.duration, _WITHIN_SECONDS))
    try:
        process.run(preview_args(picture.on_disk(path), moments, _PREVIEW_WIDTH, target), _PREVIEW_LIMITS)
    except process.ProcessFailed as error:
        if not error.blames_input:
            raise
        log.warning("no preview", video_id=str(picture.video_id), error=str(error))
        return None
    key = keys.preview(picture.video_id, name)
    get_store().upload_file(key, target, "video/mp4")
    return key


def _publish(output: outputs.Output, made: dict[str, Any], preview: str | None) -> None:

    def replace(work: UnitOfWork) -> None:
        video = work.get_one(Video, output.video_id)
        outputs.retire(work, [*(video.storyboard or {}).get("sprites", []), video.preview_key])
        video.storyboard, video.preview_key = made, preview

    outputs.publish(output, replace)
