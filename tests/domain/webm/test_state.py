"""Another process goes on where one stopped."""

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.webm import WebmIndexer
from tests.support.webm_make import block, cluster, document, ebml_header, group, index, video


def resumed(data: bytes, cut: int, **settings: int) -> WebmIndexer:
    first = WebmIndexer(**settings)
    first.push(data[:cut])
    second = WebmIndexer.from_bytes(first.to_bytes())
    second.push(data[cut:])
    return second


@pytest.mark.parametrize("share", [0.0025, 0.5, 0.999])
def test_a_recording_indexed_by_two_gives_the_same_index(recording: bytes, share: float) -> None:
    assert resumed(recording, int(len(recording) * share)).result() == index(recording)


@given(st.data())
@settings(deadline=None)
def test_every_byte_of_a_stream_is_a_good_place_to_stop(data: st.DataObject) -> None:
    groups = cluster(2000, group(1, 0), group(1, 40, payload=b"x"))
    stream = video(2) + groups + b"\xff" * 7 + cluster(3000, block(1, 0, True)) + video(1) + ebml_header()
    cut = data.draw(st.integers(0, len(stream)))
    assert resumed(stream, cut).result() == index(stream)


def test_the_state_of_a_resumed_indexer_is_that_of_one_that_never_stopped(vp8: bytes) -> None:
    whole = WebmIndexer()
    whole.push(vp8)
    assert resumed(vp8, 30_000).to_bytes() == whole.to_bytes()


def test_settings_are_kept() -> None:
    data = video(300, fps=2)
    for cut in (0, 100, len(data) // 2):
        assert len(resumed(data, cut, max_cues=10).result().cues) <= 10


def test_the_state_stays_small_for_hours() -> None:
    indexer = WebmIndexer()
    indexer.push(document(*(cluster(n * 1000 + n % 7, block(1, 0, True, bytes(n * 31 % 900))) for n in range(10_800))))
    assert len(indexer.result().cues) == 10_800
    assert len(indexer.to_bytes()) < 64_000


@pytest.mark.parametrize("state", [b"", b"VFWI", b"VFWI1", b"VFWI2abc", b"VFWIx"])
def test_what_is_no_state_is_refused(state: bytes) -> None:
    with pytest.raises(ValueError, match="state"):
        WebmIndexer.from_bytes(state)


@pytest.mark.parametrize(
    "json", [b"{}", b"[]", b"\xff", b"nonsense", b'{"max_cues":1,"audio_cue_interval_ns":1,"offset":0}']
)
def test_a_state_with_the_wrong_values_is_refused(json: bytes) -> None:
    for version in (b"1", b"2"):
        with pytest.raises(ValueError):
            WebmIndexer.from_bytes(b"VFWI" + version + zlib.compress(json))


def test_a_damaged_state_is_refused(vp8: bytes) -> None:
    indexer = WebmIndexer()
    indexer.push(vp8)
    state = indexer.to_bytes()
    with pytest.raises(ValueError):
        WebmIndexer.from_bytes(state[:-7])
