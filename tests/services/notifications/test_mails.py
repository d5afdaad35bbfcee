"""Mails about what happened: one at once, then one an hour with all of it, and nothing twice."""

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from app.db.models import NewsMail, User, Video
from app.db.unit_of_work import transaction
from app.domain.access import Guest
from app.domain.accounts.closed import NOBODY
from app.domain.pipeline.states import VideoStatus
from app.services.accounts import profile
from app.services.annotations import comments
from app.services.annotations.comments import More
from app.services.notifications import bell, mails
from app.services.pipeline.transitions import change_status
from app.services.sharing import people
from app.services.videos import library
from tests.conftest import Person
from tests.support.mail import Post, post_office
from tests.support.recordings import at_once, queued, settings_changed
from tests.support.sharing import share
from tests.support.talkers import watchable


@pytest.fixture
def post(app: APIFlask) -> Iterator[Post]:
    with post_office() as found, settings_changed(app, smtp_url=found.url, mail_from="vf@example.org"):
        yield found


def later(minutes: int = 61) -> None:
    """For all entries."""
    with transaction() as work:
        back = timedelta(minutes=minutes)
        work.execute(update(NewsMail).values(due_at=NewsMail.due_at - back, sent_at=NewsMail.sent_at - back))


def text_of(letter: EmailMessage) -> str:
    return str(next(letter.iter_parts()).get_content())


def say(video: UUID, who: Person, words: str) -> None:
    comments.create(video, who.caller, 62.5, words, "comment")


def ends(video: UUID, *ends: VideoStatus) -> None:
    for status in ends:
        with transaction() as work:
            change_status(work, video, status, "as it goes")


def waits(person: Person) -> NewsMail | None:
    with transaction() as work:
        return work.scalar(select(NewsMail).where(NewsMail.user_id == person.id))


def asked(person: Person) -> int:
    """How many messages ask for their mail."""
    return queued("default").count(("mail.news", [str(person.id)]))


def test_the_first_comes_at_once_and_what_follows_together_an_hour_later(
    video: UUID, owner: Person, ana: Person, post: Post
) -> None:
    say(video, ana, "<b>First</b>\r\nBcc: x@example.org")
    assert asked(owner) == 1
    mails.send(owner.id)
    # Delivered once more.
    mails.send(owner.id)
    (letter,) = post.letters
    assert (letter["To"], letter["Subject"]) == (owner.email, "New comments on “How to sign in”")
    assert "Bcc" not in letter and "/settings#mails" in letter["List-Unsubscribe"]
    assert "> Ana, 1:02: <b>First</b> Bcc: x@example.org" in text_of(letter) and f"/watch/{video}" in text_of(letter)
    _, page = letter.iter_parts()
    assert "<b>" not in page.get_content() and "&lt;b&gt;First" in page.get_content()
    say(video, ana, "Second")
    say(video, ana, "Third")
    assert (asked(owner), mails.ask_for_due()) == (1, 0)
    mails.send(owner.id)
    assert len(post.letters) == 1
    later()
    assert (mails.ask_for_due(), asked(owner)) == (1, 2)
    mails.send(owner.id)
    assert len(post.letters) == 2 and "First" not in text_of(post.letters[1])
    assert "> Ana, 1:02: Second" in text_of(post.letters[1]) and "> Ana, 1:02: Third" in text_of(post.letters[1])
    assert "(2 in all)" in text_of(post.letters[1])


def test_what_happened_to_several_things_is_one_mail(
    client: FlaskClient, video: UUID, owner: Person, ana: Person, post: Post
) -> None:
    profile.change(owner.id, {"mail_about": ["comments", "mentions", "shares", "recordings"]})
    for_guests = watchable(owner, "For guests", "link")
    guest = Guest(UUID(share(client, owner, for_guests, right="comment")["id"]), for_guests)
    comments.create(for_guests, guest, 5, "From a guest", "comment", "Gil")
    comments.create(video, ana.caller, 1, "You", "comment", more=More(mentions=(owner.id,)))
    people.name(watchable(ana, "Hers"), ana.caller, owner.email, "view")
    ends(video, VideoStatus.PROCESSING, VideoStatus.DONE)
    mails.send(owner.id)
    (letter,) = post.letters
    assert letter["Subject"] == "News about 4 things"
    assert [line for line in text_of(letter).splitlines() if line.startswith("> ")] == [
        "> New comments on “For guests”",
        "> Gil, 0:05: From a guest",
        "> Ana mentioned you in “How to sign in”",
        "> Ana, 0:01: You",
        "> Ana shared “Hers” with you",
        "> “How to sign in” is ready",
    ]


@pytest.mark.parametrize(
    ("end", "language", "subject"),
    [(VideoStatus.DONE, None, "“A title” is ready"), (VideoStatus.FAILED, "de", "„A title“ wurde nicht fertig")],
)
def test_who_wants_it_is_told_how_a_recording_ended(
    owner: Person, post: Post, end: VideoStatus, language: str | None, subject: str
) -> None:
    profile.change(owner.id, {"mail_about": ["recordings"], "language": language})
    ends(library.start(owner.id, "A title", "video/webm"), VideoStatus.PROCESSING, end)
    mails.send(owner.id)
    assert [(letter["To"], letter["Subject"]) for letter in post.letters] == [(owner.email, subject)]


def test_a_mail_server_that_is_away_is_asked_again(video: UUID, owner: Person, ana: Person, post: Post) -> None:
    say(video, ana, "Hello")
    post.answer = "451 later"
    mails.send(owner.id)
    assert (post.letters, mails.ask_for_due()) == ([], 0)
    later(minutes=11)
    post.answer = None
    assert mails.ask_for_due() == 1
    mails.send(owner.id)
    assert len(post.letters) == 1 and "Hello" in text_of(post.letters[0])


def test_two_who_send_at_once_are_one(app: APIFlask, video: UUID, owner: Person, ana: Person, post: Post) -> None:
    """Invariant 5."""
    say(video, ana, "Hello")
    at_once(app, *[lambda: mails.send(owner.id)] * 4)
    assert len(post.letters) == 1


@pytest.mark.parametrize("why", [None, "not wanted", "read", "not to be seen", "taken back", "own"])
def test_what_is_no_news_is_not_written(video: UUID, owner: Person, ana: Person, post: Post, why: str | None) -> None:
    if why == "not wanted":
        profile.change(owner.id, {"mail_about": ["replies", "shares"]})
    said = comments.create(video, owner.caller if why == "own" else ana.caller, 1, "Hello", "comment").row.id
    if why == "read":
        bell.read(owner.caller, until=2**62)
    if why == "taken back":
        comments.remove(said, ana.caller)
    if why == "not to be seen":
        with transaction() as work:
            work.execute(update(Video).values(trashed_at=func.now()))
    mails.send(owner.id)
    assert len(post.letters) == (why is None)


def test_what_the_bell_is_not_to_have_comes_by_mail_all_the_same(
    video: UUID, owner: Person, ana: Person, post: Post
) -> None:
    profile.change(owner.id, {"bell_about": []})
    say(video, ana, "Hello")
    mails.send(owner.id)
    assert (len(post.letters), bell.page(owner.caller, 20).lines) == (1, [])


def test_whose_account_is_gone_is_called_so_in_the_readers_language(owner: Person, ana: Person, post: Post) -> None:
    profile.change(owner.id, {"language": "de"})
    people.name(watchable(ana, "Ihres"), ana.caller, owner.email, "view")
    with transaction() as work:
        work.execute(update(User).where(User.id == ana.id).values(name=NOBODY))
    mails.send(owner.id)
    assert [letter["Subject"] for letter in post.letters] == ["Gelöschte Person hat „Ihres“ mit dir geteilt"]


def test_without_a_mail_server_nothing_waits_and_what_is_over_is_forgotten(
    app: APIFlask, video: UUID, owner: Person, ana: Person, post: Post
) -> None:
    """Invariant 13."""
    with settings_changed(app, smtp_url=None):
        say(video, ana, "Hello")
    assert waits(owner) is None
    say(video, ana, "Hello again")
    mails.send(owner.id)
    assert "> Ana, 1:02: Hello again" in text_of(post.letters[0]) and "(1 in all)" in text_of(post.letters[0])
    assert mails.forget() == 0
    later(minutes=25 * 60)
    assert (mails.forget(), waits(owner)) == (1, None)
