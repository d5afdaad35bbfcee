"""What is known of a secret is not what it says."""

from pathlib import Path

from sqlalchemy import select

from app.db.models import FoundSecret
from app.db.unit_of_work import transaction
from app.domain.access import Caller
from app.domain.redaction.kinds import Decision
from app.services.redaction import deciding, finding
from tests.conftest import Person
from tests.services.redaction.known import read


def test_what_was_dismissed_stays_dismissed_when_it_is_read_again(person: Person, film: Path) -> None:
    video_id, owner = read(person, film), Caller(person.id)
    mail, card = deciding.listing(video_id, owner).items
    deciding.decide(video_id, owner, [mail.row.id], Decision.DISMISSED)
    finding.run(video_id)
    again = deciding.listing(video_id, owner).items
    assert [(each.row.id, each.row.decision) for each in again] == [
        (mail.row.id, Decision.DISMISSED),
        (card.row.id, Decision.OPEN),
    ]


def test_nothing_that_is_stored_says_what_the_secret_is(person: Person, film: Path) -> None:
    video_id = read(person, film)
    with transaction() as work:
        rows = work.scalars(select(FoundSecret).where(FoundSecret.video_id == video_id)).all()
    assert {row.excerpt for row in rows} == {"a••••@••••.com", "••••11"}
    assert not any(b"anna" in row.digest or b"4111" in row.digest for row in rows)
