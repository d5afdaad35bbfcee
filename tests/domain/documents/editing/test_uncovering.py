"""What uncovers something that was blurred."""

import pytest

from app.domain.documents.editing import operations as ops
from app.domain.documents.editing.operations import Operation, applied
from app.domain.documents.editing.uncovering import uncovers
from app.domain.documents.words import Box
from tests.domain.documents.editing.guides import guide, sid

FIRST, SECOND = Box(0.1, 0.1, 0.2, 0.1), Box(0.5, 0.4, 0.3, 0.1)
COVERED = applied(guide("Security", "Members", "Save"), [ops.SetBlurs(sid(1), (FIRST,))])


@pytest.mark.parametrize(
    "operation",
    [
        ops.SetBlurs(sid(1), ()),
        ops.SetBlurs(sid(1), (SECOND,)),
        ops.SetPicture(sid(1), 10.1),
    ],
)
def test_less_of_a_picture_blurred_and_another_picture_uncover(operation: Operation) -> None:
    assert uncovers(COVERED, applied(COVERED, [operation]))


@pytest.mark.parametrize(
    "operation",
    [
        ops.SetBlurs(sid(1), (FIRST, SECOND)),
        ops.SetBlurs(sid(2), (SECOND,)),
        ops.SetPicture(sid(2), 3.0),
        ops.SetTitle(sid(1), "Anything"),
        ops.Move(sid(1), None),
        ops.Hide(sid(1), True),
        ops.Merge(sid(0), sid(1)),
        ops.Merge(sid(1), sid(2)),
    ],
)
def test_more_of_it_and_all_else_uncover_nothing(operation: Operation) -> None:
    assert not uncovers(COVERED, applied(COVERED, [operation]))


def test_what_nobody_blurred_is_not_uncovered() -> None:
    before = guide("Security")
    assert not uncovers(before, applied(before, [ops.SetPicture(sid(0), 1.0)]))
