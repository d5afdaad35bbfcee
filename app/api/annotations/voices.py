"""/api/v1/annotations/voice-over: what somebody says aloud over a video."""

import json
from uuid import UUID

from apiflask import APIBlueprint
from flask import request
from pydantic import ValidationError

from app import guards
from app.api.annotations import schemas, told
from app.api.files.forms import FileForm
from app.api.playback.render import url_of
from app.domain import field_words
from app.errors import VideoFlowError
from app.services.accounts import watch
from app.services.annotations import voices
from app.services.annotations.comments import More
from app.services.playback import playlists

bp = APIBlueprint("voices", __name__, tag="Annotations")

FIELD = "audio_file"
# What a form has beside its file, at most.
_ENVELOPE_BYTES = 512 * 1024


@bp.post("/api/v1/annotations/voice-over")
@guards.signed_in
@guards.limited("voice")
@guards.raw
@bp.output(schemas.Annotation, status_code=201)
@bp.doc(responses=[400, 404, 413, 415, 422, 503, 507])
def speak(caller: guards.Caller) -> schemas.Annotation:
    """Speak over a moment: a form with `video_id`, `timestamp` and `audio_file`; maybe `end`, `content`, `parent_id`,
    `client_id` and `data`, as JSON: {log: [{at, video, playing, rate?}], strokes: [{…, at, until, gone?}]}, in seconds.
    """
    voices.require_size(max(0, (request.content_length or 0) - _ENVELOPE_BYTES))
    form = FileForm(request, FIELD, _ENVELOPE_BYTES)
    form.open()
    blocks = watch.while_signed_in(caller.sign_in_id, form.blocks())
    return told.changed(voices.take(caller, blocks, lambda: _said(form)))


@bp.get("/annotations/<int:annotation_id>/voice")
@guards.watcher
@bp.output(schemas.Voice)
@bp.doc(responses=[404, 409])
def heard(who: guards.Asker, annotation_id: int) -> schemas.Voice:
    """The sound of a voice-over, once it is made: as HLS and as one file, and how loud it is when."""
    found = voices.heard(annotation_id, who)
    row, url, hls_url = found.row, None, None
    if row.segments is not None:
        url = url_of(row.segments["whole"], found.holder)
        hls_url = playlists.issue(row.video_id, found.holder).url(f"{playlists.voice_name(row.annotation_id)}.m3u8")
    return schemas.Voice.model_validate(
        {
            "state": row.state,
            "duration": row.duration,
            "peaks": row.peaks or [],
            "url": url,
            "hls_url": hls_url,
            "error": row.error_code,
        }
    )


def _said(form: FileForm) -> voices.Said:
    given: dict[str, object] = {name: value for name, value in form.fields.items() if value.strip()}
    try:
        if "data" in given:
            given["data"] = json.loads(str(given["data"]), parse_constant=_no_number)
        fields = schemas.NewVoiceOver.model_validate({key: given[key] for key in given if key in _NAMES})
    except ValidationError as error:
        faults = field_words.by_field(error.errors())
        raise VideoFlowError(
            "invalid_form", "What the form says of its voice cannot be kept.", details=faults
        ) from None
    except (ValueError, RecursionError):
        raise VideoFlowError("voice_data_invalid", "What goes with a voice is JSON.", 400) from None
    more = More(fields.end, fields.data, fields.parent_id, client_id=fields.client_id)
    return voices.Said(UUID(str(fields.video_id)), fields.timestamp, fields.content or "", more)


_NAMES = frozenset(schemas.NewVoiceOver.model_fields)


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")
