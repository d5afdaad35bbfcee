"""Gives a step its title: the most prominent of its new lines, cleaned up as a person would."""

import re
from collections import Counter
from collections.abc import Sequence

from app.domain.documents.words import Line

_LONGEST = 72
_MOST_WORDS = 14
# Confidence (of 100) below which words are guessed rather than read, by any engine.
_READ = 75.0
# Lines within this share of the largest type count as equally prominent; the first of them wins.
_AS_LARGE = 0.85
_ADDRESS = re.compile(r"^(https?://|www\.)|@|^\S+\.\S+/\S*$", re.IGNORECASE)
_LEADING_MARKS = re.compile(r"^[^\w\"'“‘(¿¡#$€£]+")
_TRAILING_MARKS = re.compile(r"[\s:;,|·•›>/\\_~=+*–—▾▼⌄▴▲▸►✕✖×-]+$")


def title_of(lines: Sequence[Line], timestamp: float) -> str:
    """A short title out of a step's new lines, in reading order; without a usable one, its time (seconds)."""
    chosen = heading_of(lines)
    return clean(chosen.text) if chosen else f"Scene at {clock(timestamp)}"


def heading_of(lines: Sequence[Line]) -> Line | None:
    """The most prominent of some lines, in reading order; None where none makes a title.

    Of several, one that stands there twice: a page is called as the entry that leads to it, the product is not.
    """
    usable = [line for line in lines if _is_usable(line)]
    largest = max((line.size for line in usable), default=0.0)
    large = [line for line in usable if line.size >= _AS_LARGE * largest]
    texts = Counter(line.text for line in lines)
    # The first of those that stand there most often, once or twice.
    return max(large, key=lambda line: min(2, texts[line.text]), default=None)


def clean(text: str) -> str:
    """The text without marks at its ends, cut at a word where it is long."""
    text = _TRAILING_MARKS.sub("", _LEADING_MARKS.sub("", " ".join(text.split())))
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1]
    if len(text) <= _LONGEST:
        return text
    head = text[: _LONGEST - 1]
    return _TRAILING_MARKS.sub("", head[: head.rfind(" ")] if " " in head else head) + "…"


def clock(seconds: float) -> str:
    """0:42, 12:05 or 1:02:09."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


def _is_usable(line: Line) -> bool:
    text = line.text
    letters = sum(sign.isalpha() for sign in text)
    return (
        line.confidence >= _READ
        and letters >= 3
        and 2 * letters >= len(text.replace(" ", ""))
        and len(text.split()) <= _MOST_WORDS
        and not _ADDRESS.search(text)
    )
