"""Writes the guide: turns what was read off a recording's frames, in order, into steps.

A step begins where the screen starts to say something new. Three kinds of change are not a new step: text
that grows where it is being typed, text that was there before and comes back or is half covered (a dialog
opens and closes), and a line that is only read a little differently.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.documents.textdiff import LineMemory, has_grown, normalise
from app.domain.documents.titles import title_of
from app.domain.documents.words import Box, Line, around

# Seconds: a screen that is gone sooner is a transition, not a state.
_SHORTEST = 0.75
# Share of the text on screen that makes a change a new step whatever it is.
_MAJOR_SHARE = 0.2
_MAJOR_LINES = 3
# Above this share of unseen or returned text the whole screen was exchanged.
_EXCHANGED_SHARE = 0.6
# A new line that is this much larger than the usual one is a heading.
_HEADING = 1.3
# A small change this long (seconds) after the last one, elsewhere on the screen, stands for itself.
_PAUSE = 1.5
# In line heights: nearer than this is the same place, where somebody goes on writing.
_NEAR = 3.0
# What counts as text and not as a misread icon.
_LETTERS = 4
_SHARE_OF_LETTERS = 0.5
_CONFIDENCE = 65.0


@dataclass(frozen=True, slots=True)
class Screen:
    """What was on screen from `timestamp` to `end` (seconds); `picture` names its image."""

    timestamp: float
    end: float
    lines: tuple[Line, ...]
    picture: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the guide. `text` is what was new on screen, a line each, in reading order."""

    timestamp: float
    title: str
    text: str
    picture: str


@dataclass(slots=True)
class _Draft:
    """A step being written: the screens it covers, their new lines, and where the last ones stand."""

    screens: list[Screen]
    added: list[Line]
    last_change: float = 0.0
    place: list[Line] = field(default_factory=list)

    def grow(self, screen: Screen, lines: list[Line]) -> None:
        """Adds lines to the step; one that continues an older line replaces it."""
        for line in lines:
            older = next((number for number, old in enumerate(self.added) if has_grown(old.text, line.text)), None)
            if older is None:
                self.added.append(line)
            else:
                self.added[older] = line
        if lines:
            self.last_change, self.place = screen.timestamp, lines

    def finished(self) -> Step:
        fullest = max(self.screens, key=lambda screen: sum(len(line.text) for line in screen.lines))
        start = self.screens[0].timestamp
        text = "\n".join(line.text for line in self.added)
        return Step(start, title_of(self.added, start), text, fullest.picture)


def build_steps(screens: Sequence[Screen]) -> list[Step]:
    """The steps of a recording whose screens are given in order of time; none where nothing can be read."""
    # 1. A screen that is gone at once is a transition: it opens no step, and what was on it counts as not seen.
    # 2. Fresh is what the screen before did not show; unseen is what of that no screen ever did. A dialog that closes
    #    leaves fresh lines behind, but none unseen.
    # 3. The screen opens a step, or adds what is unseen to the one that is being written.
    # 4. What stood on it is remembered as it was read: text that comes back, read a little differently, is no news.
    drafts: list[_Draft] = []
    seen = LineMemory()
    before: Sequence[Line] = ()
    for screen in _states(screens):
        fresh = _fresh(screen.lines, before)
        unseen = [line for line in fresh if not seen.knows(line.text)]
        _add(drafts, screen, fresh, unseen)
        seen.add(line.text for line in screen.lines)
        before = screen.lines
    return [draft.finished() for draft in drafts]


def _add(drafts: list[_Draft], screen: Screen, fresh: list[Line], unseen: list[Line]) -> None:
    """Begins a step with the screen, or adds it to the one that is being written."""
    draft = drafts[-1] if drafts else None
    opening = _opening(fresh, unseen, screen, draft)
    if any(map(_is_text, opening)):
        drafts.append(_Draft([screen], opening, screen.timestamp, opening))
    elif draft is not None:
        draft.screens.append(screen)
        draft.grow(screen, list(filter(_is_text, unseen)))


def _opening(fresh: list[Line], unseen: list[Line], screen: Screen, draft: _Draft | None) -> list[Line]:
    """What a step that begins here would say; nothing where the screen is more of the one before."""
    if draft is None or _is_exchanged(fresh, screen):
        # A page somebody comes back to is a step again, though all of it was seen before.
        return fresh
    return unseen if _opens_step(unseen, screen, draft) else []


def _states(screens: Sequence[Screen]) -> list[Screen]:
    last = len(screens) - 1
    return [
        screen
        for number, screen in enumerate(screens)
        if screen.lines and (number == last or screen.end - screen.timestamp >= _SHORTEST)
    ]


def _fresh(lines: Sequence[Line], before: Sequence[Line]) -> list[Line]:
    """The lines that the screen before did not show, nor a longer one in the same place."""
    shown = LineMemory(line.text for line in before)
    return [line for line in lines if not shown.knows(line.text) and not _is_rest(line, before)]


def _is_rest(line: Line, before: Sequence[Line]) -> bool:
    """Whether the line is what something in front of it leaves of an older one."""
    text, box = normalise(line.text), line.box
    for old in before:
        within = old.box.left <= box.left + box.height and box.right <= old.box.right + box.height
        level = min(old.box.bottom, box.bottom) - max(old.box.top, box.top) >= 0.5 * box.height
        if within and level and text in normalise(old.text):
            return True
    return False


def _is_exchanged(fresh: Sequence[Line], screen: Screen) -> bool:
    return _amount(fresh) > _EXCHANGED_SHARE * _amount(screen.lines)


def _opens_step(unseen: Sequence[Line], screen: Screen, draft: _Draft) -> bool:
    """Whether new lines are a state of their own and not more of the step that is being written."""
    # Typing first: a line that grows is long, and would count as much text.
    complete = [line for line in unseen if _is_text(line) and not _continues(line, draft)]
    if not complete:
        return False
    if _is_major(complete, screen):
        return True
    elsewhere = not _is_near(complete, draft.place)
    return elsewhere and screen.timestamp - draft.last_change >= _PAUSE


def _is_major(lines: Sequence[Line], screen: Screen) -> bool:
    """Whether lines that are new make it another screen by themselves: a heading, several of them, or much text."""
    usual = sorted(line.size for line in screen.lines)[len(screen.lines) // 2]
    if len(lines) >= _MAJOR_LINES or any(line.size >= _HEADING * usual for line in lines):
        return True
    return _amount(lines) >= _MAJOR_SHARE * _amount(screen.lines)


def _continues(line: Line, draft: _Draft) -> bool:
    return any(has_grown(old.text, line.text) for old in draft.added)


def _is_near(lines: Sequence[Line], place: Sequence[Line]) -> bool:
    """Whether the lines stand right above, below or beside the place of the last change."""
    if not lines or not place:
        return False
    one, other = around(line.box for line in lines), around(line.box for line in place)
    reach = _NEAR * max(line.box.height for line in (*lines, *place))
    return _gap(one, other) <= reach and one.left < other.right and other.left < one.right


def _gap(one: Box, other: Box) -> float:
    return max(one.top - other.bottom, other.top - one.bottom)


def _is_text(line: Line) -> bool:
    letters = sum(sign.isalpha() for sign in line.text)
    solid = line.text.replace(" ", "")
    return letters >= _LETTERS and letters >= _SHARE_OF_LETTERS * len(solid) and line.confidence >= _CONFIDENCE


def _amount(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)
