"""Which picture a step shows: the reading's as it is, or one that has to be made. Pure."""

import hashlib
import json
from dataclasses import dataclass

from app.domain.documents.editing.guide import GuideStep
from app.domain.documents.evidence.changes import box_to_json
from app.domain.documents.words import Box


@dataclass(frozen=True, slots=True)
class Wish:
    """A picture to be made: of an image that is there, or of a moment of the video, with what nobody may read in it."""

    key: str | None
    moment: float | None
    blurs: tuple[Box, ...]

    @property
    def digest(self) -> str:
        """By what it is known again."""
        told = [self.key, self.moment, [box_to_json(box) for box in self.blurs]]
        return hashlib.blake2b(json.dumps(told).encode(), digest_size=16).hexdigest()


def wish(step: GuideStep) -> Wish | None:
    """What has to be made for a step; None where the reading's own picture will do, or where it has none.

    The reading's pictures go with the next reading: what stays beyond it needs one of its own.
    """
    if step.moment is not None:
        return Wish(None, step.moment, step.blurs)
    if step.picture is None:
        return None
    source = step.source
    is_current = source is not None and source.picture == step.picture and not step.is_gone
    return Wish(step.picture, None, step.blurs) if step.blurs or not is_current else None
