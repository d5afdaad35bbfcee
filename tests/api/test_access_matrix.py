"""The matrix: everybody who may ask × for whom a video is, or the trash × every route with a video in it.

1. The routes are those of test_owner_only.py, which fails for one that is not in its table; here each names its action.
2. What is allowed is what the rule says (app/domain/access), and no list of its own.
3. Who is allowed is answered as the owner is; who is not, as if it were not there, or, where they see it, that they may
   not. The guards' part is which kinds of asker a route takes at all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import product
from typing import Any
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import insert, update
from werkzeug.test import TestResponse

from app.db.models import Annotation, Named, Share, Upload, User, Video
from app.db.unit_of_work import transaction
from app.domain.access import (
    NOBODY,
    Action,
    Asker,
    Caller,
    Guest,
    LinkFacts,
    Right,
    Role,
    VideoFacts,
    Visibility,
    may,
    may_take_back,
)
from app.services.ingest import upload_tokens
from app.services.sharing import guest_tokens
from app.services.videos import library
from tests.api.test_owner_only import ROUTES
from tests.conftest import Person
from tests.support.sharing import bearer

# What each route is about. "take back" is about an annotation, whose author counts, too.
ACTIONS: dict[tuple[str, str], Action | str] = {
    ("GET", "/video/{video}"): Action.SEE,
    ("PATCH", "/video/{video}"): Action.CHANGE,
    ("DELETE", "/video/{video}"): Action.DELETE,
    ("POST", "/video/{video}/restore"): Action.RESTORE,
    ("POST", "/video/{video}/shares"): Action.SHARE,
    ("GET", "/video/{video}/shares"): Action.SHARE,
    ("PATCH", "/video/{video}/shares/{other}"): Action.SHARE,
    ("DELETE", "/video/{video}/shares/{other}"): Action.SHARE,
    ("POST", "/video/{video}/people"): Action.SHARE,
    ("GET", "/video/{video}/people"): Action.SHARE,
    ("DELETE", "/video/{video}/people/{other}"): Action.SHARE,
    ("GET", "/video/{video}/events"): Action.SEE,
    ("GET", "/video/{video}/document"): Action.SEE,
    ("GET", "/video/{video}/texts"): Action.SEE,
    ("POST", "/video/{video}/stages/finalize/retry"): Action.RETRY,
    ("POST", "/ocr/process/{video}"): Action.RETRY,
    ("POST", "/video/chunk/{video}"): Action.RECORD,
    ("HEAD", "/video/chunk/{video}"): Action.RECORD,
    ("POST", "/video/abort/{video}"): Action.RECORD,
    ("POST", "/video/complete"): Action.RECORD,
    ("POST", "/annotations/"): Action.COMMENT,
    ("GET", "/annotations/video/{video}"): Action.SEE,
    ("DELETE", "/annotations/{annotation}"): "take back",
    ("GET", "/api/status?videoId={video}"): Action.SEE,
    ("GET", "/api/stream?videoId={video}"): Action.SEE,
    ("GET", "/api/v1/videos/{video}"): Action.SEE,
    ("GET", "/api/uploads/{video}"): Action.RECORD,
    ("POST", "/api/uploads/{video}/parts"): Action.RECORD,
    ("POST", "/api/uploads/{video}/complete"): Action.RECORD,
    ("DELETE", "/api/uploads/{video}"): Action.RECORD,
    ("POST", "/api/compile-video/{session}"): Action.RETRY,
    ("GET", "/api/download/{session}"): Action.DOWNLOAD,
    ("DELETE", "/api/sessions/{session}"): Action.DELETE,
}
TRASH = "trash"
STATES = [*map(str, Visibility), TRASH]
BODIES = {(method, path): body for method, path, body in ROUTES}


@dataclass(frozen=True, slots=True)
class Kind:
    """Somebody who asks: how the rule knows them, and what they bring along, about a video of the cast."""

    name: str
    who: Callable[["Cast", UUID], Asker]
    headers: Callable[["Cast", UUID], dict[str, str] | None]
    takes: frozenset[str]


@dataclass(slots=True)
class Cast:
    """The people, and a video that is furnished with names and links."""

    owner: Person
    people: dict[str, Person]
    links: dict[UUID, dict[str, UUID]] = field(default_factory=dict)

    def facts(self, video: UUID, state: str) -> VideoFacts:
        """The video as the rule sees it."""
        named = {self.people[right].id: str(right) for right in Right}
        links = {share: LinkFacts(name, downloads=name == "edit") for name, share in self.links[video].items()}
        trashed = state == TRASH
        visibility = Visibility.PUBLIC if trashed else state
        return VideoFacts(video, self.owner.id, False, trashed, visibility, named, links)

    def video(self, state: str) -> tuple[UUID, int]:
        """A fresh one, with a comment of its owner's."""
        video = library.start(self.owner.id, "Mine", "video/webm")
        self.links[video] = {str(right): uuid4() for right in Right}
        put(video, state)
        with transaction() as work:
            work.execute(
                insert(Named),
                [{"video_id": video, "user_id": self.people[r].id, "email": "", "right": r} for r in map(str, Right)],
            )
            work.execute(
                insert(Share),
                [
                    {"id": share, "video_id": video, "token_hash": share.bytes, "right": r, "downloads": r == "edit"}
                    for r, share in self.links[video].items()
                ],
            )
            words = {"video_id": video, "author_id": self.owner.id, "timestamp": 0, "content": "Hello"}
            said = work.scalar(insert(Annotation).values(words).returning(Annotation.id))
        assert said
        return video, said


ACCOUNT = frozenset({"signed_in", "maker", "watcher", "uploader"})
WATCHER, UPLOADER = frozenset({"watcher"}), frozenset({"uploader"})


def person(name: str, role: str = Role.MEMBER) -> Kind:
    return Kind(
        name,
        lambda cast, _: Caller(cast.people[name].id, role),
        lambda cast, _: cast.people[name].headers,
        ACCOUNT,
    )


def guest(right: str) -> Kind:
    def who(cast: Cast, video: UUID) -> Guest:
        return Guest(cast.links[video][right], video, "visit")

    return Kind(f"guest {right}", who, lambda cast, video: bearer(guest_tokens.issue(who(cast, video))), WATCHER)


def recorder(name: str) -> Kind:
    return Kind(
        f"upload token of {name}",
        lambda cast, video: Caller(cast.people[name].id, only_video=video),
        lambda cast, video: bearer(upload_tokens.issue(cast.people[name].id, video)),
        UPLOADER,
    )


KINDS = [
    person("owner"),
    *(person(str(right)) for right in Right),
    person("member"),
    person("viewer", Role.VIEWER),
    person("admin", Role.ADMIN),
    *(guest(str(right)) for right in Right),
    Kind("visitor", lambda cast, video: NOBODY, lambda cast, video: None, WATCHER),
    recorder("owner"),
    recorder("edit"),
]


@pytest.fixture
def cast(app: APIFlask, make_person: Callable[[], Person]) -> Cast:
    # The first to register is the administrator.
    people = {name: make_person() for name in ("admin", "owner", "view", "comment", "edit", "member", "viewer")}
    with transaction() as work:
        work.execute(update(User).where(User.id == people["viewer"].id).values(role="viewer"))
    return Cast(people["owner"], people)


def put(video: UUID, state: str) -> None:
    """Makes it so. In the trash it was for everybody before, and nothing of it is still on its way."""
    trashed = state == TRASH
    values = {
        "visibility": Visibility.PUBLIC if trashed else state,
        "trashed_at": datetime.now(UTC) if trashed else None,
    }
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(values))
        uploads = update(Upload).where(Upload.video_id == video)
        work.execute(uploads.values(state="completed" if trashed else "open"))


def call(client: FlaskClient, route: tuple[str, str], target: UUID, said: int, headers: Any) -> TestResponse:
    method, path = route
    words = {"{video}": str(target), "{session}": str(target), "{other}": str(uuid4()), "{annotation}": str(said)}
    for word, value in words.items():
        path = path.replace(word, value)
    body = BODIES[route]
    payload = {key: words.get(str(value), value) for key, value in body.items()} if body else None
    data = b"a chunk" if route == ("POST", "/video/chunk/{video}") else None
    answer = client.open(path, method=method, headers=headers, json=payload, data=data)
    # A stream has begun to answer with its head, and would go on for ever.
    answer.close()
    return answer


def allowed(who: Asker, action: Action | str, facts: VideoFacts) -> bool:
    if isinstance(action, Action):
        return may(who, action, facts)
    return may_take_back(who, facts.owner_id, facts)


@pytest.mark.parametrize("route", ACTIONS, ids=lambda route: " ".join(route))
def test_every_cell(app: APIFlask, client: FlaskClient, cast: Cast, route: tuple[str, str]) -> None:
    """Invariant 6, 9."""
    rule = rule_of(app, route)
    own, said = cast.video("private")
    as_owner = call(client, route, own, said, cast.owner.headers).status_code
    nothing = {kind.name: call(client, route, uuid4(), 2**40, kind.headers(cast, own)).status_code for kind in KINDS}
    faults, video = [], cast.video("private")
    for state, kind in product(STATES, KINDS):
        put(video[0], state)
        facts, who = cast.facts(video[0], state), kind.who(cast, video[0])
        got = call(client, route, *video, kind.headers(cast, video[0])).status_code
        if rule not in kind.takes:
            expected = {401}
        elif allowed(who, ACTIONS[route], facts):
            # What is restored was not there before.
            expected = {200} if ACTIONS[route] is Action.RESTORE else {as_owner}
            # What is only looked at is still as it was.
            video = video if route[0] in ("GET", "HEAD") else cast.video(state)
        elif may(who, Action.SEE, facts):
            expected = {403, 404}
        else:
            expected = {nothing[kind.name]}
            assert nothing[kind.name] in (401, 404)
        if got not in expected:
            faults.append((state, kind.name, got, expected))
    assert faults == []


def rule_of(app: APIFlask, route: tuple[str, str]) -> str:
    """Which kinds of asker its view takes."""
    method, path = route
    for word in ("{video}", "{session}", "{other}"):
        path = path.replace(word, str(uuid4()))
    endpoint, _ = app.url_map.bind("").match(path.replace("{annotation}", "1").partition("?")[0], method=method)
    return str(app.view_functions[endpoint].access_rule)  # type: ignore[attr-defined]  # set by the guards


def test_every_route_names_its_action() -> None:
    """A route that is added to test_owner_only.py is added here, too."""
    assert set(ACTIONS) == set(BODIES)


def test_the_matrix_is_as_large_as_it_says() -> None:
    cells = len(ACTIONS) * len(KINDS) * len(STATES)
    print(f"{cells} cells: {len(ACTIONS)} routes, {len(KINDS)} askers, {len(STATES)} states of a video")
    assert cells >= 2500
