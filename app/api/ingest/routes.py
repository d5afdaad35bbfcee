"""/video/start, chunk, complete, abort: a recording on its way in, over plain HTTP."""

from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

from apiflask import APIBlueprint
from flask import Response, request

from app import guards, language
from app.api.ingest import schemas
from app.errors import VideoFlowError
from app.services.ingest import connections, takeover, upload_tokens
from app.services.uploads.default_titles import Reader
from app.services.videos import library
from app.settings import settings

bp = APIBlueprint("uploads", __name__, url_prefix="/video", tag="Recording")


@bp.post("/start")
@guards.maker
@guards.starts_video
@bp.input(schemas.StartRecording, arg_name="body")
@bp.output(schemas.Started, status_code=201)
def start(caller: guards.Caller, body: schemas.StartRecording) -> schemas.Started:
    """Begin a recording."""
    video_id = library.start(caller.user_id, body.title, body.mime_type, Reader(body.time_zone, language.spoken()))
    base = urlsplit(settings().public_url)
    socket_scheme = "wss" if base.scheme == "https" else "ws"
    return schemas.Started(
        video_id=video_id,
        upload_token=upload_tokens.issue(caller.user_id, video_id, caller.sign_in_id),
        ws_url=urlunsplit((socket_scheme, base.netloc, f"/ws/upload/{video_id}", "", "")),
        chunk_url=urlunsplit((base.scheme, base.netloc, f"/video/chunk/{video_id}", "", "")),
        chunk_seconds=settings().chunk_seconds,
        max_chunk=settings().max_chunk_bytes,
    )


@bp.post("/chunk/<uuid:video_id>")
@guards.uploader
@guards.limited("chunk")
@guards.raw
@bp.output(schemas.UploadProgress)
@bp.doc(responses=[400, 404, 409, 413, 421, 507])
def chunk(caller: guards.Caller, video_id: UUID) -> schemas.UploadProgress:
    """Append a chunk: the raw body, or the multipart field `file`. `Upload-Offset` says where it starts."""
    data, offset = _chunk_bytes(), _offset()
    progress = takeover.or_adopt(video_id, lambda: connections.append_once(video_id, caller, data, offset))
    return schemas.UploadProgress(offset=progress.offset, stored=progress.stored)


@bp.route("/chunk/<uuid:video_id>", methods=["HEAD"])
@guards.uploader
@guards.limited("chunk")
def chunk_offset(caller: guards.Caller, video_id: UUID) -> Response:
    """Where the next chunk starts: headers `Upload-Offset` and `Upload-Stored`."""
    progress = takeover.or_adopt(video_id, lambda: connections.progress(video_id, caller))
    headers = {
        "Upload-Offset": str(progress.offset),
        "Upload-Stored": str(progress.stored),
        "Cache-Control": "no-store",
    }
    return Response(status=200, headers=headers)


@bp.post("/complete")
@guards.uploader
@bp.input(schemas.CompleteRecording, arg_name="body")
@bp.output(schemas.VideoStatus, status_code=202)
@bp.doc(responses=[404, 409, 421])
def complete(caller: guards.Caller, body: schemas.CompleteRecording) -> schemas.VideoStatus:
    """End a recording and start its pipeline."""
    status = takeover.or_adopt(body.video_id, lambda: connections.finish(body.video_id, caller, body.size))
    return schemas.VideoStatus.model_validate({"video_id": body.video_id, "status": status})


@bp.post("/abort/<uuid:video_id>")
@guards.uploader
@bp.output(schemas.VideoStatus)
@bp.doc(responses=[404, 409, 421])
def abort(caller: guards.Caller, video_id: UUID) -> schemas.VideoStatus:
    """Throw a recording away."""
    status = connections.abort(video_id, caller)
    return schemas.VideoStatus.model_validate({"video_id": video_id, "status": status})


def _offset() -> int | None:
    raw = request.headers.get("Upload-Offset")
    if raw is None:
        return None
    if not (raw.isascii() and raw.isdigit() and len(raw) < 18):
        raise VideoFlowError("invalid_offset", "Upload-Offset is not a number of bytes.")
    return int(raw)


def _chunk_bytes() -> bytes:
    limit = settings().max_chunk_bytes
    if request.content_length is not None and request.content_length > limit + 64 * 1024:
        raise VideoFlowError(
            "chunk_too_large", f"A chunk has at most {limit} bytes.", 413, details={"max_chunk": limit}
        )
    if request.mimetype == "multipart/form-data":
        field = request.files.get("file")
        if field is None:
            raise VideoFlowError("missing_file", "The form has no field named file.")
        return field.stream.read()
    return request.get_data(cache=False)
