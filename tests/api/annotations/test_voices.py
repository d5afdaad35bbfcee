"""Voice-overs over HTTP: the documented form, what comes of it, and what is refused without a trace."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
import requests
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from app.db.models import Garbage, User, Video, VoiceOver
from app.db.unit_of_work import transaction
from app.domain.annotations import voices as rules
from app.services.accounts import quota
from app.services.annotations import voicing
from app.services.pipeline import outputs
from app.services.videos import library
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.support.players import opened, path_of
from tests.support.recordings import settings_changed
from tests.support.sharing import share, visit
from tests.support.tokens import code_of
from tests.support.voices import PATH, sound, speak

STROKE = {"tool_type": "pen", "points": [[0.1, 0.2], [0.3, 0.4]], "color": "#ff0000", "at": 0.2, "until": 0.4}
LOG = [{"at": 0, "video": 30.5, "playing": True}, {"at": 0.5, "video": 12.0, "playing": False}]


@pytest.fixture
def video(person: Person) -> UUID:
    video = library.start(person.id, "Front squat", "video/webm")
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(duration=60.0))
    return video


def objects(store: ObjectStore, video: UUID) -> list[str]:
    return store.list_keys(keys.all_of_kind(video, keys.VOICE))


def made(client: FlaskClient, person: Person, video: UUID, **fields: Any) -> int:
    """One that can be heard."""
    answer = speak(client, person.headers, video_id=video, timestamp=30.5, **fields)
    assert answer.status_code == 201, answer.json
    voicing.run(answer.json["id"])
    return int(answer.json["id"])


def test_the_documented_form_makes_one(client: FlaskClient, person: Person, video: UUID) -> None:
    answer = speak(client, person.headers, video_id=video, timestamp="30.5")
    assert answer.status_code == 201
    said = answer.json
    assert (said["type"], said["timestamp"], said["video_id"], said["content"]) == ("voice_over", 30.5, str(video), "")
    assert said["voice"]["state"] == "pending"
    assert said["voice"]["duration"] == pytest.approx(1.0, abs=0.05)
    found = client.get(f"/annotations/{said['id']}/voice", headers=person.headers).json
    assert (found["state"], found["url"], found["hls_url"], found["peaks"]) == ("pending", None, None, [])


def test_it_is_heard_once_it_is_made(client: FlaskClient, person: Person, video: UUID, store: ObjectStore) -> None:
    data = {"log": LOG, "strokes": [STROKE]}
    number = made(client, person, video, data=data, content="Keep your back straight", end=31.5)
    (listed,) = client.get(f"/annotations/video/{video}", headers=person.headers).json["items"]
    assert (listed["voice"]["state"], listed["end"], listed["content"]) == ("ready", 31.5, "Keep your back straight")
    assert (listed["data"]["log"], listed["data"]["strokes"][0]["at"]) == (LOG, 0.2)
    found = client.get(f"/annotations/{number}/voice", headers=person.headers).json
    assert (found["state"], len(found["peaks"]), max(found["peaks"])) == ("ready", voicing.BARS, 100)
    whole = requests.get(opened(client, found["url"]), timeout=10)
    assert (whole.status_code, whole.headers["Content-Type"], whole.content[4:8]) == (200, "audio/mp4", b"ftyp")
    playlist = client.get(path_of(found["hls_url"])).text
    assert playlist.startswith("#EXTM3U") and "#EXT-X-ENDLIST" in playlist and ".m4s?" in playlist
    # What was sent is not kept longer than addresses of it could be.
    assert sorted(key.rpartition("/")[2] for key in objects(store, video)) == [
        "00000.m4s",
        "init.mp4",
        "sent",
        "voice.m4a",
    ]
    with transaction() as work:
        work.execute(update(Garbage).where(Garbage.prefix.contains(str(video))).values(due_at=func.now()))
    outputs.sweep()
    assert [key for key in objects(store, video) if key.endswith("sent")] == []
    assert requests.get(opened(client, found["url"]), timeout=10).status_code == 200


@pytest.mark.parametrize("suffix", [".ogg", ".mp3", ".m4a"])
def test_what_programs_send_is_heard_too(client: FlaskClient, person: Person, video: UUID, suffix: str) -> None:
    answer = speak(client, person.headers, sound(1.0, suffix), video_id=video, timestamp=0)
    assert answer.status_code == 201
    voicing.run(answer.json["id"])
    assert client.get(f"/annotations/{answer.json['id']}/voice", headers=person.headers).json["state"] == "ready"


@pytest.mark.parametrize(
    ("audio", "status", "code"),
    [
        (b"", 415, "not_audio"),
        (b"<script>alert(1)</script>" * 200, 415, "not_audio"),
        (b"\x1a\x45\xdf\xa3" + b"\0" * 3000, 415, "not_audio"),
        (sound()[:200], 415, "not_audio"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 500, 415, "not_audio"),
    ],
    ids=["empty", "text", "broken", "cut", "picture"],
)
def test_audio_that_is_none_is_refused(
    client: FlaskClient, person: Person, video: UUID, store: ObjectStore, audio: bytes, status: int, code: str
) -> None:
    answer = speak(client, person.headers, audio, video_id=video, timestamp=0)
    assert (answer.status_code, code_of(answer)) == (status, code)
    nothing_is_left(client, person, video, store)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"timestamp": "NaN"}, "invalid_form"),
        ({"timestamp": "Infinity"}, "invalid_form"),
        ({"timestamp": "-1"}, "invalid_form"),
        ({"timestamp": "soon"}, "invalid_form"),
        ({"timestamp": ""}, "invalid_form"),
        ({"timestamp": "61"}, "outside_video"),
        ({"timestamp": "1e300"}, "outside_video"),
        ({"end": "NaN"}, "invalid_form"),
        ({"end": "10"}, "ends_before"),
        ({"video_id": "x"}, "invalid_form"),
        ({"video_id": ""}, "invalid_form"),
        ({"content": "x" * 5001}, "invalid_form"),
        ({"data": "{"}, "voice_data_invalid"),
        ({"data": '{"log": [{"at": NaN, "video": 0, "playing": true}]}'}, "voice_data_invalid"),
        ({"data": '{"log": [{"at": 1e999, "video": 0, "playing": true}]}'}, "voice_data_invalid"),
        ({"data": {"log": [{"at": 0, "video": 61, "playing": True}]}}, "outside_video"),
        ({"data": {"strokes": [{**STROKE, "color": "<script>"}]}}, "drawing_color_invalid"),
        ({"data": {"strokes": [{**STROKE, "tool_type": "script"}]}}, "drawing_tool_unknown"),
        ({"data": {"strokes": [{**STROKE, "points": [[5, 5]]}]}}, "drawing_outside"),
        ({"data": "[" * 50_000}, "voice_data_invalid"),
    ],
    ids=lambda each: ascii(each)[:50],
)
def test_what_makes_no_sense_is_refused(
    client: FlaskClient, person: Person, video: UUID, store: ObjectStore, change: dict[str, Any], code: str
) -> None:
    """Invariant 8."""
    answer = speak(client, person.headers, **{"video_id": video, "timestamp": 30.5, **change})
    assert (answer.status_code, code_of(answer)) == (400, code)
    nothing_is_left(client, person, video, store)


def test_what_is_too_long_or_too_large_is_refused(
    client: FlaskClient, person: Person, video: UUID, store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {"video_id": video, "timestamp": 0}
    monkeypatch.setattr(rules, "LONGEST_SECONDS", 2)
    answer = speak(client, person.headers, sound(3.0), **fields)
    assert (answer.status_code, code_of(answer)) == (422, "voice_too_long")
    monkeypatch.setattr(rules, "LARGEST_BYTES", 1000)
    answer = speak(client, person.headers, **fields)
    assert (answer.status_code, code_of(answer)) == (413, "voice_too_large")
    nothing_is_left(client, person, video, store)


def test_a_form_without_its_file_is_refused(client: FlaskClient, person: Person, video: UUID) -> None:
    form = {"video_id": str(video), "timestamp": "1"}
    for body in ({"data": form}, {"json": form}, {"data": b"x"}):
        answer = client.post(PATH, headers=person.headers, **body)
        assert answer.status_code == 400, body
    answer = client.post(PATH, headers=person.headers, data=form, content_type="multipart/form-data")
    assert code_of(answer) == "missing_file"


def test_script_in_words_stays_words(client: FlaskClient, person: Person, video: UUID) -> None:
    words = "<script>alert('x')</script>"
    answer = speak(client, person.headers, video_id=video, timestamp=0, content=words)
    assert answer.json["content"] == words


def test_who_may_only_look_hears_and_does_not_speak(
    client: FlaskClient, person: Person, make_person: Callable[[], Person], video: UUID, store: ObjectStore
) -> None:
    viewer, stranger = make_person(), make_person()
    named = client.post(f"/video/{video}/people", json={"email": viewer.email, "right": "view"}, headers=person.headers)
    assert named.status_code == 201
    fields = {"video_id": video, "timestamp": 0}
    assert code_of(speak(client, viewer.headers, **fields)) == "not_allowed"
    assert code_of(speak(client, stranger.headers, **fields)) == "not_found"
    assert code_of(speak(client, None, **fields)) == "not_authenticated"
    nothing_is_left(client, person, video, store)
    number = made(client, person, video)
    heard = f"/annotations/{number}/voice"
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(playable=True))
    url = client.get(heard, headers=viewer.headers).json["url"]
    assert requests.get(opened(client, url), timeout=10).status_code == 200
    assert client.get(heard, headers=stranger.headers).status_code == 404
    assert client.delete(f"/video/{video}/people/{viewer.id}", headers=person.headers).status_code == 204
    # What was given to them ends with their right.
    assert client.get(path_of(url)).status_code == 403


def test_a_guest_of_a_link_hears_it(client: FlaskClient, person: Person, video: UUID) -> None:
    number = made(client, person, video)
    guest = visit(client, share(client, person, video, right="view")["token"])
    assert client.get(f"/annotations/{number}/voice", headers=guest).json["state"] == "ready"
    assert code_of(speak(client, guest, video_id=video, timestamp=0)) == "not_authenticated"


def test_sent_again_it_is_the_one_that_is_there(
    client: FlaskClient, person: Person, video: UUID, store: ObjectStore
) -> None:
    fields = {"video_id": video, "timestamp": 0, "client_id": "8f2f1f6e-6a3f-4f57-9a52-1d1a86f6a0b1"}
    first, second = (speak(client, person.headers, **fields) for _ in range(2))
    assert first.json["id"] == second.json["id"]
    assert len(objects(store, video)) == 1


@pytest.mark.parametrize("is_made", [False, True])
def test_deleted_its_sound_goes(
    client: FlaskClient, person: Person, video: UUID, store: ObjectStore, is_made: bool
) -> None:
    """Also as an answer to a comment that is deleted."""
    whole = {"video_id": str(video), "timestamp": 1, "content": "How?"}
    parent = client.post("/annotations/", json=whole, headers=person.headers).json["id"]
    answer = speak(client, person.headers, video_id=video, timestamp=1, parent_id=parent)
    if is_made:
        voicing.run(answer.json["id"])
        with transaction() as work:
            work.execute(update(Garbage).where(Garbage.prefix.contains(str(video))).values(due_at=func.now()))
        outputs.sweep()
    assert client.delete(f"/annotations/{parent}", headers=person.headers).status_code == 204
    outputs.sweep()
    assert objects(store, video) == []
    voicing.run(answer.json["id"])
    nothing_is_left(client, person, video, store)


def test_it_counts_as_stored_and_has_a_limit(
    app: APIFlask, client: FlaskClient, person: Person, video: UUID, store: ObjectStore
) -> None:
    with transaction() as work:
        room = quota._taken(work, person.id).size + len(sound()) + 10
        work.execute(update(User).where(User.id == person.id).values(quota_bytes=room))
    fields = {"video_id": video, "timestamp": 0}
    assert speak(client, person.headers, **fields).status_code == 201
    assert code_of(speak(client, person.headers, **fields)) == "quota_exceeded"
    assert len(objects(store, video)) == 1
    with settings_changed(app, limits="voice.person=1/hour", limits_factor=1.0):
        speak(client, person.headers, **fields)
        assert code_of(speak(client, person.headers, **fields)) == "rate_limited"


def nothing_is_left(client: FlaskClient, person: Person, video: UUID, store: ObjectStore) -> None:
    assert client.get(f"/annotations/video/{video}", headers=person.headers).json["items"] == []
    assert objects(store, video) == []
    with transaction() as work:
        assert work.scalar(select(func.count()).where(VoiceOver.video_id == video)) == 0
