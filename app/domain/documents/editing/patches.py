"""What makes one guide of another: how an edit is undone, whatever it did. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.domain.documents.editing.guide import Guide, GuideStep


@dataclass(frozen=True, slots=True)
class Patch:
    """Steps as they are to be, None for those that go; and the order, where it is another one."""

    steps: Mapping[UUID, GuideStep | None]
    order: tuple[UUID, ...] | None

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing."""
        return not self.steps and self.order is None


def patch(before: Guide, after: Guide) -> Patch:
    """What makes `after` of `before`."""
    was, now = {step.id: step for step in before.steps}, {step.id: step for step in after.steps}
    changed: dict[UUID, GuideStep | None] = {key: step for key, step in now.items() if was.get(key) != step}
    changed |= {key: None for key in was if key not in now}
    return Patch(changed, after.ids if after.ids != before.ids else None)


def patched(guide: Guide, change: Patch) -> Guide:
    """The guide with a patch, which may have been made for another state of it.

    A step that the patch's order does not know stays behind the one that it is behind now.
    """
    steps: dict[UUID, GuideStep | None] = {step.id: step for step in guide.steps}
    steps |= change.steps
    there = {key: step for key, step in steps.items() if step is not None}
    order = [key for key in (change.order or guide.ids) if key in there]
    unknown = set(there) - set(order)
    for number, key in enumerate(guide.ids):
        if key in unknown:
            order.insert(_place_behind(guide.ids[:number], order), key)
    return Guide(tuple(there[key] for key in order))


def _place_behind(before: Sequence[UUID], order: list[UUID]) -> int:
    """Where something belongs that is behind those: behind the last one that is there, or first."""
    known = next((key for key in reversed(before) if key in order), None)
    return order.index(known) + 1 if known is not None else 0


def meet(one: Patch, others: Iterable[Patch]) -> bool:
    """Whether any of the others has changed what `one` would change."""
    return any(
        not one.steps.keys().isdisjoint(other.steps) or (one.order is not None and other.order is not None)
        for other in others
    )
