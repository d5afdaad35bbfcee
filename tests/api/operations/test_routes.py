"""/metrics is for admins and monitors; how the product is, anybody may ask."""

from collections.abc import Callable, Iterator

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from tests.conftest import Person
from tests.support.recordings import settings_changed
from tests.support.tokens import code_of

TOKEN = "a-monitors-token-of-some-length"


@pytest.fixture
def monitored(app: APIFlask) -> Iterator[None]:
    with settings_changed(app, metrics_token=TOKEN):
        yield


def test_admins_and_monitors_see_them(client: FlaskClient, make_person: Callable[[], Person], monitored: None) -> None:
    admin = make_person()
    for headers in (admin.headers, {"Authorization": f"Bearer {TOKEN}"}):
        answer = client.get("/metrics", headers=headers)
        assert answer.status_code == 200
        assert answer.content_type.startswith("text/plain; version=0.0.4")
        assert "# TYPE videoflow_videos gauge" in answer.text


def test_nobody_else_does(client: FlaskClient, make_person: Callable[[], Person], monitored: None) -> None:
    """Invariant 6."""
    make_person()
    member = make_person()
    answer = client.get("/metrics", headers=member.headers)
    assert (answer.status_code, code_of(answer)) == (403, "forbidden")
    for headers in ({}, {"Authorization": f"Bearer {TOKEN}x"}, {"Authorization": "Bearer "}, {"Authorization": TOKEN}):
        assert client.get("/metrics", headers=headers).status_code == 401


def test_without_a_token_set_no_token_is_right(client: FlaskClient, app: APIFlask) -> None:
    for token in ("None", "", TOKEN):
        assert client.get("/metrics", headers={"Authorization": f"Bearer {token}"}).status_code == 401
