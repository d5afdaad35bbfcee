"""What people call things, in a shape that every page, file system and header can show. Pure."""

import re
import unicodedata

# Marks that turn the direction of what follows (Unicode, UAX 9): "gpj.exe" is shown as "exe.jpg" behind one.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# These join and part letters and the pieces of an emoji. Other invisible characters say nothing.
_JOINERS = frozenset("\u200c\u200d")
# Shown as nothing though they count as letters or marks: fillers, and selectors of another look.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufe0e\ufe0f\u034f")
# Windows gives them to devices, whatever follows the first dot.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=$|[ .])", re.IGNORECASE)


def readable(text: str) -> str | None:
    """The text without what cannot be seen, on one line; None where nothing is left that can be."""
    line = " ".join(visible(text).split())
    return line if any(_is_seen(each) for each in line) else None


def visible(text: str) -> str:
    """The text without what cannot be seen, its spaces as they are."""
    return unicodedata.normalize("NFC", "".join(each for each in text if _is_kept(each)))


def safe_stem(stem: str) -> str:
    """A file's name without its ending, such that no system takes it for a device."""
    return f"_{stem}" if _DEVICES.match(stem) else stem


def _is_kept(character: str) -> bool:
    if character.isspace() or character in _JOINERS:
        return True
    # Cc: control; Cf: invisible; Cs: halves of characters.
    return character not in _BIDI and unicodedata.category(character) not in ("Cc", "Cf", "Cs")


def _is_seen(character: str) -> bool:
    return not character.isspace() and character not in _JOINERS and character not in _BLANK
