"""Saves and restores what the parsers know, compactly and with a version."""

import json
import re
import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields
from itertools import accumulate, pairwise
from typing import Any, Final

from app.domain.webm.blocks import Block
from app.domain.webm.clocks import TrackClock
from app.domain.webm.cues import CueList
from app.domain.webm.document import DocumentParser
from app.domain.webm.head import read_tracks_element
from app.domain.webm.model import Damage, Head
from app.domain.webm.progress import Level, Progress
from app.domain.webm.structure import Structure
from app.domain.webm.versions import VERSION, Values, upgraded

_MAGIC: Final = b"VFWI"
# The version in digits, then zlib's first byte, which is none.
_ENVELOPE: Final = re.compile(_MAGIC + rb"(\d{1,4})(?=x)")


def pack(values: Values) -> bytes:
    """JSON-safe values as bytes, with the version of what they mean."""
    return _MAGIC + str(VERSION).encode() + zlib.compress(json.dumps(values, separators=(",", ":")).encode())


def unpack(state: bytes) -> Values:
    """What `pack` was given, brought to this version. Raises ValueError for what no known version of it wrote."""
    envelope = _ENVELOPE.match(state)
    if envelope is None:
        raise ValueError("this is not the state of a WebM index")
    try:
        values: Values = json.loads(zlib.decompress(state[envelope.end() :]))
        return upgraded(values, int(envelope[1]))
    except zlib.error as error:
        raise ValueError("the state of a WebM index is damaged") from error
    except (KeyError, TypeError) as error:
        raise ValueError("the state of a WebM index lacks what its version has") from error


def dump_parser(parser: DocumentParser) -> Values:
    """A parser as JSON-safe values."""
    structure = parser.structure
    return {
        "progress": _dump_fields(parser.progress),
        "head": _dump_fields(structure.head),
        "cues": _dump_cues(structure.cues),
        "clocks": [_dump_clock(number, clock) for number, clock in structure.clocks.items()],
        "audio_cue_interval_ns": structure.audio_cue_interval_ns,
    }


def load_parser(values: Values) -> DocumentParser:
    """The parser that `dump_parser` saved. Raises KeyError, TypeError or ValueError for other values."""
    cues = _load_cues(values["cues"])
    structure = Structure(_load_progress(values["progress"]), cues, values["audio_cue_interval_ns"])
    structure.head = _load_head(values["head"])
    structure.tracks = read_tracks_element(structure.head.tracks_raw)
    structure.use_clocks(dict(map(_load_clock, values["clocks"])))
    return DocumentParser(structure)


def _dump_fields(values: Progress | Head) -> Values:
    return {field.name: _dump_value(getattr(values, field.name)) for field in fields(values)}


def _dump_value(value: object) -> object:
    if isinstance(value, bytes | bytearray):
        return b64encode(value).decode()
    if isinstance(value, Block):
        return astuple(value)
    if isinstance(value, list):
        return [astuple(damage) for damage in value]
    return value


def _load_progress(values: Values) -> Progress:
    block = values["block"]
    changed = {
        "level": Level(values["level"]),
        "carry": b64decode(values["carry"]),
        "collected": bytearray(b64decode(values["collected"])),
        "block": block and Block(*block),
        "damage": [Damage(*damage) for damage in values["damage"]],
    }
    return Progress(**{**values, **changed})


def _load_head(values: Values) -> Head:
    changed = {name: b64decode(values[name]) for name in ("info_kept", "tracks_raw", "extras")}
    return Head(**{**values, **changed})


def _dump_clock(number: int, clock: TrackClock) -> Sequence[object]:
    return number, clock.default_duration_ns, clock.first, clock.high, clock.explicit_end_ns, list(clock.recent)


def _load_clock(values: Sequence[Any]) -> tuple[int, TrackClock]:
    number, default_duration_ns, first, high, explicit_end_ns, recent = values
    clock = TrackClock(default_duration_ns)
    clock.first, clock.high, clock.explicit_end_ns = first, high, explicit_end_ns
    clock.recent.extend(recent)
    return number, clock


def _dump_cues(cues: CueList) -> Values:
    return {
        "limit": cues.limit,
        "stride": cues.stride,
        "offers": cues.offers,
        "times": _steps(cues.times),
        "positions": _steps(cues.positions),
    }


def _load_cues(values: Values) -> CueList:
    cues = CueList(values["limit"])
    cues.stride, cues.offers = values["stride"], values["offers"]
    cues.times = array("Q", accumulate(values["times"]))
    cues.positions = array("Q", accumulate(values["positions"]))
    return cues


def _steps(rising: Iterable[int]) -> list[int]:
    """Differences compress far better than the values."""
    return [after - before for before, after in pairwise([0, *rising])]
