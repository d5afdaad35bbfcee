"""/ws/annotations/{video_id}: people who look at a video together. The loop only: rules are in the services.

What is committed goes over HTTP, and is told here; whoever comes back asks there what changed since the version they
have (`welcome` says of which it is now). What is said here is told to those who are here, and kept nowhere.
"""

import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import structlog
from flask import request
from simple_websocket import ConnectionClosed, Server
from sqlalchemy.exc import SQLAlchemyError

from app import guards
from app.db.patience import in_a_line, is_away
from app.domain import labels
from app.domain.access import Asker, Caller
from app.domain.rooms.backlog import Line
from app.domain.rooms.budget import Budget
from app.errors import VideoFlowError
from app.extensions import sock
from app.services.accounts import watch
from app.services.rooms import entrance, presence
from app.services.rooms.hub import hub
from app.services.rooms.upkeep import Upkeep
from app.serving import opening
from app.ws import backpressure, closing, protocol, room_protocol
from app.ws.room_protocol import ProtocolError, Said, encode
from app.ws.teller import Teller

log = structlog.get_logger()

TICK_SECONDS = 1.0
# Rights that are lost end here within a minute (invariant 10).
RIGHTS_SECONDS = 20.0
# What hands, cursors and playheads make together at 60 Hz, and some more; a script makes thousands.
MESSAGES, POINTS, FAULTS = (240.0, 720.0), (3000.0, 9000.0), (1.0, 20.0)
LONGEST_NAME = 100
# Messages that wait for the loop; further ones wait at the client.
_WAITING = 64
# What others see of somebody, beside who they are.
_SHOWN = {"hand": "up", "present": "on"}


def _changed(video_id: UUID, version: int) -> None:
    hub().tell_here(video_id, Line("version", encode({"type": "version", "version": version})))


def _left(video_id: UUID, peer: str) -> None:
    hub().tell_here(video_id, Line("", encode({"type": "left", "from": peer})))


_upkeep = Upkeep(_changed, _left)


@sock.route("/ws/annotations/<uuid:video_id>")  # type: ignore[untyped-decorator]  # flask-sock has no types
@guards.room_socket
def annotations(ws: Server, video_id: UUID) -> None:
    """A room around a video; see room_protocol.py for the messages."""
    ws.max_message_size = 4 * room_protocol.LARGEST_CHARS
    with backpressure.bounded(ws, _WAITING):
        teller = Teller(ws)
        try:
            who = guards.room_asker()
            with guards.open_room(who):
                _serve(ws, teller, video_id, who)
        except ConnectionClosed:
            pass
        except VideoFlowError as error:
            _refuse(teller, error)
        except Exception as error:  # noqa: BLE001  # the edge: whatever broke, the client is told that it may come back
            _break_off(teller, error)
        finally:
            teller.end()


def _refuse(teller: Teller, error: VideoFlowError) -> None:
    opening.is_decided(request.environ)
    code = CLOSE_CODES.get(error.code, protocol.close_code(error.code))
    _close(teller, code, room_protocol.error(error.code, error.message))


def _break_off(teller: Teller, error: Exception) -> None:
    opening.is_decided(request.environ)
    last = room_protocol.error("internal", "Something broke on our side. Come back in a moment.")
    if isinstance(error, SQLAlchemyError) and is_away(error):
        log.warning("room socket goes: database away", path=request.path, error=in_a_line(error))
        _close(teller, protocol.CLOSE_GOING_AWAY, last)
    else:
        log.exception("room socket broke", path=request.path)
        _close(teller, protocol.CLOSE_INTERNAL, last)


def _close(teller: Teller, code: int, last: Line) -> None:
    try:
        teller.close(code, last)
    except (ConnectionClosed, OSError):
        return


CLOSE_CODES: Mapping[str, int] = {
    "going_away": protocol.CLOSE_GOING_AWAY,
    "gone": protocol.CLOSE_NOT_FOUND,
    "room_full": protocol.CLOSE_GOING_AWAY,
    "too_slow": room_protocol.CLOSE_TOO_SLOW,
    "too_fast": room_protocol.CLOSE_TOO_FAST,
}


def _serve(ws: Server, teller: Teller, video_id: UUID, who: Asker) -> None:
    name = labels.readable(request.args.get("name", "")[:LONGEST_NAME])
    entry = entrance.enter(video_id, who, name)
    if len(presence.people(video_id)) >= presence.MOST_PEOPLE:
        raise VideoFlowError("room_full", "So many are here that nobody else can come in.", 429)
    sign_in_id = who.sign_in_id if isinstance(who, Caller) else None
    hub().join(video_id, teller)
    visitor = Visitor(ws, teller, video_id, who, entry)
    try:
        with watch.watching(sign_in_id) as sign_in:
            opening.is_decided(request.environ)
            visitor.run(sign_in)
    finally:
        hub().leave(video_id, teller)
        visitor.leave()


class Visitor:
    """One connection of somebody in a room: until they leave, may not be here any more, or the process goes away."""

    def __init__(self, ws: Server, teller: Teller, video_id: UUID, who: Asker, entry: entrance.Entry) -> None:
        self._ws, self._teller, self._video_id, self._who = ws, teller, video_id, who
        self._may_comment = entry.may_comment
        self.peer = uuid4().hex[:12]
        person = str(entry.user_id) if entry.user_id else None
        self._person: dict[str, Any] = {"id": person, "name": entry.name, "may_comment": entry.may_comment}
        now = time.monotonic()
        self._messages, self._points = Budget(*MESSAGES, now), Budget(*POINTS, now)
        self._faults = Budget(*FAULTS, now)
        self._asked = self._noted = now

    def run(self, sign_in: watch.Watch) -> None:
        """Says who comes, then carries what they say. Raises VideoFlowError for what ends the connection."""
        self._welcome()
        while not closing.is_going():
            text = self._ws.receive(timeout=TICK_SECONDS)
            sign_in.require()
            if self._teller.is_overrun:
                raise VideoFlowError("too_slow", "This connection is too slow for the room.", 429)
            if text is not None:
                self._hear(text)
            self._look_after()
        raise VideoFlowError("going_away", "This server is going away: come back to another.", 503)

    def leave(self) -> None:
        """Says that they are gone."""
        presence.forget(self._video_id, self.peer)
        self._say(Line("", encode({"type": "left", "from": self.peer})))

    def _welcome(self) -> None:
        """The version is read after this process hears the room: what is committed later is told."""
        version = entrance.versions([self._video_id]).get(self._video_id, 1)
        there = presence.people(self._video_id)
        _upkeep.saw(self._video_id, there)
        people = [{"peer": peer, **person} for peer, person in there.items()]
        presence.note(self._video_id, {self.peer: self._person})
        here = {"type": "welcome", "peer": self.peer, "version": version, "people": people, **self._person}
        self._teller.tell(Line("", encode(here)))
        self._say(Line("", encode({"type": "joined", "from": self.peer, **self._person})))

    def _hear(self, text: str | bytes | memoryview) -> None:
        """Raises VideoFlowError `too_fast` for a flood of messages, points or faults."""
        now = time.monotonic()
        fault: tuple[str, str] | None = None
        try:
            said = room_protocol.decode(text if isinstance(text, str) else "")
            if not self._messages.spend(1, now) or not self._points.spend(said.points, now):
                raise VideoFlowError("too_fast", "That is more than a room takes from one.", 429)
            if self._may_comment or said.is_for_all:
                self._tell(said)
            else:
                fault = ("not_allowed", "You may look at this video, and not draw on it.")
        except ProtocolError as error:
            fault = (error.code, error.words)
        if fault:
            self._teller.tell(room_protocol.error(*fault))
            if not self._faults.spend(1, now):
                raise VideoFlowError("too_fast", "That is more than a room takes from one.", 429)

    def _tell(self, said: Said) -> None:
        if said.kind == room_protocol.ALIVE:
            self._answer()
            return
        if said.kind in _SHOWN:
            self._person[said.kind] = said.fields[_SHOWN[said.kind]]
            presence.note(self._video_id, {self.peer: self._person})
        self._say(room_protocol.line(said, self.peer))

    def _answer(self) -> None:
        """Of which version the layer is, by the database: whoever missed what was told finds out, whatever lost it."""
        alive: dict[str, Any] = {"type": room_protocol.ALIVE}
        try:
            alive["version"] = entrance.versions([self._video_id]).get(self._video_id, 1)
        except SQLAlchemyError as error:
            log.warning("version of a room not known", error=in_a_line(error))
        self._teller.tell(Line(room_protocol.ALIVE, encode(alive)))

    def _say(self, line: Line) -> None:
        hub().say(self._video_id, line)

    def _look_after(self) -> None:
        """What comes around every few seconds. Raises `not_found` once they may not see the video any more."""
        now = time.monotonic()
        _upkeep.look(hub().rooms)
        if now - self._noted > presence.HOLD_SECONDS:
            self._noted = now
            presence.note(self._video_id, {self.peer: self._person})
        if now - self._asked > RIGHTS_SECONDS:
            self._asked = now
            self._ask()

    def _ask(self) -> None:
        sees, comments = entrance.rights(self._video_id, self._who)
        if not sees:
            raise VideoFlowError("not_found", "No such video.", 404)
        if comments != self._may_comment:
            self._may_comment = self._person["may_comment"] = comments
            self._teller.tell(Line("", encode({"type": "rights", "may_comment": comments})))
            self._come_again()

    def _come_again(self) -> None:
        """For the others they leave and come as who they are now: what they had begun to draw goes, and nobody follows
        somebody who may not lead any more.
        """
        self._person.pop("present", None)
        presence.note(self._video_id, {self.peer: self._person})
        self._say(Line("", encode({"type": "left", "from": self.peer})))
        self._say(Line("", encode({"type": "joined", "from": self.peer, **self._person})))
