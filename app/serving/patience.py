"""How long a connection may take to say what it wants: pure rules, in seconds and bytes."""

import errno
from dataclasses import dataclass

# A whole head, once its first byte is there. Browsers send it at once.
HEAD_SECONDS = 10.0
# A connection that is kept for the next request, and says nothing meanwhile.
IDLE_SECONDS = 75.0
# A body may pause for so long, ...
PAUSE_SECONDS = 20.0
# ... and comes at this rate, counted over the time it was waited for, after a start that is given to everybody. Slower
# than any line that could carry a recording.
LEAST_RATE = 1000.0
START_SECONDS = 20.0
# An answer that nobody takes is not held for longer.
SEND_SECONDS = 60.0


class TooSlow(OSError):
    """The other side took longer than anybody needs. To gunicorn it looks like one that hung up, which is no news."""

    def __init__(self) -> None:
        super().__init__(errno.ECONNRESET, "too slow")


@dataclass(slots=True)
class Patience:
    """What one connection has left. Times are of one monotonic clock."""

    in_body: bool = False
    began: float | None = None
    waited: float = 0.0
    received: int = 0

    def head(self) -> None:
        """The next request is waited for."""
        self.in_body, self.began, self.waited, self.received = False, None, 0.0, 0

    def body(self) -> None:
        """The head is there."""
        self.in_body, self.waited, self.received = True, 0.0, 0

    def allowed(self, now: float) -> float:
        """For how many seconds the next bytes may be waited for; zero or less: no longer."""
        if not self.in_body:
            return IDLE_SECONDS if self.began is None else self.began + HEAD_SECONDS - now
        if self.waited > START_SECONDS and self.received < LEAST_RATE * (self.waited - START_SECONDS):
            return 0.0
        return PAUSE_SECONDS

    def got(self, size: int, waited: float, now: float) -> None:
        """So many bytes came after so long."""
        self.waited += waited
        self.received += size
        if self.began is None:
            self.began = now
