"""/health, /ready and /metrics: for load balancers, for monitors, and for people who wonder."""

from typing import Any

from apiflask import APIBlueprint
from flask import Response
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from app import guards
from app.api.operations import schemas
from app.services.operations import metrics, readiness

_NOT_READY: dict[int | str, dict[str, str | dict[str, dict[str, Any]]]] = {
    503: {
        "description": "Some do not answer",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Readiness"}}},
    }
}

bp = APIBlueprint("health", __name__, tag="Operate")


@bp.get("/health")
@guards.public
@guards.free
@bp.output(schemas.Health)
def health() -> schemas.Health:
    """The process is alive."""
    return schemas.Health(status="ok")


@bp.get("/ready")
@guards.public
@guards.free
@bp.output(schemas.Readiness)
@bp.doc(responses=_NOT_READY)
def ready() -> tuple[schemas.Readiness, int]:
    """PostgreSQL, Redis and S3 answer (200), or some do not (503)."""
    checks = readiness.checks()
    if all(checks.values()):
        return schemas.Readiness(status="ready", checks=checks), 200
    return schemas.Readiness(status="not_ready", checks=checks), 503


@bp.get("/metrics")
@guards.operator
@bp.doc(hide=True)
def figures() -> Response:
    """Figures for Prometheus."""
    return Response(metrics.exposition(), content_type=CONTENT_TYPE_PLAIN_0_0_4)
