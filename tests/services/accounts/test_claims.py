"""What waited for somebody becomes theirs once the address is known to be."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import insert, select

from app.db.models import Annotation, Named
from app.db.unit_of_work import transaction
from app.services.accounts import admission, sign_ins
from app.services.videos import library
from tests.conftest import PASSWORD, Person

EMAIL = "ana@example.org"


@pytest.fixture
def waiting(person: Person, make_person: Callable[[], Person]) -> tuple[UUID, UUID]:
    """Two people named her, and she said something as a guest."""
    by = []
    for who in (person, make_person()):
        video = library.start(who.id, None, None)
        with transaction() as work:
            work.execute(insert(Named).values(video_id=video, email=EMAIL, right="comment", created_by=who.id))
        by.append(who.id)
    with transaction() as work:
        said = {"video_id": video, "guest_name": "Ana", "guest_email": EMAIL, "timestamp": 0, "content": "Hello"}
        work.execute(insert(Annotation).values(said))
    return by[0], by[1]


def claimed(invitation: str | None) -> tuple[set[UUID | None], bool]:
    """By whom the names were given that became hers, and whether her words did."""
    user = sign_ins.register(EMAIL, PASSWORD, "Ana", admission.Proof(invitation=invitation)).user
    with transaction() as work:
        by = set(work.scalars(select(Named.created_by).where(Named.user_id == user.id)))
        words = work.scalar(select(Annotation.author_id)) == user.id
    return by, words


def test_an_administrators_invitation_shows_whose_the_address_is(waiting: tuple[UUID, UUID]) -> None:
    assert claimed(admission.invitation(EMAIL)) == (set(waiting), True)


def test_anybody_elses_shows_it_of_what_they_gave(waiting: tuple[UUID, UUID]) -> None:
    assert claimed(admission.invitation(EMAIL, waiting[1], admits=False)) == ({waiting[1]}, False)


def test_without_an_invitation_nothing_is_claimed(waiting: tuple[UUID, UUID]) -> None:
    assert claimed(None) == (set(), False)
    assert claimed_by_others(admission.invitation("bob@example.org")) == set()


def claimed_by_others(invitation: str) -> set[UUID | None]:
    """What an invitation of another address claims."""
    user = sign_ins.register("bea@example.org", PASSWORD, "Bea", admission.Proof(invitation=invitation)).user
    with transaction() as work:
        return set(work.scalars(select(Named.created_by).where(Named.user_id == user.id)))
