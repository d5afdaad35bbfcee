"""Every stage that machines share waits in one queue."""

import pytest

from app.domain.pipeline.queues import QUEUES, queue_of
from app.domain.pipeline.states import STAGES


def test_each_stage_waits_in_one_queue_or_belongs_to_a_machine() -> None:
    waiting = [stage for names in QUEUES.values() for stage in names]
    assert len(waiting) == len(set(waiting))
    assert {stage for stage in STAGES if stage not in waiting} == {"finalize"}
    assert all(stage in QUEUES[queue_of(stage)] for stage in waiting)


@pytest.mark.parametrize("stage", ["finalize", "", "Probe"])
def test_what_waits_nowhere_is_no_queue(stage: str) -> None:
    with pytest.raises(ValueError, match="waits in no queue"):
        queue_of(stage)
