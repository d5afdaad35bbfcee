"""Stage `text`: reads the kept frames that were not read yet, as far as they show what those before did not."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
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
from app.ocr.sharpened import together
from app.services.documents import agreeing
from app.services.pipeline import source_media
from app.settings import settings
from app.storage.s3 import get_store

# Seconds for which a recording is read before somebody else can have the worker. What is begun is a frame at most.
TURN = 15.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """A kept frame; without `words` it was not read yet."""

    id: int
    since: float
    key: str
    words: list[dict[str, Any]] | None
    unread: list[dict[str, Any]] | None

    def says_as(self, other: "_Frame") -> bool:
        """Whether the same stands on both."""
        return (self.words, self.unread or []) == (other.words, other.unread or [])


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
    agreeing.agree(video_id)
    jobs.index_video(video_id)
    report(1.0)


def read_due(
    video_id: UUID,
    engine: OcrEngine | None,
    stops: Callable[[], bool],
    report: Callable[[float], None] = lambda progress: None,
    until: float | None = None,
) -> bool:
    """Reads the kept frames that were not read yet, until `stops` says so before one of them; returns whether all are.

    Of several that show the same the sharpest is read for all. `until`: how far a recording that goes on was looked at
    (seconds). Raises VideoFlowError `ocr_failed`, retryable.
    """
    before, due, read = _due(video_id)
    if not due:
        return True
    screens, every = Screens(engine or choice.engine()), read + len(due)
    with scratch_folder(Path(settings().scratch_dir)) as folder:
        path = folder / "frame.jpg"
        for same, picture in together(((frame, _fetched(frame.key, path)) for frame in due), until):
            if stops():
                return False
            while before:
                known = before.pop(0)
                seen = _fetched(known.key, path)
                screens.remember(seen, _known(known, seen))
            screens.read(picture, partial(_saved, same, picture))
            read += len(same)
            report(read / every)
    return True


@persistent
def _due(video_id: UUID) -> tuple[list[_Frame], list[_Frame], int]:
    """The frames that were read last, those that are to be read, by time, and how many were."""
    query = (
        select(FrameText.id, FrameText.timestamp, FrameText.frame_key, FrameText.words, FrameText.unread)
        .where(FrameText.video_id == video_id)
        .order_by(FrameText.timestamp, FrameText.id)
    )
    with transaction() as work:
        frames = [_Frame(*row) for row in work.execute(query)]
    first = next((number for number, frame in enumerate(frames) if frame.words is None), len(frames))
    due = [frame for frame in frames[first:] if frame.words is None]
    return _last_read(frames[:first]), due, first


def _last_read(frames: list[_Frame]) -> list[_Frame]:
    """Those that one run would remember: what is read does not depend on where another one stopped."""
    last = [frame for frame, after in pairwise(frames) if not frame.says_as(after)]
    return [*last, *frames[-1:]][-REMEMBERED:]


def _fetched(key: str, path: Path) -> Pixels:
    get_store().download(key, path)
    return decode_grey(path.read_bytes())


def _known(frame: _Frame, picture: Pixels) -> ScreenText:
    height, width = picture.shape
    lines = from_json(frame.words or [], width, height)
    return ScreenText(tuple(lines), tuple(unread_from_json(frame.unread or [], width, height)))


@persistent
def _saved(frames: Sequence[_Frame], picture: Pixels, text: ScreenText) -> ScreenText:
    """The text as it is kept."""
    height, width = picture.shape
    words, unread = to_json(text.lines, width, height), unread_to_json(text.unread, width, height)
    values = {"text": "\n".join(line.text for line in text.lines), "words": words, "unread": unread}
    with transaction() as work:
        work.execute(update(FrameText).where(FrameText.id.in_([frame.id for frame in frames])).values(values))
    return _known(replace(frames[-1], words=words, unread=unread), picture)
