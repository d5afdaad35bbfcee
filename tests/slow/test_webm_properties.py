"""As tests/domain/webm/test_properties.py and test_state.py, with many more streams, heads and places to stop."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from app.domain.webm import WebmIndexer
from tests.support.webm_any import CUTS, HOSTILE, STREAMS, check_cuts, check_memory, check_resumed, check_rewritten
from tests.support.webm_make import cluster, document, index

RECORDINGS = sorted((Path(__file__).parents[1] / "fixtures" / "webm").glob("*.webm"))
SHARES = (0.0, 0.001, 0.1, 0.25, 0.35, 0.6, 0.77, 0.9, 1.0)
many = settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(STREAMS, CUTS)
@many
def test_where_the_stream_is_cut_never_changes_the_index(data: bytes, cuts: list[int]) -> None:
    check_cuts(data, cuts)


@given(STREAMS, CUTS)
@many
def test_going_on_in_another_process_after_every_piece_never_changes_the_index(data: bytes, cuts: list[int]) -> None:
    check_resumed(data, cuts)


@given(STREAMS)
@many
def test_any_stream_can_be_rewritten_or_is_refused_and_the_index_makes_sense(data: bytes) -> None:
    check_rewritten(data)


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("head", [b"", document(cluster(0)), document()], ids=["no head", "a cluster", "a head"])
def test_memory_does_not_grow_with_the_stream(unit: bytes, head: bytes) -> None:
    check_memory(head, unit, 15_000)


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
@pytest.mark.parametrize("share", SHARES)
def test_a_recording_indexed_by_two_gives_the_same_index(path: Path, share: float) -> None:
    data = path.read_bytes()
    cut = int(len(data) * share)
    first = WebmIndexer()
    first.push(data[:cut])
    second = WebmIndexer.from_bytes(first.to_bytes())
    second.push(data[cut:])
    assert second.result() == index(data)
