"""EBML elements: what is written is read back, and nothing malformed is read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.webm import ebml, ids
from app.domain.webm.ebml import UNKNOWN_SIZE, EbmlError

KNOWN_IDS = [value for name, value in vars(ids).items() if name.isupper() and isinstance(value, int)]


@given(st.integers(0, (1 << 56) - 2))
@settings(deadline=None)
def test_a_size_is_read_back_and_no_shorter_width_would_do(size: int) -> None:
    encoded = ebml.encode_size(size)
    assert ebml.read_vint(encoded, 0, len(encoded)) == (size, len(encoded))
    with pytest.raises(ValueError):
        ebml.encode_size(size, len(encoded) - 1 or 9)


@given(st.integers(0, (1 << 21) - 2), st.integers(3, 8))
@settings(deadline=None)
def test_a_size_can_be_wider_than_it_need_be(size: int, width: int) -> None:
    encoded = ebml.encode_size(size, width)
    assert ebml.read_vint(encoded, 0, width) == (size, width)


@pytest.mark.parametrize(
    ("size", "encoded"), [(0, "80"), (126, "fe"), (127, "407f"), (16382, "7ffe"), (16383, "203fff")]
)
def test_all_ones_are_never_a_known_size(size: int, encoded: str) -> None:
    assert ebml.encode_size(size).hex() == encoded


@pytest.mark.parametrize("width", range(1, 9))
def test_an_unknown_size_has_every_data_bit_set_whatever_its_width(width: int) -> None:
    encoded = ebml.encode_id(ids.CLUSTER) + ebml.encode_size(UNKNOWN_SIZE, width)
    assert ebml.read_header(encoded, 0, len(encoded)) == (ids.CLUSTER, UNKNOWN_SIZE, 4 + width)


def test_sizes_that_no_element_can_have_are_refused() -> None:
    for size in (-2, (1 << 56) - 1):
        with pytest.raises(ValueError):
            ebml.encode_size(size)


@given(st.sampled_from(KNOWN_IDS), st.binary(max_size=300))
@settings(deadline=None)
def test_an_element_is_read_back(element_id: int, data: bytes) -> None:
    assert list(ebml.children(ebml.element(element_id, data))) == [(element_id, data)]


@given(st.sampled_from(KNOWN_IDS), st.binary(max_size=300))
@settings(deadline=None)
def test_a_header_that_is_not_complete_asks_for_more(element_id: int, data: bytes) -> None:
    encoded = ebml.element(element_id, data)
    header = ebml.read_header(encoded, 0, len(encoded))
    assert header is not None
    assert all(ebml.read_header(encoded, 0, end) is None for end in range(header.length))


def test_ids_above_four_and_sizes_above_eight_bytes_are_refused() -> None:
    with pytest.raises(EbmlError, match="ID"):
        ebml.read_header(b"\x08\xff\xff\xff\xff\x80", 0, 6)
    with pytest.raises(EbmlError, match="eight bytes"):
        ebml.read_header(b"\xec\x00\xff", 0, 3)


@pytest.mark.parametrize("damaged", ["ec85aabb", "ec", "ecff00", "00"])
def test_children_that_do_not_fit_are_refused(damaged: str) -> None:
    with pytest.raises(EbmlError):
        list(ebml.children(bytes.fromhex(damaged)))


@given(st.integers(0, (1 << 64) - 1))
@settings(deadline=None)
def test_an_unsigned_integer_is_read_back(value: int) -> None:
    [(_, data)] = ebml.children(ebml.uint_element(ids.TIMESTAMP, value))
    assert ebml.read_uint(data) == value


@given(st.floats(allow_nan=False))
@settings(deadline=None)
def test_a_float_is_read_back(value: float) -> None:
    [(_, data)] = ebml.children(ebml.float_element(ids.DURATION, value))
    assert ebml.read_float(data) == value


def test_floats_of_every_allowed_length_are_read() -> None:
    assert ebml.read_float(b"") == 0.0
    assert ebml.read_float(bytes.fromhex("3fc00000")) == 1.5
    with pytest.raises(EbmlError):
        ebml.read_float(b"123")


def test_a_string_ends_at_its_padding() -> None:
    assert ebml.read_string(b"webm\0\0junk") == "webm"
    assert ebml.read_string(b"\xff") == "\N{REPLACEMENT CHARACTER}"


def test_numbers_above_eight_bytes_are_refused() -> None:
    with pytest.raises(EbmlError):
        ebml.read_uint(bytes(9))


@pytest.mark.parametrize("length", [2, 3, 126, 127, 128, 129, 130, 200, 70_000])
def test_a_void_is_exactly_as_long_as_asked(length: int) -> None:
    encoded = ebml.void(length)
    assert len(encoded) == length
    assert [element_id for element_id, _ in ebml.children(encoded)] == [ids.VOID]


def test_no_void_is_a_single_byte() -> None:
    with pytest.raises(ValueError):
        ebml.void(1)
