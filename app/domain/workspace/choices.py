"""What administrators choose for everybody: a name, a look, who comes in, what videos begin with, who frames. Pure.

What nobody chose is as the environment says.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# So many pages that may frame a player.
MOST_DOMAINS = 50
LONGEST_NAME = 60
COLOUR = r"^#[0-9a-fA-F]{6}$"
# A name, or all below one, with a port where that is not the usual (CSP Level 3, host-source).
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"^(\*\.)?({_LABEL}\.)*{_LABEL}(:[0-9]{{1,5}})?$")
_LONGEST_DOMAIN = 253


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything there is to choose; None is as the environment says.

    `retention_days` is after how long a video goes into the trash, None never. `embed_domains` frame players, and
    nobody does where there are none of them.
    """

    name: str | None = None
    colour: str | None = None
    logo_key: str | None = None
    registration: str | None = None
    registration_domains: tuple[str, ...] = ()
    default_visibility: str | None = None
    retention_days: int | None = None
    embed_domains: tuple[str, ...] | None = None

    @property
    def is_dressed(self) -> bool:
        """Whether its pages look otherwise than those of a new server."""
        return any((self.name, self.colour, self.logo_key))


FIELDS = tuple(Workspace.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may make an account; `domains` count where it is "domain"."""

    registration: str
    domains: tuple[str, ...]


def rule(chosen: Workspace, otherwise: Rule) -> Rule:
    """The administrators' rule, or that of the environment."""
    return Rule(chosen.registration, chosen.registration_domains) if chosen.registration else otherwise


def domain(text: str) -> str | None:
    """A name of a site as a policy has it, "example.org", "*.example.org" or "localhost:3000"; None for what is none.

    Whoever writes an address means its site.
    """
    name = re.sub(r"^https?://", "", text.strip().lower()).rstrip("/")
    try:
        name = name if name.isascii() else name.encode("idna").decode()
    except UnicodeError:
        return None
    return name if len(name) <= _LONGEST_DOMAIN and _DOMAIN.match(name) else None


def ancestors(link: Sequence[str] | None, workspace: Sequence[str] | None, otherwise: str) -> str:
    """Who may frame a player, as a policy has it: as its link says, else the workspace, else the environment."""
    chosen = workspace if link is None else link
    if chosen is None:
        return otherwise
    return " ".join(chosen) if chosen else "'none'"


def differences(before: Workspace, after: Workspace) -> Mapping[str, tuple[str, str]]:
    """What changed, by field, in words for a log."""
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in FIELDS}
    return {name: (_said(old), _said(new)) for name, (old, new) in pairs.items() if old != new}


def _said(value: object) -> str:
    return "" if value is None else ", ".join(value) if isinstance(value, tuple) else str(value)
