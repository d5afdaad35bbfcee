"""/ws/video and /ws/audio: the two tracks of a multitrack recording on their way in."""

from typing import Annotated
from uuid import UUID

from flask import request
from pydantic import BaseModel, Field, StringConstraints, ValidationError
from simple_websocket import Server

from app import guards, language
from app.domain.uploads.local_time import LONGEST_ZONE_NAME
from app.domain.uploads.states import TrackName
from app.errors import VideoFlowError
from app.extensions import sock
from app.services.ingest import connections, takeover
from app.services.multitrack import tracks
from app.services.uploads.default_titles import Reader
from app.ws.protocol import LATEST_MOMENT
from app.ws.stream import Stream, serve

Moment = Annotated[float, Field(ge=0, le=LATEST_MOMENT, allow_inf_nan=False)]


class TrackQuery(BaseModel):
    """What the address says of a track: a recording to join, when and where its recorder began, what it sends.

    `sent_at` is what its recorder's clock says now.
    """

    session_id: UUID | None = None
    started_at: Moment | None = None
    sent_at: Moment | None = None
    # ASCII, because it becomes the object's Content-Type.
    mime_type: (
        Annotated[
            str,
            StringConstraints(
                max_length=200, pattern=r"^(video|audio)/(webm|mp4)( *; *codecs=[A-Za-z0-9_.,+\"' -]+)?$"
            ),
        ]
        | None
    ) = None
    time_zone: Annotated[str, Field(max_length=LONGEST_ZONE_NAME)] | None = None


@sock.route("/ws/video")  # type: ignore[untyped-decorator]  # flask-sock has no types
@guards.track_socket
def video(ws: Server) -> None:
    """Takes a recording's pictures; see protocol.py for the messages."""
    serve(ws, lambda: _track(TrackName.VIDEO))


@sock.route("/ws/audio")  # type: ignore[untyped-decorator]  # flask-sock has no types
@guards.track_socket
def audio(ws: Server) -> None:
    """Takes a recording's sound; see protocol.py for the messages."""
    serve(ws, lambda: _track(TrackName.AUDIO))


def _track(track: TrackName) -> Stream:
    caller = guards.track_caller()
    guards.require_maker(caller)
    query = _query()
    if query.session_id is None:
        guards.count_start(caller)
    offer = tracks.Offer(
        track, query.mime_type, query.started_at, query.sent_at, Reader(query.time_zone, language.spoken())
    )
    recording_id = tracks.join(caller, query.session_id, offer)

    def outcome(connection: connections.Connection) -> tuple[str, str | None] | None:
        status = tracks.outcome(connection.upload_id)
        return (status, None) if status else None

    return Stream(
        caller=caller,
        track=track,
        connect=lambda: takeover.or_adopt(
            recording_id, lambda: connections.connect(recording_id, caller, track), track
        ),
        outcome=outcome,
        ask_again=lambda connection: tracks.ask_again(connection.upload_id),
        session_id=recording_id,
        present=tracks.connected,
    )


def _query() -> TrackQuery:
    given = {name: request.args[name] for name in TrackQuery.model_fields if request.args.get(name)}
    try:
        return TrackQuery.model_validate(given)
    except ValidationError as error:
        names = ", ".join(str(fault["loc"][0]) for fault in error.errors())
        raise VideoFlowError("invalid_query", f"The address has values that mean nothing here: {names}.") from None
