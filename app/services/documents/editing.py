"""Editing a guide: look at it with all that can be done to it, change it, undo, go back, and who did what.

Whoever changes a guide says which version they saw. Where it is another one by now nothing is done, and they hear who
has changed what. A link's guests, who have no account, are told by the name they say, and uncover nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app import events
from app.db import standing
from app.db.models import FrameText, GuideEdit, User, Video
from app.db.unit_of_work import UnitOfWork, transaction
from app.domain.access import Action, Asker, Caller, Guest, Holder, holder_of
from app.domain.documents.editing import operations as ops
from app.domain.documents.editing.guide import Guide, GuideStep
from app.domain.documents.editing.history import EditKind, told, told_of_patch
from app.domain.documents.editing.operations import Operation, Reason, Refused, applied
from app.domain.documents.editing.patches import Patch, meet, patch, patched
from app.domain.documents.editing.pictures import wish
from app.domain.documents.editing.rerun import rerun
from app.domain.documents.editing.stored import patch_from_json
from app.domain.documents.editing.uncovering import uncovers
from app.errors import VideoFlowError
from app.services.access import videos as access
from app.services.documents import editions, shown
from app.services.documents.editions import Doing, Edition

# This much past the end is still the end, as it is for comments.
_END_SLACK_SECONDS = 0.5
_REFUSALS: Mapping[Reason, Callable[[], VideoFlowError]] = {
    Reason.NO_SUCH_STEP: lambda: VideoFlowError("no_such_step", "That step is not in the guide any more.", 409),
    Reason.TAKEN: lambda: VideoFlowError("step_exists", "There is a step with that id already.", 409),
    Reason.TOO_MANY: lambda: VideoFlowError("too_many_steps", "A guide has 500 steps at most."),
    Reason.TOO_LONG: lambda: VideoFlowError("text_too_long", "The text of a step has 20,000 characters at most."),
    Reason.NOT_ADDED: lambda: VideoFlowError("not_added", "What the reading found can be hidden, and not removed."),
    Reason.NOTHING_TO_FOLLOW: lambda: VideoFlowError("nothing_to_follow", "The reading says nothing of that step."),
    Reason.ITSELF: lambda: VideoFlowError("same_step", "A step does not go behind itself, or together with itself."),
}


@dataclass(frozen=True, slots=True)
class EditableStep:
    """A step with its picture's key: None where there is none (yet; `is_making`). `plain_key` is the picture without
    its blurs, where there are some and the asker owns the video.
    """

    step: GuideStep
    image_key: str | None
    plain_key: str | None
    is_making: bool


@dataclass(frozen=True, slots=True)
class Editable:
    """A guide with all of its steps, hidden ones too; `holder` is for whom its pictures are."""

    version: int
    steps: list[EditableStep]
    holder: Holder | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A version: when, by whom (None: the reading, or a closed account), and what was done to which steps. A link's
    guest has said a name, or none.
    """

    version: int
    kind: EditKind
    created_at: datetime
    author_id: UUID | None
    author: str | None
    by_guest: bool
    changes: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Strip:
    """Frames that were kept: when (seconds) and the picture's key."""

    frames: list[tuple[float, str]]
    holder: Holder | None


def look(video_id: UUID, who: Asker) -> Editable:
    """The guide as somebody edits it. Raises VideoFlowError `not_found` (404), `not_allowed` (403)."""
    with transaction() as work:
        video = access.find(work, who, Action.EDIT, video_id)
        return _editable(work, who, video)


def edit(
    video_id: UUID, who: Asker, base_version: int, operations: Sequence[Operation], name: str | None = None
) -> Editable:
    """Does all operations, or none. A guest may say a `name`.

    Raises VideoFlowError `not_found` (404), `not_allowed` (403), `guide_changed` (409), `outside_video` (400),
    `blur_stays` (403), and a code for each domain.documents.editing.operations.Reason (400, 409).
    """
    with transaction() as work:
        video, before = _held(work, video_id, who, base_version)
        for operation in operations:
            _check_moment(operation, video.duration)
        try:
            after = applied(before.guide, operations)
        except Refused as refused:
            raise _REFUSALS[refused.reason]() from None
        changes = told(operations, before.guide, after)
        return _written(work, who, video, before, after, _doing(EditKind.EDIT, who, changes, name))


def undo(video_id: UUID, who: Asker, base_version: int, version: int, name: str | None = None) -> Editable:
    """Takes back what one version did, and leaves what others did since. So an undoing can be undone.

    Raises VideoFlowError `not_found` (404), `not_allowed`, `blur_stays` (403), `guide_changed` (409); `changed_since`
    (409) where a later version changed the same; `version_forgotten` (404).
    """
    with transaction() as work:
        video, before = _held(work, video_id, who, base_version)
        later = _ways_back(work, video_id, version)
        if version not in later:
            raise _forgotten()
        back = later.pop(version)
        if meet(back, later.values()):
            raise VideoFlowError("changed_since", "The same was changed again since. Go back in the history.", 409)
        after = patched(before.guide, back)
        return _turned(work, who, video, before, after, EditKind.UNDO, name)


def revert(video_id: UUID, who: Asker, base_version: int, version: int, name: str | None = None) -> Editable:
    """Has the guide as it was in a version; what the reading found since stays, too.

    Raises VideoFlowError `not_found` (404), `not_allowed`, `blur_stays` (403), `guide_changed` (409),
    `version_forgotten` (404).
    """
    with transaction() as work:
        video, before = _held(work, video_id, who, base_version)
        ways = _ways_back(work, video_id, version + 1)
        if version > before.version or len(ways) != before.version - version:
            raise _forgotten()
        after = before.guide
        for number in sorted(ways, reverse=True):
            after = patched(after, ways[number])
        # Its steps may stand for a reading that is replaced since.
        reading = editions.machine_steps(work, video_id)
        if {source.id for source in after.sources} != {step.id for step in reading}:
            after = rerun(after, reading)
        return _turned(work, who, video, before, after, EditKind.REVERT, name)


def history(video_id: UUID, who: Asker) -> list[Entry]:
    """The versions that are kept, the newest first. Raises VideoFlowError `not_found` (404), `not_allowed` (403)."""
    query = select(GuideEdit, User.name).outerjoin(User, User.id == GuideEdit.author_id)
    with transaction() as work:
        access.find(work, who, Action.EDIT, video_id)
        rows = work.execute(query.where(GuideEdit.video_id == video_id).order_by(GuideEdit.version.desc())).all()
    return [_entry(row, name) for row, name in rows]


def strip(video_id: UUID, who: Asker) -> Strip:
    """The frames that were kept, by time. Raises VideoFlowError `not_found` (404), `not_allowed` (403)."""
    query = select(FrameText.timestamp, FrameText.frame_key).where(FrameText.video_id == video_id)
    with transaction() as work:
        video = access.find(work, who, Action.EDIT, video_id)
        rows = work.execute(query.order_by(FrameText.timestamp, FrameText.id)).all()
        return Strip([(at, key) for at, key in rows], _holder(work, who, video))


def _held(work: UnitOfWork, video_id: UUID, who: Asker, base_version: int) -> tuple[Video, Edition]:
    """The video, held so that versions follow each other, and the guide in the version that they saw."""
    video = access.find(work, who, Action.EDIT, video_id, hold=True)
    edition = editions.current(work, video_id)
    if edition.version != base_version:
        raise _changed(work, video_id, base_version, edition.version)
    return video, edition


def _changed(work: UnitOfWork, video_id: UUID, base_version: int, version: int) -> VideoFlowError:
    """Says who has changed what since the version that somebody saw."""
    query = select(GuideEdit, User.name).outerjoin(User, User.id == GuideEdit.author_id)
    since = GuideEdit.video_id == video_id, GuideEdit.version > base_version
    rows = work.execute(query.where(*since).order_by(GuideEdit.version)).all()
    by = sorted({said for row, name in rows if (said := name or row.guest_name)})
    who = " and ".join(by) if by else "A new reading of the recording"
    details = {"version": version, "by": by, "changes": [change for row, _ in rows for change in row.changes][:20]}
    words = f"{who} changed the guide meanwhile. Nothing of yours was done to it; look at it and try again."
    return VideoFlowError("guide_changed", words, 409, details=details)


def _entry(row: GuideEdit, name: str | None) -> Entry:
    by_guest = row.share_id is not None or row.guest_name is not None
    return Entry(
        version=row.version,
        kind=EditKind(row.kind),
        created_at=row.created_at,
        author_id=row.author_id,
        author=name or row.guest_name,
        by_guest=by_guest,
        changes=row.changes,
    )


def _doing(kind: EditKind, who: Asker, changes: Sequence[dict[str, str]], name: str | None) -> Doing:
    if isinstance(who, Guest):
        return Doing(kind, changes=changes, share_id=who.share_id, guest_name=name)
    return Doing(kind, who.user_id if isinstance(who, Caller) else None, changes)


def _forgotten() -> VideoFlowError:
    return VideoFlowError("version_forgotten", "That version is not kept any more, or never was.", 404)


def _check_moment(operation: Operation, duration: float | None) -> None:
    match operation:
        case ops.Add(at=at) | ops.Split(at=at) | ops.SetPicture(moment=at):
            if duration is not None and at > duration + _END_SLACK_SECONDS:
                details = {"duration": duration}
                raise VideoFlowError("outside_video", "The video is over before that moment.", 400, details=details)


def _ways_back(work: UnitOfWork, video_id: UUID, first: int) -> dict[int, Patch]:
    """What takes back each version from one on."""
    query = select(GuideEdit.version, GuideEdit.back).where(GuideEdit.video_id == video_id, GuideEdit.version >= first)
    return {version: patch_from_json(back) for version, back in work.execute(query)}


def _turned(
    work: UnitOfWork, who: Asker, video: Video, before: Edition, after: Guide, kind: EditKind, name: str | None
) -> Editable:
    changes = told_of_patch(patch(before.guide, after), before.guide, after)
    return _written(work, who, video, before, after, _doing(kind, who, changes, name))


def _written(work: UnitOfWork, who: Asker, video: Video, before: Edition, after: Guide, doing: Doing) -> Editable:
    if isinstance(who, Guest) and uncovers(before.guide, after):
        raise VideoFlowError("blur_stays", "What is blurred stays so for guests: ask whose video it is.", 403)
    if editions.write(work, video.id, before, after, doing) != before.version:
        events.video_changed(video.id, video.owner_id)
    work.flush()
    return _editable(work, who, video)


def _editable(work: UnitOfWork, who: Asker, video: Video) -> Editable:
    edition = editions.current(work, video.id)
    made = shown.pictures(work, video.id) if edition.version else {}
    owns = isinstance(who, Caller) and access.owns(who.user_id, video)
    steps = [_editable_step(step, made, owns) for step in edition.guide.steps]
    return Editable(edition.version, steps, _holder(work, who, video))


def _editable_step(step: GuideStep, made: shown.Pictures, owns: bool) -> EditableStep:
    wanted = wish(step)
    row = made.get(wanted.digest) if wanted else None
    plain = row.plain_key if row and owns else None
    return EditableStep(step, shown.image_key(step, made), plain, shown.is_making(step, made))


def _holder(work: UnitOfWork, who: Asker, video: Video) -> Holder | None:
    found = work.scalar(select(standing.about(who)).where(Video.id == video.id))
    return holder_of(who, standing.facts(video, who, found))
