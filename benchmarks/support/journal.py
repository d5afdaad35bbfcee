"""What one recorder lived through: when bytes were taken again, how often it had to come back, what looked wrong."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Journal:
    """Times are from time.monotonic(), in seconds; None means that it did not happen."""

    troubles: Counter[str] = field(default_factory=Counter)
    """What ended connections and requests, by kind."""
    complaints: list[str] = field(default_factory=list)
    """What the protocol does not allow; a run without faults in the server has none."""
    rest_chunks: int = 0
    struck: float | None = None
    taken_again: float | None = None
    finish_sent: float | None = None
    playable: float | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def strike(self) -> None:
        """The fault happens now."""
        with self._lock:
            self.struck = time.monotonic()

    def taken(self, sent_at: float) -> None:
        """A chunk that was sent at `sent_at` is acknowledged."""
        with self._lock:
            if self.struck is not None and self.taken_again is None and sent_at > self.struck:
                self.taken_again = time.monotonic()

    def finishing(self) -> None:
        """The recorder says for the first time that this was all."""
        if self.finish_sent is None:
            self.finish_sent = time.monotonic()

    def plays(self) -> None:
        """The recorder learns that the recording can be watched."""
        self.playable = time.monotonic()

    @property
    def recovery(self) -> float | None:
        """Seconds from the fault until a chunk sent after it was acknowledged."""
        return None if self.struck is None or self.taken_again is None else self.taken_again - self.struck

    @property
    def wait(self) -> float | None:
        """Seconds from the recorder's stop until the recording plays."""
        return None if self.finish_sent is None or self.playable is None else self.playable - self.finish_sent
