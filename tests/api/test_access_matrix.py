"""The matrix: everybody who may ask × for whom a video is, or the trash × every route with a video in it.

1. The routes are those of test_owner_only.py, which fails for one that is not in its table; here each names its action.
2. What is allowed is what the rule says (app/domain/access), and no list of its own.
3. Who is allowed is answered as the owner is; who is not, as if it were not there, or, where they see it, that they may
   not. The guards' part is which kinds of asker a route takes at all.
"""

from collections.abc import Callable
from itertools import product
from typing import Any
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.access import Action, Asker, VideoFacts, may, may_rewrite, may_take_back
from tests.api.test_owner_only import ROUTES
from tests.conftest import Person
from tests.support.cast import KINDS, STATES, Cast, assembled, put
from tests.support.voices import speak

# What each route is about. "take back" and "rewrite" are about an annotation, whose author counts, too.
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
    ("GET", "/video/{video}/document/export?format=vtt"): Action.DOWNLOAD,
    ("GET", "/video/{video}/document/edits"): Action.EDIT,
    ("POST", "/video/{video}/document/edits"): Action.EDIT,
    ("GET", "/video/{video}/document/history"): Action.EDIT,
    ("POST", "/video/{video}/document/revert"): Action.EDIT,
    ("GET", "/video/{video}/document/frames"): Action.EDIT,
    ("GET", "/video/{video}/texts"): Action.SEE,
    ("GET", "/video/{video}/secrets"): Action.REDACT,
    ("POST", "/video/{video}/secrets"): Action.REDACT,
    ("GET", "/video/{video}/search?q=mine"): Action.SEE,
    ("POST", "/video/{video}/stages/finalize/retry"): Action.RETRY,
    ("POST", "/ocr/process/{video}"): Action.RETRY,
    ("POST", "/video/chunk/{video}"): Action.RECORD,
    ("HEAD", "/video/chunk/{video}"): Action.RECORD,
    ("POST", "/video/abort/{video}"): Action.RECORD,
    ("POST", "/video/complete"): Action.RECORD,
    ("POST", "/video/{video}/marks"): Action.RECORD,
    ("POST", "/annotations/"): Action.COMMENT,
    ("GET", "/annotations/video/{video}"): Action.SEE,
    ("GET", "/video/{video}/annotations/export?format=csv"): Action.SEE,
    ("GET", "/video/{video}/annotations/sheet"): Action.DOWNLOAD,
    ("PATCH", "/annotations/{annotation}"): "rewrite",
    ("DELETE", "/annotations/{annotation}"): "take back",
    ("GET", "/annotations/{annotation}/history"): Action.SEE,
    ("GET", "/annotations/{annotation}/voice"): Action.WATCH,
    ("POST", "/annotations/{annotation}/resolve"): "take back",
    ("DELETE", "/annotations/{annotation}/resolve"): "take back",
    ("PUT", "/annotations/{annotation}/reactions/\N{THUMBS UP SIGN}"): Action.COMMENT,
    ("DELETE", "/annotations/{annotation}/reactions/\N{THUMBS UP SIGN}"): Action.COMMENT,
    ("POST", "/api/v1/annotations/drawing"): Action.COMMENT,
    ("POST", "/api/v1/annotations/voice-over"): Action.COMMENT,
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
BODIES = {(method, path): body for method, path, body in ROUTES}


@pytest.fixture
def cast(app: APIFlask, make_person: Callable[[], Person]) -> Cast:
    return assembled(make_person)


def call(client: FlaskClient, route: tuple[str, str], target: UUID, said: int, headers: Any) -> TestResponse:
    method, path = route
    words = {"{video}": str(target), "{session}": str(target), "{other}": str(uuid4()), "{annotation}": str(said)}
    for word, value in words.items():
        path = path.replace(word, value)
    body = BODIES[route]
    payload = {key: words.get(str(value), value) for key, value in body.items()} if body else None
    if path.endswith("/voice-over"):
        return speak(client, headers, **(payload or {}))
    data = b"a chunk" if route == ("POST", "/video/chunk/{video}") else None
    answer = client.open(path, method=method, headers=headers, json=payload, data=data)
    # A stream has begun to answer with its head, and would go on for ever.
    answer.close()
    return answer


def allowed(who: Asker, action: Action | str, facts: VideoFacts) -> bool:
    if isinstance(action, Action):
        return may(who, action, facts)
    return (may_rewrite if action == "rewrite" else may_take_back)(who, facts.owner_id, facts)


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
