"""The typefaces of a PDF: DejaVu, which scripts/setup.sh installs, or what else there is with as many letters.

Beside it there are others for what it has no letters of: Chinese, Japanese and Korean, and emoji. They can be missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_FOLDERS = (
    Path("/usr/share/fonts/truetype/dejavu"),
    Path("/usr/share/fonts/dejavu-sans-fonts"),
    Path("/usr/share/fonts/TTF"),
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts/Supplemental"),
    Path("/usr/share/fonts-droid-fallback/truetype"),
    Path("/usr/share/fonts/google-droid-sans-fonts"),
    Path("/usr/share/fonts/truetype/ancient-scripts"),
    Path("/usr/share/fonts/gdouros-symbola"),
)
_REGULAR = ("DejaVuSans.ttf", "Arial Unicode.ttf")
_BOLD = ("DejaVuSans-Bold.ttf", "Arial Bold.ttf")
_MONO = ("DejaVuSansMono.ttf", "Courier New.ttf")
# Outlines in one colour, which is what a PDF of ours can hold; the first of each that there is.
_BESIDE = (("DroidSansFallback.ttf", "Arial Unicode.ttf"), ("Symbola_hint.ttf", "Symbola.ttf"))


class NoFonts(RuntimeError):
    """There is no typeface to write a PDF with."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """Files of one typeface, of one with letters of the same width, and of others with more letters than those."""

    regular: Path
    bold: Path
    mono: Path
    beside: tuple[Path, ...] = ()


def fonts(folders: Sequence[Path] = (*_FOLDERS, Path.home() / "Library/Fonts")) -> Fonts:
    """Those of this machine. Raises NoFonts."""
    regular = _first(folders, _REGULAR)
    if regular is None:
        raise NoFonts("PDF needs the DejaVu typeface (the package fonts-dejavu-core)")
    beside = tuple(filter(None, (_first(folders, names) for names in _BESIDE)))
    return Fonts(regular, _first(folders, _BOLD) or regular, _first(folders, _MONO) or regular, beside)


def _first(folders: Sequence[Path], names: Sequence[str]) -> Path | None:
    return next((folder / name for name in names for folder in folders if (folder / name).is_file()), None)
