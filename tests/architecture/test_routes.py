"""Every route says who may call it, and the list of those that anybody may call is kept here by hand."""

import pytest
from apiflask import APIFlask

from app import create_app

RULES = {
    "public",
    "signed_in",
    "maker",
    "watcher",
    "link",
    "in_person",
    "refresher",
    "uploader",
    "playback",
    "media_link",
    "operator",
    "socket",
    "track_socket",
    "room_socket",
    "admin",
}
PUBLIC = {
    "/",
    "/<path:path>",
    "/assets/<path:name>",
    "/auth/confirm",
    "/auth/forgot",
    "/auth/login",
    "/auth/options",
    "/auth/register",
    "/auth/reset",
    "/docs",
    "/health",
    "/embed/<token>",
    "/guide/<token>",
    "/oembed",
    "/openapi.json",
    "/ready",
    "/s/<token>",
    "/workspace/logo/<name>",
}


@pytest.fixture(scope="module")
def routes() -> APIFlask:
    """The application with all its routes; none is called."""
    return create_app()


def rules_by_path(app: APIFlask) -> dict[str, set[str | None]]:
    """What the views at each path declare; None where one declares nothing."""
    found: dict[str, set[str | None]] = {}
    for route in app.url_map.iter_rules():
        view = app.view_functions[route.endpoint]
        found.setdefault(route.rule, set()).add(getattr(view, "access_rule", None))
    return found


def undeclared(app: APIFlask) -> list[str]:
    """Paths with a view that does not say who may call it."""
    return sorted(path for path, rules in rules_by_path(app).items() if not rules <= RULES)


def test_every_route_declares_its_rule(routes: APIFlask) -> None:
    """Invariant 6: every route declares its rule, and a test walks the routes."""
    assert len(rules_by_path(routes)) > 20
    assert undeclared(routes) == []


def test_a_route_without_a_rule_is_found() -> None:
    app = create_app()

    @app.get("/left-open")
    def left_open() -> str:
        return "nobody thought of a rule"

    assert undeclared(app) == ["/left-open"]


def test_only_these_are_public(routes: APIFlask) -> None:
    """Invariant 6."""
    assert {path for path, rules in rules_by_path(routes).items() if "public" in rules} == PUBLIC


def test_only_the_recorder_may_come_with_an_upload_token(routes: APIFlask) -> None:
    paths = {path for path, rules in rules_by_path(routes).items() if rules & {"uploader", "socket"}}
    assert paths == {
        "/video/chunk/<uuid:video_id>",
        "/video/complete",
        "/video/abort/<uuid:video_id>",
        "/video/<uuid:video_id>/marks",
        "/ws/upload/<uuid:video_id>",
    }


def test_only_playlists_open_to_a_playback_token(routes: APIFlask) -> None:
    paths = {path for path, rules in rules_by_path(routes).items() if "playback" in rules}
    assert paths
    assert all(path.startswith("/api/stream/<uuid:video_id>/<token>/") for path in paths)


def test_only_links_open_to_whoever_has_their_token(routes: APIFlask) -> None:
    paths = {path for path, rules in rules_by_path(routes).items() if "link" in rules}
    assert paths
    assert all(path.startswith("/api/links/<token>") for path in paths)


def test_what_may_be_seen_without_an_account(routes: APIFlask) -> None:
    """With a guest token, or because it is public; what changes something is for accounts, and for links."""
    found = {
        (path, method)
        for route in routes.url_map.iter_rules()
        for path, method in ((route.rule, method) for method in route.methods or ())
        if getattr(routes.view_functions[route.endpoint], "access_rule", None) == "watcher"
    }
    assert found == {
        (path, method)
        for path in (
            "/video/<uuid:video_id>",
            "/video/<uuid:video_id>/events",
            "/video/<uuid:video_id>/document",
            "/video/<uuid:video_id>/document/export",
            "/video/<uuid:video_id>/document/edits",
            "/video/<uuid:video_id>/document/history",
            "/video/<uuid:video_id>/document/frames",
            "/video/<uuid:video_id>/texts",
            "/video/<uuid:video_id>/search",
            "/annotations/video/<uuid:video_id>",
            "/video/<uuid:video_id>/annotations/export",
            "/video/<uuid:video_id>/annotations/sheet",
            "/annotations/<int:annotation_id>/voice",
        )
        for method in ("GET", "HEAD", "OPTIONS")
    }


def test_only_figures_are_for_operators_alone(routes: APIFlask) -> None:
    assert {path for path, rules in rules_by_path(routes).items() if "operator" in rules} == {"/metrics"}


def test_only_one_route_takes_refresh_tokens(routes: APIFlask) -> None:
    assert {path for path, rules in rules_by_path(routes).items() if "refresher" in rules} == {"/auth/refresh"}
