"""People take turns in the queues of the workers, however much each has waiting; and nothing that waits is lost."""

from collections.abc import Callable
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import func, update

from app.db.models import Stage, Upload, Video
from app.db.unit_of_work import transaction
from app.domain.pipeline.queues import QUEUES, queue_of
from app.domain.pipeline.states import STAGES, StageState, dependents
from app.services.pipeline import stages, turns
from app.services.pipeline.turns import Taken
from app.services.videos import library
from tests.conftest import Person
from tests.support.recordings import at_once, let_time_pass, stages_of

WAITS = ("transcode", "frames")


def clip(person: Person, *waiting: str) -> UUID:
    """A stored recording of which these stages could run, and whatever needs them; all others are done."""
    video_id = library.start(person.id, None, None)
    left = {name for each in waiting or WAITS for name in (each, *dependents(each))}
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(status="processing"))
        done = update(Upload).where(Upload.video_id == video_id)
        work.execute(done.values(state="completed", size=1, s3_upload_id="x"))
        others = update(Stage).where(Stage.video_id == video_id, Stage.name.not_in(left))
        work.execute(others.values(state="done", ended_at=func.now()))
    return video_id


def end(taken: Taken | None) -> UUID:
    """Ends a stage that was taken; returns whose it was."""
    assert taken
    stages.finish(taken.video_id, taken.name, StageState.DONE, taken.claim.attempt)
    return taken.claim.owner_id


def test_one_worker_serves_people_in_turn(person: Person, make_person: Callable[..., Person]) -> None:
    """The attack: all of one person's messages come before the other's."""
    many = [clip(person) for _ in range(5)]
    other = make_person()
    single = clip(other)
    messages = [*many, single]
    served = [end(turns.take("transcode", (video_id, "transcode"))) for video_id in messages]
    assert served == [person.id, other.id, *[person.id] * 4]
    assert turns.take("transcode") is None


def test_workers_side_by_side_serve_who_has_least(
    app: APIFlask, person: Person, make_person: Callable[..., Person]
) -> None:
    many = [clip(person) for _ in range(6)]
    one, another = make_person(), make_person()
    clip(one), clip(another)
    own = [(video_id, "transcode") for video_id in many]
    taken = at_once(app, *(lambda each=each: turns.take("transcode", each) for each in own[:4]))
    owners = [each.claim.owner_id for each in taken]
    assert sorted(owners, key=str) == sorted([person.id, person.id, one.id, another.id], key=str)
    assert len({each.video_id for each in taken}) == 4
    # Who had all the workers once has to wait for those who had none, and nobody for ever.
    late = [clip(one) for _ in range(3)]
    for each in taken:
        end(each)
    following = [end(turns.take("transcode")) for _ in range(len(late) + 4)]
    assert following.count(one.id) == 3
    assert following[:2].count(person.id) == following[2:4].count(person.id) == following[4:6].count(person.id) == 1


def test_of_ones_own_the_oldest_goes_on(person: Person) -> None:
    first, second = clip(person, "text"), clip(person, "frames")
    taken = turns.take("ocr", (second, "frames"))
    assert taken
    assert (taken.video_id, taken.name) == (first, "text")
    end(taken)
    again = turns.take("ocr", (first, "document"))
    assert again
    assert (again.video_id, again.name) == (first, "document")


def test_a_lost_message_leaves_nothing_behind(person: Person, make_person: Callable[..., Person]) -> None:
    """The other person's message was lost: any that comes serves them in their turn."""
    many = [clip(person) for _ in range(3)]
    other = make_person()
    single = clip(other)
    served = [turns.take("transcode", (each, "transcode")) for each in many[:2]]
    assert [each.video_id for each in served if each] == [many[0], single]


def test_what_cannot_run_is_nobodys_turn(person: Person, make_person: Callable[..., Person]) -> None:
    other = make_person()
    waits_for_text = clip(other, "text")
    end(turns.take("ocr"))
    deleted, arriving, failed = clip(other, "document"), clip(other, "document"), clip(other, "document")
    claim = stages.claim(failed, "document")
    assert claim
    stages.release(failed, "document", claim.attempt, "away", "The store was away.")
    with transaction() as work:
        work.execute(update(Video).where(Video.id == deleted).values(deleted_at=func.now()))
        work.execute(update(Upload).where(Upload.video_id == arriving).values(state="open", size=None))
    end(turns.take("ocr"))
    assert stages_of(waits_for_text)["document"].state == "done"
    assert turns.take("ocr") is None
    # Its own message comes after a pause, and is for it alone; after a longer one, any will do.
    mine = clip(person, "document")
    taken = turns.take_own(failed, "document")
    assert taken
    stages.release(failed, "document", taken.claim.attempt, "away", "The store was away.")
    end(turns.take("ocr"))
    assert stages_of(mine)["document"].state == "done"
    let_time_pass("stages", "updated_at", stages_of(failed)["document"].id, "61 seconds")
    found = turns.take("ocr")
    assert found
    assert found.video_id == failed


def test_a_lost_workers_stage_is_taken_over_by_its_own_message(person: Person, short_grace: None) -> None:
    video = clip(person, "document")
    assert turns.take("ocr")
    assert turns.take("ocr", (video, "document")) is None
    let_time_pass("stages", "updated_at", stages_of(video)["document"].id, "1 hour")
    taken = turns.take("ocr", (video, "document"))
    assert taken
    assert taken.claim.attempt == 2


def test_helpers_see_who_has_no_worker_at_all(person: Person, make_person: Callable[..., Person]) -> None:
    clip(person), clip(person)
    assert turns.somebody_waits("transcode")
    mine = turns.take("transcode")
    # More of one's own is no reason.
    assert not turns.somebody_waits("transcode")
    other = make_person()
    clip(other)
    assert turns.somebody_waits("transcode")
    assert not turns.somebody_waits("media")
    theirs = turns.take("transcode")
    assert not turns.somebody_waits("transcode")
    assert {end(mine), end(theirs)} == {person.id, other.id}


def test_what_can_wait_sees_whether_any_stage_waits(person: Person) -> None:
    """Also where its person has a worker: whatever has ended goes before what is still being made."""
    assert not turns.is_anything_due("transcode")
    clip(person), clip(person)
    turns.take("transcode")
    assert turns.is_anything_due("transcode")
    turns.take("transcode")
    assert not turns.is_anything_due("transcode")


@pytest.mark.parametrize("stage", [name for name in STAGES if name != "finalize"])
def test_each_stage_waits_in_one_queue(stage: str) -> None:
    assert sum(stage in names for names in QUEUES.values()) == 1
    assert stage in QUEUES[queue_of(stage)]


def test_what_belongs_to_a_machine_waits_in_none() -> None:
    with pytest.raises(ValueError):
        queue_of("finalize")
