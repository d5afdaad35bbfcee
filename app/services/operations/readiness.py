"""Whether PostgreSQL, Redis and S3 answer, and this machine's spool works."""

from redis.exceptions import RedisError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app import events
from app.db.unit_of_work import transaction
from app.settings import settings
from app.storage.s3 import get_store
from app.storage.spool import spool_works


def checks() -> dict[str, bool]:
    """One answer for each."""
    return {
        "postgres": _postgres(),
        "redis": _redis(),
        "s3": get_store().reachable(),
        "spool": spool_works(),
    }


def _postgres() -> bool:
    try:
        with transaction() as work:
            work.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def _redis() -> bool:
    try:
        return bool(events.client(settings().redis_url).ping())
    except RedisError:
        return False
