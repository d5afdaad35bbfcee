"""Which step of a new reading is which of an old one. Pure."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from uuid import UUID

from app.domain.documents.editing.guide import MachineStep
from app.domain.documents.textdiff import normalise

# Seconds: the recording is the same, so what was done was done at nearly the same moment.
_NEAR = 5.0
# A step at the same moment is the same, whatever it is called; one further off must be called nearly the same.
_ENOUGH = 0.9
_SAME_WORDS, _ALIKE, _SAME_KIND = 2.0, 1.0, 0.5
_ALIKE_FROM = 0.8


def matches(old: Sequence[MachineStep], new: Sequence[MachineStep]) -> dict[UUID, MachineStep]:
    """The new step for each old one that was found again, by the old one's id. Both are in order of time.

    1. A pair is worth what speaks for it: how near in time, whether called the same, whether of the same kind.
    2. Pairs do not cross, so what came first comes first; of all such sets the one worth most is taken (as in the
       longest common subsequence, row by row).
    """
    worth = [[_worth(one, other) for other in new] for one in old]
    best = _best(worth, len(new))
    found, i, j = {}, 0, 0
    while i < len(old) and j < len(new):
        if worth[i][j] and best[i][j] == worth[i][j] + best[i + 1][j + 1]:
            found[old[i].id] = new[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _best(worth: list[list[float]], width: int) -> list[list[float]]:
    """What can be had at most from each pair of places on."""
    best = [[0.0] * (width + 1) for _ in range(len(worth) + 1)]
    for i in range(len(worth) - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            paired = worth[i][j] + best[i + 1][j + 1] if worth[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    return best


def _worth(old: MachineStep, new: MachineStep) -> float:
    """What speaks for two being the same; 0 where it is too little."""
    apart = abs(old.timestamp - new.timestamp)
    if apart >= _NEAR:
        return 0.0
    worth = 1 - apart / _NEAR + _words(old.label or old.title, new.label or new.title)
    worth += _SAME_KIND if old.kind is not None and old.kind == new.kind else 0.0
    return worth if worth >= _ENOUGH else 0.0


def _words(one: str, other: str) -> float:
    one, other = normalise(one), normalise(other)
    if one == other:
        return _SAME_WORDS
    return _ALIKE if SequenceMatcher(None, one, other).ratio() >= _ALIKE_FROM else 0.0
