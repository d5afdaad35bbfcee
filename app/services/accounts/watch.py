"""Whether the sign-in that opened a stream or a socket still counts, asked again and again at next to no cost.

An ending is told through Redis and noticed at the next look. The database is asked every half minute, for an event that
was lost, for sign-ins that expire, and for people who are gone: once for all that is open in this process, since a
thousand sockets that asked each for itself would cost as much as what they carry.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app import events
from app.errors import VideoFlowError
from app.services.accounts import sign_ins

log = structlog.get_logger()

T = TypeVar("T")

# Half of the minute within which everything a sign-in opened has to end.
ASK_SECONDS = 30.0


class _Open:
    """The sign-ins for which something is open in this process, and which of them have ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count: Counter[UUID] = Counter()
        self._ended: set[UUID] = set()
        self._asking = False
        self._asked = time.monotonic()

    def enter(self, sign_in_id: UUID) -> None:
        """One more stream or socket of this one."""
        with self._lock:
            if not self._count:
                # Each sign-in was looked at when it came: the half minute begins with the first.
                self._asked = time.monotonic()
            self._count[sign_in_id] += 1

    def leave(self, sign_in_id: UUID) -> None:
        """One less; with the last one, nothing is remembered."""
        with self._lock:
            self._count[sign_in_id] -= 1
            if self._count[sign_in_id] <= 0:
                del self._count[sign_in_id]
                self._ended.discard(sign_in_id)

    def has_ended(self, sign_in_id: UUID) -> bool:
        """Whoever asks when it is time again asks the database for all; the others go on meanwhile."""
        if self._is_my_turn():
            try:
                self.ask(set(self._count) - self._ended)
            finally:
                self._asking = False
        return sign_in_id in self._ended

    def _is_my_turn(self) -> bool:
        if time.monotonic() - self._asked < ASK_SECONDS:
            return False
        with self._lock:
            if self._asking:
                return False
            self._asking, self._asked = True, time.monotonic()
            return True

    def ask(self, sign_in_ids: set[UUID]) -> None:
        """Looks at these now. Where the database is away nobody can end a sign-in; the next look asks again."""
        try:
            ended = sign_in_ids - sign_ins.valid_among(sign_in_ids)
        except SQLAlchemyError as error:
            log.warning("sign-ins not asked about", error=str(error))
            return
        with self._lock:
            self._ended |= ended & set(self._count)


_open = _Open()


class Watch:
    """Looks after one sign-in. Made by `watching`."""

    def __init__(self, sign_in_id: UUID | None, mailbox: events.Mailbox | None) -> None:
        self._sign_in_id = sign_in_id
        self._mailbox = mailbox

    def require(self) -> None:
        """Raises VideoFlowError `not_authenticated` (401) once the sign-in has ended."""
        if self._has_ended():
            raise VideoFlowError("not_authenticated", "You were signed out. Sign in again to go on.", 401)

    def _has_ended(self) -> bool:
        if self._sign_in_id is None or self._mailbox is None:
            return False
        if not self._mailbox.empty():
            while not self._mailbox.empty():
                self._mailbox.get_nowait()
            _open.ask({self._sign_in_id})
        return _open.has_ended(self._sign_in_id)


@contextmanager
def watching(sign_in_id: UUID | None) -> Iterator[Watch]:
    """A watch inside the block; over nothing where there is no sign-in, as for what the product does by itself."""
    if sign_in_id is None:
        yield Watch(None, None)
        return
    with events.hub().listen(events.sign_in_channel(sign_in_id)) as mailbox:
        _open.enter(sign_in_id)
        try:
            yield Watch(sign_in_id, mailbox)
        finally:
            _open.leave(sign_in_id)


def while_signed_in(sign_in_id: UUID | None, items: Iterable[T]) -> Iterator[T]:
    """The same items, until the sign-in ends. Raises VideoFlowError `not_authenticated` (401) then."""
    with watching(sign_in_id) as watch:
        for item in items:
            watch.require()
            yield item
