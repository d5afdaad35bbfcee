"""A layer is changed by one at a time, and whoever holds it waits for nobody who waits for them."""

import threading
from uuid import UUID

from apiflask import APIFlask
from sqlalchemy import func, select, update

from app.db import layers
from app.db.models import Annotation, Video
from app.db.unit_of_work import transaction
from app.services.annotations import comments
from app.services.annotations.comments import More
from app.services.videos import library
from tests.conftest import Person


def test_a_video_about_which_nothing_was_said_has_the_first_number(app: APIFlask, person: Person) -> None:
    video = library.start(person.id, None, None)
    with transaction() as work:
        assert layers.version(work, video) == (layers.FIRST, 0)
        layers.hold(work, [video, video])
        assert layers.version(work, video) == (layers.FIRST, 0)


def test_edits_and_removals_of_a_thread_side_by_side_all_end(app: APIFlask, person: Person) -> None:
    """Without the layer held first, a reply's edit and its thread's removal wait for each other."""
    video = library.start(person.id, None, None)
    faults: list[Exception] = []

    def in_thread(work: object) -> threading.Thread:
        def run() -> None:
            with app.app_context():
                try:
                    work()  # type: ignore[operator]
                except Exception as error:  # noqa: BLE001  # looked at below
                    faults.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        return thread

    for _ in range(5):
        root = comments.create(video, person.caller, 0, "Root", "comment").id
        replies = [comments.create(video, person.caller, 0, "Re", "comment", more=More(parent_id=root)) for _ in "abc"]
        threads = [
            in_thread(lambda key=key: comments.change(key, person.caller, {"content": "Changed"}))  # type: ignore[misc]
            for key in (each.id for each in replies)
        ]
        threads.append(in_thread(lambda key=root: comments.remove(key, person.caller)))  # type: ignore[misc]
        for thread in threads:
            thread.join(20)
    assert {getattr(fault, "code", repr(fault)) for fault in faults} <= {"not_found"}
    with transaction() as work:
        assert work.scalar(select(func.count()).select_from(Annotation)) == 0


def test_many_videos_are_held_in_one_order(app: APIFlask, person: Person) -> None:
    ids = [library.start(person.id, None, None) for _ in range(6)]
    for video in ids:
        comments.create(video, person.caller, 0, "Here", "comment")

    def all_of_them(order: list[UUID]) -> None:
        with app.app_context(), transaction() as work:
            layers.hold(work, order)
            work.execute(update(Annotation).where(Annotation.video_id.in_(order)).values(content="There"))

    threads = [threading.Thread(target=all_of_them, args=(order,)) for order in (ids, ids[::-1]) * 5]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    with transaction() as work:
        assert {layers.version(work, video)[0] for video in work.scalars(select(Video.id))} == {12}
