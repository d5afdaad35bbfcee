"""Where an upload stands: the row that says which part comes next, and the one transaction that moves on."""

from dataclasses import dataclass, replace
from uuid import UUID

from psycopg2.errors import ForeignKeyViolation
from sqlalchemy import ScalarSelect, case, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from app.db.models import Upload, UploadPart, Video
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.pipeline.states import Source
from app.domain.uploads.parts import PlannedPart
from app.domain.uploads.states import TrackName
from app.errors import not_found
from app.services.uploads.leases import LEASE


@dataclass(frozen=True, slots=True)
class Slice:
    """What a lease holder works on: the upload as the database has it now.

    `number` is the next part's; `first_stop` is where part 1 ends (0: there is none yet). `recorded`: a recorder sends
    it as it writes it, and it may get a new head; a file stays as it was sent. `deleted`: its video was, or is being.
    """

    upload_id: UUID
    video_id: UUID
    key: str
    s3_upload_id: str | None
    mime_type: str
    cursor: int
    size: int | None
    number: int
    first_stop: int
    state: str
    epoch: int
    index_state: bytes | None
    direct: bool = False
    track: str = TrackName.MAIN
    recorded: bool = True
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Advance:
    """A cursor that moved. `following` is the next part where one was wanted; `held`: the lease is still ours."""

    now: Slice
    following: PlannedPart | None
    held: bool


def load(upload_id: UUID) -> Slice:
    """The upload as it stands now. Raises VideoFlowError `not_found` where it was purged."""
    found = find(upload_id)
    if found is None:
        raise not_found("upload")
    return found


def find(upload_id: UUID) -> Slice | None:
    """The same, or None."""
    parts = _next_number().label("number"), _first_stop().label("first_stop")
    query = (
        select(Upload, Video.mime_type, Video.source, Video.deleted_at, *parts)
        .join(Video, Video.id == Upload.video_id)
        .where(Upload.id == upload_id)
    )
    with transaction() as work:
        row = work.execute(query).one_or_none()
    if row is None:
        return None
    upload: Upload = row.Upload
    return Slice(
        upload.id,
        upload.video_id,
        upload.s3_key,
        upload.s3_upload_id,
        upload.mime_type or row.mime_type,
        upload.cursor,
        upload.size,
        row.number,
        row.first_stop,
        upload.state,
        upload.epoch,
        upload.index_state,
        upload.direct,
        upload.track,
        row.source != Source.FILE,
        row.deleted_at is not None,
    )


def plan(upload_id: UUID, wanted: PlannedPart) -> PlannedPart:
    """Fixes the part's range; one planned before keeps its range, so that a second sender sends the same bytes.

    Raises VideoFlowError `not_found` where the upload was purged meanwhile.
    """
    try:
        with transaction() as work:
            return _plan(work, upload_id, wanted)
    except IntegrityError as error:
        if isinstance(error.orig, ForeignKeyViolation):
            raise not_found("upload") from error
        raise


def advance(
    current: Slice, part: PlannedPart, etag: str, index_state: bytes | None, owner: str, following: PlannedPart | None
) -> Advance | None:
    """Moves the cursor behind `part`, renews the lease of `owner`, and plans the part that follows if there is one.

    One transaction a part: the ETag, the cursor, and the index, which has seen exactly the bytes before it. Returns
    None where another worker stored this part meanwhile: its ETag holds, also that of a new head since then.

    1. The cursor moves only if it still stands where this part begins: of two workers with the same part one moves it.
    2. The lease is renewed with the same statement, and only for who holds it: storing is a sign of life.
    3. The ETag is noted, and the part that follows is planned, before anybody can see the cursor behind this one.
    """
    renewed = case((Upload.lease_owner == owner, func.now() + LEASE), else_=Upload.lease_until)
    with transaction() as work:
        moved = work.execute(
            update(Upload)
            .where(Upload.id == current.upload_id, Upload.cursor == part.start)
            .values(cursor=part.stop, index_state=index_state, touched_at=func.now(), lease_until=renewed)
            .returning(Upload.size, Upload.state, Upload.epoch, Upload.lease_owner, Upload.s3_upload_id)
        ).one_or_none()
        if moved is None:
            return None
        _set_etag(work, current.upload_id, part.number, etag)
        planned = _plan(work, current.upload_id, following) if following else None
    now = replace(
        current,
        s3_upload_id=moved.s3_upload_id,
        cursor=part.stop,
        size=moved.size,
        number=part.number + 1,
        first_stop=current.first_stop or part.stop,
        state=moved.state,
        epoch=moved.epoch,
        index_state=index_state,
    )
    return Advance(now, planned, moved.lease_owner == owner)


def keep_etag(upload_id: UUID, number: int, etag: str) -> None:
    """Remembers what S3 called the part it now has under this number."""
    with transaction() as work:
        _set_etag(work, upload_id, number, etag)


def _plan(work: UnitOfWork, upload_id: UUID, wanted: PlannedPart) -> PlannedPart:
    row = work.execute(
        insert(UploadPart)
        .values(upload_id=upload_id, number=wanted.number, start=wanted.start, stop=wanted.stop)
        # Changes nothing; it makes the row that is there already come back.
        .on_conflict_do_update(
            index_elements=[UploadPart.upload_id, UploadPart.number], set_={"number": UploadPart.number}
        )
        .returning(UploadPart.start, UploadPart.stop)
    ).one()
    return PlannedPart(wanted.number, row.start, row.stop)


def _set_etag(work: UnitOfWork, upload_id: UUID, number: int, etag: str) -> None:
    work.execute(
        update(UploadPart).where(UploadPart.upload_id == upload_id, UploadPart.number == number).values(etag=etag)
    )


def _next_number() -> ScalarSelect[int]:
    return (
        select(func.coalesce(func.max(UploadPart.number), 0) + 1)
        .where(UploadPart.upload_id == Upload.id, UploadPart.stop <= Upload.cursor)
        .correlate(Upload)
        .scalar_subquery()
    )


def _first_stop() -> ScalarSelect[int]:
    first = select(func.coalesce(func.max(UploadPart.stop), 0))
    return first.where(UploadPart.upload_id == Upload.id, UploadPart.number == 1).correlate(Upload).scalar_subquery()
