"""Words on a screen, and the lines they make. Units are the caller's: pixels, or shares of the frame."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from statistics import median

# The dots of i and j stand as high as capitals.
_ASCENDERS = frozenset("bdfhijklt")
_DESCENDERS = frozenset("gjpqy")
# How much of the type size a word's ink is high, in common sans-serif faces.
_X_HEIGHT, _CAP_HEIGHT, _FULL_HEIGHT = 0.53, 0.72, 0.93


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; the origin is the frame's top left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was read; `confidence` runs from 0 to 100."""

    text: str
    box: Box
    confidence: float

    @property
    def size(self) -> float:
        """The type size, from the ink: "ace" stands half as high as "Apply" in the same type."""
        tall = any(sign.isupper() or sign.isdigit() or sign in _ASCENDERS for sign in self.text)
        deep = any(sign in _DESCENDERS for sign in self.text)
        if tall and deep:
            return self.box.height / _FULL_HEIGHT
        return self.box.height / (_CAP_HEIGHT if tall or deep else _X_HEIGHT)


@dataclass(frozen=True)
class Line:
    """Words that stand side by side, left to right; never empty. What is asked of it is worked out once."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def box(self) -> Box:
        """The rectangle around all words."""
        return around(word.box for word in self.words)

    @cached_property
    def size(self) -> float:
        """The type size."""
        return median(word.size for word in self.words)

    @cached_property
    def confidence(self) -> float:
        """The words' mean, long words counting more."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters


def around(boxes: Iterable[Box]) -> Box:
    """The smallest rectangle around all boxes. Raises ValueError for none."""
    every = list(boxes)
    left, top = min(box.left for box in every), min(box.top for box in every)
    return Box(left, top, max(box.right for box in every) - left, max(box.bottom for box in every) - top)
