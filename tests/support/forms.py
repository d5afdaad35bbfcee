"""Forms with a file, as browsers send them, and what a sending of one left behind."""

from pathlib import Path
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.db.models import Upload, Video
from app.db.unit_of_work import transaction
from app.services.operations import purging
from app.services.uploads import finishing
from app.settings import settings
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.support.recordings import queued

BOUNDARY = "----a-boundary-of-ours"


def part(name: str, data: bytes, filename: str | None = None) -> bytes:
    """One part of a form that is written by hand."""
    file = f'; filename="{filename}"' if filename is not None else ""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
    return head.encode() + data + b"\r\n"


END = f"--{BOUNDARY}--\r\n".encode()


def send(
    client: FlaskClient,
    person: Person,
    data: bytes,
    name: str = "clip.mp4",
    path: str = "/api/v1/videos",
    **fields: str,
) -> TestResponse:
    """One file in a form."""
    parts = [part(key, value.encode()) for key, value in fields.items()]
    return send_raw(client, person, b"".join([*parts, part("file", data, name), END]), path)


def send_raw(client: FlaskClient, person: Person, body: bytes, path: str = "/api/v1/videos") -> TestResponse:
    """A form byte by byte."""
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return client.post(path, data=body, content_type=kind, headers=person.headers)


def run_purges() -> None:
    """Does what the broker was asked to do with what was thrown away."""
    for name, arguments in queued("default"):
        assert name == "maintenance.purge_video"
        purging.purge(UUID(arguments[0]))
    for name, arguments in queued(f"uploads.{settings().host_id}"):
        if name == "uploads.discard":
            finishing.discard(UUID(arguments[0]))


def left_behind(store: ObjectStore) -> dict[str, int]:
    """How many of each there are."""
    with transaction() as work:
        rows = {
            "videos": work.scalar(select(func.count()).select_from(Video)) or 0,
            "uploads": work.scalar(select(func.count()).select_from(Upload)) or 0,
        }
    root = Path(settings().spool_dir)
    return rows | {
        "objects": len(store.list_keys("")),
        "multiparts": len(list(store.open_multiparts())),
        "spooled": sum(1 for folder in root.iterdir() if folder.is_dir()) if root.is_dir() else 0,
    }


NOTHING = {"videos": 0, "uploads": 0, "objects": 0, "multiparts": 0, "spooled": 0}
