"""Goes through a recording once: the frames worth reading, and the changes of the screen between them."""

from collections.abc import Iterable, Iterator

from app.ocr.frames import RATE, Keeper, KeptFrame, Sample
from app.ocr.watcher import Seen, Watcher

# A pointer rests on what it presses for a quarter of a second at least.
WATCHED_RATE = 2 * RATE
# Seconds: a frame that was kept this long before a change had come to rest does not show it.
_SAME = 0.2


def watched(sampled: Iterable[Sample]) -> Iterator[KeptFrame | Seen]:
    """What is to be read and what has changed, of samples taken WATCHED_RATE times a second.

    Every change has a frame that shows what came of it, also where it is too small for one that is worth reading by
    itself: only so it is known that nothing else changed.
    """
    keeper, watcher = Keeper(), Watcher()
    kept = -1.0

    def readable(frames: Iterable[KeptFrame]) -> Iterator[KeptFrame]:
        nonlocal kept
        for frame in frames:
            # What came of a change was kept already: this one shows what its surroundings have become since.
            since = frame.since if frame.since > kept else frame.sample.time
            kept = max(kept, since)
            yield KeptFrame(since, frame.sample)

    def told(changes: Iterable[Seen]) -> Iterator[KeptFrame | Seen]:
        nonlocal kept
        for seen in changes:
            if kept < seen.change.end - _SAME:
                kept = seen.change.end
                yield KeptFrame(kept, Sample(seen.after.time, seen.after.planes))
            yield seen

    for number, sample in enumerate(sampled):
        changes = list(watcher.observe(sample.time, sample.planes))
        yield from readable(keeper.observe(sample) if number % 2 == 0 else ())
        yield from told(changes)
    yield from readable(keeper.close())
    yield from told(watcher.close())
