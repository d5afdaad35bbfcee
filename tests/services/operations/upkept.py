"""Recordings for the tests of upkeep, and what makes them old or forgotten."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from apiflask import APIFlask
from redis import Redis

from app.services.uploads import draining
from tests.conftest import Person
from tests.support.recordings import PART, content, let_time_pass, record, settings_changed, stages_of, upload_of

HOST_QUEUE = "uploads.in-process"
TWO_PARTS = content(2 * PART + 1000)


@contextmanager
def small_parts(app: APIFlask) -> Iterator[None]:
    """The smallest parts, over an empty spool."""
    with settings_changed(app, part_bytes=PART) as settings:
        # What tests before this one left is theirs.
        shutil.rmtree(settings.spool_dir, ignore_errors=True)
        Path(settings.spool_dir).mkdir(parents=True)
        yield


def under_way(person: Person) -> UUID:
    """A recording under way, two parts of it in S3."""
    video = record(person.id, TWO_PARTS)
    draining.drain(upload_of(video).id)
    return video


def silent_for(video: UUID, interval: str) -> None:
    """Nobody has touched the upload for so long."""
    let_time_pass("uploads", "touched_at", upload_of(video).id, interval)


def pipeline_quiet_for(video: UUID, interval: str) -> None:
    """No stage of the video has moved for so long."""
    for row in stages_of(video).values():
        let_time_pass("stages", "updated_at", row.id, interval)


def forget_messages() -> None:
    """The broker lost everything that waited, and its memory of it."""
    Redis.from_url(os.environ["REDIS_URL"]).flushdb()
