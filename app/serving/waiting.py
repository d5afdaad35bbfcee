"""Connections that hold a place and have not said yet what they want: bounded, whoever opens them.

A server has so many places. Whoever opens a connection and sends half a request takes one for as long as they like,
unless somebody looks. So:

1. A connection *waits* from when it is accepted until its request has been read to the end.
2. Of one address so many may wait; one more is turned away at the door, which costs next to nothing.
3. So many may wait of all together. One more gets the place of the one that has been silent longest among those of the
   address that has most; or is turned away where that is its own. Somebody who sends as people do is never that one.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many connections may wait: of one address, and in all."""

    of_address: int
    in_all: int


@dataclass(slots=True)
class WaitingRoom:
    """Who waits, by address, each with what ends it; the longest silent first."""

    bounds: Bounds
    _all: "OrderedDict[int, str | None]" = field(default_factory=OrderedDict)
    _by_address: dict[str | None, "OrderedDict[int, Callable[[], None]]"] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._all)

    def enter(self, key: int, address: str | None, end: Callable[[], None]) -> bool:
        """Takes a place for a connection, which is told by `end` when it has to give it up; False where it gets none.
        None is no one address.
        """
        self.leave(key)
        mine = len(self._by_address.get(address, ()))
        if address is not None and mine >= self.bounds.of_address:
            return False
        if len(self._all) >= self.bounds.in_all and not self._make_room(address, mine):
            return False
        self._all[key] = address
        self._by_address.setdefault(address, OrderedDict())[key] = end
        return True

    def _make_room(self, address: str | None, mine: int) -> bool:
        most = max(self._by_address.values(), key=len)
        if address is not None and mine + 1 >= len(most):
            return False
        self._turn_out(next(iter(most)))
        return True

    def heard(self, key: int) -> None:
        """Something came from this one: it is the last to go now."""
        if key in self._all:
            self._all.move_to_end(key)
            self._by_address[self._all[key]].move_to_end(key)

    def leave(self, key: int) -> None:
        """Gives the place back; whoever has none does not mind."""
        if key not in self._all:
            return
        address = self._all.pop(key)
        mine = self._by_address[address]
        del mine[key]
        if not mine:
            del self._by_address[address]

    def _turn_out(self, key: int) -> None:
        end = self._by_address[self._all[key]][key]
        self.leave(key)
        end()
