"""Stage `text`: reads every kept frame that was not read yet."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy import select, update

from app import jobs
from app.db.models import FrameText
from app.db.patience import persistent
from app.db.unit_of_work import transaction
from app.domain.documents.reading_order import read_lines
from app.domain.documents.words import Line
from app.domain.documents.words_json import to_json
from app.media.pictures import Pixels, decode_grey
from app.media.scratch import scratch_folder
from app.ocr.engine import OcrEngine, TesseractEngine
from app.services.pipeline import source_media
from app.settings import settings
from app.storage.s3 import get_store


def run(video_id: UUID, report: Callable[[float], None], engine: OcrEngine | None = None) -> None:
    """Fills in text and words, frame by frame: a run that is cut short goes on where it stopped.

    Raises StageSkipped for a recording of sound only; VideoFlowError `ocr_failed`, retryable.
    """
    source_media.with_picture(video_id)
    reader = engine or TesseractEngine()
    pending = _unread(video_id)
    with scratch_folder(Path(settings().scratch_dir)) as folder:
        for number, (frame_id, key) in enumerate(pending, start=1):
            picture = _fetched(key, folder / "frame.jpg")
            _save(frame_id, read_lines(reader.read(picture)), picture)
            report(number / len(pending))
    jobs.index_video(video_id)
    report(1.0)


@persistent
def _unread(video_id: UUID) -> list[tuple[int, str]]:
    query = (
        select(FrameText.id, FrameText.frame_key)
        .where(FrameText.video_id == video_id, FrameText.words.is_(None))
        .order_by(FrameText.timestamp)
    )
    with transaction() as work:
        return [(frame_id, key) for frame_id, key in work.execute(query)]


def _fetched(key: str, path: Path) -> Pixels:
    get_store().download(key, path)
    return decode_grey(path.read_bytes())


@persistent
def _save(frame_id: int, lines: list[Line], picture: Pixels) -> None:
    height, width = picture.shape
    values = {"text": "\n".join(line.text for line in lines), "words": to_json(lines, width, height)}
    with transaction() as work:
        work.execute(update(FrameText).where(FrameText.id == frame_id).values(values))
