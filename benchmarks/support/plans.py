"""How PostgreSQL goes about what the application asks: each statement's plan, and what it reads from end to end."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import event

from app.extensions import db


def plans(call: Callable[[], object]) -> list[str]:
    """The plan of each statement of the call, which runs."""
    found: list[str] = []

    def explain(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
            with connection.connection.cursor() as own:
                own.execute(f"EXPLAIN {statement}", parameters)
                found.append("\n".join(row[0] for row in own.fetchall()))

    event.listen(db.engine, "before_cursor_execute", explain)
    try:
        call()
    finally:
        event.remove(db.engine, "before_cursor_execute", explain)
    return found


def scanned(plan: str, tables: Iterable[str]) -> list[str]:
    """Those of the tables that a plan reads from end to end."""
    return [table for table in tables if f"Seq Scan on {table}" in plan]
