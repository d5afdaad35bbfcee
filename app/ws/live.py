"""/ws/live/{video_id}: a recording that is watched while it is made. The loop only: rules are in the services."""

import time
from contextlib import suppress
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

import structlog
from flask import request
from simple_websocket import ConnectionClosed, Server
from sqlalchemy.exc import SQLAlchemyError

from app import guards
from app.db.patience import in_a_line, is_away
from app.domain.access import Asker, Caller
from app.domain.live import Piece
from app.domain.rooms.budget import Budget
from app.errors import VideoFlowError
from app.extensions import sock
from app.services.accounts import watch
from app.services.live import entrance, sources
from app.services.live.reading import Reader
from app.services.live.source import Source
from app.serving import opening
from app.ws import backpressure, closing, handshake, live_protocol, protocol
from app.ws.frames import text_frame
from app.ws.live_protocol import Asked, More, ProtocolError, Seek
from app.ws.outbox import Outbox

log = structlog.get_logger()

TICK_SECONDS = 1.0
# Rights that are lost end here within a minute (invariant 10).
RIGHTS_SECONDS = 20.0
# A player asks for a page every few seconds, and somebody who drags along the timeline several times a second.
REQUESTS, FAULTS = (20.0, 60.0), (1.0, 10.0)
_WAITING = 16
# What is read for somebody before they took what was read before.
MOST_READ = 2 * 1024 * 1024
# Somebody who begins is given this much of what came since the last place to begin at, and else waits for the next.
MOST_BEFORE = 4 * 1024 * 1024
LAST_SECONDS = 10.0
CLOSE_CODES = {
    "going_away": protocol.CLOSE_GOING_AWAY,
    "gone": protocol.CLOSE_NOT_FOUND,
    "not_live": live_protocol.CLOSE_NOT_LIVE,
    "too_slow": protocol.CLOSE_GOING_AWAY,
    "too_fast": live_protocol.CLOSE_TOO_FAST,
}


@sock.route("/ws/live/<uuid:video_id>")  # type: ignore[untyped-decorator]  # flask-sock has no types
@guards.room_socket
def live(ws: Server, video_id: UUID) -> None:
    """A running recording; see live_protocol.py for the messages."""
    ws.max_message_size = 4 * live_protocol.LARGEST_CHARS
    with backpressure.bounded(ws, _WAITING):
        outbox = Outbox(ws)
        try:
            who = guards.room_asker()
            with guards.open_live(who):
                _serve(ws, outbox, video_id, who)
        except ConnectionClosed:
            pass
        except VideoFlowError as error:
            _refuse(ws, outbox, error)
        except Exception as error:  # noqa: BLE001  # the edge: whatever broke, the client is told that it may come back
            _break_off(ws, outbox, error)
        finally:
            outbox.stop()


def _refuse(ws: Server, outbox: Outbox, error: VideoFlowError) -> None:
    opening.is_decided(request.environ)
    _close(ws, outbox, CLOSE_CODES.get(error.code, protocol.close_code(error.code)), error.code, error.message)


def _break_off(ws: Server, outbox: Outbox, error: Exception) -> None:
    opening.is_decided(request.environ)
    if isinstance(error, SQLAlchemyError) and is_away(error):
        log.warning("live socket goes: database away", path=request.path, error=in_a_line(error))
        code = protocol.CLOSE_GOING_AWAY
    else:
        log.exception("live socket broke", path=request.path)
        code = protocol.CLOSE_INTERNAL
    _close(ws, outbox, code, "internal", "Something broke on our side. Come back in a moment.")


def _close(ws: Server, outbox: Outbox, code: int, word: str, message: str) -> None:
    with suppress(ConnectionClosed, OSError):
        outbox.stop()
        cast(Any, ws.sock).send(text_frame(live_protocol.error(word, message)))
        handshake.close(ws, code)


def _serve(ws: Server, outbox: Outbox, video_id: UUID, who: Asker) -> None:
    watched = entrance.enter(video_id, who)
    sign_in_id = who.sign_in_id if isinstance(who, Caller) else None
    with sources.here().of(watched) as source, watch.watching(sign_in_id) as sign_in:
        opening.is_decided(request.environ)
        viewing = Viewing(ws, outbox, source, who)
        try:
            viewing.run(sign_in)
        finally:
            source.leave(outbox)


class Viewing:
    """One connection of somebody who watches, until it ends, they leave or lose the right, or the process goes away."""

    def __init__(self, ws: Server, outbox: Outbox, source: Source, who: Asker) -> None:
        self._ws, self._outbox, self._source, self._who = ws, outbox, source, who
        self._reader = Reader(source.watched.video_id, source.watched.upload_id)
        now = time.monotonic()
        self._requests, self._faults = Budget(*REQUESTS, now), Budget(*FAULTS, now)
        self._asked, self._edge = now, -1.0

    def run(self, sign_in: watch.Watch) -> None:
        """Greets, then answers. Raises VideoFlowError for what ends the connection."""
        self._outbox.tell(live_protocol.hello(self._source.edge))
        while not closing.is_going():
            text = self._ws.receive(timeout=TICK_SECONDS)
            sign_in.require()
            if self._source.over is not None:
                self._outbox.end(self._source.over)
            if self._outbox.reason is not None:
                self._outbox.drain(LAST_SECONDS)
                handshake.close(self._ws, protocol.CLOSE_NORMAL)
                return
            if text is not None:
                self._hear(text)
            self._look_after()
        raise VideoFlowError("going_away", "This server is going away: come back to another.", 503)

    def _hear(self, text: str | bytes | memoryview) -> None:
        now = time.monotonic()
        if not self._requests.spend(1, now):
            raise VideoFlowError("too_fast", "That is more than one player asks for.", 429)
        try:
            self._answer(live_protocol.decode(text))
        except ProtocolError as error:
            self._outbox.tell(live_protocol.error("invalid_message", f"Not understood: {error}."))
            if not self._faults.spend(1, now):
                raise VideoFlowError("too_fast", "That is more than one player asks for.", 429) from error

    def _answer(self, asked: Asked) -> None:
        if isinstance(asked, More):
            if asked.request == self._outbox.request:
                self._go_on(asked.offset)
            return
        self._source.leave(self._outbox)
        self._outbox.begin(asked.request)
        if isinstance(asked, Seek):
            self._seek(asked.time)
        else:
            self._join()

    def _join(self) -> None:
        """From the last place on at which a player can begin, or the next one where that is too far back."""
        place = self._source.place(float("inf"))
        offset = place.offset if place else None
        time_of = place.time if place else None
        before = 0
        while offset is not None and not self._source.follow(self._outbox, offset):
            page = self._source.page(self._reader, offset)
            before += len(page.piece.data) if page else 0
            if page is None or before > MOST_BEFORE:
                self._outbox.begin(self._outbox.request)
                offset = None
                break
            self._outbox.take(_begun(page.piece, time_of))
            offset, time_of = page.following, None
        if offset is None:
            self._source.wait(self._outbox)
        self._outbox.tell(live_protocol.live())

    def _seek(self, second: float) -> None:
        place = self._source.place(second)
        if place is None or not self._page(place.offset, place.time):
            # There is nothing yet, or what was there cannot be read any more.
            self._join()

    def _go_on(self, offset: int) -> None:
        if self._source.follow(self._outbox, offset):
            self._outbox.tell(live_protocol.live())
        elif not self._page(offset, None):
            self._outbox.tell(live_protocol.page(offset, self._source.edge))

    def _page(self, offset: int, begins: float | None) -> bool:
        """A page from there on; False where there is nothing yet, or the viewer did not take what was read before."""
        page = self._source.page(self._reader, offset) if self._outbox.bytes < MOST_READ else None
        if page is not None:
            self._outbox.take(_begun(page.piece, begins))
            self._outbox.tell(live_protocol.page(page.following, self._source.edge))
        return page is not None

    def _look_after(self) -> None:
        """What comes around. Raises `not_found` once they may not watch any more, `too_slow` for who takes nothing."""
        now = time.monotonic()
        if self._outbox.is_stuck():
            raise VideoFlowError("too_slow", "This connection is too slow.", 429)
        if (edge := self._source.edge) != self._edge:
            self._edge = edge
            self._outbox.tell(live_protocol.edge(edge))
        if now - self._asked > RIGHTS_SECONDS:
            self._asked = now
            if not entrance.may_stay(self._source.watched.video_id, self._who):
                raise VideoFlowError("not_found", "No such video.", 404)


def _begun(piece: Piece, time_of: float | None) -> Piece:
    """The same; a player begins with it at `time_of`, where that is said."""
    return piece if time_of is None else replace(piece, time=time_of)
