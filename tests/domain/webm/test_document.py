"""The push machinery: headers cut anywhere, damage, and going on behind it."""

import pytest

from app.domain.webm import Damage, ebml, ids
from app.domain.webm.ebml import element, uint_element
from tests.support.webm_make import block, cluster, document, group, index, index_in_pieces, master, times, video

KEY = block(1, 0, True)
UNBELIEVABLE = ebml.encode_id(ids.SIMPLE_BLOCK) + ebml.encode_size(1 << 40)


def second(number: int) -> bytes:
    return cluster(number * 1000, KEY, block(1, 500))


@pytest.mark.parametrize("size", [1, 2, 3, 5, 11, 64, 1000, 65_536])
def test_a_recording_cut_into_pieces_gives_the_same_index(recording: bytes, size: int) -> None:
    assert index_in_pieces(recording, size) == index(recording)


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (b"\xff" * 40, "element 0xff does not belong inside a Cluster"),
        (bytes(40), "an element ID is wider than four bytes"),
        (b"\xa3" + bytes(40), "a variable-size integer is wider than eight bytes"),
        (UNBELIEVABLE, "element 0xa3 is too large to be believed"),
        (ebml.encode_id(ids.BLOCK_GROUP) + b"\xff", "element 0xa0 may not have an unknown size"),
        (element(ids.SIMPLE_BLOCK, b"\x81\0"), "a block is too short for its own header"),
        (element(ids.SIMPLE_BLOCK, b"\x81\0\0\2"), "a laced block does not say how many frames it has"),
        (element(ids.BLOCK_GROUP, b"\xa1\x99ab"), "element 0xa1 runs past the end of its parent"),
        (element(ids.BLOCK_GROUP, b"\x9b\x89123456789"), "an unsigned integer is longer than eight bytes"),
        (ebml.encode_id(ids.SEGMENT) + b"\xff", "element 0x18538067 does not belong inside a Cluster"),
        (uint_element(ids.TIMESTAMP, 1 << 60), "a Cluster's Timestamp is not believable"),
    ],
)
@pytest.mark.parametrize("size", [1, 4096])
def test_indexing_goes_on_at_the_next_cluster_behind_damage(damage: bytes, reason: str, size: int) -> None:
    before, after = document(second(0), second(1)), second(2) + second(3)
    offset = len(before)
    if damage[0] == ids.BLOCK_GROUP and len(damage) > 2:
        offset += 2
    result = index_in_pieces(before + damage + after, size)
    assert times(result) == [0, 1000, 2000, 3000]
    assert result.damage == (Damage(offset, reason, resumed_at=len(before + damage)),)
    assert result.duration == 4.0


def test_bytes_missing_in_a_frame_cost_the_rest_of_its_cluster() -> None:
    whole = document(*(second(n) for n in range(6)))
    third, fourth = (index(whole).takes[0].segment_data + index(whole).cues[n].position for n in (2, 3))
    result = index(whole[: third + 30] + whole[third + 34 :])
    assert times(result) == [0, 1000, 2000, 3000, 4000, 5000]
    assert [damage.resumed_at for damage in result.damage] == [fourth - 4]


def test_damage_that_only_looks_like_a_cluster_does_not_count_as_one() -> None:
    cluster_id = ebml.encode_id(ids.CLUSTER)
    fakes = b"".join((cluster_id * 2, cluster_id + b"\xff" + b"\xa3\x81" * 6, cluster_id + bytes(12), cluster_id[:3]))
    before = document(second(0)) + b"\xff" + fakes
    result = index(before + second(1))
    assert times(result) == [0, 1000]
    assert [damage.resumed_at for damage in result.damage] == [len(before)]


def test_damage_at_the_end_is_told_and_the_index_up_to_there_stands() -> None:
    before = document(second(0), second(1))
    for size in (1, 4096):
        result = index_in_pieces(before + b"\xff" * 500, size)
        assert result.damage == (Damage(len(before), "element 0xff does not belong inside a Cluster"),)
        assert (times(result), result.duration, result.takes[0].clean_end) == ([0, 1000], 2.0, len(before))


def test_a_known_size_cluster_that_is_cut_short_costs_no_later_one() -> None:
    cut = cluster(1000, KEY, block(1, 40), known_size=True)[: -len(block(1, 40))]
    result = index(document(second(0), cut, second(2)))
    assert times(result) == [0, 1000, 2000]
    assert len(result.damage) == 1


def test_a_cluster_larger_than_its_segment_is_told_and_used() -> None:
    data = bytearray(video(2, known_size=True))
    last = data.rindex(ebml.encode_id(ids.CLUSTER))
    header = ebml.read_header(bytes(data), last, len(data))
    assert header is not None
    data[last + 4 : last + header.length] = ebml.encode_size(header.size + 50, header.length - 4)
    result = index(bytes(data))
    assert times(result) == [0, 1000]
    assert [damage.reason for damage in result.damage] == ["a Cluster runs past the end of its Segment"]


def test_a_clock_that_goes_back_is_told_and_makes_no_cue() -> None:
    result = index(document(second(0), second(5), second(2), second(6)))
    assert times(result) == [0, 5000, 6000]
    assert [damage.reason for damage in result.damage] == ["a Cluster's Timestamp goes back"]


def test_a_block_before_its_timestamp_is_told_and_does_not_count() -> None:
    late = master(ids.CLUSTER, KEY + uint_element(ids.TIMESTAMP, 1000) + block(1, 0, True), False)
    result = index(document(second(0), late))
    assert [damage.reason for damage in result.damage] == ["a block comes before its Cluster's Timestamp"]
    assert times(result) == [0, 1000]


def test_only_the_first_places_of_damage_are_kept_and_all_are_counted() -> None:
    take = index(document(*(second(n) + b"\xff" * 9 for n in range(50)))).takes[0]
    assert (len(take.damage), take.damage_count, len(take.cues)) == (16, 50, 50)


@pytest.mark.parametrize("last", [block(1, 540, True), group(1, 540)], ids=["SimpleBlock", "BlockGroup"])
def test_a_last_block_that_is_cut_counts_only_once_it_is_whole(last: bytes) -> None:
    whole = document(second(0), cluster(1000, KEY, block(1, 500), last))
    for missing in range(1, len(last)):
        take = index(whole[:-missing]).takes[0]
        assert take.duration == 2.0
        assert take.truncated
        assert take.clean_end == len(whole) - len(last)
    assert index(whole).duration > 2.0
    assert not index(whole).takes[0].truncated


def test_a_cluster_whose_keyframe_is_cut_off_is_no_cue() -> None:
    whole = document(second(0), cluster(1000, KEY))
    assert times(index(whole)) == [0, 1000]
    assert times(index(whole[:-1])) == [0]
