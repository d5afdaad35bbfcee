"""What the history tells."""

from app.domain.documents.editing import operations as ops
from app.domain.documents.editing.history import told, told_of_patch
from app.domain.documents.editing.operations import applied
from app.domain.documents.editing.patches import patch
from tests.domain.documents.editing.guides import guide, sid

GUIDE = guide("Security", "Members")


def test_what_was_done_is_told_with_the_title_that_the_step_had() -> None:
    changes = [ops.SetTitle(sid(0), "Open it"), ops.SetTitle(sid(0), "Open it now"), ops.Add(sid(9), 1.0, "Mine")]
    after = applied(GUIDE, changes)
    assert told(changes, GUIDE, after) == [
        {"op": "set_title", "title": "Click Security"},
        {"op": "add", "title": "Mine"},
    ]
    assert told_of_patch(patch(GUIDE, after), GUIDE, after) == [
        {"op": "step", "title": "Click Security"},
        {"op": "step", "title": "Mine"},
    ]


def test_much_that_was_done_at_once_is_told_in_part() -> None:
    changes = [ops.Add(sid(100 + number), 1.0, f"Step {number}") for number in range(50)]
    assert len(told(changes, GUIDE, applied(GUIDE, changes))) == 20
