"""Secrets that stand for themselves: keys by how they begin or by being random, and addresses."""

import re
from collections.abc import Iterator
from itertools import pairwise
from math import log2

from app.domain.redaction.kinds import Kind, Secret

# Engines that know Greek read a zero with a bar as theirs.
_BODY = r"[A-Za-z0-9_\-θΘØø]"
# How keys of well-known services begin, with what engines take for these signs.
_PREFIXES = (
    rf"[s5]k[-–—_ ](?:(?:proj|live|test|ant|or|admin|svcacct)[-–—_ ])?{_BODY}{{16,}}",
    rf"rk[-_ ](?:live|test)[-_ ]{_BODY}{{16,}}",
    r"whsec[_ ][A-Za-z0-9+/=]{16,}",
    r"gh[pousr][_ -][A-Za-z0-9]{20,}",
    rf"github[_ ]pat[_ ]{_BODY}{{20,}}",
    rf"glpat ?[-–_ ] ?{_BODY}{{16,}}",
    r"(?:AK|AS)[I1l]A[A-Z0-9]{14,18}",
    rf"xox[abeoprs][-–—]{_BODY}{{10,}}",
    rf"A[I1l]za{_BODY}{{30,}}",
    r"ya29\.[A-Za-z0-9_\-]{20,}",
    r"npm[_ ][A-Za-z0-9]{30,}",
    r"hf[_ ][A-Za-z0-9]{30,}",
    r"pypi-[A-Za-z0-9_\-]{40,}",
    r"SG\.[A-Za-z0-9_\-]{16,}\.[A-Za-z0-9_\-]{20,}",
    r"dop[_ ]v1[_ ][a-f0-9]{40,}",
    r"ey[Jj][A-Za-z0-9_\-]{8,}(?:\.[A-Za-z0-9_\-]*){0,2}",
)
_KEY = re.compile(r"(?<![A-Za-z0-9_])(?:" + "|".join(_PREFIXES) + ")")
_BEGIN = re.compile(r"-{2,5} ?BEGIN [A-Z ]{0,20}(?:PRIVATE|OPENSSH|RSA)[A-Z ]{0,20}KEY ?-{0,5}")
_BEARER = re.compile(r"\bBearer ([A-Za-z0-9._\-+/=]{16,})")
_LONG = re.compile(r"(?<![A-Za-z0-9+/_=@.:-])[A-Za-z0-9+/_=\-]{24,}(?![A-Za-z0-9_@]|\.[A-Za-z])")
_LEAST_LONG = 24
# A variable that is set to one.
_NAMED = re.compile(r"[A-Za-z]\w*=(?=\w)")
_UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.IGNORECASE)
_HEX = re.compile(r"(?:0x|sha\d+[-:])?[0-9a-f\-]+", re.IGNORECASE)
# What engines take digits of such for.
_SLIPS = str.maketrans("OoIl", "0011")
# What is printed beside digests, which are no secrets.
_DIGEST = re.compile(r"(?:sha\d{1,3}|integrity|digest|checksum)[-:= \"']{0,4}$", re.IGNORECASE)
_MOST_SLASHES = 2
# Bits a sign from which on it is nobody's word.
_RANDOM = 3.6
_LEAST_DIGITS = 3

_EMAIL = re.compile(
    r"(?<![\w.+@/-])([\w][\w.+-]{0,63}) ?\(?@ ?((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.)+"
    # A country behind a space that is none.
    r"(?: (?:at|be|ch|com|de|es|eu|fr|it|net|nl|org|uk)|[A-Za-z]{2,18}))(?![\w@:/-])"
)
# Whom nobody writes to.
_NO_ADDRESS = {"git", "root"}


def keys(text: str) -> Iterator[Secret]:
    """Keys of services, tokens, and the first line of a private key."""
    for pattern in (_BEGIN, _KEY, _BEARER):
        for found in pattern.finditer(text):
            stop = found.end() if pattern is _BEGIN else _continued(text, found.end())
            start = found.start(1) if pattern is _BEARER else found.start()
            if pattern is not _KEY or _varied(text[start:stop]):
                yield Secret(Kind.API_KEY, start, stop, re.sub(r"\s", "", text[start:stop]))
    yield from _random(text)


def _random(text: str) -> Iterator[Secret]:
    """Long tokens that were drawn; what a variable is called that is set to one is not part of it."""
    for found in _LONG.finditer(text):
        named = _NAMED.match(found.group())
        token = found.group()[named.end() if named else 0 :]
        if len(token) >= _LEAST_LONG and is_random(token) and not _DIGEST.search(text[: found.start()]):
            yield Secret(Kind.API_KEY, found.end() - len(token), found.end(), token)


def emails(text: str) -> Iterator[Secret]:
    """Addresses of people."""
    for found in _EMAIL.finditer(text):
        if found.group(1).lower() not in _NO_ADDRESS:
            yield Secret(
                Kind.EMAIL, found.start(), found.end(), f"{found.group(1)}@{found.group(2)}".replace(" ", "").lower()
            )


def is_private_key_begin(text: str) -> bool:
    """Whether the lines below are a private key, down to the one that ends it."""
    return _BEGIN.search(text) is not None


def is_random(token: str) -> bool:
    """Whether a long token is one that was drawn: neither words, nor a number, nor a digest or an id.

    Commit hashes and checksums in hex are no secrets: they stand everywhere.
    """
    plain = token.translate(_SLIPS)
    if _UUID.fullmatch(plain) or _HEX.fullmatch(plain) or token.count("/") > _MOST_SLASHES:
        return False
    # Names have their digits at the end of words, and few of them.
    changes = sum(one.isdigit() != other.isdigit() for one, other in pairwise(token))
    has_both = token.lower() != token != token.upper()
    return has_both and _digits(token) >= _LEAST_DIGITS <= changes and _entropy(token) >= _RANDOM


def _digits(token: str) -> int:
    return sum(sign.isdigit() for sign in token)


def _continued(text: str, stop: int) -> int:
    """Where a key ends in which an engine has seen a space: words that are no words go on with it."""
    while (found := re.compile(r" ([A-Za-z0-9_\-/+=.]{4,})(?= |$)").match(text, stop)) and _is_no_word(found.group(1)):
        stop = found.end()
    return stop


def _is_no_word(token: str) -> bool:
    inside = token[1:-1]
    return any(sign.isdigit() for sign in inside) and any(sign.isalpha() for sign in token)


def _varied(token: str) -> bool:
    """Placeholders repeat a sign: sk-xxxxxxxxxxxxxxxxxxxx."""
    return len(set(token[4:].lower()) - set("-_ .…*•")) >= 6


def _entropy(token: str) -> float:
    shares = [token.count(sign) / len(token) for sign in set(token)]
    return -sum(share * log2(share) for share in shares)
