"""The indexer as a whole: real recordings, restarted recorders, any kind of bytes object."""

from collections.abc import Callable

import pytest

from app.domain.webm import WebmIndexer, ebml, ids
from app.domain.webm.ebml import element, uint_element
from app.domain.webm.index import MAX_TAKES
from tests.support.webm_make import (
    AUDIO,
    block,
    cluster,
    document,
    entry,
    index,
    index_in_pieces,
    info,
    times,
    tracks,
    video,
)


def test_a_recording_is_indexed_and_was_not_seekable(recording: bytes) -> None:
    result = index(recording)
    [take] = result.takes
    assert (result.unsupported, result.damage, result.restarts, take.truncated) == (None, (), (), False)
    assert take.head.declared_duration is None and not take.seekable
    assert 5 < result.duration < 13
    assert len(result.cues) >= 1
    assert result.total_size == take.end == take.clean_end == len(recording)


def test_every_cue_points_at_a_cluster(recording: bytes) -> None:
    result = index(recording)
    data = result.takes[0].segment_data
    assert all(recording.startswith(ebml.encode_id(ids.CLUSTER), data + cue.position) for cue in result.cues)
    assert result.head_length == data + result.cues[0].position


@pytest.mark.parametrize("make", [bytes, bytearray, memoryview, lambda data: memoryview(bytearray(data)).toreadonly()])
def test_any_bytes_object_may_be_pushed(vp8: bytes, make: Callable[[bytes], bytes]) -> None:
    indexer = WebmIndexer()
    indexer.push(make(vp8 * 20)[: len(vp8)])
    indexer.push(b"")
    assert indexer.result() == index(vp8)


def test_the_head_length_is_known_as_soon_as_the_first_cluster_begins(vp8: bytes) -> None:
    length = index(vp8).head_length
    assert length is not None
    indexer = WebmIndexer()
    indexer.push(vp8[:length])
    assert indexer.head_length is None
    indexer.push(vp8[length : length + 12])
    assert indexer.head_length == length


def test_the_index_can_be_asked_for_at_any_time_without_changing_it(vp8: bytes) -> None:
    indexer = WebmIndexer()
    lengths = []
    for start in range(0, len(vp8), 997):
        indexer.push(vp8[start : start + 997])
        lengths.append(indexer.result().duration)
    assert lengths == sorted(lengths)
    assert indexer.result() == index(vp8)


def test_an_empty_stream_has_an_index_with_nothing_in_it() -> None:
    result = WebmIndexer().result()
    assert (result.unsupported, result.head_length, result.duration, result.total_size) == (None, None, 0, 0)


def test_a_finished_file_is_recognised_as_seekable() -> None:
    with_duration = info(1_000_000, ebml.float_element(ids.DURATION, 1000.0))
    body = cluster(0, block(1, 0, True), known_size=True)
    take = index(document(body, element(ids.CUES, bytes(9)), head=(with_duration, tracks()))).takes[0]
    assert take.seekable and take.has_cues_behind


def test_unsupported_is_known_at_once() -> None:
    indexer = WebmIndexer()
    indexer.push(b"\0\0\0\x18ftypmp42")
    assert indexer.unsupported == "this is not EBML (at byte 0)"


def test_cues_are_thinned_in_a_very_long_recording() -> None:
    indexer = WebmIndexer(max_cues=100)
    indexer.push(video(1000, fps=2))
    found = [cue.time for cue in indexer.result().cues]
    assert found == list(range(0, 1_000_000, 16_000))


# Restarted recorders.


@pytest.mark.parametrize("size", [1, 100, 65_536, 1 << 20])
def test_a_recorder_started_again_is_a_session_of_its_own(vp8: bytes, size: int) -> None:
    result = index_in_pieces(vp8 + vp8, size)
    assert [(restart.offset, restart.same_tracks) for restart in result.restarts] == [(len(vp8), True)]
    first, second = result.takes
    assert (first.offset, first.end, first.clean_end) == (0, len(vp8), len(vp8))
    assert (second.offset, second.end) == (len(vp8), 2 * len(vp8))
    alone = index(vp8)
    assert first.cues == second.cues == alone.cues
    assert first.duration == second.duration == alone.duration
    assert result.duration == 2 * alone.duration


def test_other_tracks_after_a_restart_are_told(vp8: bytes, vp9: bytes) -> None:
    result = index(vp8 + vp9 + vp9)
    assert [restart.same_tracks for restart in result.restarts] == [False, True]
    assert [take.tracks[1].codec for take in result.takes] == ["V_VP8", "V_VP9", "V_VP9"]


def test_other_track_numbers_are_other_tracks() -> None:
    def started(number: int) -> bytes:
        return document(cluster(0, block(number, 0, True)), head=(info(), tracks(entry(number))))

    assert not index(started(1) + started(2)).restarts[0].same_tracks
    uid = uint_element(0x73C5, 77)
    other_uid = document(cluster(0, block(1, 0, True)), head=(info(), tracks(entry(1, 1, "V_VP8", 0, uid))))
    assert index(started(1) + other_uid).restarts[0].same_tracks


@pytest.mark.parametrize("size", [1, 5000, 1 << 20])
@pytest.mark.parametrize("kept", [189, 190, 200, 201, 20_000, 22_260, 50_001])
def test_a_restart_is_found_even_behind_a_frame_cut_short(vp8: bytes, vp9: bytes, kept: int, size: int) -> None:
    cut = vp8[:kept]
    result = index_in_pieces(cut + vp9, size)
    assert [restart.offset for restart in result.restarts] == [kept]
    first, second = result.takes
    assert first.end == kept
    assert first.clean_end == index(cut).takes[0].clean_end <= kept
    assert first.duration == index(cut).duration
    assert [cue.time for cue in second.cues] == times(index(vp9))
    assert second.segment_data == kept + index(vp9).takes[0].segment_data


def test_a_session_cut_out_of_the_stream_stands_alone(vp8: bytes, vp9: bytes) -> None:
    stream = vp8[:50_001] + vp9 + vp8
    result = index(stream)
    assert len(result.takes) == 3
    for take in result.takes:
        alone = index(stream[take.offset : take.clean_end])
        assert alone.cues == take.cues
        assert alone.duration == take.duration
        assert not alone.takes[0].truncated


def test_each_session_has_its_own_time_base() -> None:
    coarse = document(cluster(2, block(1, 0, True), block(1, 1)), head=(info(1_000_000_000), tracks()))
    first, second = index(video(2) + coarse).takes
    assert (first.head.timestamp_scale, first.start, first.duration) == (1_000_000, 0.0, 2.0)
    assert (second.head.timestamp_scale, second.start, second.duration) == (1_000_000_000, 2.0, 4.0)


def test_a_damaged_head_after_a_restart_makes_the_stream_unsupported(vp8: bytes) -> None:
    broken = document(cluster(0, block(1, 0, True)), head=(info(0), tracks()))
    result = index(vp8 + broken)
    assert result.unsupported is not None and "TimestampScale" in result.unsupported
    assert result.takes[0].cues == index(vp8).cues


def test_more_restarts_than_anybody_needs_make_the_stream_unsupported() -> None:
    one = document(cluster(0, block(2, 0, True)), head=(info(), tracks(AUDIO)))
    assert len(index(one * MAX_TAKES).takes) == MAX_TAKES
    assert index(one * MAX_TAKES).unsupported is None
    result = index(one * (MAX_TAKES + 40))
    assert len(result.takes) == MAX_TAKES
    assert result.unsupported is not None and "more restarts" in result.unsupported
