"""How far a video is and where its stream begins, for programs: /api/status, /api/stream, /api/v1/videos."""

from uuid import UUID

from apiflask import APIBlueprint
from flask import Response, jsonify

from app import guards
from app.api import delivery_render as render
from app.api import delivery_schemas as schemas
from app.api.playlists import set_cookies
from app.services import playback, videos

bp = APIBlueprint("delivery", __name__, url_prefix="/api", tag="Streaming")


@bp.get("/status")
@guards.signed_in
@bp.input(schemas.VideoIdQuery, location="query", arg_name="query")
@bp.output(schemas.ProcessingStatus)
@bp.doc(responses=[404])
def status(caller: guards.Caller, query: schemas.VideoIdQuery) -> schemas.ProcessingStatus:
    """How far a video is, stage by stage."""
    return render.status(videos.view(query.videoId, caller.user_id))


@bp.get("/stream")
@guards.signed_in
@bp.input(schemas.VideoIdQuery, location="query", arg_name="query")
@bp.output(schemas.StreamUrl)
@bp.doc(responses=[404, 409])
def stream(caller: guards.Caller, query: schemas.VideoIdQuery) -> Response:
    """A signed HLS URL; `not_ready` (409) says how far the video is."""
    found = videos.view(query.videoId, caller.user_id)
    answer = jsonify(render.stream(found).model_dump(mode="json"))
    return set_cookies(answer, playback.master(playback.issue(query.videoId)))


@bp.get("/v1/videos/<uuid:video_id>")
@guards.signed_in
@bp.output(schemas.ServiceVideo)
@bp.doc(responses=[404])
def service_video(caller: guards.Caller, video_id: UUID) -> schemas.ServiceVideo:
    """A video with its variants and, as they come to be there, its URLs."""
    return render.service_video(videos.view(video_id, caller.user_id))
