"""Editing a guide, as it goes over the wire: what can be done, the guide with all of its steps, and its history."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from app.api.documents.schemas import Place, Point
from app.api.wire import NO_NUL, GuestName, Id, Request, Seconds, Title
from app.domain.documents.editing.guide import Part
from app.domain.documents.editing.history import EditKind
from app.domain.documents.editing.operations import LONGEST_TEXT, MOST_BLURS

MOST_AT_ONCE = 100
PartName = Literal["title", "text", "picture", "target"]
Markdown = Annotated[str, StringConstraints(max_length=LONGEST_TEXT, pattern=NO_NUL)]
Side = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Region(Request):
    """A rectangle on a picture, as shares of its width and height."""

    x: Side
    y: Side
    width: Annotated[Side, Field(gt=0)]
    height: Annotated[Side, Field(gt=0)]

    @model_validator(mode="after")
    def within(self) -> "Region":
        """Rounded as it is stored, it may end a hair outside."""
        if self.x + self.width > 1.001 or self.y + self.height > 1.001:
            raise ValueError("The rectangle reaches out of the picture.")
        return self


class SetTitle(Request):
    """Call a step something else."""

    op: Literal["set_title"]
    step: Id
    title: Title


class SetText(Request):
    """Write another text, in Markdown."""

    op: Literal["set_text"]
    step: Id
    text: Markdown


class Move(Request):
    """Put a step behind another one, or without `after` first."""

    op: Literal["move"]
    step: Id
    after: Id | None = None


class Merge(Request):
    """Make `second` a part of `first`."""

    op: Literal["merge"]
    first: Id
    second: Id


class Split(Request):
    """Make two of a step; `new` is the second one's id, chosen by the client."""

    op: Literal["split"]
    step: Id
    new: Id
    at: Seconds
    title: Title
    first_text: Markdown
    second_text: Markdown


class Hide(Request):
    """Keep a step from readers, or show it again."""

    op: Literal["hide"]
    step: Id
    hidden: bool = True


class Add(Request):
    """A step of one's own, behind another one or where its time is; `new` is its id, chosen by the client."""

    op: Literal["add"]
    new: Id
    at: Seconds
    title: Title
    text: Markdown = ""
    after: Id | None = None


class Remove(Request):
    """Take away a step that somebody added."""

    op: Literal["remove"]
    step: Id


class SetPicture(Request):
    """Show another moment of the video."""

    op: Literal["set_picture"]
    step: Id
    moment: Seconds


class SetTarget(Request):
    """Draw the box elsewhere, or none."""

    op: Literal["set_target"]
    step: Id
    box: Region | None


class SetBlurs(Request):
    """Make these regions of the picture unreadable, and no others."""

    op: Literal["set_blurs"]
    step: Id
    boxes: Annotated[list[Region], Field(max_length=MOST_BLURS)]


class Follow(Request):
    """Give a part back to the reading."""

    op: Literal["follow"]
    step: Id
    part: PartName


class Keep(Request):
    """Keep a part as it is, although the reading says something else; without `part`, the whole step."""

    op: Literal["keep"]
    step: Id
    part: PartName | None = None


AnyOperation = Annotated[
    SetTitle | SetText | Move | Merge | Split | Hide | Add | Remove | SetPicture | SetTarget | SetBlurs | Follow | Keep,
    Field(discriminator="op"),
]
BaseVersion = Annotated[int, Field(ge=0, lt=2**31, description="the version that was looked at")]


class Edits(Request):
    """What to do, all of it or nothing."""

    base_version: BaseVersion
    operations: Annotated[list[AnyOperation], Field(min_length=1, max_length=MOST_AT_ONCE)]


class Revert(Request):
    """Go back to a version, or with `only` take back what that version alone did."""

    base_version: BaseVersion
    version: BaseVersion
    only: bool = False


class GuestEdits(Edits):
    """The same by a link's guest, who may say their name for the history."""

    name: GuestName | None = None


class GuestRevert(Revert):
    """The same by a link's guest, who may say their name for the history."""

    name: GuestName | None = None


class Conflict(BaseModel):
    """A part that somebody set and of which the reading says something else by now."""

    part: Part
    says: str | None
    place: Place | None


class EditableStep(BaseModel):
    """A step with all that can be changed in it.

    `markdown` is the text to go on writing with; `moment` is set where another picture was chosen; `image_url` is null
    while the picture `image_is_making`; `original_url` is the picture without its blurs, for the video's owner.
    `gone`: the reading does not find the step any more.
    """

    id: UUID
    timestamp: Seconds
    title: str
    text: str
    markdown: str
    image_url: str | None
    image_is_making: bool
    original_url: str | None
    moment: float | None
    target: Place | None
    pointer: Point | None
    blurs: list[Place]
    hidden: bool
    added: bool
    gone: bool
    edited: list[Part]
    conflicts: list[Conflict]


class EditableGuide(BaseModel):
    """A guide with all of its steps, hidden ones too. Version 0 is what the reading wrote."""

    version: int
    steps: list[EditableStep]


class EditAuthor(BaseModel):
    """Who changed a guide: an account, or a link's guest, who has no id and perhaps said no name."""

    id: UUID | None
    name: str
    guest: bool


class ToldChange(BaseModel):
    """What was done, and what the step was called."""

    op: str
    title: str


class Version(BaseModel):
    """How a version came about; without an author by the reading, or by somebody whose account is closed."""

    version: int
    kind: EditKind
    created_at: datetime
    author: EditAuthor | None
    changes: list[ToldChange]


class History(BaseModel):
    """Versions that can be gone back to, the newest first."""

    items: list[Version]


class Frame(BaseModel):
    """A picture of the video that can be chosen, by its moment."""

    timestamp: Seconds
    image_url: str


class Frames(BaseModel):
    """The pictures that were kept, by time."""

    items: list[Frame]
