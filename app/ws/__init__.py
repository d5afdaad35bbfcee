"""Sockets: receive loop, service, reply."""

from apiflask import APIFlask
from flask import request

from app.ws.reader import ReaderThread


def register(app: APIFlask) -> None:
    """Importing a socket module adds its routes to the extension, which create_app binds afterwards."""
    from app.ws import annotations, live, multitrack, upload  # noqa: F401

    app.config["SOCK_SERVER_OPTIONS"]["thread_class"] = ReaderThread

    @app.before_request
    def no_compression() -> None:
        """Video does not compress: taking the offer of permessage-deflate would burn both sides' processors."""
        if "HTTP_UPGRADE" in request.environ:
            request.environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
