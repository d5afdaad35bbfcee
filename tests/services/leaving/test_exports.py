"""An export from the question to its end: what is in it, who makes it, and that nothing of it stays."""

import dataclasses
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zipfile import ZipFile

import pytest
from apiflask import APIFlask
from sqlalchemy import insert, text, update

from app.db.models import AccountExport, Annotation, DocumentStep, Video
from app.db.unit_of_work import transaction
from app.domain import times
from app.errors import VideoFlowError
from app.services.annotations import comments
from app.services.exports import rows
from app.services.leaving import contents, exporting, exports, notices
from app.services.pipeline import outputs
from app.services.videos import library
from app.storage import keys
from app.storage.s3 import ObjectStore
from tests.conftest import Person
from tests.support.mail import post_office
from tests.support.recordings import MIB, PART, content, let_time_pass, queued, settings_changed

MOVIE = content(6 * MIB)


@dataclass(frozen=True, slots=True)
class Packed:
    """Somebody's export: the folders of a video, and of one whose object is lost; and the other's video."""

    person: Person
    archive: ZipFile
    mine: str
    gone: str
    theirs: Video


def make_video(person: Person, store: ObjectStore, title: str, movie: bytes | None = MOVIE) -> Video:
    """One that can be played and saved, as far as the database says."""
    video_id = library.start(person.id, title, "video/webm")
    key = keys.download(video_id, "run", "720p")
    if movie is not None:
        store.put(key, movie, "video/mp4")
    with transaction() as work:
        saved = update(Video).where(Video.id == video_id).values(download_key=key, download_size=len(MOVIE))
        work.execute(saved)
        step = {"video_id": video_id, "index": 0, "timestamp": 1.5, "title": "Open the menu", "text": "Press it."}
        step |= {"kind": "click", "label": "Menu"}
        work.execute(insert(DocumentStep).values(step))
        return work.get_one(Video, video_id)


def row_of(person: Person) -> AccountExport:
    found = exports.current(person.id)
    assert found
    return found


def opened(person: Person, store: ObjectStore) -> ZipFile:
    key = row_of(person).s3_key
    assert key
    return ZipFile(io.BytesIO(store.get(key)))


@pytest.fixture
def packed(app: APIFlask, store: ObjectStore, make_person: Callable[[], Person]) -> Packed:
    """What somebody takes along who has two videos, of which one lost its object, and spoke about another's."""
    ada, bob = make_person(), make_person()
    mine, gone = make_video(ada, store, "../Ärger: a/b"), make_video(ada, store, "Lost", movie=None)
    theirs = make_video(bob, store, "Theirs")
    comments.create(mine.id, ada.caller, 0, "About mine", "comment")
    with transaction() as work:
        work.execute(update(Video).values(visibility="workspace"))
        said = {"video_id": mine.id, "guest_name": "Gil", "timestamp": 1, "content": "A guest's"}
        work.execute(insert(Annotation).values(said))
    comments.create(theirs.id, ada.caller, 0, "About theirs", "comment")
    with settings_changed(app, part_bytes=PART):
        exporting.run(exports.ask(ada.id).id)
    archive = opened(ada, store)
    return Packed(ada, archive, folder_of(archive, mine), folder_of(archive, gone), theirs)


def folder_of(archive: ZipFile, video: Video) -> str:
    (found,) = {name.rpartition("/")[0] for name in archive.namelist() if f"({video.id.hex[:8]})/" in name}
    return found


def test_it_holds_videos_and_nothing_that_is_not_there(packed: Packed, store: ObjectStore) -> None:
    names = packed.archive.namelist()
    assert packed.archive.testzip() is None
    assert all(name.count("/") == 2 for name in names if name.startswith("videos/"))
    assert packed.archive.read(f"{packed.mine}/video.mp4") == MOVIE
    assert f"{packed.gone}/video.json" in names and f"{packed.gone}/video.mp4" not in names
    row = row_of(packed.person)
    assert (row.state, row.progress, row.attempts) == ("done", 1.0, 1)
    assert row.size == len(store.get(row.s3_key or ""))
    assert list(store.open_multiparts()) == []


def test_it_holds_guides_words_and_the_account(packed: Packed) -> None:
    def read(name: str) -> Any:
        return json.loads(packed.archive.read(name))

    (step,) = read(f"{packed.mine}/guide.json")
    assert (step["title"], step["kind"], step["label"]) == ("Open the menu", "click", "Menu")
    words = [(each["author"], each["content"]) for each in read(f"{packed.mine}/comments.json")]
    assert words == [("Somebody", "About mine"), ("Gil", "A guest's")]
    elsewhere = [(each["video_id"], each["content"]) for each in read("comments-elsewhere.json")]
    assert elsewhere == [(str(packed.theirs.id), "About theirs")]
    account = read("account.json")
    assert account["email"] == packed.person.email and "password_hash" not in account


def test_one_at_a_time_and_the_next_takes_its_place(app: APIFlask, store: ObjectStore, person: Person) -> None:
    first = exports.ask(person.id)
    assert queued("default") == [("leaving.export", [str(first.id)])]
    with pytest.raises(VideoFlowError, match="already"):
        exports.ask(person.id)
    exporting.run(first.id)
    # Delivered once more it does nothing.
    exporting.run(first.id)
    key = row_of(person).s3_key or ""
    second = exports.ask(person.id)
    assert outputs.sweep() == 1
    assert (store.head(key), row_of(person).state, second.id != first.id) == (None, "pending", True)


def test_it_is_over_after_its_days(app: APIFlask, store: ObjectStore, person: Person) -> None:
    """Invariant 13."""
    exporting.run(exports.ask(person.id).id)
    row = row_of(person)
    assert (exports.forget(), outputs.sweep()) == (0, 0)
    let_time_pass("account_exports", "expires_at", row.id, "7 days 1 minute")
    assert exports.current(person.id) is None
    assert exports.forget() == 1
    with transaction() as work:
        work.execute(text("UPDATE garbage SET due_at = due_at - interval '7 days 61 minutes'"))
    assert outputs.sweep() == 1
    assert store.list_keys("") == []


def test_two_are_made_at_a_time_and_the_others_wait(app: APIFlask, make_person: Callable[[], Person]) -> None:
    people = [make_person() for _ in range(exports.QUEUE.at_once + 1)]
    rows = [exports.ask(each.id) for each in people]
    claims = [exports.QUEUE.claim(row.id) for row in rows]
    assert [bool(each) for each in claims] == [True] * exports.QUEUE.at_once + [False]
    queued_before = len(queued("default"))
    first = claims[0]
    assert first and exports.QUEUE.publish(first, 5)
    assert exports.QUEUE.ask_for_waiting(at_once=True) == 1
    assert queued("default")[queued_before:][-1] == ("leaving.export", [str(rows[-1].id)])
    assert exports.QUEUE.claim(rows[-1].id)


def test_a_lost_worker_is_replaced_and_can_do_no_harm(app: APIFlask, store: ObjectStore, person: Person) -> None:
    """Invariant 5."""
    row = exports.ask(person.id)
    lost = exports.QUEUE.claim(row.id)
    assert lost and exports.QUEUE.touch(lost, 0.4) and exports.QUEUE.claim(row.id) is None
    let_time_pass("account_exports", "touched_at", row.id, "5 minutes")
    assert exports.ask_for_waiting() == 1
    exporting.run(row.id)
    assert not exports.QUEUE.touch(lost, 0.5) and not exports.QUEUE.publish(lost, 1)
    exports.QUEUE.give_up(lost, retryable=True)
    assert (row_of(person).state, row_of(person).attempts) == ("done", 2)


def test_what_fails_again_and_again_has_failed(
    app: APIFlask, store: ObjectStore, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_video(person, store, "Mine")
    row = exports.ask(person.id)
    # An object store that is away, as the client of one says it.
    monkeypatch.setattr(times, "STORE_ATTEMPTS", 1)
    away = dataclasses.replace(app.config["VIDEOFLOW"], s3_endpoint_url="http://127.0.0.1:9", s3_public_endpoint=None)
    nowhere = ObjectStore(away)
    monkeypatch.setattr(contents, "get_store", lambda: nowhere)
    states = []
    for _ in range(rows.ATTEMPTS + 1):
        exporting.run(row.id)
        states.append(row_of(person).state)
    assert states == ["pending", "pending", "failed", "failed"]
    assert (store.list_keys(keys.EXPORTS), list(store.open_multiparts())) == ([], [])
    exports.ask(person.id)


def test_a_mail_says_when_it_is_ready(app: APIFlask, store: ObjectStore, person: Person) -> None:
    row = exports.ask(person.id)
    exporting.run(row.id)
    assert ("mail.export", [str(row.id)]) in queued("default")
    # Without a mail server nobody is written to.
    notices.export_ready(row.id)
    with post_office() as post, settings_changed(app, smtp_url=post.url, mail_from="vf@example.org"):
        notices.export_ready(row.id)
    (letter,) = post.letters
    assert (letter["To"], letter["Subject"]) == (person.email, "Your data is ready")
    # The mail itself opens nothing.
    assert "/settings#data" in letter.as_string() and "Signature" not in letter.as_string()
