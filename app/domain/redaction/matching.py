"""Whether a finding is one of an earlier reading: it stands in the same place at the same time. Pure."""

from collections.abc import Sequence

from app.domain.documents.words import Box
from app.domain.redaction.findings import overlap

_SAME_PLACE = 0.5


def is_same_place(stored: Sequence[Sequence[float]], found: Sequence[Sequence[float]]) -> bool:
    """Whether one of each (left, top, width, height, start, end) meets one of the other, in place and in time."""
    return any(
        overlap(Box(*one[:4]), Box(*other[:4])) >= _SAME_PLACE and one[4] < other[5] and other[4] < one[5]
        for one in stored
        for other in found
    )
