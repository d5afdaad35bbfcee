"""What each element means where it stands."""

import pytest

from app.domain.webm import ebml, ids
from app.domain.webm.ebml import element, uint_element
from app.domain.webm.structure import MAX_COLLECTED_BYTES, MAX_HEAD_BYTES
from tests.support.webm_make import (
    AUDIO,
    PAYLOAD,
    VIDEO,
    block,
    block_data,
    cluster,
    document,
    ebml_header,
    entry,
    group,
    index,
    info,
    master,
    times,
    tracks,
    video,
)

REFERS = element(ids.REFERENCE_BLOCK, b"\xff")


@pytest.mark.parametrize("known_size", [False, True])
def test_a_cluster_that_starts_with_a_keyframe_is_a_cue(known_size: bool) -> None:
    data = video(4, known_size=known_size)
    result = index(data)
    assert times(result) == [0, 1000, 2000, 3000]
    assert result.duration == 4.0
    assert not result.damage
    for cue in result.cues:
        assert data.startswith(ebml.encode_id(ids.CLUSTER), result.takes[0].segment_data + cue.position)


def test_only_the_first_video_block_decides_and_audio_before_it_does_not_matter() -> None:
    late_keyframe = cluster(1000, block(1, 0), block(1, 50, key=True))
    audio_first = cluster(2000, block(2, 0, key=True), block(1, 10, key=True), block(1, 60))
    audio_only = cluster(3000, block(2, 0, key=True))
    result = index(document(cluster(0, block(1, 0, key=True)), late_keyframe, audio_first, audio_only))
    assert times(result) == [0, 2010]
    assert {cue.track for cue in result.cues} == {1}


def test_audio_alone_is_cued_once_a_second() -> None:
    clusters = [cluster(start, block(2, 0, key=True)) for start in range(0, 4000, 250)]
    result = index(document(*clusters, head=(info(), tracks(AUDIO))))
    assert times(result) == [0, 1000, 2000, 3000]


def test_a_block_group_is_a_keyframe_unless_it_refers_to_another_block() -> None:
    clusters = [
        cluster(0, group(1, 0)),
        cluster(1000, group(1, 0, REFERS)),
        cluster(2000, group(1, 0, element(ids.REFERENCE_BLOCK, b""))),
        cluster(3000, group(1, 0), group(1, 40, REFERS), known_size=True),
    ]
    assert times(index(document(*clusters))) == [0, 3000]


def test_a_block_group_tells_how_long_its_block_lasts() -> None:
    last = group(1, 100, uint_element(ids.BLOCK_DURATION, 250), element(0x75A2, b"\1"))
    assert index(document(cluster(0, block(1, 0, True), block(1, 50), last))).duration == 0.35


def test_the_default_duration_and_laces_count_towards_the_end() -> None:
    laced = element(ids.SIMPLE_BLOCK, block_data(2, 40, 0x02) + bytes([3]) + PAYLOAD)
    audio = entry(2, 2, "A_OPUS", 20_000_000)
    data = document(
        cluster(0, block(1, 0, True), block(2, 0), block(2, 20), laced), head=(info(), tracks(VIDEO, audio))
    )
    assert index(data).duration == 0.12


def test_times_are_in_the_time_base_of_the_stream() -> None:
    data = document(cluster(10_000, block(1, 0, True), block(1, 500)), head=(info(100_000), tracks()))
    result = index(data)
    assert (result.takes[0].start, result.duration) == (1.0, 1.1)
    assert times(result) == [10_000]


def test_blocks_of_tracks_nobody_announced_do_not_count() -> None:
    result = index(document(cluster(0, block(1, 0, True), block(1, 40), block(7, 30_000), block(1000, 30_000))))
    assert result.duration == 0.08
    assert not result.damage


def test_wide_track_numbers_work() -> None:
    data = document(cluster(0, block(300, 0, True), block(300, 40)), head=(info(), tracks(entry(300))))
    assert index(data).duration == 0.08


def test_a_negative_first_time_makes_a_cue_at_zero() -> None:
    assert times(index(document(cluster(0, block(1, -3, True), block(1, 40))))) == [0]


def test_an_unknown_size_cluster_ends_at_any_element_of_the_segment() -> None:
    tags = element(ids.TAGS, bytes(300))
    cues = element(ids.CUES, bytes(20))
    result = index(document(cluster(0, block(1, 0, True)), tags, cluster(1000, block(1, 0, True)), cues, ebml.void(9)))
    assert times(result) == [0, 1000]
    assert result.takes[0].has_cues_behind
    assert not result.damage


def test_what_says_nothing_about_seeking_is_passed_over() -> None:
    crc = element(ids.CRC32, b"abcd")
    noise = (crc, uint_element(ids.POSITION, 5), uint_element(ids.PREV_SIZE, 6), ebml.void(300), element(0x5854, b""))
    inside = master(ids.CLUSTER, crc + uint_element(ids.TIMESTAMP, 0) + b"".join(noise) + block(1, 0, True))
    head = (element(ids.SEEK_HEAD, bytes(40)), ebml.void(100), info(), tracks(), element(ids.CUES, bytes(10)))
    take = index(document(inside, head=head)).takes[0]
    assert [cue.time for cue in take.cues] == [0]
    assert (take.has_cues, take.has_cues_behind, take.damage_count) == (True, False, 0)


def test_bytes_behind_a_segment_of_known_size_are_told_and_left_out() -> None:
    data = video(2, known_size=True)
    result = index(data + b"trailing")
    assert [(damage.offset, damage.reason) for damage in result.damage] == [
        (len(data), "bytes follow the end of the Segment")
    ]
    assert result.takes[0].media_end == len(data)


def test_info_is_optional_but_tracks_are_not() -> None:
    assert index(document(cluster(0, block(1, 0, True)), head=(tracks(),))).unsupported is None
    reason = index(document(cluster(0, block(1, 0, True)), head=(info(),))).unsupported
    assert reason is not None and reason.startswith("no Tracks come before the first Cluster")


def test_a_stream_without_picture_and_sound_is_unsupported() -> None:
    reason = index(document(cluster(0, block(1, 0)), head=(tracks(entry(1, 17, "S_TEXT")),))).unsupported
    assert reason is not None and "neither a video nor an audio track" in reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\0\0\0\x18ftypmp42" + bytes(100), "not EBML"),
        (b"RIFF" + bytes(100), "not EBML"),
        (b"\0", "not EBML"),
        (bytes.fromhex("ec80") + ebml_header(), "not EBML"),
        (ebml_header("avi"), "DocType"),
        (ebml_header("webm", uint_element(ids.DOC_TYPE_READ_VERSION, 9)), "DocTypeReadVersion"),
        (ebml_header() + element(ids.TRACKS, b""), "no Segment"),
        (ebml_header() + ebml_header(), "no Segment"),
        (document(head=(element(0x81, b"?"),)), "does not belong inside a Segment"),
        (document(head=(info(), block(1, 0))), "does not belong inside a Segment"),
        (document(head=(info(0),)), "TimestampScale"),
        (document(head=(element(ids.TRACKS, b"\xae\x85"),)), "does not fit its parent"),
        (document(head=(element(ids.TRACKS, bytes(MAX_COLLECTED_BYTES + 1)),)), "too large"),
        (document(head=(element(ids.TAGS, bytes(200_000)), element(ids.TAGS, bytes(200_000)))), "too large"),
        (document(head=(ebml.void(MAX_HEAD_BYTES),)), "too large"),
        (ebml_header() + master(ids.SEGMENT, ebml.encode_id(ids.INFO) + b"\xff", False), "unknown size"),
        (document(head=(ebml.encode_id(ids.INFO) + b"\x01" + b"\xff" * 6 + b"\xfe",)), "too large"),
    ],
)
def test_a_stream_without_a_usable_head_is_unsupported_and_says_why(data: bytes, reason: str) -> None:
    result = index(data + video(2))
    assert result.unsupported is not None and reason in result.unsupported
    assert not result.cues


def test_a_timestamp_may_have_any_length_up_to_eight_bytes() -> None:
    long = master(ids.CLUSTER, uint_element(ids.TIMESTAMP, 700, width=8) + block(1, 0, True), False)
    empty = master(ids.CLUSTER, element(ids.TIMESTAMP, b"") + block(1, 0, True), False)
    assert times(index(document(empty, long))) == [0, 700]
