"""The audit log: who did what, written in the transaction that does it, and never changed.

A trigger of the table refuses changes and removals, whoever asks; `forget` alone says the word by which old ones go.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, text

from app.db.models import AuditEntry, User
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.workspace.audit import Kind
from app.settings import settings

Detail = str | int | float | bool | None | list[str]

# Of an export, in one go; and of what is forgotten in a round.
_AT_ONCE = 1000
_FORGOTTEN_AT_ONCE = 5000
# Names are kept as long as people may write them; what strangers type is not theirs to fill the log with.
_LONGEST = 300
# Shorter parts of an address are in no index: with those, accounts alone are found.
_SHORTEST_PART = 3
# Accounts that a part of a name stands for, the oldest first.
_MOST_PEOPLE = 1000


@dataclass(frozen=True, slots=True)
class About:
    """What something was done to, by its id and as people call it."""

    id: UUID | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody who has no account, by the email that they said."""

    email: str


@dataclass(frozen=True, slots=True)
class Which:
    """Entries of one kind, or of all; of people by a part of their name or email, or of all."""

    kind: str | None = None
    person: str | None = None


NOTHING = About()
ALL = Which()


def note(work: UnitOfWork, kind: Kind, by: UUID | Stranger | None, about: About = NOTHING, **details: Detail) -> None:
    """Adds an entry. `by` is whose doing it was, None where the product did it by itself."""
    said = _cut(by.email) if isinstance(by, Stranger) else None
    person_id = None if isinstance(by, Stranger) else by
    known = select(User.email).where(User.id == person_id).scalar_subquery()
    work.execute(
        insert(AuditEntry).values(
            kind=kind,
            person_id=person_id,
            person=known if person_id else said,
            about_id=about.id,
            about=_cut(about.name),
            details=details,
        )
    )


def page(which: Which, limit: int, before: int | None) -> tuple[list[AuditEntry], int | None]:
    """Entries, the newest first, and where to go on."""
    with transaction() as work:
        query = select(AuditEntry).where(*_conditions(work, which))
        if before is not None:
            query = query.where(AuditEntry.id < before)
        rows = list(work.scalars(query.order_by(AuditEntry.id.desc()).limit(limit + 1)))
    return rows[:limit], rows[limit - 1].id if len(rows) > limit else None


def everything(which: Which) -> Iterator[AuditEntry]:
    """All entries that there are now, the oldest first; no connection is held between two of them."""
    with transaction() as work:
        last = work.scalar(select(func.max(AuditEntry.id))) or 0
        wanted = _conditions(work, which)
    after = 0
    while True:
        query = select(AuditEntry).where(*wanted, AuditEntry.id > after, AuditEntry.id <= last)
        with transaction() as work:
            rows = list(work.scalars(query.order_by(AuditEntry.id).limit(_AT_ONCE)))
        yield from rows
        if len(rows) < _AT_ONCE:
            return
        after = rows[-1].id


def forget() -> int:
    """Drops what is older than AUDIT_DAYS; returns how much. With 0 everything is kept."""
    days = settings().audit_days
    if not days:
        return 0
    old = select(AuditEntry.id).where(AuditEntry.at < func.now() - timedelta(days=days)).limit(_FORGOTTEN_AT_ONCE)
    with transaction() as work:
        work.execute(text("SET LOCAL videoflow.audit_forgets = 'on'"))
        return len(work.scalars(delete(AuditEntry).where(AuditEntry.id.in_(old)).returning(AuditEntry.id)).all())


def _conditions(work: UnitOfWork, which: Which) -> list[ColumnElement[bool]]:
    found = [AuditEntry.kind == which.kind] if which.kind else []
    return [*found, _by(work, which.person)] if which.person else found


def _by(work: UnitOfWork, part: str) -> ColumnElement[bool]:
    """By accounts as they are called now, or by whoever had that address then: also by strangers, and who is gone."""
    # Whoever picks somebody from the log means them alone: two indexes have their entries, however many there are.
    exactly = work.scalar(select(User.id).where(User.email == part.lower()))
    if exactly is not None:
        return or_(AuditEntry.person_id == exactly, AuditEntry.person == part.lower())
    like = "%" + re.sub(r"([%_\\])", r"\\\1", part) + "%"
    called = or_(User.name.ilike(like), User.email.ilike(like))
    ids = work.scalars(select(User.id).where(called).order_by(User.created_at).limit(_MOST_PEOPLE)).all()
    known = AuditEntry.person_id.in_(ids)
    return known if len(part) < _SHORTEST_PART else or_(known, AuditEntry.person.ilike(like))


def _cut(name: str | None) -> str | None:
    return name[:_LONGEST].replace("\x00", "") if name else None
