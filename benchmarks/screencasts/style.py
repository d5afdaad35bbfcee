"""What differs between sessions besides what is done: faces, sizes, colours, language, coding, pace. By seed."""

from dataclasses import dataclass
from random import Random

from benchmarks.screencasts.film import Coding
from benchmarks.screencasts.pointer import Style

_FACES = ["Liberation Sans", "DejaVu Sans", "Liberation Sans Narrow", "DejaVu Sans Condensed", "Liberation Serif"]
_MONOSPACED = ["Liberation Mono", "DejaVu Sans Mono"]
_ACCENTS = ["#3b5bdb", "#0f766e", "#b91c1c", "#7c3aed", "#c2410c"]
_LIGHT = {
    "ground": "#ffffff",
    "text": "#1d2129",
    "sunk": "#f4f5f7",
    "line": "#e3e5ea",
    "edge": "#c4c8d0",
    "field": "#ffffff",
    "raised": "#ffffff",
    "hover": "#eceef2",
    "chosen": "#dfe4f5",
    "dim": "#5d6470",
    "veil": "#00000080",
    "term": "#fbfbf8",
    "term-text": "#22262e",
}
_DARK = {
    "ground": "#14171c",
    "text": "#e4e7ec",
    "sunk": "#1b1f26",
    "line": "#2a2f38",
    "edge": "#4a515e",
    "field": "#1b1f26",
    "raised": "#222731",
    "hover": "#2b313c",
    "chosen": "#313a52",
    "dim": "#9aa3b2",
    "veil": "#00000099",
    "term": "#0c0e12",
    "term-text": "#d7dde6",
}


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that a seed decides about how a session looks."""

    size: tuple[int, int]
    variables: dict[str, str]
    is_dark: bool
    language: str
    coding: Coding
    pointer: Style
    pace: float

    @property
    def css(self) -> str:
        """The variables of app.css."""
        return ":root{" + "".join(f"--{name}:{value};" for name, value in self.variables.items()) + "}"


def look(rng: Random, is_dark: bool | None = None) -> Look:
    """A look by chance."""
    dark = rng.random() < 0.3 if is_dark is None else is_dark
    size = (1920, 1080) if rng.random() < 0.25 else (1280, 720)
    # A larger screen is often set to larger letters.
    letters = rng.choice([0, 2]) if size[0] > 1280 else 0
    variables = {
        **(_DARK if dark else _LIGHT),
        "face": f"'{rng.choice(_FACES)}'",
        "mono": f"'{rng.choice(_MONOSPACED)}'",
        "size": f"{rng.choice([11, 12, 13, 14]) + letters}px",
        "accent": rng.choice(_ACCENTS),
        "on-accent": "#fff",
    }
    coding = Coding(rng.choice(["vp9", "vp9", "h264"]), rng.choice([500_000, 1_000_000, 1_500_000, 2_500_000]))
    pointer = Style(rng.choice([1.0, 1.0, 1.25, 1.5]), rng.random() < 0.5)
    language = rng.choice(["en", "en", "en", "de", "fr"])
    return Look(size, variables, dark, language, coding, pointer, rng.uniform(1.0, 1.5))
