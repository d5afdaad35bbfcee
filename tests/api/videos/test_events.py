"""Server-sent events: a page hears of every change of what is its person's, and of nothing else."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import requests
from apiflask import APIFlask
from sqlalchemy import update

from app import events
from app.api.videos import events as module
from app.db.models import Share, Video
from app.db.unit_of_work import transaction
from app.domain.pipeline.states import PLANS, Source, StageState
from app.services.annotations import comments
from app.services.ingest import connections
from app.services.notifications import bell
from app.services.pipeline import stages
from app.services.videos import library
from app.ws import closing
from tests.conftest import Person
from tests.support.live import serving
from tests.support.recordings import record
from tests.support.sharing import share, visit


@pytest.fixture
def url(app: APIFlask) -> Iterator[str]:
    with serving(app) as address:
        yield address


@pytest.fixture
def video(person: Person) -> UUID:
    return record(person.id, b"12345")


class Stream:
    """An event stream, event by event."""

    def __init__(self, answer: requests.Response) -> None:
        self.answer = answer
        self._lines = answer.iter_lines(chunk_size=1, decode_unicode=True)

    def comment(self) -> str:
        """The next line, which is a comment."""
        line = next(line for line in self._lines if line)
        assert line.startswith(":")
        return str(line)

    def event(self) -> tuple[str, Any]:
        """The next event's name and data; comments are passed over."""
        name = next(line for line in self._lines if line.startswith("event: "))
        data = next(self._lines)
        assert data.startswith("data: ")
        return name.removeprefix("event: "), json.loads(data.removeprefix("data: "))

    def until(self, is_it: Callable[[Any], bool]) -> Any:
        """The first `video` event of that kind."""
        while True:
            name, data = self.event()
            assert name == "video"
            if is_it(data):
                return data


@contextmanager
def listening(url: str, path: str, person: Person | dict[str, str]) -> Iterator[Stream]:
    """A page that listens, from the moment it is known to be connected: a person's, or whose headers these are."""
    headers = person if isinstance(person, dict) else person.headers
    with requests.get(url + path, headers=headers, stream=True, timeout=30) as answer:
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        assert answer.headers["Cache-Control"] == "no-store"
        stream = Stream(answer)
        assert stream.comment() == ": connected"
        yield stream


def test_a_watcher_sees_the_video_at_once_and_at_each_change(url: str, person: Person, video: UUID) -> None:
    with listening(url, f"/video/{video}/events", person) as stream:
        name, shown = stream.event()
        assert (name, shown["id"], shown["status"], shown["upload"]["offset"]) == ("video", str(video), "uploading", 5)
        connections.finish(video, person.caller)
        assert stream.until(lambda shown: shown["status"] == "processing")
        claim = stages.claim(video, "finalize")
        assert claim
        stages.touch(video, "finalize", claim.attempt, 0.5)
        assert stream.until(lambda shown: shown["stages"][0]["progress"] == 0.5)
        stages.finish(video, "finalize", StageState.DONE, claim.attempt)
        comments.create(video, person.caller, 0.5, "Look", "comment")
        assert stream.until(lambda shown: shown["counts"]["comments"] == 1)["stages"][0]["state"] == "done"


def test_a_watcher_hears_that_the_video_is_gone(url: str, person: Person, video: UUID) -> None:
    with listening(url, f"/video/{video}/events", person) as stream:
        stream.event()
        library.delete(video, person.caller)
        assert stream.event() == ("gone", {"id": str(video)})


def test_a_watcher_sees_what_the_api_shows(app: APIFlask, url: str, person: Person, video: UUID) -> None:
    shown = app.test_client().get(f"/video/{video}", headers=person.headers).json
    with listening(url, f"/video/{video}/events", person) as stream:
        assert stream.event()[1] == shown


def test_everybody_is_given_the_same_progress(app: APIFlask, url: str, person: Person, video: UUID) -> None:
    """On the page, in the library, by events and through the API for programs: one figure."""
    connections.finish(video, person.caller)
    assert stages.claim(video, "finalize")
    client = app.test_client()

    def get(path: str) -> Any:
        return client.get(path, headers=person.headers).json

    with listening(url, f"/video/{video}/events", person) as page, listening(url, "/video/events", person) as library:
        stages.touch(video, "finalize", 1, 0.5)
        events.video_changed(video, person.id)
        expected = round(0.5 / len(PLANS[Source.RECORDING]), 4)
        assert page.until(lambda shown: shown["progress"] > 0)["progress"] == expected
        assert library.until(lambda shown: shown["progress"] > 0)["progress"] == expected
    assert get(f"/video/{video}")["progress"] == expected
    assert [item["progress"] for item in get("/video/")["items"]] == [expected]
    assert get(f"/api/status?videoId={video}")["progress"] == expected
    assert get(f"/api/v1/videos/{video}")["progress"] == expected


def test_a_library_hears_of_each_of_its_videos_and_of_no_others(
    url: str, person: Person, video: UUID, make_person: Callable[[], Person]
) -> None:
    """Invariant 6."""
    stranger = make_person()
    with listening(url, "/video/events", person) as stream:
        library.start(stranger.id, "Somebody else's", None)
        library.rename(video, person.caller, "Renamed")
        _, first = stream.event()
        assert (first["id"], first["title"]) == (str(video), "Renamed")
        assert "playback" not in first
        new = library.start(person.id, "New", None)
        assert stream.event()[1]["id"] == str(new)
        connections.abort(video, person.caller)
        assert stream.event() == ("gone", {"id": str(video)})


def test_the_bell_rings_on_the_same_stream_and_on_nobody_elses(
    url: str, person: Person, video: UUID, make_person: Callable[[], Person]
) -> None:
    other = make_person()
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(visibility="workspace"))
    with listening(url, "/video/events", person) as mine, listening(url, "/video/events", other) as theirs:
        comments.create(video, other.caller, 0, "Hello", "comment")
        heard = dict([mine.event(), mine.event()])
        assert (set(heard), heard["told"]) == ({"told", "video"}, {"unread": 1})
        bell.read(person.caller, until=2**62)
        assert mine.event() == ("told", {"unread": 0})
        # The other one hears nothing of it, but of what is theirs.
        new = library.start(other.id, "Theirs", None)
        assert theirs.event()[1]["id"] == str(new)


def test_many_changes_in_a_moment_are_told_as_one(url: str, person: Person, video: UUID) -> None:
    with listening(url, f"/video/{video}/events", person) as stream:
        stream.event()
        for number in range(30):
            library.rename(video, person.caller, f"Title {number}")
        seen = []
        while not seen or seen[-1] != "Title 29":
            seen.append(stream.event()[1]["title"])
    assert len(seen) < 30


def test_a_quiet_stream_is_kept_open(url: str, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HEARTBEAT_SECONDS", 0.05)
    with listening(url, "/video/events", person) as stream:
        assert [stream.comment() for _ in range(2)] == [": still here"] * 2


def test_a_server_that_goes_away_ends_its_streams(url: str, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(url, "/video/events", person) as stream:
        monkeypatch.setattr(closing, "_going", True)
        assert set(stream.answer.iter_lines()) <= {b"", b": still here"}


@pytest.mark.parametrize("path", ["/video/{video}/events", "/video/events"])
def test_nobody_listens_without_a_sign_in(url: str, video: UUID, path: str) -> None:
    """Invariant 6."""
    answer = requests.get(url + path.replace("{video}", str(video)), timeout=10)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "not_authenticated")


def test_other_peoples_videos_are_not_there(url: str, video: UUID, make_person: Callable[[], Person]) -> None:
    """Invariant 6."""
    for target in (video, uuid4()):
        answer = requests.get(f"{url}/video/{target}/events", headers=make_person().headers, timeout=10)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


def test_a_guest_hears_of_comments_and_of_the_end_of_the_link(
    app: APIFlask, url: str, person: Person, video: UUID
) -> None:
    """Invariant 10."""
    client = app.test_client()
    link = share(client, person, video)
    with listening(url, f"/video/{video}/events", visit(client, link["token"])) as stream:
        _, shown = stream.event()
        assert (shown["rights"], shown["upload"]) == (["see", "watch"], None)
        comments.create(video, person.caller, 0.5, "Look", "comment")
        assert stream.until(lambda shown: shown["counts"]["comments"] == 1)
        client.delete(f"/video/{video}/shares/{link['id']}", headers=person.headers)
        assert stream.event() == ("gone", {"id": str(video)})
        assert not any(stream._lines)


def test_a_link_that_expires_ends_its_streams_though_nothing_happened(
    app: APIFlask, url: str, person: Person, video: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Invariant 10: the right is asked about with each sign of life."""
    monkeypatch.setattr(module, "HEARTBEAT_SECONDS", 0.05)
    client = app.test_client()
    with listening(url, f"/video/{video}/events", visit(client, share(client, person, video)["token"])) as stream:
        stream.event()
        with transaction() as work:
            work.execute(update(Share).values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))
        assert stream.event() == ("gone", {"id": str(video)})
        assert not any(stream._lines)


def test_somebody_who_was_named_hears_until_they_are_let_in_no_more(
    app: APIFlask, url: str, person: Person, video: UUID, make_person: Callable[[], Person]
) -> None:
    """Invariant 10."""
    client, friend = app.test_client(), make_person()
    client.post(f"/video/{video}/people", json={"email": friend.email}, headers=person.headers)
    with listening(url, f"/video/{video}/events", friend) as stream:
        stream.event()
        client.delete(f"/video/{video}/people/{friend.id}", headers=person.headers)
        assert stream.event() == ("gone", {"id": str(video)})


def test_a_whole_pipeline_is_followed_to_its_end(url: str, person: Person, video: UUID) -> None:
    with listening(url, f"/video/{video}/events", person) as stream:
        connections.finish(video, person.caller)
        for name in PLANS[Source.RECORDING]:
            claim = stages.claim(video, name)
            assert claim
            stages.finish(video, name, StageState.DONE, claim.attempt)
        shown = stream.until(lambda shown: shown["status"] == "done")
    assert {stage["state"] for stage in shown["stages"]} == {"done"}
