"""Whatever the bytes and however they are cut: one answer, no error, bounded work and memory.

tests/slow/test_webm_properties.py tries the same with many more.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.webm import WebmIndexer, ebml, ids, progress
from app.domain.webm.document import DocumentParser
from app.domain.webm.splitter import Splitter
from tests.support.webm_any import (
    CUTS,
    EVERY_ID,
    HOSTILE,
    STREAMS,
    check_cuts,
    check_memory,
    check_resumed,
    check_rewritten,
)
from tests.support.webm_make import block, cluster, document, index, index_in_pieces


@given(STREAMS, CUTS)
@settings(max_examples=80, deadline=None)
def test_where_the_stream_is_cut_never_changes_the_index(data: bytes, cuts: list[int]) -> None:
    check_cuts(data, cuts)


@given(STREAMS, CUTS)
@settings(max_examples=50, deadline=None)
def test_going_on_in_another_process_after_every_piece_never_changes_the_index(data: bytes, cuts: list[int]) -> None:
    check_resumed(data, cuts)


@given(STREAMS)
@settings(max_examples=80, deadline=None)
def test_any_stream_can_be_rewritten_or_is_refused_and_the_index_makes_sense(data: bytes) -> None:
    check_rewritten(data)


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("size", [1, 1 << 20])
def test_work_is_linear_in_the_bytes_pushed(unit: bytes, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = 0

    def counted(cls: type, name: str) -> None:
        original = getattr(cls, name)

        def count(*args: object) -> object:
            nonlocal steps
            steps += 1
            return original(*args)

        monkeypatch.setattr(cls, name, count)

    counted(DocumentParser, "_advance")
    counted(Splitter, "_cut")
    data = (document(cluster(0)) + unit * 10_000)[:30_000]
    indexer = WebmIndexer()
    for start in range(0, len(data), size):
        indexer.push(data[start : start + size])
    assert steps <= 3 * len(data)


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_memory_does_not_grow_with_the_stream(unit: bytes) -> None:
    check_memory(document(cluster(0)), unit, 4_000)


@pytest.mark.parametrize("unit", [HOSTILE[name] for name in ("voids", "empty clusters", "cluster IDs", "timestamps")])
@pytest.mark.parametrize("size", [1, 7001])
def test_a_flood_of_empty_elements_is_given_up(unit: bytes, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_ELEMENTS_GRANTED", 1000)
    data = document(cluster(0, block(1, 0, True))) + b"\xff" * (unit == HOSTILE["cluster IDs"]) + unit * 3_000
    result = index_in_pieces(data, size)
    assert result == index(data)
    assert result.unsupported is not None and "more elements" in result.unsupported


@pytest.mark.parametrize("size", [1, 7001, 1 << 20])
def test_a_flood_of_false_starts_is_given_up(size: int) -> None:
    data = document(cluster(0, block(1, 0, True, HOSTILE["headers"] * 10_050 + bytes(200))))
    result = index_in_pieces(data, size)
    assert result == index(data)
    assert result.unsupported is not None and "more restarts" in result.unsupported
    assert len(index_in_pieces(data + data, size).takes) == 1


def test_a_real_recording_is_far_from_any_of_these_limits(recording: bytes) -> None:
    indexer = WebmIndexer()
    indexer.push(recording)
    elements = indexer.parsers[0].progress.elements
    assert indexer.splitter.false_starts == 0
    assert elements * 100 < len(recording)


def test_a_size_nobody_believes_buffers_nothing() -> None:
    for element_id in EVERY_ID:
        for size in (ebml.UNKNOWN_SIZE, (1 << 56) - 2, 1 << 31):
            indexer = WebmIndexer()
            indexer.push(document(cluster(0, block(1, 0, True))) + element_id + ebml.encode_size(size))
            for _ in range(20):
                indexer.push(bytes(100_000))
            assert len(indexer.to_bytes()) < 2_000


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_random_bytes_are_unsupported_or_empty(data: bytes) -> None:
    result = index(data)
    assert result.unsupported is not None or ebml.encode_id(ids.EBML_HEADER).startswith(data[:4])
    assert not result.cues
