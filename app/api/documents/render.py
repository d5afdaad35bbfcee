"""From a guide's steps to what goes over the wire."""

from typing import Any, cast

from app.api.documents import editing_schemas, schemas
from app.api.playback.render import url_of
from app.domain.access import Holder
from app.domain.documents.editing.guide import GuideStep, Part
from app.domain.documents.editing.operations import markdown_of
from app.domain.documents.evidence.kinds import Kind
from app.domain.documents.exports.formats import KINDS, Format
from app.domain.documents.words import Box
from app.domain.playback.downloads import file_name
from app.services.documents.editing import Editable, EditableStep, Entry, Strip
from app.services.documents.exports import GuideFile
from app.services.documents.shown import ShownStep
from app.services.playback import signed_urls


def document_step(row: ShownStep, holder: Holder | None) -> schemas.DocumentStep:
    """A step with a fresh URL for its picture."""
    step, source = row.step, row.source
    return schemas.DocumentStep(
        id=step.id,
        index=row.index,
        timestamp=step.timestamp,
        title=step.title,
        text=step.text,
        text_format="markdown" if step.is_markdown else "plain",
        image_url=url_of(row.image_key, holder),
        image_is_making=row.is_making,
        kind=Kind(source.kind) if source and source.kind else None,
        label=source.label if source else None,
        target=place(step.target),
        pointer=point(step),
        strength=source.strength if source else None,
    )


def place(box: Box | None) -> schemas.Place | None:
    """A box as it goes over the wire."""
    return schemas.Place(x=box.left, y=box.top, width=box.width, height=box.height) if box else None


def point(step: GuideStep) -> schemas.Point | None:
    """Where the pointer was."""
    return schemas.Point(x=step.pointer[0], y=step.pointer[1]) if step.pointer else None


def editable(guide: Editable) -> editing_schemas.EditableGuide:
    """A guide as it is edited."""
    steps = [_editable_step(each, guide.holder) for each in guide.steps]
    return editing_schemas.EditableGuide(version=guide.version, steps=steps)


def _editable_step(each: EditableStep, holder: Holder | None) -> editing_schemas.EditableStep:
    step = each.step
    return editing_schemas.EditableStep(
        id=step.id,
        timestamp=step.timestamp,
        title=step.title,
        text=step.text,
        markdown=markdown_of(step),
        image_url=url_of(each.image_key, holder),
        image_is_making=each.is_making,
        original_url=url_of(each.plain_key, None),
        moment=step.moment,
        target=place(step.target),
        pointer=point(step),
        blurs=[found for box in step.blurs if (found := place(box)) is not None],
        hidden=step.hidden,
        added=not step.sources,
        gone=step.is_gone,
        edited=sorted(step.edited),
        conflicts=[_conflict(step, part) for part in sorted(step.conflicts)],
    )


def _conflict(step: GuideStep, part: Part) -> editing_schemas.Conflict:
    """What the reading says now."""
    source = step.source
    words = {Part.TITLE: source.title, Part.TEXT: source.text} if source else {}
    return editing_schemas.Conflict(
        part=part, says=words.get(part), place=place(source.target) if source and part is Part.TARGET else None
    )


def history(entries: list[Entry]) -> editing_schemas.History:
    """Who did what."""
    return editing_schemas.History(
        items=[
            editing_schemas.Version(
                version=each.version,
                kind=each.kind,
                created_at=each.created_at,
                author=_author(each),
                changes=[editing_schemas.ToldChange(**change) for change in each.changes],
            )
            for each in entries
        ]
    )


def _author(entry: Entry) -> editing_schemas.EditAuthor | None:
    if entry.author_id is None and not entry.by_guest:
        return None
    return editing_schemas.EditAuthor(id=entry.author_id, name=entry.author or "", guest=entry.by_guest)


def frames(strip: Strip) -> editing_schemas.Frames:
    """Frames to choose a picture from."""
    return editing_schemas.Frames(
        items=[
            editing_schemas.Frame(timestamp=at, image_url=url)
            for at, key in strip.frames
            if (url := url_of(key, strip.holder)) is not None
        ]
    )


def guide_file(found: GuideFile) -> schemas.GuideFile:
    """How far it is; where it can be saved, under the video's title, once it is done."""
    row, url = found.row, None
    if row.state == "done" and row.s3_key:
        name = file_name(found.title, KINDS[Format(row.format)].extension)
        url = signed_urls.sign(row.s3_key, filename=name, holder=found.holder).url
    return schemas.GuideFile(
        state=cast(Any, row.state), progress=row.progress, size=row.size, expires_at=row.expires_at, url=url
    )
