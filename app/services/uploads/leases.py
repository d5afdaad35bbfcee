"""The lease of an upload: which worker may move its cursor now.

A row in the database, not a lock: it ends by itself when its holder is killed or stands still, and not before. A part
may take minutes on its way, so a pulse beside the work renews it.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, func, or_, update

from app import pulse
from app.db.models import Upload
from app.db.unit_of_work import transaction
from app.domain import times
from app.settings import settings

LEASE = timedelta(seconds=times.LEASE)
_POLL_SECONDS = 0.02


@contextmanager
def lease(upload_id: UUID, patience: float = 0.0) -> Iterator[str | None]:
    """Holds the upload's lease, waiting up to `patience` seconds for it; yields its owner's name, or None.

    The name begins with its machine's, so that a lease is a sign of life of who holds it and of nobody else.
    """
    owner = f"{settings().host_id}:{os.getpid()}:{threading.get_ident()}:{uuid4().hex[:8]}"
    deadline = time.monotonic() + patience
    while not (held := _take(upload_id, owner)) and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
    if not held:
        yield None
        return
    try:
        with pulse.beside("lease", lambda _: renew(upload_id, owner)):
            yield owner
    finally:
        _let_go(upload_id, owner)


def renew(upload_id: UUID, owner: str) -> bool:
    """Holds the lease for longer; False where it was lost, because its holder was not heard of for as long as it."""
    return _set(upload_id, Upload.lease_owner == owner, owner, func.now() + LEASE)


def _take(upload_id: UUID, owner: str) -> bool:
    free = or_(Upload.lease_until.is_(None), Upload.lease_until < func.now())
    return _set(upload_id, free, owner, func.now() + LEASE)


def _let_go(upload_id: UUID, owner: str) -> None:
    _set(upload_id, Upload.lease_owner == owner, None, None)


def _set(upload_id: UUID, allowed: ColumnElement[bool], owner: str | None, until: object) -> bool:
    with transaction() as work:
        row = work.execute(
            update(Upload)
            .where(Upload.id == upload_id, allowed)
            .values(lease_owner=owner, lease_until=until)
            .returning(Upload.id)
        ).one_or_none()
    return row is not None
