"""Mails about a recording that is ready, or failed: for those who want them."""

from collections.abc import Iterator

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from app.db.models import User
from app.db.unit_of_work import transaction
from app.domain.pipeline.states import VideoStatus
from app.services.notifications import recordings
from app.services.pipeline.transitions import change_status
from app.services.videos import library
from tests.conftest import Person
from tests.support.mail import Post, post_office
from tests.support.recordings import queued, settings_changed


@pytest.fixture
def post(app: APIFlask) -> Iterator[Post]:
    with post_office() as found, settings_changed(app, smtp_url=found.url, mail_from="vf@example.org"):
        yield found


@pytest.mark.parametrize(
    ("end", "language", "subject"),
    [(VideoStatus.DONE, None, "“A title” is ready"), (VideoStatus.FAILED, "de", "„A title“ wurde nicht fertig")],
)
def test_who_wants_it_is_told_how_it_ended(
    person: Person, post: Post, end: VideoStatus, language: str | None, subject: str
) -> None:
    video = library.start(person.id, "A title", "video/webm")
    for status in (VideoStatus.PROCESSING, end):
        with transaction() as work:
            change_status(work, video, status, "as it goes")
    assert queued("default").count(("mail.recording", [str(video)])) == 1
    recordings.send(video)
    assert post.letters == []
    with transaction() as work:
        work.execute(update(User).values(mail_about=["recordings"], language=language))
    recordings.send(video)
    assert [(letter["To"], letter["Subject"]) for letter in post.letters] == [(person.email, subject)]


def test_one_that_is_made_again_and_ends_as_before_is_no_news(person: Person, post: Post) -> None:
    video = library.start(person.id, "A title", "video/webm")
    ends = (VideoStatus.DONE, VideoStatus.DONE, VideoStatus.FAILED, VideoStatus.FAILED, VideoStatus.DONE)
    told = []
    for end in ends:
        for status in (VideoStatus.PROCESSING, end):
            with transaction() as work:
                change_status(work, video, status, "as it goes")
        told.append(queued("default").count(("mail.recording", [str(video)])))
    assert told == [1, 1, 2, 2, 3]
