"""/api/uploads: files whose parts a browser sends straight to the object store."""

from uuid import UUID

from apiflask import APIBlueprint

from app import guards, language
from app.api.files import schemas
from app.domain.uploads import filenames
from app.services.files import direct_uploads
from app.services.files.form_uploads import About
from app.services.uploads.default_titles import Reader

bp = APIBlueprint("direct_uploads", __name__, url_prefix="/api/uploads", tag="Files")


@bp.post("/")
@guards.maker
@guards.starts_video
@bp.input(schemas.StartUpload, arg_name="body")
@bp.output(schemas.StartedUpload, status_code=201)
@bp.doc(responses=[413])
def start(caller: guards.Caller, body: schemas.StartUpload) -> schemas.StartedUpload:
    """Begin to send a file in parts."""
    about = About(filenames.clean(body.file_name), body.title, reader=Reader(body.time_zone, language.spoken()))
    plan = direct_uploads.start(caller.user_id, about, body.size)
    return schemas.StartedUpload(
        video_id=plan.video_id, part_size=plan.part_size, parts=plan.parts, expires_at=plan.expires_at
    )


@bp.get("/")
@guards.signed_in
@bp.output(schemas.UnfinishedUploads)
def listing(caller: guards.Caller) -> schemas.UnfinishedUploads:
    """My uploads that wait for more parts, the newest first."""
    items = [
        schemas.UnfinishedUpload(
            video_id=each.video_id,
            file_name=each.file_name,
            size=each.size,
            part_size=each.part_size,
            state=each.state,
            stored=each.stored,
            created_at=each.created_at,
        )
        for each in direct_uploads.unfinished(caller)
    ]
    return schemas.UnfinishedUploads(items=items)


@bp.get("/<uuid:video_id>")
@guards.signed_in
@bp.output(schemas.UploadState)
@bp.doc(responses=[404])
def view(caller: guards.Caller, video_id: UUID) -> schemas.UploadState:
    """How far an upload is: whoever goes on with it sends the other parts."""
    found = direct_uploads.look(video_id, caller)
    return schemas.UploadState(
        video_id=found.video_id,
        file_name=found.file_name,
        size=found.size,
        part_size=found.part_size,
        state=found.state,
        parts=[schemas.StoredPart(number=part.number, size=part.size, etag=part.etag) for part in found.parts],
    )


@bp.post("/<uuid:video_id>/parts")
@guards.signed_in
@guards.records
@bp.input(schemas.PartNumbers, arg_name="body")
@bp.output(schemas.PartUrls)
@bp.doc(responses=[404, 409])
def parts(caller: guards.Caller, video_id: UUID, body: schemas.PartNumbers) -> schemas.PartUrls:
    """Where to PUT the next parts."""
    signed = direct_uploads.sign_parts(video_id, caller, body.numbers)
    urls = [schemas.PartUrl(number=number, url=url) for number, url in signed.urls.items()]
    return schemas.PartUrls(urls=urls, expires_at=signed.expires_at)


@bp.post("/<uuid:video_id>/complete")
@guards.signed_in
@guards.records
@bp.input(schemas.CompleteUpload, arg_name="body")
@bp.output(schemas.Completed, status_code=202)
@bp.doc(responses=[404, 409])
def complete(caller: guards.Caller, video_id: UUID, body: schemas.CompleteUpload) -> schemas.Completed:
    """Every part was sent: make the file of them and start its pipeline."""
    status = direct_uploads.complete(video_id, caller, {part.number: part.etag for part in body.parts})
    return schemas.Completed.model_validate({"video_id": video_id, "status": status})


@bp.delete("/<uuid:video_id>")
@guards.signed_in
@guards.records
@bp.output({}, status_code=204)
@bp.doc(responses=[404, 409])
def abort(caller: guards.Caller, video_id: UUID) -> str:
    """Throw an upload away."""
    direct_uploads.abort(video_id, caller)
    return ""
