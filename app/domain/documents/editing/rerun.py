"""Keeps what people did to a guide where the reading has run again: theirs, the old reading, the new reading. Pure.

1. Every step of the old reading is looked for in the new one (matching.py).
2. A step follows what it was found as: in each part that nobody has set. Of a part that somebody has set, theirs stays;
   where the reading says something else than it did, that is a conflict, which is shown.
3. What was not found again goes, unless there is something in it that only a person knows: then it stays in its place
   and says that the reading does not find it any more. So does what is hidden: it may be found again.
4. What is new comes behind the step that is before it in the reading.
5. All others stay in the order in which they are.
"""

from collections.abc import Sequence
from dataclasses import replace
from operator import eq
from uuid import UUID

from app.domain.documents.editing.guide import Guide, GuideStep, MachineStep, Part, unedited
from app.domain.documents.editing.matching import matches
from app.domain.documents.words import Box

# Shares of the picture: a box that moved by less stands around the same thing.
_SAME_PLACE = 0.02


def rerun(guide: Guide, reading: Sequence[MachineStep]) -> Guide:
    """The guide after a new reading, whose steps are in order of time."""
    old = sorted(guide.sources, key=lambda step: step.timestamp)
    found = matches(old, reading)
    kept = [after for step in guide.steps if (after := _kept(step, found)) is not None]
    return Guide(tuple(_with_new(kept, reading)))


def _kept(step: GuideStep, found: dict[UUID, MachineStep]) -> GuideStep | None:
    if not step.sources:
        return step
    again = tuple(found[source.id] for source in step.sources if source.id in found)
    if again:
        return _following(step, again)
    return replace(step, is_gone=True) if step.is_touched else None


def _following(step: GuideStep, sources: tuple[MachineStep, ...]) -> GuideStep:
    old, new = step.sources[0], sources[0]
    theirs = step.edited
    return replace(
        step,
        # One that was split off keeps the moment that somebody gave it.
        timestamp=new.timestamp if step.timestamp == old.timestamp else step.timestamp,
        title=step.title if Part.TITLE in theirs else new.title,
        text=step.text if Part.TEXT in theirs else new.text,
        target=step.target if Part.TARGET in theirs else new.target,
        picture=step.picture if Part.PICTURE in theirs else new.picture,
        pointer=step.pointer if Part.PICTURE in theirs else new.pointer,
        conflicts=frozenset(part for part in theirs if _is_conflict(step, part, old, new)),
        is_gone=False,
        sources=sources,
    )


def _is_conflict(step: GuideStep, part: Part, old: MachineStep, new: MachineStep) -> bool:
    """Whether there is something to decide: theirs is not what the reading says, and it has changed its mind."""
    # The picture that they chose is shown as it was; that the reading took another frame changes nothing.
    if part is Part.PICTURE:
        return False
    theirs, before, now = (getattr(each, part) for each in (step, old, new))
    same = _same if part is Part.TARGET else eq
    return not same(theirs, now) and (part in step.conflicts or not same(before, now))


def _same(one: Box | None, other: Box | None) -> bool:
    if one is None or other is None:
        return one is other
    sides = ((one.left, other.left), (one.top, other.top), (one.right, other.right), (one.bottom, other.bottom))
    return all(abs(a - b) <= _SAME_PLACE for a, b in sides)


def _with_new(kept: list[GuideStep], reading: Sequence[MachineStep]) -> list[GuideStep]:
    """The steps with those that the reading has found for the first time."""
    steps, holder = list(kept), _holders(kept)
    taken = {step.id for step in steps}
    held = set(holder.values())
    place = next((number for number, step in enumerate(steps) if step.id in held), len(steps))
    for each in reading:
        if each.id in holder:
            place = [step.id for step in steps].index(holder[each.id]) + 1
        elif each.id not in taken:
            steps.insert(place, unedited(each))
            place += 1
    return steps


def _holders(steps: Sequence[GuideStep]) -> dict[UUID, UUID]:
    """Which step stands for each step of the reading, by their ids."""
    return {source.id: step.id for step in steps if not step.is_gone for source in step.sources}
