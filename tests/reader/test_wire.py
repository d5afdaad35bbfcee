"""Messages arrive as they were sent, or are refused before they cost memory."""

import io

import pytest

from reader import wire


def test_what_is_packed_is_received() -> None:
    stream = io.BytesIO(wire.packed({"ask": "lines", "width": 2, "height": 1}) + b"\x00\xff" + wire.packed({"a": "ü"}))
    assert wire.receive(stream) == {"ask": "lines", "width": 2, "height": 1}
    assert wire.receive_pixels(stream, 2, 1) == b"\x00\xff"
    assert wire.receive(stream) == {"a": "ü"}
    assert wire.receive(stream) is None


@pytest.mark.parametrize(
    "said",
    [
        b"\xff\xff\xff\xff" + b"x" * 10,
        b"\x00\x00\x00\x00",
        b"\x00\x00\x00\x05{}",
        b"\x00\x00\x00\x02[]",
        b"\x00\x00\x00\x03{a}",
        b"\x00\x00\x00\x01\xff",
    ],
    ids=["too long", "nothing", "cut off", "no object", "no JSON", "no text"],
)
def test_what_is_no_message_is_refused(said: bytes) -> None:
    with pytest.raises(wire.Garbled):
        wire.receive(io.BytesIO(said))


@pytest.mark.parametrize(("width", "height"), [(0, 10), (10, -1), (1 << 20, 1 << 20), (4, 4)])
def test_a_picture_of_no_size_or_too_large_or_cut_off_is_refused(width: int, height: int) -> None:
    with pytest.raises(wire.Garbled):
        wire.receive_pixels(io.BytesIO(b"abc"), width, height)
