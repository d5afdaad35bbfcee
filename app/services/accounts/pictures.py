"""The picture that others see beside somebody's name.

1. What is no picture, or would take too much to decode, is refused by its head.
2. A confined program makes it anew, one at a time in a process; no more of what was sent is kept.
3. Its name is new each time, so that no address ever shows another picture; the one before goes once the last address
   that shows it has ended.
"""

import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from app.db.models import Garbage, User
from app.db.unit_of_work import FOR_CHANGE, UnitOfWork, transaction
from app.domain.accounts import pictures
from app.errors import VideoFlowError, not_found, said_when_full
from app.media import portraits
from app.media.process import ProcessFailed
from app.settings import settings
from app.storage import keys
from app.storage.s3 import get_store

_TYPE = "image/webp"
_AT_ONCE = threading.BoundedSemaphore(1)
_SLACK = timedelta(hours=1)
_LEFT_SECONDS = 3600


def take(user_id: UUID, data: bytes) -> User:
    """Makes this the person's picture.

    Raises VideoFlowError: `picture_too_large` (413), `unsupported_picture` (415), `busy` (503), `not_found` (404),
    StorageError (503).
    """
    portrait = _portrait(data, _required(data))
    key = keys.picture(user_id, uuid4().hex)
    with transaction() as work:
        # Whoever breaks off before it is anybody's leaves it to be swept.
        work.execute(insert(Garbage).values(prefix=key, due_at=func.now() + _SLACK))
    get_store().put(key, portrait, _TYPE)
    with transaction() as work:
        work.execute(delete(Garbage).where(Garbage.prefix == key))
        return _exchange(work, user_id, key)


def remove(user_id: UUID) -> User:
    """The person is shown by their initials again. Raises VideoFlowError `not_found` (404)."""
    with transaction() as work:
        return _exchange(work, user_id, None)


def _required(data: bytes) -> pictures.Claim:
    if len(data) > pictures.LARGEST_BYTES:
        raise VideoFlowError("picture_too_large", "A picture has 5 MiB at most.", 413)
    claim = pictures.claim(data)
    if claim is None:
        raise _unsupported()
    if not claim.is_bearable:
        raise VideoFlowError("picture_too_large", "The picture has too many pixels, or none.", 413)
    return claim


def _portrait(data: bytes, claim: pictures.Claim) -> bytes:
    with _place(), said_when_full(), _folder() as folder:
        path = folder / "picture"
        path.write_bytes(data)
        try:
            return portraits.portrait(path, claim.kind)
        except ProcessFailed as error:
            raise _unsupported() from error


@contextmanager
def _folder() -> Iterator[Path]:
    """Room on disk for one picture. What a killed process left there goes with a later one: the locks by which workers
    tell what is left of theirs would keep everybody waiting whom this server serves.
    """
    root = Path(settings().scratch_dir) / "pictures"
    root.mkdir(parents=True, exist_ok=True)
    for each in root.iterdir():
        with suppress(OSError):
            if each.stat().st_mtime < time.time() - _LEFT_SECONDS:
                shutil.rmtree(each, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=root, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def _place() -> Iterator[None]:
    if not _AT_ONCE.acquire(blocking=False):
        raise VideoFlowError("busy", "Somebody else's picture is being made. Try again in a few seconds.", 503, True)
    try:
        yield
    finally:
        _AT_ONCE.release()


def _exchange(work: UnitOfWork, user_id: UUID, key: str | None) -> User:
    user = work.scalar(select(User).where(User.id == user_id).with_for_update(**FOR_CHANGE))
    if user is None:
        raise not_found("account")
    if user.picture_key:
        due = func.now() + timedelta(seconds=settings().playback_url_seconds) + _SLACK
        work.execute(insert(Garbage).values(prefix=user.picture_key, due_at=due).on_conflict_do_nothing())
    user.picture_key = key
    return user


def _unsupported() -> VideoFlowError:
    return VideoFlowError("unsupported_picture", "This is no picture we can read: PNG, JPEG or WebP.", 415)
