"""Which secrets are looked for, and how one is spoken of without being told."""

from dataclasses import dataclass
from enum import StrEnum

_HIDDEN = "••••"
_TOLD = 2


class Kind(StrEnum):
    """What somebody would not want to have shown."""

    PASSWORD = "password"
    API_KEY = "api_key"
    CARD = "card"
    IBAN = "iban"
    EMAIL = "email"
    PHONE = "phone"


class Decision(StrEnum):
    """What the owner said to a finding."""

    OPEN = "open"
    BLURRED = "blurred"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret at signs [start, stop) of a text; `value` is the same however it was written."""

    kind: Kind
    start: int
    stop: int
    value: str


def masked(kind: Kind, value: str) -> str:
    """Enough to know it again by: its last two signs; of an address its first, and what it ends with."""
    if kind is Kind.EMAIL:
        return f"{value[:1]}{_HIDDEN}@{_HIDDEN}.{value.rpartition('.')[2]}"
    if kind is Kind.PASSWORD:
        return _HIDDEN
    return _HIDDEN + value[-_TOLD:]
