"""Which state of an upload may follow which."""

import pytest

from app.domain.uploads.states import ACTIVE, ARROWS, UploadState, sources_of


@pytest.mark.parametrize(
    ("target", "sources"),
    [
        (UploadState.OPEN, []),
        (UploadState.FINISHING, [UploadState.OPEN]),
        (UploadState.COMPLETED, [UploadState.FINISHING]),
        (UploadState.ABORTED, [UploadState.OPEN, UploadState.FINISHING, UploadState.COMPLETED]),
    ],
)
def test_where_a_state_is_reached_from(target: UploadState, sources: list[UploadState]) -> None:
    assert sources_of(target) == sources


def test_what_is_not_active_can_only_be_thrown_away() -> None:
    assert all(ARROWS[state] <= {UploadState.ABORTED} for state in set(UploadState) - set(ACTIVE))
