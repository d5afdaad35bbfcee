"""Accounts: register, sign in, rotate refresh tokens, sign out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from flask_jwt_extended import create_access_token, create_refresh_token
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError

from app.db.models import SignIn, User
from app.db.unit_of_work import UnitOfWork, reading, transaction
from app.domain.accounts import emails
from app.domain.workspace.audit import Kind
from app.errors import VideoFlowError
from app.services.accounts import admission, claims, confirmations, endings, invitations, passwords
from app.services.workspace import audit, choices
from app.services.workspace.audit import About, Stranger
from app.settings import settings

# Two tabs of one browser may refresh in the same moment; the slower one comes with the token just replaced.
ROTATION_GRACE = timedelta(seconds=30)
_FIRST_ACCOUNT_LOCK = 7_301


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person and the tokens of this sign-in."""

    user: User
    access_token: str
    refresh_token: str


@dataclass(frozen=True, slots=True)
class SignedInUser:
    """Who an access token stands for."""

    id: UUID
    role: str
    sign_in_id: UUID


def register(
    email: str, password: str, name: str, proof: admission.Proof = admission.NO_PROOF, device: str | None = None
) -> SignedIn:
    """Creates an account; the first one is the admin. `device`: what the person signs in with, in their words.

    Raises VideoFlowError: `weak_password` (422), `busy` (503), `email_taken` (409), `invitation_over` (410),
    `invitation_not_yours` (403), and what admission raises.
    """
    rule = choices.rule()
    # Before the hash, which costs: most of those who are not let in are told by this.
    with transaction() as work:
        first = work.scalar(select(User.id).limit(1)) is None
        admission.require(email, proof, rule, first, invitations.find(work, email, proof.invitation) is not None)
    passwords.require_strong(password, email, name)
    password_hash = passwords.hashed(password)
    try:
        with transaction() as work:
            # Two people who register first in the same moment must not both become admin.
            work.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _FIRST_ACCOUNT_LOCK})
            first = work.scalar(select(User.id).limit(1)) is None
            invited = invitations.find(work, email, proof.invitation, hold=True)
            admission.require(email, proof, rule, first, invited is not None)
            role = "admin" if first else invited.role if invited else "member"
            user = User(email=email, name=name, password_hash=password_hash, role=role)
            work.add(user)
            work.flush()
            claims.claim(work, user, claims.by_invitation(work, email, proof.invitation))
            confirmations.begin(user)
            audit.note(work, Kind.REGISTERED, user.id, About(user.id, email), role=role, invited=invited is not None)
            return _sign_in(work, user, device)
    except IntegrityError:
        raise VideoFlowError("email_taken", "There is an account with this email already.", 409) from None


def login(email: str, password: str, device: str | None = None, address: str | None = None) -> SignedIn:
    """`address` is where they come from, for the audit log.

    Raises VideoFlowError: `bad_credentials` (401), for an unknown email as for a wrong password; `account_disabled`
    (403) to whoever knows the password; `busy` (503).
    """
    with transaction() as work:
        user = work.scalar(select(User).where(func.lower(User.email) == func.lower(emails.normalised(email) or email)))
    # An unknown email costs a verification too, so that the time taken tells nothing.
    if not passwords.matches(user.password_hash if user else None, password) or user is None:
        _failed(user, email, address, "password")
        raise VideoFlowError("bad_credentials", "Email or password is wrong.", 401)
    if user.disabled_at is not None:
        _failed(user, email, address, "disabled")
        raise VideoFlowError("account_disabled", "This account was shut by an administrator.", 403)
    renewed = passwords.hashed(password) if passwords.is_outdated(user.password_hash) else None
    with transaction() as work:
        audit.note(work, Kind.SIGNED_IN, user.id, device=device, address=address)
        if renewed:
            known = User.id == user.id, User.password_hash == user.password_hash
            work.execute(update(User).where(*known).values(password_hash=renewed))
        return _sign_in(work, user, device)


def refresh(sign_in_id: UUID, jti: str) -> SignedIn:
    """Replaces a refresh token by a new one. Raises `not_authenticated` (401).

    A token replaced longer ago than the grace was stolen or restored from a backup: the sign-in ends. Within the
    grace it gets the token that replaced it, so that whichever answer a browser keeps is the one that counts.
    """
    now, stolen = datetime.now(UTC), False
    with transaction() as work:
        row = work.scalar(select(SignIn).where(SignIn.id == sign_in_id, endings.is_somebodys()).with_for_update())
        if row and not row.revoked_at and row.expires_at > now:
            if jti == row.refresh_jti:
                _rotate(row, now)
                return _issue(work.get_one(User, row.user_id), row)
            if jti == row.previous_jti and now - row.rotated_at < ROTATION_GRACE:
                return _issue(work.get_one(User, row.user_id), row)
            row.revoked_at = now
            stolen = True
    if stolen:
        endings.tell(sign_in_id)
    raise VideoFlowError("not_authenticated", "Please sign in again.", 401)


def logout(sign_in_id: UUID) -> None:
    """Ends a sign-in: its tokens are refused from now on, and the streams and sockets it opened end (see watch)."""
    whose = select(SignIn.user_id).where(SignIn.id == sign_in_id)
    with transaction() as work:
        if endings.end(work, SignIn.id == sign_in_id):
            audit.note(work, Kind.SIGNED_OUT, work.scalar(whose), About(sign_in_id))


def signed_in_user(sign_in_id: UUID) -> SignedInUser | None:
    """The person behind a sign-in that is still valid."""
    query = (
        select(User.id, User.role)
        .join(SignIn, SignIn.user_id == User.id)
        .where(SignIn.id == sign_in_id, endings.holds())
    )
    with reading() as work:
        row = work.execute(query).one_or_none()
    return SignedInUser(row.id, row.role, sign_in_id) if row else None


def is_valid(sign_in_id: UUID) -> bool:
    """Whether a sign-in was neither ended nor has it expired, and its person is still there."""
    with reading() as work:
        return work.scalar(select(SignIn.id).where(SignIn.id == sign_in_id, endings.holds())) is not None


def valid_among(sign_in_ids: Collection[UUID]) -> set[UUID]:
    """Those that were neither ended nor have expired, and whose people are still there."""
    if not sign_in_ids:
        return set()
    with reading() as work:
        return set(work.scalars(select(SignIn.id).where(SignIn.id.in_(sign_in_ids), endings.holds())))


def user_by_id(user_id: UUID) -> User:
    """Raises sqlalchemy.exc.NoResultFound for an id nobody has."""
    with transaction() as work:
        return work.get_one(User, user_id)


def any_account() -> bool:
    """Whether somebody has registered."""
    with transaction() as work:
        return work.scalar(select(User.id).limit(1)) is not None


def _failed(user: User | None, email: str, address: str | None, why: str) -> None:
    with transaction() as work:
        audit.note(work, Kind.SIGN_IN_FAILED, user.id if user else Stranger(email), address=address, why=why)


def _sign_in(work: UnitOfWork, user: User, device: str | None) -> SignedIn:
    now = datetime.now(UTC)
    expires = now + timedelta(days=settings().refresh_token_days)
    row = SignIn(id=uuid4(), user_id=user.id, expires_at=expires, device=device)
    _rotate(row, now)
    work.add(row)
    return _issue(user, row)


def _rotate(row: SignIn, now: datetime) -> None:
    row.previous_jti, row.refresh_jti, row.rotated_at = row.refresh_jti, uuid4().hex, now


def _issue(user: User, row: SignIn) -> SignedIn:
    claims = {"sid": str(row.id)}
    return SignedIn(
        user,
        create_access_token(str(user.id), additional_claims=claims),
        create_refresh_token(str(user.id), additional_claims=claims | {"rot": row.refresh_jti}),
    )
