"""Server-sent events (WHATWG HTML, section 9.2): videos as they change, for the watch page and the library.

A stream ends with the sign-in that opened it; its last event is `signed-out`. It ends with the right to see the video,
too, and then says `gone`.
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
from app.domain.access import Action
from app.errors import VideoFlowError
from app.services.access import videos as access
from app.services.accounts import watch
from app.services.notifications import bell
from app.services.videos import library
from app.ws import closing

bp = APIBlueprint("events", __name__, url_prefix="/video", enable_openapi=False)

HEARTBEAT_SECONDS = 15.0
# Progress may be reported many times a second; people see no more than this.
MIN_INTERVAL_SECONDS = 0.25
_GONE = "event: gone"


@bp.get("/<uuid:video_id>/events")
@guards.watcher
@guards.limited("stream")
def video_events(who: guards.Asker, video_id: UUID) -> Response:
    """`video` at once and at each change; `gone` when it is deleted, or not for them any more."""
    library.view(video_id, who)

    def current(_: events.Event) -> str:
        return render.video(library.view(video_id, who)).model_dump_json()

    return _stream(who, events.video_channel(video_id), current, video_id)


@bp.get("/events")
@guards.signed_in
@guards.limited("stream")
def library_events(caller: guards.Caller) -> Response:
    """`video` with the list item of any of my videos that changed; `gone` with the id of one that is deleted; `told`
    with how many lines of the bell are not read, when that has changed.
    """

    def current(event: events.Event) -> str:
        if event.get("told"):
            return json.dumps({"unread": bell.unread(caller)})
        found = library.view(UUID(event["video_id"]), caller)
        return render.video_item(found).model_dump_json()

    return _stream(caller, events.owner_channel(caller.user_id), current, None)


def _stream(who: guards.Asker, channel: str, current: Callable[[events.Event], str], one: UUID | None) -> Response:
    """What happens on a channel; where it is about one video, from how that is now until it is gone."""
    first: events.Event = {"video_id": str(one), "gone": False}

    def still() -> str:
        """A sign of life, unless the one video is not for them any more: a link is over without an event."""
        try:
            if one:
                access.require(who, Action.SEE, one)
        except VideoFlowError:
            return _gone(first)
        return ": still here\n\n"

    sign_in_id = who.sign_in_id if isinstance(who, guards.Caller) else None
    place = guards.open_stream(who)

    def body() -> Iterator[str]:
        with watch.watching(sign_in_id) as sign_in, events.hub().listen(channel) as mailbox:
            yield ": connected\n\n"
            if one:
                yield _message(first, current)
            try:
                while not closing.is_going():
                    for message in _next(mailbox, current, sign_in, still):
                        yield message
                        if one and message.startswith(_GONE):
                            return
            except VideoFlowError:
                yield "event: signed-out\ndata: {}\n\n"

    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    response = Response(stream_with_context(body()), mimetype="text/event-stream", headers=headers)
    # Also where nobody asks for the first byte.
    response.call_on_close(place.give_back)
    return response


def _next(
    mailbox: events.Mailbox,
    current: Callable[[events.Event], str],
    sign_in: watch.Watch,
    still: Callable[[], str],
) -> Iterator[str]:
    """Waits for changes and sends the last one per video, and of the bell.

    Raises `not_authenticated` once the sign-in has ended.

    1. A second at a time, so that a sign-in that ended and a server that goes away are noticed.
    2. The first change is held for a moment, and what comes meanwhile replaces it: a page hears of a transcode a few
       times a second, however many workers tell of it.
    3. The sign-in is looked at once more before anything is said: it may have ended in that moment.
    """
    deadline = time.monotonic() + HEARTBEAT_SECONDS
    while time.monotonic() < deadline and not closing.is_going():
        sign_in.require()
        try:
            event = mailbox.get(timeout=1.0)
        except queue.Empty:
            continue
        time.sleep(MIN_INTERVAL_SECONDS)
        latest = {_about(event): event}
        while not mailbox.empty():
            event = mailbox.get_nowait()
            latest[_about(event)] = event
        sign_in.require()
        for each in latest.values():
            yield _message(each, current)
        return
    yield still()


def _about(event: events.Event) -> object:
    """Of events about the same only the last one counts: of all news, or of one video."""
    return "told" if event.get("told") else event["video_id"]


def _message(event: events.Event, current: Callable[[events.Event], str]) -> str:
    if not event["gone"]:
        try:
            return f"event: {'told' if event.get('told') else 'video'}\ndata: {current(event)}\n\n"
        except VideoFlowError:
            # Deleted between the event and this look.
            pass
    return _gone(event)


def _gone(event: events.Event) -> str:
    return f"{_GONE}\ndata: {json.dumps({'id': event['video_id']})}\n\n"
