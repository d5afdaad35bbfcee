"""/api/v1/videos and /api/upload: a file as a form, stored while it is read."""

from uuid import UUID

from apiflask import APIBlueprint
from flask import request
from pydantic import ValidationError

from app import guards, language
from app.api.files.forms import FileForm
from app.api.files.schemas import FileFields, FileTaken, Uploaded
from app.domain import field_words
from app.domain.uploads import filenames
from app.errors import VideoFlowError
from app.services.accounts import watch
from app.services.files import form_uploads
from app.services.uploads.default_titles import Reader
from app.services.videos import library

bp = APIBlueprint("files", __name__, tag="Files")

# What a form has beside its file, at most: a smaller body cannot hold the file that is too large.
_ENVELOPE_BYTES = 16 * 1024


@bp.post("/api/v1/videos")
@guards.maker
@guards.starts_video
@guards.raw
@bp.output(FileTaken, status_code=201)
@bp.doc(responses=[400, 413, 415, 507])
def send(caller: guards.Caller) -> FileTaken:
    """Send a video file: a form with `file`, and maybe `title`, `description` and `time_zone`."""
    row = library.view(_take(caller), caller).video
    return FileTaken.model_validate({"id": row.id, "video_id": row.id, "title": row.title, "status": row.status})


@bp.post("/api/upload")
@guards.maker
@guards.starts_video
@guards.raw
@bp.output(Uploaded, status_code=201)
@bp.doc(responses=[400, 413, 415, 507])
def upload(caller: guards.Caller) -> Uploaded:
    """The same for clients of the streaming platform: a form with `file`, and maybe `title` and `time_zone`."""
    row = library.view(_take(caller), caller).video
    return Uploaded.model_validate({"videoId": row.id, "status": row.status})


def _take(caller: guards.Caller) -> UUID:
    expected = max(0, (request.content_length or 0) - _ENVELOPE_BYTES)
    form_uploads.require_room(caller.user_id, expected)
    form = FileForm(request)
    form.open()
    return form_uploads.take(
        caller.user_id, watch.while_signed_in(caller.sign_in_id, form.blocks()), lambda: _about(form)
    )


def _about(form: FileForm) -> form_uploads.About:
    given = {name: form.fields[name] for name in FileFields.model_fields if form.fields.get(name, "").strip()}
    try:
        fields = FileFields.model_validate(given)
    except ValidationError as error:
        faults = field_words.by_field(error.errors())
        raise VideoFlowError("invalid_form", "What the form says of its file cannot be kept.", details=faults) from None
    reader = Reader(fields.time_zone, language.spoken())
    return form_uploads.About(filenames.clean(form.file_name), fields.title, fields.description, reader)
