"""/ws/upload/{video_id}: a recording on its way in."""

from uuid import UUID

from simple_websocket import Server

from app import guards
from app.domain.uploads.states import TrackName
from app.extensions import sock
from app.services.ingest import connections, takeover
from app.services.videos import library
from app.ws.stream import Stream, serve


@sock.route("/ws/upload/<uuid:video_id>")  # type: ignore[untyped-decorator]  # flask-sock has no types
@guards.socket
def upload(ws: Server, video_id: UUID) -> None:
    """Takes a recording's bytes; see protocol.py for the messages."""
    serve(ws, lambda: _recording(video_id))


def _recording(video_id: UUID) -> Stream:
    caller = guards.socket_caller()

    def outcome(_: connections.Connection) -> tuple[str, str | None] | None:
        status, url = library.playback_state(video_id, caller)
        return (status, url) if url or status == "failed" else None

    return Stream(
        caller=caller,
        track=TrackName.MAIN,
        connect=lambda: takeover.or_adopt(video_id, lambda: connections.connect(video_id, caller)),
        outcome=outcome,
        ask_again=lambda _: connections.ask_again(video_id),
    )
