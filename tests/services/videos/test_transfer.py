"""Videos go from one person to another, with what belongs to them."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, update
from werkzeug.test import TestResponse

from app.db.models import Upload, Video
from app.db.unit_of_work import transaction
from app.domain.access import Caller
from app.errors import VideoFlowError
from app.services.accounts import roles
from app.services.accounts.roles import Change
from app.services.sharing import links, people
from app.services.sharing.links import Wish
from app.services.videos import library, transfer
from tests.conftest import Person
from tests.support.tokens import code_of


def finished(owner: Person, **more: object) -> UUID:
    video = library.start(owner.id, "Theirs", None)
    with transaction() as work:
        work.execute(update(Upload).where(Upload.video_id == video).values(state="completed"))
        work.execute(update(Video).where(Video.id == video).values(status="done", **more))
    return video


def move(client: FlaskClient, admin: Person, who: Person, to: UUID) -> TestResponse:
    return client.post(f"/admin/people/{who.id}/transfer", json={"to": str(to)}, headers=admin.headers)


def test_videos_change_hands_with_their_links(
    client: FlaskClient, person: Person, make_person: Callable[[], Person]
) -> None:
    leaver, heir = make_person(), make_person()
    video, trashed = finished(leaver), finished(leaver, trashed_at=func.now())
    recording = library.start(leaver.id, None, None)
    link = links.create(video, leaver.caller, Wish())
    people.name(video, leaver.caller, heir.email, "edit")
    answer = move(client, person, leaver, heir.id)
    assert answer.json == {"moved": 2, "left": 0, "unfinished": 1}
    assert client.get(f"/video/{video}", headers=leaver.headers).status_code == 404
    assert client.get(f"/video/{video}", headers=heir.headers).json["owner"]["id"] == str(heir.id)
    assert client.get(f"/api/links/{link.token}").status_code == 200
    assert people.listing(video, heir.caller).people == []
    library.restore(trashed, heir.caller)
    # Whoever records goes on.
    assert library.view(recording, leaver.caller).video.status == "uploading"


def test_they_go_some_at_once(client: FlaskClient, person: Person, make_person: Callable[[], Person]) -> None:
    leaver = make_person()
    for _ in range(3):
        finished(leaver)
    patch = pytest.MonkeyPatch()
    with patch.context() as changed:
        changed.setattr(transfer, "AT_ONCE", 2)
        assert move(client, person, leaver, person.id).json == {"moved": 2, "left": 1, "unfinished": 0}
        assert move(client, person, leaver, person.id).json == {"moved": 1, "left": 0, "unfinished": 0}
        assert move(client, person, leaver, person.id).json == {"moved": 0, "left": 0, "unfinished": 0}


def test_they_go_to_whoever_may_have_them(
    client: FlaskClient, person: Person, make_person: Callable[[], Person]
) -> None:
    leaver, viewer, shut = make_person(), make_person(), make_person()
    roles.give(viewer.id, "viewer")
    roles.change(shut.id, Change(disabled=True), None)
    for to in (viewer, shut, leaver):
        answer = move(client, person, leaver, to.id)
        assert (answer.status_code, code_of(answer)) == (409, "cannot_receive")
    assert move(client, person, leaver, uuid4()).status_code == 404
    assert move(client, leaver, person, leaver.id).status_code == 403
    with pytest.raises(VideoFlowError):
        library.view(finished(leaver), Caller(viewer.id, "viewer"))
