"""How often each GET route asks the database and the object store: however much there is, no more than this."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import event

from app.extensions import db
from app.services.annotations import comments
from app.services.files import direct_uploads
from app.services.files.form_uploads import About
from app.services.playback import playlists, signed_urls
from app.services.videos import library
from app.storage.s3 import ObjectStore
from tests.conftest import Person

MANY = 8
# Statements, and requests to the object store; one statement of each is for the sign-in.
MOST: dict[str, tuple[int, int]] = {
    # What the workspace is called: once in some seconds.
    "/": (1, 0),
    "/<path:path>": (1, 0),
    "/assets/<path:name>": (0, 0),
    "/account": (3, 0),
    "/account/export": (2, 0),
    # The lines, and how many are not read.
    "/account/notifications": (3, 0),
    "/account/sign-ins": (2, 0),
    "/account/tokens": (2, 0),
    "/annotations/<int:annotation_id>/history": (2, 0),
    "/annotations/<int:annotation_id>/voice": (3, 0),
    # The list, and of which version it is.
    "/annotations/video/<uuid:video_id>": (4, 0),
    # The video, and a page of the list.
    "/video/<uuid:video_id>/annotations/export": (5, 0),
    # The video, a page of the list, and which sheet there is; one that is made is written down.
    "/video/<uuid:video_id>/annotations/sheet": (10, 0),
    "/admin/audit": (2, 0),
    "/admin/audit/export": (3, 0),
    "/admin/invitations": (2, 0),
    "/admin/people": (2, 0),
    "/admin/storage": (2, 0),
    "/admin/workspace": (2, 0),
    "/workspace/logo/<name>": (1, 0),
    "/api/links/<token>": (3, 0),
    "/api/links/<token>/poster": (2, 0),
    "/api/links/<token>/preview": (2, 0),
    "/embed/<token>": (3, 0),
    "/oembed": (1, 0),
    "/guide/<token>": (2, 0),
    "/s/<token>": (2, 0),
    "/video/<uuid:video_id>/people": (4, 0),
    "/video/<uuid:video_id>/shares": (3, 0),
    "/api/download/<uuid:session_id>": (2, 0),
    "/api/media/<path:key>": (0, 0),
    "/api/sessions": (2, 0),
    "/api/status": (2, 0),
    "/api/stream": (2, 0),
    "/api/stream/<uuid:video_id>/<token>/<name>.m3u8": (2, 0),
    "/api/stream/<uuid:video_id>/<token>/master.m3u8": (1, 0),
    "/api/stream/<uuid:video_id>/<token>/storyboard.vtt": (1, 0),
    "/api/uploads/": (5, 3),
    "/api/uploads/<uuid:video_id>": (4, 1),
    "/api/v1/videos/<uuid:video_id>": (2, 0),
    "/auth/me": (2, 0),
    "/auth/options": (2, 0),
    "/docs": (0, 0),
    "/health": (0, 0),
    "/metrics": (8, 0),
    "/openapi.json": (0, 0),
    "/ready": (1, 1),
    # The limits of its time, stems; what one can see at most, what has the words, which of those one may see, these;
    # their lines; and where nothing is found once more with words that are nearly the same.
    "/search": (9, 0),
    "/video/": (2, 0),
    "/video/<uuid:video_id>": (2, 0),
    # Whether it was edited, beside the steps.
    "/video/<uuid:video_id>/document": (4, 0),
    # Without a guide; with one, the file that there is costs no more.
    "/video/<uuid:video_id>/document/export": (5, 0),
    "/video/<uuid:video_id>/document/edits": (5, 0),
    "/video/<uuid:video_id>/document/frames": (4, 0),
    "/video/<uuid:video_id>/document/history": (3, 0),
    "/video/<uuid:video_id>/events": (3, 0),
    "/video/<uuid:video_id>/search": (10, 0),
    "/video/<uuid:video_id>/secrets": (6, 0),
    "/video/<uuid:video_id>/texts": (3, 0),
    "/video/events": (1, 0),
}
SOCKETS = {
    "/ws/upload/<uuid:video_id>",
    "/ws/annotations/<uuid:video_id>",
    "/ws/live/<uuid:video_id>",
    "/ws/video",
    "/ws/audio",
}


@dataclass(slots=True)
class Asked:
    """How often each was asked."""

    database: int = 0
    store: int = 0


@contextmanager
def counting(store: ObjectStore) -> Iterator[Asked]:
    """Counts inside the block."""
    asked = Asked()

    def statement(*_: Any) -> None:
        asked.database += 1

    def request(**_: Any) -> None:
        asked.store += 1

    event.listen(db.engine, "before_cursor_execute", statement)
    store._client.meta.events.register("before-send.s3", request)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", statement)
        store._client.meta.events.unregister("before-send.s3", request)


@pytest.fixture
def video(person: Person) -> UUID:
    """One of many, with many files under way beside it and many words about it."""
    ids = [library.start(person.id, None, "video/webm") for _ in range(MANY)]
    for number in range(MANY):
        direct_uploads.start(person.id, About(f"{number}.mp4"), 10 * 1024 * 1024)
        comments.create(ids[0], person.caller, number, "Yes", "comment")
    return ids[0]


def path_of(rule: str, video: UUID) -> str:
    """The route's address for the video."""
    words = {"<uuid:video_id>": str(video), "<uuid:session_id>": str(video), "<name>": "720p"}
    words |= {"<int:annotation_id>": "1", "/workspace/logo/<name>": "/workspace/logo/0a"}
    words |= {"<token>": playlists.issue(video).token, "<path:path>": "library", "<path:name>": "nothing.js"}
    words |= {"/api/media/<path:key>": "/" + signed_urls.sign("videos/a/poster.jpg").url.split("/", 3)[3]}
    for word, value in words.items():
        rule = rule.replace(word, value)
    if rule.endswith("/search"):
        return rule + "?q=yes"
    if rule.endswith("/export") and rule.startswith("/video/"):
        return rule + ("?format=vtt" if "/document/" in rule else "?format=csv")
    return rule + (f"?videoId={video}" if rule in ("/api/status", "/api/stream") else "")


@pytest.mark.parametrize("rule", MOST)
def test_a_route_asks_no_more_than_this(
    client: FlaskClient, person: Person, store: ObjectStore, video: UUID, rule: str
) -> None:
    with counting(store) as asked:
        answer = client.get(path_of(rule, video), headers=person.headers, buffered=False)
        answer.close()
    print(f"{rule}: {asked.database} statements, {asked.store} requests to the object store ({answer.status_code})")
    assert answer.status_code < 500
    most = MOST[rule]
    assert (asked.database <= most[0], asked.store <= most[1]) == (True, True), (asked, most)


def test_every_get_route_is_in_the_table(app: APIFlask) -> None:
    """A route that is added is counted, too."""
    rules = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or set())}
    assert rules - SOCKETS == set(MOST)
