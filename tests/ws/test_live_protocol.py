"""The live socket's messages."""

import json

import pytest

from app.domain.live.backlog import Start
from app.domain.live.pieces import Beginning
from app.ws import live_protocol
from app.ws.frames import binary_frame, text_frame
from app.ws.live_protocol import Live, More, ProtocolError, Seek, decode


def test_what_a_player_asks_for() -> None:
    assert decode('{"type":"live","request":3}') == Live(3)
    assert decode('{"type":"live"}') == Live(0)
    assert decode('{"type":"seek","time":1.5,"request":1}') == Seek(1, 1.5)
    assert decode('{"type":"seek","time":-4}') == Seek(0, 0.0)
    assert decode('{"type":"seek","time":1e300}') == Seek(0, live_protocol.LATEST_SECONDS)
    assert decode('{"type":"more","offset":7,"request":2}') == More(2, 7)


@pytest.mark.parametrize(
    "text",
    [None, b"{}", "", "[" * 400, "7", '{"type":"seek"}',
     '{"type":"seek","time":true}', '{"type":"seek","time":Infinity}',
     '{"type":"more"}', '{"type":"more","offset":1.5}', '{"type":"more","offset":9007199254740992}', " " * 600],
)  # fmt: skip
def test_what_is_none_is_refused(text: object) -> None:
    with pytest.raises(ProtocolError):
        decode(text)


def test_a_start_says_all_that_a_player_needs() -> None:
    take = Beginning(2, 'video/webm; codecs="vp9"', b"head", 12.3456789)
    assert json.loads(live_protocol.start(Start(take, 13.00049), 9)) == {
        "type": "start",
        "request": 9,
        "mime": 'video/webm; codecs="vp9"',
        "take": 2,
        "begins": 12.345679,
        "time": 13.0,
    }


@pytest.mark.parametrize(("size", "head"), [(5, 2), (125, 2), (126, 4), (65_535, 4), (65_536, 10)])
def test_frames_are_as_the_rfc_has_them(size: int, head: int) -> None:
    frame = binary_frame(bytes(size))
    assert (frame[0], len(frame)) == (0x82, size + head)
    assert int.from_bytes(frame[2:head], "big") == (size if head > 2 else 0)
    assert text_frame("x" * size)[0] == 0x81
