"""Links, people and what guests see, as it goes over the wire."""

from datetime import UTC, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints, model_validator

from app.api.accounts.schemas import Email
from app.api.annotations.schemas import Drawn, Said, SaidOrDrawn, Words
from app.api.videos.schemas import Video, Visibility
from app.api.wire import GuestName, Owner, Request, Seconds, Site

Right = Literal["view", "comment", "edit"]
_A_WEEK = 7 * 24 * 3600


def _written(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError("Write a time as ISO 8601 has it, such as 2030-01-31T12:00:00Z.")
    return value


def _in_utc(moment: datetime) -> datetime:
    """Without a zone it is UTC's."""
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("This is no time that anybody lives in.") from None


Moment = Annotated[datetime, Field(strict=False), BeforeValidator(_written), AfterValidator(_in_utc)]
LinkPassword = Annotated[str, StringConstraints(min_length=1, max_length=256)]


class NewShare(Request):
    """What a link is to allow. `start` is where it begins to play; `max_views` counts visits, not reloads;
    `embed_domains` are the sites that may frame its player, null as the workspace has it.
    """

    right: Right = "view"
    password: LinkPassword | None = None
    expires_at: Moment | None = None
    start: Annotated[float, Field(ge=0, le=_A_WEEK, allow_inf_nan=False)] | None = None
    max_views: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    downloads: bool = False
    needs_email: bool = False
    embed_domains: Annotated[list[Site], Field(max_length=20)] | None = None


class ShareChange(NewShare):
    """What is to be otherwise; what is not named stays. null takes a password, an end or a limit away."""

    @model_validator(mode="after")
    def says_something(self) -> Self:
        """Nothing to change is a mistake."""
        if not self.model_fields_set:
            raise ValueError("Say what to change.")
        return self


class Share(BaseModel):
    """A link. `visibility` is the video's: for whom it works. `token` is null where it cannot be shown any more."""

    id: UUID
    token: str | None
    url: str | None
    right: Right
    has_password: bool
    expires_at: datetime | None
    start: Seconds | None
    max_views: int | None
    views: int
    downloads: bool
    needs_email: bool
    embed_domains: list[str] | None
    created_at: datetime
    visibility: Visibility


class Shares(BaseModel):
    """The links of a video that were not revoked, newest first."""

    items: list[Share]
    visibility: Visibility


class NewNamed(Request):
    """Whom to let in."""

    email: Email
    right: Right = "view"


class Named(BaseModel):
    """Somebody who was named. Without an account they are `pending`, and `id` is the entry's."""

    id: UUID
    email: str
    name: str | None
    picture_url: str | None
    right: Right
    pending: bool
    invitation_url: str | None
    created_at: datetime


class ShownOwner(Owner):
    """Whose it is, with what is shown of them."""

    picture_url: str | None


class People(BaseModel):
    """Who was named for a video, and whose it is."""

    items: list[Named]
    owner: ShownOwner


class LinkAbout(BaseModel):
    """What a link allows whoever opened it."""

    right: Right
    downloads: bool
    start: Seconds | None
    expires_at: datetime | None
    needs_email: bool


class LinkedVideo(Video):
    """A video as a link shows it. `guest` is false for somebody signed in who sees it by themselves."""

    link: LinkAbout
    guest: bool
    guest_token: str | None


class Unlock(Request):
    """What the link wants to be told."""

    password: LinkPassword | None = None
    email: Email | None = None


class Unlocked(BaseModel):
    """What opens the link from now on, as a bearer token."""

    guest_token: str


class NewGuestAnnotation(SaidOrDrawn):
    """Something a guest says about a moment, or draws over it, and who they say they are."""

    name: GuestName


class NewGuestDrawing(Said):
    """Something a guest draws over a moment, and who they say they are."""

    drawing_data: Drawn
    content: Words | None = None
    name: GuestName
