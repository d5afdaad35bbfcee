"""Short transactions: one connection, held only inside the with block."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from sqlalchemy.orm import Session

from app.extensions import db

# SQLAlchemy's word is taken here: what a person has is a sign-in, and what a recorder makes is a take.
UnitOfWork: TypeAlias = Session


@contextmanager
def transaction() -> Iterator[UnitOfWork]:
    """A unit of work that commits at the end of the block, or rolls back when it raises.

    Objects stay readable after the commit. Unlike the request's it cannot outlive the block, which matters in a
    socket: its request lasts for hours.
    """
    with UnitOfWork(db.engine, expire_on_commit=False) as work, work.begin():
        yield work
