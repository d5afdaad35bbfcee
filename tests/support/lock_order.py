"""Sees whoever locks a video's row after one of its uploads' (app/services/uploads/row_locks.py says why not).

Every statement of the application is looked at: which of the two tables it locks rows of, by changing, deleting or
holding them, or by adding rows that belong to a video; and whether its transaction has locked the other one before.
What a test does itself is not looked at.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, event

from tests.support.held import TESTS, place_of_caller

_CHANGES = re.compile(r"(?:UPDATE|DELETE FROM) (videos|uploads)\b")
# A row that refers to a video shares a lock of it, which deleting the video waits for.
_ADDS = re.compile(r"INSERT INTO (?:video_events|stages)\b")
_HOLDS = re.compile(r"\bFROM (\w+).*\bFOR (?:NO KEY )?UPDATE(?: OF (\w+))?", re.DOTALL)


def tables_locked(statement: str) -> set[str]:
    """Which of `videos` and `uploads` a statement locks rows of."""
    if changes := _CHANGES.match(statement):
        return {changes[1]}
    if _ADDS.match(statement):
        return {"videos"}
    if holds := _HOLDS.search(statement):
        return {holds[2] or holds[1]} & {"videos", "uploads"}
    return set()


class OrderWatch:
    """The faults so far: where a video was locked too late."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        # By the transaction's connection itself, which may be lost by the time it ends.
        self._locked: WeakKeyDictionary[Connection, set[str]] = WeakKeyDictionary()

    def executes(self, connection: Connection, statement: str) -> None:
        """A statement is about to be sent."""
        where = place_of_caller(__file__)
        if where is None or where.startswith(TESTS):
            return
        locked = self._locked.setdefault(connection, set())
        now = tables_locked(statement)
        if "videos" in now and "uploads" in locked and "videos" not in locked:
            self.faults.append(f"a video is locked after an upload at {where}")
        locked |= now

    def ends(self, connection: Connection) -> None:
        """A transaction begins or ends."""
        self._locked.pop(connection, None)


@contextmanager
def watched() -> Iterator[OrderWatch]:
    """Watches every engine of this process until the end of the block."""
    watch = OrderWatch()

    def executes(connection: Connection, cursor: Any, statement: str, *_: Any) -> None:
        watch.executes(connection, statement)

    listeners: list[tuple[str, Callable[..., None]]] = [
        ("before_cursor_execute", executes),
        ("begin", watch.ends),
        ("commit", watch.ends),
        ("rollback", watch.ends),
    ]
    for name, listener in listeners:
        event.listen(Engine, name, listener)
    try:
        yield watch
    finally:
        for name, listener in listeners:
            event.remove(Engine, name, listener)
