"""What earlier code saved is upgraded, and goes on as if nobody had stopped."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.webm import WebmIndexer, build_head
from app.domain.webm.versions import VERSION, upgraded
from tests.support.webm_stretch import stretch

FIXTURES = Path(__file__).parents[2] / "fixtures"
STATES = FIXTURES / "webm" / "states"
CAMERA = (FIXTURES / "media" / "chromium-camera-vp9-opus.webm").read_bytes()


def long() -> tuple[bytes, int]:
    """The stream, and how many of its bytes the state has seen."""
    return b"".join(stretch(CAMERA, 150)), 8 << 20


def restarted() -> tuple[bytes, int]:
    """The same of a recorder that was started twice."""
    vp8 = (FIXTURES / "webm" / "chromium-vp8-opus.webm").read_bytes()
    return vp8[:-700] + vp8, len(vp8) + 20


def as_sent() -> tuple[bytes, int]:
    """The same of a file that stays as it was sent."""
    return bytes(200), 64


STREAMS = {"long-8MiB": long, "restarted": restarted, "as-sent": as_sent}


@pytest.mark.parametrize("version", range(1, VERSION))
@pytest.mark.parametrize(("name", "stream"), STREAMS.items(), ids=STREAMS)
def test_a_state_that_earlier_code_wrote_goes_on_as_one_that_was_never_interrupted(
    version: int, name: str, stream: Callable[[], tuple[bytes, int]]
) -> None:
    """Byte for byte: what is saved next, and the head."""
    data, cut = stream()
    saved = (STATES / f"{version}-{name}.bin").read_bytes()
    assert saved.startswith(b"VFWI%d" % version)
    indexer, whole = WebmIndexer.from_bytes(saved), WebmIndexer()
    whole.push(data[:cut])
    assert indexer.to_bytes() == whole.to_bytes()
    indexer.push(data[cut:])
    whole.push(data[cut:])
    assert indexer.to_bytes() == whole.to_bytes()
    assert indexer.result() == whole.result()
    if name == "long-8MiB":
        assert build_head(indexer.result()) == build_head(whole.result())


def test_every_version_that_was_ever_written_has_its_step_and_its_states() -> None:
    """Whoever raises the version brings both."""
    wanted = {f"{version}-{name}.bin" for version in range(1, VERSION) for name in STREAMS}
    assert {path.name for path in STATES.glob("*.bin")} == wanted
    for version in range(1, VERSION):
        upgraded({}, version)


def test_steps_leave_what_they_were_given_as_it_was() -> None:
    values = {"offset": 7}
    assert upgraded(values, 1) == {"offset": 7, "lost": False}
    assert values == {"offset": 7}


@pytest.mark.parametrize("version", [0, VERSION + 1, 9999])
def test_a_version_that_is_not_known_is_refused(version: int) -> None:
    with pytest.raises(ValueError, match=f"version {version}, which is not known"):
        upgraded({}, version)
