"""Videos that were transcoded, as far as delivery can tell: rows of renditions, and objects for their segments."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import update

from app.db.models import Rendition, TranscodeRun, Video
from app.db.unit_of_work import transaction
from app.services.videos import library
from app.storage import keys
from app.storage.s3 import get_store

RUN = "0123456789abcdef"
# Name, width, height, codecs, peak, average.
RUNGS = [
    ("1080p", 1920, 1080, "avc1.640028", 5_200_000, 4_000_000),
    ("720p", 1280, 720, "avc1.64001f", 2_600_000, 2_000_000),
    ("360p", 640, 360, "avc1.64001e", 800_000, 600_000),
]


def streamable(owner_id: UUID, title: str = "A stream", segments: int = 3, run: str = RUN) -> UUID:
    """A video with a whole ladder and sound; every segment's object says its own name."""
    video_id = library.start(owner_id, title, "video/mp4")
    poster, download = keys.poster(video_id, run), keys.download(video_id, run, "top")
    run_id = add_run(video_id, run, segments)
    values = {"poster_key": poster, "download_key": download, "download_size": 17}
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(playable=True, **values))
    deliver(video_id, run_id)
    for key in (poster, download, keys.original(video_id, "video/mp4")):
        get_store().put(key, key.encode(), "application/octet-stream")
    return video_id


def add_run(video_id: UUID, run: str, segments: int = 3, state: str = "whole") -> UUID:
    """A run with a whole ladder and sound; returns its id."""
    run_id, prefix = uuid4(), keys.output(video_id, keys.HLS, run)
    target = 4 if state == "whole" else None
    with transaction() as work:
        work.add(TranscodeRun(id=run_id, video_id=video_id, prefix=prefix, plan={}, state=state, target=target))
        work.flush()
        for name, width, height, codecs, peak, average in RUNGS:
            facts = {"width": width, "height": height, "frame_rate": 30.0, "codecs": codecs}
            work.add(_rendition(run_id, prefix, name, "video", segments, peak, average, facts))
        sound = {"codecs": "mp4a.40.2"}
        work.add(_rendition(run_id, prefix, "audio", "audio", segments, 131_000, 128_000, sound))
    return run_id


def deliver(video_id: UUID, run_id: UUID | None) -> None:
    """Makes the video's renditions those of this run."""
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(delivered_run_id=run_id))


def _rendition(
    run_id: UUID, prefix: str, name: str, kind: str, count: int, peak: int, average: int, facts: dict[str, Any]
) -> Rendition:
    folder = f"{prefix}{name}/"
    items = [[f"{folder}{number:05d}.m4s", 4.0] for number in range(count)]
    for key in [f"{folder}init.mp4", *(key for key, _ in items[:3])]:
        get_store().put(str(key), str(key).encode(), "video/mp4")
    segments = {"init": f"{folder}init.mp4", "items": items}
    return Rendition(
        run_id=run_id,
        name=name,
        kind=kind,
        bandwidth=peak,
        average_bandwidth=average,
        progress=1.0,
        segments=segments,
        **facts,
    )
