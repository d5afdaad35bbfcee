"""Addresses as one person has them, however they are written, and none that look like another's.

1. Syntax, and the domain's name, are email-validator's: NFC, IDNA, lower case.
2. Letters of several scripts in one label are refused: that is how one name is made to look like another (UTS 39,
   section 5, Single Script).
3. So are words of which every letter looks like a Latin one: "\u0440\u0430\u0443" is not "pay".
"""

import unicodedata

import email_validator
from email_validator import EmailNotValidError, validate_email

LONGEST = 254
# A server inside a company has a domain of its own: of the names that are nobody's, only this one is refused.
email_validator.SPECIAL_USE_DOMAIN_NAMES[:] = ["invalid"]
# Written together in Japanese and Korean; a name may have digits and marks of any.
_TOGETHER = (
    {"HIRAGANA", "KATAKANA", "CJK", "IDEOGRAPHIC", "LATIN"},
    {"HANGUL", "CJK", "LATIN"},
)
# Small letters of other scripts that are drawn as Latin ones (UTS 39, confusables.txt).
_LIKE_LATIN = frozenset(
    "\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u0475"
    "\u03bf\u03bd\u03b1\u03b9\u03c1\u03c5\u0578\u057d\u0585\u0570\u0566"
)


def normalised(email: str) -> str | None:
    """The one way the address is written here; None for what is no address, or looks like somebody else's."""
    try:
        # Whether mail arrives is another question.
        found = validate_email(email.strip(), check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        return None
    address = unicodedata.normalize("NFKC", found.normalized).casefold()
    if len(address) > LONGEST or "@" not in address:
        return None
    local, _, domain = address.rpartition("@")
    if "." not in domain:
        return None
    return address if all(_is_plain(label) for label in (local, *domain.split("."))) else None


def domain_of(email: str) -> str:
    """The part behind the @."""
    return email.rpartition("@")[2]


def _is_plain(label: str) -> bool:
    letters = [letter for letter in label if letter.isalpha()]
    scripts = {unicodedata.name(letter, "UNKNOWN").split(" ")[0] for letter in letters}
    if len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER):
        return False
    return not letters or not all(letter in _LIKE_LATIN for letter in letters)
