"""The sounds a video is offered with: the one that is played, and those that one may choose instead. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

# The rendition of the sound that is played where nobody chooses.
SOUND = "audio"


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound that becomes the rendition `name`. `language` and `title` are the file's words, empty where it has none.

    `is_aside` says that it goes with another one: a commentary, a description of the picture.
    """

    name: str
    stream: int
    language: str = ""
    title: str = ""
    is_aside: bool = False


def named(count: int) -> list[str]:
    """Names of so many renditions, the one that is played first."""
    return [SOUND if number == 1 else f"{SOUND}-{number}" for number in range(1, count + 1)]


def labels(sounds: Sequence[tuple[str | None, str | None]]) -> list[str]:
    """What to call sounds of these titles and languages, each by another name (RFC 8216, 4.3.4.1)."""
    found: list[str] = []
    for number, (title, language) in enumerate(sounds, start=1):
        # Quotes end the attribute of a playlist.
        plain = (title or language or f"Sound {number}").replace('"', "'")
        found.append(plain if plain not in found else f"{plain} ({number})")
    return found
