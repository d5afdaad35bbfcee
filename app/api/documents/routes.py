"""The document of a video, the text on its screen, and asking for both again."""

from uuid import UUID

from apiflask import APIBlueprint

from app import guards, language, limiting
from app.api.documents import render, schemas
from app.services.documents import exports, reading
from app.services.pipeline import stages

bp = APIBlueprint("documents", __name__, tag="Document")


@bp.get("/video/<uuid:video_id>/document")
@guards.watcher
@bp.output(schemas.Document)
def document(who: guards.Asker, video_id: UUID) -> schemas.Document:
    """The guide that the recording wrote about itself."""
    guide = reading.document(video_id, who)
    steps = [render.document_step(step, guide.holder) for step in guide.steps]
    return schemas.Document.model_validate({"state": guide.state, "steps": steps, "unread": guide.unread})


@bp.get("/video/<uuid:video_id>/document/export")
@guards.watcher
@bp.input(schemas.GuideFileQuery, location="query", arg_name="query")
@bp.output(schemas.GuideFile)
@bp.doc(responses=[403, 404, 409])
def export(who: guards.Asker, video_id: UUID, query: schemas.GuideFileQuery) -> schemas.GuideFile:
    """The guide as a file, which is made where there is none: how far it is, and where it can be saved."""
    spoken = query.language or language.spoken() or "en"
    by = guards.counted_as(who)
    return render.guide_file(
        exports.ask(video_id, who, query.format, spoken, lambda: limiting.take("export_guide", **by))
    )


@bp.get("/video/<uuid:video_id>/texts")
@guards.watcher
@bp.output(schemas.FrameTexts)
def texts(who: guards.Asker, video_id: UUID) -> schemas.FrameTexts:
    """Text on screen, by time."""
    rows = reading.texts(video_id, who)
    items = [schemas.FrameText(timestamp=row.timestamp, end=row.end, text=row.text) for row in rows]
    return schemas.FrameTexts(items=items)


@bp.post("/ocr/process/<uuid:video_id>")
@guards.signed_in
@guards.limited("retry")
@bp.output(schemas.OcrStarted, status_code=202)
@bp.doc(responses=[409])
def process(caller: guards.Caller, video_id: UUID) -> schemas.OcrStarted:
    """Read the screen again and write the document anew."""
    stages.restart(video_id, caller, "frames")
    return schemas.OcrStarted(video_id=video_id, state="pending")
