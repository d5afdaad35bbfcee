"""Scripts and languages: what a language is written in, and which script a text is in.

A network that only knows Latin letters makes look-alikes of all others, and is sure of them. So what script a line is
in is asked before its text is believed.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from app.domain.documents.words import Box, Line


class Script(StrEnum):
    """A writing system, by the name people know it by."""

    LATIN = "Latin"
    CYRILLIC = "Cyrillic"
    GREEK = "Greek"
    ARABIC = "Arabic"
    HEBREW = "Hebrew"
    CHINESE = "Chinese"
    JAPANESE = "Japanese"
    KOREAN = "Korean"
    DEVANAGARI = "Devanagari"
    THAI = "Thai"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Language:
    """What a language is written in, and what Tesseract calls it."""

    script: Script
    tesseract: str


LANGUAGES: Mapping[str, Language] = {
    "ar": Language(Script.ARABIC, "ara"),
    "be": Language(Script.CYRILLIC, "bel"),
    "bg": Language(Script.CYRILLIC, "bul"),
    "cs": Language(Script.LATIN, "ces"),
    "da": Language(Script.LATIN, "dan"),
    "de": Language(Script.LATIN, "deu"),
    "el": Language(Script.GREEK, "ell"),
    "en": Language(Script.LATIN, "eng"),
    "es": Language(Script.LATIN, "spa"),
    "et": Language(Script.LATIN, "est"),
    "fi": Language(Script.LATIN, "fin"),
    "fr": Language(Script.LATIN, "fra"),
    "he": Language(Script.HEBREW, "heb"),
    "hi": Language(Script.DEVANAGARI, "hin"),
    "hr": Language(Script.LATIN, "hrv"),
    "hu": Language(Script.LATIN, "hun"),
    "it": Language(Script.LATIN, "ita"),
    "ja": Language(Script.JAPANESE, "jpn"),
    "ko": Language(Script.KOREAN, "kor"),
    "lt": Language(Script.LATIN, "lit"),
    "lv": Language(Script.LATIN, "lav"),
    "nl": Language(Script.LATIN, "nld"),
    "no": Language(Script.LATIN, "nor"),
    "pl": Language(Script.LATIN, "pol"),
    "pt": Language(Script.LATIN, "por"),
    "ro": Language(Script.LATIN, "ron"),
    "ru": Language(Script.CYRILLIC, "rus"),
    "sk": Language(Script.LATIN, "slk"),
    "sl": Language(Script.LATIN, "slv"),
    "sr": Language(Script.CYRILLIC, "srp"),
    "sv": Language(Script.LATIN, "swe"),
    "th": Language(Script.THAI, "tha"),
    "tr": Language(Script.LATIN, "tur"),
    "uk": Language(Script.CYRILLIC, "ukr"),
    "vi": Language(Script.LATIN, "vie"),
    "zh": Language(Script.CHINESE, "chi_sim"),
}

# Their signs are many, and the networks know a part of them.
OF_SIGNS = (Script.CHINESE, Script.JAPANESE, Script.KOREAN)

# Of 100: of Latin lines, the networks are nearly always surer; of look-alikes of another script seldom.
_SURE = 93.0
_SURE_AMID, _SHORT = 98.0, 9
# A word of fewer letters has no shape.
_LEAST_LETTERS = 4
_DIGIT_INSIDE = re.compile(r"[^\W\d_][0-9][^\W\d_]{2}")
# Letters a capital within a word that follows a small one, at most: names in programs have more.
_STREWN = 4.5

# First words of Unicode's names for letters, and Tesseract's names for scripts, where they are not ours.
_BY_NAME = {
    "CJK": Script.CHINESE,
    "HIRAGANA": Script.JAPANESE,
    "KATAKANA": Script.JAPANESE,
    "HANGUL": Script.KOREAN,
    "HAN": Script.CHINESE,
    "FRAKTUR": Script.LATIN,
    "VIETNAMESE": Script.LATIN,
    **{script.upper(): script for script in Script},
}


@dataclass(frozen=True, slots=True)
class Unread:
    """Something is written there, in a script that nobody here reads."""

    box: Box
    script: Script


def named(name: str) -> Script:
    """The script of a name, however somebody else spells it."""
    return _BY_NAME.get(name.upper(), Script.UNKNOWN)


def languages(text: str) -> tuple[str, ...]:
    """The codes of a list as "en, de". Raises ValueError, naming what is no language here."""
    codes = tuple(dict.fromkeys(text.lower().replace(",", " ").split()))
    unknown = [code for code in codes if code not in LANGUAGES]
    if unknown or not codes:
        raise ValueError(f"{', '.join(unknown) or 'nothing'} is none of {', '.join(LANGUAGES)}")
    return codes


def by_script(codes: Iterable[str]) -> dict[Script, str]:
    """What Tesseract is to read each script with: all of its languages, as `eng+deu`."""
    found: dict[Script, list[str]] = {}
    for code in codes:
        found.setdefault(LANGUAGES[code].script, []).append(LANGUAGES[code].tesseract)
    return {script: "+".join(names) for script, names in found.items()}


def script_of(text: str) -> Script | None:
    """The script most of the letters are in; None where there is no letter. One kana makes a line Japanese."""
    found = Counter(named(unicodedata.name(sign, "").split(" ")[0]) for sign in text if sign.isalpha())
    if found[Script.JAPANESE] and found[Script.CHINESE]:
        found[Script.JAPANESE] += found[Script.CHINESE]
    return found.most_common(1)[0][0] if found else None


def is_doubtful(line: Line) -> bool:
    """Whether what was read as Latin may be something else: a reader that is unsure, or shapes that no word has."""
    return line.confidence < _SURE or script_of(line.text) not in (Script.LATIN, None) or _is_odd(line.text)


def foreign_among(lines: Sequence[Line], doubtful: Sequence[Line], script: Script) -> list[Line]:
    """Which lines are in another script, once that is known: of doubtful ones those that can be, and a few more."""
    if script in OF_SIGNS:
        return [line for line in doubtful if any(has_letters_of(each, [line]) for each in OF_SIGNS)]
    return [*doubtful, *(line for line in lines if line not in doubtful and _is_doubtful_amid(line))]


def are_odd(lines: Sequence[Line]) -> bool:
    """Whether a third of the lines have shapes that no word has: look-alikes have them, blurred letters have not."""
    return 3 * sum(_is_odd(line.text) for line in lines) >= len(lines)


def has_letters_of(script: Script, lines: Iterable[Line]) -> bool:
    """Whether a single letter of it stands there."""
    return any(script_of(sign) is script for line in lines for sign in line.text)


def _is_doubtful_amid(line: Line) -> bool:
    """Doubtful where lines of another script stand around it: "OTMeHa" is read at 97, and is no "GitHub"."""
    return line.confidence < _SURE_AMID and any(_strewn(word) and len(word) <= _SHORT for word in line.text.split())


def letters(lines: Iterable[Line]) -> int:
    """How many letters stand there: with few of them nobody can say which script they are in."""
    return sum(sign.isalpha() for line in lines for sign in line.text)


def _is_odd(text: str) -> bool:
    """Whether a third of the words, and more than one in a line of several, are no words: "HacTpoMKI 6e3onaCHOCTI"."""
    words = [word for word in text.split() if sum(map(str.isalpha, word)) >= _LEAST_LETTERS]
    odd = sum(map(_is_odd_word, words))
    return odd >= 1 and 3 * odd >= len(words)


def _is_odd_word(word: str) -> bool:
    """A digit between letters, or capitals strewn in, more densely than in "getElementById"."""
    if _DIGIT_INSIDE.search(word):
        return True
    return _strewn(word) >= 2 and len(word) <= _STREWN * _strewn(word)


def _strewn(word: str) -> int:
    return sum(before.islower() and sign.isupper() for before, sign in pairwise(word))


def told(unread: Sequence[Unread]) -> list[Script]:
    """Which scripts were seen and not read, the most frequent first."""
    return [script for script, _ in Counter(each.script for each in unread).most_common()]
