"""Settles how a line is read that stood at one place of the screen for a while and was not read the same way each time.

A pointer, a caret or a codec spoils a few signs of a line for a moment; the moments before and after know better.
Nothing is made up: a reading only gives way to another reading of the same line. Pure; boxes are shares of the frame.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from unicodedata import combining, normalize

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Levenshtein

from app.domain.documents.parted import whole
from app.domain.documents.prompts import with_prompts
from app.domain.documents.textdiff import normalise
from app.domain.documents.words import Box, Line

# Confidence (of 100): what readings count is by how much they are above the first. Above the second nothing is a slip
# of several signs; above the third, where the line was read otherwise before and after; above the fourth, of one sign.
_WORTHLESS, _DOUBTFUL, _UNSURE, _CERTAIN = 85.0, 90.0, 96.0, 98.5
# Screens between two readings of one line, at most: what comes after others is another line at that place.
_APART = 2
# How much more must speak for the other reading.
_CLEARLY = 1.5
# Similarity (0 to 100) of two readings of one line; of one that can hardly be read; and from how many signs on one sign
# is little.
_SIMILAR, _SIMILAR_AT_ALL, _LEAST_SIGNS = 55.0, 40.0, 5
# Of the wider line: how much of it both readings share. Of the lower: how much of its height.
_WIDTH, _HEIGHT = 0.6, 0.5
# Screens for which a place that is covered is remembered.
_COVERED = 40
# Digits that are read for letters and the other way round.
_LOOK_ALIKES = str.maketrans("oilsbz", "011582")


@dataclass(slots=True)
class _Place:
    """A line's place, with the screens on which it was read there."""

    box: Box
    last: int
    texts: list[str] = field(default_factory=list)
    screens: list[int] = field(default_factory=list)
    lines: dict[str, Line] = field(default_factory=dict)

    def add(self, screen: int, line: Line) -> None:
        self.last, self.box = screen, line.box
        self.texts.append(line.text)
        self.screens.append(screen)
        best = self.lines.get(line.text)
        if best is None or line.confidence > best.confidence:
            self.lines[line.text] = line


def agreed(screens: Sequence[Sequence[Line]]) -> list[tuple[Line, ...]]:
    """The lines of a recording's screens, in order of time, each with the reading that most speaks for.

    1. Lines that something has parted are put together (parted.py).
    2. Lines are followed from screen to screen as long as something like them stands at the same place: a line that
       grows is typed, one with other digits counts, and both are other lines.
    3. Of the readings of one place, that one holds which was read on most screens, and most surely, at any place.
    4. It takes the place of those that look like slips beside it, and that were read nowhere else.
    5. What is left are slips that are made every time: prompts that are read as letters.
    """
    screens = whole(screens)
    slips = _all_slips(screens)
    return with_prompts(
        [[slips.get((number, line.text), line) for line in lines] for number, lines in enumerate(screens)]
    )


def _all_slips(screens: Sequence[Sequence[Line]]) -> dict[tuple[int, str], Line]:
    """By the number of a screen and what was read there: what it gives way to."""
    worth = _worth(line for lines in screens for line in lines)
    places = list(_places(screens))
    homes = Counter(text for place in places for text in place.lines)
    slips = ((place, text, best) for place in places for text, best in _slips(place, worth) if homes[text] == 1)
    return {(screen, text): best for place, text, best in slips for screen in _screens_of(place, text)}


def _slips(place: _Place, worth: Counter[str]) -> Iterator[tuple[str, Line]]:
    """The readings of a place that give way, with what they give way to."""
    best = max(place.lines, key=lambda text: worth[text])
    for text, line in place.lines.items():
        outweighed = text != best and worth[best] >= _CLEARLY * worth[text] and _are_near(place, text, best)
        if outweighed and _is_slip(line, place.lines[best], _is_amid(text, best, place.texts)):
            yield text, place.lines[best]


def _worth(lines: Iterable[Line]) -> Counter[str]:
    """What speaks for each reading: each time it was read, by how surely."""
    found: Counter[str] = Counter()
    for line in lines:
        found[line.text] += max(1, round(line.confidence - _WORTHLESS))
    return found


def _places(screens: Sequence[Sequence[Line]]) -> Iterator[_Place]:
    """Every place where a line stood, with its readings; most lines are found again just as they were."""
    followed: list[_Place] = []
    for number, lines in enumerate(screens):
        known = _by_text(followed)
        others = [line for line in lines if not _goes_on(line, known[line.text], number)]
        followed += filter(None, [_other_reading(line, followed, number) for line in others])
        yield from (place for place in followed if number - place.last >= _COVERED)
        followed = [place for place in followed if number - place.last < _COVERED]
    yield from followed


def _by_text(places: Iterable[_Place]) -> dict[str, list[_Place]]:
    """Places by what was read there last."""
    known: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        known[place.texts[-1]].append(place)
    return known


def _other_reading(line: Line, followed: Sequence[_Place], screen: int) -> _Place | None:
    """Puts a line to a place where something like it was read; a place of its own where there is none."""
    if _goes_on(line, (place for place in followed if _is_reading_of(line, place)), screen):
        return None
    new = _Place(line.box, screen)
    new.add(screen, line)
    return new


def _goes_on(line: Line, places: Iterable[_Place], screen: int) -> bool:
    """Puts the line to the first of the places that it is at and that has none on this screen yet."""
    place = next((each for each in places if each.last < screen and _is_at(line, each)), None)
    if place is not None:
        place.add(screen, line)
    return place is not None


def _is_at(line: Line, place: _Place) -> bool:
    """Whether the line is where another was; what can hardly be read is seldom found as wide as it is."""
    one, other = line.box, place.box
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    # Asked of every pair of lines of a recording, nearly all of which stand on other rows.
    if high < _HEIGHT * min(one.height, other.height):
        return False
    wide = min(one.right, other.right) - max(one.left, other.left)
    widths = (one.width, other.width)
    least = min(widths) if _is_spoilt(line) or _is_spoilt(place.lines[place.texts[-1]]) else max(widths)
    return wide >= _WIDTH * least


def _is_spoilt(line: Line) -> bool:
    return line.confidence <= _WORTHLESS


def _is_reading_of(line: Line, place: _Place) -> bool:
    return _is_at(line, place) and any(_are_alike(line, other) for other in place.lines.values())


def _are_alike(one: Line, other: Line) -> bool:
    """Whether these can be readings of one line: not of one that grew, or counts."""
    a, b = normalise(one.text), normalise(other.text)
    if _squeezed(a) == _squeezed(b):
        return True
    if a.startswith(b) or b.startswith(a) or _differ_in_digits(a, b):
        return False
    more = abs(len(a) - len(b))
    # Signs that only came in were typed, unless they can hardly be read.
    is_spoilt = _is_spoilt(one) or _is_spoilt(other)
    was_typed = more > 1 and Indel.distance(a, b) == more and not is_spoilt
    return not was_typed and fuzz.ratio(a, b) >= (_SIMILAR_AT_ALL if is_spoilt else _SIMILAR)


def _differ_in_digits(one: str, other: str) -> bool:
    digits = ["".join(filter(str.isdigit, text)) for text in (one, other)]
    return digits[0] != digits[1] and one.translate(_LOOK_ALIKES) != other.translate(_LOOK_ALIKES)


def _is_slip(line: Line, best: Line, is_amid: bool) -> bool:
    """Whether one reading of a place is the other one with a few signs spoilt."""
    if not _are_alike(line, best):
        return False
    one, other = normalise(line.text), normalise(best.text)
    if _squeezed(one) == _squeezed(other):
        return True
    if len(other) >= _LEAST_SIGNS and Levenshtein.distance(one, other) == 1:
        return is_amid or line.confidence < _CERTAIN
    return line.confidence <= (_UNSURE if is_amid else _DOUBTFUL) and line.confidence < best.confidence


def _squeezed(text: str) -> str:
    """Letters and digits alone, without accents."""
    return "".join(sign for sign in normalize("NFKD", text) if sign.isalnum() and not combining(sign))


def _are_near(place: _Place, text: str, best: str) -> bool:
    """Whether both were read one soon after the other."""
    others = set(_screens_of(place, best))
    return any(screen + far in others for screen in _screens_of(place, text) for far in range(-_APART, _APART + 1))


def _is_amid(text: str, best: str, texts: Sequence[str]) -> bool:
    """Whether the best reading came before it as well as after it."""
    first, last = texts.index(text), len(texts) - 1 - texts[::-1].index(text)
    return best in texts[:first] and best in texts[last:]


def _screens_of(place: _Place, text: str) -> Iterator[int]:
    return (screen for screen, read in zip(place.screens, place.texts, strict=True) if read == text)
