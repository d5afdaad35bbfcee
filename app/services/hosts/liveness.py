"""Which machines live, and which were lost with whatever lay in their spools."""

from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from app.db.models import Host
from app.db.unit_of_work import transaction
from app.domain import times
from app.settings import settings

LOST_AFTER = timedelta(seconds=times.HOST_LOST)
_FORGOTTEN_AFTER = timedelta(seconds=times.HOST_FORGOTTEN)


def beat() -> None:
    """Says that this machine lives."""
    row = insert(Host).values(name=settings().host_id, seen_at=func.now())
    with transaction() as work:
        work.execute(row.on_conflict_do_update(index_elements=[Host.name], set_={"seen_at": func.now()}))
        work.execute(delete(Host).where(Host.seen_at < func.now() - _FORGOTTEN_AFTER))


def living() -> list[str]:
    """Machines heard of lately, the freshest first."""
    with transaction() as work:
        fresh = select(Host.name).where(Host.seen_at > func.now() - LOST_AFTER)
        return list(work.scalars(fresh.order_by(Host.seen_at.desc())))


def is_lost(name: str) -> bool:
    """Whether a machine was not heard of for so long that its uploads may go on elsewhere."""
    return name != settings().host_id and name not in living()
