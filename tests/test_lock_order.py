"""The watch over all tests sees who locks a video's row after an upload's, and nobody else."""

import pytest

from app.db.unit_of_work import transaction
from app.domain.uploads.states import UploadState
from app.services.uploads import outcome, transitions
from tests.conftest import Person
from tests.support import lock_order
from tests.support.recordings import record, upload_of


@pytest.mark.parametrize(
    ("statement", "locked"),
    [
        ("UPDATE videos SET title=%(title)s WHERE videos.id = %(id)s", {"videos"}),
        ("UPDATE uploads SET cursor=1 FROM videos WHERE true", {"uploads"}),
        ("DELETE FROM videos WHERE videos.id = %(id)s", {"videos"}),
        ("SELECT uploads.id \nFROM uploads JOIN videos ON true \nWHERE true FOR UPDATE OF uploads", {"uploads"}),
        ("SELECT videos.id \nFROM videos \nWHERE true FOR NO KEY UPDATE", {"videos"}),
        ("SELECT videos.id \nFROM videos \nWHERE true", set()),
        ("SELECT garbage.id \nFROM garbage \nWHERE true FOR UPDATE", set()),
        ("INSERT INTO video_events (video_id) VALUES (1)", {"videos"}),
        ("INSERT INTO uploads (video_id) VALUES (1)", set()),
    ],
)
def test_what_a_statement_locks(statement: str, locked: set[str]) -> None:
    assert lock_order.tables_locked(statement) == locked


def test_the_wrong_order_is_noticed(person: Person, _order_watch: lock_order.OrderWatch) -> None:
    video_id = record(person.id, b"12345")
    with transaction() as work:
        transitions.change_state(work, upload_of(video_id).id, UploadState.ABORTED, "in the wrong order")
        outcome.record(work, video_id, size=1)
    (fault,) = _order_watch.faults
    assert "a video is locked after an upload at" in fault
    assert "app/services/uploads/outcome.py" in fault
    _order_watch.faults.clear()


def test_the_right_order_and_transactions_of_their_own_are_not(
    person: Person, _order_watch: lock_order.OrderWatch
) -> None:
    video_id = record(person.id, b"12345")
    with transaction() as work:
        outcome.record(work, video_id, size=1)
        transitions.change_state(work, upload_of(video_id).id, UploadState.ABORTED, "in the right order")
    other = record(person.id, b"12345")
    with transaction() as work:
        transitions.change_state(work, upload_of(other).id, UploadState.ABORTED, "alone")
    with transaction() as work:
        outcome.record(work, other, size=1)
    assert _order_watch.faults == []
