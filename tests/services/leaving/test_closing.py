"""The end of an account: nothing of its person remains but what they said about others' videos, as nobody's."""

import dataclasses
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import insert, select, text

from app.db.models import Annotation, AuditEntry, Named, ShareGuest, User
from app.db.unit_of_work import transaction
from app.domain import times
from app.domain.accounts.scopes import Scope
from app.errors import VideoFlowError
from app.extensions import db
from app.services.accounts import api_tokens, passwords, resets, roles, sign_ins
from app.services.annotations import comments
from app.services.ingest import connections
from app.services.leaving import closing, exporting, exports
from app.services.operations import purging
from app.services.pipeline import outputs
from app.services.uploads import finishing
from app.services.videos import library
from app.storage.s3 import ObjectStore
from app.storage.spool import get_spool
from tests.conftest import PASSWORD, Person
from tests.support.recordings import PART, content, record, settings_changed, upload_of
from tests.support.sharing import change, open_link, share


@pytest.fixture
def others(make_person: Callable[[], Person]) -> Person:
    """An administrator, so that whoever comes after is none."""
    return make_person()


@pytest.fixture
def leaver(others: Person, make_person: Callable[[], Person]) -> Person:
    return make_person()


def author(annotation: dict[str, Any]) -> dict[str, Any]:
    who: dict[str, Any] = annotation["author"]
    return who


def mentions(*words: str) -> list[str]:
    """Every table with a row that has one of these words in it, but for the audit log, which keeps what it says."""
    found = []
    with transaction() as work:
        for table in {*db.metadata.sorted_tables} - {AuditEntry.__table__}:
            rows = work.execute(select(text(f'"{table.name}"::text')).select_from(table)).scalars()
            found += [f"{table.name}: {row}" for row in rows if any(word in row for word in words)]
    return found


def test_nothing_of_the_person_remains(
    app: APIFlask, client: FlaskClient, store: ObjectStore, others: Person, leaver: Person
) -> None:
    """Invariant 8, 10, 13."""
    theirs = library.start(others.id, "Theirs", "video/webm")
    change(client, others, theirs, visibility="workspace")
    mine = record(leaver.id, content(PART), mime_type="video/webm")
    change(client, leaver, mine, visibility="public")
    token = share(client, others, theirs, needs_email=True)["id"]
    comments.create(theirs, leaver.caller, 0, "What I said", "comment")
    comments.create(mine, others.caller, 0, "What they said", "comment")
    with transaction() as work:
        named = {"video_id": theirs, "user_id": leaver.id, "email": leaver.email, "right": "view"}
        work.execute(insert(Named).values(named))
        work.execute(insert(ShareGuest).values(share_id=UUID(token), email=leaver.email))
        guest = {"video_id": theirs, "guest_name": "Me", "guest_email": leaver.email, "timestamp": 0, "content": "Hi"}
        work.execute(insert(Annotation).values(guest))
    link = share(client, leaver, mine)["token"]
    _, program = api_tokens.create(leaver.id, "A program", [Scope.READ], None)
    exporting.run(exports.ask(leaver.id).id)
    upload = upload_of(mine)
    with settings_changed(app, smtp_url="smtp://127.0.0.1:9", mail_from="vf@example.org"):
        resets.ask(leaver.email)

    assert client.post("/account/closing", json={"password": PASSWORD}, headers=leaver.headers).status_code == 204
    # At once: nobody signs in, nothing acts for them, nobody sees what was theirs.
    assert client.get("/account", headers=leaver.headers).status_code == 401
    assert client.get("/video/", headers={"Authorization": f"Bearer {program}"}).status_code == 401
    for password in (PASSWORD, ""):
        words = {"email": leaver.email, "password": password}
        assert client.post("/auth/login", json=words).status_code == 401
    assert open_link(client, link).status_code == 404
    assert client.get(f"/video/{mine}", headers=others.headers).status_code == 404
    assert [each["id"] for each in client.get("/admin/people", headers=others.headers).json["items"]] == [
        str(others.id)
    ]
    assert mentions(leaver.email) == []
    said = client.get(f"/annotations/video/{theirs}", headers=others.headers).json["items"]
    gone = ("Deleted person", False, True)
    assert {(who["name"], who["guest"], who["gone"]) for who in map(author, said)} == {gone, ("Me", True, False)}

    # And in the worker: the upload under way, the videos, the export, the account's row.
    closing.finish(leaver.id)
    finishing.discard(upload.id)
    # A worker may still be storing: that is looked for once more, later.
    with transaction() as work:
        work.execute(text("UPDATE garbage SET due_at = now()"))
    outputs.sweep()
    assert (mentions(str(leaver.id), leaver.email, str(upload.id)), get_spool().end(upload.id, 0)) == ([], 0)
    assert (store.list_keys(""), list(store.open_multiparts())) == ([], [])
    after = client.get(f"/annotations/video/{theirs}", headers=others.headers).json["items"]
    assert [(each["content"], author(each)["name"], author(each)["gone"]) for each in after] == [
        ("What I said", "Deleted person", True),
        ("Hi", "Me", False),
    ]
    # Whoever comes by this address next is somebody new.
    assert sign_ins.register(leaver.email, PASSWORD, "Somebody new").user.id != leaver.id
    closing.finish(leaver.id)


def test_the_last_administrator_stays(client: FlaskClient, others: Person, leaver: Person) -> None:
    answer = client.post("/account/closing", json={"password": PASSWORD}, headers=others.headers)
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "last_admin")
    assert client.get("/account", headers=others.headers).status_code == 200
    roles.give(leaver.id, "admin")
    assert client.post("/account/closing", json={"password": PASSWORD}, headers=others.headers).status_code == 204
    with pytest.raises(VideoFlowError, match="another first"):
        closing.close(leaver.id, PASSWORD)
    with pytest.raises(VideoFlowError, match="person"):
        roles.give(others.id, "admin")


def test_who_signs_in_while_the_account_ends_has_signed_in_to_nothing(
    app: APIFlask, client: FlaskClient, leaver: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The password is compared, the account ends, and only then the sign-in is written."""
    matches = passwords.matches

    def and_then_it_ends(password_hash: str | None, password: str) -> bool:
        monkeypatch.setattr(passwords, "matches", matches)
        found = matches(password_hash, password)
        closing.close(leaver.id, PASSWORD)
        return found

    monkeypatch.setattr(passwords, "matches", and_then_it_ends)
    late = sign_ins.login(leaver.email, PASSWORD)
    headers = {"Authorization": f"Bearer {late.access_token}"}
    assert client.get("/account", headers=headers).status_code == 401
    refreshed = client.post("/auth/refresh", headers={"Authorization": f"Bearer {late.refresh_token}"})
    assert refreshed.status_code == 401


def test_what_will_not_go_now_goes_later(
    app: APIFlask, store: ObjectStore, leaver: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An object store that is away keeps the account's row, and beat asks again."""
    record(leaver.id, content(1000))
    monkeypatch.setattr(times, "STORE_ATTEMPTS", 1)
    video = library.start(leaver.id, None, None)
    closing.close(leaver.id, PASSWORD)
    away = dataclasses.replace(app.config["VIDEOFLOW"], s3_endpoint_url="http://127.0.0.1:9", s3_public_endpoint=None)
    with monkeypatch.context() as patched:
        patched.setattr(purging, "get_store", lambda: ObjectStore(away))
        closing.finish(leaver.id)
    with pytest.raises(VideoFlowError):
        connections.connect(video, leaver.caller)
    assert closing.finish_all() == 1
    closing.finish(leaver.id)
    assert closing.finish_all() == 0
    with transaction() as work:
        assert work.get(User, leaver.id) is None
