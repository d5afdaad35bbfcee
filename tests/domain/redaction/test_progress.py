"""How far what was decided is carried out."""

import pytest

from app.domain.pipeline.states import StageState
from app.domain.redaction.progress import carried_out

DONE, RUNNING, FAILED, SKIPPED = StageState.DONE, StageState.RUNNING, StageState.FAILED, StageState.SKIPPED


@pytest.mark.parametrize(
    ("states", "is_due", "expected"),
    [
        ([], False, ("idle", 0.0)),
        ([], True, ("running", 0.0)),
        ([("probe", DONE, 1.0)], False, ("idle", 0.0)),
        ([("redact", DONE, 1.0), ("reopen", DONE, 1.0)], True, ("running", 0.0)),
        ([("redact", RUNNING, 0.5), ("reopen", StageState.PENDING, 0.0)], False, ("running", 0.25)),
        ([("redact", DONE, 1.0), ("transcode", FAILED, 0.3), ("reopen", SKIPPED, 0.0)], False, ("failed", 1.0)),
        ([("redact", DONE, 1.0), ("reopen", DONE, 1.0)], False, ("idle", 1.0)),
    ],
)
def test_states(states: list[tuple[str, StageState, float]], is_due: bool, expected: tuple[str, float]) -> None:
    assert carried_out(states, is_due) == expected
