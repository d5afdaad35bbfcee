"""What was found in a video that somebody may not want to show, and having it covered."""

from uuid import UUID

from apiflask import APIBlueprint

from app import guards
from app.api.redaction import render, schemas
from app.services.redaction import deciding

bp = APIBlueprint("redaction", __name__, tag="Redaction")


@bp.get("/video/<uuid:video_id>/secrets")
@guards.signed_in
@bp.output(schemas.Secrets)
@bp.doc(responses=[403, 404])
def listing(caller: guards.Caller, video_id: UUID) -> schemas.Secrets:
    """Probable secrets on its screen, for those who may have them covered."""
    return render.secrets(deciding.listing(video_id, caller))


@bp.post("/video/<uuid:video_id>/secrets")
@guards.signed_in
@guards.limited("retry")
@bp.input(schemas.Decided, arg_name="body")
@bp.output(schemas.Secrets)
@bp.doc(responses=[403, 404])
def decide(caller: guards.Caller, video_id: UUID, body: schemas.Decided) -> schemas.Secrets:
    """Cover some of them, leave them, or take a cover away."""
    return render.secrets(deciding.decide(video_id, caller, body.ids, body.decision))
