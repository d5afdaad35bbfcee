"""The end of stage `text`: settles how each line is read, once it is known how it was read on every frame."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update

from app.db.models import FrameText
from app.db.patience import persistent
from app.db.unit_of_work import transaction
from app.domain.documents.agreement import agreed
from app.domain.documents.clarity import clear
from app.domain.documents.words import Line
from app.domain.documents.words_json import from_json, to_json


@dataclass(frozen=True, slots=True)
class _Frame:
    """A frame with its lines, as shares of it, and with those of them that are its text."""

    id: int
    lines: tuple[Line, ...]
    text: str


def agree(video_id: UUID) -> None:
    """Puts the reading that most speaks for in the place of slips, and takes what is guessed out of the frames' texts.

    It stays among their words. Doing it again is doing nothing.
    """
    read = _read(video_id)
    settled = agreed([frame.lines for frame in read])
    texts = ("\n".join(line.text for line in lines) for lines in clear(settled))
    now = [_Frame(frame.id, lines, text) for frame, lines, text in zip(read, settled, texts, strict=True)]
    _save([frame for frame, before in zip(now, read, strict=True) if frame != before])


@persistent
def _read(video_id: UUID) -> list[_Frame]:
    """The frames by time."""
    query = (
        select(FrameText.id, FrameText.words, FrameText.text)
        .where(FrameText.video_id == video_id)
        .order_by(FrameText.timestamp, FrameText.id)
    )
    with transaction() as work:
        return [_Frame(number, tuple(from_json(words or [])), text) for number, words, text in work.execute(query)]


@persistent
def _save(frames: list[_Frame]) -> None:
    with transaction() as work:
        for frame in frames:
            values = {"words": to_json(frame.lines, 1, 1), "text": frame.text}
            work.execute(update(FrameText).where(FrameText.id == frame.id).values(values))
