"""Scans again what the virus scanner stayed away from: a recording does not play unscanned for good, and a file does
not wait for its person to find out.
"""

from uuid import UUID

import structlog
from sqlalchemy import select

from app.db.models import Stage, Video
from app.db.unit_of_work import transaction
from app.domain.pipeline.states import StageState, VideoStatus
from app.media import clamd
from app.services.pipeline import stages
from app.settings import settings

log = structlog.get_logger()

_SCANS = ("scan", "vet")
_CODE = "scanner_unavailable"
# A round of the upkeep takes as many as the workers look at beside their other work; the next one takes the next.
AT_ONCE = 100
_PROBE_SECONDS = 10.0


def rescan() -> int:
    """Starts `scan` and `vet` again where the scanner was away, once it answers. Returns how many."""
    waiting = _waiting()
    if not waiting or not _is_back():
        return 0
    return sum(stages.again(video_id, name, _CODE) for video_id, name in waiting)


def _waiting() -> list[tuple[UUID, str]]:
    # Those that wait longest first.
    missed = Stage.name.in_(_SCANS), Stage.state == StageState.FAILED, Stage.error_code == _CODE
    at_rest = Video.status.in_((VideoStatus.DONE, VideoStatus.FAILED)), Video.deleted_at.is_(None)
    query = select(Video.id, Stage.name).join(Stage, Stage.video_id == Video.id).where(*missed, *at_rest)
    with transaction() as work:
        return [(row.id, row.name) for row in work.execute(query.order_by(Stage.ended_at).limit(AT_ONCE))]


def _is_back() -> bool:
    """Whether the engine gives a verdict, on nothing: one that merely takes connections is not back."""
    engine = settings().clamd
    if engine is None:
        return False
    try:
        clamd.scan(engine, [b"\n"], _PROBE_SECONDS)
    except clamd.ScannerAway as fault:
        log.warning("the virus scanner is still away", reason=fault.reason)
        return False
    return True
