"""Mails to people without an account who are named: how to get there."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from app.db.models import Named, User
from app.db.unit_of_work import transaction
from app.services.accounts import admission, sign_ins
from app.services.notifications import mails
from app.services.sharing import notices
from app.services.videos import library
from tests.conftest import PASSWORD, Person
from tests.support.mail import Post, post_office
from tests.support.recordings import queued, settings_changed

ANA = "ana@example.org"


@pytest.fixture
def post(app: APIFlask) -> Iterator[Post]:
    with post_office() as found, settings_changed(app, smtp_url=found.url, mail_from="vf@example.org"):
        yield found


@pytest.fixture
def owner(make_person: Callable[[], Person]) -> Person:
    return make_person()


def name(client: FlaskClient, owner: Person, video: UUID, email: str, right: str = "view") -> UUID:
    """Names somebody; returns the entry."""
    answer = client.post(f"/video/{video}/people", json={"email": email, "right": right}, headers=owner.headers)
    assert answer.status_code == 201
    with transaction() as work:
        return work.scalars(select(Named.id).where(Named.video_id == video, Named.email == email)).one()


def test_who_has_no_account_gets_an_invitation_that_works(client: FlaskClient, owner: Person, post: Post) -> None:
    video = library.start(owner.id, "<i>Title</i>\r\nBcc: x@example.org", "video/webm")
    entry = name(client, owner, video, ANA)
    assert ("mail.named", [str(entry)]) in queued("default")
    count = len(queued("default"))
    # Another right is no news.
    assert (name(client, owner, video, ANA, "edit"), len(queued("default"))) == (entry, count)
    notices.send_named(entry)
    (letter,) = post.letters
    assert (letter["To"], "Bcc" in letter) == (ANA, False)
    assert letter["Subject"] == "Somebody shared “<i>Title</i> Bcc: x@example.org” with you"
    text, page = (part.get_content() for part in letter.iter_parts())
    assert "<i>" not in page
    found = re.search(r"\S+/register\?\S+", text)
    assert found
    query = parse_qs(urlsplit(found[0]).query)
    assert query["email"] == [ANA]
    proof = admission.Proof(invitation=query["invitation"][0])
    ana = sign_ins.register(ANA, PASSWORD, "Ana", proof)
    headers = {"Authorization": f"Bearer {ana.access_token}"}
    assert client.get(f"/video/{video}", headers=headers).status_code == 200


def test_who_has_an_account_by_then_is_told_as_of_everything_else(
    client: FlaskClient, owner: Person, make_person: Callable[[], Person], post: Post
) -> None:
    bob = make_person()
    with transaction() as work:
        work.execute(update(User).values(email_confirmed_at=User.created_at))
    entry = name(client, owner, library.start(owner.id, "A title", "video/webm"), bob.email)
    assert ("mail.named", [str(entry)]) not in queued("default")
    notices.send_named(entry)
    assert post.letters == []
    mails.send(bob.id)
    assert [letter["Subject"] for letter in post.letters] == ["Somebody shared “A title” with you"]


def test_nobody_is_written_to_again_and_again(app: APIFlask, client: FlaskClient, owner: Person, post: Post) -> None:
    entry = name(client, owner, library.start(owner.id, None, None), ANA)
    with settings_changed(
        app, limits="share_mail.account=2/day", limits_factor=1.0, smtp_url=post.url, mail_from="vf@example.org"
    ):
        for _ in range(4):
            notices.send_named(entry)
    assert len(post.letters) == 2
