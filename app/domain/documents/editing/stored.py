"""Guides and patches as the JSON that is stored. Pure."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from app.domain.documents.editing.guide import Guide, GuideStep, MachineStep, Part
from app.domain.documents.editing.patches import Patch
from app.domain.documents.evidence.changes import box_to_json
from app.domain.documents.words import Box

Stored = dict[str, Any]


def guide_to_json(guide: Guide) -> list[Stored]:
    """All steps in their order."""
    return [_step(step) for step in guide.steps]


def guide_from_json(stored: Iterable[Stored]) -> Guide:
    """The guide back."""
    return Guide(tuple(_step_back(each) for each in stored))


def patch_to_json(patch: Patch) -> Stored:
    """A patch; steps that go are null."""
    steps = {str(key): _step(step) if step else None for key, step in patch.steps.items()}
    return {"steps": steps, "order": [str(key) for key in patch.order] if patch.order is not None else None}


def patch_from_json(stored: Stored) -> Patch:
    """The patch back."""
    steps = {UUID(key): _step_back(step) if step else None for key, step in stored["steps"].items()}
    order = stored["order"]
    return Patch(steps, tuple(UUID(key) for key in order) if order is not None else None)


def _step(step: GuideStep) -> Stored:
    return {
        "id": str(step.id),
        "timestamp": step.timestamp,
        "title": step.title,
        "text": step.text,
        "picture": step.picture,
        "moment": step.moment,
        "target": box_to_json(step.target),
        "pointer": list(step.pointer) if step.pointer else None,
        "blurs": [box_to_json(box) for box in step.blurs],
        "hidden": step.hidden,
        "edited": sorted(step.edited),
        "conflicts": sorted(step.conflicts),
        "is_gone": step.is_gone,
        "sources": [_source(source) for source in step.sources],
    }


def _step_back(stored: Stored) -> GuideStep:
    return GuideStep(
        id=UUID(stored["id"]),
        timestamp=stored["timestamp"],
        title=stored["title"],
        text=stored["text"],
        picture=stored["picture"],
        moment=stored["moment"],
        target=_box(stored["target"]),
        pointer=_point(stored["pointer"]),
        blurs=tuple(Box(*box) for box in stored["blurs"]),
        hidden=stored["hidden"],
        edited=frozenset(Part(part) for part in stored["edited"]),
        conflicts=frozenset(Part(part) for part in stored["conflicts"]),
        is_gone=stored["is_gone"],
        sources=tuple(_source_back(source) for source in stored["sources"]),
    )


def _source(step: MachineStep) -> Stored:
    return {
        "id": str(step.id),
        "timestamp": step.timestamp,
        "title": step.title,
        "text": step.text,
        "picture": step.picture,
        "kind": step.kind,
        "label": step.label,
        "target": box_to_json(step.target),
        "pointer": list(step.pointer) if step.pointer else None,
        "strength": step.strength,
    }


def _source_back(stored: Stored) -> MachineStep:
    places = {"id": UUID(stored["id"]), "target": _box(stored["target"]), "pointer": _point(stored["pointer"])}
    return MachineStep(**{**stored, **places})


def _box(sides: list[float] | None) -> Box | None:
    return Box(*sides) if sides else None


def _point(sides: list[float] | None) -> tuple[float, float] | None:
    return (sides[0], sides[1]) if sides else None
