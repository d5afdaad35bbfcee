"""Who may have an account: anybody, nobody, people of some domains, people who were invited; and who may be the first.

Two kinds of invitation open the way: an administrator's (see invitations), and the one that whoever is named for a
video gets, which is signed and has no row.

The first account is the administrator's. Where the server can be reached from elsewhere, whoever finds it first would
be that: so the first one needs the setup code, which only the log and `flask setup-code` show.
"""

import base64
import hmac
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from itsdangerous import BadData, URLSafeTimedSerializer

from app.domain.accounts import emails
from app.domain.server_names import is_loopback
from app.domain.workspace.choices import Rule
from app.errors import VideoFlowError
from app.settings import settings

INVITATION_DAYS = 7
_CODE_CHARACTERS = 12


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody shows who wants an account: the code of a new server, or an invitation."""

    setup_code: str | None = None
    invitation: str | None = None


NO_PROOF = Proof()


def require(email: str, proof: Proof, rule: Rule, first: bool, invited: bool = False) -> None:
    """`invited` is whoever an administrator's invitation is for. Raises VideoFlowError: `setup_code_needed` (403) of a
    first account; of others `registration_closed`, `invitation_needed` or `domain_not_allowed` (403).
    """
    if first:
        if needs_setup_code() and not _same(proof.setup_code, setup_code()):
            words = (
                "The first account needs the setup code. It is in the server's log, and `flask setup-code` prints it."
            )
            raise VideoFlowError("setup_code_needed", words, 403)
        return
    if invited or _invited(email, proof.invitation):
        return
    match rule.registration:
        case "closed":
            raise VideoFlowError("registration_closed", "New accounts are made by the administrator.", 403)
        case "invitation":
            raise VideoFlowError("invitation_needed", "An account here needs an invitation for this email.", 403)
        case "domain" if emails.domain_of(email) not in rule.domains:
            raise VideoFlowError("domain_not_allowed", "Accounts here are for the organisation's own addresses.", 403)


def needs_setup_code() -> bool:
    """Whether the server can be reached from other machines."""
    return not (is_loopback(settings().public_url) and is_loopback(f"//{settings().web_bind}"))


def setup_code() -> str:
    """The same in every process, and on no disk: it comes from the SECRET_KEY. 60 bits, in groups of four."""
    digest = hmac.digest(settings().secret_key.encode(), b"videoflow setup code", "sha256")
    code = base64.b32encode(digest).decode().lower()[:_CODE_CHARACTERS]
    return "-".join(code[start : start + 4] for start in range(0, _CODE_CHARACTERS, 4))


@dataclass(frozen=True, slots=True)
class Invitation:
    """For whom it is, by whom, and whether it opens a server that is not open: an administrator's does."""

    email: str
    by: UUID | None
    admits: bool


def invitation(email: str, by: UUID | None = None, admits: bool = True) -> str:
    """A token for somebody who was named for a video, which lets them register within INVITATION_DAYS."""
    return _signer().dumps({"email": email, "by": str(by) if by else None, "admits": admits})


def read_invitation(email: str, token: str | None) -> Invitation | None:
    """The invitation of this address; None for what is none, or not any more."""
    try:
        said = _signer().loads(token or "", max_age=INVITATION_DAYS * 24 * 3600)
        # Those of earlier releases were an address and no more.
        found: dict[str, Any] = {"email": said, "by": None, "admits": True} if isinstance(said, str) else said
        by = UUID(found["by"]) if found["by"] else None
        return Invitation(email, by, bool(found["admits"])) if found["email"] == email else None
    except (BadData, KeyError, TypeError, ValueError):
        return None


def _invited(email: str, token: str | None) -> bool:
    found = read_invitation(email, token)
    return found is not None and found.admits


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret_key, salt="invitation")


def _same(given: str | None, expected: str) -> bool:
    plain = (given or "").strip().lower().replace("-", "")
    return hmac.compare_digest(plain.encode(), expected.replace("-", "").encode())
