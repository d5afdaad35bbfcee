"""A guide as JSON, for programs: everything that is known of each step, but for its picture. Pure."""

import json
from dataclasses import asdict
from typing import Any

from app.domain.documents.exports.guide import Guide, GuideStep

_FORMAT, _VERSION = "videoflow-guide", 1


def text(guide: Guide) -> str:
    """One object. Times are seconds, places are shares of the picture."""
    said = {
        "format": _FORMAT,
        "version": _VERSION,
        "title": guide.title,
        "recorded_at": guide.recorded_at.isoformat(),
        "duration": guide.duration,
        "steps": [_step(step) for step in guide.steps],
        "steps_left_out": guide.left_out,
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _step(step: GuideStep) -> dict[str, Any]:
    place, point = step.target, step.pointer
    return {
        "number": step.number,
        "timestamp": step.timestamp,
        "title": step.title,
        "text": "\n".join(step.lines) if step.prose is None else step.prose,
        "text_format": "plain" if step.prose is None else "markdown",
        "kind": step.kind,
        "label": step.label,
        "target": {name: round(share, 4) for name, share in _named(asdict(place)).items()} if place else None,
        "pointer": {"x": point[0], "y": point[1]} if point else None,
        "strength": step.strength,
    }


def _named(box: dict[str, float]) -> dict[str, float]:
    """As the API calls them."""
    return {"x": box["left"], "y": box["top"], "width": box["width"], "height": box["height"]}
