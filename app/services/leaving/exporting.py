"""Makes an export: a zip that is stored while it is written. Neither it nor any video is ever whole in memory."""

from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from app import jobs, pulse
from app.errors import StageSkipped
from app.services.exports import attempts
from app.services.exports.rows import Claim
from app.services.leaving import contents, exports
from app.services.leaving.contents import Entry
from app.settings import settings
from app.storage.object_writer import ObjectWriter, writing
from app.storage.s3 import get_store

# The oldest day that a zip can say.
_FIRST_YEAR = 1980


def run(export_id: UUID) -> None:
    """Makes it, unless somebody does, and asks for the next one. Safe to run twice, late, or beside itself.

    Raises what an attempt raised whose fault was not the object store's.
    """
    attempts.run(exports.QUEUE, export_id, _store, then=lambda: jobs.mail_export(export_id))


def _store(mine: Claim, sign: pulse.Pulse) -> int:
    """Returns how many bytes the zip has. Raises StorageError; StageSkipped where it is nobody's any more."""
    user_id = exports.owner(mine.id)
    if user_id is None:
        raise StageSkipped("The account is gone.")
    expected = contents.size_of(user_id) or 1
    with writing(get_store(), mine.key, "application/zip", settings().part_bytes) as file:
        with ZipFile(file, "w") as archive:
            for entry in contents.entries(user_id):
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
