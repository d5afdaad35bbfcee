"""One error format, whatever went wrong and wherever."""

import os
import pickle
import socket

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import Forbidden, RequestEntityTooLarge

from app import create_app
from app.config import load
from app.db.unit_of_work import transaction
from app.errors import StorageError, VideoFlowError, error_body, not_found, register_error_handlers
from app.storage.s3 import MissingObject

LOGIN = {"email": "somebody@example.org", "password": "correct horse battery"}


@pytest.fixture
def client() -> FlaskClient:
    """An application of nothing but faults."""
    app = APIFlask(__name__)
    register_error_handlers(app)
    faults = {
        "known": VideoFlowError("too_odd", "That is odd.", 409, details={"offset": 3}),
        "storage": StorageError("S3 is away"),
        "forbidden": Forbidden(),
        "large": RequestEntityTooLarge(),
        "unknown": ZeroDivisionError("a secret detail"),
    }

    @app.get("/<name>")
    def fail(name: str) -> None:
        raise faults[name]

    return app.test_client()


def test_ours_carry_code_message_and_details(client: FlaskClient) -> None:
    answer = client.get("/known")
    assert answer.status_code == 409
    assert answer.json == {"error": {"code": "too_odd", "message": "That is odd.", "details": {"offset": 3}}}


def test_a_store_that_is_away_asks_to_come_again(client: FlaskClient) -> None:
    answer = client.get("/storage")
    assert answer.status_code == 503
    assert answer.json["error"]["code"] == "storage_unavailable"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/no/such/page", 404, "not_found"),
        ("DELETE", "/known", 405, "method_not_allowed"),
        ("GET", "/large", 413, "too_large"),
        ("GET", "/forbidden", 403, "error"),
    ],
)
def test_the_frameworks_have_the_same_format(
    client: FlaskClient, method: str, path: str, status: int, code: str
) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == status
    assert answer.json["error"]["code"] == code
    assert set(answer.json["error"]) == {"code", "message"}


def test_a_database_that_is_away_asks_to_come_again() -> None:
    # A port that is held, and where nobody listens.
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        nobody = f"postgresql+psycopg2://somebody:secret@127.0.0.1:{held.getsockname()[1]}/videoflow"
        answer = create_app(load(os.environ | {"DATABASE_URL": nobody})).test_client().post("/auth/login", json=LOGIN)
    assert answer.status_code == 503
    assert answer.json["error"]["code"] == "database_unavailable"
    assert "secret" not in answer.text


def test_a_statement_that_the_database_refuses_is_our_own_fault(app: APIFlask) -> None:
    with transaction() as work, pytest.raises(DBAPIError) as refused:
        work.execute(text("SELECT nonsense"))
    broken = APIFlask(__name__)
    register_error_handlers(broken)

    @broken.get("/")
    def fail() -> None:
        raise refused.value

    assert broken.test_client().get("/").json["error"]["code"] == "internal"


def test_what_nobody_foresaw_tells_nothing_about_itself(client: FlaskClient) -> None:
    answer = client.get("/unknown")
    assert answer.status_code == 500
    assert answer.json["error"]["code"] == "internal"
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    "error",
    [
        VideoFlowError("lost_bytes", "Gone.", 500, retryable=True, details={"offset": 9}),
        StorageError("S3 is away"),
        MissingObject("get a: 404"),
        not_found("video"),
    ],
)
def test_errors_travel_between_processes_whole(error: VideoFlowError) -> None:
    """Celery pickles what a task raises."""
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    fields = ("code", "message", "http_status", "retryable", "details")
    assert [getattr(copy, name) for name in fields] == [getattr(error, name) for name in fields]
    assert str(copy) == str(error)


def test_details_appear_only_where_there_are_some() -> None:
    assert error_body("a", "b") == {"error": {"code": "a", "message": "b"}}
    assert error_body("a", "b", {}) == {"error": {"code": "a", "message": "b"}}
    assert error_body("a", "b", {"c": 0}) == {"error": {"code": "a", "message": "b", "details": {"c": 0}}}
