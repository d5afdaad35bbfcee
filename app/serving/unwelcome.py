"""Addresses that get no socket for a while, as one process remembers them: asked before the product is, at the door.

The table of limits says who that is (`denied`), and it is asked again once this is forgotten. What a refusal costs here
is a fraction of what it costs there, and thousands of them come at once.
"""

import time
from collections import OrderedDict

# A refused one comes again within seconds. No longer than that, because limits may end sooner than they say.
_LONGEST_SECONDS = 10.0
_MOST = 10_000


class Unwelcome:
    """Until when, by address. The oldest are forgotten first."""

    def __init__(self) -> None:
        self._until: OrderedDict[str, float] = OrderedDict()

    def note(self, address: str, seconds: float) -> None:
        """Remembers that this one was refused."""
        self._until.pop(address, None)
        self._until[address] = time.monotonic() + min(seconds, _LONGEST_SECONDS)
        while len(self._until) > _MOST:
            self._until.popitem(last=False)

    def seconds(self, address: str | None) -> int:
        """After how many seconds it is worth to ask again; 0 for everybody else."""
        until = self._until.get(address or "", 0.0)
        left = until - time.monotonic()
        if left <= 0:
            self._until.pop(address or "", None)
            return 0
        return int(left) + 1


HERE = Unwelcome()
