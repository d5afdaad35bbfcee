"""/admin/audit: who did what."""

import json
from collections.abc import Iterator
from typing import Any

from apiflask import APIBlueprint
from flask import Response, stream_with_context

from app import guards
from app.api.workspace import schemas
from app.domain.tables import as_csv
from app.domain.workspace.audit import FIELDS, as_json_line
from app.services.accounts import watch
from app.services.workspace import audit
from app.services.workspace.audit import Which

bp = APIBlueprint("audit", __name__, url_prefix="/admin/audit", tag="Administration")

_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}
_FILE: dict[int | str, dict[str, str | dict[str, dict[str, Any]]]] = {
    200: {
        "description": "The log, one entry a row or a line",
        "content": {each.partition(";")[0]: {"schema": {"type": "string"}} for each in _TYPES.values()},
    },
    400: {"description": "Not understood"},
}


@bp.get("")
@guards.admin
@bp.input(schemas.AuditPageQuery, location="query", arg_name="query")
@bp.output(schemas.AuditPage)
@bp.doc(responses=[400, 403])
def listing(caller: guards.Caller, query: schemas.AuditPageQuery) -> schemas.AuditPage:
    """The log, the newest first."""
    rows, more = audit.page(_which(query), query.limit, query.cursor)
    items = [schemas.AuditEntry.model_validate(row, from_attributes=True) for row in rows]
    return schemas.AuditPage(items=items, next_cursor=more)


@bp.get("/export")
@guards.admin
@guards.limited("export")
@bp.input(schemas.AuditExportQuery, location="query", arg_name="query")
@bp.doc(responses=_FILE)
def export(caller: guards.Caller, query: schemas.AuditExportQuery) -> Response:
    """The log to keep, the oldest first: as CSV, or a line of JSON an entry. It ends with the sign-in."""
    lines = _table(_which(query)) if query.format == "csv" else _json_lines(_which(query))
    body = stream_with_context(watch.while_signed_in(caller.sign_in_id, lines))
    headers = {"Content-Disposition": f'attachment; filename="audit.{query.format}"', "Cache-Control": "no-store"}
    return Response(body, content_type=_TYPES[query.format], headers=headers)


def _which(query: schemas.AuditQuery) -> Which:
    return Which(query.kind, query.person)


def _table(which: Which) -> Iterator[str]:
    yield as_csv(FIELDS)
    for row in _rows(which):
        cells = {**row, "details": json.dumps(row["details"], ensure_ascii=False)}
        yield as_csv("" if cells[name] is None else str(cells[name]) for name in FIELDS)


def _json_lines(which: Which) -> Iterator[str]:
    return (as_json_line(row) for row in _rows(which))


def _rows(which: Which) -> Iterator[dict[str, object]]:
    for entry in audit.everything(which):
        shown = schemas.AuditEntry.model_validate(entry, from_attributes=True).model_dump(mode="json")
        yield {name: shown[name] for name in FIELDS}
