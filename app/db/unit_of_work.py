"""Short transactions: one connection, held only inside the with block."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from app.extensions import db


@contextmanager
def transaction() -> Iterator[Session]:
    """A session that commits at the end of the block, or rolls back when it raises.

    Objects stay readable after the commit. Unlike the request's session it cannot outlive the block, which
    matters in a socket: its request lasts for hours.
    """
    with Session(db.engine, expire_on_commit=False) as session, session.begin():
        yield session
