"""/video: look at, list, change, delete, restore; start a stage again."""

from uuid import UUID

from apiflask import APIBlueprint

from app import guards
from app.api.pipeline.schemas import StageState
from app.api.videos import render, schemas
from app.db.queries import Scope
from app.services.pipeline import stages
from app.services.videos import library

bp = APIBlueprint("videos", __name__, url_prefix="/video", tag="Videos")


@bp.get("/<uuid:video_id>")
@guards.watcher
@bp.output(schemas.Video)
def view(who: guards.Asker, video_id: UUID) -> schemas.Video:
    """A video; it can be played as soon as `playback` is not null, whatever its status."""
    return render.video(library.view(video_id, who))


@bp.get("/")
@guards.signed_in
@bp.input(schemas.VideoQuery, location="query", arg_name="query")
@bp.output(schemas.VideoPage)
def listing(caller: guards.Caller, query: schemas.VideoQuery) -> schemas.VideoPage:
    """Videos, newest first: mine, those I was named for, those of the workspace, or those in my trash."""
    page = library.page(caller, query.q, query.status, query.limit, query.cursor, Scope(query.scope))
    return schemas.VideoPage(items=[render.video_item(item) for item in page.items], next_cursor=page.next_cursor)


@bp.patch("/<uuid:video_id>")
@guards.signed_in
@bp.input(schemas.Change, arg_name="body")
@bp.output(schemas.Video)
@bp.doc(responses=[403, 404])
def change(caller: guards.Caller, video_id: UUID, body: schemas.Change) -> schemas.Video:
    """Give a video another title, or say for whom it is."""
    library.change(video_id, caller, body.title, body.visibility)
    return render.video(library.view(video_id, caller))


@bp.delete("/<uuid:video_id>")
@guards.signed_in
@bp.input(schemas.DeleteQuery, location="query", arg_name="query")
@bp.output({}, status_code=204)
def delete(caller: guards.Caller, video_id: UUID, query: schemas.DeleteQuery) -> str:
    """Put a video into the trash; again, or with `forever`, delete it and everything made of it."""
    library.discard(video_id, caller, query.forever)
    return ""


@bp.post("/<uuid:video_id>/restore")
@guards.signed_in
@bp.output(schemas.Video)
@bp.doc(responses=[404])
def restore(caller: guards.Caller, video_id: UUID) -> schemas.Video:
    """Take a video out of the trash."""
    library.restore(video_id, caller)
    return render.video(library.view(video_id, caller))


@bp.post("/<uuid:video_id>/stages/<name>/retry")
@guards.signed_in
@guards.limited("retry")
@bp.output(StageState, status_code=202)
@bp.doc(responses=[409])
def retry(caller: guards.Caller, video_id: UUID, name: str) -> StageState:
    """Start a stage again, and those that need it."""
    stages.restart(video_id, caller, name)
    return StageState(name=name, state="pending")
