"""Sessions for the tests of services: tracks as their sockets leave them."""

from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.db.models import Upload
from app.db.unit_of_work import transaction
from app.domain.access import Caller
from app.services.ingest import connections
from app.services.multitrack import tracks


def begin(
    owner_id: UUID, track: str, data: bytes, recording_id: UUID | None = None, started_at: float | None = None
) -> UUID:
    """Joins a track and spools its bytes, as a recorder that is still there; returns the recording's id."""
    recording_id = tracks.join(Caller(owner_id), recording_id, tracks.Offer(track, None, started_at))
    connection = connections.connect(recording_id, Caller(owner_id), track)
    if data:
        connections.append(connection, data)
    return recording_id


def record(
    owner_id: UUID,
    video: bytes | Path | None = None,
    audio: bytes | Path | None = None,
    video_at: float | None = None,
    audio_at: float | None = None,
) -> UUID:
    """A recording whose tracks are finished and stored."""
    recording_id = None
    for track, content, started_at in (("video", video, video_at), ("audio", audio, audio_at)):
        if content is None:
            continue
        data = content.read_bytes() if isinstance(content, Path) else content
        recording_id = begin(owner_id, track, data, recording_id, started_at)
        connections.finish(recording_id, Caller(owner_id), track=track)
        tracks.store(track_of(recording_id, track).id)
    assert recording_id
    return recording_id


def track_of(recording_id: UUID, track: str) -> Upload:
    """The track as the database has it now."""
    with transaction() as work:
        return work.scalars(select(Upload).where(Upload.video_id == recording_id, Upload.track == track)).one()
