"""What is said, and what of it is news."""

from uuid import UUID

import pytest

from app.db.models import Notification
from app.db.unit_of_work import transaction
from app.services.annotations import comments
from app.services.annotations.comments import More
from tests.conftest import Person

DRAWN = {"strokes": [{"tool_type": "pen", "color": "#ff0000", "width": 0.01, "points": [[0.1, 0.1], [0.2, 0.2]]}]}


@pytest.mark.parametrize(("words", "told"), [("", 0), ("Here", 1)])
def test_a_drawing_is_news_where_it_has_words(video: UUID, owner: Person, ana: Person, words: str, told: int) -> None:
    comments.create(video, ana.caller, 1, words, "drawing", more=More(data=DRAWN))
    with transaction() as work:
        assert work.query(Notification).count() == told


def test_a_drawing_that_mentions_somebody_tells_them(video: UUID, owner: Person, ana: Person, bo: Person) -> None:
    comments.create(video, ana.caller, 1, "", "drawing", more=More(data=DRAWN, mentions=(bo.id,)))
    with transaction() as work:
        assert bo.id in [row.user_id for row in work.query(Notification)]
