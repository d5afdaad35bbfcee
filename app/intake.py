"""What is looked at before any view: whom the request names, who sent it there, and how much JSON it brings.

1. The Host header names this server, or nothing is answered but whether it lives.
2. A change comes from our own pages or from a program, not from another site in somebody's browser.
3. Whoever was refused sockets again and again is not given one to be refused in.
4. JSON is said to be JSON: a form of another site can send text, but not that without being asked about it (CORS).
5. JSON has JSON_BYTES at most; chunks and files have limits of their own.
"""

from apiflask import APIFlask
from flask import current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

from app import guards
from app.errors import VideoFlowError

JSON_BYTES = 1024 * 1024
# Probes of a platform ask by an address that nobody else uses.
_ASKED_BY_ADDRESS = frozenset({"/health", "/ready", "/metrics"})


def register(app: APIFlask, trusted_proxies: int) -> None:
    """Adds the hooks; with proxies before us, who calls is whom the nearest of them heard."""
    if trusted_proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # as Flask's manual has it
            app.wsgi_app, x_for=trusted_proxies, x_proto=trusted_proxies, x_host=0
        )

    @app.before_request
    def check() -> None:
        if request.path not in _ASKED_BY_ADDRESS:
            guards.require_own_host()
        guards.require_own_page()
        if "HTTP_UPGRADE" in request.environ:
            guards.require_welcome()
        _require_json()


def refusals(path: str, method: str, has_body: bool) -> dict[int, str]:
    """The statuses by which a request is turned away before any view, and why: what /openapi.json says of them."""
    found = {} if path in _ASKED_BY_ADDRESS else {400: "Not understood, or sent to a name that is not this server's"}
    if "{" in path:
        found[404] = "Not there, or not yours"
    if has_body:
        found[408] = "The body came too slowly"
        found[413] = "More than is taken"
        found[415] = "Not of a type that is taken here"
    return found


def _require_json() -> None:
    """Raises VideoFlowError `unsupported_media_type` (415) or `too_large` (413)."""
    view = current_app.view_functions.get(request.endpoint or "")
    if not getattr(view, "takes_json", True) or not _has_body():
        return
    request.max_content_length = JSON_BYTES
    if not request.is_json:
        raise VideoFlowError("unsupported_media_type", "This is taken as application/json.", 415)
    if (request.content_length or 0) > JSON_BYTES:
        raise VideoFlowError("too_large", "That is more JSON than is taken at once.", 413)


def _has_body() -> bool:
    return bool(request.content_length) or "Transfer-Encoding" in request.headers
