"""The matrix of tests/api, for sockets: everybody who may ask × for whom a video is, or the trash × every socket."""

from collections.abc import Callable, Iterator
from itertools import product
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from app.db.models import Video
from app.db.unit_of_work import transaction
from app.domain.access import Action, may
from app.domain.pipeline.states import Source
from tests.conftest import Person
from tests.support.cast import KINDS, STATES, Cast, Kind, assembled, put
from tests.support.live import Socket, serving
from tests.support.watching import Watching

# The route of each, and of those that take a track of a recording which one.
SOCKETS = {"/ws/upload/<uuid:video_id>": "", "/ws/video": "video", "/ws/audio": "audio"}


@pytest.fixture
def cast(app: APIFlask, make_person: Callable[[], Person]) -> Cast:
    return assembled(make_person)


@pytest.fixture
def url(app: APIFlask) -> Iterator[str]:
    with serving(app) as address:
        yield address


def first_word(url: str, path: str, video: UUID, headers: dict[str, str] | None) -> str:
    """How the socket begins: `ready`, or the code it is refused with."""
    track, brought = SOCKETS[path], dict(headers or {})
    opened = Socket.of_track(url, track, brought, session_id=video) if track else Socket(url, video, **brought)
    with opened as socket:
        message = socket.hear()
        return str(message["code"] if message["type"] == "error" else message["type"])


def is_taken(path: str, kind: Kind) -> bool:
    """Whether this socket knows such an asker at all."""
    return "maker" in kind.takes or ("uploader" in kind.takes and not SOCKETS[path])


@pytest.mark.parametrize("path", SOCKETS)
def test_every_cell(url: str, cast: Cast, path: str) -> None:
    """Invariant 6, 9: whoever may not see it finds the same as where there is nothing."""
    faults, (video, _) = [], cast.video("private")
    if SOCKETS[path]:
        with transaction() as work:
            work.execute(update(Video).where(Video.id == video).values(source=Source.SESSION))
    nothing = {kind.name: first_word(url, path, uuid4(), kind.headers(cast, video)) for kind in KINDS}
    for state, kind in product(STATES, KINDS):
        put(video, state)
        got = first_word(url, path, video, kind.headers(cast, video))
        who, facts = kind.who(cast, video), cast.facts(video, state)
        if not is_taken(path, kind):
            expected = {"not_authenticated"}
        elif may(who, Action.RECORD, facts):
            expected = {"ready"}
        elif may(who, Action.SEE, facts):
            # They know that it is there.
            expected = {"not_allowed", nothing[kind.name]}
        else:
            expected = {nothing[kind.name]}
        if got not in expected:
            faults.append((state, kind.name, got, expected))
    assert faults == []
    assert set(nothing.values()) <= {"not_authenticated", "not_found", "viewer_only"}


def test_every_socket_is_here(app: APIFlask) -> None:
    """A socket that is added is added above, too."""
    found = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/ws/")}
    assert found == {*SOCKETS, "/ws/annotations/<uuid:video_id>", "/ws/live/<uuid:video_id>"}


def test_every_cell_of_a_room(url: str, cast: Cast) -> None:
    """Invariant 6, 9: a room is for whoever sees the video; who brings nothing comes from our own pages."""

    def first(target: UUID, headers: dict[str, str] | None) -> str:
        with Socket.of_room(url, target, headers or {"Origin": url}) as socket:
            message = socket.hear()
            return str(message["code"] if message["type"] == "error" else message["type"])

    faults, (video, _) = [], cast.video("private")
    nothing = {kind.name: first(uuid4(), kind.headers(cast, video)) for kind in KINDS}
    for state, kind in product(STATES, KINDS):
        put(video, state)
        got = first(video, kind.headers(cast, video))
        sees = "watcher" in kind.takes and may(kind.who(cast, video), Action.SEE, cast.facts(video, state))
        if got != ("welcome" if sees else nothing[kind.name]):
            faults.append((state, kind.name, got, sees))
    assert faults == []
    assert set(nothing.values()) <= {"not_authenticated", "not_found", "gone"}


def test_every_cell_of_a_running_recording(url: str, cast: Cast) -> None:
    """Invariant 6, 9: it is watched by whoever may watch the video once it is finished."""

    def first(target: UUID, headers: dict[str, str] | None) -> str:
        with Watching(url, target, headers or {"Origin": url}) as viewer:
            message = viewer.hear()
            return str(message["code"] if message["type"] == "error" else message["type"])

    faults, (video, _) = [], cast.video("private")
    nothing = {kind.name: first(uuid4(), kind.headers(cast, video)) for kind in KINDS}
    for state, kind in product(STATES, KINDS):
        put(video, state)
        got = first(video, kind.headers(cast, video))
        watches = "watcher" in kind.takes and may(kind.who(cast, video), Action.WATCH, cast.facts(video, state))
        if got not in (("hello", "not_live") if watches else (nothing[kind.name],)):
            faults.append((state, kind.name, got, watches))
    assert faults == []
    assert set(nothing.values()) <= {"not_authenticated", "not_found", "gone"}
