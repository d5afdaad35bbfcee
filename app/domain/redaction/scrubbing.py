"""Takes secrets out of what was written about a video: titles and texts of guides, as they are stored. Pure."""

import re
from collections.abc import Iterable
from typing import Any

from app.domain.documents.words import Box, Line

_MASK = "••••"
# Shorter texts stand in other words, too.
_LEAST = 4
_BETWEEN = r"[\s\-–./()]*"


def texts_in(lines: Iterable[Line], box: Box) -> list[str]:
    """What is read in a box, by line."""
    found = (" ".join(word.text for word in line.words if _has_middle_of(box, word.box)) for line in lines)
    return [text for text in found if text]


def pattern(values: Iterable[str]) -> re.Pattern[str] | None:
    """What finds these texts however they are cased and spaced; None where there is nothing to find."""
    signs = {"".join(sign for sign in value if not re.fullmatch(_BETWEEN, sign)) for value in values}
    longest_first = sorted((each for each in signs if len(each) >= _LEAST), key=len, reverse=True)
    ways = [_BETWEEN.join(re.escape(sign) for sign in each) for each in longest_first]
    return re.compile("|".join(ways), re.IGNORECASE) if ways else None


def scrubbed(stored: Any, found: re.Pattern[str]) -> Any:
    """JSON without what is found, in whatever text of it."""
    if isinstance(stored, str):
        return found.sub(_MASK, stored)
    if isinstance(stored, list):
        return [scrubbed(each, found) for each in stored]
    if isinstance(stored, dict):
        return {name: scrubbed(each, found) for name, each in stored.items()}
    return stored


def _has_middle_of(box: Box, word: Box) -> bool:
    across, down = word.left + word.width / 2, word.top + word.height / 2
    return box.left <= across <= box.right and box.top <= down <= box.bottom
