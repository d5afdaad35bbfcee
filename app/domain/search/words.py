"""Words as search knows them: where they stand in a text, and in which forms they are found. Pure."""

import re
import unicodedata
from dataclasses import dataclass

# Longer ones are keys and hashes; their beginning finds them.
LONGEST_WORD = 40

_WORD = re.compile(r"[^\W_]+")
# What is written for an umlaut where there is no key for it: Mueller and Müller are one.
_UMLAUT = re.compile(r"([aou])e")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, folded, and where it stands there."""

    word: str
    start: int
    end: int


def clean(text: str) -> str:
    """The text in composed characters and with single spaces; what cannot be seen is a space."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(sign if sign.isprintable() else " " for sign in composed).split())


def fold(word: str) -> str:
    """Without case, accents and whatever else is neither letter nor number."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in parts.casefold() if sign.isalnum())[:LONGEST_WORD]


def tokens(text: str) -> list[Token]:
    """The words of a text in their order."""
    found = (Token(fold(match.group()), match.start(), match.end()) for match in _WORD.finditer(text))
    return [token for token in found if token.word]


def forms(word: str) -> tuple[str, ...]:
    """A folded word as it may be written: itself first."""
    plain = _UMLAUT.sub(r"\1", word)
    return (word,) if plain == word else (word, plain)
