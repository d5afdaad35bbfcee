"""Makes a guide's file: marks its pictures one after the other, writes it beside them on disk, and stores it."""

from pathlib import Path
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import structlog
from sqlalchemy import select, update

from app import pulse
from app.db.models import DocumentExport, Video
from app.db.unit_of_work import transaction
from app.domain.documents.exports import chapters, data, markdown, web_page
from app.domain.documents.exports.formats import KINDS, Format
from app.domain.documents.exports.guide import Guide, GuideStep
from app.errors import StageSkipped
from app.media.guides import portable, word
from app.media.guides.marked import Shown, mark
from app.media.pictures import BadPicture
from app.media.scratch import scratch_folder
from app.services.documents import exports, guides
from app.services.exports import attempts
from app.services.exports.rows import Claim
from app.settings import settings
from app.storage.s3 import MissingObject, get_store

log = structlog.get_logger()

# Of the whole, so much is marking the pictures; the rest is writing and storing.
_PICTURES_SHARE = 0.8
_ALMOST = 0.99


def run(export_id: UUID) -> None:
    """Makes it, unless somebody does, and asks for the next one. Safe to run twice, late, or beside itself.

    Raises what an attempt raised whose fault was not the object store's.
    """
    attempts.run(exports.QUEUE, export_id, _store)


def _store(mine: Claim, sign: pulse.Pulse) -> int:
    """Returns how many bytes the file has. Raises StorageError; StageSkipped where it is nobody's any more."""
    format, guide = _asked_for(mine.id)
    kind = KINDS[format]
    with scratch_folder(Path(settings().scratch_dir)) as folder:
        pictures = _pictures(guide, folder, sign) if kind.has_pictures else {}
        path = folder / f"guide.{kind.extension}"
        _write(format, guide, pictures, path)
        sign.report(_ALMOST)
        get_store().upload_file(mine.key, path, kind.mime_type)
        return path.stat().st_size


def _asked_for(export_id: UUID) -> tuple[Format, Guide]:
    """What to make: the guide as it is now, whatever it was when somebody asked."""
    query = select(DocumentExport, Video).join(Video, Video.id == DocumentExport.video_id)
    with transaction() as work:
        found = work.execute(query.where(DocumentExport.id == export_id, Video.deleted_at.is_(None))).one_or_none()
        if found is None:
            raise StageSkipped("The video is gone, or the guide changed.")
        row, video = found
        guide = guides.read(work, video, row.language)
        as_it_is = update(DocumentExport).where(DocumentExport.id == export_id)
        work.execute(as_it_is.values(fingerprint=guide.fingerprint))
        return Format(row.format), guide


def _pictures(guide: Guide, folder: Path, sign: pulse.Pulse) -> dict[int, Shown]:
    """By the steps' numbers; one at a time is in memory."""
    found: dict[int, Shown] = {}
    for step in guide.steps:
        picture = _marked(step, folder)
        if picture is not None:
            found[step.number] = picture
        sign.report(_PICTURES_SHARE * step.number / len(guide.steps))
    return found


def _marked(step: GuideStep, folder: Path) -> Shown | None:
    """None for a step without a picture, and where that went while the guide was made anew."""
    if step.picture is None:
        return None
    try:
        return mark(get_store().get(step.picture), step.target, step.pointer, folder / f"{step.number}.jpg")
    except (MissingObject, BadPicture) as error:
        log.warning("picture left out", key=step.picture, error=str(error))
        return None


def _write(format: Format, guide: Guide, pictures: dict[int, Shown], path: Path) -> None:
    match format:
        case Format.MARKDOWN:
            _write_zip(guide, pictures, path)
        case Format.HTML:
            with path.open("w", encoding="utf-8") as file:
                file.writelines(web_page.text(guide, lambda step: _bytes_of(pictures.get(step.number))))
        case Format.PDF:
            portable.write(guide, pictures, path)
        case Format.DOCX:
            word.write(guide, pictures, path)
        case Format.JSON:
            path.write_text(data.text(guide), encoding="utf-8")
        case Format.VTT:
            path.write_text(chapters.text(guide), encoding="utf-8")


def _bytes_of(picture: Shown | None) -> bytes | None:
    return picture.path.read_bytes() if picture else None


def _write_zip(guide: Guide, pictures: dict[int, Shown], path: Path) -> None:
    with ZipFile(path, "w", ZIP_STORED) as archive:
        text = "".join(markdown.text(guide, frozenset(pictures)))
        archive.writestr(markdown.NAME, text, ZIP_DEFLATED)
        for step in guide.steps:
            if picture := pictures.get(step.number):
                archive.write(picture.path, markdown.picture_name(step))
