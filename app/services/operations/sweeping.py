"""Sweeps what nobody owns: what a worker that was killed, or an object store that was away, left lying about."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import func, select

from app import jobs
from app.db.models import Upload, Video
from app.db.unit_of_work import transaction
from app.domain import times
from app.domain.uploads.states import ACTIVE, UploadState
from app.services.hosts import asks, liveness
from app.services.hosts.asks import Ask
from app.services.workspace import logo
from app.storage import keys
from app.storage.s3 import get_store
from app.storage.spool import get_spool

log = structlog.get_logger()

ORPHAN_AGE = timedelta(seconds=times.ORPHAN_AGE)
MULTIPART_AGE = timedelta(seconds=times.MULTIPART_ORPHAN)
_AT_ONCE = 1000
# A round looks at the videos whose ids begin with one of these digits, the next round at those with the next.
_DIGITS = "0123456789abcdef"


def sweep_multipart_uploads() -> int:
    """Aborts multipart uploads that no active upload owns, also those the database never knew."""
    with transaction() as work:
        active = set(work.scalars(select(Upload.s3_upload_id).where(Upload.state.in_(ACTIVE))))
    before = datetime.now(UTC) - MULTIPART_AGE
    swept = 0
    for prefix in (keys.ROOT, keys.QUARANTINE, keys.EXPORTS):
        for found in get_store().open_multiparts(prefix):
            if found.upload_id not in active and found.initiated < before:
                get_store().abort_multipart(found.key, found.upload_id)
                swept += 1
    return swept


def sweep_spool() -> int:
    """Removes this host's spool directories that no active upload writes to."""
    old = time.time() - ORPHAN_AGE.total_seconds()
    ids = [upload_id for upload_id, changed in get_spool().uploads() if changed < old]
    if not ids:
        return 0
    with transaction() as work:
        active = set(work.scalars(select(Upload.id).where(Upload.id.in_(ids), Upload.state.in_(ACTIVE))))
    orphans = [upload_id for upload_id in ids if upload_id not in active]
    for upload_id in orphans:
        get_spool().remove(upload_id)
    return len(orphans)


def sweep_aborted() -> int:
    """Asks again for the end of what was aborted while its worker or S3 was away. Returns how many uploads."""
    alive = liveness.living()
    age = func.extract("epoch", func.now() - Upload.touched_at).label("age")
    query = (
        select(Upload.id, Upload.host, age)
        .where(Upload.state == UploadState.ABORTED, Upload.discarded_at.is_(None))
        # Its own message has had so long.
        .where(Upload.touched_at < func.now() - timedelta(seconds=times.PIPELINE_QUIET))
        .order_by(Upload.touched_at)
        .limit(_AT_ONCE)
    )
    with transaction() as work:
        rows = work.execute(query).all()
    ids = {
        Ask(f"discard:{row.id}", row.host if row.host in alive or not alive else alive[0], float(row.age)): row.id
        for row in rows
    }
    chosen = asks.due(list(ids), _AT_ONCE)
    for ask in chosen:
        jobs.discard(ids[ask], ask.host)
    return len(chosen)


def sweep_objects(digit: str | None = None) -> int:
    """Removes the objects of videos that are no more: who was killed between storing one and saying so left them.

    Only of videos whose ids begin with this digit, or with the one whose turn it is: all come within four hours.
    Returns how many videos left something.
    """
    digit = digit or _DIGITS[int(time.time() / times.SWEEP_EVERY) % len(_DIGITS)]
    store = get_store()
    swept = 0
    for folder in _unknown(store.folders(keys.ROOT + digit)):
        if store.is_older(folder, ORPHAN_AGE):
            swept += bool(store.delete_prefix(folder))
    for key in _unknown(store.list_keys(keys.QUARANTINE + digit)):
        if store.is_older(key, ORPHAN_AGE):
            store.delete(key)
            swept += 1
    if swept:
        log.warning("objects of no video removed", videos=swept)
    return swept


def sweep_logos() -> int:
    """Removes pictures of the workspace that are not shown. Returns how many."""
    return logo.sweep(ORPHAN_AGE)


def _unknown(names: Iterable[str]) -> list[str]:
    """Those of these names that are called after a video which the database does not know."""
    called: dict[UUID, str] = {}
    for name in names:
        try:
            called[UUID(name.rstrip("/").rpartition("/")[2])] = name
        except ValueError:
            # Not one of ours.
            continue
    ids = list(called)
    for start in range(0, len(ids), _AT_ONCE):
        with transaction() as work:
            for known in work.scalars(select(Video.id).where(Video.id.in_(ids[start : start + _AT_ONCE]))):
                del called[known]
    return list(called.values())
