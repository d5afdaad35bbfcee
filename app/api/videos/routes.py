"""/video: look at, list, rename, delete; start a stage again."""

from uuid import UUID

from apiflask import APIBlueprint

from app import guards
from app.api.pipeline.schemas import StageState
from app.api.videos import render, schemas
from app.services.pipeline import stages
from app.services.videos import library

bp = APIBlueprint("videos", __name__, url_prefix="/video", tag="Videos")


@bp.get("/<uuid:video_id>")
@guards.signed_in
@bp.output(schemas.Video)
def view(caller: guards.Caller, video_id: UUID) -> schemas.Video:
    """A video; it can be played as soon as `playback` is not null, whatever its status."""
    return render.video(library.view(video_id, caller))


@bp.get("/")
@guards.signed_in
@bp.input(schemas.VideoQuery, location="query", arg_name="query")
@bp.output(schemas.VideoPage)
def listing(caller: guards.Caller, query: schemas.VideoQuery) -> schemas.VideoPage:
    """My videos, newest first."""
    page = library.page(caller, query.q, query.status, query.limit, query.cursor)
    return schemas.VideoPage(items=[render.video_item(item) for item in page.items], next_cursor=page.next_cursor)


@bp.patch("/<uuid:video_id>")
@guards.signed_in
@bp.input(schemas.Rename, arg_name="body")
@bp.output(schemas.Video)
def rename(caller: guards.Caller, video_id: UUID, body: schemas.Rename) -> schemas.Video:
    """Give a video another title."""
    library.rename(video_id, caller, body.title)
    return render.video(library.view(video_id, caller))


@bp.delete("/<uuid:video_id>")
@guards.signed_in
@bp.output({}, status_code=204)
def delete(caller: guards.Caller, video_id: UUID) -> str:
    """Delete a video and everything made of it."""
    library.delete(video_id, caller)
    return ""


@bp.post("/<uuid:video_id>/stages/<name>/retry")
@guards.signed_in
@guards.limited("retry")
@bp.output(StageState, status_code=202)
@bp.doc(responses=[409])
def retry(caller: guards.Caller, video_id: UUID, name: str) -> StageState:
    """Start a stage again, and those that need it."""
    stages.restart(video_id, caller, name)
    return StageState(name=name, state="pending")
