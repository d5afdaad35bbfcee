"""/api: multitrack recordings, which its addresses call sessions: list, compile, download, delete."""

from uuid import UUID

from apiflask import APIBlueprint
from flask import Response, request
from pydantic import ValidationError

from app import guards
from app.api.multitrack import render
from app.api.multitrack.schemas import CompileOptions, Compiling, Sessions
from app.domain import field_words
from app.domain import multitrack as domain
from app.errors import UNFIT, VideoFlowError
from app.services.multitrack import recordings

bp = APIBlueprint("sessions", __name__, url_prefix="/api", tag="Sessions")


@bp.get("/sessions")
@guards.signed_in
@bp.output(Sessions)
def listing(caller: guards.Caller) -> Sessions:
    """My multitrack recordings, newest first."""
    return Sessions(sessions=[render.recording(each) for each in recordings.listing(caller)])


@bp.post("/compile-video/<uuid:session_id>")
@guards.signed_in
@guards.limited("retry")
@bp.output(Compiling, status_code=202)
@bp.doc(responses=[400, 404, 409])
def compile_video(caller: guards.Caller, session_id: UUID) -> Compiling:
    """Compile a recording to one MP4. The body is optional: `crf`, `preset`, `resolution`."""
    found = recordings.request_compile(session_id, caller, _options())
    return Compiling.model_validate(
        {"session_id": found.recording_id, "status": found.status.value, "progress": found.progress}
    )


@bp.get("/download/<uuid:session_id>")
@guards.signed_in
@bp.doc(responses=[302, 404, 409])
def download(caller: guards.Caller, session_id: UUID) -> Response:
    """The compiled MP4, by a signed URL; until it is there, 409 with its progress."""
    url = recordings.download_url(session_id, caller)
    return Response(status=302, headers={"Location": url, "Cache-Control": "no-store"})


@bp.delete("/sessions/<uuid:session_id>")
@guards.signed_in
@bp.output({}, status_code=204)
def delete(caller: guards.Caller, session_id: UUID) -> str:
    """Delete a recording and everything made of it."""
    recordings.delete(session_id, caller)
    return ""


def _options() -> domain.CompileOptions:
    """What the body asks for; there need not be one."""
    given = request.get_json() if request.get_data(cache=True).strip() else {}
    try:
        return domain.CompileOptions(**CompileOptions.model_validate(given).model_dump())
    except ValidationError as error:
        faults = field_words.by_field(error.errors())
        raise VideoFlowError("invalid_request", UNFIT, details={"fields": {"json": faults}}) from None
