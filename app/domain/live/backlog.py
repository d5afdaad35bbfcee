"""What waits to be sent to one viewer, who may be slower than the recording. Pure.

1. A viewer is handed pieces as they come. They are the same objects for all, so that waiting costs little.
2. One who is so far behind that MOST_BYTES wait loses them all, and goes on with the next piece that a player can begin
   with: what they see jumps, and no memory grows.
3. Before the first piece, behind such a jump, and where another take begins, a player is told how it begins.
"""

from collections import deque
from dataclasses import dataclass

from app.domain.live.pieces import Beginning, Piece

MOST_BYTES = 6 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Start:
    """From here on come frames of a take; the first one's place is `time` (seconds)."""

    take: Beginning
    time: float


@dataclass(frozen=True, slots=True)
class Told:
    """A message between the frames."""

    text: str


Item = Start | Piece | Told


class Backlog:
    """What one viewer was not sent yet."""

    def __init__(self) -> None:
        self._items: deque[Item] = deque()
        self._take: Beginning | None = None
        self._bytes = 0
        self.skipped = 0
        """How often they lost what waited."""

    @property
    def bytes(self) -> int:
        """Bytes of frames that wait."""
        return self._bytes

    @property
    def waits(self) -> bool:
        """Whether there is anything to send."""
        return bool(self._items)

    def add(self, piece: Piece) -> None:
        """One more piece; left out where a player cannot go on with it."""
        if self._bytes + len(piece.data) > MOST_BYTES and self._items:
            self.clear()
            self.skipped += 1
        if self._take != piece.take:
            if piece.time is None:
                return
            self._take = piece.take
            self._items.append(Start(piece.take, piece.time))
        self._items.append(piece)
        self._bytes += len(piece.data)

    def tell(self, text: str) -> None:
        """A message, behind what waits."""
        self._items.append(Told(text))

    def clear(self) -> None:
        """Forgets the frames that wait; the next ones begin anew."""
        self._items = deque(item for item in self._items if isinstance(item, Told))
        self._bytes, self._take = 0, None

    def take(self) -> Item | None:
        """What is sent next; None where nothing waits."""
        item = self._items.popleft() if self._items else None
        if isinstance(item, Piece):
            self._bytes -= len(item.data)
        return item
