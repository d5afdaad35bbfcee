"""/annotations: what people say about moments of a video."""

from uuid import UUID

from apiflask import APIBlueprint

from app import guards
from app.api.annotations import render, schemas
from app.errors import VideoFlowError
from app.services.annotations import comments

bp = APIBlueprint("annotations", __name__, url_prefix="/annotations", tag="Annotations")


@bp.post("/")
@guards.signed_in
@guards.limited("comment")
@bp.input(schemas.NewAnnotation, arg_name="body")
@bp.output(schemas.Annotation, status_code=201)
@bp.doc(responses=[404])
def create(caller: guards.Caller, body: schemas.NewAnnotation) -> schemas.Annotation:
    """Comment on a moment."""
    row = comments.create(body.video_id, caller, body.timestamp, body.content, body.type)
    return render.annotation(row)


@bp.get("/video/<uuid:video_id>")
@guards.watcher
@bp.input(schemas.AnnotationQuery, location="query", arg_name="query")
@bp.output(schemas.AnnotationPage)
def listing(who: guards.Asker, video_id: UUID, query: schemas.AnnotationQuery) -> schemas.AnnotationPage:
    """A video's annotations, by their time in it."""
    after = _read_cursor(query.cursor) if query.cursor else None
    rows, more = comments.listing(video_id, who, query.limit, after)
    return schemas.AnnotationPage(
        items=[render.annotation(row) for row in rows], next_cursor=f"{more[0]}:{more[1]}" if more else None
    )


@bp.delete("/<int:annotation_id>")
@guards.signed_in
@bp.output({}, status_code=204)
def delete(caller: guards.Caller, annotation_id: int) -> str:
    """Take an annotation back; the video's owner may remove any."""
    comments.remove(annotation_id, caller)
    return ""


def _read_cursor(cursor: str) -> tuple[float, int]:
    timestamp, _, row_id = cursor.partition(":")
    try:
        return float(timestamp), int(row_id)
    except ValueError:
        raise VideoFlowError("invalid_cursor", "The cursor is not one that a list gave.") from None
