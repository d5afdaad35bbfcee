"""Which machines live, and which were lost with whatever lies in their spools.

A machine may be half alive: its heart beats and nothing is done, or its spool is gone under it. So

1. it says that it lives only while its spool works;
2. beat asks each one regularly to look for work (`ask`), and its uploads worker answers; one that left UNANSWERED asks
   without an answer, and holds no lease either, counts as lost, although its heart beats;
3. who calls another one lost must itself have been heard without a gap for GRACE: when the database was away, everybody
   is silent at once, and whoever lives is heard again within that time.
"""

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, case, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from app.db.models import Host, Upload
from app.db.unit_of_work import transaction
from app.domain import times
from app.domain.uploads.states import ACTIVE
from app.errors import VideoFlowError
from app.settings import settings
from app.storage.spool import spool_works

# As many as come in the time after which a silent one is lost.
UNANSWERED = int(times.HOST_LOST / times.KICK_UPLOADS_EVERY)


def beat() -> None:
    """Says that this machine lives; raises VideoFlowError `spool_broken` instead where its spool does not work."""
    if not spool_works():
        raise VideoFlowError("spool_broken", "The spool of this machine does not work.", 500)
    gapless = Host.seen_at > func.now() - timedelta(seconds=times.SILENT)
    values = {"seen_at": func.now(), "steady_since": case((gapless, Host.steady_since), else_=func.now())}
    row = insert(Host).values(name=settings().host_id, seen_at=func.now(), steady_since=func.now())
    with transaction() as work:
        work.execute(row.on_conflict_do_update(index_elements=[Host.name], set_=values))


def ask() -> list[str]:
    """Counts one more ask of each machine whose heart beats; returns those that should be sent it.

    That is at the first, the second, the fourth, the eighth …: where no worker answers, a few messages wait after a
    day; and one that was lost is made up for soon.
    """
    with transaction() as work:
        rows = work.execute(
            update(Host).where(_beats()).values(asked=Host.asked + 1).returning(Host.name, Host.asked)
        ).all()
    return sorted(row.name for row in rows if row.asked & (row.asked - 1) == 0)


def answer() -> None:
    """Says that this machine's uploads worker does what it is asked for."""
    with transaction() as work:
        work.execute(update(Host).where(Host.name == settings().host_id).values(asked=0))


def living() -> list[str]:
    """Machines that do what they are asked for, those that were heard of last first."""
    with transaction() as work:
        return list(work.scalars(select(Host.name).where(_lives()).order_by(Host.seen_at.desc())))


def adopters() -> list[str]:
    """Those of them that may call another one lost, and go on with its uploads."""
    with transaction() as work:
        return list(work.scalars(select(Host.name).where(_lives(), _steady()).order_by(Host.seen_at.desc())))


def is_lost(name: str) -> bool:
    """Whether this machine may go on with another one's uploads, because that one is lost."""
    me = settings().host_id
    return name != me and name not in living() and me in adopters()


def is_served() -> bool:
    """Whether this machine has an uploads worker that lives and does what it is asked for."""
    fresh = Host.seen_at > func.now() - timedelta(seconds=times.WORKER_LOST)
    with transaction() as work:
        return work.scalar(select(Host.name).where(Host.name == settings().host_id, fresh, _lives())) is not None


def forget_lost() -> list[str]:
    """Drops machines that were not heard of for a week; returns their names."""
    long_ago = func.now() - timedelta(seconds=times.HOST_FORGOTTEN)
    with transaction() as work:
        return list(work.scalars(delete(Host).where(Host.seen_at < long_ago).returning(Host.name)))


def known() -> set[str]:
    """Machines that were heard of within a week, and those whose uploads have not ended."""
    with transaction() as work:
        named = select(Host.name).union(select(Upload.host).where(Upload.state.in_(ACTIVE)))
        return set(work.scalars(named))


def _lives() -> ColumnElement[bool]:
    return and_(_beats(), or_(Host.asked <= UNANSWERED, _works()))


def _beats() -> ColumnElement[bool]:
    return Host.seen_at > func.now() - timedelta(seconds=times.HOST_LOST)


def _works() -> ColumnElement[bool]:
    """Its worker may be too busy to answer: a lease is renewed by whoever holds it only while it goes on."""
    held = select(Upload.id).where(Upload.state.in_(ACTIVE), Upload.host == Host.name, Upload.lease_until > func.now())
    # Whoever takes an upload over from it holds its lease, too.
    return held.where(func.starts_with(Upload.lease_owner, Host.name + ":")).exists()


def _steady() -> ColumnElement[bool]:
    return Host.steady_since < func.now() - timedelta(seconds=times.GRACE)
