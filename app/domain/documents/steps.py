"""Writes the guide: what changed on the screen, and what stood there, as steps that tell what somebody did."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from app.domain.documents.clarity import least_sure
from app.domain.documents.evidence.changes import Change, Pointer
from app.domain.documents.evidence.commands import is_prompt
from app.domain.documents.evidence.covering import REMEMBERED, with_covered
from app.domain.documents.evidence.kinds import Act, Kind
from app.domain.documents.evidence.marks import Mark
from app.domain.documents.evidence.slides import slide_heading
from app.domain.documents.evidence.terminals import with_whole_rows
from app.domain.documents.evidence.texts import difference
from app.domain.documents.evidence.typing import is_focused
from app.domain.documents.instructions import instruction
from app.domain.documents.interpretation import Situation, interpret
from app.domain.documents.marking import ScreenAt, Shown, marked
from app.domain.documents.merging import merged
from app.domain.documents.screen_language import language_of
from app.domain.documents.textdiff import has_grown
from app.domain.documents.titles import heading_of
from app.domain.documents.words import Box, Line, Word

# What is filled in belongs to a form until one of these.
_FILLS = {Kind.TYPE, Kind.CHOOSE, Kind.TOGGLE}
_ENDS_FORM = {Kind.OPEN, Kind.NAVIGATE, Kind.DIALOG, Kind.SUBMIT, Kind.SLIDE}
# Seconds: the picture that shows what a change left is taken so soon after it has come to rest.
_SOON = 0.6
_LONGEST_TEXT = 40


@dataclass(frozen=True, slots=True)
class Screen:
    """What was on screen from `timestamp` to `end` (seconds), boxes as shares of the frame; `picture` names it."""

    timestamp: float
    end: float
    lines: tuple[Line, ...]
    picture: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the guide. `text` is what was new on screen, a line each.

    `target` is what it was done to, `pointer` where the pointer was, both as shares of the picture; `strength` is how
    sure the step is, 0 to 1.
    """

    timestamp: float
    title: str
    text: str
    picture: str
    kind: Kind
    label: str
    target: Box | None = None
    pointer: Pointer | None = None
    strength: float = 1.0


def build_steps(
    screens: Sequence[Screen], changes: Sequence[Change], aspect: float = 16 / 9, marks: Sequence[Mark] = ()
) -> list[Step]:
    """The steps of a recording whose screens and changes are given in order of time; `aspect` is width by height.

    1. Everything is measured in heights of the frame, so that distances are the same across and down; a terminal's rows
       are whole.
    2. The first screen opens the guide.
    3. Each change is interpreted, with what stood there before and after it and the act before it.
    4. What was told while recording is laid on the acts, or is acts by itself.
    5. Acts that belong together become one step, and get their titles in the language of the screen. What was guessed
       rather than read is evidence, and no text.
    """
    square = [
        replace(screen, lines=with_whole_rows([_line(line, aspect) for line in screen.lines])) for screen in screens
    ]
    acts = _acts(square, [_change(change, aspect) for change in changes])
    if marks:
        acts = _with_marks(acts, marks, square, aspect)
    language = language_of(line.text for screen in screens for line in screen.lines)
    least = least_sure([screen.lines for screen in screens])
    steps = (_step(act, language, aspect, least) for act in merged(acts))
    return list(filter(_has_title, steps))


def _has_title(step: Step) -> bool:
    return bool(step.title)


def _acts(screens: Sequence[Screen], changes: Sequence[Change]) -> list[Act]:
    first = _opening(screens[0]) if screens else None
    acts, in_form = [first] if first else [], False
    earlier: Change | None = None
    for change, before, after in _around(screens, changes):
        text = difference(before.lines, after.lines, change.boxes)
        last = acts[-1] if acts else None
        in_field = earlier is not None and is_focused(earlier, change)
        act = interpret(Situation(change, text, before.picture, after.picture, last, in_form, in_field))
        earlier = change
        if act is not None:
            acts.append(act)
            in_form = act.kind in _FILLS or (in_form and act.kind not in _ENDS_FORM)
    return acts


def _around(screens: Sequence[Screen], changes: Sequence[Change]) -> Iterator[tuple[Change, Screen, Screen]]:
    """Each change with the screens before and after it."""
    starts = [screen.timestamp for screen in screens]
    next_starts = [*(change.start for change in changes[1:]), inf]
    for change, until in zip(changes, next_starts, strict=False):
        if screens and change.boxes:
            before = bisect_right(starts, change.before)
            seen = screens[max(0, before - REMEMBERED) : max(1, before)]
            uncovered = replace(seen[-1], lines=with_covered([each.lines for each in seen], change.pointer))
            yield change, uncovered, _after(screens, starts, change, until)


def _opening(screen: Screen) -> Act | None:
    heading = slide_heading(screen.lines)
    kind = Kind.SLIDE if heading else Kind.OPEN
    heading = heading or heading_of([line for line in screen.lines if not is_prompt(line.text)])
    if heading is None:
        return None
    times = (screen.timestamp, screen.timestamp)
    return Act(kind, *times, heading.text, screen.picture, target=None, lines=screen.lines)


def _at(screens: Sequence[Screen], starts: Sequence[float], time: float) -> Screen:
    return screens[max(0, bisect_right(starts, time) - 1)]


def _after(screens: Sequence[Screen], starts: Sequence[float], change: Change, until: float) -> Screen:
    """The screen that shows what came of a change: the first after it, unless that is one of the next change."""
    number = bisect_left(starts, change.end)
    if number < len(starts) and starts[number] <= change.end + _SOON and starts[number] < until:
        return screens[number]
    return _at(screens, starts, change.end)


def _step(act: Act, language: str, aspect: float, least: float) -> Step:
    return Step(
        timestamp=act.start,
        title=instruction(act, language),
        text="\n".join(_grown_last(line.text for line in act.lines if line.confidence >= least)),
        picture=act.picture,
        kind=act.kind,
        label=act.label,
        target=_within(act.target, aspect) if act.target else None,
        pointer=replace(act.pointer, x=act.pointer.x / aspect) if act.pointer else None,
        strength=act.strength,
    )


def _grown_last(texts: Iterable[str]) -> list[str]:
    """Each text once; of one that was still being typed only its end."""
    kept: list[str] = []
    for text in texts:
        older = next((n for n, old in enumerate(kept) if old == text or has_grown(old, text)), None)
        if older is None:
            kept.append(text)
        else:
            kept[older] = text
    return kept[:_LONGEST_TEXT]


def _with_marks(acts: list[Act], marks: Sequence[Mark], screens: Sequence[Screen], aspect: float) -> list[Act]:
    if not screens:
        return acts
    return marked(acts, [_mark(mark, screens[-1].end, aspect) for mark in marks], _looking(screens))


def _looking(screens: Sequence[Screen]) -> ScreenAt:
    starts = [screen.timestamp for screen in screens]

    def screen_at(time: float) -> Shown:
        screen = _at(screens, starts, time)
        return Shown(screen.lines, screen.picture)

    return screen_at


def _mark(mark: Mark, end: float, aspect: float) -> Mark:
    return replace(mark, at=min(mark.at, end), box=_box(mark.box, aspect) if mark.box else None)


def _line(line: Line, aspect: float) -> Line:
    return Line(tuple(Word(word.text, _box(word.box, aspect), word.confidence) for word in line.words))


def _change(change: Change, aspect: float) -> Change:
    pointer = replace(change.pointer, x=change.pointer.x * aspect) if change.pointer else None
    return replace(change, boxes=tuple(_box(box, aspect) for box in change.boxes), pointer=pointer)


def _box(box: Box, aspect: float) -> Box:
    return Box(box.left * aspect, box.top, box.width * aspect, box.height)


def _within(box: Box, aspect: float) -> Box:
    """The box as shares of the frame, as far as it lies within."""
    left, right = max(0.0, box.left / aspect), min(1.0, box.right / aspect)
    top, bottom = max(0.0, box.top), min(1.0, box.bottom)
    return Box(left, top, max(0.0, right - left), max(0.0, bottom - top))
