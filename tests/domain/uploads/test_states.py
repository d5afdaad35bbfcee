"""Which state of an upload may follow which."""

import pytest

from app.domain.uploads.states import ACTIVE, ARROWS, UploadState, sources_of


@pytest.mark.parametrize(
    ("target", "sources"),
    [
        (UploadState.OPEN, []),
        (UploadState.FINISHING, [UploadState.OPEN]),
        (UploadState.COMPLETED, [UploadState.FINISHING]),
        (UploadState.ABORTED, [UploadState.OPEN, UploadState.FINISHING]),
    ],
)
def test_where_a_state_is_reached_from(target: UploadState, sources: list[UploadState]) -> None:
    assert sources_of(target) == sources


def test_what_is_active_can_still_change_and_nothing_else_can() -> None:
    assert {state for state in UploadState if ARROWS[state]} == set(ACTIVE)
