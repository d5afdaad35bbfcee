"""What is covered takes the place of what was recorded, and gives it back."""

from pathlib import Path

from sqlalchemy import update

from app.db.models import Video
from app.db.unit_of_work import transaction
from app.domain.access import Caller
from app.domain.redaction.kinds import Decision
from app.services.redaction import covering, deciding
from tests.conftest import Person
from tests.services.recorded import quiet, row
from tests.services.redaction.known import leads, read


def test_the_original_is_for_its_owner_alone_and_comes_back(person: Person, film: Path) -> None:
    video_id, owner = read(person, film), Caller(person.id)
    first = row(video_id).s3_key
    ids = [each.row.id for each in deciding.listing(video_id, owner).items]
    deciding.decide(video_id, owner, ids, Decision.BLURRED)
    covering.run(video_id, quiet)
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(visibility="workspace", withheld=False))
    assert deciding.listing(video_id, owner).original_url
    assert not leads(first)
    assert leads(row(video_id).s3_key)

    deciding.decide(video_id, owner, ids, Decision.OPEN)
    assert not row(video_id).withheld
    covering.run(video_id, quiet)
    assert (row(video_id).s3_key, row(video_id).original) == (first, None)
