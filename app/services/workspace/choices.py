"""The workspace's choices: one row, which every process remembers for a few seconds.

Pages, mails and the door ask at each turn: so it must cost nothing, and be there while the database is not.
"""

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError

from app.db.models import WorkspaceRow
from app.db.unit_of_work import UnitOfWork, after_commit, transaction
from app.domain.workspace import choices
from app.domain.workspace.audit import Kind
from app.domain.workspace.choices import Rule, Workspace
from app.services.workspace import audit
from app.settings import settings

log = structlog.get_logger()

# For so long another process may go on with what was chosen before.
SECONDS = 5.0
_THE_ROW = 1


class _Remembered:
    """What was read last, and when. It is replaced as a whole, so that no lock is needed."""

    def __init__(self) -> None:
        self.workspace = Workspace()
        self.until = 0.0

    def keep(self, workspace: Workspace) -> None:
        self.workspace, self.until = workspace, time.monotonic() + SECONDS


_remembered = _Remembered()


def current(work: UnitOfWork | None = None) -> Workspace:
    """What is chosen now. Whoever holds a connection gives it. While the database is away it is what was read last."""
    if time.monotonic() >= _remembered.until:
        _read(work)
    return _remembered.workspace


def rule() -> Rule:
    """Who may make an account now."""
    return choices.rule(current(), Rule(settings().registration, settings().allowed_domains))


def change(by: UUID, changes: Mapping[str, Any]) -> Workspace:
    """Sets some of the fields of a Workspace; others stay."""
    with transaction() as work:
        work.execute(insert(WorkspaceRow).values(id=_THE_ROW).on_conflict_do_nothing())
        row = work.scalars(select(WorkspaceRow).with_for_update()).one()
        before = _of(row)
        after = replace(before, **changes)
        for name in choices.FIELDS:
            value = getattr(after, name)
            setattr(row, name, list(value) if isinstance(value, tuple) else value)
        for name, (old, new) in choices.differences(before, after).items():
            audit.note(work, Kind.SETTINGS_CHANGED, by, field=name, before=old, after=new)
        after_commit(forget)
    return after


def forget() -> None:
    """Reads it anew at the next turn."""
    _remembered.until = 0.0


def _read(work: UnitOfWork | None) -> None:
    if work is not None:
        _remembered.keep(_found(work))
        return
    # Whoever comes meanwhile takes what is there.
    _remembered.keep(_remembered.workspace)
    try:
        with transaction() as own:
            _remembered.keep(_found(own))
    except SQLAlchemyError as error:
        log.warning("workspace not read", error=type(error).__name__)


def _found(work: UnitOfWork) -> Workspace:
    row = work.scalar(select(WorkspaceRow))
    return _of(row) if row else Workspace()


def _of(row: WorkspaceRow) -> Workspace:
    values: dict[str, Any] = {name: getattr(row, name) for name in choices.FIELDS}
    tupled: dict[str, Any] = {name: tuple(each) if isinstance(each, list) else each for name, each in values.items()}
    return Workspace(**tupled)
