"""What is known of a recording that is read while it is made, as the object that it is kept in between two turns."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, field
from typing import Any

from app.domain.webm import WebmIndexer
from app.media.look import Look
from app.ocr import saved
from app.ocr.watched import Watch

_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Facts:
    """Which picture is looked at: its stream, its size in pixels as shown, how it is coded.

    The probe has to find the same, or all is looked at anew.
    """

    stream: int
    width: int
    height: int
    look: Look


@dataclass(slots=True)
class Progress:
    """The index of the bytes seen, the head they begin with, the picture, and the watch over it."""

    index: WebmIndexer = field(default_factory=WebmIndexer)
    head: bytes = b""
    facts: Facts | None = None
    watch: Watch = field(default_factory=Watch)

    def packed(self, name: str) -> bytes:
        """As bytes; `name` is that of this save, and no other's."""
        values = {
            "name": name,
            "index": b64encode(self.index.to_bytes()).decode(),
            "head": b64encode(self.head).decode(),
            "facts": asdict(self.facts) if self.facts else None,
        }
        header = json.dumps(values).encode()
        return len(header).to_bytes(_LENGTH, "big") + header + saved.dump(self.watch)


def unpacked(content: bytes, name: str) -> Progress:
    """The progress of that save. Raises ValueError for anything else, also where other code has saved it."""
    size = int.from_bytes(content[:_LENGTH], "big")
    try:
        values: dict[str, Any] = json.loads(content[_LENGTH : _LENGTH + size])
        if values["name"] != name:
            raise ValueError("this is of another save")
        index, head = WebmIndexer.from_bytes(b64decode(values["index"])), b64decode(values["head"])
        facts = _facts(values["facts"]) if values["facts"] else None
    except (KeyError, TypeError) as error:
        raise ValueError("this is no progress") from error
    return Progress(index, head, facts, saved.load(content[_LENGTH + size :]))


def _facts(values: dict[str, Any]) -> Facts:
    return Facts(**{**values, "look": Look(**values["look"])})
