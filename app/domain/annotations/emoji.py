"""What may be put under what somebody said: one emoji. Pure."""

import unicodedata

LONGEST = 10
_JOINER, _COLORED, _KEYCAP = "\u200d", "\ufe0f", "\u20e3"
_TAGS = range(0xE0020, 0xE0080)
# Pictographs of versions of Unicode that this Python does not know yet.
_NEWER = range(0x1F300, 0x1FB00)


def is_emoji(text: str) -> bool:
    """Whether it is one emoji, or what a few characters of one make: a skin, a flag, a family."""
    if not 1 <= len(text) <= LONGEST:
        return False
    if _KEYCAP in text:
        return text.removesuffix(_KEYCAP).removesuffix(_COLORED) in set("0123456789#*")
    return any(_is_picture(each) for each in text) and all(_is_part(each) for each in text)


def _is_picture(character: str) -> bool:
    if unicodedata.category(character) in ("So", "Sm") and ord(character) > 0x2000:
        return True
    return ord(character) in _NEWER


def _is_part(character: str) -> bool:
    joins = character in (_JOINER, _COLORED) or ord(character) in _TAGS
    return joins or _is_picture(character) or unicodedata.category(character) == "Sk"
