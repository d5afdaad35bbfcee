"""Whoever was away hears of all that changed, once, in order, and of what is gone."""

import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select, update

from app.db import layers
from app.db.models import Annotation, AnnotationTombstone, Video
from app.db.unit_of_work import transaction
from app.errors import VideoFlowError
from app.services.annotations import comments, graves, reactions, shown
from app.services.annotations.comments import More
from app.services.videos import library
from tests.conftest import Person

THUMB = "👍"


@pytest.fixture
def video(person: Person) -> UUID:
    return library.start(person.id, None, None)


def say(video: UUID, person: Person, content: str = "Here", parent: int | None = None) -> int:
    return comments.create(video, person.caller, 1.0, content, "comment", more=More(parent_id=parent)).id


def changes(
    video: UUID, person: Person, version: int, limit: int = 200
) -> tuple[list[tuple[int, int]], list[int], int]:
    """All pages of what changed: (id, version), ids that are gone, and up to which version."""
    items, gone, after, pages = [], [], None, 0
    while True:
        page = shown.since(video, person.caller, version, limit, after)
        items += [(each.id, each.row.version) for each in page.items]
        gone += page.gone
        after, pages = page.after and (int(page.after[0]), page.after[1]), pages + 1
        if after is None:
            return items, gone, page.version
        assert pages < 100


def test_each_change_has_the_next_number(person: Person, video: UUID, make_person: Callable[[], Person]) -> None:
    first = say(video, person)
    second = say(video, person)
    assert changes(video, person, 0) == ([(first, 2), (second, 3)], [], 3)
    comments.change(first, person.caller, {"content": "There"})
    comments.resolve(first, person.caller, True)
    comments.resolve(first, person.caller, True)
    reactions.add(second, person.caller, THUMB)
    reactions.add(second, person.caller, THUMB)
    assert changes(video, person, 3) == ([(first, 5), (second, 6)], [], 6)
    reactions.remove(second, person.caller, THUMB)
    comments.remove(first, person.caller)
    assert changes(video, person, 6) == ([(second, 7)], [first], 8)
    assert changes(video, person, 8) == ([], [], 8)


def test_replies_go_with_what_they_are_about_and_each_leaves_its_grave(person: Person, video: UUID) -> None:
    root = say(video, person)
    reply = say(video, person, parent=root)
    second = comments.create(video, person.caller, 9.0, "And", "comment", more=More(parent_id=reply)).row
    assert (second.parent_id, second.timestamp) == (root, 1.0)
    comments.change(root, person.caller, {"timestamp": 4.0})
    assert {each.row.timestamp for each in shown.listing(video, person.caller, 10).items} == {4.0}
    comments.remove(root, person.caller)
    items, gone, _ = changes(video, person, 2)
    assert (items, sorted(gone)) == ([], sorted([root, reply, second.id]))


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_pages_of_changes_miss_nothing_and_double_nothing(person: Person, video: UUID, limit: int) -> None:
    ids = [say(video, person, str(number)) for number in range(8)]
    with transaction() as work:
        # As rows are that were there before there were numbers.
        work.connection().exec_driver_sql("SET LOCAL session_replication_role = replica")
        work.execute(update(Annotation).where(Annotation.id.in_(ids[:3])).values(version=layers.FIRST))
    for number in ids[4:6]:
        comments.remove(number, person.caller)
    comments.change(ids[6], person.caller, {"content": "Again"})
    items, gone, version = changes(video, person, 0, limit)
    assert [key for key, _ in items] == [*ids[:4], ids[7], ids[6]]
    assert (sorted(gone), version) == (ids[4:6], 12)


def test_a_page_ends_before_it_is_too_large(person: Person, video: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    stroke = {"tool_type": "pen", "points": [[n / 1000, n / 1000] for n in range(1000)]}
    ids = [comments.create(video, person.caller, 1.0, "", "drawing", more=More(data=stroke)).id for _ in range(3)]
    monkeypatch.setattr(shown, "PAGE_BYTES", 1000)
    found, after = [], None
    for _ in ids:
        page = shown.listing(video, person.caller, 100, after)
        found.append([each.id for each in page.items])
        after = page.after
    assert (found, after) == ([[key] for key in ids], None)
    assert changes(video, person, 0)[0] == [(key, n) for n, key in enumerate(ids, 2)]


def test_those_who_were_away_too_long_are_told_so(person: Person, video: UUID) -> None:
    ids = [say(video, person) for _ in range(3)]
    comments.remove(ids[0], person.caller)
    comments.remove(ids[1], person.caller)
    with transaction() as work:
        old = {"deleted_at": func.now() - graves.KEPT - timedelta(minutes=1)}
        grave = update(AnnotationTombstone).where(AnnotationTombstone.annotation_id == ids[0])
        work.execute(grave.values(old))
    assert graves.forget() == 1
    assert graves.forget() == 0
    with transaction() as work:
        assert list(work.scalars(select(AnnotationTombstone.annotation_id))) == [ids[1]]
    with pytest.raises(VideoFlowError) as caught:
        changes(video, person, 4)
    assert (caught.value.code, caught.value.http_status) == ("too_long_away", 410)
    assert changes(video, person, 5) == ([], [ids[1]], 6)
    assert changes(video, person, 0) == ([(ids[2], 4)], [ids[1]], 6)
    with pytest.raises(VideoFlowError):
        changes(video, person, 7)


def test_a_video_that_goes_takes_all_of_it(person: Person, video: UUID) -> None:
    root = say(video, person)
    reactions.add(root, person.caller, THUMB)
    comments.remove(say(video, person, parent=root), person.caller)
    with transaction() as work:
        work.delete(work.get_one(Video, video))
    with transaction() as work:
        assert layers.version(work, video) == (layers.FIRST, 0)
        assert work.scalar(select(func.count()).select_from(AnnotationTombstone)) == 0


def test_a_list_is_filtered_by_person_kind_and_state(
    person: Person, video: UUID, make_person: Callable[[], Person]
) -> None:
    done = say(video, person)
    reply = say(video, person, parent=done)
    stroke = {"tool_type": "line", "points": [[0, 0], [1, 1]]}
    drawn = comments.create(video, person.caller, 1.0, "", "drawing", more=More(data=stroke)).id
    comments.resolve(done, person.caller, True)

    def ids(**only: object) -> list[int]:
        return [each.id for each in shown.listing(video, person.caller, 50, only=shown.Filters(**only)).items]  # type: ignore[arg-type]

    assert ids(kind="drawing") == [drawn]
    assert ids(resolved=True) == [done, reply]
    assert ids(resolved=False) == [drawn]
    assert ids(author_id=person.id, kind="comment") == [done, reply]
    assert ids(author_id=uuid4()) == []


def test_who_follows_while_many_write_has_what_there_is(app: APIFlask, person: Person, video: UUID) -> None:
    """Whoever sees a number sees all before it: what is made of changes alone is what there is."""
    ended = threading.Event()
    kept: dict[int, int] = {}

    def write() -> None:
        with app.app_context():
            for number in range(8):
                key = say(video, person, str(number))
                if number % 3 == 0:
                    comments.remove(key, person.caller)

    def follow() -> None:
        version, last = 0, False
        with app.app_context():
            while not last:
                last = ended.is_set()
                items, gone, version = changes(video, person, version, 5)
                kept.update(items)
                for key in gone:
                    kept.pop(key, None)

    writers, reader = [threading.Thread(target=write) for _ in range(3)], threading.Thread(target=follow)
    for thread in (*writers, reader):
        thread.start()
    for thread in writers:
        thread.join(30)
    ended.set()
    reader.join(30)
    with transaction() as work:
        there = {row.id: row.version for row in work.execute(select(Annotation.id, Annotation.version))}
        assert layers.version(work, video)[0] == layers.FIRST + 3 * 11
    assert kept == there
    assert len(there) == 15
