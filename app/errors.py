"""The one error type and the one error format: {"error": {"code", "message", "details"?}}."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from apiflask import APIFlask, HTTPError
from flask import Response, jsonify
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from app.db.patience import in_a_line, is_away
from app.domain import field_words
from app.serving.patience import TooSlow

# The disk is full, the account's share of it is, or the process may write no longer files.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class VideoFlowError(Exception):
    """A fault with a stable code that a client may act on.

    `retryable` tells a task whether trying again can help; `http_status` is what an HTTP client sees.
    """

    def __init__(
        self,
        code: str,
        message: str,
        http_status: int = 400,
        retryable: bool = False,
        details: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.http_status = http_status
        self.retryable = retryable
        self.details = details

    def as_dict(self) -> dict[str, Any]:
        """The body every client gets for this fault."""
        return error_body(self.code, self.message, self.details)

    def __reduce__(self) -> tuple[Any, ...]:
        # Celery pickles exceptions between pool processes; the default loses every field but the message.
        return (type(self), (self.code, self.message, self.http_status, self.retryable, self.details))


class StorageError(VideoFlowError):
    """Object storage did not do what was asked; trying again may help. What that was is for logs, not for people."""

    def __init__(self, asked: str) -> None:
        super().__init__("storage_unavailable", "The object store did not answer as it should.", 503, retryable=True)
        self.asked = asked

    def __str__(self) -> str:
        return f"{self.message} ({self.asked})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.asked,))


class DiskFull(VideoFlowError):
    """This machine has no room left for what it was to write; later, or on another one, there may be."""

    def __init__(self) -> None:
        super().__init__("disk_full", "The machine that works on videos has no room left on its disk.", 507, True)

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), ())


@contextmanager
def said_when_full() -> Iterator[None]:
    """Makes a DiskFull of the system's words for it, which would tell nobody what to do."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise DiskFull from error


def in_words(error: Exception) -> tuple[str, str]:
    """A code and words for people of any fault. What it says itself may be anything: that is for the log."""
    if isinstance(error, VideoFlowError):
        return error.code, error.message
    return "internal", "Something went wrong on our side; whoever runs this server finds it in the log."


class StageSkipped(Exception):
    """A pipeline stage found nothing to do; the message says why."""


class StageGivesWay(Exception):
    """A pipeline stage stops where it can go on later: somebody else waits, of whom nothing is running."""


def not_found(what: str) -> VideoFlowError:
    """The answer for things that are not there and for things that are somebody else's."""
    return VideoFlowError("not_found", f"No such {what}.", http_status=404)


def error_body(code: str, message: str, details: dict[str, Any] | None = None) -> dict[str, Any]:
    """Builds the error format."""
    error: dict[str, Any] = {"code": code, "message": message}
    if details:
        error["details"] = details
    return {"error": error}


# Each field says by itself what is the matter with it.
UNFIT = "Some of what was sent cannot be taken."

_HTTP_CODES = {
    400: "invalid_request",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid_request",
    429: "rate_limited",
}


def register_error_handlers(app: APIFlask) -> None:
    """Turns every fault that leaves a view into the one format."""

    @app.errorhandler(VideoFlowError)
    def known(error: VideoFlowError) -> tuple[Response, int]:
        response = jsonify(error.as_dict())
        if retry_after := (error.details or {}).get("retry_after"):
            response.headers["Retry-After"] = str(retry_after)
        return response, error.http_status

    @app.error_processor
    def refused(error: HTTPError) -> tuple[dict[str, Any], int, dict[str, str]]:
        status = error.status_code
        code = _HTTP_CODES.get(status, "error")
        if isinstance(error.__cause__, ValidationError):
            fields = {place: field_words.by_field(error.__cause__.errors()) for place in error.detail}
            return error_body(code, UNFIT, {"fields": fields}), status, {}
        return error_body(code, error.message or ""), status, {}

    @app.errorhandler(TooSlow)
    def too_slow(error: TooSlow) -> tuple[Response, int, dict[str, str]]:
        return jsonify(error_body("too_slow", "The request came too slowly.")), 408, {"Connection": "close"}

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> tuple[Response, int]:
        status = error.code or 500
        message = error.description or error.name
        return jsonify(error_body(_HTTP_CODES.get(status, "error"), message)), status

    @app.errorhandler(Exception)
    def unknown(error: Exception) -> tuple[Response, int]:
        app.logger.exception("unhandled", exc_info=error)
        return jsonify(error_body("internal", "Something broke on our side. It has been logged.")), 500

    @app.errorhandler(SQLAlchemyError)
    def database(error: SQLAlchemyError) -> tuple[Response, int]:
        if not is_away(error):
            return unknown(error)
        # One line, not a page: everybody who asks meanwhile comes by here.
        app.logger.warning("database away: %s", in_a_line(error))
        return jsonify(error_body("database_unavailable", "The database cannot be reached now. Try again soon.")), 503
