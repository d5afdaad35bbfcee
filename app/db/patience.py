"""Waits for a database that is away, where that is better than failing: in the work of a stage, not in a request.

1. Inside `patient()`, no transaction begins before the database answers: `transaction` asks `await_connection`.
2. One that was cut off in the middle is done again where its function is `persistent`. Whether its commit was heard
   nobody knows, so such a function must be safe to repeat.
3. Both give up after PATIENCE, counted anew from the first failure of each call, and raise what they met.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

import structlog
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from app import loops
from app.domain import times

log = structlog.get_logger()

P = ParamSpec("P")
R = TypeVar("R")

_patient: ContextVar[bool] = ContextVar("patient", default=False)
# Shut down, crashed, starting up, too many connections (PostgreSQL, appendix A).
_AWAY = frozenset({"57P01", "57P02", "57P03", "53300"})


@contextmanager
def patient() -> Iterator[None]:
    """Lets what the body does wait for the database. Threads that it starts do not."""
    token = _patient.set(True)
    try:
        yield
    finally:
        _patient.reset(token)


def persistent(function: Callable[P, R]) -> Callable[P, R]:
    """Does the function again where its connection broke, inside `patient()`. It must be safe to repeat."""

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        if not _patient.get():
            return function(*args, **kwargs)
        return _until_there(lambda: function(*args, **kwargs))

    return call


@contextmanager
def not_worth_waiting(what: str) -> Iterator[None]:
    """Lets the body do what may as well be left out while the database is away: that is logged, and over."""
    token = _patient.set(False)
    try:
        yield
    except SQLAlchemyError as error:
        if not is_away(error):
            raise
        log.warning("dropped", what=what, error=in_a_line(error))
    finally:
        _patient.reset(token)


def await_connection(work: Session) -> None:
    """Takes the unit of work's connection, once there is one; outside `patient()` the first statement takes it."""
    if _patient.get():
        _until_there(work.connection)


def is_away(error: SQLAlchemyError) -> bool:
    """Whether a statement failed because the database could not be reached, or not until its end; or, which looks the
    same to whoever waits, because no connection came free in time.
    """
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    code = getattr(error.orig, "pgcode", None)
    if code is None:
        # Never connected, or cut off: what the server itself refuses has a code.
        return isinstance(error, (OperationalError, InterfaceError))
    return code in _AWAY or code.startswith("08")


def in_a_line(error: SQLAlchemyError) -> str:
    """What happened, for a log: everybody who asks meanwhile has the same to tell."""
    return str(getattr(error, "orig", None) or error).strip().partition("\n")[0]


def _until_there(call: Callable[[], R]) -> R:
    deadline, failures = None, 0
    while True:
        try:
            return call()
        except SQLAlchemyError as error:
            now = time.monotonic()
            deadline = deadline or now + times.PATIENCE
            if not is_away(error) or now > deadline:
                raise
            log.warning("database away", error=in_a_line(error), waits=round(deadline - now))
        time.sleep(loops.pause(failures))
        failures += 1
