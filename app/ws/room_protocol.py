"""The messages of a room: pure encoding and decoding.

Client to server, one JSON object each:
- {"type":"stroke","phase":"begin","id",…}: tool_type, color, width, timestamp, points; then "points" with more points,
  and "end" (with the client_id under which it is committed over HTTP) or "cancel";
- {"type":"cursor","x","y"} or {"type":"cursor"} where it left the picture;
- {"type":"playhead","timestamp","playing"}: where whoever presents is; {"type":"present","on"}: begin and end that;
- {"type":"hand","up"}, {"type":"typing","on"};
- {"type":"alive"}: are you there? It is answered by the same with the version, to whoever asks.

Server to client, a JSON array of objects each: welcome, joined, left, all of the above with `from`, and what was
committed over HTTP: changed, deleted and version. `error` says what was refused.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.annotations import drawings
from app.domain.annotations.drawings import DrawingError
from app.domain.rooms.backlog import Line

LARGEST_CHARS = 16 * 1024
# What a hand draws in one message, at 60 messages a second and 1,000 points a second at most.
MOST_POINTS = 200
LATEST_SECONDS = 7 * 24 * 3600.0

CLOSE_BAD_REQUEST = 4400
CLOSE_TOO_SLOW = 4408
CLOSE_TOO_FAST = 4429

# Browsers do not tell pages of pings: this is how one finds out that its connection is dead.
ALIVE = "alive"

_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")


class ProtocolError(ValueError):
    """A message that is not one of the protocol's; `code` is stable."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code, self.words = code, words


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody tells the room. `key` is "" where it may not be left out; `points` are how many it has."""

    kind: str
    fields: Mapping[str, Any]
    key: str = ""
    points: int = 0

    @property
    def is_for_all(self) -> bool:
        """Whether those may say it, too, who may only look."""
        return self.kind in ("hand", ALIVE)


def decode(text: str) -> Said:
    """Reads a client's message. Raises ProtocolError."""
    if len(text) > LARGEST_CHARS:
        raise ProtocolError("too_large", "The message is too large.")
    try:
        message = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise ProtocolError("invalid_message", "The message is not JSON.") from None
    kind = message.get("type") if isinstance(message, dict) else None
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        raise ProtocolError("invalid_message", "The message has no type that is known here.")
    try:
        return reader(message)
    except DrawingError as error:
        raise ProtocolError(error.code, error.words) from error


def line(said: Said, peer: str) -> Line:
    """What everybody is told of it."""
    key = f"{said.key}:{peer}" if said.key else ""
    return Line(key, encode({"type": said.kind, "from": peer, **said.fields}))


def encode(message: Mapping[str, Any]) -> str:
    """A message as JSON."""
    return json.dumps(message, separators=(",", ":"))


def error(code: str, words: str) -> Line:
    """Something was refused."""
    return Line("", encode({"type": "error", "code": code, "message": words}))


def _stroke(message: Mapping[str, Any]) -> Said:
    phase, name = message.get("phase"), _id(message.get("id"))
    reader = _PHASES.get(phase) if isinstance(phase, str) else None
    if reader is None or name is None:
        raise ProtocolError("invalid_message", "A stroke has an id, and begins, has points, ends or is cancelled.")
    found = {"phase": phase, "id": name, **reader(message)}
    return Said("stroke", found, points=len(found.get("points", ())))


def _beginning(message: Mapping[str, Any]) -> dict[str, Any]:
    given = {key: message[key] for key in ("tool_type", "color", "width", "text") if key in message}
    moment = _moment(message.get("timestamp"))
    return {**_begun(given), "timestamp": moment, "points": _points(message.get("points"))}


def _end(message: Mapping[str, Any]) -> dict[str, Any]:
    client_id = message.get("client_id")
    if client_id is not None and _id(client_id) is None:
        raise ProtocolError("invalid_message", "A client_id is an id.")
    return {"client_id": client_id}


def _id(given: object) -> str | None:
    return given if isinstance(given, str) and _ID.fullmatch(given) else None


def _begun(given: Mapping[str, Any]) -> dict[str, Any]:
    """How the stroke is drawn; held to the rules of one that is kept, but for its points."""
    count = 1 if given.get("tool_type") == "text" else 2
    stroke = drawings.stroke({**given, "points": [[0, 0]] * count})
    return {key: value for key, value in stroke.items() if key != "points"}


def _points(given: object) -> list[list[float]]:
    if isinstance(given, list) and len(given) > MOST_POINTS:
        raise ProtocolError("drawing_too_large", f"A message has {MOST_POINTS} points at most.")
    return drawings.points(given)


def _cursor(message: Mapping[str, Any]) -> Said:
    if "x" not in message and "y" not in message:
        return Said("cursor", {"x": None, "y": None}, key="cursor")
    ((x, y),) = drawings.points([[message.get("x"), message.get("y")]])
    return Said("cursor", {"x": x, "y": y}, key="cursor")


def _playhead(message: Mapping[str, Any]) -> Said:
    fields = {"timestamp": _moment(message.get("timestamp")), "playing": _flag(message, "playing")}
    return Said("playhead", fields, key="playhead")


def _moment(given: object) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= LATEST_SECONDS:
        raise ProtocolError("invalid_message", "A timestamp is in seconds.")
    return round(float(given), 3)


def _flag(message: Mapping[str, Any], name: str) -> bool:
    value = message.get(name)
    if not isinstance(value, bool):
        raise ProtocolError("invalid_message", f"`{name}` is true or false.")
    return value


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


_PHASES: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "begin": _beginning,
    "points": lambda message: {"points": _points(message.get("points"))},
    "end": _end,
    "cancel": lambda _: {},
}
_READERS: Mapping[str, Callable[[Mapping[str, Any]], Said]] = {
    "stroke": _stroke,
    "cursor": _cursor,
    "playhead": _playhead,
    "present": lambda message: Said("present", {"on": _flag(message, "on")}),
    "hand": lambda message: Said("hand", {"up": _flag(message, "up")}),
    ALIVE: lambda _: Said(ALIVE, {}),
    "typing": lambda message: Said("typing", {"on": _flag(message, "on")}, key="typing"),
}
