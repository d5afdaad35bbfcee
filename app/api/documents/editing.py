"""Editing a guide: its steps as they can be changed, changes, the history, going back, and frames to choose from."""

from uuid import UUID

from apiflask import APIBlueprint

from app import guards
from app.api.documents import editing_schemas as schemas
from app.api.documents import operations, render
from app.services.documents import editing

bp = APIBlueprint("guide_editing", __name__, url_prefix="/video", tag="Document")


@bp.get("/<uuid:video_id>/document/edits")
@guards.watcher
@bp.output(schemas.EditableGuide)
@bp.doc(responses=[403, 404])
def look(who: guards.Asker, video_id: UUID) -> schemas.EditableGuide:
    """The guide with all of its steps, for who may change it."""
    return render.editable(editing.look(video_id, who))


@bp.post("/<uuid:video_id>/document/edits")
@guards.signed_in
@bp.input(schemas.Edits, arg_name="body")
@bp.output(schemas.EditableGuide)
@bp.doc(responses=[403, 404, 409])
def edit(caller: guards.Caller, video_id: UUID, body: schemas.Edits) -> schemas.EditableGuide:
    """Change the guide. 409 `guide_changed` says who changed what since the version that was looked at."""
    wished = operations.read(body.operations)
    return render.editable(editing.edit(video_id, caller, body.base_version, wished))


@bp.get("/<uuid:video_id>/document/history")
@guards.watcher
@bp.output(schemas.History)
@bp.doc(responses=[403, 404])
def history(who: guards.Asker, video_id: UUID) -> schemas.History:
    """Who changed what, and when."""
    return render.history(editing.history(video_id, who))


@bp.post("/<uuid:video_id>/document/revert")
@guards.signed_in
@bp.input(schemas.Revert, arg_name="body")
@bp.output(schemas.EditableGuide)
@bp.doc(responses=[403, 404, 409])
def revert(caller: guards.Caller, video_id: UUID, body: schemas.Revert) -> schemas.EditableGuide:
    """Go back to a version, or take back what one version did. Both make a version of their own."""
    turn = editing.undo if body.only else editing.revert
    return render.editable(turn(video_id, caller, body.base_version, body.version))


@bp.get("/<uuid:video_id>/document/frames")
@guards.watcher
@bp.output(schemas.Frames)
@bp.doc(responses=[403, 404])
def frames(who: guards.Asker, video_id: UUID) -> schemas.Frames:
    """Pictures of the video to choose from."""
    return render.frames(editing.strip(video_id, who))
