"""Stages `scan` and `vet`: ask the virus scanner about a video, keep its verdict, and shut away what is infected.

A file is scanned before anybody sees it. A recording plays at once and is scanned beside its other stages: of what is
condemned everything is taken back that was made of it until then.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

import structlog
from sqlalchemy import select, update

from app import events
from app.db.models import Video
from app.db.patience import persistent
from app.db.unit_of_work import transaction
from app.errors import StageSkipped, VideoFlowError
from app.media import clamd
from app.media.clamd import Finding, Verdict
from app.services.inspection.taking_back import take_back
from app.services.uploads.outcome import Known, record
from app.settings import settings
from app.storage import keys
from app.storage.s3 import MissingObject, get_store

log = structlog.get_logger()

_BLOCK_BYTES = 1024 * 1024

Report = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class _File:
    """What is scanned. `size` is bytes."""

    owner_id: UUID
    key: str
    size: int


def run(video_id: UUID, report: Report) -> None:
    """Fills in the verdict. Safe to repeat.

    Raises VideoFlowError `infected` for good, ScannerAway and StorageError (retryable), StageSkipped where the video
    was deleted. Without an engine, and for what is too large for it, the verdict says so and the file goes on: whether
    that is good enough is for its owner to judge, who sees it.
    """
    file = _load(video_id)
    finding = _ask(file, report)
    with transaction() as work:
        # First of all, so that no crash on the way leaves an infected file without its mark.
        known: Known = {"scan_verdict": finding.verdict, "scan_detail": finding.detail}
        if finding.verdict is Verdict.INFECTED:
            known["playable"] = False
        record(work, video_id, **known)
        if finding.verdict is Verdict.INFECTED:
            take_back(work, video_id)
    log.info("scanned", video_id=str(video_id), verdict=finding.verdict.value, detail=finding.detail)
    if finding.verdict is Verdict.INFECTED:
        _shut_away(video_id, file)
        raise VideoFlowError("infected", f"The virus scanner found {finding.detail} in this file.", 422)
    report(1.0)


def _ask(file: _File, report: Report) -> Finding:
    engine = settings().clamd
    if engine is None:
        return Finding(Verdict.NO_ENGINE)
    if file.size > clamd.MOST_BYTES:
        return Finding(Verdict.TOO_LARGE, "over 2 GiB")
    return clamd.scan(engine, _blocks(file, report), settings().scan_seconds)


def _blocks(file: _File, report: Report) -> Iterator[bytes]:
    passed = 0
    for block in get_store().blocks(file.key, _BLOCK_BYTES):
        yield block
        passed += len(block)
        report(min(0.95, passed / file.size))


def _shut_away(video_id: UUID, file: _File) -> None:
    """Moves the file to where nothing is delivered from.

    1. A copy under the quarantine's name; again, it is the same copy.
    2. The row names it. 3. The original goes, also that of a run which was lost between the two.
    """
    store, target = get_store(), keys.quarantine(video_id)
    if file.key != target:
        store.copy(file.key, target)
    with transaction() as work:
        known = work.scalar(update(Video).where(Video.id == video_id).values(s3_key=target).returning(Video.id))
    if known is None:
        store.delete(target)
        raise StageSkipped("The video was deleted.")
    store.delete_prefix(keys.video_prefix(video_id))
    events.video_changed(video_id, file.owner_id)


@persistent
def _load(video_id: UUID) -> _File:
    query = select(Video.owner_id, Video.s3_key).where(Video.id == video_id, Video.deleted_at.is_(None))
    with transaction() as work:
        row = work.execute(query).one_or_none()
    if row is None:
        raise StageSkipped("The video was deleted.")
    head = get_store().head(row.s3_key)
    if head is None:
        raise MissingObject(f"head {row.s3_key}")
    return _File(row.owner_id, row.s3_key, head.size)
