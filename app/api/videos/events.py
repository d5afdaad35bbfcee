"""Server-sent events (WHATWG HTML, section 9.2): videos as they change, for the watch page and the library.

A stream ends with the sign-in that opened it; its last event is `signed-out`.
"""

import json
import queue
import time
from collections.abc import Callable, Iterator
from uuid import UUID

from apiflask import APIBlueprint
from flask import Response, stream_with_context

from app import events, guards
from app.api.videos import render
from app.errors import VideoFlowError
from app.services.accounts import watch
from app.services.videos import library
from app.ws import closing

bp = APIBlueprint("events", __name__, url_prefix="/video", enable_openapi=False)

HEARTBEAT_SECONDS = 15.0
# Progress may be reported many times a second; people see no more than this.
MIN_INTERVAL_SECONDS = 0.25


@bp.get("/<uuid:video_id>/events")
@guards.signed_in
@guards.limited("stream")
def video_events(caller: guards.Caller, video_id: UUID) -> Response:
    """`video` at once and at each change; `gone` when it is deleted."""
    library.view(video_id, caller)

    def current(_: events.Event) -> str:
        return render.video(library.view(video_id, caller)).model_dump_json()

    first: events.Event = {"video_id": str(video_id), "gone": False}
    return _stream(caller, events.video_channel(video_id), current, first)


@bp.get("/events")
@guards.signed_in
@guards.limited("stream")
def library_events(caller: guards.Caller) -> Response:
    """`video` with the list item of any of my videos that changed; `gone` with the id of one that is deleted."""

    def current(event: events.Event) -> str:
        found = library.view(UUID(event["video_id"]), caller)
        return render.video_item(found).model_dump_json()

    return _stream(caller, events.owner_channel(caller.user_id), current, None)


def _stream(
    caller: guards.Caller, channel: str, current: Callable[[events.Event], str], first: events.Event | None
) -> Response:
    place = guards.open_stream(caller)

    def body() -> Iterator[str]:
        with watch.watching(caller.sign_in_id) as sign_in, events.hub().listen(channel) as mailbox:
            yield ": connected\n\n"
            if first:
                yield _message(first, current)
            try:
                while not closing.is_going():
                    yield from _next(mailbox, current, sign_in)
            except VideoFlowError:
                yield "event: signed-out\ndata: {}\n\n"

    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    response = Response(stream_with_context(body()), mimetype="text/event-stream", headers=headers)
    # Also where nobody asks for the first byte.
    response.call_on_close(place.give_back)
    return response


def _next(mailbox: events.Mailbox, current: Callable[[events.Event], str], sign_in: watch.Watch) -> Iterator[str]:
    """Waits for changes and sends the last one per video. Raises `not_authenticated` once the sign-in has ended."""
    deadline = time.monotonic() + HEARTBEAT_SECONDS
    while time.monotonic() < deadline and not closing.is_going():
        sign_in.require()
        try:
            event = mailbox.get(timeout=1.0)
        except queue.Empty:
            continue
        time.sleep(MIN_INTERVAL_SECONDS)
        latest = {event["video_id"]: event}
        while not mailbox.empty():
            event = mailbox.get_nowait()
            latest[event["video_id"]] = event
        sign_in.require()
        for each in latest.values():
            yield _message(each, current)
        return
    yield ": still here\n\n"


def _message(event: events.Event, current: Callable[[events.Event], str]) -> str:
    if not event["gone"]:
        try:
            return f"event: video\ndata: {current(event)}\n\n"
        except VideoFlowError:
            # Deleted between the event and this look.
            pass
    return f"event: gone\ndata: {json.dumps({'id': event['video_id']})}\n\n"
