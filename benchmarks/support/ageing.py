"""Lets time pass for all that the product keeps: rows, Redis keys that expire, files on disk; objects stay young."""

import os
from datetime import timedelta
from pathlib import Path
from typing import cast

from redis import Redis
from sqlalchemy import DateTime, text

from app.db.base import Base
from app.db.unit_of_work import transaction
from app.settings import settings

# Celery's messages that were taken and not acknowledged, by the time at which they were.
_UNACKNOWLEDGED = "unacked_index"


def let_pass(passed: timedelta) -> None:
    """To the code, so much time has passed. Needs an application context, and nothing under way."""
    _age_rows(passed)
    _age_keys(passed)
    for folder in (settings().spool_dir, settings().scratch_dir):
        _age_files(Path(folder), passed)


def _age_rows(passed: timedelta) -> None:
    with transaction() as work:
        # Nobody changes the audit log but time.
        work.execute(text("ALTER TABLE audit_log DISABLE TRIGGER USER"))
        for table in Base.metadata.sorted_tables:
            columns = [column.name for column in table.columns if isinstance(column.type, DateTime)]
            changes = ", ".join(f'"{name}" = "{name}" - :passed' for name in columns)
            if changes:
                work.execute(text(f'UPDATE "{table.name}" SET {changes}'), {"passed": passed})
        work.execute(text("ALTER TABLE audit_log ENABLE TRIGGER USER"))


def _age_keys(passed: timedelta) -> None:
    redis = Redis.from_url(settings().redis_url)
    seconds = int(passed.total_seconds())
    for key in redis.scan_iter():
        left = cast(int, redis.ttl(key))
        if left >= 0:
            redis.expire(key, left - seconds) if left > seconds else redis.delete(key)
    for message, taken in cast(list[tuple[bytes, float]], redis.zrange(_UNACKNOWLEDGED, 0, -1, withscores=True)):
        redis.zadd(_UNACKNOWLEDGED, {message: taken - seconds})


def _age_files(root: Path, passed: timedelta) -> None:
    for path in [root, *root.rglob("*")] if root.is_dir() else []:
        try:
            changed = path.stat().st_mtime - passed.total_seconds()
            os.utime(path, (changed, changed))
        except FileNotFoundError:
            # Its work has just ended.
            continue
