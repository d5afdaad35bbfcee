"""Words that somebody may have meant who mistyped one. Pure.

A short word has few neighbours at one slip's distance, and they can be asked for by name. A long one has many, but most
of its three-letter pieces survive two slips: PostgreSQL finds what has them, and what is really near is chosen here.
"""

from collections.abc import Iterable
from string import ascii_lowercase

from rapidfuzz.distance import OSA

# Shorter words are anything after one slip.
SHORTEST = 4
_SHORT = 7
_LETTERS = ascii_lowercase


def neighbours(word: str) -> list[str]:
    """All words that are one slip away from a short one: two letters changed places, or one is missing, too many, or
    another; none for a longer one.
    """
    if not SHORTEST <= len(word) <= _SHORT:
        return []
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] for at in range(1, len(word))}
    for before, after in cuts:
        found.add(before + after[1:])
        found.update(before + letter + rest for letter in _LETTERS for rest in (after, after[1:]))
    return sorted(found - {word})


def near(word: str, others: Iterable[str], most: int) -> list[str]:
    """Those that may have been meant, the nearest first, and those that hold the word, as German compounds do."""
    allowed = 1 if len(word) <= _SHORT else 2
    distances = {other: OSA.distance(word, other) for other in others}
    meant = [other for other, distance in distances.items() if distance <= allowed or word in other]
    return sorted(meant, key=lambda other: (word in other, distances[other], other))[:most]
