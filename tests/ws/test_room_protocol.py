"""What may be said in a room, and what is refused."""

import json
from typing import Any

import pytest
from wsproto.frame_protocol import FrameProtocol

from app.domain.rooms.backlog import Batch, Line
from app.ws import room_protocol
from app.ws.frames import framed, text_frame
from app.ws.room_protocol import ProtocolError, decode, line

BEGIN = {"type": "stroke", "phase": "begin", "id": "s-1", "tool_type": "pen", "color": "#FF0000", "timestamp": 1.5}


def read(**message: Any) -> Any:
    return decode(json.dumps(message))


def test_a_stroke_from_its_beginning_to_its_end() -> None:
    begun = read(**BEGIN, points=[[0, 0], [0.5, 0.25, 0.7]])
    assert dict(begun.fields) == {
        "phase": "begin",
        "id": "s-1",
        "tool_type": "pen",
        "color": "#ff0000",
        "width": 0.004,
        "timestamp": 1.5,
        "points": [[0, 0], [0.5, 0.25, 0.7]],
    }
    assert (begun.key, begun.points, begun.is_for_all) == ("", 2, False)
    more = read(type="stroke", phase="points", id="s-1", points=[[1, 1]])
    assert dict(more.fields) == {"phase": "points", "id": "s-1", "points": [[1, 1]]}
    ended = read(type="stroke", phase="end", id="s-1", client_id="c-1")
    assert dict(ended.fields) == {"phase": "end", "id": "s-1", "client_id": "c-1"}
    assert line(ended, "p1") == Line("", '{"type":"stroke","from":"p1","phase":"end","id":"s-1","client_id":"c-1"}')


def test_what_the_next_one_replaces_has_a_key_of_whose_it_is() -> None:
    assert line(read(type="cursor", x=0.5, y=1), "p1") == Line(
        "cursor:p1", '{"type":"cursor","from":"p1","x":0.5,"y":1.0}'
    )
    assert dict(read(type="cursor").fields) == {"x": None, "y": None}
    assert line(read(type="playhead", timestamp=3, playing=True), "p1").key == "playhead:p1"
    assert line(read(type="typing", on=True), "p1").key == "typing:p1"
    assert line(read(type="present", on=True), "p1").key == ""
    assert read(type="hand", up=True).is_for_all
    assert read(type="alive").is_for_all


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "invalid_message"),
        ("{", "invalid_message"),
        ("[]", "invalid_message"),
        ("[" * 10_000, "invalid_message"),
        ("5", "invalid_message"),
        ("{}", "invalid_message"),
        ('{"type":["stroke"]}', "invalid_message"),
        ('{"type":"welcome"}', "invalid_message"),
        ('{"type":"cursor","x":NaN,"y":0}', "invalid_message"),
        ('{"type":"cursor","x":1e999,"y":0}', "drawing_outside"),
        ('{"type":"cursor","x":1.5,"y":0}', "drawing_outside"),
        ('{"type":"cursor","x":0}', "drawing_invalid"),
        ('{"type":"hand","up":1}', "invalid_message"),
        ('{"type":"playhead","timestamp":-1,"playing":true}', "invalid_message"),
        ('{"type":"playhead","timestamp":true,"playing":true}', "invalid_message"),
        ('{"type":"stroke","phase":"begin","id":"a b","points":[[0,0]]}', "invalid_message"),
        ('{"type":"stroke","phase":"later","id":"a"}', "invalid_message"),
        ('{"type":"stroke","phase":"points","id":"a"}', "drawing_invalid"),
        ('{"type":"stroke","phase":"end","id":"a","client_id":"<b>"}', "invalid_message"),
        (json.dumps({**BEGIN, "points": [[0, 0]] * 201}), "drawing_too_large"),
        (json.dumps({**BEGIN, "points": [[0, 0]], "tool_type": "laser"}), "drawing_tool_unknown"),
        (json.dumps({**BEGIN, "points": [[0, 0]], "color": "<script>"}), "drawing_color_invalid"),
        (json.dumps({**BEGIN, "points": [[0, 0]], "tool_type": "text", "text": "<b>"}), "drawing_text_invalid"),
        ("x" * (room_protocol.LARGEST_CHARS + 1), "too_large"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_what_is_none_is_refused(text: str, code: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        decode(text)
    assert caught.value.code == code


@pytest.mark.parametrize("size", [0, 125, 126, 65535, 65536])
def test_a_frame_says_how_long_it_is(size: int) -> None:
    reader = FrameProtocol(client=True, extensions=[])
    reader.receive_bytes(text_frame("x" * size))
    assert "".join(str(frame.payload) for frame in reader.received_frames()) == "x" * size


def test_a_batch_is_framed_once() -> None:
    batch = Batch([Line("", "{}"), Line("a", "[]")])
    assert framed(batch) is framed(batch)
    assert framed(batch).endswith(b"[{},[]]")
