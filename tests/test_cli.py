"""The commands that operators and builds run."""

import json

import pytest
from apiflask import APIFlask

from tests.conftest import PASSWORD


def test_the_api_description_is_the_same_bytes_every_time(app: APIFlask) -> None:
    runner = app.test_cli_runner()
    first, second = (runner.invoke(args=["openapi"]) for _ in range(2))
    assert first.exit_code == 0
    assert first.output == second.output
    assert json.loads(first.output)["openapi"].startswith("3.1")


def test_the_storage_is_made_ready_any_number_of_times(app: APIFlask) -> None:
    for _ in range(2):
        assert app.test_cli_runner().invoke(args=["storage-init"]).exit_code == 0


@pytest.mark.parametrize("registration", ["open", "closed"])
def test_the_first_account_can_be_made_here(app: APIFlask, registration: str) -> None:
    from tests.support.recordings import settings_changed

    command = ["create-admin", "--email", "ada@example.org", "--name", "Ada", "--password", PASSWORD]
    with settings_changed(app, registration=registration):
        made = app.test_cli_runner().invoke(args=command)
    assert (made.exit_code, made.output) == (0, "admin\n")
    login = app.test_client().post("/auth/login", json={"email": "ada@example.org", "password": PASSWORD})
    assert login.json["user"]["role"] == "admin"
