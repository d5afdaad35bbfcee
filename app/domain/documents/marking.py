"""Takes what was told while recording into the acts that the pixels gave away. Pure; without marks nothing changes.

1. What an extension tells of an element is laid on the act that came of it: the nearest in time that can have, each
   once. Its name and box take the place of what was read, its role decides the kind, and the act is certain.
2. What nothing on the screen came of is an act by itself, where it has a name.
3. A step that a person marks makes the act near it certain, which is then never merged away; where there is none, it is
   an act by itself, called by the person's note, or else as the screen is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.domain.documents.evidence.commands import is_prompt
from app.domain.documents.evidence.kinds import Act, Kind
from app.domain.documents.evidence.marks import Mark, MarkKind, kind_of
from app.domain.documents.evidence.slides import slide_heading
from app.domain.documents.textdiff import normalise
from app.domain.documents.titles import clock, heading_of
from app.domain.documents.words import Box, Line

# Seconds between what was told and what the pixels show of it: people press late, pages answer late.
NEAR = 1.5
# What came before a click can hardly have come of it: clocks differ by so much (seconds).
_AHEAD = 0.3
# The screen as it was before a press is that of so many seconds earlier.
_BEFORE = 0.05
# What pixels tell beyond a click, in the same words.
_FINER = {Kind.SUBMIT, Kind.DIALOG}
# What does not come of pressing an element.
_OF_ITS_OWN = {Kind.OPEN, Kind.TYPE, Kind.COMMAND, Kind.SLIDE}


@dataclass(frozen=True, slots=True)
class Shown:
    """What stood on the screen at a moment; `picture` names it."""

    lines: tuple[Line, ...]
    picture: str


ScreenAt = Callable[[float], Shown]


def marked(acts: Sequence[Act], marks: Sequence[Mark], screen_at: ScreenAt) -> list[Act]:
    """The acts of a recording with what was told, in order of time. Boxes and acts are in heights of the frame."""
    told = [mark for mark in marks if mark.kind is not MarkKind.MARK]
    found = _with_told(list(acts), told, screen_at)
    for mark in sorted((mark for mark in marks if mark.kind is MarkKind.MARK), key=lambda mark: mark.at):
        _mark(found, mark, screen_at)
    return sorted(found, key=lambda act: act.start)


def _with_told(acts: list[Act], told: Sequence[Mark], screen_at: ScreenAt) -> list[Act]:
    came_of = _answers(acts, told)
    for number, index in came_of.items():
        before = screen_at(min(told[number].at, acts[index].start) - _BEFORE)
        acts[index] = _said(acts[index], told[number], before)
    unanswered = (mark for number, mark in enumerate(told) if number not in came_of)
    alone = (_alone(mark, screen_at(mark.at - _AHEAD)) for mark in unanswered)
    return [*acts, *filter(None, alone)]


def _answers(acts: Sequence[Act], told: Sequence[Mark]) -> dict[int, int]:
    """By the number of what was told, that of the act which came of it: the nearest pairs first."""
    pairs = sorted(
        (cost, number, index)
        for number, mark in enumerate(told)
        for index, act in enumerate(acts)
        if _can_come_of(act, mark) and (cost := _cost(act, mark)) <= NEAR
    )
    came_of: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, index in pairs:
        if number not in came_of and index not in taken:
            came_of[number] = index
            taken.add(index)
    return came_of


def _can_come_of(act: Act, mark: Mark) -> bool:
    is_typed = act.kind is Kind.TYPE
    return is_typed if kind_of(mark) is Kind.TYPE else act.kind not in _OF_ITS_OWN


def _cost(act: Act, mark: Mark) -> float:
    """How far an act is from what was told, in seconds; what began before it counts as farther."""
    apart = _apart(act, mark)
    return apart + (_AHEAD if act.kind is not Kind.TYPE and act.start < mark.at - _AHEAD else 0.0)


def _apart(act: Act, mark: Mark) -> float:
    """Typing lasts; everything else is when it begins."""
    end = act.end if act.kind is Kind.TYPE else act.start
    return max(act.start - mark.at, mark.at - end, 0.0)


def _said(act: Act, mark: Mark, shown: Shown) -> Act:
    """The act, by what was told of it."""
    kind = kind_of(mark)
    label = mark.name or ("" if act.is_weak else act.label)
    if not label:
        return act
    # Of what is called by what came of it, the picture and the place are those of what came, too.
    picture, target = (shown.picture, None) if act.is_weak else (act.picture, act.target)
    return replace(
        act,
        kind=act.kind if kind is Kind.CLICK and act.kind in _FINER else kind,
        label=label,
        detail=_detail(act, mark, kind),
        is_on=act.is_on if mark.is_on is None else mark.is_on,
        target=_place(mark, shown) or target,
        picture=picture,
        is_weak=False,
        is_told=True,
        strength=1.0,
    )


def _detail(act: Act, mark: Mark, kind: Kind) -> str:
    if kind is Kind.TYPE:
        return act.detail or act.label
    return mark.within or (act.detail if act.kind is kind else "")


def _alone(mark: Mark, shown: Shown) -> Act | None:
    if not mark.name:
        return None
    kind = kind_of(mark)
    # What was typed is not told; that its label is a field's is (instructions.py).
    detail = mark.name if kind is Kind.TYPE else mark.within
    more = {"is_on": mark.is_on, "target": _place(mark, shown), "is_told": True}
    return Act(kind, mark.at, mark.at, mark.name, shown.picture, detail, **more)  # type: ignore[arg-type]


def _place(mark: Mark, shown: Shown) -> Box | None:
    """Where the element was: as told, else where its name stands on the screen, if it stands there once."""
    if mark.box is not None or not mark.name:
        return mark.box
    named = [line.box for line in shown.lines if normalise(line.text) == normalise(mark.name)]
    return named[0] if len(named) == 1 else None


def _mark(acts: list[Act], mark: Mark, screen_at: ScreenAt) -> None:
    """Makes the act near a mark certain, or adds one."""
    near = min(range(len(acts)), key=lambda number: _apart(acts[number], mark), default=None)
    if near is not None and _apart(acts[near], mark) <= NEAR:
        act = acts[near]
        called = {"label": mark.note, "is_weak": True} if mark.note else {}
        acts[near] = replace(act, is_marked=True, strength=1.0, **called)  # type: ignore[arg-type]
        return
    acts.append(_of_screen(mark, screen_at(mark.at)))


def _of_screen(mark: Mark, shown: Shown) -> Act:
    slide = slide_heading(shown.lines)
    heading = slide or heading_of([line for line in shown.lines if not is_prompt(line.text)])
    label = mark.note or (heading.text if heading else clock(mark.at))
    kind = Kind.SLIDE if slide else Kind.NOTICE
    return Act(kind, mark.at, mark.at, label, shown.picture, is_weak=True, is_marked=True)
