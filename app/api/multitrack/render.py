"""From a multitrack recording to what goes over the wire."""

from typing import Any

from app.api.multitrack import schemas
from app.api.wire import fault
from app.services.multitrack.recordings import RecordingView


def recording(found: RecordingView) -> schemas.Session:
    """A recording and its tracks."""
    fields: dict[str, Any] = {
        "session_id": found.recording_id,
        "title": found.title,
        "created_at": found.created_at,
        "status": found.status.value,
        "progress": found.progress,
        "size": found.size,
        "duration": found.duration,
        "tracks": [
            {
                "track": each.track,
                "state": each.state,
                "size": each.size,
                "mime_type": each.mime_type,
                "started_at": each.started_at,
            }
            for each in found.tracks
        ],
        "error": fault(*found.error) if found.error else None,
    }
    return schemas.Session.model_validate(fields)
