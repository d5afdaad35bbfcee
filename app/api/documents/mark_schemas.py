"""What is told while recording, as it goes over the wire."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from app.api.wire import Id, Request, Seconds
from app.domain import labels
from app.domain.documents.evidence import marks
from app.domain.documents.words import Box

_Part = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False, description="share of the frame")]
# Shares are rounded by whoever tells them.
_ROUNDED = 0.001


def _cut(text: str) -> str:
    """What of it can be seen, on one line, and no longer than a name."""
    return (labels.readable(text) or "")[: marks.LONGEST_NAME].rstrip()


_Words = Annotated[
    str,
    StringConstraints(max_length=2000),
    AfterValidator(_cut),
    Field(description=f"plain text; {marks.LONGEST_NAME} characters of it are kept"),
]


class Frame(Request):
    """Where an element was: a rectangle as shares of the recorded frame."""

    x: _Part
    y: _Part
    width: Annotated[_Part, Field(gt=0)]
    height: Annotated[_Part, Field(gt=0)]

    @model_validator(mode="after")
    def _lies_inside(self) -> Self:
        if self.x + self.width > 1 + _ROUNDED or self.y + self.height > 1 + _ROUNDED:
            raise ValueError("This does not lie within the picture.")
        return self


class Mark(Request):
    """Something told about the moment `at`: `mark` is a step that a person marks, all others what an element was told.

    `id` is the sender's own: what is sent again under it changes nothing. `role` is a WAI-ARIA role, `name` what the
    element is called, `within` the list an option is from, `is_on` whether a switch was on afterwards.
    """

    id: Id
    at: Seconds
    kind: Literal["mark", "click", "type", "choose", "toggle"] = "mark"
    role: Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z]*$")] = ""
    name: _Words = ""
    within: _Words = ""
    is_on: bool | None = None
    box: Frame | None = None
    note: _Words = ""

    def told(self) -> tuple[UUID, marks.Mark]:
        """Its id, and what it tells."""
        box = Box(self.box.x, self.box.y, self.box.width, self.box.height) if self.box else None
        kind = marks.MarkKind(self.kind)
        return self.id, marks.Mark(self.at, kind, self.role, self.name, self.within, self.is_on, box, self.note)


class Marks(Request):
    """A batch: all of it is kept, or none."""

    marks: Annotated[list[Mark], Field(min_length=1, max_length=marks.MOST_AT_ONCE)]


class MarksKept(BaseModel):
    """How many of them were new."""

    added: int
