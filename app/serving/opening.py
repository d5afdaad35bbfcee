"""Sockets are opened a few at a time, so that those which are open are answered meanwhile.

Opening one costs a hundred times what a chunk costs: a handshake, a look at who it is, what is theirs, what they have
sent. When a thousand come back at once, or somebody makes them come, a loop that took each on as it came would be back
at the open ones when it is done with all. So each waits for its turn here, and whoever has waited long goes ahead:
this orders what comes, and refuses nobody.
"""

from collections.abc import Mapping
from threading import BoundedSemaphore
from typing import Any

AT_ONCE = 4
# Of one that takes its time, as when bytes are fetched from another host, the others are not made to wait.
LONGEST_SECONDS = 5.0


class Turn:
    """One's turn to open a socket, until it is open or refused."""

    def __init__(self, places: BoundedSemaphore | None = None) -> None:
        self._places = places

    def end(self) -> None:
        """Lets the next one; more than once is the same as once."""
        places, self._places = self._places, None
        if places is not None:
            places.release()


# Of a connection that opens no socket.
NO_TURN = Turn()


class Turns:
    """Those of one process."""

    def __init__(self, at_once: int = AT_ONCE, longest: float = LONGEST_SECONDS) -> None:
        self._places = BoundedSemaphore(at_once)
        self._longest = longest

    def wait(self) -> Turn:
        """One's turn, once it is there; after the longest wait it is, whoever else has theirs."""
        return Turn(self._places if self._places.acquire(timeout=self._longest) else None)


def is_decided(environ: Mapping[str, Any]) -> None:
    """Whatever becomes of the socket of a request: opening it is over, and the next one may begin."""
    turn: Turn = getattr(environ.get("gunicorn.socket"), "turn", NO_TURN)
    turn.end()
