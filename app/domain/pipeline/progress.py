"""How far a video is as a whole, from its stages: the one figure that every page and program is shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.pipeline.states import ENDED


def overall(stages: Sequence[Mapping[str, Any]]) -> float:
    """The share of a video's stages that is done, 0 to 1; each has a `state` and a `progress` of its own."""
    if not stages:
        return 0.0
    shares = [1.0 if stage["state"] in ENDED else float(stage["progress"]) for stage in stages]
    return round(sum(shares) / len(shares), 4)
