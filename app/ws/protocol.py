"""The upload protocol's messages: pure encoding and decoding.

Client to server: binary frames, {"type":"finish","size":N}, {"type":"abort"}. A track's finish may
have "stopped_at" and "take_starts", see RecorderEnd.
Server to client: ready, ack, stored, pace, finished, error.
"""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.domain.multitrack import NOTHING_SAID, RecorderEnd

WINDOW = 4
# Seconds since 1970, until the year 2100.
LATEST_MOMENT = 4_102_444_800
# A recorder that was started more often says nothing of it.
MOST_TAKES = 64

CLOSE_NORMAL = 1000
CLOSE_GOING_AWAY = 1012
CLOSE_INTERNAL = 1011
CLOSE_UNAUTHENTICATED = 4401
CLOSE_FORBIDDEN = 4403
CLOSE_NOT_FOUND = 4404
CLOSE_SUPERSEDED = 4409
CLOSE_TOO_LARGE = 4413
CLOSE_NO_RECORDING = 4415
CLOSE_BAD_REQUEST = 4400

_CLOSE_CODES = {
    "not_authenticated": CLOSE_UNAUTHENTICATED,
    "token_expired": CLOSE_UNAUTHENTICATED,
    "forbidden": CLOSE_FORBIDDEN,
    "not_allowed": CLOSE_FORBIDDEN,
    "viewer_only": CLOSE_FORBIDDEN,
    "not_found": CLOSE_NOT_FOUND,
    "aborted": CLOSE_NOT_FOUND,
    "already_finished": CLOSE_NOT_FOUND,
    "superseded": CLOSE_SUPERSEDED,
    "offset_mismatch": CLOSE_SUPERSEDED,
    # Reconnecting may reach the right machine, or this one once the other is known to be lost.
    "wrong_host": CLOSE_GOING_AWAY,
    # Room comes back; the recorder does, too.
    "spool_full": CLOSE_INTERNAL,
    "chunk_too_large": CLOSE_TOO_LARGE,
    "recording_too_large": CLOSE_TOO_LARGE,
    "quota_exceeded": CLOSE_TOO_LARGE,
    "not_a_recording": CLOSE_NO_RECORDING,
    # The client waits longer each time it is turned away.
    "rate_limited": CLOSE_GOING_AWAY,
    "too_many_uploads": CLOSE_GOING_AWAY,
    "too_many_open": CLOSE_GOING_AWAY,
}


class ProtocolError(ValueError):
    """A text message that is not one of the protocol's."""


@dataclass(frozen=True, slots=True)
class Finish:
    """No more bytes will come; `size` is how many were sent.

    `end`: what it says of a track's recorder; whatever is no time in it counts as not said.
    """

    size: int
    end: RecorderEnd = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class Abort:
    """Throw the recording away."""


def decode(text: str) -> Finish | Abort:
    """Reads a client's text message. Raises ProtocolError."""
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        raise ProtocolError("the message is not JSON") from None
    match message:
        case {"type": "abort"}:
            return Abort()
        case {"type": "finish", "size": int(size)} if size >= 0 and not isinstance(size, bool):
            return Finish(size, RecorderEnd(_moment(message.get("stopped_at")), _moments(message.get("take_starts"))))
        case {"type": "finish"}:
            raise ProtocolError("finish needs the size in bytes")
        case _:
            raise ProtocolError("the message has no type that is known here")


def _moment(value: object) -> float | None:
    """Whatever is no time counts as not said: a recording must not fail to end over it."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if 0 <= value <= LATEST_MOMENT else None


def _moments(value: object) -> tuple[float, ...]:
    """All of them, or none."""
    found = [_moment(each) for each in value] if isinstance(value, list) and len(value) <= MOST_TAKES else []
    moments = tuple(each for each in found if each is not None)
    return moments if len(moments) == len(found) else ()


def ready(offset: int, stored: int, max_chunk: int, session_id: UUID | None = None) -> str:
    """Send from byte `offset`, at most WINDOW frames ahead of the acks. A track also hears its session's id."""
    more = {} if session_id is None else {"session_id": str(session_id)}
    return _encode(type="ready", offset=offset, stored=stored, window=WINDOW, max_chunk=max_chunk, **more)


def ack(offset: int) -> str:
    """Everything before `offset` is spooled."""
    return _encode(type="ack", offset=offset)


def stored(offset: int) -> str:
    """Everything before `offset` is in object storage."""
    return _encode(type="stored", offset=offset)


def pace(chunk_seconds: float) -> str:
    """Make chunks of so many seconds from now on: somebody watches, or nobody does any more."""
    return _encode(type="pace", chunk_seconds=chunk_seconds)


def finished(status: str, playback_url: str | None) -> str:
    """The recording is whole and can be played."""
    return _encode(type="finished", status=status, playback_url=playback_url)


def error(code: str, message: str, offset: int | None = None) -> str:
    """Something was refused."""
    more = {} if offset is None else {"offset": offset}
    return _encode(type="error", code=code, message=message, **more)


def close_code(error_code: str) -> int:
    """The close code for an error that ends the connection."""
    return _CLOSE_CODES.get(error_code, CLOSE_BAD_REQUEST)


def _encode(**fields: Any) -> str:
    return json.dumps(fields, separators=(",", ":"))
