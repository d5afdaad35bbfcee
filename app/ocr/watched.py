"""Goes through a recording once: the frames worth reading, and the changes of the screen between them."""

from collections.abc import Iterable, Iterator

from app.ocr.frames import RATE, Keeper, KeptFrame, Sample
from app.ocr.watcher import Seen, Watcher

# A pointer rests on what it presses for a quarter of a second at least.
WATCHED_RATE = 2 * RATE
# Seconds: a frame that was kept this long before a change had come to rest does not show it.
_SAME = 0.2


def watched(sampled: Iterable[Sample]) -> Iterator[KeptFrame | Seen]:
    """What is to be read and what has changed, of samples taken WATCHED_RATE times a second."""
    watch = Watch()
    for sample in sampled:
        yield from watch.observe(sample)
    yield from watch.close()


class Watch:
    """Goes through one recording, sample by sample: it may be saved in between (saved.py).

    Every change has a frame that shows what came of it, also where it is too small for one that is worth reading by
    itself: only so it is known that nothing else changed.
    """

    def __init__(self) -> None:
        self._keeper, self._watcher = Keeper(), Watcher()
        self._kept = -1.0
        self.samples = 0
        """How many it was given: the number of the next one."""

    def observe(self, sample: Sample) -> Iterator[KeptFrame | Seen]:
        """Takes the next sample. To be exhausted before the one after it."""
        number, self.samples = self.samples, self.samples + 1
        changes = list(self._watcher.observe(sample.time, sample.planes))
        yield from self._readable(self._keeper.observe(sample) if number % 2 == 0 else ())
        yield from self._told(changes)

    def close(self) -> Iterator[KeptFrame | Seen]:
        """What can be said now that no more will come."""
        yield from self._readable(self._keeper.close())
        yield from self._told(self._watcher.close())

    def _readable(self, frames: Iterable[KeptFrame]) -> Iterator[KeptFrame]:
        for frame in frames:
            # What came of a change was kept already: this one shows what its surroundings have become since.
            since = frame.since if frame.since > self._kept else frame.sample.time
            self._kept = max(self._kept, since)
            yield KeptFrame(since, frame.sample)

    def _told(self, changes: Iterable[Seen]) -> Iterator[KeptFrame | Seen]:
        for seen in changes:
            if self._kept < seen.change.end - _SAME:
                self._kept = seen.change.end
                yield KeptFrame(self._kept, Sample(seen.after.time, seen.after.planes))
            yield seen
