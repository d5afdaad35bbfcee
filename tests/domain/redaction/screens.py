"""Lines on a screen, for tests."""

from app.domain.documents.words import Box, Line, Word

ASPECT = 16 / 9


def line(text: str, left: float = 0.1, top: float = 0.1, height: float = 0.025) -> Line:
    """Words one after the other, each sign half as wide as it is high."""
    words, at = [], left
    for word in text.split():
        width = 0.5 * height / ASPECT * len(word)
        words.append(Word(word, Box(at, top, width, height), 95.0))
        at += width + 0.5 * height / ASPECT
    return Line(tuple(words))
