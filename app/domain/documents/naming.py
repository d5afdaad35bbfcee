"""Names a recording after what its guide is about, until a person names it. Pure."""

from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.titles import clean

_PAGES = {Kind.OPEN, Kind.NAVIGATE}


class Told(Protocol):
    """What a step of the guide tells: what was done to what, and how sure that is."""

    @property
    def kind(self) -> Kind:
        """What was done."""

    @property
    def label(self) -> str:
        """What it was done to."""

    @property
    def strength(self) -> float:
        """From 0 to 1."""


def name_of(steps: Sequence[Told]) -> str | None:
    """A title out of the guide; None where nothing in it makes one.

    Slides are called by the first one's heading; work is called by the dialog it was done in, which is called by what
    opened it; else by the page on which most was done, the first of several.
    """
    if not steps:
        return None
    if steps[0].kind is Kind.SLIDE:
        return clean(steps[0].label)
    dialog = next((step for step in steps if step.kind is Kind.DIALOG and step.strength >= 0.5), None)
    return clean(dialog.label) if dialog else _busiest_page(steps)


def _busiest_page(steps: Sequence[Told]) -> str | None:
    numbers = [sum(step.kind in _PAGES for step in steps[: end + 1]) for end in range(len(steps))]
    visits = [[steps[n] for n in group] for _, group in groupby(range(len(steps)), key=lambda n: numbers[n])]
    pages = [visit for visit in visits if visit[0].kind in _PAGES]
    return clean(max(pages, key=len)[0].label) if pages else None
