"""What a person can do to a guide: small values, and what each does. Pure.

An operation names steps by their ids. Whoever makes a step chooses its id, so that what is sent together can go on
with it. What cannot be done raises Refused, and nothing of it is done.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.domain.documents.editing.guide import MOST_STEPS, Guide, GuideStep, Part
from app.domain.documents.editing.markdown import escaped, joined
from app.domain.documents.words import Box

MOST_BLURS = 50
LONGEST_TEXT = 20_000


class Reason(StrEnum):
    """Why something cannot be done."""

    NO_SUCH_STEP = "no_such_step"
    TAKEN = "step_exists"
    TOO_MANY = "too_many_steps"
    TOO_LONG = "text_too_long"
    NOT_ADDED = "not_added"
    NOTHING_TO_FOLLOW = "nothing_to_follow"
    ITSELF = "same_step"


class Refused(Exception):
    """An operation that cannot be done on this guide; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SetTitle:
    """Calls a step something else."""

    step: UUID
    title: str


@dataclass(frozen=True, slots=True)
class SetText:
    """Writes another text, in Markdown."""

    step: UUID
    text: str


@dataclass(frozen=True, slots=True)
class Move:
    """Puts a step behind another one; `after` is None for the first place."""

    step: UUID
    after: UUID | None


@dataclass(frozen=True, slots=True)
class Merge:
    """Makes `second` a part of `first`: its title and its text go below the other's text."""

    first: UUID
    second: UUID


@dataclass(frozen=True, slots=True)
class Split:
    """Makes two of a step: `new` begins at a moment (seconds) and has the second text and a title of its own."""

    step: UUID
    new: UUID
    at: float
    title: str
    first_text: str
    second_text: str


@dataclass(frozen=True, slots=True)
class Hide:
    """Keeps a step from readers, or shows it again."""

    step: UUID
    hidden: bool


@dataclass(frozen=True, slots=True)
class Add:
    """A step of somebody's own at a moment (seconds), behind another step, or without `after` where its time is."""

    new: UUID
    at: float
    title: str
    text: str = ""
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Takes away a step that somebody added. What the reading found can be hidden."""

    step: UUID


@dataclass(frozen=True, slots=True)
class SetPicture:
    """Shows another moment of the video (seconds)."""

    step: UUID
    moment: float


@dataclass(frozen=True, slots=True)
class SetTarget:
    """Draws the box elsewhere, or none."""

    step: UUID
    box: Box | None


@dataclass(frozen=True, slots=True)
class SetBlurs:
    """Makes these regions of the picture unreadable, and no others."""

    step: UUID
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Follow:
    """Gives a part back to the reading. With the picture its blurred regions go, too."""

    step: UUID
    part: Part


@dataclass(frozen=True, slots=True)
class Keep:
    """Settles that the reading says something else: as the person has it. Without `part`, that it finds none."""

    step: UUID
    part: Part | None = None


Operation = (
    SetTitle | SetText | Move | Merge | Split | Hide | Add | Remove | SetPicture | SetTarget | SetBlurs | Follow | Keep
)


def applied(guide: Guide, operations: Iterable[Operation]) -> Guide:
    """The guide after all of them. Raises Refused."""
    for operation in operations:
        guide = _RULES[type(operation)](guide, operation)
        if len(guide.steps) > MOST_STEPS:
            raise Refused(Reason.TOO_MANY)
        if any(len(step.text) > LONGEST_TEXT and step.is_markdown for step in guide.steps):
            raise Refused(Reason.TOO_LONG)
    return guide


def concerned(operation: Operation) -> UUID:
    """The step that it is about, or that it makes."""
    match operation:
        case Merge(first=first):
            return first
        case Add(new=new):
            return new
        case _:
            return operation.step


def markdown_of(step: GuideStep) -> str:
    """A step's text as somebody begins to edit it."""
    return step.text if step.is_markdown else escaped(step.text)


def _title(guide: Guide, do: SetTitle) -> Guide:
    return _with(guide, _set(_found(guide, do.step), Part.TITLE, title=do.title))


def _text(guide: Guide, do: SetText) -> Guide:
    return _with(guide, _set(_found(guide, do.step), Part.TEXT, text=do.text))


def _move(guide: Guide, do: Move) -> Guide:
    step = _found(guide, do.step)
    if do.after == do.step:
        raise Refused(Reason.ITSELF)
    others = [each for each in guide.steps if each.id != step.id]
    return Guide(_inserted(others, step, do.after))


def _merge(guide: Guide, do: Merge) -> Guide:
    first, second = _found(guide, do.first), _found(guide, do.second)
    if first.id == second.id:
        raise Refused(Reason.ITSELF)
    text = joined(markdown_of(first), escaped(second.title), markdown_of(second))
    whole = _set(first, Part.TEXT, text=text)
    whole = replace(whole, sources=(*first.sources, *second.sources))
    return _with(Guide(tuple(step for step in guide.steps if step.id != second.id)), whole)


def _split(guide: Guide, do: Split) -> Guide:
    """The second step gets what was merged into the first and came from the moment on."""
    step = _found(guide, do.step)
    _free(guide, do.new)
    taken = tuple(source for source in step.sources[1:] if source.timestamp >= do.at)
    first = replace(step, sources=tuple(source for source in step.sources if source not in taken))
    if do.first_text != markdown_of(step):
        first = _set(first, Part.TEXT, text=do.first_text)
    words = frozenset({Part.TITLE, Part.TEXT})
    second = GuideStep(do.new, do.at, do.title, do.second_text, sources=taken, edited=words)
    if taken:
        head = taken[0]
        second = replace(second, picture=head.picture, target=head.target, pointer=head.pointer)
    else:
        second = _set(second, Part.PICTURE, moment=do.at)
    return Guide(_inserted([first if each.id == step.id else each for each in guide.steps], second, step.id))


def _hide(guide: Guide, do: Hide) -> Guide:
    return _with(guide, replace(_found(guide, do.step), hidden=do.hidden))


def _add(guide: Guide, do: Add) -> Guide:
    _free(guide, do.new)
    parts = frozenset({Part.TITLE, Part.TEXT, Part.PICTURE})
    step = GuideStep(do.new, do.at, do.title, do.text, moment=do.at, edited=parts)
    before = [each.id for each in guide.steps if each.timestamp <= do.at]
    after = do.after or (before[-1] if before else None)
    return Guide(_inserted(list(guide.steps), step, after))


def _remove(guide: Guide, do: Remove) -> Guide:
    if _found(guide, do.step).sources:
        raise Refused(Reason.NOT_ADDED)
    return Guide(tuple(step for step in guide.steps if step.id != do.step))


def _picture(guide: Guide, do: SetPicture) -> Guide:
    # Where the pointer was is not where it is at another moment.
    return _with(guide, _set(_found(guide, do.step), Part.PICTURE, moment=do.moment, pointer=None))


def _target(guide: Guide, do: SetTarget) -> Guide:
    return _with(guide, _set(_found(guide, do.step), Part.TARGET, target=do.box))


def _blurs(guide: Guide, do: SetBlurs) -> Guide:
    # On another picture the same regions may hide nothing: from now on it is this one.
    return _with(guide, _set(_found(guide, do.step), Part.PICTURE, blurs=do.boxes))


def _follow(guide: Guide, do: Follow) -> Guide:
    step = _found(guide, do.step)
    source = step.source
    if source is None:
        raise Refused(Reason.NOTHING_TO_FOLLOW)
    given: dict[Part, dict[str, Any]] = {
        Part.TITLE: {"title": source.title},
        Part.TEXT: {"text": source.text},
        Part.TARGET: {"target": source.target},
        Part.PICTURE: {"picture": source.picture, "pointer": source.pointer, "moment": None, "blurs": ()},
    }
    return _with(guide, replace(_settled(step, do.part), edited=step.edited - {do.part}, **given[do.part]))


def _keep(guide: Guide, do: Keep) -> Guide:
    step = _found(guide, do.step)
    if do.part is not None:
        return _with(guide, _settled(step, do.part))
    # Kept although nothing shows it any more, it is the person's own from now on.
    return _with(guide, replace(step, is_gone=False, sources=()) if step.is_gone else step)


_RULES: dict[type, Callable[[Guide, Any], Guide]] = {
    SetTitle: _title,
    SetText: _text,
    Move: _move,
    Merge: _merge,
    Split: _split,
    Hide: _hide,
    Add: _add,
    Remove: _remove,
    SetPicture: _picture,
    SetTarget: _target,
    SetBlurs: _blurs,
    Follow: _follow,
    Keep: _keep,
}


def _found(guide: Guide, step_id: UUID) -> GuideStep:
    step = guide.step(step_id)
    if step is None:
        raise Refused(Reason.NO_SUCH_STEP)
    return step


def _free(guide: Guide, step_id: UUID) -> None:
    if guide.step(step_id) is not None:
        raise Refused(Reason.TAKEN)


def _with(guide: Guide, changed: GuideStep) -> Guide:
    return Guide(tuple(changed if step.id == changed.id else step for step in guide.steps))


def _set(step: GuideStep, part: Part, **values: Any) -> GuideStep:
    """Who writes a part has seen what the reading says of it."""
    return replace(_settled(step, part), edited=step.edited | {part}, **values)


def _settled(step: GuideStep, part: Part) -> GuideStep:
    return replace(step, conflicts=step.conflicts - {part})


def _inserted(steps: list[GuideStep], step: GuideStep, after: UUID | None) -> tuple[GuideStep, ...]:
    ids = [each.id for each in steps]
    if after is not None and after not in ids:
        raise Refused(Reason.NO_SUCH_STEP)
    place = ids.index(after) + 1 if after is not None else 0
    return (*steps[:place], step, *steps[place:])
