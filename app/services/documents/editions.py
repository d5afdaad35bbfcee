"""Guides as people have edited them, in the database: the one place that writes them.

1. While nobody edits, a guide is what the reading wrote, and its version is 0.
2. Each change makes a version: the guide as it stands, who did what, and the way back. The last versions are kept.
3. A new reading of an edited guide is a version, too, in the transaction that replaces the reading's steps: so what is
   stored always stands for the steps that there are.
4. With each version go the pictures that it needs: those that are missing are asked for, those that it does not show
   any more are left to the garbage.

Whoever calls holds the video's row, so that versions follow each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from app import jobs
from app.db.models import DocumentStep, EditedGuide, GuideEdit, GuidePicture, Video
from app.db.unit_of_work import UnitOfWork
from app.domain.documents.editing.guide import Guide, MachineStep, Part, as_written
from app.domain.documents.editing.history import KEPT_VERSIONS, EditKind
from app.domain.documents.editing.patches import patch
from app.domain.documents.editing.pictures import Wish, wish
from app.domain.documents.editing.rerun import rerun
from app.domain.documents.editing.stored import guide_from_json, guide_to_json, patch_to_json
from app.domain.documents.evidence.changes import box_to_json
from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.naming import name_of
from app.domain.documents.words import Box
from app.services.documents import exported
from app.services.pipeline import outputs


@dataclass(frozen=True, slots=True)
class Edition:
    """A guide and its version; 0 is what the reading wrote."""

    version: int
    guide: Guide


@dataclass(frozen=True, slots=True)
class Doing:
    """How a version comes about: what was done, in names and words, and by whom: an account, a link's guest by the name
    they said, or the reading, which is neither.
    """

    kind: EditKind
    author_id: UUID | None = None
    changes: Sequence[dict[str, str]] = ()
    share_id: UUID | None = None
    guest_name: str | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """A step as far as a name is made of it."""

    kind: Kind
    label: str
    strength: float


def current(work: UnitOfWork, video_id: UUID) -> Edition:
    """The guide as it stands."""
    row = work.get(EditedGuide, video_id, populate_existing=True)
    if row is not None:
        return Edition(row.version, guide_from_json(row.steps))
    return Edition(0, as_written(machine_steps(work, video_id)))


def machine_steps(work: UnitOfWork, video_id: UUID) -> list[MachineStep]:
    """What the reading wrote."""
    query = select(DocumentStep).where(DocumentStep.video_id == video_id).order_by(DocumentStep.index)
    return [as_machine_step(row) for row in work.scalars(query)]


def as_machine_step(row: DocumentStep) -> MachineStep:
    """A step as the rules know it."""
    return MachineStep(
        id=row.id,
        timestamp=row.timestamp,
        title=row.title,
        text=row.text,
        picture=row.image_key,
        kind=row.kind,
        label=row.label,
        target=Box(*row.target) if row.target else None,
        pointer=(row.pointer[0], row.pointer[1]) if row.pointer else None,
        strength=row.strength,
    )


def write(work: UnitOfWork, video_id: UUID, before: Edition, after: Guide, doing: Doing) -> int:
    """Makes a version of a change, where it changes something; returns the version."""
    back = patch(after, before.guide)
    if back.is_empty:
        return before.version
    version = before.version + 1
    row = {"version": version, "steps": guide_to_json(after), "shown": len(after.shown)}
    stored = insert(EditedGuide).values(video_id=video_id, **row)
    work.execute(stored.on_conflict_do_update(index_elements=["video_id"], set_=row))
    work.add(
        GuideEdit(
            video_id=video_id,
            version=version,
            kind=doing.kind,
            author_id=doing.author_id,
            share_id=doing.share_id,
            guest_name=doing.guest_name,
            changes=list(doing.changes),
            back=patch_to_json(back),
        )
    )
    old = GuideEdit.video_id == video_id, GuideEdit.version <= version - KEPT_VERSIONS
    work.execute(delete(GuideEdit).where(*old))
    want_pictures(work, video_id, after)
    exported.outdated(work, video_id)
    _rename(work, video_id, after)
    jobs.index_video(video_id)
    return version


def reread(work: UnitOfWork, video_id: UUID, reading: Sequence[MachineStep]) -> bool:
    """Keeps what people did to a guide beside a new reading of it; False where nobody has edited it."""
    if work.get(EditedGuide, video_id) is None:
        return False
    before = current(work, video_id)
    write(work, video_id, before, rerun(before.guide, reading), Doing(EditKind.READING))
    return True


def want_pictures(work: UnitOfWork, video_id: UUID, guide: Guide) -> None:
    """Asks for the pictures that a guide needs and has not, and lets go of those that it does not need."""
    wishes = _wishes(guide)
    there = {row.digest: row for row in work.scalars(select(GuidePicture).where(GuidePicture.video_id == video_id))}
    missing = [wanted for digest, wanted in wishes.items() if digest not in there]
    work.add_all(_picture(video_id, wanted, there.values()) for wanted in missing)
    gone = [row for digest, row in there.items() if digest not in wishes]
    outputs.retire(work, [row.shown_key for row in gone])
    for row in gone:
        work.delete(row)
    if missing:
        jobs.retouch_guide(video_id)


def _wishes(guide: Guide) -> dict[str, Wish]:
    """The pictures to be made for a guide, each once."""
    wanted = (wish(step) for step in guide.steps)
    return {each.digest: each for each in wanted if each is not None}


def _picture(video_id: UUID, wanted: Wish, there: Iterable[GuidePicture]) -> GuidePicture:
    """A picture to be made: of one that is there of the same, since the reading's own may have gone."""
    same = (row for row in there if (row.key, row.moment) == (wanted.key, wanted.moment))
    source = next((key for row in same if (key := row.plain_key or row.shown_key)), wanted.key)
    blurs: list[Any] = [box_to_json(box) for box in wanted.blurs]
    picture = {"key": wanted.key, "source_key": source, "moment": wanted.moment, "blurs": blurs}
    return GuidePicture(video_id=video_id, digest=wanted.digest, **picture)


def _rename(work: UnitOfWork, video_id: UUID, guide: Guide) -> None:
    """Calls a video that nobody has named after its guide as it reads now."""
    told = [
        _Told(Kind(source.kind), step.title if Part.TITLE in step.edited else source.label or "", source.strength or 0)
        for step in guide.shown
        if (source := step.source) is not None and source.kind is not None
    ]
    name = name_of(told)
    if name:
        unnamed = update(Video).where(Video.id == video_id, Video.title_is_ours, Video.title != name)
        work.execute(unnamed.values(title=name))
