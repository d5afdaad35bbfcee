"""/annotations: what people say about moments of a video."""

from uuid import UUID

from apiflask import APIBlueprint
from flask import request

from app import guards
from app.api.annotations import render, schemas, told
from app.errors import VideoFlowError
from app.services.annotations import comments, reactions, shown
from app.services.annotations.comments import More

bp = APIBlueprint("annotations", __name__, tag="Annotations")


@bp.post("/annotations/")
@guards.signed_in
@guards.limited("comment")
@bp.input(schemas.NewAnnotation, arg_name="body")
@bp.output(schemas.Annotation, status_code=201)
@bp.doc(responses=[404, 409])
def create(caller: guards.Caller, body: schemas.NewAnnotation) -> schemas.Annotation:
    """Comment on a moment, or draw over it."""
    more = More(body.end, body.data, body.parent_id, tuple(body.mentions), body.client_id)
    made = comments.create(body.video_id, caller, body.timestamp, body.content or "", body.type, more=more)
    return told.changed(made)


@bp.post("/api/v1/annotations/drawing")
@guards.signed_in
@guards.limited("draw")
@bp.input(schemas.NewDrawing, arg_name="body")
@bp.output(schemas.Annotation, status_code=201)
@bp.doc(responses=[404, 409])
def draw(caller: guards.Caller, body: schemas.NewDrawing) -> schemas.Annotation:
    """Draw over a moment: `drawing_data` is a stroke, or {strokes: [...]}."""
    more = More(body.end, body.drawing_data, body.parent_id, client_id=body.client_id)
    made = comments.create(body.video_id, caller, body.timestamp, body.content or "", "drawing", more=more)
    return told.changed(made)


@bp.get("/annotations/video/<uuid:video_id>")
@guards.watcher
@bp.input(schemas.AnnotationQuery, location="query", arg_name="query")
@bp.output(schemas.AnnotationPage)
@bp.doc(responses=[410])
def listing(who: guards.Asker, video_id: UUID, query: schemas.AnnotationQuery) -> schemas.AnnotationPage:
    """A video's annotations, by their time in it; with `since`, what was said, changed and deleted after a version."""
    after = _read_cursor(query.cursor) if query.cursor else None
    if query.since is not None:
        begin = (int(after[0]), after[1]) if after else None
        return render.page(shown.since(video_id, who, query.since, query.limit, begin))
    only = shown.Filters(query.author, query.type, None if query.state is None else query.state == "resolved")
    return render.page(shown.listing(video_id, who, query.limit, after, only))


@bp.patch("/annotations/<int:annotation_id>")
@guards.signed_in
@guards.limited("comment")
@bp.input(schemas.AnnotationChange, arg_name="body")
@bp.output(schemas.Annotation)
@bp.doc(responses=[409])
def change(caller: guards.Caller, annotation_id: int, body: schemas.AnnotationChange) -> schemas.Annotation:
    """Change one's own. With `If-Match: VERSION`, only if it still is of that version (409 `changed_meanwhile`)."""
    return told.changed(comments.change(annotation_id, caller, body.fields(), _if_match()))


@bp.delete("/annotations/<int:annotation_id>")
@guards.signed_in
@bp.output({}, status_code=204)
def delete(caller: guards.Caller, annotation_id: int) -> str:
    """Take an annotation back, with its replies; who moderates the video may remove any."""
    told.deleted(comments.remove(annotation_id, caller))
    return ""


@bp.get("/annotations/<int:annotation_id>/history")
@guards.signed_in
@bp.output(schemas.AnnotationHistory)
def past(caller: guards.Caller, annotation_id: int) -> schemas.AnnotationHistory:
    """What it was before it was edited."""
    return schemas.AnnotationHistory.model_validate({"items": comments.past(annotation_id, caller)})


@bp.post("/annotations/<int:annotation_id>/resolve")
@guards.signed_in
@guards.limited("comment")
@bp.output(schemas.Annotation)
def resolve(caller: guards.Caller, annotation_id: int) -> schemas.Annotation:
    """End a thread: for who began it, and who moderates the video."""
    return told.changed(comments.resolve(annotation_id, caller, True))


@bp.delete("/annotations/<int:annotation_id>/resolve")
@guards.signed_in
@guards.limited("comment")
@bp.output(schemas.Annotation)
def reopen(caller: guards.Caller, annotation_id: int) -> schemas.Annotation:
    """Open a thread again."""
    return told.changed(comments.resolve(annotation_id, caller, False))


@bp.put("/annotations/<int:annotation_id>/reactions/<emoji>")
@guards.signed_in
@guards.limited("react")
@bp.output(schemas.Annotation)
@bp.doc(responses=[400, 409])
def react(caller: guards.Caller, annotation_id: int, emoji: str) -> schemas.Annotation:
    """Put an emoji under it."""
    return told.changed(reactions.add(annotation_id, caller, emoji))


@bp.delete("/annotations/<int:annotation_id>/reactions/<emoji>")
@guards.signed_in
@guards.limited("react")
@bp.output(schemas.Annotation)
def unreact(caller: guards.Caller, annotation_id: int, emoji: str) -> schemas.Annotation:
    """Take one's emoji away."""
    return told.changed(reactions.remove(annotation_id, caller, emoji))


def _if_match() -> int | None:
    """The version that is wanted, as a number or as an entity tag. Raises VideoFlowError `invalid_version` (400)."""
    given = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
    if given in ("", "*"):
        return None
    if not given.isascii() or not given.isdigit():
        raise VideoFlowError("invalid_version", "If-Match is the version of an annotation.", 400)
    return int(given)


def _read_cursor(cursor: str) -> tuple[float, int]:
    timestamp, _, row_id = cursor.partition(":")
    try:
        return float(timestamp), int(row_id)
    except ValueError:
        raise VideoFlowError("invalid_cursor", "The cursor is not one that a list gave.") from None
