"""The index grows with the parts, wherever they are cut, and gives the head that one look at all bytes would."""

import io
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.webm import WebmIndexer, build_head
from app.services.uploads import webm_index
from app.services.uploads.webm_index import Seen

MEDIA = Path(__file__).parents[2] / "fixtures" / "media"
CAMERA = (MEDIA / "chromium-camera-vp9-opus.webm").read_bytes()
MP4 = (MEDIA / "chromium-camera-h264-opus.mp4").read_bytes()


def seen(data: bytes) -> Seen:
    """These bytes, all of which are still here."""
    return Seen(len(data), lambda: io.BytesIO(data))


def gone(size: int) -> Seen:
    """So many bytes, which are nowhere any more."""

    def reopen() -> io.BytesIO:
        raise FileNotFoundError

    return Seen(size, reopen)


def in_parts(data: bytes, cuts: list[int]) -> bytes | None:
    """The state after parts that end at these places and at the end of the data."""
    state: bytes | None = None
    places = [0, *sorted(cuts), len(data)]
    for start, stop in zip(places, places[1:], strict=False):
        state = webm_index.state_after(state, io.BytesIO(data[start:stop]), seen(data[:start]))
    return state


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, len(CAMERA)), max_size=4))
def test_parts_cut_anywhere_give_the_same_head(cuts: list[int]) -> None:
    """Invariant 5: any worker goes on from what the last one wrote down."""
    whole = WebmIndexer()
    whole.push(CAMERA)
    head = webm_index.new_head(in_parts(CAMERA, cuts))
    assert head
    assert head.data == build_head(whole.result())
    assert head.replaces == whole.result().head_length
    assert head.duration == pytest.approx(6.2, abs=0.1)


@pytest.mark.parametrize(
    "data", [MP4, b"", b"\x00" * 100, b"not a video at all"], ids=["mp4", "nothing", "zeros", "text"]
)
def test_what_is_no_webm_gets_no_head(data: bytes) -> None:
    assert webm_index.new_head(in_parts(data, [])) is None


def test_nothing_seen_gets_no_head() -> None:
    assert webm_index.new_head(None) is None
    assert not webm_index.is_webm(None)


def test_a_stream_is_told_from_its_first_bytes() -> None:
    assert webm_index.is_webm(in_parts(CAMERA[:100], []))
    assert not webm_index.is_webm(in_parts(MP4[:100], []))


def test_of_a_stream_that_is_no_webm_little_is_read() -> None:
    class Counted(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1) -> bytes:
            data = super().read(size)
            self.taken += len(data)
            return data

    body = Counted(bytes(8 * 1024 * 1024))
    webm_index.state_after(None, body, gone(0))
    assert body.taken <= 1024 * 1024


def test_a_webm_that_was_cut_before_its_first_cluster_gets_no_head() -> None:
    assert webm_index.new_head(in_parts(CAMERA[:150], [])) is None


def test_a_recorder_that_was_started_once_has_no_sessions_to_join() -> None:
    assert webm_index.takes(in_parts(CAMERA, [])) is None
    assert webm_index.takes(in_parts(MP4, [])) is None
    assert webm_index.takes(None) is None


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 2 * len(CAMERA) - 700), max_size=4))
def test_takes_are_found_wherever_parts_are_cut(cuts: list[int]) -> None:
    """The first one ends before the frame that the restart cut short."""
    kept = len(CAMERA) - 700
    state = in_parts(CAMERA[:kept] + CAMERA, cuts)
    assert webm_index.new_head(state) is None
    first, second = webm_index.takes(state) or []
    assert second == {"start": kept, "stop": kept + len(CAMERA)}
    assert first["start"] == 0
    assert kept - 5_000 < first["stop"] < kept


def test_a_damaged_head_hides_its_own_session_only() -> None:
    broken = CAMERA[:60].replace(b"\x2a\xd7\xb1", b"\x2a\xd7\xb0") + b"\xff" * 200
    last = len(CAMERA) + len(broken)
    found = webm_index.takes(in_parts(CAMERA + broken + CAMERA, [last]))
    assert found and [each["start"] for each in found] == [0, last]


def test_more_restarts_than_anybody_needs_are_left_as_they_are() -> None:
    assert webm_index.takes(in_parts(CAMERA[:60_000] * 70, [])) is None


NEWER = b"VFWI9999" + zlib.compress(b"what newer code knows")
UNTRUSTED = [NEWER, b"garbage", in_parts(CAMERA[:1000], []), in_parts(CAMERA, [])[:-9], None]
UNTRUSTED_IDS = ["of newer code", "garbage", "of fewer bytes", "cut", "not there"]


@pytest.mark.parametrize("state", UNTRUSTED, ids=UNTRUSTED_IDS)
def test_an_index_that_is_not_trusted_is_made_anew_of_what_is_here(state: bytes | None) -> None:
    """Invariant 5: that of a worker which read every byte itself."""
    cut = len(CAMERA) // 2
    anew = webm_index.state_after(state, io.BytesIO(CAMERA[cut:]), seen(CAMERA[:cut]))
    assert anew == in_parts(CAMERA, [])
    assert webm_index.new_head(anew)


@pytest.mark.parametrize("state", UNTRUSTED, ids=UNTRUSTED_IDS)
def test_where_the_bytes_are_gone_it_is_lost_and_stays_so(state: bytes | None) -> None:
    """What follows alone would say nothing, or, where a recorder starts again, something wrong."""
    cut = len(CAMERA) // 2
    lost = webm_index.state_after(state, io.BytesIO(CAMERA[cut:]), gone(cut))
    again = webm_index.state_after(lost, io.BytesIO(CAMERA), seen(CAMERA))
    for each in (lost, again):
        assert webm_index.is_lost(each)
        assert not webm_index.is_webm(each)
        assert (webm_index.new_head(each), webm_index.takes(each)) == (None, None)


@pytest.mark.parametrize("state", [NEWER, b"garbage"], ids=["of newer code", "garbage"])
def test_asking_a_state_that_nobody_can_read_raises_nothing(state: bytes) -> None:
    """A recording may have ended, all of it in parts, when the code was replaced; its first part is held."""
    assert (webm_index.new_head(state), webm_index.takes(state)) == (None, None)
    assert (webm_index.is_lost(state), webm_index.is_webm(state)) == (True, True)


def test_what_is_known_is_not_lost() -> None:
    assert not any(map(webm_index.is_lost, [None, in_parts(CAMERA, []), in_parts(MP4, []), webm_index.as_sent()]))


def test_the_takes_are_found_in_a_recording_of_which_no_index_is_kept() -> None:
    assert webm_index.takes_in(io.BytesIO(CAMERA)) == [{"start": 0, "stop": len(CAMERA)}]
    twice = CAMERA[:-700] + CAMERA
    assert webm_index.takes_in(io.BytesIO(twice)) == webm_index.takes(in_parts(twice, []))
    assert webm_index.takes_in(io.BytesIO(MP4)) == []
