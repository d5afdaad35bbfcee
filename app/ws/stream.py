"""A stream of bytes on its way in over a socket. The loop only: rules are in the services."""

import math
import queue
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from uuid import UUID

import structlog
from flask import request
from simple_websocket import ConnectionClosed, Server
from sqlalchemy.exc import SQLAlchemyError

from app import events, guards
from app.db.patience import in_a_line, is_away, not_worth_waiting
from app.domain import times
from app.domain.access import Caller
from app.errors import VideoFlowError
from app.services.accounts import watch
from app.services.ingest import connections
from app.serving import opening
from app.settings import settings
from app.ws import backpressure, closing, handshake, protocol
from app.ws.throttle import Throttle

log = structlog.get_logger()

TICK_SECONDS = 1.0
TOUCH_SECONDS = times.TOUCH
# When many stop in the same moment the last one waits for minutes: coming back meanwhile would only add to the queue.
FINISH_PATIENCE_SECONDS = 180.0
# Far above the usual wait, so that it does not add to the queue of a busy worker.
ASK_AGAIN_SECONDS = 5.0
# An event says when there is something to see; looking is for one that was lost. A thousand sockets that look all the
# time would keep the worker they wait for from its work, so each waits longer from look to look.
LOOK_FIRST_SECONDS, LOOK_LONGEST_SECONDS = 5.0, 40.0
# While somebody watches a recording its chunks are as short; who watches says so every BEAT.
WATCHED_CHUNK_SECONDS = 1.0
WATCHED_SECONDS = 3 * times.BEAT
# When many wait, the worker is behind, and nothing was lost: then one of them asks for all.
_asking = Throttle(seconds=1.0)
# After these the client may go on over the same connection; every other fault ends it.
RECOVERABLE = frozenset({"empty_chunk", "empty_recording", "incomplete", "invalid_message"})


@dataclass(frozen=True, slots=True)
class Stream:
    """What a socket takes, and where it goes: a recording, or one of the tracks of a session.

    `outcome` says what became of it, as a status and a URL, or None while that is open; `ask_again` asks for it once
    more. `present` is held while its sender is here.
    """

    caller: Caller
    track: str
    connect: Callable[[], connections.Connection]
    outcome: Callable[[connections.Connection], tuple[str, str | None] | None]
    ask_again: Callable[[connections.Connection], object]
    session_id: UUID | None = None
    present: Callable[[connections.Connection], AbstractContextManager[None]] = lambda connection: nullcontext()


def serve(ws: Server, open_stream: Callable[[], Stream]) -> None:
    """Takes the stream's bytes until it ends, its sender leaves or the process goes away; see protocol.py."""
    with backpressure.bounded(ws, protocol.WINDOW + 2):
        try:
            stream = open_stream()
            with guards.open_socket(stream.caller):
                _serve(ws, stream)
        except ConnectionClosed:
            pass
        except VideoFlowError as error:
            _refuse(ws, error)
        except Exception as error:  # noqa: BLE001  # the edge: whatever broke, the client is told that it may come back
            _break_off(ws, error)


def _break_off(ws: Server, error: Exception) -> None:
    """Says that the client may come back; its bytes are in the spool."""
    opening.is_decided(request.environ)
    if isinstance(error, SQLAlchemyError) and is_away(error):
        log.warning("upload socket goes: database away", path=request.path, error=in_a_line(error))
        handshake.close(ws, protocol.CLOSE_GOING_AWAY)
    else:
        log.exception("upload socket broke", path=request.path)
        handshake.close(ws, protocol.CLOSE_INTERNAL)


def _serve(ws: Server, stream: Stream) -> None:
    connection = stream.connect()
    channel = events.upload_channel(connection.upload_id)
    events.publish(channel, {"epoch": connection.epoch})
    with (
        watch.watching(stream.caller.sign_in_id) as sign_in,
        stream.present(connection),
        events.hub().listen(channel) as mailbox,
    ):
        opening.is_decided(request.environ)
        UploadSocket(ws, connection, stream, mailbox, sign_in).run()


class UploadSocket:
    """One connection: receives until the stream ends, the client leaves or the process goes away."""

    def __init__(
        self,
        ws: Server,
        connection: connections.Connection,
        stream: Stream,
        mailbox: events.Mailbox,
        sign_in: watch.Watch,
    ) -> None:
        self._ws = ws
        self._connection = connection
        self._stream = stream
        self._mailbox = mailbox
        self._sign_in = sign_in
        self._touched = time.monotonic()
        self._told = connection.stored
        self._watched = -math.inf
        self._pace = settings().chunk_seconds

    def run(self) -> None:
        """Greets, then answers each message. Raises VideoFlowError for what ends the connection."""
        now = self._connection
        self._ws.send(protocol.ready(now.offset, now.stored, settings().max_chunk_bytes, self._stream.session_id))
        while not closing.is_going():
            message = self._ws.receive(timeout=TICK_SECONDS)
            self._sign_in.require()
            if message is not None and self._answer(message):
                return
            self._tell_news()
            self._tell_pace()
            self._touch()
            connections.ask_for_drain(self._connection)
        handshake.close(self._ws, protocol.CLOSE_GOING_AWAY)

    def _answer(self, message: str | bytes | memoryview) -> bool:
        """Returns whether the connection is over."""
        try:
            if not isinstance(message, str):
                self._append(message)
                return False
            return self._command(message)
        except VideoFlowError as error:
            if error.code not in RECOVERABLE:
                raise
            self._ws.send(_error_text(error))
            return False

    def _append(self, data: bytes | memoryview) -> None:
        self._ws.send(protocol.ack(connections.take(self._connection, data)))
        connections.follow(self._connection)

    def _command(self, text: str) -> bool:
        try:
            command = protocol.decode(text)
        except protocol.ProtocolError as error:
            raise VideoFlowError("invalid_message", f"Not understood: {error}.") from error
        if isinstance(command, protocol.Abort):
            status = connections.abort(self._connection.video_id, self._stream.caller, track=self._stream.track)
            self._ws.send(protocol.finished(status, None))
            handshake.close(self._ws, protocol.CLOSE_NORMAL)
            return True
        now, track = self._connection, self._stream.track
        connections.finish(now.video_id, self._stream.caller, command.size, now.epoch, track=track, end=command.end)
        self._await_playable()
        return True

    def _await_playable(self) -> None:
        """Waits for the worker that makes the object; gives the client a reason to come back if it takes long."""
        begun = time.monotonic()
        ask_again_after, look_after, pause = ASK_AGAIN_SECONDS, 0.0, LOOK_FIRST_SECONDS
        while (waited := time.monotonic() - begun) < FINISH_PATIENCE_SECONDS and not closing.is_going():
            if waited >= look_after:
                look_after, pause = waited + pause, min(2 * pause, LOOK_LONGEST_SECONDS)
                if self._say_finished():
                    return
            if waited > ask_again_after:
                ask_again_after += 2 * ASK_AGAIN_SECONDS
                if _asking.may_go():
                    self._stream.ask_again(self._connection)
            if self._hears_of_end():
                look_after = 0.0
        handshake.close(self._ws, protocol.CLOSE_GOING_AWAY)

    def _say_finished(self) -> bool:
        """Says so and closes, once the object is made or never will be; returns whether it did."""
        outcome = None
        with not_worth_waiting("look at what became of an upload"):
            outcome = self._stream.outcome(self._connection)
        if outcome is None:
            return False
        self._tell_news()
        self._ws.send(protocol.finished(*outcome))
        handshake.close(self._ws, protocol.CLOSE_NORMAL)
        return True

    def _hears_of_end(self) -> bool:
        """Waits a tick for news; returns whether it was that the object is made."""
        try:
            event = self._mailbox.get(timeout=TICK_SECONDS)
        except queue.Empty:
            return False
        self._hear(event)
        return bool(event.get("finished"))

    def _tell_news(self) -> None:
        while not self._mailbox.empty():
            self._hear(self._mailbox.get_nowait())

    def _hear(self, event: events.Event) -> None:
        if event.get("host", settings().host_id) != settings().host_id:
            raise VideoFlowError("wrong_host", "This recording goes to another server.", 421)
        if event.get("epoch", 0) > self._connection.epoch:
            raise VideoFlowError("superseded", "A newer connection sends this recording now.", 409)
        if event.get("watched"):
            self._watched = time.monotonic()
        self._connection.stored = max(self._connection.stored, event.get("stored", 0))
        # A copy of what is no part yet is as safe: another machine goes on from it.
        safe = max(self._connection.stored, event.get("copied", 0))
        if safe > self._told:
            self._told = safe
            self._ws.send(protocol.stored(safe))

    def _tell_pace(self) -> None:
        """Those who watch see what happened a chunk ago."""
        usual = settings().chunk_seconds
        is_watched = time.monotonic() - self._watched < WATCHED_SECONDS
        pace = min(WATCHED_CHUNK_SECONDS, usual) if is_watched else usual
        if pace != self._pace:
            self._pace = pace
            self._ws.send(protocol.pace(pace))

    def _touch(self) -> None:
        """A paused recorder sends nothing for a long time, and is no abandoned one."""
        if time.monotonic() - self._touched > TOUCH_SECONDS:
            self._touched = time.monotonic()
            connections.touch(self._connection.upload_id)


def _error_text(error: VideoFlowError) -> str:
    return protocol.error(error.code, error.message, (error.details or {}).get("offset"))


def _refuse(ws: Server, error: VideoFlowError) -> None:
    opening.is_decided(request.environ)
    try:
        ws.send(_error_text(error))
        handshake.close(ws, protocol.close_code(error.code), error.code)
    except (ConnectionClosed, OSError):
        return
