"""Stage `text`: reads every kept frame that was not read yet, as far as it shows what the frames before it did not."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from app import jobs
from app.db.models import FrameText
from app.db.patience import persistent
from app.db.unit_of_work import transaction
from app.domain.documents.screen_text import ScreenText
from app.domain.documents.words_json import from_json, to_json, unread_from_json, unread_to_json
from app.errors import StageGivesWay
from app.media.pictures import Pixels, decode_grey
from app.media.scratch import scratch_folder
from app.ocr import choice
from app.ocr.engine import OcrEngine
from app.ocr.screens import REMEMBERED, Screens
from app.services.pipeline import source_media
from app.settings import settings
from app.storage.s3 import get_store

# Seconds for which a recording is read before somebody else can have the worker. What is begun is a frame at most.
TURN = 15.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """A kept frame; without `words` it was not read yet."""

    id: int
    key: str
    words: list[dict[str, Any]] | None
    unread: list[dict[str, Any]] | None


def run(
    video_id: UUID,
    report: Callable[[float], None],
    engine: OcrEngine | None = None,
    gives_way: Callable[[], bool] = lambda: False,
) -> None:
    """Fills in text and words, frame by frame: a run that is cut short goes on where it stopped.

    A long recording stops where `gives_way` says so, at most once in TURN seconds, and raises StageGivesWay. Raises
    StageSkipped for a recording of sound only; VideoFlowError `ocr_failed`, retryable.
    """
    source_media.with_picture(video_id)
    until = time.monotonic() + TURN

    def stops() -> bool:
        nonlocal until
        is_time = time.monotonic() >= until
        until = time.monotonic() + TURN if is_time else until
        return is_time and gives_way()

    if not read_due(video_id, engine, stops, report):
        raise StageGivesWay
    jobs.index_video(video_id)
    report(1.0)


def read_due(
    video_id: UUID,
    engine: OcrEngine | None,
    stops: Callable[[], bool],
    report: Callable[[float], None] = lambda progress: None,
) -> bool:
    """Reads the kept frames that were not read yet, until `stops` says so before one of them; returns whether all are.

    Raises VideoFlowError `ocr_failed`, retryable.
    """
    frames, read = _due(video_id)
    if not frames:
        return True
    screens = Screens(engine or choice.engine())
    with scratch_folder(Path(settings().scratch_dir)) as folder:
        for number, frame in enumerate(frames):
            if stops():
                return False
            picture = _fetched(frame.key, folder / "frame.jpg")
            if frame.words is None:
                screens.remember_as(_known(_save(frame, screens.read(picture), picture), picture))
            else:
                screens.remember(picture, _known(frame, picture))
            report((read + number) / (read + len(frames)))
    return True


@persistent
def _due(video_id: UUID) -> tuple[list[_Frame], int]:
    """The frames that are to be read, by time, and before them those that were read last; and how many were."""
    query = (
        select(FrameText.id, FrameText.frame_key, FrameText.words, FrameText.unread)
        .where(FrameText.video_id == video_id)
        .order_by(FrameText.timestamp, FrameText.id)
    )
    with transaction() as work:
        frames = [_Frame(*row) for row in work.execute(query)]
    first = next((number for number, frame in enumerate(frames) if frame.words is None), len(frames))
    due = [frame for frame in frames[first:] if frame.words is None]
    # With those that one run would remember, what is read does not depend on where another one stopped.
    before = frames[max(0, first - REMEMBERED) : first]
    return [*before, *due] if due else [], max(0, first - len(before))


def _fetched(key: str, path: Path) -> Pixels:
    get_store().download(key, path)
    return decode_grey(path.read_bytes())


def _known(frame: _Frame, picture: Pixels) -> ScreenText:
    height, width = picture.shape
    lines = from_json(frame.words or [], width, height)
    return ScreenText(tuple(lines), tuple(unread_from_json(frame.unread or [], width, height)))


@persistent
def _save(frame: _Frame, text: ScreenText, picture: Pixels) -> _Frame:
    height, width = picture.shape
    words, unread = to_json(text.lines, width, height), unread_to_json(text.unread, width, height)
    values = {"text": "\n".join(line.text for line in text.lines), "words": words, "unread": unread}
    with transaction() as work:
        work.execute(update(FrameText).where(FrameText.id == frame.id).values(values))
    return replace(frame, words=words, unread=unread)
