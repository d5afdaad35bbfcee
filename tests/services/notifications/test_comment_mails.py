"""Mails about comments: to a video's owner, at most one an hour, with what was said meanwhile."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import insert, select, update

from app.db.models import Annotation, CommentMail, User, Video
from app.db.unit_of_work import transaction
from app.domain.access import Guest
from app.domain.accounts.closed import NOBODY
from app.services.annotations import comments
from app.services.notifications import comment_mails
from app.services.videos import library
from tests.conftest import Person
from tests.support.mail import Post, post_office
from tests.support.recordings import queued, settings_changed
from tests.support.sharing import share


@pytest.fixture
def post(app: APIFlask) -> Iterator[Post]:
    with post_office() as found, settings_changed(app, smtp_url=found.url, mail_from="vf@example.org"):
        yield found


@pytest.fixture
def owner(make_person: Callable[[], Person]) -> Person:
    return make_person()


@pytest.fixture
def video(owner: Person) -> UUID:
    video_id = library.start(owner.id, "How to sign in", "video/webm")
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(visibility="link"))
    return video_id


@pytest.fixture
def say(client: FlaskClient, owner: Person, video: UUID) -> Callable[[str], None]:
    """A guest says something."""
    guest = Guest(UUID(share(client, owner, video, right="comment")["id"]), video)
    return lambda words: (comments.create(video, guest, 62.5, words, "comment", "Gil"), None)[1]


def entry(video: UUID) -> CommentMail | None:
    with transaction() as work:
        return work.scalar(select(CommentMail).where(CommentMail.video_id == video))


def test_whose_account_is_gone_is_called_so_in_the_readers_language(
    video: UUID, owner: Person, post: Post, say: Callable[[str], None]
) -> None:
    say("From a guest")
    with transaction() as work:
        gone = {"video_id": video, "guest_name": NOBODY, "timestamp": 1, "content": "From nobody"}
        work.execute(insert(Annotation).values(gone))
        work.execute(update(User).where(User.id == owner.id).values(language="de"))
    an_hour_later()
    comment_mails.send(video)
    (letter,) = post.letters
    assert "> Gil, 1:02: From a guest" in text_of(letter)
    assert "> Gelöschte Person, 0:01: From nobody" in text_of(letter)


def an_hour_later(minutes: int = 61) -> None:
    """For all entries."""
    with transaction() as work:
        back = timedelta(minutes=minutes)
        work.execute(update(CommentMail).values(due_at=CommentMail.due_at - back, sent_at=CommentMail.sent_at - back))


def text_of(letter: EmailMessage) -> str:
    return str(next(letter.iter_parts()).get_content())


def test_what_is_said_together_comes_together_and_then_not_for_an_hour(
    video: UUID, owner: Person, post: Post, say: Callable[[str], None]
) -> None:
    say("<b>First</b>\r\nBcc: x@example.org")
    say("Second")
    assert comment_mails.ask_for_due() == 0
    comment_mails.send(video)
    assert post.letters == []
    an_hour_later()
    assert comment_mails.ask_for_due() == 1
    assert queued("default")[-1] == ("mail.comments", [str(video)])
    comment_mails.send(video)
    # Delivered once more.
    comment_mails.send(video)
    (letter,) = post.letters
    assert (letter["To"], letter["Subject"], "Bcc" in letter) == (
        owner.email,
        "New comments on “How to sign in”",
        False,
    )
    assert "> Gil, 1:02: <b>First</b> Bcc: x@example.org" in text_of(letter) and "> Gil, 1:02: Second" in text_of(
        letter
    )
    assert "(2 in all)" in text_of(letter) and "/settings#mails" in letter["List-Unsubscribe"]
    _, page = letter.iter_parts()
    assert "<b>" not in page.get_content() and "&lt;b&gt;First" in page.get_content()
    say("Third")
    an_hour_later(minutes=5)
    assert comment_mails.ask_for_due() == 0
    an_hour_later()
    comment_mails.send(video)
    assert len(post.letters) == 2 and "First" not in text_of(post.letters[1]) and "Third" in text_of(post.letters[1])


def test_a_mail_server_that_is_away_is_asked_again(video: UUID, post: Post, say: Callable[[str], None]) -> None:
    say("Hello")
    an_hour_later()
    post.answer = "451 later"
    comment_mails.send(video)
    assert post.letters == []
    an_hour_later(minutes=11)
    post.answer = None
    assert comment_mails.ask_for_due() == 1
    comment_mails.send(video)
    assert len(post.letters) == 1


def test_who_does_not_want_it_gets_none_and_nothing_piles_up(
    client: FlaskClient, video: UUID, owner: Person, post: Post, say: Callable[[str], None]
) -> None:
    """Invariant 13."""
    chosen = client.patch("/account", json={"mail_about": ["recordings", "shares"]}, headers=owner.headers)
    assert chosen.json["mail_about"] == ["shares", "recordings"]
    say("Hello")
    an_hour_later()
    comment_mails.send(video)
    assert post.letters == []
    assert comment_mails.forget() == 0
    an_hour_later(minutes=25 * 60)
    assert (comment_mails.forget(), entry(video)) == (1, None)


def test_ones_own_words_and_words_without_a_mail_server_are_no_news(
    app: APIFlask, video: UUID, owner: Person, post: Post, say: Callable[[str], None]
) -> None:
    comments.create(video, owner.caller, 0, "Mine", "comment")
    with settings_changed(app, smtp_url=None):
        say("Hello")
    assert entry(video) is None


@pytest.mark.parametrize("wish", [None, "comments", ["everything"], ["comments"] * 4, [1]])
def test_what_is_no_choice_is_refused(client: FlaskClient, owner: Person, wish: object) -> None:
    answer = client.patch("/account", json={"mail_about": wish}, headers=owner.headers)
    assert answer.status_code == 400
    assert client.get("/account", headers=owner.headers).json["mail_about"] == ["comments", "shares"]
