"""Multitrack recordings: list, compile, download, delete."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app import events, jobs
from app.db import multitrack_queries
from app.db.models import Stage, Upload
from app.db.multitrack_queries import RecordingRows
from app.db.unit_of_work import transaction
from app.domain.access import Action, Caller
from app.domain.multitrack import CompileOptions, RecordingStatus, status_of
from app.domain.pipeline.states import ENDED, Source, StageState, VideoStatus
from app.domain.playback.downloads import file_name
from app.domain.uploads.states import UploadState
from app.errors import VideoFlowError, not_found
from app.services.multitrack import tracks
from app.services.pipeline import stages
from app.services.pipeline.transitions import change_status
from app.services.playback import signed_urls
from app.services.videos import library
from app.settings import settings
from app.storage.spool import get_spool

# A page shows no more, and they go after a day.
_LISTED = 200


@dataclass(frozen=True, slots=True)
class TrackView:
    """A track: `size` is bytes, `started_at` seconds of its recorder's clock."""

    track: str
    state: str
    size: int
    mime_type: str | None
    started_at: float | None


@dataclass(frozen=True, slots=True)
class RecordingView:
    """A recording as its owner sees it. `progress` is the compiling's, 0 to 1; `error` a code and words."""

    recording_id: UUID
    title: str
    created_at: datetime
    status: RecordingStatus
    progress: float
    size: int
    duration: float | None
    tracks: list[TrackView]
    error: tuple[str, str] | None


def listing(caller: Caller) -> list[RecordingView]:
    """The caller's own recordings, the newest first."""
    with transaction() as work:
        found = multitrack_queries.recordings_of(work, caller, _LISTED)
    return [_view(rows) for rows in found]


def view(recording_id: UUID, caller: Caller) -> RecordingView:
    """Raises VideoFlowError `not_found` (404), also for somebody else's recording and for one of one track."""
    return _view(_rows(recording_id, caller, Action.SEE))


def request_compile(recording_id: UUID, caller: Caller, options: CompileOptions) -> RecordingView:
    """Has a recording compiled; asked again meanwhile, or with the same options, it changes nothing.

    A track whose recorder is gone ends with what arrived. Raises VideoFlowError: `not_found` (404), `still_recording`,
    `nothing_recorded`, `tracks_removed` and, while stages look at what was compiled before, `stage_running` (409).

    1. Never asked before: the tracks end, and it starts with whoever stores the last of them, or here.
    2. Under way, or done with these very options: what is there is the answer.
    3. Done with others, or failed: once more, as long as the tracks are kept.
    """
    before = _rows(recording_id, caller, Action.RETRY)
    if before.stage is None:
        _require_recorded(before)
        for upload in before.uploads:
            _end(upload)
        _begin(recording_id, caller, options)
        if tracks.all_stored(recording_id):
            jobs.start_pipeline(recording_id, settings().host_id)
    elif before.stage.state not in ENDED or (
        before.stage.state == StageState.DONE and before.video.compile_options == options.as_json()
    ):
        return _view(before)
    else:
        if not before.uploads:
            raise VideoFlowError("tracks_removed", "The tracks were removed, as they are after a while.", 409)
        stages.restart(recording_id, caller, "compile", compile_options=options.as_json())
    return view(recording_id, caller)


def download_url(recording_id: UUID, caller: Caller) -> str:
    """A signed URL that saves the MP4.

    Raises VideoFlowError: `not_found` (404), `not_compiled` (409), and as 409 what the compiling failed with.
    """
    rows = _rows(recording_id, caller, Action.DOWNLOAD)
    shown = _view(rows)
    if shown.status is RecordingStatus.FAILED:
        code, message = shown.error or ("not_compiled", "This recording could not be compiled.")
        raise VideoFlowError(code, message, 409)
    if shown.status is not RecordingStatus.COMPILED:
        details = {"status": shown.status.value, "progress": shown.progress}
        raise VideoFlowError("not_compiled", "This recording is not compiled yet.", 409, details=details)
    return signed_urls.sign(rows.video.s3_key, rows.video.mime_type, file_name(rows.video.title, "mp4"), caller).url


def delete(recording_id: UUID, caller: Caller) -> None:
    """Takes a recording away with all that was made of it. Raises VideoFlowError `not_found` (404)."""
    _rows(recording_id, caller, Action.DELETE)
    library.delete(recording_id, caller)


def _begin(recording_id: UUID, caller: Caller, options: CompileOptions) -> None:
    with transaction() as work:
        rows = multitrack_queries.recording_of(work, recording_id, caller, Action.RETRY, hold=True)
        if rows is None:
            raise not_found("recording")
        if rows.stage is not None:
            # Of two who ask at once, the first one decides.
            return
        _require_recorded(rows)
        rows.video.compile_options = options.as_json()
        work.flush()
        stages.create_all(work, recording_id, Source.SESSION)
        change_status(work, recording_id, VideoStatus.PROCESSING, "compiling asked for")
        events.video_changed(recording_id, rows.video.owner_id)


def _require_recorded(rows: RecordingRows) -> None:
    if any(tracks.is_live(upload) for upload in rows.uploads):
        raise VideoFlowError("still_recording", "This recording is still under way.", 409)
    if not any(upload.state != UploadState.ABORTED and _has_bytes(upload) for upload in rows.uploads):
        raise VideoFlowError("nothing_recorded", "Nothing was recorded.", 409)


def _has_bytes(upload: Upload) -> bool:
    # How much another machine has, only that machine can tell.
    return upload.host != settings().host_id or _size(upload) > 0


def _end(upload: Upload) -> None:
    if upload.state != UploadState.OPEN:
        return
    if upload.host == settings().host_id:
        tracks.end(upload.id)
    else:
        jobs.end_track(upload.id, upload.host)


def _rows(recording_id: UUID, caller: Caller, action: Action) -> RecordingRows:
    with transaction() as work:
        found = multitrack_queries.recording_of(work, recording_id, caller, action)
    if found is None:
        raise not_found("recording")
    return found


def _view(rows: RecordingRows) -> RecordingView:
    video, stage = rows.video, rows.stage
    live = [upload.track for upload in rows.uploads if tracks.is_live(upload)]
    status = status_of(video.status, stage.state if stage else None, live)
    shown = [_track(upload) for upload in rows.uploads]
    return RecordingView(
        recording_id=video.id,
        title=video.title,
        created_at=video.created_at,
        status=status,
        progress=stage.progress if stage else 0.0,
        size=sum(track.size for track in shown) if video.size is None else video.size,
        duration=video.duration,
        tracks=shown,
        error=_error(stage) if stage and status is RecordingStatus.FAILED else None,
    )


def _error(stage: Stage) -> tuple[str, str]:
    return stage.error_code or "internal", stage.error_message or ""


def _track(upload: Upload) -> TrackView:
    return TrackView(upload.track, upload.state, _size(upload), upload.mime_type, upload.started_at)


def _size(upload: Upload) -> int:
    if upload.size is not None or upload.state != UploadState.OPEN:
        return upload.size or 0
    return get_spool().end(upload.id, upload.cursor)
