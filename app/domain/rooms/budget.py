"""How much one person may tell a room. Pure."""


class Budget:
    """So much a second, of which up to `burst` may be used at once."""

    def __init__(self, per_second: float, burst: float, now: float) -> None:
        self._per_second, self._burst = per_second, burst
        self._left, self._at = burst, now

    def spend(self, amount: float, now: float) -> bool:
        """Whether there is that much, at a moment (seconds of any clock); then it is spent."""
        self._left = min(self._burst, self._left + (now - self._at) * self._per_second)
        self._at = now
        if self._left < amount:
            return False
        self._left -= amount
        return True
