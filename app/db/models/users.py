"""People and their sign-ins."""

import uuid
from datetime import datetime

from sqlalchemy import ARRAY, CheckConstraint, DateTime, ForeignKey, Index, LargeBinary, String, func, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base, ByteCount, CreatedAt, Moment, UuidKey
from app.domain.notifications.kinds import USUAL, Kind
from app.domain.sharing.defaults import CHOICES

_USUAL = f"{{{','.join(USUAL)}}}"


class User(Base):
    """An account. Emails are compared without regard to case. `quota_bytes` overrules USER_QUOTA_BYTES.

    `language` and `time_zone` (an IANA name) are what its person chose; null is what their browser says. `mail_about`
    is what they want to be written to about, `bell_about` what the app tells them of. `default_visibility` is for whom
    their new videos are; null is as the workspace has it. Since `disabled_at` nobody signs in with it. An account that
    was closed is nobody's, and its row goes once nothing is left of it.
    """

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("role IN ('admin', 'member', 'viewer')", name="role"),
        CheckConstraint("quota_bytes IS NULL OR quota_bytes >= 0", name="quota_bytes"),
        CheckConstraint(f"default_visibility IN {tuple(map(str, CHOICES))}", name="default_visibility"),
        CheckConstraint(f"mail_about <@ ARRAY{[*map(str, Kind)]}::varchar[]", name="mail_about"),
        CheckConstraint(f"bell_about <@ ARRAY{[*map(str, Kind)]}::varchar[]", name="bell_about"),
        Index("ix_users_closed_at", "closed_at", postgresql_where=text("closed_at IS NOT NULL")),
        Index("uq_users_email_lower", func.lower(text("email")), unique=True),
    )

    id: Mapped[UuidKey]
    email: Mapped[str]
    name: Mapped[str]
    email_confirmed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    password_hash: Mapped[str]
    role: Mapped[str] = mapped_column(default="member")
    quota_bytes: Mapped[ByteCount | None]
    picture_key: Mapped[str | None]
    language: Mapped[str | None]
    time_zone: Mapped[str | None]
    disabled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    default_visibility: Mapped[str | None]
    mail_about: Mapped[list[str]] = mapped_column(
        postgresql.ARRAY(String), default=lambda: [*USUAL], server_default=_USUAL
    )
    bell_about: Mapped[list[str]] = mapped_column(
        postgresql.ARRAY(String), default=lambda: [*Kind], server_default=f"{{{','.join(Kind)}}}"
    )
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[CreatedAt]


class SignIn(Base):
    """One sign-in: the refresh token that is valid now, and the one it replaced.

    A replaced token used again after its grace means it leaked: the sign-in is revoked. `device` is what its person
    signed in with, in their words.
    """

    __tablename__ = "auth_sessions"
    __table_args__ = (Index("ix_auth_sessions_ended", func.least(text("expires_at"), text("revoked_at"))),)

    id: Mapped[UuidKey]
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    refresh_jti: Mapped[str]
    previous_jti: Mapped[str | None]
    rotated_at: Mapped[CreatedAt]
    expires_at: Mapped[Moment]
    device: Mapped[str | None]
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[CreatedAt]


class Invitation(Base):
    """An administrator's, for one address and one account, which gets the role. Its token is made of the id and
    SECRET_KEY: kept is only what recognises it.
    """

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint("role IN ('admin', 'member', 'viewer')", name="role"),
        Index("uq_invitations_open", "email", unique=True, postgresql_where=text("used_at IS NULL")),
    )

    id: Mapped[UuidKey]
    email: Mapped[str]
    role: Mapped[str]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    created_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[CreatedAt]
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class PasswordReset(Base):
    """Somebody asked for a new password for this address, whether it is an account's or not."""

    __tablename__ = "password_resets"

    id: Mapped[UuidKey]
    email: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now(), index=True)


class ApiToken(Base):
    """A sign-in that a program has by a token: `token_hash` is the SHA-256 of it, `start` its first characters."""

    __tablename__ = "api_tokens"

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("auth_sessions.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    start: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(ARRAY(String))
    last_used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
