"""What stood on a video's screen, as lines that can be found."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from app.db.models import FrameText
from app.db.unit_of_work import transaction
from app.domain.documents.words_json import from_json
from app.domain.search.lines import Findable, Frame, on_screen

_AT_ONCE = 200


def lines(video_id: UUID) -> list[Findable]:
    """The lines of all frames that were read so far."""
    return on_screen(_frames(video_id))


def _frames(video_id: UUID) -> Iterator[Frame]:
    """By their time; some at once, as their words are much."""
    columns = select(FrameText.timestamp, FrameText.end, FrameText.frame_key, FrameText.words)
    query = columns.where(FrameText.video_id == video_id, FrameText.words.is_not(None)).order_by(FrameText.timestamp)
    after = -1.0
    while True:
        with transaction() as work:
            rows = work.execute(query.where(FrameText.timestamp > after).limit(_AT_ONCE)).all()
        for start, end, picture, words in rows:
            yield Frame(start, end, picture, tuple(from_json(words or [])))
        if len(rows) < _AT_ONCE:
            return
        after = rows[-1][0]
