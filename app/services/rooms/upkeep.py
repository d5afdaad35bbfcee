"""Looks after the rooms of a process every few seconds, once for all who are in them: that nobody misses what was
committed while Redis lost it, and that nobody sees people who are gone with their process.
"""

import threading
import time
from collections.abc import Callable, Iterable
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.db.patience import in_a_line
from app.services.rooms import entrance, presence

log = structlog.get_logger()

EVERY_SECONDS = 5.0


class Upkeep:
    """What was last known of each room. Whoever comes by when it is time looks for all; the others go on meanwhile.

    `changed` is told a room and its version, `left` a room and who is not in it any more.
    """

    def __init__(self, changed: Callable[[UUID, int], None], left: Callable[[UUID, str], None]) -> None:
        self._changed, self._left = changed, left
        self._lock = threading.Lock()
        self._due = 0.0
        self._versions: dict[UUID, int] = {}
        self._known = threading.Lock()
        self._people: dict[UUID, set[str]] = {}

    def saw(self, video_id: UUID, peers: Iterable[str]) -> None:
        """Somebody was told that these are in the room: they are to hear when one is not any more."""
        with self._known:
            self._people.setdefault(video_id, set()).update(peers)

    def look(self, rooms: Callable[[], list[UUID]]) -> None:
        """Looks at the rooms, if it is time and nobody else does."""
        if time.monotonic() < self._due or not self._lock.acquire(blocking=False):
            return
        try:
            self._due = time.monotonic() + EVERY_SECONDS
            self._look(rooms())
        except SQLAlchemyError as error:
            # The next look is soon.
            log.warning("rooms not looked at", error=in_a_line(error))
        finally:
            self._lock.release()

    def _look(self, rooms: list[UUID]) -> None:
        before, self._versions = self._versions, entrance.versions(rooms)
        for video_id, version in self._versions.items():
            if before.get(video_id) != version:
                self._changed(video_id, version)
        found = {video_id: set(presence.people(video_id)) for video_id in rooms}
        for video_id, gone in self._gone(found):
            for peer in gone:
                self._left(video_id, peer)

    def _gone(self, found: dict[UUID, set[str]]) -> list[tuple[UUID, set[str]]]:
        """Who was in a room and is not; of a room in which nobody is found, Redis does not know."""
        with self._known:
            were, self._people = self._people, {}
            for video_id, here in found.items():
                self._people[video_id] = here or were.get(video_id, set())
        return [(video_id, were.get(video_id, set()) - here) for video_id, here in found.items() if here]
