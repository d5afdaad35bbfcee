"""People with names, and videos that they can talk about."""

from uuid import UUID

from sqlalchemy import update

from app.db.models import User, Video
from app.db.unit_of_work import transaction
from app.services.videos import library
from tests.conftest import Person


def called(person: Person, name: str) -> Person:
    """The person, by this name, with an address that is shown to be theirs."""
    with transaction() as work:
        values = {"name": name, "email_confirmed_at": User.created_at}
        work.execute(update(User).where(User.id == person.id).values(values))
    return person


def watchable(owner: Person, title: str = "How to sign in", visibility: str = "workspace") -> UUID:
    """A video for these."""
    video_id = library.start(owner.id, title, "video/webm")
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(visibility=visibility))
    return video_id
