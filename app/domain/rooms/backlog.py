"""What waits to be told to one who is slower than the others. Pure.

A line is what is told, and a key where the next line of the same key makes it worthless: of a cursor only the last
place counts. Lines without a key are strokes and news: all of them are told, in their order, or the backlog is overrun.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

# What nobody needs to wait for any more: whoever is this far behind comes back and asks what changed.
LONGEST_SECONDS = 5.0
LARGEST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is told, as JSON; `key` is "" for what may not be left out."""

    key: str
    text: str


@dataclass(slots=True)
class Batch:
    """Lines that are told together, to everybody; what they are on the wire is made once and kept in `framed`."""

    lines: Sequence[Line]
    framed: bytes | None = None
    weight: int = field(init=False)

    def __post_init__(self) -> None:
        self.weight = sum(len(line.text) for line in self.lines if not line.key)


class Backlog:
    """Batches that one person was not told yet."""

    def __init__(self) -> None:
        self._batches: list[Batch] = []
        self._since: float | None = None
        self._weight = 0

    def add(self, batch: Batch, now: float) -> None:
        """One more, which came `now` (seconds of any clock)."""
        if not self._batches:
            self._since = now
        self._batches.append(batch)
        self._weight += batch.weight

    def is_overrun(self, now: float) -> bool:
        """Whether more waits, or for longer, than is kept for anybody."""
        late = self._since is not None and now - self._since > LONGEST_SECONDS
        return late or self._weight > LARGEST_BYTES

    def take(self) -> Batch | None:
        """All of it as one batch, or None where nothing waits. Of lines with one key the last is left."""
        batches, self._batches = self._batches, []
        self._since, self._weight = None, 0
        if len(batches) <= 1:
            return batches[0] if batches else None
        return Batch(merged(line for batch in batches for line in batch.lines))


def merged(lines: Iterable[Line]) -> list[Line]:
    """The lines without those that a later one of the same key replaces."""
    kept: list[Line] = []
    seen: set[str] = set()
    for line in reversed(list(lines)):
        if not line.key or line.key not in seen:
            kept.append(line)
            seen.add(line.key)
    return kept[::-1]


def packed(lines: Iterable[Line]) -> str:
    """Lines as they go from process to process. JSON has neither tabs nor ends of lines in it."""
    return "\n".join(f"{line.key}\t{line.text}" for line in lines)


def unpacked(text: str) -> list[Line]:
    """The same lines; what is none is left out."""
    parts = (each.partition("\t") for each in text.split("\n"))
    return [Line(key, said) for key, tab, said in parts if tab and said]
