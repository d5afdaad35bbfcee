"""What was said about a video, as a file."""

from typing import Any, cast
from uuid import UUID

from apiflask import APIBlueprint
from flask import Response, stream_with_context

from app import guards, language, limiting
from app.api.annotations import schemas
from app.domain.annotations.exports.formats import KINDS
from app.domain.playback.downloads import attachment, file_name
from app.services.annotations import exported, sheets
from app.services.playback import signed_urls

bp = APIBlueprint("annotation_exports", __name__, tag="Annotations")

_FILE: dict[int | str, dict[str, str | dict[str, dict[str, Any]]]] = {
    200: {
        "description": "The file",
        "content": {mime.partition(";")[0]: {"schema": {"type": "string"}} for _, mime in KINDS.values()},
    },
    400: {"description": "Not understood"},
    404: {"description": "Not there"},
    429: {"description": "Too often"},
}


@bp.get("/video/<uuid:video_id>/annotations/export")
@guards.watcher
@bp.input(schemas.AnnotationFileQuery, location="query", arg_name="query")
@bp.doc(responses=_FILE)
def export(who: guards.Asker, video_id: UUID, query: schemas.AnnotationFileQuery) -> Response:
    """All that was said: for programs (W3C Web Annotation), spreadsheets, or as markers for editing suites."""
    title, lines = exported.lines(video_id, who, query.format)
    limiting.take("export_annotations", **guards.counted_as(who))
    extension, mime = KINDS[query.format]
    headers = {"Content-Disposition": attachment(file_name(title, extension)), "Cache-Control": "no-store"}
    return Response(stream_with_context(lines), content_type=mime, headers=headers)


@bp.get("/video/<uuid:video_id>/annotations/sheet")
@guards.watcher
@bp.input(schemas.SheetQuery, location="query", arg_name="query")
@bp.output(schemas.SheetFile)
@bp.doc(responses=[403, 404, 409])
def sheet(who: guards.Asker, video_id: UUID, query: schemas.SheetQuery) -> schemas.SheetFile:
    """All that was said as a sheet to print, with the frames it is about: how far it is, and where it can be saved."""
    spoken = query.language or language.spoken() or "en"
    by = guards.counted_as(who)
    found = sheets.ask(video_id, who, spoken, lambda: limiting.take("export_sheet", **by))
    row, url = found.row, None
    if row.state == "done" and row.s3_key:
        url = signed_urls.sign(row.s3_key, filename=file_name(found.title, "pdf"), holder=found.holder).url
    return schemas.SheetFile(
        state=cast(Any, row.state), progress=row.progress, size=row.size, expires_at=row.expires_at, url=url
    )
