"""How far a video is and where its stream begins, for programs: /api/status, /api/stream, /api/v1/videos."""

from uuid import UUID

from apiflask import APIBlueprint
from flask import Response, jsonify

from app import guards
from app.api.playback import render, schemas
from app.api.playback.playlists import set_cookies
from app.services.playback import playlists
from app.services.videos import library

bp = APIBlueprint("delivery", __name__, url_prefix="/api", tag="Streaming")


@bp.get("/status")
@guards.signed_in
@bp.input(schemas.VideoIdQuery, location="query", arg_name="query")
@bp.output(schemas.ProcessingStatus)
@bp.doc(responses=[404])
def status(caller: guards.Caller, query: schemas.VideoIdQuery) -> schemas.ProcessingStatus:
    """How far a video is, stage by stage."""
    return render.status(library.view(query.videoId, caller))


@bp.get("/stream")
@guards.signed_in
@bp.input(schemas.VideoIdQuery, location="query", arg_name="query")
@bp.output(schemas.StreamUrl)
@bp.doc(responses=[404, 409])
def stream(caller: guards.Caller, query: schemas.VideoIdQuery) -> Response:
    """A signed HLS URL; `not_ready` (409) says how far the video is."""
    found = library.view(query.videoId, caller)
    answer = jsonify(render.stream(found).model_dump(mode="json"))
    return set_cookies(answer, playlists.master(playlists.issue(query.videoId, found.holder)))


@bp.get("/v1/videos/<uuid:video_id>")
@guards.signed_in
@bp.output(schemas.ServiceVideo)
@bp.doc(responses=[404])
def service_video(caller: guards.Caller, video_id: UUID) -> schemas.ServiceVideo:
    """A video with its variants and, as they come to be there, its URLs."""
    return render.service_video(library.view(video_id, caller))
