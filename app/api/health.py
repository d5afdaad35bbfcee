"""/health and /ready: for load balancers and for people who wonder."""

from apiflask import APIBlueprint

from app import guards
from app.api import schemas
from app.services import readiness

bp = APIBlueprint("health", __name__, tag="Operate")


@bp.get("/health")
@guards.public
@bp.output(schemas.Health)
def health() -> schemas.Health:
    """The process is alive."""
    return schemas.Health(status="ok")


@bp.get("/ready")
@guards.public
@bp.output(schemas.Readiness)
def ready() -> tuple[schemas.Readiness, int]:
    """PostgreSQL, Redis and S3 answer (200), or some do not (503)."""
    checks = readiness.checks()
    if all(checks.values()):
        return schemas.Readiness(status="ready", checks=checks), 200
    return schemas.Readiness(status="not_ready", checks=checks), 503
