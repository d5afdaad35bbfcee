"""Makes an export: a zip that is stored while it is written. Neither it nor any video is ever whole in memory."""

from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import structlog

from app import pulse
from app.db.patience import patient
from app.errors import StageSkipped, StorageError
from app.services.leaving import contents, exports
from app.services.leaving.contents import Entry
from app.services.leaving.exports import Claim
from app.settings import settings
from app.storage.object_writer import ObjectWriter, writing
from app.storage.s3 import get_store

log = structlog.get_logger()

# The oldest day that a zip can say.
_FIRST_YEAR = 1980


def run(export_id: UUID) -> None:
    """Makes it, unless somebody does, and asks for the next one. Safe to run twice, late, or beside itself.

    Raises what an attempt raised whose fault was not the object store's.
    """
    mine = exports.claim(export_id)
    if mine is None:
        return
    try:
        with pulse.beside("export", lambda progress: exports.touch(mine, progress)) as sign, patient():
            _make(mine, sign)
    finally:
        exports.ask_for_waiting(at_once=True)


def _make(mine: Claim, sign: pulse.Pulse) -> None:
    try:
        size = _store(mine, sign)
    except StageSkipped:
        # Another worker took this one for lost, or the person is gone.
        return
    except StorageError as error:
        log.warning("not exported", export_id=str(mine.id), error=str(error))
        exports.give_up(mine, retryable=True)
        return
    except Exception:
        exports.give_up(mine, retryable=False)
        raise
    if not exports.publish(mine, size):
        get_store().delete(mine.key)


def _store(mine: Claim, sign: pulse.Pulse) -> int:
    """Returns how many bytes the zip has. Raises StorageError; StageSkipped where it is nobody's any more."""
    expected = contents.size_of(mine.user_id) or 1
    with writing(get_store(), mine.key, "application/zip", settings().part_bytes) as file:
        with ZipFile(file, "w") as archive:
            for entry in contents.entries(mine.user_id):
                _write(archive, entry, file, sign, expected)
        return file.size


def _write(archive: ZipFile, entry: Entry, file: ObjectWriter, sign: pulse.Pulse, expected: int) -> None:
    info = ZipInfo(entry.name, (max(entry.modified.year, _FIRST_YEAR), *entry.modified.timetuple()[1:6]))
    # What was compressed once does not become smaller.
    info.compress_type = ZIP_DEFLATED if entry.name.endswith(".json") else ZIP_STORED
    with archive.open(info, "w", force_zip64=True) as target:
        for block in entry.blocks:
            target.write(block)
            # Done is when it is published.
            sign.report(min(0.99, file.size / expected))
