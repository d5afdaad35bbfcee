"""Passwords: what stands beside a label that says so, on its line, to the right of it or below."""

import re
from collections.abc import Iterator, Sequence

from app.domain.documents.words import Box, Line
from app.domain.redaction.kinds import Kind, Secret

_LABEL = (
    r"(?:[A-Za-z0-9]{1,20}[_ .-])?"
    r"(?:pass ?word|passwd|pwd|pass ?phrase|pass ?code|kenn ?wort|pass ?wort|mot de passe|contraseña|"
    r"secret(?:[_ -]key)?|"
    r"geheimnis|geheimer schlüssel|api[_ -]?key|api[_ -]?schlüssel|api[_ -]?token|access[_ -]?key|access[_ -]?token|"
    r"zugriffs?token|auth[_ -]?token|token|client[_ -]?secret|pin|wlan-schlüssel|clé secrète|jeton)"
)
# `PASSWORD=…`, `"password": "…"`, `--password …`, `Password: …`.
_SAID = re.compile(
    rf"(?:^|[^A-Za-z0-9]){_LABEL}[\"']?(?: is| ist| lautet| est)?\s?[:=]{{1,2}}\s?[\"'“„]?([^\s\"'“”„,;<>]+)",
    re.IGNORECASE,
)
_GIVEN = re.compile(rf"--{_LABEL}[ =][\"']?([^\s\"']+)", re.IGNORECASE)
# A label and its field that were read as one line.
_BESIDE = re.compile(rf"^{_LABEL} \*?\s?([^\s\"']+)$", re.IGNORECASE)
_ALONE = re.compile(
    rf"^(?:your |new |current |temporary |old |one-time |initial |das |ihr |neues |aktuelles |altes |dein |nouveau |"
    rf"database |admin |root |wi-?fi |wlan-?|einmal-?|start|initial)?{_LABEL}\s?[*:]{{0,2}}$",
    re.IGNORECASE,
)
# Set in a URL: https://name:password@host.
_IN_URL = re.compile(r"[a-z][a-z0-9+]{2,14}://[^\s:/@]{1,64}:([^\s:/@]{3,})@[^\s@]+")
_KEY_LABEL = re.compile(r"key|schlüssel|clé|token|jeton", re.IGNORECASE)
_DOTS = re.compile(r"^[•●∙·*.…○xX◦\-_]+$")
# What engines take such dots for; a value is a row of them if it has so many.
_ROUND, _DOTTED = frozenset("0oeOQs@c°•*·±."), 0.7
_LEAST, _MOST = 4, 80
# What a program has instead of one.
_STANDS_FOR = ("$", "{", "<", "%", "process.", "os.", "env.", "ENV")
_DIGIT, _SIGN, _LOWER = re.compile(r"\d"), re.compile(r"[^\w\s]|_"), re.compile(r"[a-zà-ÿ]")
_UPPER_INSIDE = re.compile(r"(?<=.)[A-ZÀ-Ý]")
_WORD = re.compile(r"[a-zà-ÿ0-9]{6,}")
# A field is at most so far right of its label, or below it (line heights), and begins at most so far from its left.
_RIGHT, _BELOW, _LEFT = 14.0, 2.6, 3.0


def passwords(text: str) -> Iterator[Secret]:
    """What a line says that a password is."""
    for pattern in (_SAID, _GIVEN):
        for found in pattern.finditer(text):
            if _may_be_said(found.group(1)):
                yield _secret(found)
    for found in _IN_URL.finditer(text):
        if not _DOTS.match(found.group(1)) and not found.group(1).startswith(("$", "{", "<")):
            yield _secret(found)
    beside = _BESIDE.match(text.strip())
    if beside and is_mixed(beside.group(1)) and (at := text.find(beside.group(1))) >= 0:
        yield Secret(Kind.PASSWORD, at, at + len(beside.group(1)), beside.group(1))


def fields(lines: Sequence[Line], aspect: float) -> Iterator[Line]:
    """The lines that stand in a field whose label asks for a password; `aspect` is the frame's width by its height."""
    for label in lines:
        if not _ALONE.match(label.text):
            continue
        near = [line for line in lines if line is not label and _is_field(label, line, aspect)]
        # One label has one field: the nearest.
        near.sort(key=lambda line: _distance(label.box, line.box, aspect))
        for line in near[:1]:
            # An eye, "Show" or the like may stand in it, too.
            if is_mixed(line.words[0].text) and len(line.words) <= 3:
                yield line


def is_mixed(value: str) -> bool:
    """Whether it looks chosen to be hard: no word, and no row of dots."""
    if not _LEAST <= len(value) <= _MOST or _is_dotted(value):
        return False
    has_digit, has_sign = bool(_DIGIT.search(value)), bool(_SIGN.search(value.strip("().,:;…")))
    cases = bool(_LOWER.search(value)) + bool(_UPPER_INSIDE.search(value))
    return (has_digit or has_sign) and has_digit + has_sign + cases >= 2 and not _is_plain(value)


def _may_be_said(value: str) -> bool:
    """After `password:` a word will do, unless it speaks about the password."""
    value = value.rstrip(".)")
    if value.startswith(_STANDS_FOR) or "(" in value or _DOTS.match(value) or not _LEAST <= len(value) <= _MOST:
        return False
    return is_mixed(value) or (_WORD.fullmatch(value) is not None and value not in _ABOUT)


_ABOUT = frozenset(
    [
        "required",
        "optional",
        "expired",
        "invalid",
        "minimum",
        "string",
        "secret",
        "hidden",
        "changed",
        "strong",
        "medium",
        "missing",
        "forgotten",
        "length",
        "reset",
        "confirm",
        "incorrect",
        "verified",
        "enabled",
        "disabled",
        "empty",
        "unknown",
        "wrong",
        "password",
        "passwort",
        "kennwort",
        "never",
        "pflichtfeld",
        "erforderlich",
        "vergessen",
        "ungültig",
        "abgelaufen",
        "geändert",
        "stark",
        "mittel",
        "schwach",
        "fehlt",
        "falsch",
        "leer",
        "bestätigen",
        "obligatoire",
        "oublié",
        "expiré",
        "invalide",
        "manquant",
        "requis",
        "undefined",
        "boolean",
        "integer",
        "number",
        "masked",
        "encrypted",
        "protected",
        "bearer",
        "default",
        "deprecated",
        "revoked",
        "active",
        "rotated",
        "text",
        "none",
        "null",
        "true",
        "false",
        "value",
        "field",
        "input",
        "anzeigen",
        "show",
        "gültig",
        "bearbeiten",
        "erneuern",
        "widerrufen",
    ]
)


def _is_dotted(value: str) -> bool:
    return _DOTS.match(value) is not None or sum(sign in _ROUND for sign in value) >= _DOTTED * len(value)


def _is_plain(value: str) -> bool:
    """Dates, sums, versions, paths and times are no passwords."""
    return bool(
        re.fullmatch(
            r"[\d.,:/\-+%€$ ]+|v?\d+(?:\.\d+)+\S*|(?:\.{0,2}/)[\w./-]*|[A-Za-zÀ-ÿ]+(?:-[A-Za-zÀ-ÿ]+)*\?"
            r"|[\d.,]+\s?[A-Za-z%€]{1,3}",
            value,
        )
        or re.fullmatch(r"[A-Za-zÀ-ÿ]+(?:[-/'’][A-Za-zÀ-ÿ]+)*[.:;,!?…*]*", value)
    )


def _is_field(named: Line, filled: Line, aspect: float) -> bool:
    label, value = named.box, filled.box
    # Of the type, not of the ink: a label without high letters is half as high.
    height = max(named.size, filled.size)
    middle = value.top + value.height / 2
    if label.top - 0.6 * height <= middle <= label.bottom + 0.6 * height:
        return 0 <= (value.left - label.right) * aspect <= _RIGHT * height
    below = value.top - label.bottom
    return -0.2 * height <= below <= _BELOW * height and abs(value.left - label.left) * aspect <= _LEFT * height


def _distance(label: Box, value: Box, aspect: float) -> float:
    return abs(value.top - label.top) + max(0.0, value.left - label.right) * aspect


def _secret(found: re.Match[str]) -> Secret:
    label = found.string[found.start() : found.start(1)]
    kind = Kind.API_KEY if _KEY_LABEL.search(label) else Kind.PASSWORD
    return Secret(kind, found.start(1), found.end(1), found.group(1))
