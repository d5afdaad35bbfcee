"""Tells what was read from what was guessed: lines of a moment when codecs had not yet made the screen sharp. Pure.

Such a line has its place, and something stands there: steps and searches for secrets want to know. As text it is noise.
"""

from collections.abc import Sequence
from statistics import median

from app.domain.documents.words import Line

# Confidence (of 100): so far below most of a recording a line is guessed; nothing that is surer than the second is.
_BELOW, _CLEAR = 10.0, 88.0


def least_sure(screens: Sequence[Sequence[Line]]) -> float:
    """The confidence from which on a recording's lines are read, and not guessed."""
    every = [line.confidence for lines in screens for line in lines]
    return min(_CLEAR, median(every) - _BELOW) if every else 0.0


def clear(screens: Sequence[Sequence[Line]]) -> list[tuple[Line, ...]]:
    """The lines of a recording's screens without those that are guessed."""
    least = least_sure(screens)
    return [tuple(line for line in lines if line.confidence >= least) for lines in screens]
