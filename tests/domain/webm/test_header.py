"""The new head: what is in it, and that every position is right."""

import struct
from itertools import accumulate

import pytest

from app.domain.webm import CannotRewrite, WebmIndexer, build_head, ebml, ids
from app.domain.webm.ebml import UNKNOWN_SIZE, element, read_uint
from tests.support.webm_make import AUDIO, block, cluster, document, ebml_header, index, info, tracks, video


def rewritten(data: bytes, pad_to: int | None = None) -> bytes:
    result = index(data)
    assert result.head_length is not None
    return build_head(result, pad_to) + data[result.head_length :]


def layout(data: bytes) -> tuple[int, int, list[tuple[int, int, bytes]]]:
    """Segment size, where its data starts, and (position, ID, data) of its children before the first Cluster."""
    header = ebml.read_header(data, 0, len(data))
    assert header is not None
    at = header.length + header.size
    segment = ebml.read_header(data, at, len(data))
    assert segment is not None and segment.id == ids.SEGMENT
    start = at = at + segment.length
    found: list[tuple[int, int, bytes]] = []
    while True:
        child = ebml.read_header(data, at, len(data))
        assert child is not None
        if child.id == ids.CLUSTER:
            return segment.size, start, found
        found.append((at - start, child.id, data[at + child.length : at + child.length + child.size]))
        at += child.length + child.size


def cue_points(data: bytes) -> list[tuple[int, int, int]]:
    """Time, track and position of every cue."""
    points = []
    for _, point in ebml.children(data):
        fields = dict(ebml.children(point))
        place = dict(ebml.children(fields[ids.CUE_TRACK_POSITIONS]))
        values = (fields[ids.CUE_TIME], place[ids.CUE_TRACK], place[ids.CUE_CLUSTER_POSITION])
        points.append((read_uint(values[0]), read_uint(values[1]), read_uint(values[2])))
    return points


def test_only_the_head_changes(recording: bytes) -> None:
    result = index(recording)
    assert result.head_length is not None
    new = rewritten(recording)
    tail = recording[result.head_length :]
    assert new.endswith(tail)
    assert index(new).head_length == len(new) - len(tail)


def test_the_new_head_has_everything_in_order(recording: bytes) -> None:
    size, _, found = layout(rewritten(recording))
    assert [element_id for _, element_id, _ in found] == [ids.SEEK_HEAD, ids.INFO, ids.TRACKS, ids.CUES]
    assert size == UNKNOWN_SIZE


def test_the_tracks_are_the_recorders_own(recording: bytes) -> None:
    raw = index(recording).takes[0].head.tracks_raw
    assert raw in recording and raw in rewritten(recording)


def test_every_cue_points_at_the_cluster_it_pointed_at(recording: bytes) -> None:
    old, new = index(recording), rewritten(recording)
    _, start, found = layout(new)
    points = cue_points(found[3][2])
    assert [(time, track) for time, track, _ in points] == [(cue.time, cue.track) for cue in old.cues]
    for (_, _, position), cue in zip(points, old.cues, strict=True):
        old_at = old.takes[0].segment_data + cue.position
        assert new[start + position :] == recording[old_at:]


def test_the_seek_head_points_at_info_tracks_and_cues(recording: bytes) -> None:
    _, _, found = layout(rewritten(recording))
    seeks = [dict(ebml.children(seek)) for _, seek in ebml.children(found[0][2])]
    pointed = {read_uint(seek[ids.SEEK_ID]): read_uint(seek[ids.SEEK_POSITION]) for seek in seeks}
    assert pointed == {element_id: position for position, element_id, _ in found[1:]}


def test_info_tells_the_duration_and_who_wrote_it(recording: bytes) -> None:
    _, _, found = layout(rewritten(recording))
    fields = dict(ebml.children(found[1][2]))
    assert ebml.read_float(fields[ids.DURATION]) == pytest.approx(index(recording).duration * 1000)
    assert fields[ids.MUXING_APP] == fields[ids.WRITING_APP] == b"VideoFlow"


def test_the_result_is_seekable_and_keeps_its_duration_and_cues(recording: bytes) -> None:
    old, new = index(recording), index(rewritten(recording))
    assert new.takes[0].seekable and not old.takes[0].seekable
    assert new.duration == old.duration
    assert [cue.time for cue in new.cues] == [cue.time for cue in old.cues]


def test_rewriting_twice_changes_nothing(recording: bytes) -> None:
    once = rewritten(recording)
    assert rewritten(once) == once


def test_what_tells_when_it_was_recorded_and_tags_are_kept() -> None:
    date = element(ids.DATE_UTC, struct.pack(">q", 800_000_000_000_000_000))
    tags = element(ids.TAGS, b"\x73\x73\x80")
    header = ebml_header("matroska", ebml.uint_element(ids.DOC_TYPE_VERSION, 4))
    data = document(cluster(0, block(1, 0, True)), head=(info(500_000, date), tags, tracks()), header=header)
    new = rewritten(data)
    _, _, found = layout(new)
    assert date in found[1][2]
    assert [element_id for _, element_id, _ in found] == [ids.SEEK_HEAD, ids.INFO, ids.TRACKS, ids.TAGS, ids.CUES]
    head = index(new).takes[0].head
    assert (head.doc_type, head.doc_type_version, head.timestamp_scale) == ("matroska", 4, 500_000)


def test_the_segment_has_a_known_size_when_every_cluster_has() -> None:
    new = rewritten(video(3, known_size=True))
    size, start, _ = layout(new)
    assert start + size == len(new)
    assert not index(new).damage


def test_bytes_behind_the_segment_stay_behind_it() -> None:
    new = rewritten(video(3, known_size=True) + b"trailing")
    size, start, _ = layout(new)
    assert start + size == len(new) - len(b"trailing")


def test_a_stream_without_a_usable_cue_gets_none_but_a_duration() -> None:
    _, _, found = layout(rewritten(document(cluster(0, block(1, 0), block(1, 40)))))
    assert [element_id for _, element_id, _ in found] == [ids.SEEK_HEAD, ids.INFO, ids.TRACKS]


@pytest.mark.parametrize("extra", [0, 1, 2, 3, 100, 127, 128, 129, 5_000, 100_000])
def test_the_head_can_be_padded_to_any_length(vp8: bytes, extra: int) -> None:
    length = len(build_head(index(vp8))) + extra
    new = rewritten(vp8, length)
    old = index(vp8)
    assert index(new).head_length == length
    assert [cue.time for cue in index(new).cues] == [cue.time for cue in old.cues]
    _, start, found = layout(new)
    [cues] = [data for _, element_id, data in found if element_id == ids.CUES]
    assert all(new.startswith(ebml.encode_id(ids.CLUSTER), start + position) for _, _, position in cue_points(cues))


def test_a_head_that_does_not_fit_is_refused(vp8: bytes) -> None:
    with pytest.raises(CannotRewrite, match="bytes"):
        build_head(index(vp8), len(build_head(index(vp8))) - 1)


@pytest.mark.parametrize("count", [2, 200, 3000, 20_000])
def test_positions_are_right_for_any_number_of_cues(count: int) -> None:
    clusters = [cluster(n * 300, block(2, 0, True, bytes(n % 50))) for n in range(count)]
    indexer = WebmIndexer(max_cues=30_000, audio_cue_interval_ns=0)
    data = document(*clusters, head=(info(), tracks(AUDIO)))
    indexer.push(data)
    result = indexer.result()
    head = build_head(result)
    _, start, found = layout(head + data[result.head_length :])
    ends = accumulate(map(len, clusters[:-1]), initial=len(head) - start)
    assert [position for _, _, position in cue_points(found[3][2])] == list(ends)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"not a recording", "not EBML"),
        (document(), "no Cluster"),
        (b"", "no Cluster"),
        (video(2) + video(2), "restarted"),
        (document(cluster(0, block(1, 0, True)), element(ids.CUES, bytes(9))), "Cues of its own"),
    ],
)
def test_what_a_new_head_cannot_help_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(CannotRewrite, match=reason):
        build_head(index(data))


def test_a_damaged_or_cut_recording_is_rewritten_all_the_same(vp8: bytes) -> None:
    damaged = vp8[:30_000] + b"\xff" * 100 + vp8[30_100:-200]
    assert index(rewritten(damaged)).duration == index(damaged).duration > 5.5
