"""Each route by API tokens of each scope: what needs which is derived for all, and written down here by hand."""

from collections.abc import Iterator
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from app import guards
from app.domain.accounts.scopes import Scope
from app.services.accounts import api_tokens
from tests.api.test_owner_only import OWN, ROUTES, Belongings, belongings
from tests.support.tokens import code_of

__all__ = ["belongings"]

# What is not for tokens, however it is asked for.
FOR_PEOPLE = {
    "/account",
    "/account/closing",
    "/account/confirmation",
    "/account/export",
    "/account/notifications",
    "/account/notifications/read",
    "/account/password",
    "/account/picture",
    "/account/sign-ins",
    "/account/sign-ins/<uuid:sign_in_id>",
    "/account/tokens",
    "/account/tokens/<uuid:token_id>",
    "/auth/invitations/accept",
    "/auth/logout",
    "/auth/me",
    "/auth/refresh",
    "/metrics",
}
RECORD = {
    ("POST", "/video/start"),
    ("POST", "/video/chunk/<uuid:video_id>"),
    ("HEAD", "/video/chunk/<uuid:video_id>"),
    ("POST", "/video/complete"),
    ("POST", "/video/abort/<uuid:video_id>"),
    ("POST", "/video/<uuid:video_id>/marks"),
    ("POST", "/api/v1/videos"),
    ("POST", "/api/upload"),
    ("POST", "/api/uploads/"),
    ("POST", "/api/uploads/<uuid:video_id>/parts"),
    ("POST", "/api/uploads/<uuid:video_id>/complete"),
    ("DELETE", "/api/uploads/<uuid:video_id>"),
    ("GET", "/ws/upload/<uuid:video_id>"),
    ("GET", "/ws/video"),
    ("GET", "/ws/audio"),
}
# Whoever asks there is nobody in particular, or shows something else.
OPEN = {"public", "playback", "media_link", "link"}
OWN_ROUTES = [
    (method, path, None)
    for method, path in sorted(OWN)
    if "<" not in path and path not in FOR_PEOPLE and path != "/video/events" and not path.startswith("/admin")
]


def needed(app: APIFlask, method: str, path: str) -> Scope | None:
    """What a token needs there, as the guards see it."""
    endpoint, _ = app.url_map.bind("").match(path.partition("?")[0], method)
    return guards.scope_of(app.view_functions[endpoint], method)


def guarded_routes(app: APIFlask) -> Iterator[tuple[str, str, Scope | None]]:
    """Method, path and scope of each route that asks who is calling."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        methods = (rule.methods or set()) - {"OPTIONS"}
        if view.access_rule not in OPEN:
            for method in methods - ({"HEAD"} if "GET" in methods else set()):
                yield method, rule.rule, guards.scope_of(view, method)


def test_each_route_needs_the_scope_its_rule_and_method_say(app: APIFlask) -> None:
    found: dict[Scope | None, set[tuple[str, str]]] = {None: set(), **{scope: set() for scope in Scope}}
    for method, path, scope in guarded_routes(app):
        found[scope].add((method, path))
    # Administration is not written down: all of it is for people.
    assert {path for _, path in found[None] if not path.startswith("/admin/")} == FOR_PEOPLE
    assert found[Scope.RECORD] == RECORD
    assert {method for method, _ in found[Scope.READ]} == {"GET"}
    assert {method for method, _ in found[Scope.WRITE]} <= {"POST", "PATCH", "PUT", "DELETE"}
    assert min(len(found[Scope.READ]), len(found[Scope.WRITE])) > 5


def test_a_route_that_says_nothing_of_tokens_has_a_scope(app: APIFlask) -> None:
    @guards.signed_in
    def new(caller: guards.Caller) -> str:
        return ""

    assert [guards.scope_of(new, method) for method in ("GET", "HEAD", "POST", "DELETE")] == [
        Scope.READ,
        Scope.READ,
        Scope.WRITE,
        Scope.WRITE,
    ]


@pytest.mark.parametrize("route", [*ROUTES, *OWN_ROUTES], ids=lambda route: f"{route[0]} {route[1]}")
def test_only_tokens_with_its_scope_open_a_route(
    app: APIFlask, client: FlaskClient, belongings: Belongings, route: tuple[str, str, dict[str, Any] | None]
) -> None:
    """Invariant 6."""
    words = {"{video}": belongings.video, "{session}": belongings.video, "{annotation}": belongings.annotation}
    path = route[1]
    for word, value in words.items():
        path = path.replace(word, str(value))
    scope = needed(app, route[0], path.replace("{other}", str(belongings.video)))
    assert scope is not None

    def call(*scopes: Scope) -> Any:
        _, token = api_tokens.create(belongings.owner.id, "A program", scopes, None)
        return belongings.call(client, route, {"Authorization": f"Bearer {token}"})

    refused = call(*(each for each in Scope if each != scope))
    assert refused.status_code == 403
    if route[0] != "HEAD":
        assert code_of(refused) == "token_scope"
        assert refused.json["error"]["details"] == {"needs": scope.value}
    let_in = call(scope)
    assert let_in.status_code != 401
    assert let_in.status_code != 403
    let_in.close()


@pytest.mark.parametrize(
    ("method", "path"), sorted((m, p) for m, p in OWN if p in FOR_PEOPLE or p.startswith("/admin")), ids=str
)
def test_no_token_is_for_accounts_and_administration(
    app: APIFlask, client: FlaskClient, belongings: Belongings, method: str, path: str
) -> None:
    _, token = api_tokens.create(belongings.owner.id, "A program", list(Scope), None)
    some_id = str(belongings.video)
    path = (
        path.replace("<uuid:sign_in_id>", some_id)
        .replace("<uuid:token_id>", some_id)
        .replace("<uuid:user_id>", some_id)
        .replace("<uuid:invitation_id>", some_id)
    )
    answer = client.open(path, method=method, json={}, headers={"Authorization": f"Bearer {token}"})
    expected = {(401, "not_authenticated")} if path == "/auth/refresh" else {(403, "not_by_token")}
    assert {(answer.status_code, code_of(answer))} == expected
