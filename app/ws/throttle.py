"""Lets something happen only so often in this process, however many ask for it."""

import time


class Throttle:
    """Lets one through every `seconds`; the others are told no, and may ask again."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._next = 0.0

    def may_go(self) -> bool:
        """Whether it is the caller's turn."""
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + self._seconds
        return True
