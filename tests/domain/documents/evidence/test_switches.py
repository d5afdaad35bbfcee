"""A switch is small, alone, and level with the pointer."""

from app.domain.documents.evidence.changes import Change, Pointer
from app.domain.documents.evidence.switches import switched
from app.domain.documents.words import Box

SWITCH = Box(0.7, 0.4, 0.05, 0.025)
ON_IT = Pointer(0.72, 0.41, "hand")


def change(*boxes: Box, pointer: Pointer | None = ON_IT) -> Change:
    return Change(1.0, 1.25, 1.25, boxes, pointer)


def test_a_small_place_under_the_pointer_or_in_its_row_is_a_switch() -> None:
    assert switched(change(SWITCH)) == SWITCH
    assert switched(change(SWITCH, pointer=Pointer(0.3, 0.42, "hand"))) == SWITCH


def test_larger_elsewhere_or_many_is_none() -> None:
    assert switched(change(Box(0.2, 0.4, 0.5, 0.025))) is None
    assert switched(change(SWITCH, pointer=Pointer(0.72, 0.8, "hand"))) is None
    assert switched(change(SWITCH, SWITCH, SWITCH)) is None
    assert switched(change(SWITCH, pointer=None)) is None
    assert switched(change(Box(0.7, 0.4, 0.003, 0.02))) is None
