"""A recorder over plain HTTP, under limits that are soon reached."""

from collections.abc import Iterator

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from tests.conftest import Person
from tests.support.recordings import (
    settings_changed,
)
from tests.support.rest_recorder import MAX_CHUNK, MAX_RECORDING, Recorder


@pytest.fixture
def small_limits(app: APIFlask) -> Iterator[None]:
    with settings_changed(app, max_chunk_bytes=MAX_CHUNK, max_recording_bytes=MAX_RECORDING):
        yield


@pytest.fixture
def recorder(client: FlaskClient, person: Person) -> Recorder:
    return Recorder(client, person)
