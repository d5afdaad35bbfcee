"""Short transactions: one connection, held only inside the with block; and what is done once they are committed."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from app.db.patience import await_connection
from app.extensions import db

# SQLAlchemy's word is taken here: what a person has is a sign-in, and what a recorder makes is a take.
UnitOfWork: TypeAlias = Session
Call: TypeAlias = Callable[[], object]

# Holds a row against other changes. Unlike a plain FOR UPDATE, it lets rows be added that belong to it: a comment need
# not wait until a stage has ended.
FOR_CHANGE: dict[str, Any] = {"key_share": True}


@dataclass(slots=True)
class _Open:
    """A unit of work that has not ended, and the calls that wait for it.

    `own` ones were asked for by it, the others by units inside it that are committed already.
    """

    ended: bool = False
    calls: list[tuple[Call, bool]] = field(default_factory=list)

    def due(self, committed: bool) -> list[Call]:
        """What is left to do now that it has ended."""
        return [call for call, own in self.calls if committed or not own]


# Each thread and each greenlet has a context of its own, so that those at work side by side do not mix.
_current: ContextVar[_Open | None] = ContextVar("unit_of_work", default=None)


@contextmanager
def transaction() -> Iterator[UnitOfWork]:
    """A unit of work that commits at the end of the block, or rolls back when it raises.

    Objects stay readable after the commit. Unlike the request's it cannot outlive the block, which matters in a
    socket: its request lasts for hours. In the work of a stage it waits for a database that is away; see patience.
    Raises RuntimeError where the block ended it by itself.
    """
    outer, unit, committed = _current.get(), _Open(), False
    token = _current.set(unit)
    try:
        with UnitOfWork(db.engine, expire_on_commit=False) as work, work.begin():
            await_connection(work)
            yield work
            if not work.in_transaction():
                raise RuntimeError("A transaction is committed by the end of its block and by nothing else.")
        committed = True
    finally:
        _current.reset(token)
        unit.ended = True
        _do(unit.due(committed), outer)


@contextmanager
def reading() -> Iterator[UnitOfWork]:
    """For one question whose answer is taken as it stands: without the BEGIN and COMMIT around it, which are a round
    trip each. What two questions must agree on, and all that is written, belongs into a `transaction`.
    """
    with UnitOfWork(db.engine.execution_options(isolation_level="AUTOCOMMIT")) as work:
        await_connection(work)
        yield work


def after_commit(call: Call) -> None:
    """Calls `call` once the innermost transaction open here is committed, and never if it is rolled back.

    1. Without a transaction it is called at once.
    2. Inside one it waits for the end of the block, after which no connection is held any more.
    3. Inside nested ones it waits for the outermost, too, whose rows it may need; but whether it is called, the
       innermost alone decides: that one's rows stay, whatever becomes of the others.
    """
    unit = _current.get()
    if unit is None or unit.ended:
        call()
    else:
        unit.calls.append((call, True))


def _do(calls: list[Call], outer: _Open | None) -> None:
    if outer is not None and not outer.ended:
        outer.calls += [(call, False) for call in calls]
        return
    with ExitStack() as stack:
        # Last in, first out; one that raises keeps none of the others from being called.
        for call in reversed(calls):
            stack.callback(call)
