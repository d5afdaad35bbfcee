"""What requests and answers of all nouns are made of."""

from typing import Annotated
from uuid import UUID

from flask import request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from app.domain import labels
from app.domain.accounts.pictures import LARGEST_BYTES
from app.domain.uploads.local_time import LONGEST_ZONE_NAME
from app.domain.workspace import choices
from app.errors import VideoFlowError

# JSON has no UUIDs, so the id comes as a string even where other types are held to strictly.
Id = Annotated[UUID, Field(strict=False)]
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False, description="seconds from the start of the video")]
Bytes = Annotated[int, Field(ge=0, description="bytes")]
Share = Annotated[float, Field(ge=0, le=1, description="how far it is, 0 to 1")]
# PostgreSQL's text cannot hold U+0000.
NO_NUL = r"^[^\x00]*$"


def readable(text: str) -> str:
    """The text as every page can show it. Raises ValueError where nothing of it can be seen."""
    found = labels.readable(text)
    if found is None:
        raise ValueError("There is nothing to be seen in it.")
    return found


Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=NO_NUL),
    AfterValidator(readable),
]


GuestName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=NO_NUL),
    AfterValidator(readable),
]


def _site(text: str) -> str:
    found = choices.domain(text)
    if found is None:
        raise ValueError("Write the name of a site, such as example.org or *.example.org.")
    return found


Site = Annotated[str, StringConstraints(max_length=300), AfterValidator(_site)]

TimeZone = Annotated[
    str,
    Field(
        max_length=LONGEST_ZONE_NAME,
        description="the sender's, by its IANA name: a video without a title is named after their date and time",
        examples=["Europe/Vienna"],
    ),
]


class Request(BaseModel):
    """Types are held to strictly: the number 5 is not the text "5"."""

    model_config = ConfigDict(strict=True)


class Owner(BaseModel):
    """Whose a video is."""

    id: UUID
    name: str


class Fault(BaseModel):
    """What went wrong, in a stable code and in words."""

    code: str
    message: str


def fault(code: str | None, message: str | None) -> Fault | None:
    """What went wrong, or None."""
    return Fault(code=code, message=message or "") if code else None


def picture() -> bytes:
    """The body of a request that is one. Raises VideoFlowError `picture_too_large` (413)."""
    # One byte more, so that who looks at it sees that it is too much.
    request.max_content_length = LARGEST_BYTES + 1
    if (request.content_length or 0) > LARGEST_BYTES:
        raise VideoFlowError("picture_too_large", "A picture has 5 MiB at most.", 413)
    return request.get_data(cache=False)
