"""Block headers, one at a time and many in a row."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.webm import ebml
from app.domain.webm.blocks import MAX_FAST_TRACK, Block, read_block_header, walk
from app.domain.webm.clocks import TrackClock
from app.domain.webm.ebml import EbmlError
from tests.support.webm_make import block, block_data


@given(st.integers(1, 1 << 20), st.integers(-32768, 32767), st.booleans())
@settings(deadline=None)
def test_a_header_is_read_back(track: int, offset: int, key: bool) -> None:
    data = block_data(track, offset, 0x80 if key else 0)
    assert read_block_header(data + b"x", 0, len(data) + 1, len(data) + 1) == (Block(track, offset, key), len(data))
    assert all(read_block_header(data, 0, end, len(data)) is None for end in range(len(data)))


@pytest.mark.parametrize("lacing", [2, 4, 6])
def test_a_laced_block_tells_how_many_frames_it_has(lacing: int) -> None:
    data = block_data(2, 5, lacing) + bytes([3])
    assert read_block_header(data, 0, len(data), 40) == (Block(2, 5, False, frames=4), 5)
    assert read_block_header(data, 0, 4, 40) is None


@pytest.mark.parametrize(("data", "size"), [(block_data(1, 0), 3), (block_data(300, 0), 4), (block_data(1, 0, 2), 4)])
def test_a_block_shorter_than_its_header_is_refused(data: bytes, size: int) -> None:
    with pytest.raises(EbmlError):
        read_block_header(data + b"\0", 0, len(data) + 1, size)


def clocks(*tracks: int) -> list[TrackClock | None]:
    return [TrackClock(None) if track in tracks else None for track in range(MAX_FAST_TRACK + 1)]


@given(st.lists(st.tuples(st.sampled_from([1, 2]), st.integers(-100, 32767), st.integers(2, 40_000)), max_size=20))
@settings(deadline=None)
def test_walking_sees_every_block_whatever_its_size(found: list[tuple[int, int, int]]) -> None:
    data = b"".join(block(track, offset, payload=bytes(size)) for track, offset, size in found)
    both = clocks(1, 2)
    assert walk(data, 0, len(data), 5000, both, 0) == len(data)
    for track in (1, 2):
        clock = both[track]
        times = [5000 + offset for number, offset, _ in found if number == track]
        assert clock is not None
        assert list(clock.recent) == times[-9:]
        assert not times or clock.high == max(times)


@pytest.mark.parametrize(
    "stop",
    [
        pytest.param(block(3, 0), id="a track not seen yet"),
        pytest.param(block(2, 0), id="the awaited track"),
        pytest.param(block(300, 0), id="a two-byte track number"),
        pytest.param(block(1, 0, payload=bytes(3 << 20)), id="a size of four bytes"),
        pytest.param(ebml.element(0xA3, block_data(1, 0, 0x02) + b"\1xy"), id="lacing"),
        pytest.param(ebml.element(0xA3, b"\x81\0"), id="a block too short"),
        pytest.param(block(1, 0)[:-1], id="a block that is not all there"),
        pytest.param(b"\xe7\x81\0", id="another element"),
    ],
)
def test_walking_stops_at_anything_unusual(stop: bytes) -> None:
    plain = block(1, 0) + block(1, 10)
    seen = clocks(1, 2)
    assert walk(plain + stop, 0, len(plain + stop), 0, seen, 2) == len(plain)
