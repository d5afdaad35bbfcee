"""A recorder over plain HTTP, and what its tests look at afterwards."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.services.videos import library
from tests.conftest import Person
from tests.support.recordings import (
    video_of,
)
from tests.support.tokens import code_of

MAX_CHUNK = 100_000
MAX_RECORDING = 250_000


class Recorder:
    """A recording, over plain HTTP."""

    def __init__(self, client: FlaskClient, person: Person) -> None:
        self._client = client
        self.headers = person.headers
        self.video = library.start(person.id, None, None)

    def chunk(self, data: bytes, offset: object = None, **more: Any) -> TestResponse:
        """Sends bytes."""
        headers = self.headers | ({} if offset is None else {"Upload-Offset": str(offset)})
        return self._client.post(f"/video/chunk/{self.video}", data=data, headers=headers, **more)

    def complete(self, **body: Any) -> TestResponse:
        """Ends the recording."""
        return self._client.post("/video/complete", json={"video_id": str(self.video), **body}, headers=self.headers)

    def abort(self) -> TestResponse:
        """Throws it away."""
        return self._client.post(f"/video/abort/{self.video}", headers=self.headers)

    def offset(self) -> int:
        """Where the server says it ends."""
        answer = self._client.head(f"/video/chunk/{self.video}", headers=self.headers)
        return int(answer.headers["Upload-Offset"])


def check(answer: TestResponse, status: int, code: str) -> dict[str, Any]:
    """The refusal is this one; returns its details."""
    assert (answer.status_code, code_of(answer)) == (status, code)
    details: dict[str, Any] = answer.json["error"].get("details", {})
    return details


def check_unchanged(recorder: Recorder, size: int) -> None:
    """The recording has so many bytes and goes on."""
    assert recorder.offset() == size
    assert video_of(recorder.video).status == "uploading"
    assert recorder.chunk(b"more", size).json == {"offset": size + 4, "stored": 0}
