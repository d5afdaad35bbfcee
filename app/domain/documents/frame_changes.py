"""Decides which sampled frames of a recording are worth reading.

A frame is looked at as a grid of blocks. For each sample the caller says which blocks differ from the last
kept frame, and which moved since the sample before. Three things on a screen must not be mistaken for each
other: a mouse pointer (a few blocks, anywhere: not worth a reading), typing (a few blocks in a row, growing:
worth one when it pauses), and a part that never rests, such as a camera bubble (it must not keep us from
seeing the page beside it). So blocks that move are left out, for longer the more they have moved of late, and
what remains is judged by its shape.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import exp

Block = tuple[int, int]
Blocks = frozenset[Block]

NOTHING: Blocks = frozenset()


# Seconds in which a move of a block is forgotten, to a third.
_MEMORY = 5.0
# How long a block must hold still to count, in seconds for each remembered move: the next sample for a page
# that has just come, a second after scrolling, three for a face.
_STILLNESS = 0.3
# Remembered moves that tell a part which never rests from something that has just come.
_RESTLESS = 2.5


@dataclass(frozen=True, slots=True)
class _Moves:
    """When a block moved last, and how often it did of late."""

    last: float
    amount: float


@dataclass(frozen=True, slots=True)
class Policy:
    """When a change counts. Seconds, blocks, and shares of the frame.

    `pointer` is the largest patch (rows, columns) taken for a mouse pointer; `page` the share of the frame
    above which a settled change is a new page; `patience` how long a smaller one may wait for its
    surroundings to rest; `refresh` how long any difference at all may go unread.
    """

    pointer: Block = (3, 2)
    page: float = 0.02
    patience: float = 2.0
    refresh: float = 10.0


class ChangeDetector:
    """Follows one recording, sample by sample, in order of time."""

    def __init__(self, total_blocks: int, policy: Policy | None = None) -> None:
        self._policy = policy or Policy()
        self._page_blocks = max(1.0, total_blocks * self._policy.page)
        self._kept_at: float | None = None
        self._waiting_since: float | None = None
        self._moves: dict[Block, _Moves] = {}
        # Where a change went on while its frame was kept: what is added there later is no pointer.
        self._unfinished: Blocks = NOTHING

    def observe(self, time: float, differing: Blocks, moving: Blocks) -> float | None:
        """Whether to keep the sample at `time`: if so, when (seconds) what it shows came to be.

        The first sample is always kept.
        """
        # 1. The first sample is kept whatever it shows: there is nothing yet to compare it with.
        # 2. What moves is noted, even in samples that are not kept: that is how a camera bubble gives itself away.
        # 3. What has come to rest is judged by its shape.
        # 4. Any difference is read after a while, so that nothing stays unread because its neighbour never rests.
        if self._kept_at is None:
            return self._keep(time, time)
        self._note(time, moving)
        since = self._settled(time, differing)
        if since is None and differing and time - self._kept_at >= self._policy.refresh:
            return self._keep(time, time)
        return since

    def _settled(self, time: float, differing: Blocks) -> float | None:
        """Keeps the sample where what changed has come to rest, or its surroundings do not for too long."""
        # 1. Blocks that moved of late are left out, and patches no larger than a pointer.
        # 2. A page is kept at once, whatever still moves on it, as long as most of what changed is at rest.
        # 3. Something smaller waits until nothing moves around it: a line is read when its typing pauses.
        # 4. It does not wait for ever; then what still moved around it is remembered as unfinished.
        calm = frozenset(block for block in differing if self._is_calm(block, time))
        uneasy, settled = differing - calm, self._without_pointers(calm)
        if not settled:
            self._waiting_since = None
        elif self._is_page(settled, uneasy) or uneasy.isdisjoint(_surroundings(settled)):
            return self._keep(time, self._came_to_be(settled, time))
        elif self._waiting_since is None:
            self._waiting_since = time
        elif time - self._waiting_since >= self._policy.patience:
            return self._keep(time, time, uneasy.intersection(_surroundings(settled)))
        return None

    def close(self, time: float, differing: Blocks) -> float | None:
        """Whether to keep the sample observed last after all: what has just come can settle no more."""
        changed = self._without_pointers(block for block in differing if not self._is_restless(block))
        return self._keep(time, self._came_to_be(changed, time)) if changed else None

    def _is_page(self, settled: Blocks, uneasy: Blocks) -> bool:
        return len(settled) >= max(self._page_blocks, 2 * len(uneasy))

    def _came_to_be(self, blocks: Blocks, time: float) -> float:
        """When the last of the blocks took its present look, as far as it did so since the frame kept last."""
        moments = [self._moves[block].last for block in blocks if block in self._moves]
        before = self._kept_at or 0.0
        return max((moment for moment in moments if moment > before), default=time)

    def _keep(self, time: float, since: float, unfinished: Blocks = NOTHING) -> float:
        self._kept_at, self._waiting_since = time, None
        self._unfinished = frozenset(_surroundings(unfinished))
        return since

    def _note(self, time: float, moving: Blocks) -> None:
        for block in moving:
            past = self._moves.get(block)
            faded = past.amount * exp((past.last - time) / _MEMORY) if past else 0.0
            self._moves[block] = _Moves(time, faded + 1.0)

    def _is_calm(self, block: Block, time: float) -> bool:
        moves = self._moves.get(block)
        return moves is None or time - moves.last >= _STILLNESS * moves.amount

    def _is_restless(self, block: Block) -> bool:
        return block in self._moves and self._moves[block].amount >= _RESTLESS

    def _without_pointers(self, blocks: Iterable[Block]) -> Blocks:
        rows, columns = self._policy.pointer
        large: set[Block] = set()
        for patch in patches(blocks):
            tall, wide = _extent(patch)
            if tall > rows or wide > columns or not self._unfinished.isdisjoint(patch):
                large |= patch
        return frozenset(large)


def patches(blocks: Iterable[Block]) -> Iterator[set[Block]]:
    """Splits blocks into patches that touch, also by their corners."""
    left = set(blocks)
    while left:
        patch: set[Block] = set()
        edge = {left.pop()}
        while edge:
            patch |= edge
            edge = {near for near in _surroundings(edge) if near in left}
            left -= edge
        yield patch


def _surroundings(blocks: Iterable[Block]) -> Iterator[Block]:
    for row, column in blocks:
        for down in (-1, 0, 1):
            for right in (-1, 0, 1):
                yield row + down, column + right


def _extent(patch: set[Block]) -> Block:
    rows = [row for row, _ in patch]
    columns = [column for _, column in patch]
    return max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
