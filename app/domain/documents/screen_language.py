"""Which language a screen speaks, by its small words: that of a guide's instructions. Pure."""

from collections import Counter
from collections.abc import Iterable

_SMALL_WORDS = {
    "en": "the and of to is for are your with in on this by not be was it an or from",
    "de": "der die das und ist nicht auf wird mit für ein eine werden sie von den dem im zu des nach bei",
    "fr": "le la les des et est pour dans une du sur votre qui que ne au en sont ou avec aux",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
# English in doubt: also where a screen is mostly names, numbers or code.
_USUAL = "en"
_LEAD = 1.3


def language_of(texts: Iterable[str]) -> str:
    """en, de or fr."""
    found: Counter[str] = Counter()
    for text in set(texts):
        for word in text.casefold().split():
            found.update(language for language, words in _WORDS.items() if word.strip(".,:;!?") in words)
    best = max(_WORDS, key=lambda language: found[language])
    return best if found[best] > _LEAD * found[_USUAL] else _USUAL
