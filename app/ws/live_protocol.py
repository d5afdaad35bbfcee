"""The messages of /ws/live/{video_id}: pure encoding and decoding.

Client to server, one JSON object each, with a number of the client's, `request`:
- {"type":"live"}: from the last place on at which a player can begin;
- {"type":"seek","time":seconds}: from the last such place before that on;
- {"type":"more","offset":bytes}: what follows a page.

Server to client:
- hello: `edge`, up to which second there is something;
- start: `mime`, `begins` (seconds by which the clock of what follows is moved), `time` and the `request` that it
  answers; the binary frame behind it is what a player needs first, and those after that are the recording;
- page: `offset` behind it and `edge`; nothing more comes until the client asks for it. Asked too soon, it is empty;
- live: from here on comes what is recorded now;
- edge: the same, now and then; ended: nothing more comes, with its `reason`; error: what was refused.
"""

import json
import math
from dataclasses import dataclass
from typing import Any

from app.domain.live.backlog import Start

CLOSE_BAD_REQUEST = 4400
CLOSE_NOT_LIVE = 4410
CLOSE_TOO_FAST = 4429
LARGEST_CHARS = 512
LATEST_SECONDS = 7 * 24 * 3600.0
_LARGEST_NUMBER = 1 << 53


class ProtocolError(ValueError):
    """A message that is not one of the protocol's."""


@dataclass(frozen=True, slots=True)
class Live:
    """What is recorded now."""

    request: int


@dataclass(frozen=True, slots=True)
class Seek:
    """What was recorded at a second of the recording."""

    request: int
    time: float


@dataclass(frozen=True, slots=True)
class More:
    """What follows byte `offset`."""

    request: int
    offset: int


Asked = Live | Seek | More


def decode(text: object) -> Asked:
    """Reads a client's message. Raises ProtocolError."""
    if not isinstance(text, str) or len(text) > LARGEST_CHARS:
        raise ProtocolError("the message is too large, or not text")
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        raise ProtocolError("the message is not JSON") from None
    if not isinstance(message, dict):
        raise ProtocolError("the message is no object")
    number = _whole(message.get("request", 0), "request")
    match message.get("type"):
        case "live":
            return Live(number)
        case "seek":
            return Seek(number, _seconds(message.get("time")))
        case "more":
            return More(number, _whole(message.get("offset"), "offset"))
        case _:
            raise ProtocolError("the message has no type that is known here")


def hello(edge: float) -> str:
    """Whoever may watch is there."""
    return _encode(type="hello", edge=round(edge, 3))


def start(begin: Start, request: int) -> str:
    """A take begins, with what its frames need."""
    take = begin.take
    return _encode(
        type="start",
        request=request,
        mime=take.mime,
        take=take.number,
        begins=round(take.begins, 6),
        time=round(begin.time, 3),
    )


def page(offset: int, edge: float) -> str:
    """A page has ended."""
    return _encode(type="page", offset=offset, edge=round(edge, 3))


def live() -> str:
    """What comes is recorded now."""
    return _encode(type="live")


def edge(time: float) -> str:
    """Up to which second there is something."""
    return _encode(type="edge", time=round(time, 3))


def ended(reason: str) -> str:
    """Nothing more comes."""
    return _encode(type="ended", reason=reason)


def error(code: str, message: str) -> str:
    """Something was refused."""
    return _encode(type="error", code=code, message=message)


def _whole(value: object, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < _LARGEST_NUMBER:
        raise ProtocolError(f"{name} is a whole number")
    return value


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ProtocolError("time is in seconds")
    return min(max(float(value), 0.0), LATEST_SECONDS)


def _encode(**fields: Any) -> str:
    return json.dumps(fields, separators=(",", ":"))
