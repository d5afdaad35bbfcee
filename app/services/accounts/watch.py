"""Whether the sign-in that opened a stream or a socket still counts, asked again and again at next to no cost.

An ending is told through Redis and noticed at the next look; the database is asked every half minute, for an event that
was lost, for sign-ins that expire, and for people who are gone.
"""

import random
import time
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


class Watch:
    """Looks after one sign-in. Made by `watching`."""

    def __init__(self, sign_in_id: UUID | None, mailbox: events.Mailbox | None) -> None:
        self._sign_in_id = sign_in_id
        self._mailbox = mailbox
        # Those who came in the same moment do not all ask in the same moment.
        self._asked = time.monotonic() - random.uniform(0, ASK_SECONDS / 2)

    def require(self) -> None:
        """Raises VideoFlowError `not_authenticated` (401) once the sign-in has ended."""
        if self._has_ended():
            raise VideoFlowError("not_authenticated", "You were signed out. Sign in again to go on.", 401)

    def _has_ended(self) -> bool:
        if self._sign_in_id is None or self._mailbox is None:
            return False
        told = not self._mailbox.empty()
        if not told and time.monotonic() - self._asked < ASK_SECONDS:
            return False
        self._asked = time.monotonic()
        while not self._mailbox.empty():
            self._mailbox.get_nowait()
        return not self._is_valid(self._sign_in_id)

    def _is_valid(self, sign_in_id: UUID) -> bool:
        try:
            return sign_ins.is_valid(sign_in_id)
        except SQLAlchemyError as error:
            # Nobody can end a sign-in while the database is away; the next look asks again.
            log.warning("sign-in not asked about", error=str(error))
            return True


@contextmanager
def watching(sign_in_id: UUID | None) -> Iterator[Watch]:
    """A watch inside the block; over nothing where there is no sign-in, as for what the product does by itself."""
    if sign_in_id is None:
        yield Watch(None, None)
        return
    with events.hub().listen(events.sign_in_channel(sign_in_id)) as mailbox:
        yield Watch(sign_in_id, mailbox)


def while_signed_in(sign_in_id: UUID | None, items: Iterable[T]) -> Iterator[T]:
    """The same items, until the sign-in ends. Raises VideoFlowError `not_authenticated` (401) then."""
    with watching(sign_in_id) as watch:
        for item in items:
            watch.require()
            yield item
