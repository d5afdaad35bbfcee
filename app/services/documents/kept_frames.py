"""Stores what is kept of a recording, as it is found: pictures at once, rows when somebody publishes them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from app.domain.documents.evidence.changes import Change
from app.ocr.frames import KeptFrame
from app.ocr.watcher import Seen
from app.services.pipeline.outputs import Output
from app.storage import keys
from app.storage.s3 import get_store


@dataclass(slots=True)
class Found:
    """Kept frames, by when they came to be and what they are stored as, and the changes between them."""

    frames: list[tuple[float, str]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def store(self, output: Output, found: Iterable[KeptFrame | Seen]) -> None:
        """Adds what is found; pictures are written as they come, so that none is kept in memory."""
        for each in found:
            if isinstance(each, KeptFrame):
                key = keys.frame_image(output.video_id, output.run, round(each.since * 1000))
                get_store().put(key, each.jpeg(), "image/jpeg")
                self.frames.append((each.since, key))
            else:
                self.changes.append(_with_picture(output, each))


def grouped(starts: Sequence[float], changes: Iterable[Change]) -> list[list[Change]]:
    """For each of the frames that begin at `starts` (rising) the changes that led to it, or came while nothing new was
    to be read.
    """
    groups: list[list[Change]] = [[] for _ in starts]
    for each in changes:
        groups[max(0, bisect_right(starts, each.end) - 1)].append(each)
    return groups


def _with_picture(output: Output, seen: Seen) -> Change:
    """The change with its picture: only what was pressed is shown as it was before."""
    if seen.change.pointer is None:
        return seen.change
    key = keys.before_image(output.video_id, output.run, round(seen.change.before * 1000))
    get_store().put(key, seen.before_jpeg(), "image/jpeg")
    return replace(seen.change, picture=key)
