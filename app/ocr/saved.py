"""Saves a watch over a recording as bytes, pictures and all, so that another worker goes on where this one stopped.

Only what is listed here can be in it, and only the code that wrote it reads it: whoever changes what a watch knows, or
what it makes of it, need not think of what was saved before. Then the recording is gone through from its beginning.
"""

import json
import zlib
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.documents import frame_changes
from app.domain.documents.frame_changes import ChangeDetector, Policy
from app.media import ffmpeg, look
from app.ocr import watched, watcher
from app.ocr.frames import Keeper, Sample
from app.ocr.pointer import Found, Kind, PointerFinder
from app.ocr.restless import Restless
from app.ocr.watched import Watch
from app.ocr.watcher import View, Watcher

_MAGIC: Final = b"VFWS"
# What a watch is made of.
_OURS: Final[Mapping[str, type]] = {
    each.__name__: each
    for each in (
        *(Watch, Keeper, Sample, ChangeDetector, Policy, frame_changes._Moves),
        *(Watcher, View, watcher._Open, PointerFinder, Found, Kind, Restless),
    )
}
# Pictures of a screen are flat: the quickest way halves them already, and the slowest saves little more.
_LEVEL: Final = 1


def dump(watch: Watch) -> bytes:
    """A watch between two samples."""
    arrays = _Arrays()
    values = json.dumps(_dumped(watch, arrays), separators=(",", ":")).encode()
    parts = [_MAGIC + version(), *(_block(each) for each in (values, *arrays.contents))]
    return b"".join(parts)


def load(state: bytes) -> Watch:
    """The watch that was saved. Raises ValueError for anything else, also for what other code has saved."""
    start = len(_MAGIC) + len(version())
    if state[:start] != _MAGIC + version():
        raise ValueError("other code has saved this watch, if it is one")
    try:
        values, *contents = _blocks(memoryview(state)[start:])
        watch = _loaded(json.loads(values), contents)
    except (zlib.error, KeyError, TypeError, IndexError, AttributeError, OverflowError) as error:
        raise ValueError("this is no saved watch") from error
    if not isinstance(watch, Watch):
        raise ValueError("this is no saved watch")
    return watch


@lru_cache(maxsize=1)
def version() -> bytes:
    """What tells this code from other code: all of it that looks at samples, and the library it looks with."""
    beside = [Path(module.__file__ or "") for module in (frame_changes, ffmpeg, look)]
    files = [*sorted(Path(watched.__file__).parent.glob("*.py")), *beside]
    code = b"".join(file.read_bytes() for file in files)
    return sha256(code + cv2.__version__.encode() + np.__version__.encode()).digest()[:16]


class _Arrays:
    """Arrays beside the values, each once: the picture before a change may be the last one that was seen, too."""

    def __init__(self) -> None:
        self.contents: list[bytes] = []
        self._numbers: dict[tuple[int, int], int] = {}

    def number(self, array: NDArray[Any]) -> int:
        place = (array.__array_interface__["data"][0], array.nbytes)
        if place not in self._numbers:
            self._numbers[place] = len(self.contents)
            self.contents.append(np.ascontiguousarray(array).tobytes())
        return self._numbers[place]


def _dumped(value: Any, arrays: _Arrays) -> Any:
    if isinstance(value, list | tuple | frozenset | dict):
        return _dumped_collection(value, arrays)
    if isinstance(value, np.ndarray):
        return {"array": [arrays.number(value), value.dtype.str, list(value.shape)]}
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, View):
        # What is compared is made of the picture anew.
        return {"View": [value.time, _dumped(value.planes, arrays)]}
    if type(value).__name__ in _OURS:
        return {type(value).__name__: {name: _dumped(getattr(value, name), arrays) for name in _names(value)}}
    assert value is None or isinstance(value, bool | int | float | str), type(value)
    return value


def _dumped_collection(value: Any, arrays: _Arrays) -> Any:
    if isinstance(value, list):
        return [_dumped(each, arrays) for each in value]
    pairs = isinstance(value, dict)
    kind = type(value).__name__.lower()
    return {kind: [_dumped(each, arrays) for each in (map(list, value.items()) if pairs else value)]}


def _names(value: object) -> list[str]:
    return list(getattr(type(value), "__slots__", None) or vars(value))


def _loaded(value: Any, contents: list[bytes]) -> Any:
    if isinstance(value, list):
        return [_loaded(each, contents) for each in value]
    if not isinstance(value, dict):
        return value
    [(kind, inner)] = value.items()
    if kind == "array":
        number, dtype, shape = inner
        # A copy: some of them are written to.
        return np.frombuffer(contents[number], dtype).reshape(shape).copy()
    if kind == "View":
        return watcher.view(inner[0], _loaded(inner[1], contents))
    if kind in _COLLECTIONS:
        return _COLLECTIONS[kind](_loaded(inner, contents))
    found: object = object.__new__(_OURS[kind])
    for name, each in inner.items():
        object.__setattr__(found, name, _loaded(each, contents))
    return found


_COLLECTIONS: Final[Mapping[str, Any]] = {
    "tuple": tuple,
    "frozenset": frozenset,
    "dict": dict,
    "counter": lambda pairs: Counter(dict(pairs)),
}


def _block(content: bytes) -> bytes:
    packed = zlib.compress(content, _LEVEL)
    return len(packed).to_bytes(4, "big") + packed


def _blocks(state: memoryview) -> list[bytes]:
    found = []
    while state:
        size = int.from_bytes(state[:4], "big")
        found.append(zlib.decompress(state[4 : 4 + size]))
        state = state[4 + size :]
    return found
