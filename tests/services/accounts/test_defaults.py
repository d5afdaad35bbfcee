"""For whom a person's new videos are: whatever way they come, they begin as their person chose."""

from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from app.services.files import direct_uploads
from app.services.files.form_uploads import About
from app.services.multitrack import tracks
from app.services.videos import library
from tests.conftest import Person
from tests.support.recordings import settings_changed, video_of
from tests.support.tokens import code_of


def begun(person: Person) -> list[str]:
    """For whom a recording, a file and a multitrack recording are that begin now."""
    ids = [
        library.start(person.id, None, "video/webm"),
        direct_uploads.start(person.id, About("a.mp4"), 10 * 1024 * 1024).video_id,
        tracks.join(person.caller, None, tracks.Offer("video", "video/webm")),
    ]
    return [video_of(video_id).visibility for video_id in ids]


def choose(client: FlaskClient, person: Person, choice: Any) -> Any:
    return client.patch("/account", json={"default_visibility": choice}, headers=person.headers)


def test_new_videos_are_for_whom_their_person_chose(app: APIFlask, client: FlaskClient, person: Person) -> None:
    before = client.get("/account", headers=person.headers).json
    assert (before["default_visibility"], before["workspace_visibility"]) == (None, "private")
    assert begun(person) == ["private"] * 3
    assert choose(client, person, "workspace").json["default_visibility"] == "workspace"
    assert begun(person) == ["workspace"] * 3
    with settings_changed(app, default_visibility="link"):
        assert begun(person) == ["workspace"] * 3
        assert choose(client, person, None).json["workspace_visibility"] == "link"
        assert begun(person) == ["link"] * 3


@pytest.mark.parametrize("choice", ["public", "people", "", "PRIVATE", 1, ["link"]])
def test_what_is_no_default_is_refused(client: FlaskClient, person: Person, choice: Any) -> None:
    answer = choose(client, person, choice)
    assert (answer.status_code, code_of(answer)) == (400, "invalid_request")
    assert client.get("/account", headers=person.headers).json["default_visibility"] is None
