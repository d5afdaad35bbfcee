"""How streams of any length are cut into parts that S3 takes."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.uploads.parts import (
    MAX_PART_BYTES,
    MAX_PARTS,
    MIN_PART_BYTES,
    PlannedPart,
    expected_size,
    fixed_part_size,
    next_part,
    part_count,
    part_size,
)

MIB = 1024**2
S3_MAX_OBJECT = 5 * 1024**4
DEFAULT_BASE = 8 * MIB

bases = st.integers(MIN_PART_BYTES, 64 * MIB)


def cut(length: int, base: int) -> list[PlannedPart]:
    """All parts of a stream, as a drain would plan them one after the other."""
    parts: list[PlannedPart] = []
    while part := next_part(len(parts) + 1, parts[-1].stop if parts else 0, length, base, final=True):
        parts.append(part)
    return parts


# Long streams take thousands of steps each: a few dozen examples are enough beside the borders named here.
@settings(max_examples=40, deadline=None)
@given(length=st.integers(1, S3_MAX_OBJECT), base=bases)
@example(length=S3_MAX_OBJECT, base=MIN_PART_BYTES)
@example(length=S3_MAX_OBJECT, base=DEFAULT_BASE)
@example(length=S3_MAX_OBJECT, base=MAX_PART_BYTES)
@example(length=1, base=DEFAULT_BASE)
@example(length=DEFAULT_BASE, base=DEFAULT_BASE)
@example(length=DEFAULT_BASE + 1, base=DEFAULT_BASE)
def test_a_stream_of_any_length_s3_can_store_becomes_parts_s3_takes(length: int, base: int) -> None:
    """Invariant 2: the parts are the bytes, in order, once."""
    parts = cut(length, base)

    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert len(parts) <= MAX_PARTS
    assert parts[0].start == 0
    assert parts[-1].stop == length
    assert all(before.stop == after.start for before, after in zip(parts, parts[1:], strict=False))
    assert all(MIN_PART_BYTES <= part.size <= MAX_PART_BYTES for part in parts[:-1])
    assert 0 < parts[-1].size <= MAX_PART_BYTES


@given(number=st.integers(1, MAX_PARTS - 1), base=bases)
def test_part_sizes_never_shrink_along_the_recording(number: int, base: int) -> None:
    assert part_size(number, base) <= part_size(number + 1, base)


def test_the_first_parts_have_the_size_that_was_set() -> None:
    assert {part_size(number, DEFAULT_BASE) for number in range(1, 901)} == {DEFAULT_BASE}


@given(
    number=st.integers(1, MAX_PARTS),
    cursor=st.integers(0, S3_MAX_OBJECT),
    available=st.integers(0, 64 * MIB),
    base=st.integers(MIN_PART_BYTES, 32 * MIB),
)
def test_while_bytes_still_come_only_full_parts_are_cut(number: int, cursor: int, available: int, base: int) -> None:
    """Two drains that see different amounts of the stream still plan the same part."""
    size = part_size(number, base)
    part = next_part(number, cursor, cursor + available, base, final=False)

    if available < size:
        assert part is None
    else:
        assert part == PlannedPart(number, cursor, cursor + size)
        assert part == next_part(number, cursor, cursor + available, base, final=True)


@pytest.mark.parametrize("final", [True, False])
def test_where_nothing_is_left_there_is_no_part(final: bool) -> None:
    assert next_part(2, DEFAULT_BASE, DEFAULT_BASE, DEFAULT_BASE, final) is None


def test_a_cursor_beyond_the_spool_cuts_nothing() -> None:
    assert next_part(2, DEFAULT_BASE, 0, DEFAULT_BASE, final=True) is None


@pytest.mark.parametrize("number", [0, -1, MAX_PARTS + 1])
def test_part_numbers_outside_s3s_range_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="1 to 10000"):
        part_size(number, DEFAULT_BASE)


def test_parts_that_s3_would_refuse_as_too_small_are_refused() -> None:
    with pytest.raises(ValueError, match="5242880"):
        part_size(1, MIN_PART_BYTES - 1)


@given(total=st.integers(1, MAX_PARTS * MAX_PART_BYTES), base=bases)
@example(total=S3_MAX_OBJECT, base=MIN_PART_BYTES)
@example(total=MAX_PARTS * DEFAULT_BASE, base=DEFAULT_BASE)
@example(total=MAX_PARTS * DEFAULT_BASE + 1, base=DEFAULT_BASE)
def test_an_object_of_known_size_is_cut_into_equal_parts_that_s3_takes(total: int, base: int) -> None:
    size = fixed_part_size(total, base)
    count = part_count(total, size)
    assert base <= size <= MAX_PART_BYTES
    assert 1 <= count <= MAX_PARTS
    assert expected_size(count, total, size) == total - (count - 1) * size > 0
    assert count == 1 or expected_size(1, total, size) == size


def test_parts_of_a_usual_file_are_as_large_as_those_of_a_recording() -> None:
    assert fixed_part_size(5_000_000_000, DEFAULT_BASE) == DEFAULT_BASE
    assert part_count(5_000_000_000, DEFAULT_BASE) == 597


def test_what_no_number_of_parts_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        fixed_part_size(MAX_PARTS * MAX_PART_BYTES + 1, DEFAULT_BASE)
