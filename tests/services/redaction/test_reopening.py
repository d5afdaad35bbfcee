"""Others see a video again once what was there before is gone."""

from pathlib import Path

from sqlalchemy import func, select, update

from app.db.models import Garbage, Video
from app.db.unit_of_work import transaction
from app.services.pipeline import outputs
from app.services.redaction import reopening
from app.storage.s3 import get_store
from tests.conftest import Person
from tests.services.recorded import quiet, recorded, row


def test_a_decision_that_came_meanwhile_keeps_it_withheld(person: Person, film: Path) -> None:
    video_id = recorded(person.id, film)
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(withheld=True, redaction_due=True))
    reopening.run(video_id, quiet)
    assert row(video_id).withheld


def test_only_what_was_replaced_is_removed_at_once(person: Person) -> None:
    video_id = recorded(person.id, b"bytes")
    with outputs.making(video_id, "poster") as output, transaction() as work:
        outputs.retire(work, [f"videos/{video_id}/poster/old/poster.jpg"])
    get_store().put(f"videos/{video_id}/poster/old/poster.jpg", b"old", "image/jpeg")
    outputs.clear(video_id)
    assert not get_store().head(f"videos/{video_id}/poster/old/poster.jpg")
    with transaction() as work:
        assert work.scalar(select(func.count()).where(Garbage.prefix == output.prefix)) == 1
