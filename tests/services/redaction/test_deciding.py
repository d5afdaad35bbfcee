"""From the press on, a video is its owner's alone."""

from pathlib import Path

import pytest
from sqlalchemy import update

from app.db.models import Video
from app.db.unit_of_work import transaction
from app.domain.access import Action, Caller
from app.errors import VideoFlowError
from app.services.access import videos as access
from tests.conftest import Person
from tests.services.recorded import recorded
from tests.services.redaction.known import STRANGER


def test_while_it_is_made_others_see_nothing(person: Person, film: Path) -> None:
    video_id = recorded(person.id, film)
    with transaction() as work:
        work.execute(update(Video).where(Video.id == video_id).values(visibility="public", withheld=True))
    access.require(Caller(person.id), Action.WATCH, video_id)
    with pytest.raises(VideoFlowError) as refused:
        access.require(STRANGER, Action.SEE, video_id)
    assert refused.value.http_status == 404
