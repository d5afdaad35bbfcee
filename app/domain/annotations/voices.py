"""What a voice-over is beside its sound: what the video did while somebody spoke, and what they drew then. Pure.

`log` says where the video was, and whether it played, at moments of the voice; between two of them it went on as the
first one says. `strokes` are a drawing's, each with the moments of the voice at which it was begun (`at`), ended
(`until`) and maybe taken back (`gone`). All of them are seconds from the voice's beginning.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.annotations import drawings
from app.domain.uploads.containers import Container

# Of what a browser records in that time at its best, it is twice as much.
LONGEST_SECONDS = 30 * 60
LARGEST_BYTES = 32 * 1024 * 1024
MOST_ATTEMPTS = 3
# A video that is paused, played and moved in twice a second for half an hour; the beginning is one, too.
MOST_ENTRIES = 3_600
CONTAINERS = frozenset(
    {Container.WEBM, Container.MATROSKA, Container.MP4, Container.QUICKTIME, Container.OGG, Container.MP3}
)
# How fast players play.
_SLOWEST, _FASTEST = 0.0625, 16.0
_DIGITS = 3
_ENTRY = frozenset({"at", "video", "playing", "rate"})
_TIMES = ("at", "until", "gone")


class VoiceError(ValueError):
    """Why something does not belong to a voice; `code` is stable."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code
        self.words = words


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is kept with the annotation, and the last moment of the video that it came to."""

    data: dict[str, Any]
    furthest: float


def spoken(data: object) -> Spoken:
    """What was done while somebody spoke, as it is kept. Raises VoiceError, and DrawingError for its strokes."""
    log, strokes = _lists(data)
    if len(log) > MOST_ENTRIES:
        raise VoiceError("voice_log_too_large", f"The log of a voice has {MOST_ENTRIES} entries at most.")
    entries = sorted((_entry(each) for each in log), key=lambda each: each["at"])
    drawn = drawings.drawing({"strokes": [_plain(each) for each in strokes]})["strokes"] if strokes else []
    timed = [stroke | _times(each) for stroke, each in zip(drawn, strokes, strict=True) if isinstance(each, Mapping)]
    return Spoken({"log": entries, "strokes": timed}, max((each["video"] for each in entries), default=0.0))


def _lists(data: object) -> tuple[list[object], list[object]]:
    if isinstance(data, Mapping) and set(data) <= {"log", "strokes"}:
        log, strokes = data.get("log", []), data.get("strokes", [])
        if isinstance(log, list) and isinstance(strokes, list):
            return log, strokes
    raise _invalid("What goes with a voice is a log and strokes.")


def _entry(each: object) -> dict[str, Any]:
    if not isinstance(each, Mapping) or not {"at", "video", "playing"} <= set(each) <= _ENTRY:
        raise _invalid("An entry of a log has at, video and playing, and maybe rate.")
    if not isinstance(each["playing"], bool):
        raise _invalid("A video plays, or it does not.")
    found = {"at": _moment(each["at"]), "video": _seconds(each["video"]), "playing": each["playing"]}
    rate = _number(each.get("rate", 1))
    if not _SLOWEST <= rate <= _FASTEST:
        raise _invalid(f"A video plays {_SLOWEST} to {_FASTEST} times as fast.")
    return found if rate == 1 else found | {"rate": round(rate, _DIGITS)}


def _plain(each: object) -> dict[str, Any]:
    if not isinstance(each, Mapping):
        raise _invalid("A stroke of a voice has the times at which it was drawn.")
    return {name: value for name, value in each.items() if name not in _TIMES}


def _times(each: Mapping[str, Any]) -> dict[str, float]:
    at = _moment(each.get("at"))
    found = {"at": at, "until": _moment(each.get("until", at))}
    if each.get("gone") is not None:
        found["gone"] = _moment(each["gone"])
    if not at <= found["until"] <= found.get("gone", math.inf):
        raise _invalid("A stroke is begun, ended and taken back in this order.")
    return found


def _moment(given: object) -> float:
    """Of the voice."""
    number = _seconds(given)
    if number > LONGEST_SECONDS:
        raise _invalid("That is later than any voice ends.")
    return number


def _seconds(given: object) -> float:
    number = _number(given)
    if number < 0:
        raise _invalid("Times are seconds from the beginning.")
    return round(number, _DIGITS)


def _number(given: object) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise _invalid("Times are numbers.")
    try:
        number = float(given)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise _invalid("Times are numbers.")
    return number


def _invalid(words: str) -> VoiceError:
    return VoiceError("voice_data_invalid", words)
