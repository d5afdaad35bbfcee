"""Whether a pooled connection still stands, before it is used again: who was idle is asked, any other is looked at.

To ask is a round trip to the database before each transaction, an eighth of the time that the end of a recording takes.
To look costs a system call: the end of a connection that a server or a proxy closed, or was killed over, has come here
already. What a look cannot see, a machine that fell silent, a question to one used a moment ago would not tell either.
"""

import time
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError

IDLE_SECONDS = 1.0


def require_standing_ones(engine: Engine) -> None:
    """In place of `pool_pre_ping`, which asks each time."""
    event.listen(engine, "checkin", _note)
    event.listen(engine, "checkout", lambda link, record, _: _require_standing(engine, link, record))


def _note(link: Any, record: Any) -> None:
    # Forgotten with the connection: a new one in its place is fresh.
    record.info["used_at"] = time.monotonic()


def _require_standing(engine: Engine, link: Any, record: Any) -> None:
    used_at = record.info.get("used_at")
    if used_at is not None and not _stands(engine, link, time.monotonic() - used_at):
        # The pool makes a new one, and drops all that were made before.
        raise InvalidatePoolError


def _stands(engine: Engine, link: Any, idle: float) -> bool:
    try:
        if idle > IDLE_SECONDS:
            return engine.dialect.do_ping(link)
        # Reads what has come unasked, and waits for nothing (libpq's PQconsumeInput): first what a server says who ends
        # it, and behind that the end.
        link.poll()
        link.poll()
    except engine.dialect.loaded_dbapi.Error as error:
        if engine.dialect.is_disconnect(error, link, None):
            return False
        raise
    return True
