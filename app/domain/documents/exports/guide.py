"""What an exported guide holds, whatever file it becomes. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.words import Box
from app.domain.labels import readable, visible

# So many steps nobody reads; a file has no more, and says so.
MOST_STEPS = 300
# What stands in files changes with the release that writes them: then they are made anew.
_VERSION = 4


@dataclass(frozen=True, slots=True)
class GuideStep:
    """A step: when it begins (seconds), and its picture's name in the store.

    `lines` are what the reading found, `prose` is what a person wrote in their place, in Markdown.
    `target` is what it was done to and `pointer` where the pointer was (x, y), as shares of the picture; `strength` is
    how sure it is, 0 to 1.
    """

    number: int
    timestamp: float
    title: str
    lines: tuple[str, ...] = ()
    prose: str | None = None
    kind: Kind | None = None
    label: str = ""
    target: Box | None = None
    pointer: tuple[float, float] | None = None
    strength: float | None = None
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide in one language: `duration` is the recording's, in seconds; `left_out` counts steps beyond MOST_STEPS."""

    title: str
    recorded_at: datetime
    duration: float | None
    language: str
    steps: tuple[GuideStep, ...]
    left_out: int = 0

    @property
    def fingerprint(self) -> str:
        """Another one where anything in it is another."""
        return hashlib.sha256(repr((_VERSION, self)).encode("utf-8", "surrogatepass")).hexdigest()


def shown_text(text: str) -> tuple[str, ...]:
    """Its lines, without what cannot be seen: no file format stumbles over a control character."""
    return tuple(line for line in map(readable, text.splitlines()) if line)


def shown_prose(text: str) -> str:
    """The same of a text in which spaces mean something."""
    return "\n".join(map(visible, text.splitlines()))
