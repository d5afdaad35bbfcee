"""/video/{id}/marks: what a person or a browser extension tells while recording."""

from uuid import UUID

from apiflask import APIBlueprint

from app import guards
from app.api.documents import mark_schemas as schemas
from app.services.documents import marks

bp = APIBlueprint("marks", __name__, tag="Recording")


@bp.post("/video/<uuid:video_id>/marks")
@guards.uploader
@bp.input(schemas.Marks, arg_name="body")
@bp.output(schemas.MarksKept)
@bp.doc(responses=[403, 404, 409])
def add(caller: guards.Caller, video_id: UUID, body: schemas.Marks) -> schemas.MarksKept:
    """Tell of steps and of elements that were pressed, while recording: the guide is written by them, too."""
    return schemas.MarksKept(added=marks.add(video_id, caller, [mark.told() for mark in body.marks]))
