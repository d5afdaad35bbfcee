"""Documents are found wherever they start, and nowhere else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.webm import ebml, ids
from app.domain.webm.splitter import Splitter
from tests.support.webm_make import ebml_header

START = ebml_header() + ebml.encode_id(ids.SEGMENT)
NEARLY = [
    pytest.param(ebml.encode_id(ids.EBML_HEADER), id="only the ID"),
    pytest.param(ebml_header(), id="no Segment behind it"),
    pytest.param(ebml_header("avi!") + ebml.encode_id(ids.SEGMENT), id="another DocType"),
    pytest.param(ebml.encode_id(ids.EBML_HEADER) + b"\xff" + START, id="unknown size"),
    pytest.param(ebml.encode_id(ids.EBML_HEADER) + b"\0" * 20, id="no size"),
    pytest.param(ebml.element(ids.EBML_HEADER, bytes(200)) + ebml.encode_id(ids.SEGMENT), id="too long"),
]


def split(data: bytes, size: int) -> tuple[list[int], bytes]:
    """Where documents start, and all the bytes that came out."""
    splitter, starts, out = Splitter(), [], b""
    for pos in range(0, len(data), size):
        for piece in splitter.split(data[pos : pos + size]):
            if piece.starts_document:
                starts.append(len(out))
            out += piece.buf[piece.start : piece.end]
    return starts, out + splitter.held


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=6), st.integers(1, 400))
@settings(deadline=None)
def test_starts_are_found_between_any_bytes_and_nothing_is_lost(between: list[bytes], size: int) -> None:
    data = START.join(between)
    expected = [len(START.join(between[: n + 1])) for n in range(len(between) - 1)]
    assert split(data, size) == (expected, data)


@pytest.mark.parametrize("nearly", NEARLY)
@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_what_only_looks_like_a_start_is_none(nearly: bytes, size: int) -> None:
    data = b"frame" + nearly + bytes(300)
    found, out = split(data, size)
    assert [at for at in found if at == 5] == []
    assert out == data


def test_a_start_hidden_behind_a_false_one_is_found() -> None:
    data = ebml.encode_id(ids.EBML_HEADER) * 3 + START + bytes(300)
    for size in (1, 5, 10_000):
        assert split(data, size) == ([12], data)


@given(st.lists(st.sampled_from([b"\x1a", b"\x1aE", b"\x1aE\xdf", b"\x1aE\xdf\xa3", b"\x9f", b"x"]), max_size=80))
@settings(deadline=None)
def test_little_is_held_back(parts: list[bytes]) -> None:
    splitter = Splitter()
    for part in parts:
        list(splitter.split(part))
        assert len(splitter.held) < 150
