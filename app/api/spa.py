"""Serves the built browser app: its hashed assets, and index.html for every page it knows, in its reader's language.

Each language has documents of its own, as index.de.html; English ones have none.
The build leaves compressed copies beside the files that get smaller by it, `x.js.br` and `x.js.gz`. Whoever takes one
is sent that: no server in front is needed for it, and nothing is compressed while somebody waits.
"""

import mimetypes
import os
from collections.abc import Callable
from pathlib import Path

from apiflask import APIFlask
from flask import Response, jsonify, request, send_from_directory
from flask.globals import request_ctx
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect
from werkzeug.security import safe_join

from app import guards, language
from app.domain.workspace import branding
from app.domain.workspace.choices import Workspace
from app.errors import error_body
from app.marks import SAFE
from app.services.workspace import choices

DIST = Path(__file__).resolve().parents[2] / "web" / "dist"
# Not pages: an unknown path below one of these is a wrong API call, and says so in JSON.
API_PREFIXES = ("account/", "admin/", "auth/", "video/", "annotations/", "ocr/", "workspace/", "ws/", "api/")
# Pages that have the address of what they ask the API for.
_BOTH = frozenset({"/search"})
# Names of the encoding and of its copies, the smaller first. Copies are no addresses of their own.
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_COPIES = tuple(ending for _, ending in _ENCODINGS)
_YEAR_SECONDS = 365 * 24 * 3600


def register(app: APIFlask) -> None:
    """Adds the routes; paths of the API that exist win over these."""

    @app.get("/assets/<path:name>")
    @app.doc(hide=True)
    @guards.public
    @guards.free
    def asset(name: str) -> Response:
        """A file whose name changes with its content."""
        return _send(DIST / "assets", name, _YEAR_SECONDS)

    @app.get("/docs")
    @app.doc(hide=True)
    @guards.public
    @guards.free
    def docs() -> Response:
        """The API to read and try; what it shows is at /openapi.json."""
        return _send(DIST, "docs.html", 0)

    @app.get("/", defaults={"path": ""})
    @app.get("/<path:path>")
    @app.doc(hide=True)
    @guards.public
    @guards.free
    def page(path: str) -> Response:
        """Any page of the browser app."""
        if path.startswith(API_PREFIXES):
            raise NotFound
        if path and _is_in(DIST, path):
            return _send(DIST, path, None)
        chosen = choices.current()
        answer = _dressed(chosen) if chosen.is_dressed else _send(DIST, _translated("index.html"), 0)
        answer.vary.update(("Accept-Language", "Cookie"))
        return answer

    @app.errorhandler(MethodNotAllowed)
    def other_method(error: MethodNotAllowed) -> tuple[Response, int, dict[str, str]]:
        """An API path that is none matches the pages above, which can be read: it is not there for any method."""
        if _is_page(request.path) and request.path.lstrip("/").startswith(API_PREFIXES):
            return jsonify(error_body("not_found", "There is nothing at this address.")), 404, {}
        allow = {"Allow": ", ".join(sorted(error.valid_methods or ()))}
        return jsonify(error_body("method_not_allowed", "This is not done with this address.")), 405, allow

    _stand_beside_the_api(app, page)


def _stand_beside_the_api(app: APIFlask, page: Callable[[str], Response]) -> None:
    @app.before_request
    def page_beside_the_api() -> Response | None:
        """Somebody who goes there in a browser wants the page, a program and the page itself what is found."""
        if request.path in _BOTH and request.method in SAFE and _wants_a_page():
            return page(request.path.lstrip("/"))
        return None

    @app.after_request
    def say_what_decides(answer: Response) -> Response:
        if request.path in _BOTH:
            answer.vary.add("Accept")
        return answer


def document(name: str = "index.html") -> str:
    """A built page, as text, in the language of whoever asks."""
    return (DIST / _translated(name)).read_text()


def _translated(name: str) -> str:
    """The document of the reader's language, where the build has it."""
    stem, _, ending = name.rpartition(".")
    other = f"{stem}.{language.spoken()}.{ending}"
    return other if _is_in(DIST, other) else name


def _dressed(chosen: Workspace) -> Response:
    """The app's page with the workspace's name and look; it may be kept, and is asked about each time."""
    response = Response(branding.in_page(document(), chosen), mimetype="text/html")
    response.add_etag()
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


def _is_in(folder: Path, path: str) -> bool:
    """Whether the folder has such a file. A path that leads out of it has none, whatever is there."""
    inside = safe_join(str(folder), path)
    # Unlike Path.is_file, this says no to names that no file system takes.
    return inside is not None and os.path.isfile(inside)


def _wants_a_page() -> bool:
    """Whoever takes anything is a program."""
    return request.accept_mimetypes.best_match(("application/json", "text/html")) == "text/html"


def _is_page(path: str) -> bool:
    """Whether what is read at this path is a page."""
    adapter = request_ctx.url_adapter
    try:
        return adapter is not None and adapter.match(path, method="GET")[0] == "page"
    except (HTTPException, RequestRedirect):
        return False


def _send(folder: Path, name: str, max_age: int | None) -> Response:
    """The file, or the smallest copy of it that is taken. Raises NotFound, also for what is not in the folder."""
    if name.endswith(_COPIES):
        raise NotFound
    chosen = _encoding(folder, name)
    if chosen is None:
        answer = send_from_directory(folder, name, max_age=max_age)
    else:
        encoding, ending = chosen
        # The type is the file's own, not its copy's.
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        answer = send_from_directory(folder, name + ending, max_age=max_age, mimetype=kind)
        answer.headers["Content-Encoding"] = encoding
    # A cache in between must not give one to whoever cannot read it.
    answer.vary.add("Accept-Encoding")
    return answer


def _encoding(folder: Path, name: str) -> tuple[str, str] | None:
    for encoding, ending in _ENCODINGS:
        if request.accept_encodings.quality(encoding) > 0 and _is_in(folder, name + ending):
            return encoding, ending
    return None
