"""Queue `default`: what beat asks for."""

from collections.abc import Callable
from uuid import UUID

import structlog
from celery import shared_task

from app import jobs
from app.services.annotations import graves, sheets, voicing
from app.services.documents import exports as guide_files
from app.services.documents import retouching
from app.services.files import direct_uploads
from app.services.hosts import liveness
from app.services.ingest import takeover
from app.services.leaving import closing, exports
from app.services.multitrack import upkeep
from app.services.notifications import bell, mails
from app.services.operations import abandoned, kicks, purging, rescans, retention, sweeping
from app.services.pipeline import outputs
from app.services.search import filling

log = structlog.get_logger()

# The tasks without events are beat's frequent ticks: they would bury the recordings in Flower. What they set going
# shows there.


def _each(*steps: Callable[[], object]) -> None:
    """Does all of them, also where one fails; then the task fails as the first did."""
    faults = []
    for step in steps:
        try:
            step()
        except Exception as fault:
            log.exception("step of upkeep failed", step=step.__name__)
            faults.append(fault)
    if faults:
        raise faults[0]


@shared_task(name="maintenance.kick_stalled_uploads", send_events=False)
def kick_stalled_uploads() -> None:
    """Drains that were lost are asked for again."""
    kicks.kick_stalled_uploads()


@shared_task(name="maintenance.kick_stalled_pipelines", send_events=False)
def kick_stalled_pipelines() -> None:
    """Pipelines in which nothing moves are started again."""
    _each(
        kicks.kick_stalled_pipelines,
        upkeep.kick_stalled_tracks,
        exports.ask_for_waiting,
        guide_files.ask_for_waiting,
        filling.ask_for_marked,
        retouching.ask_for_waiting,
        voicing.ask_for_waiting,
        sheets.ask_for_waiting,
    )


@shared_task(name="maintenance.end_abandoned_recordings", send_events=False)
def end_abandoned_recordings() -> None:
    """Recordings and files whose browser vanished come to an end."""
    _each(
        abandoned.end_abandoned_recordings,
        takeover.adopt_abandoned,
        direct_uploads.abort_abandoned,
        direct_uploads.abort_overfull,
        mails.ask_for_due,
    )


@shared_task(name="maintenance.sweep_orphans")
def sweep_orphans() -> None:
    """What nobody owns is removed, what is too old is forgotten, what was deleted is purged."""
    _each(
        rescans.rescan,
        upkeep.remove_old,
        retention.forget_all,
        exports.forget,
        guide_files.forget,
        sheets.forget,
        closing.finish_all,
        mails.forget,
        bell.forget,
        graves.forget,
        filling.forget_words,
        purging.sweep_deleted,
        sweeping.sweep_aborted,
        sweeping.sweep_multipart_uploads,
        sweeping.sweep_objects,
        sweeping.sweep_logos,
        outputs.sweep,
        sweep_spools,
    )


def sweep_spools() -> None:
    """Each machine that lives sweeps its spool."""
    for host in liveness.living():
        jobs.sweep_spool(host)


@shared_task(name="maintenance.purge_video")
def purge_video(video_id: str) -> None:
    """Removes a deleted video's objects and rows."""
    purging.purge(UUID(video_id))
