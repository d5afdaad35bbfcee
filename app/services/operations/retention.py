"""Forgets what was kept for a while and is of no use any more: tables and queues hold what is kept, and no more.

What a video leaves goes with it (see purging); what is told of here belongs to no video that anybody can see.
"""

from datetime import timedelta

import structlog
from sqlalchemy import delete, func, select, update

from app import events
from app.db.models import Share, SignIn, Video, VideoEvent
from app.db.unit_of_work import transaction
from app.domain.pipeline.states import VideoStatus
from app.domain.workspace.audit import Kind
from app.services.accounts import invitations, resets
from app.services.hosts import liveness, queues
from app.services.workspace import audit, choices
from app.services.workspace.audit import About
from app.settings import settings

log = structlog.get_logger()

# Of each kind in a round: what is more comes in the next.
_AT_ONCE = 5000


def forget_all() -> dict[str, int]:
    """Forgets what is old enough; returns how much of each kind."""
    forgotten = {"aborted": expire_aborted(), "old": trash_old(), "trash": empty_trash(), "sign_ins": forget_sign_ins()}
    forgotten |= {"links": forget_links(), "resets": resets.forget(), "invitations": invitations.forget()}
    forgotten |= {"audit": audit.forget(), "hosts": forget_hosts()}
    if any(forgotten.values()):
        log.info("forgotten", **forgotten)
    return forgotten


def expire_aborted() -> int:
    """Deletes videos that were thrown away KEEP_ABORTED_DAYS ago; they are purged as any other."""
    cutoff = func.now() - timedelta(days=settings().keep_aborted_days)
    last = select(func.max(VideoEvent.created_at)).where(VideoEvent.video_id == Video.id).correlate(Video)
    old = (
        select(Video.id)
        .where(Video.status == VideoStatus.ABORTED, Video.deleted_at.is_(None), Video.created_at < cutoff)
        .where(func.coalesce(last.scalar_subquery(), Video.created_at) < cutoff)
        .limit(_AT_ONCE)
    )
    with transaction() as work:
        gone = update(Video).where(Video.id.in_(old)).values(deleted_at=func.now()).returning(Video.id)
        return len(work.scalars(gone).all())


def trash_old() -> int:
    """Puts into the trash what is older than the workspace keeps videos, and is not still on its way."""
    days = choices.current().retention_days
    if days is None:
        return 0
    kept = Video.trashed_at.is_(None), Video.deleted_at.is_(None)
    ended = Video.status.not_in((VideoStatus.UPLOADING, VideoStatus.PROCESSING, VideoStatus.ABORTED))
    old = select(Video.id).where(Video.created_at < func.now() - timedelta(days=days), *kept, ended)
    old = old.order_by(Video.created_at).limit(_AT_ONCE)
    with transaction() as work:
        gone = update(Video).where(Video.id.in_(old), *kept).values(trashed_at=func.now())
        rows = work.execute(gone.returning(Video.id, Video.title, Video.owner_id)).all()
        for row in rows:
            audit.note(work, Kind.VIDEO_TRASHED, None, About(row.id, row.title), retention_days=days)
            events.video_changed(row.id, row.owner_id, gone=True)
    return len(rows)


def empty_trash() -> int:
    """Deletes what has lain in the trash for TRASH_DAYS; it is purged as any other."""
    cutoff = func.now() - timedelta(days=settings().trash_days)
    old = select(Video.id).where(Video.trashed_at < cutoff, Video.deleted_at.is_(None)).limit(_AT_ONCE)
    with transaction() as work:
        gone = update(Video).where(Video.id.in_(old)).values(deleted_at=func.now()).returning(Video.id)
        return len(work.scalars(gone).all())


def forget_links() -> int:
    """Drops links that were revoked KEEP_ENDED_LINKS_DAYS ago; what guests said by them stays."""
    cutoff = func.now() - timedelta(days=settings().keep_ended_links_days)
    old = select(Share.id).where(Share.revoked_at < cutoff).limit(_AT_ONCE)
    with transaction() as work:
        return len(work.scalars(delete(Share).where(Share.id.in_(old)).returning(Share.id)).all())


def forget_sign_ins() -> int:
    """Drops sign-ins that ended KEEP_SIGN_INS_DAYS ago, by their time or by signing out: their tokens are refused."""
    cutoff = func.now() - timedelta(days=settings().keep_sign_ins_days)
    old = select(SignIn.id).where(func.least(SignIn.expires_at, SignIn.revoked_at) < cutoff).limit(_AT_ONCE)
    with transaction() as work:
        return len(work.scalars(delete(SignIn).where(SignIn.id.in_(old)).returning(SignIn.id)).all())


def forget_hosts() -> int:
    """Drops machines that were not heard of for a week, and the queues that only they would read.

    Also queues of machines that were forgotten before: what a worker had taken when its machine was lost comes back to
    the queue hours later, and who purges an old video still asks its machine. Raises RedisError.
    """
    names = liveness.forget_lost()
    queues.remove_of(queues.machines() - liveness.known() | set(names))
    return len(names)
