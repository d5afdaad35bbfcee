"""The recordings the tests of this package share."""

from pathlib import Path

import pytest

RECORDINGS = sorted((Path(__file__).parents[2] / "fixtures" / "webm").glob("*.webm"))


@pytest.fixture(params=RECORDINGS, ids=lambda path: path.stem)
def recording(request: pytest.FixtureRequest) -> bytes:
    """Each of the real recordings in turn."""
    path: Path = request.param
    return path.read_bytes()


@pytest.fixture
def vp8() -> bytes:
    """A real recording with video and audio."""
    return (RECORDINGS[0].parent / "chromium-vp8-opus.webm").read_bytes()


@pytest.fixture
def vp9() -> bytes:
    """A real recording with other tracks than `vp8`."""
    return (RECORDINGS[0].parent / "chromium-vp9-opus.webm").read_bytes()
