"""Serves the built browser app: its hashed assets, and index.html for every page it knows."""

import os
from pathlib import Path

from apiflask import APIFlask
from flask import Response, send_from_directory
from werkzeug.exceptions import NotFound

from app import guards

DIST = Path(__file__).resolve().parents[2] / "web" / "dist"
# Not pages: an unknown path below one of these is a wrong API call, and says so in JSON.
API_PREFIXES = ("auth/", "video/", "annotations/", "ocr/", "ws/", "api/")


def register(app: APIFlask) -> None:
    """Adds the routes; paths of the API that exist win over these."""

    @app.get("/assets/<path:name>")
    @app.doc(hide=True)
    @guards.public
    def asset(name: str) -> Response:
        """A file whose name changes with its content."""
        return send_from_directory(DIST / "assets", name, max_age=365 * 24 * 3600)

    @app.get("/", defaults={"path": ""})
    @app.get("/<path:path>")
    @app.doc(hide=True)
    @guards.public
    def page(path: str) -> Response:
        """Any page of the browser app."""
        if path.startswith(API_PREFIXES):
            raise NotFound
        # Unlike Path.is_file, this says no to names that no file system takes.
        if path and os.path.isfile(DIST / path):
            return send_from_directory(DIST, path)
        return send_from_directory(DIST, "index.html", max_age=0)
