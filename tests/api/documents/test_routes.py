"""The document of a video, the text on its screen, and asking for both again."""

from typing import Any
from uuid import UUID, uuid4

import pytest
import requests
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.models import DocumentStep, FrameText
from app.db.unit_of_work import transaction
from app.domain.pipeline.states import PLANS, Source, StageState
from app.services.ingest import connections
from app.services.pipeline import stages
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.support.players import opened
from tests.support.recordings import queued, record, stages_of
from tests.support.tokens import code_of


@pytest.fixture
def video(person: Person) -> UUID:
    """A video of which every stage is done."""
    video = record(person.id, b"12345")
    connections.finish(video, person.caller)
    for name in PLANS[Source.RECORDING]:
        claim = stages.claim(video, name)
        assert claim
        stages.finish(video, name, StageState.DONE, claim.attempt)
    return video


def get(client: FlaskClient, person: Person, path: str) -> Any:
    """What the API shows that person."""
    answer = client.get(path, headers=person.headers)
    assert answer.status_code == 200
    return answer.json


def add(*rows: FrameText | DocumentStep) -> None:
    """What the stages found."""
    with transaction() as work:
        work.add_all(rows)


def test_a_document_before_there_is_one(client: FlaskClient, person: Person) -> None:
    video = record(person.id, b"12345")
    assert get(client, person, f"/video/{video}/document") == {"state": "pending", "steps": [], "unread": []}
    assert get(client, person, f"/video/{video}/texts") == {"items": []}


def test_steps_come_in_order_with_pictures_that_can_be_seen(
    client: FlaskClient, person: Person, video: UUID, store: ObjectStore
) -> None:
    image = keys.step_image(video, "a-run", 0)
    store.put(image, b"a picture", "image/jpeg")
    second, first = uuid4(), uuid4()
    add(
        DocumentStep(id=second, video_id=video, index=1, timestamp=4.5, title="Save", text="Click <b>Save</b>"),
        DocumentStep(
            id=first,
            video_id=video,
            index=0,
            timestamp=0,
            title="Open Members",
            text="",
            image_key=image,
            kind="navigate",
            label="Members",
            target=[0.1, 0.2, 0.3, 0.05],
            pointer=[0.15, 0.22],
            strength=1.0,
        ),
    )
    document = get(client, person, f"/video/{video}/document")
    assert document["state"] == "done"
    picture = document["steps"][0].pop("image_url")
    assert document["steps"] == [
        {
            "id": str(first),
            "index": 0,
            "timestamp": 0.0,
            "title": "Open Members",
            "text": "",
            "text_format": "plain",
            "image_is_making": False,
            "kind": "navigate",
            "label": "Members",
            "target": {"x": 0.1, "y": 0.2, "width": 0.3, "height": 0.05},
            "pointer": {"x": 0.15, "y": 0.22},
            "strength": 1.0,
        },
        {
            "id": str(second),
            "index": 1,
            "timestamp": 4.5,
            "title": "Save",
            "text": "Click <b>Save</b>",
            "text_format": "plain",
            "image_is_making": False,
            "image_url": None,
            **dict.fromkeys(["kind", "label", "target", "pointer", "strength"]),
        },
    ]
    assert requests.get(opened(client, picture), timeout=10).content == b"a picture"
    assert get(client, person, f"/video/{video}")["counts"]["steps"] == 2


def test_text_that_stays_on_screen_is_one_entry(client: FlaskClient, person: Person, video: UUID) -> None:
    frames = [(0, 2, "Hello"), (4, 6, "World"), (2, 4, "Hello"), (6, 7, "")]
    add(
        *[
            FrameText(video_id=video, timestamp=start, end=end, text=text, frame_key=f"{start}")
            for start, end, text in frames
        ]
    )
    assert get(client, person, f"/video/{video}/texts")["items"] == [
        {"timestamp": 0.0, "end": 4.0, "text": "Hello"},
        {"timestamp": 4.0, "end": 6.0, "text": "World"},
    ]


def test_a_person_can_have_the_screen_read_again(client: FlaskClient, person: Person, video: UUID) -> None:
    answer = client.post(f"/ocr/process/{video}", headers=person.headers)
    assert (answer.status_code, answer.json) == (202, {"video_id": str(video), "state": "pending"})
    assert {name for name, row in stages_of(video).items() if row.state == "pending"} == {"frames", "text", "document"}
    assert queued("uploads.in-process")[-1] == ("pipeline.start", [str(video)])
    check(client.post(f"/ocr/process/{video}", headers=person.headers), 409, "stage_running")


def check(answer: TestResponse, status: int, code: str) -> None:
    """The refusal is this one."""
    assert (answer.status_code, code_of(answer)) == (status, code)


def test_a_person_can_start_a_stage_again(client: FlaskClient, person: Person, video: UUID) -> None:
    answer = client.post(f"/video/{video}/stages/thumbnails/retry", headers=person.headers)
    assert (answer.status_code, answer.json) == (202, {"name": "thumbnails", "state": "pending"})
    assert get(client, person, f"/video/{video}")["status"] == "processing"


@pytest.mark.parametrize("name", ["nonsense", "..", "%00", "x" * 300, "finalize%20"])
def test_there_is_no_such_stage(client: FlaskClient, person: Person, video: UUID, name: str) -> None:
    check(client.post(f"/video/{video}/stages/{name}/retry", headers=person.headers), 404, "not_found")


def test_a_stage_of_a_recording_under_way_is_not_started(client: FlaskClient, person: Person) -> None:
    video = record(person.id, b"12345")
    check(client.post(f"/video/{video}/stages/finalize/retry", headers=person.headers), 409, "stage_running")
    check(client.post(f"/ocr/process/{video}", headers=person.headers), 409, "stage_not_ready")
