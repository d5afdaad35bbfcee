"""Recordings made in process, and what they leave in PostgreSQL, Redis, S3 and the spool."""

import base64
import dataclasses
import json
import os
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from apiflask import APIFlask
from flask import current_app
from redis import Redis
from sqlalchemy import select, text

from app.config import Settings
from app.db.models import Stage, Upload, UploadPart, Video, VideoEvent
from app.db.unit_of_work import transaction
from app.domain.access import Caller
from app.services.ingest import connections
from app.services.videos import library
from app.storage.s3 import ObjectStore, get_store

MIB = 1024 * 1024
# The smallest parts S3 takes, so that a recording of a few megabytes has several.
PART = 5 * MIB
CHUNK = 700_001


def content(size: int, seed: int = 1) -> bytes:
    """Bytes in which every place looks different."""
    return random.Random(seed).randbytes(size)


@contextmanager
def settings_changed(app: APIFlask, **changes: Any) -> Iterator[Settings]:
    """The application under other settings, until the end of the block."""
    before: Settings = app.config["VIDEOFLOW"]
    limits = app.config["MAX_CONTENT_LENGTH"]
    changed = dataclasses.replace(before, **changes)
    app.config["VIDEOFLOW"] = changed
    app.config["MAX_CONTENT_LENGTH"] = changed.max_chunk_bytes + 64 * 1024
    try:
        yield changed
    finally:
        app.config["VIDEOFLOW"] = before
        app.config["MAX_CONTENT_LENGTH"] = limits


def record(owner_id: UUID, data: bytes, chunk: int = CHUNK, mime_type: str = "video/webm") -> UUID:
    """Starts a recording and spools its bytes; returns the video's id."""
    video_id = library.start(owner_id, None, mime_type)
    if data:
        connection = connections.connect(video_id, Caller(owner_id))
        for start in range(0, len(data), chunk):
            connections.append(connection, data[start : start + chunk])
    return video_id


def said(what: str, time_zone: str | None, video: Video) -> set[str]:
    """The titles it may have by its clock: it was made in the minute that its row says, or in the one before."""
    moments = (video.created_at, video.created_at - timedelta(minutes=1))
    zone = ZoneInfo(time_zone) if time_zone else UTC
    suffix = "" if time_zone else " UTC"
    return {f"{what} of {moment.astimezone(zone):%-d %B %Y, %H:%M}{suffix}" for moment in moments}


def upload_of(video_id: UUID) -> Upload:
    """The upload as the database has it now."""
    with transaction() as work:
        return work.scalars(select(Upload).where(Upload.video_id == video_id)).one()


def video_of(video_id: UUID) -> Video:
    """The video as the database has it now."""
    with transaction() as work:
        return work.get_one(Video, video_id)


def parts_of(video_id: UUID) -> list[UploadPart]:
    """The planned parts in order."""
    with transaction() as work:
        query = select(UploadPart).join(Upload, Upload.id == UploadPart.upload_id)
        return list(work.scalars(query.where(Upload.video_id == video_id).order_by(UploadPart.number)))


def stages_of(video_id: UUID) -> dict[str, Stage]:
    """The stages by name."""
    with transaction() as work:
        return {row.name: row for row in work.scalars(select(Stage).where(Stage.video_id == video_id))}


def story_of(video_id: UUID) -> list[tuple[str | None, str]]:
    """Every status change that was recorded, in order."""
    with transaction() as work:
        rows = work.scalars(select(VideoEvent).where(VideoEvent.video_id == video_id).order_by(VideoEvent.id))
        return [(row.from_status, row.to_status) for row in rows]


def let_time_pass(table: str, column: str, row_id: object, interval: str) -> None:
    """Moves one row's time back by an interval such as '2 minutes': to the code, that much time has passed."""
    with transaction() as work:
        work.execute(
            text(f"UPDATE {table} SET {column} = {column} - CAST(:interval AS interval) WHERE id = :id"),
            {"interval": interval, "id": row_id},
        )


def spool_folder(video_id: UUID) -> Path:
    """Where the upload's chunks lie on this host."""
    return Path(current_app.config["VIDEOFLOW"].spool_dir) / str(upload_of(video_id).id)


def stored_bytes(video_id: UUID, folder: Path) -> bytes:
    """The object of a video, fetched from S3."""
    path = folder / "object"
    get_store().download(video_of(video_id).s3_key, path)
    return path.read_bytes()


def check_whole(video_id: UUID, folder: Path, data: bytes) -> None:
    """The object is these bytes, and nothing is left beside it."""
    assert stored_bytes(video_id, folder) == data
    video, upload = video_of(video_id), upload_of(video_id)
    assert (upload.state, upload.cursor, upload.lease_owner) == ("completed", upload.size, None)
    assert (video.playable, video.size) == (True, len(data))
    assert not spool_folder(video_id).exists()


def part_ranges(video_id: UUID) -> list[tuple[int, int, int]]:
    """Number, start and stop of each planned part."""
    return [(part.number, part.start, part.stop) for part in parts_of(video_id)]


def parts_in_s3(video_id: UUID, store: ObjectStore) -> list[tuple[int, int, str]]:
    """Number, size and ETag of each part as S3 lists them."""
    upload = upload_of(video_id)
    return [(part.number, part.size, part.etag) for part in store.list_parts(upload.s3_key, upload.s3_upload_id or "")]


def objects_and_multiparts(video_id: UUID, store: ObjectStore) -> tuple[bool, int]:
    """Whether the video's object is there, and how many multipart uploads are open for it."""
    key = video_of(video_id).s3_key
    return store.head(key) is not None, sum(found.key == key for found in store.open_multiparts(key))


def queued(queue: str) -> list[tuple[str, list[Any]]]:
    """The tasks that wait in a queue of the broker, oldest first: (name, arguments)."""
    found = []
    for raw in reversed(Redis.from_url(os.environ["REDIS_URL"]).lrange(queue, 0, -1)):
        message = json.loads(raw)
        found.append((message["headers"]["task"], json.loads(base64.b64decode(message["body"]))[0]))
    return found


def at_once(app: APIFlask, *calls: Callable[[], Any]) -> list[Any]:
    """Runs the calls side by side, each in a context of its own; returns what each gave or raised."""
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        with app.app_context():
            start.wait()
            try:
                return call()
            except Exception as error:  # noqa: BLE001  # whatever it is, the test looks at it
                return error

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(run, call) for call in calls]]
