"""The typefaces of a PDF: DejaVu, which scripts/setup.sh installs, or what else there is with as many letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_FOLDERS = (
    Path("/usr/share/fonts/truetype/dejavu"),
    Path("/usr/share/fonts/dejavu-sans-fonts"),
    Path("/usr/share/fonts/TTF"),
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts/Supplemental"),
)
_REGULAR = ("DejaVuSans.ttf", "Arial Unicode.ttf")
_BOLD = ("DejaVuSans-Bold.ttf", "Arial Bold.ttf")
_MONO = ("DejaVuSansMono.ttf", "Courier New.ttf")


class NoFonts(RuntimeError):
    """There is no typeface to write a PDF with."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """Files of one typeface, and of one with letters of the same width."""

    regular: Path
    bold: Path
    mono: Path


def fonts(folders: Sequence[Path] = (*_FOLDERS, Path.home() / "Library/Fonts")) -> Fonts:
    """Those of this machine. Raises NoFonts."""
    regular = _first(folders, _REGULAR)
    if regular is None:
        raise NoFonts("PDF needs the DejaVu typeface (the package fonts-dejavu-core)")
    return Fonts(regular, _first(folders, _BOLD) or regular, _first(folders, _MONO) or regular)


def _first(folders: Sequence[Path], names: Sequence[str]) -> Path | None:
    return next((folder / name for name in names for folder in folders if (folder / name).is_file()), None)
