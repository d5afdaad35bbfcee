"""Reads what stands on a picture: one interface, two engines, and which of them this machine has chosen."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.domain.documents.scripts import Unread
from app.domain.documents.words import Line

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands on a picture: its lines in the order people read them, and where something is that is not read."""

    lines: tuple[Line, ...]
    unread: tuple[Unread, ...] = ()


class OcrEngine(Protocol):
    """Reads one picture."""

    def read(self, grey: Pixels) -> Reading:
        """Everything on a grey picture (height x width); boxes in pixels.

        Raises VideoFlowError `ocr_failed`, retryable.
        """
        ...
