"""Runs migrations over the application's own engine."""

import logging

from alembic import context
from flask import current_app

import app.db.models  # noqa: F401 - fills the metadata
from app.db.base import Base

log = logging.getLogger("alembic.env")
target_metadata = Base.metadata


def run_migrations() -> None:
    """One transaction for all: a migration that fails leaves nothing behind."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()


run_migrations()
