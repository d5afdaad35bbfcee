"""Everybody with an account: page by page, by name or email, with what they store."""

from collections.abc import Callable
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import func, update

from app.db.models import User, Video
from app.db.unit_of_work import transaction
from app.errors import VideoFlowError
from app.services.accounts import directory
from app.services.videos import library
from tests.conftest import Person


def sized(owner: UUID, size: int, **more: object) -> None:
    video = library.start(owner, None, None)
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video).values(size=size, status="done", **more))


def test_everybody_is_listed_page_by_page(
    client: FlaskClient, person: Person, make_person: Callable[[], Person]
) -> None:
    people = {str(person.id), *(str(make_person().id) for _ in range(4))}
    seen: list[dict[str, object]] = []
    cursor = ""
    while True:
        page = client.get(f"/admin/people?limit=2{cursor}", headers=person.headers).json
        seen += page["items"]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    emails = [str(each["email"]) for each in seen]
    assert {each["id"] for each in seen} == people
    assert emails == sorted(emails)
    assert seen[0]["last_seen_at"]


def test_people_are_found_by_name_and_email(app: APIFlask, person: Person, make_person: Callable[[], Person]) -> None:
    other = make_person()
    with transaction() as work:
        work.execute(update(User).where(User.id == other.id).values(name="100% <b>Aino</b>"))
    assert [each.user.id for each in directory.page("aino", 50, None)[0]] == [other.id]
    assert [each.user.id for each in directory.page("100%", 50, None)[0]] == [other.id]
    assert [each.user.id for each in directory.page(person.email[:12].upper(), 50, None)[0]] == [person.id]
    assert directory.page("10_%", 50, None) == ([], None)
    with pytest.raises(VideoFlowError, match="cursor"):
        directory.page(None, 50, "\u00e4")


def test_what_people_store_is_counted_without_what_is_deleted(
    client: FlaskClient, person: Person, make_person: Callable[[], Person]
) -> None:
    other = make_person()
    sized(other.id, 5_000_000_000)
    sized(other.id, 7, trashed_at=func.now())
    sized(person.id, 3)
    sized(person.id, 1000, deleted_at=func.now())
    found = client.get("/admin/storage", headers=person.headers).json
    assert [(each["id"], each["stored"], each["videos"]) for each in found["items"]] == [
        (str(other.id), 5_000_000_007, 2),
        (str(person.id), 3, 1),
    ]
    assert (found["stored"], found["videos"]) == (5_000_000_010, 3)
    assert directory.one(other.id).stored == 5_000_000_007


def test_an_empty_server_stores_nothing(app: APIFlask) -> None:
    assert directory.storage() == ([], 0, 0)
