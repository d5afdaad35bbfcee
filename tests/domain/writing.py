"""Builds words and lines for tests as an engine would return them."""

from app.domain.documents.words import Box, Line, Word


def words(text: str, left: float, top: float, size: float = 20, confidence: float = 95) -> list[Word]:
    """The words of `text` side by side, in type of `size`; every letter half as wide as that."""
    found = []
    for part in text.split():
        width = len(part) * size / 2
        found.append(Word(part, Box(left, top, width, 0.72 * size), confidence))
        left += width + 0.35 * size
    return found


def line(text: str, left: float = 0, top: float = 0, size: float = 20, confidence: float = 95) -> Line:
    """The same as a line."""
    return Line(tuple(words(text, left, top, size, confidence)))
