"""Serves the built browser app: its hashed assets, and index.html for every page it knows."""

import os
from pathlib import Path

from apiflask import APIFlask
from flask import Response, jsonify, request, send_from_directory
from flask.globals import request_ctx
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect
from werkzeug.security import safe_join

from app import guards
from app.errors import error_body

DIST = Path(__file__).resolve().parents[2] / "web" / "dist"
# Not pages: an unknown path below one of these is a wrong API call, and says so in JSON.
API_PREFIXES = ("auth/", "video/", "annotations/", "ocr/", "ws/", "api/")


def register(app: APIFlask) -> None:
    """Adds the routes; paths of the API that exist win over these."""

    @app.get("/assets/<path:name>")
    @app.doc(hide=True)
    @guards.public
    @guards.free
    def asset(name: str) -> Response:
        """A file whose name changes with its content."""
        return send_from_directory(DIST / "assets", name, max_age=365 * 24 * 3600)

    @app.get("/", defaults={"path": ""})
    @app.get("/<path:path>")
    @app.doc(hide=True)
    @guards.public
    @guards.free
    def page(path: str) -> Response:
        """Any page of the browser app."""
        if path.startswith(API_PREFIXES):
            raise NotFound
        if path and _is_file_of_ours(path):
            return send_from_directory(DIST, path)
        return send_from_directory(DIST, "index.html", max_age=0)

    @app.errorhandler(MethodNotAllowed)
    def other_method(error: MethodNotAllowed) -> tuple[Response, int, dict[str, str]]:
        """An API path that is none matches the pages above, which can be read: it is not there for any method."""
        if _is_page(request.path) and request.path.lstrip("/").startswith(API_PREFIXES):
            return jsonify(error_body("not_found", "There is nothing at this address.")), 404, {}
        allow = {"Allow": ", ".join(sorted(error.valid_methods or ()))}
        return jsonify(error_body("method_not_allowed", "This is not done with this address.")), 405, allow


def _is_file_of_ours(path: str) -> bool:
    """Whether the build has such a file. A path that leads out of it has none, whatever is there."""
    inside = safe_join(str(DIST), path)
    # Unlike Path.is_file, this says no to names that no file system takes.
    return inside is not None and os.path.isfile(inside)


def _is_page(path: str) -> bool:
    """Whether what is read at this path is a page."""
    adapter = request_ctx.url_adapter
    try:
        return adapter is not None and adapter.match(path, method="GET")[0] == "page"
    except (HTTPException, RequestRedirect):
        return False
